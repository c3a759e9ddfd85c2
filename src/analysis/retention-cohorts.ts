import { addMonths, dayNumber, isoDay, monthStart, weekStart } from '../domain/days.ts'
import { cohortTable, retentionByAge } from '../domain/churn/index.ts'
import type { CohortCell, CohortKind, CohortMember, CohortRow } from '../domain/churn/index.ts'
import type { ToolContext } from '../tool.ts'
import { breathe, timeToBreathe } from './breathe.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'
import { subscriptions } from './retention-subscriptions.ts'

export type CohortUnit = 'month' | 'week' | 'day'

export interface CohortCounts {
  table: CohortRow[]
  byAge: CohortCell[]
  customers: number
  basis: 'orders' | 'subscription' | 'activity'
}

/** Beyond this many rows the months of everybody's purchases come from the store's own table of cohorts. */
const longLog = 400_000

/**
 * Cohorts of customers by the period they joined in, and how many were active at each age. Calendar months and weeks
 * (week start from the settings), or whole days since joining; of the `kept` customers where some are left out. Purchases
 * count as everywhere: money netted by day, so that a cancelled or fully refunded order is no activity. `null` where
 * nothing dated tells activity.
 */
export async function cohortCounts(
  context: ToolContext,
  at: Observation,
  {
    unit,
    kind,
    ages,
    kept,
  }: { unit: CohortUnit; kind: CohortKind; ages: readonly number[]; kept: ReadonlySet<string> | null },
  long = longLog,
): Promise<CohortCounts | null> {
  const basis = await basisOf(context, at)
  if (basis === null) return null
  const rows =
    at.overview.tables.find(({ entity }) => entity === 'order' || entity === 'order_line')?.rows ?? 0
  if (basis === 'orders' && rows > long && unit === 'month' && kind === 'exact' && kept === null)
    return { ...(await monthCohorts(context, at, ages)), basis }
  const members = await membersOf(context, at, basis, unit, kept)
  return {
    table: cohortTable(members, ages, kind),
    byAge: retentionByAge(members, ages, kind),
    customers: members.length,
    basis,
  }
}

async function basisOf(context: ToolContext, at: Observation): Promise<CohortCounts['basis'] | null> {
  const found = has(at, 'subscription', 'subscription_event') ? await subscriptions(context, at) : null
  if (found && found.spans.length > 0) return 'subscription'
  return at.overview.orders > 0 ? 'orders' : has(at, 'activity') ? 'activity' : null
}

async function membersOf(
  context: ToolContext,
  at: Observation,
  basis: CohortCounts['basis'],
  unit: CohortUnit,
  kept: ReadonlySet<string> | null,
): Promise<CohortMember[]> {
  const firstWeekday = context.settings.values.week_start === 'sunday' ? 0 : 1
  if (basis === 'subscription') {
    const spans = (await subscriptions(context, at))?.spans ?? []
    const own = spans.filter(({ customerId }) => kept === null || kept.has(customerId))
    return subscribed(own, at, unit, firstWeekday)
  }
  const of = basis === 'orders' ? 'purchases' : 'activities'
  const { customerIds, counts, days } = await context.store.activeDays({ of, asOf: at.asOf })
  const period = periods(unit, firstWeekday)
  const last = lastWhole(at, unit, firstWeekday)
  const due = timeToBreathe()
  const members: CohortMember[] = []
  let from = 0
  for (const [row, id] of customerIds.entries()) {
    if (due()) await breathe()
    const to = from + (counts[row] ?? 0)
    if (kept === null || kept.has(id)) {
      const first = period(days[from] ?? 0)
      const active = [0]
      for (let place = from + 1; place < to; place++) {
        const age = period(days[place] ?? 0).number - first.number
        if (age !== active.at(-1)) active.push(age)
      }
      members.push({ cohort: first.label, observed: last - first.number, active })
    }
    from = to
  }
  return members
}

/** Number and label of the period of a day, remembered: a log has many rows a day. */
function periods(unit: CohortUnit, firstWeekday: number): (day: number) => { number: number; label: string } {
  const known = new Map<number, { number: number; label: string }>()
  return day => {
    let found = known.get(day)
    if (!found) {
      found = { number: periodOf(day, unit, firstWeekday), label: labelOf(day, unit, firstWeekday) }
      known.set(day, found)
    }
    return found
  }
}

/** Calendar months of everybody from the store's own table of months: the same cells, for logs too long to be handed over. */
async function monthCohorts(
  context: ToolContext,
  at: Observation,
  ages: readonly number[],
): Promise<Omit<CohortCounts, 'basis'>> {
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
