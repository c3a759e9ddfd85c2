import { addMonths, dayNumber, isoDay, monthStart, weekStart } from '../domain/days.ts'
import type { CohortCell, CohortMember, CohortRow } from '../domain/churn/index.ts'
import type { ToolContext } from '../tool.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'
import { subscriptions } from './retention-subscriptions.ts'

export type CohortUnit = 'month' | 'week' | 'day'

export interface CohortSource {
  members: readonly CohortMember[]
  basis: 'orders' | 'subscription' | 'activity'
}

/** Logs of more rows than this are not read customer by customer for a table of cohorts. */
const mostRows = 400_000

/**
 * Customers with the periods in which they were active, counted from their first. Calendar months and weeks (week
 * start from the settings), or whole days since joining; of the `kept` customers where some are left out. `null` where nothing dated tells activity.
 */
export async function cohortMembers(
  context: ToolContext,
  at: Observation,
  unit: CohortUnit,
  kept: ReadonlySet<string> | null = null,
): Promise<CohortSource | null> {
  const firstWeekday = context.settings.values.week_start === 'sunday' ? 0 : 1
  if (has(at, 'subscription', 'subscription_event')) {
    const found = await subscriptions(context, at)
    if (found && found.spans.length > 0) {
      const spans = found.spans.filter(({ customerId }) => kept === null || kept.has(customerId))
      return { members: subscribed(spans, at, unit, firstWeekday), basis: 'subscription' }
    }
  }
  const bought = has(at, 'order') ? 'order' : has(at, 'order_line') ? 'order_line' : null
  const entity = at.overview.orders > 0 ? bought : has(at, 'activity') ? 'activity' : null
  const rows = at.overview.tables.find(table => table.entity === entity)?.rows ?? 0
  if (entity === null || rows > mostRows) return null
  const found = await context.store.entityRows({ entity, to: at.asOf })
  const days = found.columns.find(
    column =>
      column.name === (entity === 'activity' ? 'event_time' : 'order_date') || column.name === 'event_date',
  )
  if (days?.kind !== 'number') return null
  const own = new Map<string, number[]>()
  found.customerIds.forEach((id, row) => {
    const day = days.values[row] ?? Number.NaN
    if (id === null || Number.isNaN(day) || (kept !== null && !kept.has(id))) return
    const list = own.get(id)
    if (list) list.push(Math.floor(day))
    else own.set(id, [Math.floor(day)])
  })
  return {
    members: [...own.values()].map(list => member(list, at, unit, firstWeekday)),
    basis: entity === 'activity' ? 'activity' : 'orders',
  }
}

/**
 * Calendar months of a log too long to be read customer by customer, from the store's own table of months: the same
 * cells. `null` where a log is short enough for `cohortMembers`, or has no purchases.
 */
export async function monthCohorts(
  context: ToolContext,
  at: Observation,
  ages: readonly number[],
): Promise<{ table: CohortRow[]; byAge: CohortCell[]; customers: number } | null> {
  if (at.overview.orders === 0 || has(at, 'subscription', 'subscription_event')) return null
  const cells = await context.store.cohortMatrix({ asOf: at.asOf })
  const last = lastWhole(at, 'month', 1)
  const counts = new Map(cells.map(cell => [`${cell.firstMonth}/${cell.month}`, cell.customers]))
  const months = [...new Set(cells.map(({ firstMonth }) => firstMonth))].toSorted((one, two) => one - two)
  const sizeOf = (month: number): number => counts.get(`${month}/${month}`) ?? 0
  const cellOf = (joined: readonly number[], age: number): CohortCell => {
    const seen = joined.filter(month => month + age <= last)
    const numerator = seen.reduce((sum, month) => sum + (counts.get(`${month}/${month + age}`) ?? 0), 0)
    const denominator = seen.reduce((sum, month) => sum + sizeOf(month), 0)
    return { age, rate: denominator > 0 ? numerator / denominator : null, numerator, denominator }
  }
  return {
    table: months.map(month => ({
      cohort: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
      size: sizeOf(month),
      cells: ages.map(age => cellOf([month], age)),
    })),
    byAge: ages.map(age => cellOf(months, age)),
    customers: months.reduce((sum, month) => sum + sizeOf(month), 0),
  }
}

/** Number of the period a day lies in; differences are ages. */
function periodOf(day: number, unit: CohortUnit, firstWeekday: number): number {
  if (unit === 'day') return day
  const iso = isoDay(day)
  return unit === 'month'
    ? Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1
    : dayNumber(weekStart(iso, firstWeekday)) / 7
}

const labelOf = (day: number, unit: CohortUnit, firstWeekday: number): string =>
  unit === 'week' ? weekStart(isoDay(day), firstWeekday) : isoDay(day).slice(0, 7)

/** Last period that the observation day has seen to its end. */
function lastWhole({ asOf }: Observation, unit: CohortUnit, firstWeekday: number): number {
  const now = dayNumber(asOf)
  const period = periodOf(now, unit, firstWeekday)
  return periodOf(now + 1, unit, firstWeekday) > period || unit === 'day' ? period : period - 1
}

function member(
  days: readonly number[],
  at: Observation,
  unit: CohortUnit,
  firstWeekday: number,
): CohortMember {
  const first = days.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY)
  const joined = periodOf(first, unit, firstWeekday)
  const active = [...new Set(days.map(day => periodOf(day, unit, firstWeekday) - joined))]
  return {
    cohort: labelOf(first, unit, firstWeekday),
    observed: lastWhole(at, unit, firstWeekday) - joined,
    active,
  }
}

/** A subscriber is active in a period when a paid span runs on its last day (on the day itself, for days). */
function subscribed(
  spans: readonly { customerId: string; start: string; end: string | null }[],
  at: Observation,
  unit: CohortUnit,
  firstWeekday: number,
): CohortMember[] {
  const own = new Map<string, { start: string; end: string | null }[]>()
  for (const span of spans) {
    if (span.start > at.asOf) continue
    const list = own.get(span.customerId)
    if (list) list.push(span)
    else own.set(span.customerId, [span])
  }
  const last = lastWhole(at, unit, firstWeekday)
  return [...own.values()].map(list => {
    const first = list.map(({ start }) => start).toSorted()[0] ?? at.asOf
    const joined = periodOf(dayNumber(first), unit, firstWeekday)
    const active: number[] = [0]
    for (let age = 1; joined + age <= last; age++) {
      const day = endOf(first, age, unit, firstWeekday)
      if (list.some(({ start, end }) => start <= day && (end === null || end > day))) active.push(age)
    }
    return { cohort: labelOf(dayNumber(first), unit, firstWeekday), observed: last - joined, active }
  })
}

/** Last day of the period `age` periods after the one of `first`. */
function endOf(first: string, age: number, unit: CohortUnit, firstWeekday: number): string {
  if (unit === 'day') return isoDay(dayNumber(first) + age)
  if (unit === 'month') return isoDay(dayNumber(addMonths(monthStart(first), age + 1)) - 1)
  return isoDay(dayNumber(weekStart(first, firstWeekday)) + 7 * (age + 1) - 1)
}
