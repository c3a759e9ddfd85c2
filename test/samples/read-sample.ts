import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/node'

export const samplesFolder = join(import.meta.dirname, '../../data/samples')

/** A row of text cells by header, as trimmed. */
export type Row = Readonly<Record<string, string>>

const decode = (bytes: Buffer, encoding: string): string =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes)

/** A shipped CSV file as rows of text. */
export function csvRows(set: string, name: string, encoding = 'utf-8'): Row[] {
  const text = decode(readFileSync(join(samplesFolder, set, name)), encoding)
  const [header = [], ...rows] = parse(text)
  return toRows(header, rows)
}

/** A sheet of a shipped workbook, with the header in the given row (1 is the first). */
export async function sheetRows(set: string, name: string, sheet: string, headerRow = 1): Promise<Row[]> {
  const cells = await readSheet(join(samplesFolder, set, name), sheet)
  const text = cells.map(row => row.map(cell => (cell === null ? '' : String(cell))))
  return toRows(text[headerRow - 1] ?? [], text.slice(headerRow))
}

const toRows = (header: readonly string[], rows: readonly (readonly string[])[]): Row[] =>
  rows.map(row => Object.fromEntries(header.map((name, at) => [name.trim(), row[at] ?? ''])))

/** The cell of a column that must be there. */
export function cell(row: Row, column: string): string {
  const value = row[column]
  if (value === undefined) throw new Error(`no column ${column}; there are ${Object.keys(row).join(', ')}`)
  return value
}

/** A number, or null for an empty cell and for `-`. */
export function number(row: Row, column: string): number | null {
  const text = cell(row, column).replaceAll(',', '')
  return text === '' || text === '-' ? null : Number(text)
}

/** Money as whole minor units, without a detour through fractions. */
export const cents = (row: Row, column: string): number => Math.round((number(row, column) ?? 0) * 100)

export const sumOf = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)

export const shareOf = <Item>(items: readonly Item[], is: (item: Item) => boolean): number =>
  items.filter(is).length / items.length

/** `truth.json` of a set: only tests may read it. */
export const truthOf = (set: string): unknown =>
  JSON.parse(readFileSync(join(samplesFolder, set, 'truth.json'), 'utf8'))
