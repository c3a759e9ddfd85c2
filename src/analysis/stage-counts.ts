import { addDays, dayNumber, isoDay } from '../domain/days.ts'
import type { StageCounts } from '../domain/lifecycle/index.ts'
import type { ToolContext } from '../tool.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'
import { isControl } from '../domain/experiments/index.ts'
import { churnInForce } from './churn-in-force.ts'
import type { Window } from './cost-lines.ts'
import type { NewCustomer } from './new-customers.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'
import { surveyScores } from './survey-scores.ts'

/** Answers from here on, of five, count as satisfied. */
const satisfied = 4

/** Buyers of the window and who of them bought before or again; lapsed customers at its start, and who came back. */
export async function purchases(
  context: ToolContext,
  at: Observation,
  { from, to }: Window,
): Promise<StageCounts> {
  if (at.overview.buyers === 0) return {}
  const before = await context.store.purchaseHistories({ asOf: addDays(from, -1), holdoutUntil: to })
  const now = await context.store.purchaseHistories({ asOf: to })
  const length = dayNumber(to) - dayNumber(from)
  let [buyers, repeatBuyers] = [0, 0]
  for (const [row] of now.customerIds.entries()) {
    if ((now.ageDays[row] ?? Infinity) > length) continue
    buyers += 1
    if ((now.repeats[row] ?? 0) > 0) repeatBuyers += 1
  }
  const definition = await churnInForce(context, at)
  const silence = definition?.kind === 'silence' ? definition.days : null
  let [lost, wonBack] = [0, 0]
  for (const [row] of before.customerIds.entries()) {
    const bought = (before.holdoutRepeats?.[row] ?? 0) > 0
    if (bought) {
      buyers += 1
      repeatBuyers += 1
    }
    const silent = (before.ageDays[row] ?? 0) - (before.recencyDays[row] ?? 0)
    if (silence === null || silent < silence) continue
    lost += 1
    if (bought) wonBack += 1
  }
  return { ...(buyers > 0 ? { buyers, repeatBuyers } : {}), ...(lost > 0 ? { lost, wonBack } : {}) }
}

/** Contracts and declared churn: customers gone before the window ended, and who of them came back within it. */
async function returns(context: ToolContext, at: Observation, { from, to }: Window): Promise<StageCounts> {
  const lostOn = new Map<string, number[]>()
  const backOn = new Map<string, number[]>()
  const put = (into: Map<string, number[]>, id: string | null, day: number | null): void => {
    if (id !== null && day !== null) into.set(id, [...(into.get(id) ?? []), day])
  }
  if (has(at, 'subscription_event')) {
    const rows = await context.store.entityRows({ entity: 'subscription_event', to })
    const [type, day] = [categoriesOf(rows, 'event_type'), numbersOf(rows, 'event_date')]
    rows.customerIds.forEach((id, row) => {
      if (type(row) === 'cancel') put(lostOn, id, day(row))
      if (type(row) === 'reactivate' || type(row) === 'start') put(backOn, id, day(row))
    })
  }
  if (has(at, 'subscription')) {
    const rows = await context.store.entityRows({ entity: 'subscription' })
    const [ended, start] = [numbersOf(rows, 'cancelled_at'), numbersOf(rows, 'subscription_start')]
    rows.customerIds.forEach((id, row) => {
      put(lostOn, id, ended(row))
      put(backOn, id, start(row))
    })
  }
  for (const entity of ['label', 'customer', 'account'])
    if (has(at, entity)) {
      const rows = await context.store.entityRows({ entity })
      const day = numbersOf(rows, 'churn_date')
      rows.customerIds.forEach((id, row) => put(lostOn, id, day(row)))
    }
  const [first, last] = [dayNumber(from), dayNumber(to)]
  let [lost, wonBack] = [0, 0]
  for (const [id, days] of lostOn) {
    const gone = days.filter(day => day <= last).toSorted((one, two) => two - one)
    const back = backOn.get(id) ?? []
    const returned = gone.some(day => back.some(on => on > day && on >= first && on <= last))
    const stillGone = gone.some(day => !back.some(on => on > day && on < first))
    if (!stillGone && !returned) continue
    lost += 1
    if (returned) wonBack += 1
  }
  return lost > 0 ? { lost, wonBack } : {}
}

