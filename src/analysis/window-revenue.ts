import { addDays, dayNumber, daysBetween } from '../domain/days.ts'
import { fromMinor, noCurrency } from '../domain/money.ts'
import type { ToolContext } from '../tool.ts'
import { numbersOf } from './campaign-columns.ts'
import type { Window } from './cost-lines.ts'
import type { CustomerValues } from './customer-values.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'

/** `orders`: money taken in the window; `contracts`: what ran in it; `pattern`: today's yearly revenue times its length. */
export type WindowRevenueBasis = 'orders' | 'contracts' | 'pattern'

const yearDays = 365.25

/**
 * What each customer paid within a window, also those who have left since. Money in major units of the reporting
 * currency, net of refunds; customers of whom nothing is known have no entry.
 */
export async function revenueWithin(
  context: ToolContext,
  at: Observation,
  values: CustomerValues,
  window: Window,
): Promise<{ basis: WindowRevenueBasis; revenue: ReadonlyMap<string, number> }> {
  if (values.revenueBasis === 'orders')
    return { basis: 'orders', revenue: await taken(context, at.currency ?? noCurrency, window) }
  if (has(at, 'subscription')) {
    const revenue = await contracted(context, window)
    if (revenue.size > 0) return { basis: 'contracts', revenue }
  }
  const years = (daysBetween(window.from, window.to) + 1) / yearDays
  const { table, active, revenuePerYear } = values
  return {
    basis: 'pattern',
    revenue: new Map(
      table.customerIds.flatMap((id, row) => {
        const yearly = revenuePerYear[row] ?? Number.NaN
        return active[row] && !Number.isNaN(yearly) ? [[id, yearly * years] as const] : []
      }),
    ),
  }
}

async function taken(
  context: ToolContext,
  currency: string,
  { from, to }: Window,
): Promise<Map<string, number>> {
  const until = await context.store.purchaseHistories({ asOf: to })
  const before = await context.store.purchaseHistories({ asOf: addDays(from, -1) })
  const earlier = new Map(before.customerIds.map((id, row) => [id, before.totalSpendMinor[row] ?? 0]))
  return new Map(
    until.customerIds.flatMap((id, row) => {
      const total = until.totalSpendMinor[row] ?? 0
      const known = earlier.get(id) ?? 0
      // Nothing bought within the window: a customer of another time.
      const last = (until.firstDay[row] ?? 0) + (until.recencyDays[row] ?? 0)
      return last < dayNumber(from) && total === known
        ? []
        : [[id, fromMinor(total - known, currency)] as const]
    }),
  )
}

async function contracted(context: ToolContext, { from, to }: Window): Promise<Map<string, number>> {
  const rows = await context.store.entityRows({ entity: 'subscription' })
  const [mrr, contract, start, ended] = ['mrr', 'contract_value', 'subscription_start', 'cancelled_at'].map(
    name => numbersOf(rows, name),
  )
  const [first, last] = [dayNumber(from), dayNumber(to)]
  const revenue = new Map<string, number>()
  rows.customerIds.forEach((id, row) => {
    const monthly = mrr?.(row) ?? null
    const yearly = monthly === null ? (contract?.(row) ?? null) : monthly * 12
    if (id === null || yearly === null) return
    const since = Math.max(first, Math.floor(start?.(row) ?? first))
    const until = Math.min(last + 1, Math.floor(ended?.(row) ?? last + 1))
    if (until > since) revenue.set(id, (revenue.get(id) ?? 0) + (yearly * (until - since)) / yearDays)
  })
  return revenue
}
