import { isoDay } from '../domain/days.ts'
import { foldName } from '../domain/spellings.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'
import { within } from './cost-lines.ts'
import type { Window } from './cost-lines.ts'

export interface NewCustomer {
  customerId: string
  channel: string | null
  day: string
}

/** What says when somebody became a customer; `null` where nothing does. */
export type NewBy = 'signup_date' | 'first_order' | 'subscription_start' | null

/**
 * Customers by the day they became one and the channel they are said to have come by: the sign-up date; where no file has
 * one, the first order, else the start of the first contract.
 */
export async function newCustomersBy(
  context: ToolContext,
  window: Window,
): Promise<{ won: NewCustomer[]; by: NewBy }> {
  const found = new Map<string, NewCustomer>()
  const channels = new Map<string, string>()
  let dated = false
  for (const entity of ['customer', 'account']) {
    const rows = await context.store.entityRows({ entity })
    const [channel, signup] = [categoriesOf(rows, 'acquisition_channel'), numbersOf(rows, 'signup_date')]
    for (const [row, customerId] of rows.customerIds.entries()) {
      if (customerId === null) continue
      const by = channel(row)
      if (by !== null) channels.set(customerId, by)
      const on = signup(row)
      if (on === null) continue
      dated = true
      const day = isoDay(on)
      if (within(window, day)) found.set(customerId, { customerId, channel: by, day })
    }
  }
  if (dated) return { won: [...found.values()], by: 'signup_date' }
  const orders = await context.store.purchaseHistories({ asOf: window.to })
  if (orders.customerIds.length > 0)
    return {
      by: 'first_order',
      won: orders.customerIds.flatMap((customerId, row) => {
        const day = isoDay(orders.firstDay[row] ?? 0)
        return within(window, day) ? [{ customerId, channel: channels.get(customerId) ?? null, day }] : []
      }),
    }
  const contracts = await context.store.entityRows({ entity: 'subscription' })
  const [start, channel] = [
    numbersOf(contracts, 'subscription_start'),
    categoriesOf(contracts, 'acquisition_channel'),
  ]
  const first = new Map<string, NewCustomer>()
  for (const [row, customerId] of contracts.customerIds.entries()) {
    const on = start(row)
    if (customerId === null || on === null) continue
    const day = isoDay(on)
    const known = first.get(customerId)
    if (known === undefined || day < known.day)
      first.set(customerId, { customerId, channel: channel(row) ?? channels.get(customerId) ?? null, day })
  }
  return {
    won: [...first.values()].filter(({ day }) => within(window, day)),
    by: first.size > 0 ? 'subscription_start' : null,
  }
}

export const newCustomers = async (context: ToolContext, window: Window): Promise<NewCustomer[]> =>
  (await newCustomersBy(context, window)).won

/** Channels by the spelling that the ledger uses: `google ads ` is `Google Ads`. */
export function inLedgerSpelling<Row extends { channel: string | null }>(
  rows: readonly Row[],
  ledger: readonly { channel: string | null }[],
): Row[] {
  const known = new Map<string, string>()
  for (const { channel } of [...ledger, ...rows]) {
    if (channel === null) continue
    const folded = foldName(channel)
    if (!known.has(folded)) known.set(folded, channel.trim())
  }
  return rows.map(row => ({
    ...row,
    channel: row.channel === null ? null : (known.get(foldName(row.channel)) ?? row.channel),
  }))
}
