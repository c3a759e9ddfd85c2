import { unknownField } from '../categories.ts'
import { numbers } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'
import type { SegmentGroup, Segmentation } from './segmentation.ts'

/** A named range of a number field, its ends inside unless `open…` says otherwise. */
export interface NamedRange {
  name: string
  definition: string
  low?: number
  high?: number
  openLow?: boolean
  openHigh?: boolean
}

export function requireNumbers(table: CustomerTable, field: string): Float64Array {
  const values = numbers(table, field)
  if (!values) throw unknownField(table, field)
  return values
}

export function rangeFilter(field: string, range: NamedRange): Where {
  const parts: Where[] = []
  if (range.low !== undefined) parts.push({ field, op: range.openLow ? 'gt' : 'gte', value: range.low })
  if (range.high !== undefined) parts.push({ field, op: range.openHigh ? 'lt' : 'lte', value: range.high })
  const [only] = parts
  return parts.length === 1 && only ? only : { all: parts }
}

const inRange = (value: number, { low, high, openLow, openHigh }: NamedRange): boolean =>
  (low === undefined || (openLow ? value > low : value >= low)) &&
  (high === undefined || (openHigh ? value < high : value <= high))

/** Groups by disjoint ranges of one field that cover every number; customers without a value form "unknown". */
export function byRanges(
  table: CustomerTable,
  by: string,
  field: string,
  ranges: readonly NamedRange[],
): Segmentation {
  const values = requireNumbers(table, field)
  const codes = Int32Array.from(values, value =>
    Number.isNaN(value) ? ranges.length : ranges.findIndex(range => inRange(value, range)),
  )
  const groups = ranges.map((range): SegmentGroup => ({
    name: range.name,
    definition: range.definition,
    filter: rangeFilter(field, range),
  }))
  return { by, groups: [...groups, unknownGroup([field])], codes, warnings: [] }
}

/** The group of customers who miss any of `fields`. */
export const unknownGroup = (fields: readonly string[]): SegmentGroup => {
  const missing = fields.map((field): Where => ({ field, op: 'is_null' }))
  const [only] = missing
  return {
    name: 'unknown',
    definition: `${fields.join(', ')} missing`,
    filter: missing.length === 1 && only ? only : { any: missing },
  }
}
