import MarkdownIt from 'markdown-it'
import cjkFriendly from 'markdown-it-cjk-friendly'
import type { Language } from '../locales/index.ts'
import type { Figure } from './figure-book.ts'
import { printWords } from './print/print-words.ts'
import { replaceCharts, replaceMarks, replacePlans } from './marks.ts'
import { style } from './style.ts'
import { breakable } from './word-breaks.ts'

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

function renderer(): InstanceType<typeof MarkdownIt> {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false })
  markdown.use(cjkFriendly)
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
  const body = withContents(htmlFragment(text, { numbers, figure, inset }), printWords(language).contents)
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

/** A page of so many sections says what is where. */
const long = 6

/** Sections get names to jump to, listed after the first one, which is the answer. */
function withContents(body: string, name: string): string {
  const titles: string[] = []
  const named = body.replace(/<h2>([\s\S]*?)<\/h2>/g, (_whole, title: string) => {
    titles.push(title.replace(/<[^>]*>/g, ''))
    return `<h2 id="section-${titles.length}">${title}</h2>`
  })
  if (titles.length < long) return named
  const list = titles
    .map((title, at) => (at === 0 ? '' : `<li><a href="#section-${at + 1}">${title}</a></li>`))
    .join('')
  return named.replace(
    '<h2 id="section-2">',
    `<nav aria-label="${name}"><strong>${name}</strong><ul>${list}</ul></nav>\n<h2 id="section-2">`,
  )
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
  const rendered = unbroken(renderer().render(text))
  const marked = replaceMarks(rendered, (key, printed) => {
    const known = figure(key)
    const number = numbers.get(key)
    if (!known) return printed
    return `<span class="fig ${known.badge}" data-figure="${escape(known.id)}" title="F${number ?? ''} · ${known.badge} · ${escape(known.id)}">${printed}</span>`
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
