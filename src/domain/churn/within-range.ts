import { quantileSorted } from '../quantiles.ts'
import { numbers, type CustomerTable } from '../table.ts'

/** Values beyond what nearly all training rows had say no more than the limit: a straight line goes too far out there. */
const usualRange = { low: 0.005, high: 0.995 }

/** `table` with the numbers of the model's columns kept inside their usual range in the training rows. */
export function withinRange(
  table: CustomerTable,
  columns: readonly string[],
  trained: CustomerTable,
): CustomerTable {
  const used = new Set(columns)
  return {
    ...table,
    columns: table.columns.map(column => {
      const known = used.has(column.name) ? numbers(trained, column.name) : undefined
      if (!known || column.kind !== 'number') return column
      const sorted = known.filter(value => !Number.isNaN(value)).toSorted()
      const low = quantileSorted(sorted, usualRange.low)
      const high = quantileSorted(sorted, usualRange.high)
      if (low === null || high === null) return column
      return { ...column, values: column.values.map(value => Math.min(high, Math.max(low, value))) }
    }),
  }
}
