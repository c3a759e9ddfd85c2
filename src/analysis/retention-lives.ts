import { dayNumber } from '../domain/days.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { churnInForce } from './churn-in-force.ts'
import type { Observation } from './observe.ts'
import { subscriptions } from './retention-subscriptions.ts'

/** How long each customer was seen, and whether it left. */
export interface Lives {
  customerIds: readonly string[]
  durations: Float64Array
  events: Uint8Array
  /** Start to observation day, in the unit of `durations`; NaN where it is not known. */
  ages: Float64Array
  /** How long the spell that runs on the observation day has lasted; NaN for who is not there. */
  running: Float64Array
  unit: 'days' | 'as in the file'
  basis: 'subscription' | 'label' | 'orders'
}

/** One life a customer: first spell from the first start to the first end (or to the observation day). `null` without dates. */
export async function lives(
  context: ToolContext,
  at: Observation,
  table: CustomerTable,
): Promise<Lives | null> {
  const definition = await churnInForce(context, at)
  if (!definition) return null
  if (definition.kind === 'contract') return contractLives(context, at, definition.graceDays)
  if (definition.kind === 'silence') return orderLives(context, at, definition.days)
  return labelLives(table)
}

function built(
  rows: readonly { id: string; duration: number; age: number; left: boolean; running?: number }[],
  rest: Pick<Lives, 'unit' | 'basis'>,
): Lives | null {
  const known = rows.filter(({ duration }) => Number.isFinite(duration) && duration >= 0)
  if (known.length === 0) return null
  return {
    customerIds: known.map(({ id }) => id),
    durations: Float64Array.from(known, ({ duration }) => duration),
    events: Uint8Array.from(known, ({ left }) => (left ? 1 : 0)),
    ages: Float64Array.from(known, ({ age }) => age),
    running: Float64Array.from(
      known,
      ({ left, duration, running }) => running ?? (left ? Number.NaN : duration),
    ),
    ...rest,
  }
}

async function contractLives(
  context: ToolContext,
  at: Observation,
  graceDays: number,
): Promise<Lives | null> {
  const found = await subscriptions(context, at)
  if (!found) return null
  const own = new Map<string, { start: number; end: number }[]>()
  for (const { customerId, start, end } of found.spans) {
    if (start > at.asOf) continue
    const list = own.get(customerId) ?? []
    list.push({ start: dayNumber(start), end: end === null ? Number.POSITIVE_INFINITY : dayNumber(end) })
    own.set(customerId, list)
  }
  const now = dayNumber(at.asOf)
  const rows = [...own].map(([id, spans]) => {
    const [first, ...later] = spans.toSorted((one, two) => one.start - two.start)
    const start = first?.start ?? now
    let covered = first?.end ?? now
    let latest = { start, end: covered }
    for (const span of later) {
      if (span.start <= covered + graceDays) covered = Math.max(covered, span.end)
      latest =
        span.start <= latest.end + graceDays
          ? { start: latest.start, end: Math.max(latest.end, span.end) }
          : span
    }
    return {
      id,
      duration: Math.min(covered, now) - start,
      age: now - start,
      left: covered <= now,
      running: latest.end > now ? now - latest.start : Number.NaN,
    }
  })
  return built(rows, { unit: 'days', basis: 'subscription' })
}

async function orderLives(context: ToolContext, at: Observation, silence: number): Promise<Lives | null> {
  if (at.overview.buyers === 0) return null
  const history = await context.store.purchaseHistories({ asOf: at.asOf })
  const rows = history.customerIds.map((id, row) => {
    const age = history.ageDays[row] ?? Number.NaN
    const recency = history.recencyDays[row] ?? Number.NaN
    const left = age - recency > silence
    return { id, duration: left ? recency + silence : age, age, left }
  })
  return built(rows, { unit: 'days', basis: 'orders' })
}

/** Labels: tenure by the day of leaving (or the snapshot), in days where dates are known, else as the file counts. */
function labelLives(table: CustomerTable): Lives | null {
  const churned = numbers(table, 'churned')
  const churnDay = numbers(table, 'churn_day')
  const days = numbers(table, 'tenure_days') ?? numbers(table, 'subscription_age_days')
  const counted = table.columns.find(
    column =>
      column.kind === 'number' &&
      /^(tenure|account[ _]?length|months?[ _]?(active|as[ _]?customer)|在网时长|在網月數)/i.test(
        column.name,
      ),
  )
  const tenure = days ?? (counted?.kind === 'number' ? counted.values : undefined)
  if (!churned || !tenure) return null
  const now = dayNumber(table.asOf)
  const rows = table.customerIds.flatMap((id, row) => {
    const label = churned[row] ?? Number.NaN
    if (Number.isNaN(label)) return []
    const gone = days ? now - (churnDay?.[row] ?? Number.NaN) : Number.NaN
    const duration = (tenure[row] ?? Number.NaN) - (label === 1 && gone >= 0 ? gone : 0)
    const age = days && (label === 0 || gone >= 0) ? (tenure[row] ?? Number.NaN) : Number.NaN
    return [{ id, duration, age, left: label === 1 }]
  })
  return built(rows, { unit: days ? 'days' : 'as in the file', basis: 'label' })
}
