import { dayBlocks, forEachBlockDay } from '../day-blocks.ts'
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
  forEachBlockDay(sql, { asOf, until }, onDay)
}

/** The same days as whole columns, for passes over everything. */
export const blocksUpTo = (sql: Sql, asOf: number, from?: number): Iterable<DayBlock> =>
  dayBlocks(sql, { asOf, until: asOf, ...(from === undefined ? {} : { from }) })
