import { open, readFile, writeFile } from 'node:fs/promises'
import type { Cell, ExportTable, NamedTable } from './exports.ts'
import { columnName, lookOf } from './sheet-looks.ts'
import type { ColumnLook } from './sheet-looks.ts'
import { stillZip } from './still-zip.ts'

interface Formula {
  formula: string
  /** What it gives on this data, for readers that do not compute. */
  value: number
}

type SheetCell = Cell | Formula
const isFormula = (cell: SheetCell): cell is Formula => typeof cell === 'object' && cell !== null

interface Sheet {
  name: string
  columns: readonly string[]
  rows: readonly (readonly SheetCell[])[]
  looks: readonly ColumnLook[]
}

const columnOf = (rows: readonly (readonly Cell[])[], at: number): Cell[] => rows.map(row => row[at] ?? null)

const sum = (values: readonly Cell[]): number =>
  values.reduce<number>((total, value) => total + (typeof value === 'number' ? value : 0), 0)

const basis: Readonly<Record<string, readonly string[]>> = {
  share: ['n', 'customers'],
  revenue_share: ['revenue', 'annual_revenue'],
  clv_share: ['clv', 'value'],
}

/** Shares that follow from another column of the same sheet are formulas, so that they follow its changes. */
function withShares(columns: readonly string[], rows: readonly (readonly Cell[])[]): SheetCell[][] {
  const copies = rows.map((row): SheetCell[] => [...row])
  if (rows.length < 2) return copies
  for (const [at, name] of columns.entries()) {
    const from = (basis[name] ?? []).map(base => columns.indexOf(base)).find(place => place >= 0)
    if (from === undefined) continue
    const total = sum(columnOf(rows, from))
    const follows = rows.every(row => {
      const [part, share] = [row[from], row[at]]
      return typeof part === 'number' && typeof share === 'number' && Math.abs(part / total - share) < 1e-6
    })
    if (!follows) continue
    const letter = columnName(from)
    for (const [index, row] of copies.entries()) {
      const value = rows[index]?.[at]
      if (typeof value !== 'number') continue
      const formula = `${letter}${index + 2}/SUM(${letter}$2:${letter}$${rows.length + 1})`
      row[at] = { formula, value }
    }
  }
  return copies
}

