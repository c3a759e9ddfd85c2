import { dayNumber } from '../../../domain/days.ts'
import type { HistoryQuery, PurchaseHistoryColumns } from '../../store.ts'
import type { Sql } from '../sql.ts'
import type { DayBlock } from '../day-blocks.ts'
import { namesOf } from './names.ts'
import { blocksUpTo, forEachDay, isPurchase } from './purchase-days.ts'

/** One row for each customer with a purchase day on or before `asOf`, in the order of their first appearance. */
export function purchaseHistories(sql: Sql, query: HistoryQuery): PurchaseHistoryColumns {
  const asOf = dayNumber(query.asOf, 'as_of')
  const until = query.holdoutUntil === undefined ? asOf : dayNumber(query.holdoutUntil, 'holdout_until')
  const size = (sql.get<{ n: number }>('SELECT count(*) AS n FROM customer_summary')?.n ?? 0) + 1
  const cids = new Float64Array(size)
  const first = new Int32Array(size)
  const last = new Int32Array(size)
  const days = new Float64Array(size)
  const firstNet = new Float64Array(size)
  const net = new Float64Array(size)
  const total = new Float64Array(size)
  const laterDays = new Float64Array(size)
  const laterNet = new Float64Array(size)
  let at = -1
  let current = -1
  const blocks = until === asOf ? blocksUpTo(sql, asOf) : null
  if (blocks !== null) at = fromBlocks(blocks, asOf, { cids, first, last, days, firstNet, net, total })
  // A customer whose rows are no purchases yet holds a slot that the next customer takes over.
  else
    forEachDay(sql, { asOf, until }, (cid, day, dayNet, sales, refunds) => {
      if (cid !== current) {
        if (at < 0 || days[at] !== 0) at++
        current = cid
        cids[at] = cid
        days[at] = net[at] = total[at] = laterDays[at] = laterNet[at] = 0
      }
      const bought = isPurchase(dayNet, sales, refunds)
      if (day > asOf) {
        if (bought) {
          laterDays[at] = (laterDays[at] ?? 0) + 1
          laterNet[at] = (laterNet[at] ?? 0) + dayNet
        }
        return
      }
      total[at] = (total[at] ?? 0) + dayNet
      if (!bought) return
      if (days[at] === 0) {
        first[at] = day
        firstNet[at] = dayNet
      }
      last[at] = day
      days[at] = (days[at] ?? 0) + 1
      net[at] = (net[at] ?? 0) + dayNet
    })
  const n = at < 0 ? 0 : days[at] === 0 ? at : at + 1

  const repeats = new Float64Array(n)
  const recencyDays = new Float64Array(n)
  const ageDays = new Float64Array(n)
  const meanRepeatSpendMinor = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    const x = (days[row] ?? 1) - 1
    repeats[row] = x
    recencyDays[row] = (last[row] ?? 0) - (first[row] ?? 0)
    ageDays[row] = asOf - (first[row] ?? 0)
    meanRepeatSpendMinor[row] = x > 0 ? ((net[row] ?? 0) - (firstNet[row] ?? 0)) / x : 0
  }
  return {
    asOf: query.asOf,
    customerIds: namesOf(sql, cids.subarray(0, n)),
    repeats,
    recencyDays,
    ageDays,
    meanRepeatSpendMinor,
    totalSpendMinor: total.slice(0, n),
    firstDay: first.slice(0, n),
    ...(query.holdoutUntil === undefined
      ? {}
      : { holdoutRepeats: laterDays.slice(0, n), holdoutSpendMinor: laterNet.slice(0, n) }),
  }
}

interface Totals {
  cids: Float64Array
  first: Int32Array
  last: Int32Array
  days: Float64Array
  firstNet: Float64Array
  net: Float64Array
  total: Float64Array
}

/** The same totals in one pass over the columns in place; the last slot taken, which may hold no purchase. */
function fromBlocks(blocks: Iterable<DayBlock>, asOf: number, into: Totals): number {
  const { cids, first, last, days, firstNet, net, total } = into
  let slot = -1
  let current = -1
  let bought = 0
  let sum = 0
  let all = 0
  for (const { ids, counts, base, days: offsets, nets, sales, refunds } of blocks) {
    let at = 0
    for (let index = 0; index < ids.length; index++) {
      const cid = ids[index] ?? 0
      const end = at + (counts[index] ?? 0)
      if (cid !== current) {
        if (slot < 0 || bought > 0) slot++
        current = cid
        cids[slot] = cid
        bought = sum = all = 0
      }
      for (; at < end; at++) {
        const day = base + (offsets[at] ?? 0)
        // Days ascend within a customer.
        if (day > asOf) {
          at = end
          break
        }
        const dayNet = nets[at] ?? 0
        all += dayNet
        if (!isPurchase(dayNet, sales[at] ?? 0, refunds === null ? 0 : (refunds[at] ?? 0))) continue
        if (bought++ === 0) {
          first[slot] = day
          firstNet[slot] = dayNet
        }
        last[slot] = day
        sum += dayNet
      }
      days[slot] = bought
      net[slot] = sum
      total[slot] = all
    }
  }
  return slot
}
