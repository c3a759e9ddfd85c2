import { printable } from '../../charts/fonts.ts'
import { narrow } from '../../charts/render-png.ts'
import type { Language } from '../../locales/index.ts'
import type { Line, TableBlock } from './blocks.ts'
import type { Paper, PaperBlock } from './paper.ts'

/**
 * Text as our fonts set it. What has no glyph becomes 〓, where it would vanish; curved quotation marks are as wide as a
 * hanzi in a Chinese font, so English gets straight ones.
 */
const setIn = (language: Language) => (text: string) =>
  printable(language === 'en' ? text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"') : text)

/** A paper whose every sign can be drawn with our fonts. */
export function legible(paper: Paper): Paper {
  const write = setIn(paper.language)
  const line = (spans: Line): Line => spans.map(span => ({ ...span, text: write(span.text) }))
  const table = (block: TableBlock): TableBlock => ({
    ...block,
    head: block.head?.map(line) ?? null,
    rows: block.rows.map(row => row.map(line)),
  })
  const block = (one: PaperBlock): PaperBlock => {
    switch (one.kind) {
      case 'heading':
      case 'paragraph':
        return { ...one, line: line(one.line) }
      case 'list':
        return { ...one, items: one.items.map(line) }
      case 'table':
        return table(one)
      case 'register':
        return { ...one, table: table(one.table) }
      case 'chart': {
        const { chart } = one
        // Quotation marks of attributes are not text.
        const svg = printable(narrow(chart.svg))
        return { ...one, chart: { ...chart, title: line(chart.title), foot: line(chart.foot), svg } }
      }
    }
  }
  return { ...paper, title: write(paper.title), blocks: paper.blocks.map(block) }
}
