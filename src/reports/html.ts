import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import type { Language } from '../locales/index.ts'
import type { Figure } from './figure-book.ts'
import { printWords } from './print/print-words.ts'
import { replaceCharts, replaceMarks, replacePlans } from './marks.ts'
import { closeLists, nameRows, withContents, withPairs, withSums, withTerms } from './page-shape.ts'
import { style } from './style.ts'
import { breakable } from './word-breaks.ts'

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function renderer(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
  markdown.use(cjkFriendly)
  markdown.core.ruler.push('rows_and_points', ({ tokens }) => {
    nameRows(tokens)
    closeLists(tokens)
  })
  const { rules } = markdown.renderer
  let inHead = false
  rules['table_open'] = () => '<div class="wide" tabindex="0" role="group"><table>\n'
  rules['table_close'] = () => '</table></div>\n'
  rules['th_open'] = (tokens, at, options, _env, self) => {
    inHead = true
    tokens[at]?.attrSet('scope', 'col')
    return self.renderToken(tokens, at, options)
  }
  rules['th_close'] = () => {
    inHead = false
    return '</th>'
  }
  const text = rules['text']
  rules['text'] = (...given) => (inHead ? breakable(text?.(...given) ?? '') : (text?.(...given) ?? ''))
  return markdown
}

export interface HtmlDocument {
  language: Language
  title: string
  /** Marked Markdown. */
  text: string
  numbers: ReadonlyMap<number, number>
  figure: (key: number) => Figure | undefined
  /** Finished HTML for a chart or other inset, by its name. */
  inset: (name: string) => string
  footer: string
}

/** One self-contained page: no script, no request, numbers that carry their figure ids. */
export function htmlPage({ language, title, text, numbers, figure, inset, footer }: HtmlDocument): string {
  const body = withContents(
    withTerms(htmlFragment(text, { numbers, figure, inset })),
    printWords(language).contents,
  )
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Holdfast">
<title>${escape(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
${body}</main>
<footer>${escape(footer)}</footer>
</body>
</html>
`
}

/** Days stay on one line, with what joins them to another: a browser would break them at their hyphens. */
const unbroken = (html: string): string =>
  html.replace(
    /<code>[^<]*<\/code>|<[^>]*>|\uE005[^\uE006]*\uE006|(?:至|\bto )?(?:\b\d{4}-\d{2}-\d{2}\b|\d{4}年\d{1,2}月\d{1,2}日)(?: –(?= ))?/g,
    part => (/^(?:至|to )?\d/.test(part) ? `<span class="day">${part}</span>` : part),
  )

/** Marked Markdown as HTML. Figures become spans with their id, and link to the register. */
export function htmlFragment(
  text: string,
  { numbers, figure, inset }: Pick<HtmlDocument, 'numbers' | 'figure' | 'inset'>,
): string {
  const rendered = unbroken(withSums(withPairs(renderer().render(text))))
  const marked = replaceMarks(rendered, (key, printed) => {
    const known = figure(key)
    const number = numbers.get(key)
    if (!known) return printed
    // A number stays whole with its unit and currency; a phrase (“2 in 100 customers”) may go over the end of a line.
    const said = printed.length > 9 && /\p{Script=Han}{2}|[a-z]{3}/u.test(printed) ? ' said' : ''
    return `<span class="fig ${known.badge}${said}" data-figure="${escape(known.id)}" title="F${number ?? ''} · ${known.badge} · ${escape(known.id)}">${printed}</span>`
  })
  // Ranks and ids say that they are none; longer texts are the playbooks' own and known word for word.
  const planned = replacePlans(marked, inner =>
    /^\d{4}-\d{2}-\d{2} [\d:]+Z$/.test(inner)
      ? `<span class="day">${inner}</span>`
      : /^\S{1,40}$/.test(inner)
        ? `<span data-name>${inner}</span>`
        : inner,
  )
  return replaceCharts(planned.replace(/<p>(\uE003[a-z_]+\uE004)<\/p>/g, '$1'), inset)
}
