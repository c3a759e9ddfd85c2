import { comparePeriods, customerWaterfall, rivalRates, wilson } from '../domain/churn/index.ts'
import type { PeriodComparison, RivalRate } from '../domain/churn/index.ts'
import { addDays } from '../domain/days.ts'
import { levelAt, selectRows } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { Outcomes } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'
import { churnCases, churnInForce } from './churn-in-force.ts'
import type { ChurnCases, ChurnInForce } from './churn-in-force.ts'
import { churnWindows } from './churn-model-windows.ts'
import type { Observation } from './observe.ts'
import { subscriptions } from './retention-subscriptions.ts'

export interface RivalPeriod {
  definition: ChurnInForce
  /** `null` where labels carry no dates: the rates are then those of one snapshot. */
  from: string | null
  to: string
  rates: readonly RivalRate[]
}

/** The headline rate when the window (or the silence) has another length. */
export interface Sensitivity {
  days: number
  from: string
  to: string
  rate: number | null
  low: number | null
  high: number | null
  churned: number
  n: number
}

const rivalDays = 30

/** Customers to look at; `null` for all. */
export type Kept = ReadonlySet<string> | null

/** Eligible and churned among the kept customers. */
function countsOf({ customerIds, churned, eligible, churnedCount }: Outcomes, kept: Kept) {
  if (kept === null) return { eligible, churned: churnedCount }
  let n = 0
  let gone = 0
  customerIds.forEach((id, row) => {
    if (!kept.has(id)) return
    n += 1
    gone += churned[row] ?? 0
  })
  return { eligible: n, churned: gone }
}
export const sensitivityDays = [30, 60, 90, 120] as const

/** Churn of the last 30 days under the definitions of the vendors; new customers only where joining is on record. */
export async function rivalPeriod(
  context: ToolContext,
  at: Observation,
  kept: Kept = null,
): Promise<RivalPeriod | null> {
  const definition = await churnInForce(context, at)
  if (!definition) return null
  const to = at.asOf
  const from = addDays(to, -rivalDays)
  const outcome = await context.store.outcomes({
    from,
    to,
    definition: asked(definition, definition.kind === 'silence' ? definition.days : rivalDays),
  })
  const seen = countsOf(outcome, kept)
  if (seen.eligible === 0) return null
  const joined = await joinedIn(context, at, { from, to, kept })
  const counts = {
    activeAtStart: seen.eligible,
    newCustomers: joined.size,
    churned: seen.churned + joined.left,
    churnedOfNew: joined.left,
  }
  const dated = (await churnCases(context, at))?.from !== null
  return { definition, from: dated ? from : null, to, rates: rivalRates(counts) }
}

const asked = ({ kind, graceDays }: ChurnInForce, days: number) =>
  kind === 'silence' ? { kind, days } : kind === 'contract' ? { kind, graceDays } : { kind }

/** Customers who came in (from, to], and how many of them had left again by its end. */
async function joinedIn(
  context: ToolContext,
  at: Observation,
  { from, to, kept }: { from: string; to: string; kept: Kept },
): Promise<{ size: number; left: number }> {
  const found = await subscriptions(context, at)
  if (!found) {
    if (at.overview.buyers === 0) return { size: 0, left: 0 }
    const { ageDays, customerIds } = await context.store.purchaseHistories({ asOf: to })
    const size = ageDays.reduce(
      (sum, days, row) =>
        sum + (days < rivalDays && (kept === null || kept.has(customerIds[row] ?? '')) ? 1 : 0),
      0,
    )
    return { size, left: 0 }
  }
  const own = new Map<string, { first: string; runs: boolean }>()
  for (const { customerId, start, end } of found.spans) {
    if (start > to || (kept !== null && !kept.has(customerId))) continue
    const known = own.get(customerId)
    const runs = end === null || end > to
    own.set(customerId, {
      first: known && known.first < start ? known.first : start,
      runs: runs || (known?.runs ?? false),
    })
  }
  const joined = [...own.values()].filter(({ first }) => first > from)
  return { size: joined.length, left: joined.filter(({ runs }) => !runs).length }
}