/** Letters that a sheet's name may not hold are left out; two sheets of one name are numbered. */
function sheetName(name: string, taken: ReadonlySet<string>): string {
  const plain = name.replace(/[[\]/\\:*?']/g, '_').slice(0, 28) || 'sheet'
  let free = plain
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${plain}_${number}`
  return free
}

function sheetOf({ name, columns, rows }: NamedTable, shares: boolean): Sheet {
  const all = Array.from(rows)
  return {
    name,
    columns,
    rows: shares ? withShares(columns, all) : all,
    looks: columns.map((column, at) => lookOf(column, columnOf(all, at))),
  }
}

/** Sums, means and ranges of the first sheet's numbers as formulas; its rows stay rows, ready for another program. */
function totalsOf(main: Sheet, [name, ...head]: readonly string[]): Sheet | null {
  const last = main.rows.length + 1
  const rows = main.columns.flatMap((column, at): SheetCell[][] => {
    if (main.looks[at]?.kind !== 'number') return []
    const numbers = main.rows.flatMap(row => {
      const cell = row[at] ?? null
      const value = isFormula(cell) ? cell.value : cell
      return typeof value === 'number' ? [value] : []
    })
    const area = `'${main.name}'!${columnName(at)}2:${columnName(at)}${last}`
    const total = sum(numbers)
    return [
      [
        column,
        { formula: `COUNT(${area})`, value: numbers.length },
        main.looks[at]?.adds ? { formula: `SUM(${area})`, value: total } : null,
        { formula: `AVERAGE(${area})`, value: total / numbers.length },
        { formula: `MIN(${area})`, value: numbers.reduce((least, one) => Math.min(least, one), Infinity) },
        { formula: `MAX(${area})`, value: numbers.reduce((most, one) => Math.max(most, one), -Infinity) },
      ],
    ]
  })
  if (rows.length === 0 || main.rows.length < 2 || name === undefined) return null
  const plain: ColumnLook = { kind: 'number', format: '#,##0.####', adds: false }
  return {
    name,
    columns: head,
    rows,
    looks: [{ kind: 'text', adds: false }, plain, plain, plain, plain, plain],
  }
}

/** Text cells carry the type of text: a workbook never runs them as formulas. */
function cellOf(cell: SheetCell, { kind, format }: ColumnLook) {
  const look = format === undefined ? {} : { format }
  if (cell === null) return null
  if (isFormula(cell)) return { value: cell.formula, type: 'Formula' as const, ...look }
  if (typeof cell === 'number') return { value: cell, type: Number, ...look }
  if (typeof cell === 'boolean') return { value: cell, type: Boolean }
  if (kind === 'day' && cell !== '') return { value: new Date(`${cell}T00:00:00Z`), type: Date, ...look }
  return { value: cell.slice(0, 32_000), type: String }
}

/** Wide enough to read, from the first rows. */
const widthOf = (sheet: Sheet, at: number): number =>
  [sheet.columns[at] ?? '', ...sheet.rows.slice(0, 200).map(row => row[at] ?? '')].reduce<number>(
    (most, cell) =>
      Math.max(
        most,
        typeof cell === 'string'
          ? Math.min(
              60,
              Array.from(cell).reduce((sum_, sign) => sum_ + (sign > '\u2e80' ? 2 : 1), 2),
            )
          : 11,
      ),
    8,
  )

/** Writes a workbook: the rows first, further tables and totals on sheets of their own, heads frozen. */
export async function writeWorkbook(path: string, table: ExportTable): Promise<void> {
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const taken = new Set<string>()
  const sheets: Sheet[] = []
  const add = (sheet: Sheet): void => {
    const name = sheetName(sheet.name, taken)
    taken.add(name.toLowerCase())
    sheets.push({ ...sheet, name })
  }
  const { further = [], totals } = table
  add(sheetOf({ name: 'rows', ...table }, totals !== undefined))
  for (const one of further) add(sheetOf(one, totals !== undefined))
  const summed = totals && sheets[0] ? totalsOf(sheets[0], totals) : null
  if (summed) add(summed)
  const computed = sheets.map(
    sheet =>
      new Map(
        sheet.rows.flatMap(row => row.filter(isFormula).map(cell => [cell.formula, cell.value] as const)),
      ),
  )
  const file = await open(path, 'w', 0o600)
  await file.close()
  await writeXlsxFile(
    sheets.map(sheet => ({
      sheet: sheet.name,
      stickyRowsCount: 1,
      columns: sheet.columns.map((_, at) => ({ width: widthOf(sheet, at) })),
      data: [
        sheet.columns.map(value => ({ value, type: String, fontWeight: 'bold' as const })),
        ...sheet.rows.map(row =>
          row.map((cell, at) => cellOf(cell, sheet.looks[at] ?? { kind: 'text', adds: false })),
        ),
      ],
    })),
    {
      features: [
        {
          files: {
            transform: {
              // Readers that do not compute find what the formulas give.
              'xl/worksheets/sheet{id}.xml': {
                transform: (xml, _options, { sheetIndex }) =>
                  xml.replace(/<f>([^<]*)<\/f>/g, (whole, written: string) => {
                    const formula = written.replaceAll('&apos;', "'").replaceAll('&amp;', '&')
                    const value = computed[sheetIndex]?.get(formula)
                    return value === undefined ? whole : `${whole}<v>${value}</v>`
                  }),
              },
            },
          },
        },
      ],
    },
  ).toFile(path)
  await writeFile(path, stillZip(await readFile(path)), { mode: 0o600 })
}
