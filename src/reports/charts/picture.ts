import { pictureRules } from '../../charts/palette.ts'
import { fitted, onPage, renderSvg } from '../../charts/render-svg.ts'
import type { Figure } from '../figure-book.ts'
import { replaceMarks, replacePlans } from '../marks.ts'
import { unescaped } from './draft.ts'
import type { ChartDraft } from './draft.ts'

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Text without the marks of figures and names. */
export const bareText = (text: string): string =>
  replacePlans(
    replaceMarks(text, (_key, printed) => printed),
    inner => inner,
  )

/** The picture alone, with title and foot inside, on white: for PNG, PDF and slides. */
export function pictureSvg(draft: ChartDraft): string {
  const plan = draft.plan(true)
  return bareText(renderSvg({ ...plan.option, backgroundColor: '#ffffff' }, plan))
}

/** What a picture says, for those who cannot see it: its title, and its foot and numbers line by line. */
function told(draft: ChartDraft): string {
  const rows = draft.twin
    .split('\n')
    .filter(line => !/^\|[ :|-]*\|$/.test(line))
    .map(line =>
      line
        .replace(/^\|\s*|\s*\|$/g, '')
        .split(/ \| /)
        .map(cell => cell.trim())
        .join('; '),
    )
  const text = (lines: readonly string[]): string => attribute(unescaped(bareText(lines.join('\n'))))
  return `<title>${text([draft.title])}</title><desc>${text([draft.foot, ...rows])}</desc>`
}

/** The picture alone as a file: follows the viewer's light or dark. */
export function fileSvg(draft: ChartDraft): string {
  const plan = draft.plan(true)
  const svg = fitted(bareText(renderSvg(plan.option, plan)), bareText(draft.title).replaceAll('\\', ''))
  const style = `<style>${pictureRules}</style>`
  // On a phone the drawing keeps a width at which its letters can be read, and is moved sideways.
  return svg.replace(
    /<svg ([^>]*>)/,
    (_whole, rest: string) => `<svg style="min-width:38rem" ${rest}${told(draft)}${style}`,
  )
}

/** Ids of one drawing, told from those of the others on its page. */
const idsOf = (svg: string, name: string): string =>
  svg.replace(
    /(\bid="|url\(#|href="#)(z\d+)/g,
    (_whole, before: string, id: string) => `${before}${name}-${id}`,
  )

/**
 * The picture as part of a page, under a name of its own there: inks of the page, numbers with their figure ids, wide
 * enough to be read on a phone.
 */
export function inlineSvg(
  draft: ChartDraft,
  figure: (key: number) => Figure | undefined,
  name: string,
): string {
  const plan = draft.plan(false)
  const drawn = onPage(renderSvg(plan.option, plan), bareText(draft.title).replaceAll('\\', ''))
  const marked = replaceMarks(drawn, (key, printed) => {
    const id = figure(key)?.id
    return id === undefined ? printed : `<tspan data-figure="${attribute(id)}">${printed}</tspan>`
  })
  const named = replacePlans(idsOf(marked, name), inner => `<tspan data-name>${inner}</tspan>`)
    // The page's own fonts, which follow its language.
    .replace(/font-family:[^;"]*;?/g, '')
    .replace(/ font-family="[^"]*"/g, '')
    .replace('<svg ', '<svg style="min-width:38rem" ')
  return `<div class="wide" tabindex="0" role="group">${named}</div>`
}
