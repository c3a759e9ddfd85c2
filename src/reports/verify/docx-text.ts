import { strFromU8, unzipSync } from 'fflate'
import { decoded } from './page-pieces.ts'

const body = 'word/document.xml'

/** What a paragraph shows: its runs in order, a break as a space; codes of fields are not shown. */
const paragraph = (xml: string): string =>
  decoded(
    xml
      .replace(/<w:instrText[^>]*>[\s\S]*?<\/w:instrText>|<w:delText[^>]*>[\s\S]*?<\/w:delText>/g, '')
      .replace(/<w:(?:br|tab)\/>/g, ' '),
  ).trim()

/** As many signs as a heading has levels. */
const heading = (xml: string): string => {
  const level = /<w:pStyle w:val="(?:Heading(\d)|Title)"/.exec(xml)
  return level === null ? '' : `${'#'.repeat(Number(level[1] ?? 0) + 1)} `
}

const paragraphs = (xml: string): string[] =>
  [...xml.matchAll(/<w:p(?: [^>]*)?>[\s\S]*?<\/w:p>/g)].flatMap(([own]) => {
    const text = paragraph(own)
    return text === '' ? [] : [`${heading(own)}${text}`]
  })

function table(xml: string): string[] {
  const rows = [...xml.matchAll(/<w:tr(?: [^>]*)?>[\s\S]*?<\/w:tr>/g)].map(([row]) => {
    const cells = [...row.matchAll(/<w:tc(?: [^>]*)?>[\s\S]*?<\/w:tc>/g)]
    return `| ${cells.map(([cell]) => paragraphs(cell).join(' ')).join(' | ')} |`.replace(
      /^\| (F\d+) \| (r_[^ |]+) \|/,
      '| $1 | `$2` |',
    )
  })
  const columns = (rows[0] ?? '').split(' | ').length
  return [
    '',
    ...rows.flatMap((row, place) => (place === 0 ? [row, `|${' --- |'.repeat(columns)}`] : [row])),
    '',
  ]
}

/**
 * The text of a Word document as lines, its tables as rows with bars; `null` where the bytes are no such document. The
 * list of contents is left out: its pages are counted by whoever opens it.
 */
export function docxTextOf(bytes: Uint8Array): string | null {
  let xml: string
  try {
    const part = unzipSync(bytes, { filter: ({ name }) => name === body })[body]
    if (part === undefined) return null
    xml = strFromU8(part)
  } catch {
    return null
  }
  const shown = xml.slice(Math.max(0, xml.indexOf('<w:body>'))).replace(/<w:sdt>[\s\S]*?<\/w:sdt>/g, '')
  const blocks = shown.split(/(<w:tbl>[\s\S]*?<\/w:tbl>)/)
  return blocks.flatMap(block => (block.startsWith('<w:tbl>') ? table(block) : paragraphs(block))).join('\n')
}

/** The same for a document of our own. */
export const docxText = (bytes: Uint8Array): string => docxTextOf(bytes) ?? ''
