import { Fault } from '../../fault.ts'

/** Paid documents as columns, in any order. Days are whole days since 1970-01-01 in the reporting zone. */
export interface Purchases {
  /** Customer number, 0 or more. */
  customer: ArrayLike<number>
  day: ArrayLike<number>
  /** Net amount of the row, in one currency (any unit); without it only the times are summarised. */
  amount?: ArrayLike<number> | undefined
}

/**
 * Which days count as purchase days.
 * - `ordered` (default): the day's net is above 0, or nothing was taken back that day (a free order is an
 *   order). A day of returns, or one cancelled by its own returns, is not a purchase. In SQL:
 *   `sum(amount) > 0 OR min(amount) >= 0`.
 * - `positive`: the day's net is above 0; free orders do not count.
 * - `every`: any row makes a purchase day, also a return.
 */
export type DayRule = 'ordered' | 'positive' | 'every'

/** One row a customer and day, by customer and day. */
export interface NetDays {
  customer: Int32Array
  day: Int32Array
  /** Net amount of the day; the number of rows where the log has no amounts. */
  net: Float64Array
  /** 1 where the day counts as a purchase. */
  isPurchase: Uint8Array
}

/** Nets the rows of each customer and day up to `asOfDay` (that day included, whole). */
export function netByDay(
  purchases: Purchases,
  { asOfDay, days = 'ordered' }: { asOfDay: number; days?: DayRule },
): NetDays {
  const { customer, day, amount } = purchases
  const rows = sortedRows(purchases, asOfDay)
  const found = {
    customer: new Int32Array(rows.length),
    day: new Int32Array(rows.length),
    net: new Float64Array(rows.length),
    isPurchase: new Uint8Array(rows.length),
  }
  let count = 0
  for (let at = 0; at < rows.length;) {
    const who = customer[rows[at] ?? 0] ?? 0
    const today = day[rows[at] ?? 0] ?? 0
    let net = 0
    let least = Infinity
    for (; at < rows.length && customer[rows[at] ?? 0] === who && day[rows[at] ?? 0] === today; at++) {
      const value = amount ? (amount[rows[at] ?? 0] ?? 0) : 1
      net += value
      if (value < least) least = value
    }
    found.customer[count] = who
    found.day[count] = today
    found.net[count] = net
    found.isPurchase[count] = days === 'every' || net > 0 || (days === 'ordered' && least >= 0) ? 1 : 0
    count += 1
  }
  return {
    customer: found.customer.slice(0, count),
    day: found.day.slice(0, count),
    net: found.net.slice(0, count),
    isPurchase: found.isPurchase.slice(0, count),
  }
}

/** Numbers of the rows up to `asOfDay`, by customer and day; amounts inside a day keep a fixed order. */
function sortedRows({ customer, day, amount }: Purchases, asOfDay: number): Int32Array {
  const count = customer.length
  if (day.length !== count || (amount && amount.length !== count)) {
    throw new Fault('invalid_input', { field: 'purchases', problem: 'columns differ in length' })
  }
  const kept: number[] = []
  for (let i = 0; i < count; i++) {
    const when = day[i] ?? NaN
    const who = customer[i] ?? NaN
    if (!Number.isInteger(when) || !Number.isInteger(who) || who < 0) {
      throw new Fault('invalid_input', {
        field: `purchases[${i}]`,
        problem: 'customer and day must be whole numbers',
      })
    }
    if (amount && !Number.isFinite(amount[i] ?? NaN)) {
      throw new Fault('invalid_input', {
        field: `purchases[${i}].amount`,
        problem: 'must be a finite number',
      })
    }
    if (when <= asOfDay) kept.push(i)
  }
  // Amounts are the last key: floating sums then do not depend on the order of the file.
  return Int32Array.from(kept).sort(
    (i, j) =>
      (customer[i] ?? 0) - (customer[j] ?? 0) ||
      (day[i] ?? 0) - (day[j] ?? 0) ||
      (amount ? (amount[i] ?? 0) - (amount[j] ?? 0) : 0),
  )
}
