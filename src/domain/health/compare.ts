import { median } from '../quantiles.ts'
import { column } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import type { HealthScore } from './score.ts'

/** Median of one dimension (0 to 100) over some customers; `null` where none of them has it. */
export const medianDimension = (rows: readonly HealthScore[], dimension: string): number | null =>
  median(rows.map(({ parts }) => parts[dimension]?.dimension ?? Number.NaN))

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
