import { levelAt } from '../domain/table.ts'
import type { EntityRows } from '../store/store.ts'

/** Reads a text field row by row; `null` where it is missing. */
export function categoriesOf(
  { columns }: Pick<EntityRows, 'columns'>,
  name: string,
): (row: number) => string | null {
  const found = columns.find(column => column.name === name)
  if (!found) return () => null
  if (found.kind === 'category') return row => levelAt(found, row)
  return row => (Number.isNaN(found.values[row] ?? Number.NaN) ? null : String(found.values[row]))
}

const truths: Readonly<Record<string, number>> = {
  yes: 1,
  true: 1,
  y: 1,
  '1': 1,
  是: 1,
  no: 0,
  false: 0,
  n: 0,
  '0': 0,
  否: 0,
}

/** Reads a numeric field row by row (days as day numbers, yes and no as 1 and 0); `null` where it is missing. */
export function numbersOf(
  { columns }: Pick<EntityRows, 'columns'>,
  name: string,
): (row: number) => number | null {
  const found = columns.find(column => column.name === name)
  if (!found) return () => null
  if (found.kind === 'category') return row => truths[(levelAt(found, row) ?? '').toLowerCase()] ?? null
  return row => {
    const value = found.values[row] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
}
