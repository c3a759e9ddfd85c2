import { dayNumber } from '../../../domain/days.ts'
import type { CohortCell, MonthTotal } from '../../store.ts'
import type { Sql } from '../sql.ts'
import { monthOfDay } from '../write/calendar.ts'
import { blocksUpTo, forEachDay, isPurchase } from './purchase-days.ts'
import { cohortOfBlocks } from './cohort-blocks.ts'

/** Month of a day, remembered: a log has thousands of rows a day. */
function monthReader(): (day: number) => number {
  const known = new Map<number, number>()
  return day => {
    let month = known.get(day)
    if (month === undefined) known.set(day, (month = monthOfDay(day)))
    return month
  }
}

/** Cells of first purchase month × month, ascending. Refunds without a purchase that day lower the money only. */
export function cohortMatrix(sql: Sql, query: { asOf: string }): CohortCell[] {
  const asOf = dayNumber(query.asOf, 'as_of')
  return cohortOfBlocks(blocksUpTo(sql, asOf), asOf)
}

/** Totals of every month with an order or refund, ascending. */
export function monthlyActivity(sql: Sql, query: { asOf: string }): MonthTotal[] {
  const monthOf = monthReader()
  const totals = new Map<number, MonthTotal>()
  let current = -1
  let lastMonth = -1
  forEachDay(sql, { asOf: dayNumber(query.asOf, 'as_of') }, (cid, day, net, sales, refunds) => {
    if (cid !== current) {
      current = cid
      lastMonth = -1
    }
    const month = monthOf(day)
    let total = totals.get(month)
    if (!total)
      totals.set(month, (total = { month, customers: 0, newCustomers: 0, purchaseDays: 0, minor: 0 }))
    total.minor += net
    if (!isPurchase(net, sales, refunds)) return
    total.purchaseDays++
    if (lastMonth < 0) total.newCustomers++
    if (month !== lastMonth) total.customers++
    lastMonth = month
  })
  return [...totals.values()].sort((one, two) => one.month - two.month)
}

/**
 * Quantiles of the gaps between consecutive purchase days over all customers, in days; linear between order
 * statistics (type 7, as R and numpy do). `null` when nobody bought twice.
 */
export function purchaseGapQuantiles(
  sql: Sql,
  query: { asOf: string; probabilities: readonly number[] },
): number[] | null {
  const { counts, total } = gapCounts(sql, dayNumber(query.asOf, 'as_of'))
  if (total === 0) return null
  const gaps = [...counts.keys()].sort((one, two) => one - two)
  const orderStatistic = (rank: number): number => {
    let seen = 0
    for (const gap of gaps) {
      seen += counts.get(gap) ?? 0
      if (rank < seen) return gap
    }
    return gaps.at(-1) ?? 0
  }
  return query.probabilities.map(probability => {
    const position = Math.min(1, Math.max(0, probability)) * (total - 1)
    const low = orderStatistic(Math.floor(position))
    return low + (position - Math.floor(position)) * (orderStatistic(Math.ceil(position)) - low)
  })
}

/** Counts by gap length: gaps are whole days, so this is exact and small. */
function gapCounts(sql: Sql, asOf: number): { counts: Map<number, number>; total: number } {
  const short = new Float64Array(4_096)
  const counts = new Map<number, number>()
  let total = 0
  let current = -1
  let last = 0
  for (const { ids, counts: held, base, days, nets, sales, refunds } of blocksUpTo(sql, asOf)) {
    for (let index = 0, at = 0; index < ids.length; index++) {
      const stop = at + (held[index] ?? 0)
      const cid = ids[index] ?? -1
      for (; at < stop; at++) {
        const day = base + (days[at] ?? 0)
        if (day > asOf) break
        if (!isPurchase(nets[at] ?? 0, sales[at] ?? 0, refunds === null ? 0 : (refunds[at] ?? 0))) continue
        if (cid === current) {
          const gap = day - last
          if (gap < short.length) short[gap] = (short[gap] ?? 0) + 1
          else counts.set(gap, (counts.get(gap) ?? 0) + 1)
          total++
        }
        current = cid
        last = day
      }
      at = stop
    }
  }
  for (const [gap, n] of short.entries()) if (n > 0) counts.set(gap, n)
  return { counts, total }
}
