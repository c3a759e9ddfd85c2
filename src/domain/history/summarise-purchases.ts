import { netByDay } from './net-by-day.ts'
import type { DayRule, Purchases } from './net-by-day.ts'

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
  const net = netByDay(purchases, { asOfDay, days })
  const size = net.customer.length
  const columns = {
    customer: new Int32Array(size),
    firstDay: new Int32Array(size),
    lastDay: new Int32Array(size),
    repeats: new Float64Array(size),
    recencyDays: new Float64Array(size),
    ageDays: new Float64Array(size),
    meanSpend: new Float64Array(size),
    netTotal: new Float64Array(size),
    returned: new Float64Array(size),
  }
  let n = 0
  let withoutPurchase = 0
  for (let at = 0; at < size;) {
    const who = net.customer[at] ?? 0
    let purchaseDays = 0
    let first = 0
    let last = 0
    let repeatSpend = 0
    let netTotal = 0
    let returned = 0
    for (; at < size && net.customer[at] === who; at++) {
      const value = net.net[at] ?? 0
      netTotal += value
      if (net.isPurchase[at] === 0) {
        returned += value
        continue
      }
      if (purchaseDays === 0) first = net.day[at] ?? 0
      else repeatSpend += value
      purchaseDays += 1
      last = net.day[at] ?? 0
    }
    if (purchaseDays === 0) {
      withoutPurchase += 1
      continue
    }
    const amounts = purchases.amount !== undefined
    columns.customer[n] = who
    columns.firstDay[n] = first
    columns.lastDay[n] = last
    columns.repeats[n] = purchaseDays - 1
    columns.recencyDays[n] = last - first
    columns.ageDays[n] = asOfDay - first
    columns.meanSpend[n] = amounts && purchaseDays > 1 ? repeatSpend / (purchaseDays - 1) : 0
    columns.netTotal[n] = amounts ? netTotal : 0
    columns.returned[n] = amounts ? returned : 0
    n += 1
  }
  return {
    n,
    withoutPurchase,
    customer: columns.customer.slice(0, n),
    firstDay: columns.firstDay.slice(0, n),
    lastDay: columns.lastDay.slice(0, n),
    repeats: columns.repeats.slice(0, n),
    recencyDays: columns.recencyDays.slice(0, n),
    ageDays: columns.ageDays.slice(0, n),
    meanSpend: columns.meanSpend.slice(0, n),
    netTotal: columns.netTotal.slice(0, n),
    returned: columns.returned.slice(0, n),
  }
}