/** Sent, opened, clicked and coupons used, of the campaigns of the window; a column nobody filled says nothing. */
async function promotion(context: ToolContext, { from, to }: Window): Promise<StageCounts> {
  const rows = await context.store.entityRows({ entity: 'campaign_member' })
  const [sentAt, treatedAt] = [numbersOf(rows, 'sent_at'), numbersOf(rows, 'treated_at')]
  const columns = {
    opened: numbersOf(rows, 'opened'),
    clicked: numbersOf(rows, 'clicked'),
    couponUsed: numbersOf(rows, 'coupon_used'),
  }
  const variant = categoriesOf(rows, 'variant')
  const sent = Array.from({ length: rows.n }, (_, row) => row).filter(row => {
    const day = sentAt(row) ?? treatedAt(row)
    const reacted = Object.values(columns).some(of => of(row) !== null)
    return reacted && !isControl(variant(row)) && day !== null && isoDay(day) >= from && isoDay(day) <= to
  })
  if (sent.length === 0) return {}
  const counts = Object.entries(columns).flatMap(([name, of]) => {
    const told = sent.filter(row => of(row) !== null)
    return told.length === 0 ? [] : [[name, told.filter(row => (of(row) ?? 0) > 0).length] as const]
  })
  return { sent: sent.length, ...Object.fromEntries(counts) }
}

/** Pairs of active customer and feature used, out of all there could be. */
async function features(context: ToolContext, at: Observation, window: Window): Promise<StageCounts> {
  if (!has(at, 'activity')) return {}
  const rows = await context.store.entityRows({ entity: 'activity', ...window })
  const [feature, share] = [categoriesOf(rows, 'feature'), numbersOf(rows, 'feature_use_share')]
  const pairs = new Set<string>()
  const [names, active] = [new Set<string>(), new Set<string>()]
  const shares: number[] = []
  rows.customerIds.forEach((id, row) => {
    if (id === null) return
    active.add(id)
    const name = feature(row)
    if (name !== null) {
      names.add(name)
      pairs.add(`${id}\u0000${name}`)
    }
    const used = share(row)
    if (used !== null) shares.push(used)
  })
  if (shares.length > 0)
    return { featureUsers: shares.reduce((sum, one) => sum + one, 0), activeCustomers: shares.length }
  return names.size > 1 ? { featureUsers: pairs.size, activeCustomers: names.size * active.size } : {}
}

/** People reached and who of them became customers; only where the log holds people who did not. */
async function leads(
  context: ToolContext,
  { from, to }: Window,
  won: readonly NewCustomer[],
): Promise<{ leads: number; won: number } | null> {
  const rows = await context.store.entityRows({ entity: 'touchpoint', from, to })
  const reached = new Set(rows.customerIds.flatMap(id => id ?? []))
  const signed = new Set(won.map(({ customerId }) => customerId))
  const converted = [...reached].filter(id => signed.has(id)).length
  return reached.size > converted ? { leads: reached.size, won: converted } : null
}

/** Everything the stage indicators can be counted from, of the window. */
export async function stageCounts(
  context: ToolContext,
  at: Observation,
  window: Window,
  won: readonly NewCustomer[],
  spend: number,
): Promise<StageCounts> {
  const { five, nps } = await surveyScores(context, window)
  const tickets = await context.store.entityRows({ entity: 'ticket', ...window })
  const asked = new Map<string, number>()
  for (const id of tickets.customerIds) if (id !== null) asked.set(id, (asked.get(id) ?? 0) + 1)
  const reached = await leads(context, window, won)
  const bought = await purchases(context, at, window)
  return {
    ...(await returns(context, at, window)),
    ...bought,
    ...(await promotion(context, window)),
    ...(await features(context, at, window)),
    ...(reached ? { leads: reached.leads, converted: reached.won } : {}),
    ...(won.length > 0 ? { newCustomers: won.length, acquisitionSpend: spend } : {}),
    ...(five.length > 0 ? { csatScores: five, csatTop: satisfied } : {}),
    ...(nps.length > 0 ? { npsScores: nps } : {}),
    ...(asked.size > 0
      ? { complainers: asked.size, repeatComplainers: [...asked.values()].filter(count => count > 1).length }
      : {}),
  }
}
