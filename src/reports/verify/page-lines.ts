import { referencesOf, registerRows } from './document.ts'
import { dataFileLeaves } from './data-file.ts'

/** A line of a document of ours as it is kept and compared. */
export interface PageLine {
  text: string
  /** It prints figures, a day or a name: other words on it make it say another thing. */
  claims: boolean
  /** A row of a Markdown table. */
  row: boolean
}

const day = /\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日/
const ownHeading = /^(?:# |#{2,3} \d+\. )/

export const isPage = (text: string): boolean => /^\s*<!doctype html/i.test(text)

const isRow = (line: string): boolean => /^\s*\|/.test(line) && !/^\s*\|(?: ?:?-+:? ?\|)+\s*$/.test(line)

const closed = /<\/(p|li|tr|h\d|text|summary|figcaption|title|desc)>/g
const decode = (text: string): string =>
  text
    .replace(/<\/t[dh]>\s*(?=<t)/g, ' | ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')

/** A page with all that is read or read out: rows, paragraphs, texts and titles of its drawings. */
function htmlLines(html: string): PageLine[] {
  const lines = html
    .slice(html.indexOf('<body'))
    .replace(/<details class="register">[\s\S]*?<\/details>/g, '')
    .replace(/<nav [\s\S]*?<\/nav>/g, '')
    .replace(/<footer>[\s\S]*?<\/footer>/g, '')
    .replace(/<style>[\s\S]*?<\/style>|<!\[CDATA\[[\s\S]*?\]\]>/g, '')
    .replace(/<svg[^>]*aria-label="([^"]*)"[^>]*>/g, '$1</desc>')
    .replace(closed, '</$1>\u0000')
    .split('\u0000')
  return lines.map(line => {
    const tag = /<\/(\w+)>$/.exec(line)?.[1] ?? ''
    const text = decode(line)
    const claims =
      /data-figure=|data-name|class="day"/.test(line) ||
      /^(?:tr|text|title|desc|figcaption)$/.test(tag) ||
      tag === 'h1' ||
      (/^h\d$/.test(tag) && /^\s*\d+\. /.test(text))
    return { text, claims, row: false }
  })
}

/** The lines of a document: Markdown, page or data file. */
export function pageLines(text: string): PageLine[] {
  if (isPage(text)) return htmlLines(text)
  const leaves = dataFileLeaves(text)
  if (leaves !== null) return leaves.map(leaf => ({ text: leaf, claims: true, row: false }))
  const register = new Set(registerRows(text).map(({ line }) => line))
  return text.split('\n').map((line, place) => ({
    text: line,
    claims:
      !register.has(place) && (referencesOf(line).length > 0 || day.test(line) || ownHeading.test(line)),
    row: !register.has(place) && isRow(line),
  }))
}
