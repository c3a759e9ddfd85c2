import { numbersOf } from '../../src/analysis/campaign-columns.ts'
import type { DatedCost } from '../../src/analysis/cost-lines.ts'
import type { NewCustomer } from '../../src/analysis/new-customers.ts'
import { has } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents, centsOrNull, shortOrNull } from '../../src/analysis/plan-money.ts'
import { addDays, dayNumber } from '../../src/domain/days.ts'
import { median } from '../../src/domain/quantiles.ts'
import type { ToolContext } from '../../src/tool.ts'

/** A new customer is activated who orders or uses something within this many days. */
const withinDays = 30

/**
 * New customers who did something of their own (an order, else a use) within 30 days of signing up, of those who have
 * had the 30 days; and what the activation stage cost for each, over the months whose customers all have had them. `null`
 * without new customers or without such events.
 */
export async function activationOf(
  context: ToolContext,
  at: Observation,
  won: readonly NewCustomer[],
  lines: readonly DatedCost[],
  to: string,
) {
  const by = at.overview.buyers > 0 ? ('order' as const) : has(at, 'activity') ? ('activity' as const) : null
  if (by === null || won.length === 0) return null
  const until = addDays(to, withinDays) < at.asOf ? addDays(to, withinDays) : at.asOf
  const firstOn = new Map<string, number>()
  if (by === 'order') {
    const histories = await context.store.purchaseHistories({ asOf: until })
    const last = dayNumber(until)
    histories.customerIds.forEach((id, row) => firstOn.set(id, last - (histories.ageDays[row] ?? 0)))
  } else {
    const from = won.map(({ day }) => day).toSorted()[0]
    const rows = await context.store.entityRows({
      entity: 'activity',
      to: until,
      ...(from === undefined ? {} : { from }),
    })
    const day = numbersOf(rows, 'event_time')
    rows.customerIds.forEach((id, row) => {
      const on = day(row)
      if (id !== null && on !== null && on < (firstOn.get(id) ?? Infinity)) firstOn.set(id, Math.floor(on))
    })
  }
  const followed = won.filter(({ day }) => addDays(day, withinDays) <= until)
  const waitOf = ({ customerId, day }: NewCustomer): number | null => {
    const on = firstOn.get(customerId)
    const wait = on === undefined ? null : on - dayNumber(day)
    // An order before the sign-up is on record for members who bought as guests: active from the first day.
    return wait !== null && wait <= withinDays ? Math.max(0, wait) : null
  }
  const waits = followed.flatMap(one => waitOf(one) ?? [])
  const open = new Set(won.flatMap(({ day }) => (addDays(day, withinDays) <= until ? [] : [day.slice(0, 7)])))
  const booked = lines.filter(
    ({ stage, day }) => stage === 'activation' && day !== null && !open.has(day.slice(0, 7)),
  )
  const months = new Set(booked.map(({ day }) => day?.slice(0, 7)))
  const cost = booked.reduce((sum, { amount }) => sum + amount, 0)
  const paid = followed.filter(one => months.has(one.day.slice(0, 7)) && waitOf(one) !== null).length
  if (followed.length === 0) return null
  return {
    new_customers: followed.length,
    activated: waits.length,
    rate: shortOrNull(waits.length / followed.length),
    within_days: withinDays,
    median_days: median(waits),
    cost: cents(cost),
    cost_per_activated: paid > 0 && cost > 0 ? centsOrNull(cost / paid) : null,
    by,
  }
}
