import { blocksReady, dayBlocks, forEachBlockDay, refreshBlocks } from '../day-blocks.ts'
import type { DayBlock, OnDay } from '../day-blocks.ts'
import type { Sql } from '../sql.ts'

export interface DayQuery {
  /** Day number; what was not known on it does not count. */
  asOf: number
  /** Days after `asOf` up to here are read too, with what was known by then. */
  until?: number
}

/** Something was bought and money stayed; a free order (0 paid, nothing refunded) is a purchase too. */
export const isPurchase = (net: number, sales: number, refunds: number): boolean =>
  sales > 0 && (net > 0 || (net === 0 && refunds === 0))

/** Every (customer, day) with an order or refund up to the day, in that order, its money netted. */
export function forEachDay(sql: Sql, { asOf, until = asOf }: DayQuery, onDay: OnDay): void {
  if (blocksServe(sql)) forEachBlockDay(sql, until, onDay)
  else forEachRowDay(sql, { asOf, until }, onDay)
}

/** The same days as whole columns where they are on hand, for passes over everything; `null` where rows must be read. */
export const blocksUpTo = (sql: Sql, until: number, from?: number): Iterable<DayBlock> | null =>
  blocksServe(sql) ? dayBlocks(sql, until, from) : null

function blocksServe(sql: Sql): boolean {
  // Refunds that became known later than the day they stand on make a day's money depend on who asks when.
  if (sql.get(`SELECT 1 FROM facts WHERE key = 'late_refunds' AND value = '1'`) !== undefined) return false
  if (blocksReady(sql)) return true
  const orders = sql.get<{ n: number | null }>('SELECT sum(orders) AS n FROM customer_summary')?.n ?? 0
  return refreshBlocks(sql, orders)
}

/** The same from the rows: the key order makes the grouping one linear pass in SQL. */
export function forEachRowDay(sql: Sql, { asOf, until = asOf }: DayQuery, onDay: OnDay): void {
  const rows = sql.rows<[number, number, number, number, number]>(
    `SELECT cid, day, sum(minor), sum(kind <> 1), sum(kind = 1) FROM transactions
     WHERE day <= :until AND kind IN (0, 1, 4)
       AND (known IS NULL OR known <= CASE WHEN day <= :asOf THEN :asOf ELSE :until END)
     GROUP BY cid, ym, day`,
    { asOf, until },
  )
  for (const [cid, day, net, sales, refunds] of rows) onDay(cid, day, net, sales, refunds)
}
