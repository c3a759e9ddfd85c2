import type { CohortCell } from '../../store.ts'
import type { DayBlock } from '../day-blocks.ts'
import { monthOfDay } from '../write/calendar.ts'

/**
 * The cohort matrix in one pass over the columns in place: months come out of a table by day, and cells are numbered,
 * so that a day costs two look-ups in arrays. The same cells as from rows (`cohortMatrix`).
 */
export function cohortOfBlocks(blocks: Iterable<DayBlock>, asOf: number): CohortCell[] {
  const months = new Map<number, number>()
  /** Cell number of a first month's months, counted from that month. */
  const rows = new Map<number, Int32Array<ArrayBuffer>>()
  const cells: { firstMonth: number; month: number }[] = []
  let customers = new Float64Array(1_024)
  let days = new Float64Array(1_024)
  let minors = new Float64Array(1_024)

  const newCell = (firstMonth: number, month: number): number => {
    const cell = cells.push({ firstMonth, month }) - 1
    if (cell === customers.length) {
      customers = doubled(customers)
      days = doubled(days)
      minors = doubled(minors)
    }
    const row = rows.get(firstMonth) ?? new Int32Array(0)
    const place = month - firstMonth
    const next = place < row.length ? row : new Int32Array(Math.max(64, place + 1, row.length * 2)).fill(-1)
    if (next !== row) next.set(row)
    next[place] = cell
    rows.set(firstMonth, next)
    return cell
  }

  let current = -1
  let firstMonth = -1
  let lastMonth = -1
  let row = new Int32Array(0)
  for (const { ids, counts, base, days: offsets, nets, sales, refunds } of blocks) {
    const monthAt = offsets instanceof Uint16Array ? monthTable(base, offsets) : null
    let at = 0
    for (let index = 0; index < ids.length; index++) {
      const end = at + (counts[index] ?? 0)
      if (ids[index] !== current) {
        current = ids[index] ?? -1
        firstMonth = lastMonth = -1
      }
      for (; at < end; at++) {
        const offset = offsets[at] ?? 0
        // Days ascend within a customer.
        if (base + offset > asOf) {
          at = end
          break
        }
        const net = nets[at] ?? 0
        const bought =
          (sales[at] ?? 0) > 0 && (net > 0 || (net === 0 && (refunds === null || refunds[at] === 0)))
        if (!bought && firstMonth < 0) continue
        const month = monthAt === null ? monthOf(months, base + offset) : (monthAt[offset] ?? 0)
        if (firstMonth < 0) {
          firstMonth = month
          row = rows.get(month) ?? new Int32Array(0)
        }
        let cell = row[month - firstMonth] ?? -1
        if (cell < 0) {
          cell = newCell(firstMonth, month)
          row = rows.get(firstMonth) ?? row
        }
        minors[cell] = (minors[cell] ?? 0) + net
        if (!bought) continue
        days[cell] = (days[cell] ?? 0) + 1
        if (month !== lastMonth) customers[cell] = (customers[cell] ?? 0) + 1
        lastMonth = month
      }
    }
  }
  return cells
    .map(({ firstMonth: first, month }, cell) => ({
      firstMonth: first,
      month,
      customers: customers[cell] ?? 0,
      purchaseDays: days[cell] ?? 0,
      minor: minors[cell] ?? 0,
    }))
    .sort((one, two) => one.firstMonth - two.firstMonth || one.month - two.month)
}

function doubled(values: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const next = new Float64Array(values.length * 2)
  next.set(values)
  return next
}

function monthOf(known: Map<number, number>, day: number): number {
  let month = known.get(day)
  if (month === undefined) known.set(day, (month = monthOfDay(day)))
  return month
}

/** Months by offset from `base`, up to the last offset that occurs. */
function monthTable(base: number, offsets: Uint16Array): Int32Array {
  let high = 0
  for (let at = 0; at < offsets.length; at++) if ((offsets[at] ?? 0) > high) high = offsets[at] ?? 0
  return Int32Array.from({ length: high + 1 }, (_, offset) => monthOfDay(base + offset))
}