/**
 * The churn rate over windows of 30 to 120 days: up to the last day of the data, or, where labels declare churn, from
 * the day they start to speak, since nobody was labelled before it.
 */
export async function churnSensitivity(
  context: ToolContext,
  at: Observation,
  kept: Kept = null,
): Promise<Sensitivity[]> {
  const definition = await churnInForce(context, at)
  if (!definition) return []
  const rows: Sensitivity[] = []
  const labelled = definition.kind === 'label' ? await churnCases(context, at) : null
  for (const days of sensitivityDays) {
    const start = labelled?.from ?? null
    const from = start ?? addDays(at.asOf, -days)
    const to = start === null ? at.asOf : addDays(start, days)
    if (labelled && start !== null && to > labelled.to) continue
    const outcome = await context.store.outcomes({ from, to, definition: asked(definition, days) })
    const seen = countsOf(outcome, kept)
    if (seen.eligible === 0) continue
    const { value: rate, low, high } = wilson(seen.churned, seen.eligible)
    rows.push({
      days,
      from,
      to,
      rate,
      low,
      high,
      churned: seen.churned,
      n: seen.eligible,
    })
  }
  return rows
}

export interface PeriodsCompared {
  by: string
  comparison: PeriodComparison
  segments: readonly {
    name: string
    before: { n: number; churned: number }
    after: { n: number; churned: number }
  }[]
  before: { from: string; to: string }
  after: { from: string; to: string }
  waterfall: ReturnType<typeof customerWaterfall> & { from: string; to: string }
}

/** The last window beside the one before it, like for like by a field; `null` without two windows. */
export async function comparedPeriods(
  context: ToolContext,
  at: Observation,
  by: string | undefined,
  kept: Kept = null,
): Promise<PeriodsCompared | null> {
  const found = await churnWindows(context, at)
  const [after, before, ...earlier] = (found?.windows ?? []).map(window => keptOf(window, kept))
  if (!after?.from || !before?.from) return null
  const field =
    by ??
    after.table.columns.find(
      column => column.kind === 'category' && column.levels.length >= 2 && column.levels.length <= 8,
    )?.name ??
    null
  const names = [...new Set([...levelsOf(before.table, field), ...levelsOf(after.table, field)])].toSorted()
  const segments = names.map(name => ({
    name,
    before: counted(before, field, name),
    after: counted(after, field, name),
  }))
  const ever = new Set([before, ...earlier].flatMap(({ table }) => [...table.customerIds]))
  const waterfall = customerWaterfall(
    new Set(before.table.customerIds),
    new Set(after.table.customerIds),
    ever,
  )
  return {
    by: field ?? '',
    comparison: comparePeriods(segments),
    segments,
    before: { from: before.from, to: before.to },
    after: { from: after.from, to: after.to },
    waterfall: { ...waterfall, from: before.from, to: after.from },
  }
}

function keptOf(cases: ChurnCases, kept: Kept): ChurnCases {
  if (kept === null) return cases
  const rows = cases.table.customerIds.flatMap((id, row) => (kept.has(id) ? [row] : []))
  return {
    ...cases,
    table: selectRows(cases.table, rows),
    churned: Uint8Array.from(rows, row => cases.churned[row] ?? 0),
  }
}

function labelsOf(table: CustomerTable, field: string | null): string[] {
  const found = table.columns.find(column => column.name === field)
  if (found?.kind !== 'category') return table.customerIds.map(() => '')
  return table.customerIds.map((_, row) => levelAt(found, row) ?? '')
}

const levelsOf = (table: CustomerTable, field: string | null): Set<string> => new Set(labelsOf(table, field))

function counted(
  { table, churned }: { table: CustomerTable; churned: Uint8Array },
  field: string | null,
  name: string,
) {
  const own = labelsOf(table, field)
  let n = 0
  let left = 0
  own.forEach((label, row) => {
    if (label !== name) return
    n += 1
    left += churned[row] ?? 0
  })
  return { n, churned: left }
}
