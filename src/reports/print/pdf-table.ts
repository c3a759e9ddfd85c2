import type { Content, ContentTable, TableCell } from 'pdfmake/interfaces.js'
import { firstFigure, referencesOf } from './blocks.ts'
import type { Line, TableBlock } from './blocks.ts'
import { namedLine } from './column-names.ts'
import { citeScale, columnsFor, withReferences } from './columns.ts'
import { inks, lineContent } from './pdf-line.ts'

const padding = 4

/** A table that repeats its head on every page; the references of a row stand in a narrow last column. */
export function pdfTable(
  table: TableBlock,
  { total, referenceHead, dense = false }: { total: number; referenceHead: string; dense?: boolean },
): ContentTable {
  const { cites, cited } = withReferences(table)
  const { widths, fontSize, tight } = columnsFor(table, cited ? cites : null, {
    total,
    padding,
    citeHead: referenceHead,
    ...(dense ? { largest: 6 } : {}),
  })
  const count = widths.length - (cited ? 1 : 0)
  const small = Math.max(5, fontSize * citeScale)
  const body: TableCell[][] = table.rows.map((row, at) => [
    ...Array.from({ length: count }, (_, column): TableCell => {
      const line = row[column] ?? []
      return {
        text: lineContent(table.head === null && column === 0 ? line.map(bold) : line),
        alignment: table.align[column] ?? 'left',
        ...(tight ? { wordBreak: 'break-all' as const } : {}),
      }
    }),
    ...(cited ? [citeCell(cites[at] ?? '', row, small)] : []),
  ])
  const head: TableCell[] | null =
    table.head === null
      ? null
      : [
          ...Array.from({ length: count }, (_, column): TableCell => ({
            text: lineContent(
              namedLine(table.head?.[column] ?? [], (widths[column] ?? 0) / fontSize).map(bold),
              {
                colour: inks.soft,
              },
            ),
            alignment: table.align[column] ?? 'left',
            verticalAlignment: 'bottom',
          })),
          ...(cited
            ? [{ text: referenceHead, bold: true, color: inks.soft, verticalAlignment: 'bottom' as const }]
            : []),
        ]
  return {
    fontSize,
    lineHeight: dense ? 1 : 1.15,
    margin: [0, 4, 0, 10],
    table: {
      headerRows: head === null ? 0 : 1,
      ...(head === null || table.rows.length < 2 ? {} : { keepWithHeaderRows: 2 }),
      dontBreakRows: true,
      widths: [...widths],
      body: head === null ? body : [head, ...body],
    },
    layout: {
      hLineWidth: (row, { table: { body: all, headerRows } }) =>
        row === 0 ? 0 : row === headerRows ? 0.9 : row === all.length ? 0.6 : dense ? 0.25 : 0.4,
      vLineWidth: () => 0,
      hLineColor: (row, { table: { headerRows } }) => (row === headerRows ? inks.soft : inks.line),
      paddingLeft: () => padding,
      paddingRight: () => padding,
      paddingTop: () => (dense ? 1 : 2.2),
      paddingBottom: () => (dense ? 0.6 : 2.2),
    },
  }
}

const bold = (span: Line[number]): Line[number] => ({ ...span, bold: true })

function citeCell(cites: string, row: readonly Line[], fontSize: number): TableCell {
  const first = firstFigure(row)
  return {
    text: cites,
    fontSize,
    color: inks.soft,
    ...(first === undefined ? {} : { linkToDestination: `F${first}` }),
  }
}

/** All figures with id and exact value; each row is where the numbers of the text lead to. */
export function pdfRegister(table: TableBlock, total: number): Content {
  const made = pdfTable(table, { total, referenceHead: '', dense: true })
  for (const row of made.table.body) {
    const [cell] = row
    const name = typeof cell === 'object' && 'text' in cell ? firstText(cell.text) : ''
    if (/^F\d+$/.test(name)) row[0] = { text: name, id: name }
  }
  // Nothing follows it: space below one that ends at the foot of a page would open an empty page.
  return { ...made, margin: [0, 4, 0, 0] }
}

const firstText = (text: unknown): string => {
  const [first]: unknown[] = Array.isArray(text) ? text : [text]
  if (typeof first === 'string') return first
  return typeof first === 'object' && first !== null && 'text' in first ? String(first.text) : ''
}

/** References after the end of a line, small and pale. */
export function citeText(lines: readonly Line[]): Content[] {
  const cites = referencesOf(lines)
  const first = firstFigure(lines)
  return cites === ''
    ? []
    : [
        {
          text: ` [${cites}]`,
          fontSize: 6.5,
          color: inks.soft,
          ...(first === undefined ? {} : { linkToDestination: `F${first}` }),
        },
      ]
}
