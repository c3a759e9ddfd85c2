import { auc, wilson } from '../domain/churn/index.ts'
import { normalQuantile } from '../domain/math/normal.ts'
import type { CustomerTable } from '../domain/table.ts'

/** A part of the customers for whom the probabilities were off when tested. */
export interface WeakSpot {
  field: string
  level: string
  n: number
  /** Mean probability, and the churn that came; 0 to 1. */
  predicted: number
  observed: number | null
  low: number | null
  high: number | null
  auc: number | null
}

const limits = { customers: 30, levels: 12, spots: 3 }

/**
 * Levels of categories in which the mean probability lies outside the interval of the churn that came, largest gap in
 * customers first; `leftOut` names columns that only restate the outcome. The intervals are widened for the number of levels looked at (Bonferroni).
 */
export function weakSpots(
  table: CustomerTable,
  scores: ArrayLike<number>,
  labels: ArrayLike<number>,
  leftOut: ReadonlySet<string> = new Set(),
): WeakSpot[] {
  const groups = table.columns.flatMap(column => {
    if (column.kind !== 'category' || column.levels.length > limits.levels || leftOut.has(column.name))
      return []
    const rowsOf = column.levels.map((): number[] => [])
    column.codes.forEach((code, row) => rowsOf[code]?.push(row))
    return column.levels.flatMap((level, code) => {
      const rows = rowsOf[code] ?? []
      return rows.length >= limits.customers ? [{ field: column.name, level, rows }] : []
    })
  })
  const z = normalQuantile(1 - 0.025 / Math.max(1, groups.length))
  const spots = groups.flatMap(({ field, level, rows }) => {
    const own = rows.map(row => scores[row] ?? 0)
    const truth = rows.map(row => labels[row] ?? 0)
    const predicted = own.reduce((sum, score) => sum + score, 0) / rows.length
    const observed = wilson(
      truth.reduce((sum, label) => sum + label, 0),
      rows.length,
      z,
    )
    const inside = predicted >= (observed.low ?? 0) && predicted <= (observed.high ?? 1)
    if (inside) return []
    return [
      {
        field,
        level,
        n: rows.length,
        predicted,
        observed: observed.value,
        low: observed.low,
        high: observed.high,
        auc: auc(own, truth).value,
      },
    ]
  })
  const gap = (spot: WeakSpot): number => spot.n * Math.abs(spot.predicted - (spot.observed ?? 0))
  return spots.toSorted((one, two) => gap(two) - gap(one)).slice(0, limits.spots)
}
