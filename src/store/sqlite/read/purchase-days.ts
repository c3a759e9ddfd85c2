import type { Sql } from '../sql.ts'

export interface DayQuery {
  /** Day number; what was not known on it does not count. */
  asOf: number
  /** Days after `asOf` up to here are read too, with what was known by then. */
  until?: number
}

/** One customer's day, money netted. `sales` counts orders, `refunds` refund rows. */
export type OnDay = (cid: number, day: number, net: number, sales: number, refunds: number) => void

/** Something was bought and money stayed; a free order (0 paid, nothing refunded) is a purchase too. */
export const isPurchase = (net: number, sales: number, refunds: number): boolean =>
  sales > 0 && (net > 0 || (net === 0 && refunds === 0))

/** Every (customer, day) with an order or refund, in that order. The key order makes the grouping a linear pass. */
export function forEachDay(sql: Sql, { asOf, until = asOf }: DayQuery, onDay: OnDay): void {
  const rows = sql.rows<[number, number, number, number, number]>(
    `SELECT cid, day, sum(minor), sum(kind <> 1), sum(kind = 1) FROM transactions
     WHERE day <= :until AND kind IN (0, 1, 4)
       AND (known IS NULL OR known <= CASE WHEN day <= :asOf THEN :asOf ELSE :until END)
     GROUP BY cid, ym, day`,
    { asOf, until },
  )
  for (const [cid, day, net, sales, refunds] of rows) onDay(cid, day, net, sales, refunds)
}
