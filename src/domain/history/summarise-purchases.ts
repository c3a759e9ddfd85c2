import { Fault } from '../../fault.ts'

/** Paid documents as columns, in any order. Days are whole days since 1970-01-01 in the reporting zone. */
export interface Purchases {
  /** Customer number, 0 to `customers` − 1. */
  customer: ArrayLike<number>
  day: ArrayLike<number>
  /** Net amount of the row, in one currency (any unit); without it only the times are summarised. */
  amount?: ArrayLike<number> | undefined
}

/**
 * Which days count as purchase days.
 * - `ordered` (default): the day's net is above 0, or nothing was taken back that day (a free order is an
 *   order). A day of returns, or one cancelled by its own returns, is not a purchase.
 * - `positive`: the day's net is above 0; free orders do not count.
 * - `every`: any row makes a purchase day, also a return.
 */
export type DayRule = 'ordered' | 'positive' | 'every'

/** One row a customer with at least one purchase day on or before `asOfDay`, ordered by customer number. */
export interface PurchaseSummary {
  n: number
  customer: Int32Array
  firstDay: Int32Array
  lastDay: Int32Array
  /** Purchase days after the first. */
  repeats: Float64Array
  recencyDays: Float64Array
  ageDays: Float64Array
  /** Mean net amount of the repeat purchase days; 0 without repeats. */
  meanSpend: Float64Array
  /** Net amount over all days, returns included. */
  netTotal: Float64Array
  /** Net amount of the days that are not purchase days (returns), 0 or below under `ordered`. */
  returned: Float64Array
  /** Customers whose every day was cancelled or a return: they have rows, but no history. */
  withoutPurchase: number
}

/**
 * The RFM summary of the buy-till-you-drop models: repeats, first-to-last and first-to-`asOfDay`, with the
 * rows of one day netted into one purchase. Rows after `asOfDay` are left out; the day itself counts whole.
 */
export function summarisePurchases(
  purchases: Purchases,
  { asOfDay, days = 'ordered' }: { asOfDay: number; days?: DayRule },
): PurchaseSummary {
  const { customer, day, amount } = purchases
  const rows = sortedRows(purchases, asOfDay)
  const found: Omit<PurchaseSummary, 'n' | 'withoutPurchase'> & { count: number } = {
    customer: new Int32Array(rows.length),
    firstDay: new Int32Array(rows.length),
    lastDay: new Int32Array(rows.length),
    repeats: new Float64Array(rows.length),
    recencyDays: new Float64Array(rows.length),
    ageDays: new Float64Array(rows.length),
    meanSpend: new Float64Array(rows.length),
    netTotal: new Float64Array(rows.length),
    returned: new Float64Array(rows.length),
    count: 0,
  }
  let withoutPurchase = 0
  let at = 0
  while (at < rows.length) {
    const who = customer[rows[at] ?? 0] ?? 0
    let purchaseDays = 0
    let first = 0
    let last = 0
    let repeatSpend = 0
    let netTotal = 0
    let returned = 0
    while (at < rows.length && customer[rows[at] ?? 0] === who) {
      const today = day[rows[at] ?? 0] ?? 0
      let net = 0
      let least = Infinity
      while (at < rows.length && customer[rows[at] ?? 0] === who && day[rows[at] ?? 0] === today) {
        const value = amount ? (amount[rows[at] ?? 0] ?? 0) : 1
        net += value
        if (value < least) least = value
        at += 1
      }
      netTotal += net
      const counts = days === 'every' || net > 0 || (days === 'ordered' && least >= 0)
      if (!counts) {
        returned += net
        continue
      }
      if (purchaseDays === 0) first = today
      else repeatSpend += net
      purchaseDays += 1
      last = today
    }
    if (purchaseDays === 0) {
      withoutPurchase += 1
      continue
    }
    const k = found.count
    found.customer[k] = who
    found.firstDay[k] = first
    found.lastDay[k] = last
    found.repeats[k] = purchaseDays - 1
    found.recencyDays[k] = last - first
    found.ageDays[k] = asOfDay - first
    found.meanSpend[k] = amount && purchaseDays > 1 ? repeatSpend / (purchaseDays - 1) : 0
    found.netTotal[k] = amount ? netTotal : 0
    found.returned[k] = amount ? returned : 0
    found.count = k + 1
  }
  const { count, ...columns } = found
  return {
    n: count,
    withoutPurchase,
    customer: columns.customer.slice(0, count),
    firstDay: columns.firstDay.slice(0, count),
    lastDay: columns.lastDay.slice(0, count),
    repeats: columns.repeats.slice(0, count),
    recencyDays: columns.recencyDays.slice(0, count),
    ageDays: columns.ageDays.slice(0, count),
    meanSpend: columns.meanSpend.slice(0, count),
    netTotal: columns.netTotal.slice(0, count),
    returned: columns.returned.slice(0, count),
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
      throw new Fault('invalid_input', { field: `purchases[${i}]`, problem: 'customer and day must be whole numbers' })
    }
    if (amount && !Number.isFinite(amount[i] ?? NaN)) {
      throw new Fault('invalid_input', { field: `purchases[${i}].amount`, problem: 'must be a finite number' })
    }
    if (when <= asOfDay) kept.push(i)
  }
  const rows = Int32Array.from(kept)
  // Amounts are the last key: floating sums then do not depend on the order of the file.
  return rows.sort(
    (i, j) =>
      (customer[i] ?? 0) - (customer[j] ?? 0) ||
      (day[i] ?? 0) - (day[j] ?? 0) ||
      (amount ? (amount[i] ?? 0) - (amount[j] ?? 0) : 0),
  )
}
