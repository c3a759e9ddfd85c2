import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx'
import type { IBorderOptions } from 'docx'
import type { Line, TableBlock } from './blocks.ts'
import { namedLine } from './column-names.ts'
import { citeScale, columnsFor, withReferences } from './columns.ts'
import { hex, runsOf, twips } from './docx-line.ts'
import type { RunLook } from './docx-line.ts'
import { inks } from './pdf-line.ts'

const padding = 4
const none: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const rule = (size: number, colour: string): IBorderOptions => ({
  style: BorderStyle.SINGLE,
  size,
  color: hex(colour),
})

interface Place {
  width: number
  align: 'left' | 'right'
  /** With the row after it on one page. */
  keep: boolean
}

const cell = (line: Line, { width, align, keep }: Place, look: RunLook): TableCell =>
  new TableCell({
    width: { size: twips(width + 2 * padding), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.TOP,
    children: [
      new Paragraph({
        children: runsOf(line, look),
        alignment: align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        spacing: { before: 0, after: 0, line: 240, lineRule: 'auto' },
        keepNext: keep,
        // Columns are measured without the air that a word processor puts between hanzi and digits.
        autoSpaceEastAsianText: false,
      }),
    ],
  })

/** A table whose head repeats on every page and whose rows stay together, all of them where it is `whole`; references in a narrow last column. */
export function docxTable(
  table: TableBlock,
  {
    total,
    referenceHead,
    dense = false,
    whole = false,
  }: { total: number; referenceHead: string; dense?: boolean; whole?: boolean },
): Table {
  const { cites, cited } = withReferences(table)
  const { widths, fontSize } = columnsFor(table, cited ? cites : null, {
    total,
    padding,
    citeHead: referenceHead,
    // Word processors bring their own fonts, and some put air between hanzi and digits whatever we say.
    air: dense ? 0 : 0.4,
    ...(dense ? { largest: 6 } : {}),
  })
  const count = widths.length - (cited ? 1 : 0)
  const place = (column: number, row: number): Place => ({
    width: widths[column] ?? 0,
    align: column < count ? (table.align[column] ?? 'left') : 'left',
    keep: row < 1 || (whole && row < table.rows.length),
  })
  const rows = table.rows.map(
    (row, at) =>
      new TableRow({
        cantSplit: true,
        children: widths.map((_, column) =>
          column < count
            ? cell(row[column] ?? [], place(column, at + 1), {
                fontSize,
                bold: table.head === null && column === 0,
              })
            : cell([{ text: cites[at] ?? '' }], place(column, at + 1), {
                fontSize: Math.max(5, fontSize * citeScale),
                colour: inks.soft,
              }),
        ),
      }),
  )
  const head = table.head
  const headRow =
    head === null
      ? []
      : [
          new TableRow({
            cantSplit: true,
            tableHeader: true,
            children: widths.map((_, column) =>
              cell(
                column < count
                  ? namedLine(head[column] ?? [], (widths[column] ?? 0) / fontSize)
                  : [{ text: referenceHead }],
                place(column, 0),
                {
                  fontSize,
                  bold: true,
                  colour: inks.soft,
                },
              ),
            ),
          }),
        ]
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(total), type: WidthType.DXA },
    columnWidths: widths.map(width => twips(width + 2 * padding)),
    margins: {
      left: twips(padding),
      right: twips(padding),
      top: dense ? 6 : 40,
      bottom: dense ? 6 : 40,
      marginUnitType: WidthType.DXA,
    },
    borders: {
      top: head === null ? rule(4, inks.line) : rule(8, inks.soft),
      bottom: rule(4, inks.soft),
      left: none,
      right: none,
      insideHorizontal: rule(dense ? 2 : 4, inks.line),
      insideVertical: none,
    },
    rows: [...headRow, ...rows],
  })
}
