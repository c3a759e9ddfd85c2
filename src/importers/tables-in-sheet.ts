/** Several tables in one sheet: side by side, parted by a blank column, or one below the other, each with its header. */
import { findHeader } from './header-row.ts'
import { readHeader } from './header-match.ts'
import type { Cell } from './read/block.ts'
import { cellText } from './read/block.ts'
import type { SheetRange } from './sheet-range.ts'
import type { Synonyms } from './synonyms.ts'
import { parseDate } from './values/date.ts'
import { parseNumber } from './values/number.ts'

export interface FoundTable {
  range: SheetRange
  headers: readonly string[]
  /** Rows below the header that are not blank. */
  rows: number
}

type Rows = readonly (readonly Cell[])[]

const text = (row: readonly Cell[] | undefined, at: number): string => cellText(row?.[at] ?? null).trim()
const isBlankRow = (row: readonly Cell[]): boolean => row.every(cell => cellText(cell).trim() === '')

/** `numbers` are the rows' numbers in the file. Fewer than two tables: an empty list. */
export function tablesInSheet(rows: Rows, numbers: readonly number[], synonyms: Synonyms): FoundTable[] {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0)
  const found = sideBySide(rows, width, synonyms).flatMap(({ from, to }) =>
    below(
      rows.map(row => row.slice(from, to + 1)),
      synonyms,
    ).map((table): FoundTable => ({
      range: {
        fromRow: numbers[table.header] ?? 1,
        toRow: numbers[table.last] ?? 1,
        fromColumn: from,
        toColumn: from + table.width - 1,
      },
      headers: table.headers,
      rows: table.rows,
    })),
  )
  return found.length > 1 ? found : []
}

interface Columns {
  from: number
  to: number
}

/** Groups of columns that are tables of their own; one group of all columns where they are not. */
function sideBySide(rows: Rows, width: number, synonyms: Synonyms): Columns[] {
  const whole = [{ from: 0, to: Math.max(0, width - 1) }]
  if (width < 5 || width > 400) return whole
  const groups: Columns[] = []
  for (let at = 0; at < width; at++) {
    if (rows.every(row => text(row, at) === '')) continue
    const last = groups.at(-1)
    if (last !== undefined && last.to === at - 1) last.to = at
    else groups.push({ from: at, to: at })
  }
  if (groups.length < 2 || groups.length > 6 || groups.some(({ from, to }) => to === from)) return whole
  const parts = groups.map(({ from, to }) => {
    const own = rows.map(row => row.slice(from, to + 1))
    const header = findHeader(own, synonyms)
    const filled = own.map(row => !isBlankRow(row))
    return {
      headers: header.index < 0 ? [] : (own[header.index] ?? []).map(cell => cellText(cell).trim()),
      known: header.known,
      height: filled.lastIndexOf(true) + 1,
      dense: filled.filter(Boolean).length >= (filled.lastIndexOf(true) + 1) * 0.9,
    }
  })
  if (parts.some(({ headers, known }) => known < 2 || headers.filter(Boolean).length < 2)) return whole
  const keys = parts.map(({ headers }) => headers.map(header => idOf(header, synonyms)).filter(Boolean))
  const sameKey = keys.some((list, at) =>
    keys.some((other, rank) => rank < at && list.some(one => other.includes(one))),
  )
  const tallest = Math.max(...parts.map(({ height }) => height))
  const shorter = parts.some(({ height, dense }) => dense && height < tallest - Math.max(2, tallest * 0.1))
  return sameKey || shorter ? groups : whole
}

/** The id field that a header names for certain. */
function idOf(header: string, synonyms: Synonyms): string {
  const best = readHeader(header, synonyms).matches[0]
  return best !== undefined && best.confidence >= 0.85 && best.field.endsWith('_id') ? best.field : ''
}

interface Block {
  header: number
  last: number
  width: number
  headers: string[]
  rows: number
}

/** Tables one below the other: each begins with a header of other words than the first. */
function below(rows: Rows, synonyms: Synonyms): Block[] {
  const first = findHeader(rows, synonyms)
  const top = first.index < 0 ? 0 : first.index
  const starts = [top]
  const mine = words(rows[top])
  const typed = typedColumns(rows, top)
  let behindBlank = false
  for (let at = top + 2; at < rows.length - 1; at++) {
    const row = rows[at] ?? []
    if (isBlankRow(row)) {
      behindBlank = true
      continue
    }
    const names = words(row)
    // A title may stand between the blank row and the header.
    const header =
      names.length >= 2 &&
      names.join('\n') !== mine.join('\n') &&
      (behindBlank || typed.some(column => text(row, column) !== '' && !isValue(text(row, column)))) &&
      isHeader(rows, at, synonyms)
    if (header) starts.push(at)
    if (names.length >= 2) behindBlank = false
  }
  return starts.map((start, rank): Block => {
    const next = starts[rank + 1]
    const end = next === undefined ? rows.length - 1 : endOf(rows, start, next)
    const names = rows[start] ?? []
    const width = names.reduce<number>((most, cell, at) => (cellText(cell).trim() === '' ? most : at + 1), 1)
    return {
      header: start,
      last: lastFilled(rows, start, end),
      width: rank === 0 && starts.length === 1 ? Math.max(width, names.length) : width,
      headers: words(names),
      rows: rows.slice(start + 1, end + 1).filter(row => !isBlankRow(row)).length,
    }
  })
}

const words = (row: readonly Cell[] | undefined): string[] =>
  (row ?? []).map(cell => cellText(cell).trim()).filter(one => one !== '')

const isValue = (one: string): boolean =>
  parseNumber(one, '.') !== null ||
  parseDate(one, { order: 'mdy', numbers: null, rocYears: false }) !== null ||
  /^\d{1,4}[-/.年]\d{1,2}|@/.test(one)

/** Columns of numbers or dates in the rows right below the header. */
function typedColumns(rows: Rows, top: number): number[] {
  const sample = rows.slice(top + 1, top + 21).filter(row => !isBlankRow(row))
  return (rows[top] ?? []).flatMap((_, column) => {
    const filled = sample.map(row => text(row, column)).filter(one => one !== '')
    return filled.length > 0 && filled.every(isValue) ? [column] : []
  })
}

/** Words only, most of them known as headers, over a row with values. */
function isHeader(rows: Rows, at: number, synonyms: Synonyms): boolean {
  const names = words(rows[at])
  if (names.some(isValue) || new Set(names).size < names.length) return false
  const known = names.filter(name => {
    const { matches, trap } = readHeader(name, synonyms)
    return trap !== null || (matches[0]?.confidence ?? 0) >= 0.8
  }).length
  if (known < 2 || known < names.length * 0.5) return false
  const next = words(rows[at + 1])
  return next.length >= 2 && next.some(isValue)
}

/** The last row before the next table, without the blank rows and the title above its header. */
function endOf(rows: Rows, start: number, next: number): number {
  let end = next - 1
  if (end > start + 1 && words(rows[end]).length === 1 && isBlankRow(rows[end - 1] ?? [])) end--
  return end
}

function lastFilled(rows: Rows, start: number, end: number): number {
  let last = end
  while (last > start && isBlankRow(rows[last] ?? [])) last--
  return last
}
