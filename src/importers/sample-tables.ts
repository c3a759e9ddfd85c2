/** Which rows of a sample belong to a table, and which of them tell about its columns. */
import { fold } from './fold.ts'
import type { Cell } from './read/block.ts'
import { cellText } from './read/block.ts'
import { sumsUp } from './read/totals.ts'
import { nameRange } from './sheet-range.ts'
import type { SheetRange } from './sheet-range.ts'
import type { Synonyms } from './synonyms.ts'
import type { FoundTable } from './tables-in-sheet.ts'
import type { SheetInfo } from './types.ts'

/** The rows and columns of one table among several. */
export function within(
  rows: readonly Cell[][],
  numbers: readonly number[],
  { fromRow, toRow, fromColumn, toColumn }: SheetRange,
): { rows: Cell[][]; numbers: number[] } {
  const kept = numbers.flatMap((row, at) => (row >= fromRow && row <= toRow ? [at] : []))
  return {
    rows: kept.map(at => (rows[at] ?? []).slice(fromColumn, toColumn + 1)),
    numbers: kept.map(at => numbers[at] ?? 0),
  }
}

/** Nothing is read before the caller has named one of the tables. */
export const severalTables = (sheet: string | null, tables: readonly FoundTable[]) => ({
  sheets: tables.map(({ range, headers, rows }): SheetInfo => ({
    name: nameRange(sheet, range),
    rows,
    columns: headers.length,
    headers: headers.slice(0, 4),
  })),
  header: { index: -1, confidence: 1, known: 0 },
  headers: [],
  rows: [],
})

/** What tells about the columns: no header printed again, no sum, no line of talk above or below the records. */
export function isRecord(
  row: readonly Cell[],
  named: readonly string[],
  width: number,
  { totals }: Synonyms,
): boolean {
  const filled = row.flatMap((cell, at) => (cellText(cell).trim() === '' ? [] : [at]))
  const [first] = filled
  if (first === undefined) return true
  if (width >= 4 && filled.length === 1) return false
  if (named.length > 1 && filled.length > 1 && filled.every(at => cellText(row[at] ?? null) === named[at]))
    return false
  if (filled.length > width / 2 || filled.length === width) return true
  const word = fold(cellText(row[first] ?? null)).replace(/[\s:：]+$/u, '')
  return !(word.length <= 24 && (totals.has(word) || sumsUp(word)))
}
