import { dayNumber } from '../../../domain/days.ts'
import type { ActiveDays, ActiveDaysQuery } from '../../store.ts'
import type { Columns } from '../entity-tables.ts'
import { hasRows } from '../features/tickets.ts'
import type { Sql } from '../sql.ts'
import { forEachDay, isPurchase } from './purchase-days.ts'
import { namesOf } from './names.ts'

/** Days of purchases as everything else counts them (money netted first), or days on which something was done. */
export function activeDays(sql: Sql, columns: Columns, query: ActiveDaysQuery): ActiveDays {
  const asOf = dayNumber(query.asOf, 'as_of')
  const cids: number[] = []
  const counts: number[] = []
  let days = new Int32Array(1_024)
  let n = 0
  let current = -1
  const add = (cid: number, day: number): void => {
    if (cid !== current) {
      current = cid
      cids.push(cid)
      counts.push(0)
    }
    if (n === days.length) {
      const wider = new Int32Array(2 * n)
      wider.set(days)
      days = wider
    }
    days[n++] = day
    counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1
  }
  if (query.of === 'purchases') forEachDay(sql, { asOf }, purchasesTo(add))
  else for (const [cid, day] of activities(sql, columns, asOf)) add(cid, day)
  return {
    customerIds: namesOf(sql, Float64Array.from(cids)),
    counts: Int32Array.from(counts),
    days: days.slice(0, n),
  }
}

const purchasesTo =
  (add: (cid: number, day: number) => void): Parameters<typeof forEachDay>[2] =>
  (cid, day, net, sales, refunds) => {
    if (isPurchase(net, sales, refunds)) add(cid, day)
  }

/** A row that reports 0 activities is no activity. */
function activities(sql: Sql, columns: Columns, asOf: number): Iterable<[number, number]> {
  if (!hasRows(sql, 'activity')) return []
  const weight = `coalesce(${columns.expression('activity', 'activity_count', 'e')}, 1)`
  return sql.rows<[number, number]>(
    `SELECT cid, day FROM e_activity e WHERE cid IS NOT NULL AND dead IS NULL AND day <= :asOf AND ${weight} > 0
     GROUP BY cid, day ORDER BY cid, day`,
    { asOf },
  )
}
