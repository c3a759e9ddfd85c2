import { finiteAscending } from '../ascending.ts'
import { quantileSorted } from '../quantiles.ts'
import { numbers, type CustomerTable } from '../table.ts'

/** Values beyond what nearly all training rows had say no more than the limit: a straight line goes too far out there. */
const usualRange = { low: 0.005, high: 0.995 }

interface Range {
  low: number
  high: number
}

/** Ranges of training rows already looked at: many tables are scored by one model. */
const ranges = new WeakMap<Float64Array, Range | null>()

function rangeOf(known: Float64Array): Range | null {
  const seen = ranges.get(known)
  if (seen !== undefined) return seen
  const sorted = finiteAscending(known)
  const low = quantileSorted(sorted, usualRange.low)
  const high = quantileSorted(sorted, usualRange.high)
  const range = low === null || high === null ? null : { low, high }
  ranges.set(known, range)
  return range
}

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
      const range = rangeOf(known)
      if (range === null) return column
      const { low, high } = range
      const values = new Float64Array(column.values.length)
      // A missing value stays missing: both comparisons with it are false.
      for (let row = 0; row < values.length; row++) {
        const value = column.values[row] ?? Number.NaN
        values[row] = value < low ? low : value > high ? high : value
      }
      return { ...column, values }
    }),
  }
}
