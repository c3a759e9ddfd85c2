import { median } from '../quantiles.ts'
import { column } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import type { ScoredCustomers } from './score-table.ts'

/** One dimension's score of every customer, NaN where missing; `undefined` where the profile has no such dimension. */
export const dimensionColumn = (
  { profile, dimensions }: ScoredCustomers,
  dimension: string,
): Float64Array | undefined => dimensions[profile.dimensions.findIndex(({ name }) => name === dimension)]

/** Median of one dimension (0 to 100) over some customers; `null` where none of them has it. */
export function medianDimension(
  scored: ScoredCustomers,
  rows: readonly number[],
  dimension: string,
): number | null {
  const values = dimensionColumn(scored, dimension)
  return median(rows.map(row => values?.[row] ?? Number.NaN))
}

/** Median of a field, or of a share written `part/whole`, over some rows; `null` for categories and empty columns. */
export function medianField(table: CustomerTable, field: string, rows: readonly number[]): number | null {
  const [part, whole] = field.split('/').map(name => column(table, name))
  if (part?.kind !== 'number') return null
  if (whole === undefined) return median(rows.map(row => part.values[row] ?? Number.NaN))
  if (whole.kind !== 'number') return null
  return median(
    rows.map(row =>
      (whole.values[row] ?? 0) > 0 ? (part.values[row] ?? Number.NaN) / (whole.values[row] ?? 1) : Number.NaN,
    ),
  )
}
