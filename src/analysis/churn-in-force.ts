import { lastingShare, rateDifference, wilson, yearlyChurn } from '../domain/churn/index.ts'
import type { Ends, LastingShare, Rate, Ratio } from '../domain/churn/index.ts'
import { dayNumber, isoDay } from '../domain/days.ts'
import { matches } from '../domain/segments/index.ts'
import { numbers, selectRows } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { Where } from '../domain/where.ts'
import type { Outcomes } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'
import { filled, has } from './observe.ts'
import type { Observation } from './observe.ts'

/** What counts as churn in this store, and how that was decided. */
export interface ChurnInForce {
  kind: 'label' | 'silence' | 'contract'
  /** Silence: days without a purchase. Otherwise the length of the outcome window. */
  days: number
  graceDays: number
  chosen: 'set' | 'derived'
}

/** Customers under observation at the start of a window, with what became of them. */
export interface ChurnCases {
  definition: ChurnInForce
  /** Features as of `from`. */
  table: CustomerTable
  /** 1 where the customer churned in (from, to], one a row of `table`. */
  churned: Uint8Array
  /** `null` where labels carry no dates: features and label then stand beside each other in one snapshot. */
  from: string | null
  to: string
}

export interface ChurnBaseline {
  definition: ChurnInForce
  /** Of the window, by the definition; customers who fell silent and come back later are in it. */
  rate: Rate
  churned: number
  n: number
  from: string | null
  to: string
  /** `null` where churn is not silence. */
  silence: Silence | null
  /**
   * Churn per year, 0 to 1, of customers who stay away, from the window's rate or from events per year under
   * observation; `null` if neither is known.
   */
  annual: Ends | null
  annualBasis: 'window' | 'tenure' | 'unknown'
}

/**
 * Subscriptions are judged by the month, as the field does; declared labels by the quarter. A label without dates is
 * taken to cover a year, by values and decisions alike.
 */
const usual = {
  contractDays: 30,
  labelDays: 90,
  undatedLabelDays: 365,
  silenceQuantile: 0.9,
  regularGaps: 1.5,
}
const yearDays = 365.25

/**
 * Longer than nine of ten gaps between purchases. Where all gaps are alike (a bill each month) that is a day after the
 * next one is due: half a gap more, so that a late payment is no departure.
 */
async function silenceDays(context: ToolContext, asOf: string): Promise<number | null> {
  const probabilities = [usual.silenceQuantile, 0.5]
  const [days, middle = 0] = (await context.store.purchaseGapQuantiles({ asOf, probabilities })) ?? []
  if (days === undefined || !Number.isFinite(days)) return null
  const late = Number.isFinite(middle) ? middle * usual.regularGaps : 0
  return Math.max(7, Math.ceil(days), Math.ceil(late))
}

/** The stored churn definition, or the one the data supports: declared labels, contracts, silence, in that order. */
export async function churnInForce(context: ToolContext, at: Observation): Promise<ChurnInForce | null> {
  const set = context.settings.values.churn_definition
  const chosen = set.kind === 'auto' ? 'derived' : 'set'
  const kind =
    set.kind !== 'auto'
      ? set.kind
      : filled(at, 'churned') > 0 || filled(at, 'churn_date') > 0
        ? 'label'
        : has(at, 'subscription', 'subscription_event')
          ? 'contract'
          : at.overview.buyers > 0
            ? 'silence'
            : null
  if (kind === null) return null
  if (kind !== 'silence') {
    const labelDays = filled(at, 'churn_date') > 0 ? usual.labelDays : usual.undatedLabelDays
    return {
      kind,
      days: set.days ?? (kind === 'contract' ? usual.contractDays : labelDays),
      graceDays: set.grace_days,
      chosen,
    }
  }
  const days = set.days ?? (await silenceDays(context, at.asOf))
  return days === null ? null : { kind, days, graceDays: 0, chosen }
}

const back = (day: string, days: number): string => isoDay(dayNumber(day) - days)

/** Rows of `table` whose label is known, with the label as 0 and 1. */
function labelled(
  table: CustomerTable,
  labels: ReadonlyMap<string, number>,
): { table: CustomerTable; churned: Uint8Array } {
  const rows: number[] = []
  for (const [row, id] of table.customerIds.entries()) if (labels.has(id)) rows.push(row)
  const churned = Uint8Array.from(rows, row => labels.get(table.customerIds[row] ?? '') ?? 0)
  return { table: selectRows(table, rows), churned }
}

/**
 * The cases to learn from: customers under observation at the start of the last complete window, their features of
 * that day, and whether they churned by its end. Labels without dates give a snapshot instead. `null` without a
 * definition the data can serve.
 */
export function churnCases(context: ToolContext, at: Observation): Promise<ChurnCases | null> {
  return context.once(`churn-cases/${at.asOf}`, async () => {
    const definition = await churnInForce(context, at)
    if (!definition) return null
    const to = definition.kind === 'label' ? at.outcomesUntil : at.asOf
    const dated = definition.kind !== 'label' || filled(at, 'churn_date') > 0
    if (!dated) return snapshotCases(context, definition, to)
    return (
      (await windowCases(context, definition, to)) ??
      (definition.kind === 'label' ? snapshotCases(context, definition, to) : null)
    )
  })
}

/** Cases of the window that ends on `to`; `null` when nobody was under observation at its start. */
async function windowCases(
  context: ToolContext,
  definition: ChurnInForce,
  to: string,
): Promise<ChurnCases | null> {
  const { kind, days, graceDays } = definition
  const from = back(to, days)
  const asked = kind === 'silence' ? { kind, days } : kind === 'contract' ? { kind, graceDays } : { kind }
  const outcome = await context.store.outcomes({ from, to, definition: asked })
  if (outcome.customerIds.length === 0) return null
  const labels = new Map(outcome.customerIds.map((id, row) => [id, outcome.churned[row] ?? 0]))
  const table = await context.store.customerTable({ asOf: from })
  return { definition, ...labelled(table, labels), from, to }
}

/** The window before, by the same definition and of the same length; `null` where nothing is on record of it. */
export interface WindowBefore {
  from: string
  to: string
  rate: Rate
  /** Now − then. */
  difference: Ratio
}

export async function windowBefore(
  context: ToolContext,
  cases: ChurnCases,
  where?: Where,
): Promise<WindowBefore | null> {
  const { definition, from: to, churned, table } = cases
  if (to === null) return null
  const { kind, days, graceDays } = definition
  const from = back(to, days)
  const asked = kind === 'silence' ? { kind, days } : kind === 'contract' ? { kind, graceDays } : { kind }
  const outcome = await context.store.outcomes({ from, to, definition: asked })
  const seen = where ? await among(context, outcome, { where, asOf: from }) : outcome
  // Before the day on which labels begin to speak nobody is labelled: that is no churn of 0.
  if (seen.eligible === 0 || (kind === 'label' && seen.churnedCount === 0)) return null
  const rate = wilson(seen.churnedCount, seen.eligible)
  const now = wilson(
    churned.reduce((sum, label) => sum + label, 0),
    table.n,
  )
  return { from, to, rate, difference: rateDifference(now, rate) }
}

/** Counts of those who answered the filter on `asOf`. */
async function among(
  context: ToolContext,
  { customerIds, churned }: Outcomes,
  { where, asOf }: { where: Where; asOf: string },
): Promise<Pick<Outcomes, 'eligible' | 'churnedCount'>> {
  const table = await context.store.customerTable({ asOf })
  const kept = matches(table, where)
  const ids = new Set(table.customerIds.filter((_, row) => kept[row]))
  const rows = customerIds.flatMap((id, row) => (ids.has(id) ? [row] : []))
  return { eligible: rows.length, churnedCount: rows.reduce((sum, row) => sum + (churned[row] ?? 0), 0) }
}

async function snapshotCases(
  context: ToolContext,
  definition: ChurnInForce,
  to: string,
): Promise<ChurnCases | null> {
  const table = await context.store.customerTable({ asOf: to })
  const declared = numbers(table, 'churned')
  if (!declared) return null
  const labels = new Map<string, number>()
  for (const [row, id] of table.customerIds.entries()) {
    const label = declared[row] ?? Number.NaN
    if (!Number.isNaN(label)) labels.set(id, label === 0 ? 0 : 1)
  }
  if (labels.size === 0) return null
  return { definition, ...labelled(table, labels), from: null, to }
}

/** Where silence is the sign of churn: the share of the silent who stay away; `null` where too few were watched. */
export interface Silence {
  lasting: LastingShare | null
}

/** What became of silent customers of past windows; `null` where churn is not silence. */
export function lastingSilence(
  context: ToolContext,
  at: Observation,
  definition: ChurnInForce,
): Promise<Silence | null> {
  if (definition.kind !== 'silence') return Promise.resolve(null)
  return context.once(`lasting/${at.asOf}/${definition.days}`, async () => ({
    lasting: lastingShare(await context.store.silentSpells({ asOf: at.asOf, days: definition.days })),
  }))
}

/** Churned over observed customers of the window, with its interval and its yearly equivalent. */
export async function churnBaseline(context: ToolContext, at: Observation): Promise<ChurnBaseline | null> {
  const cases = await churnCases(context, at)
  if (!cases || cases.table.n === 0) return null
  const { definition, from, to } = cases
  const churned = cases.churned.reduce((sum, label) => sum + label, 0)
  const { n } = cases.table
  const rate = wilson(churned, n)
  const silence = await lastingSilence(context, at, definition)
  const base = { definition, rate, churned, n, from, to, silence }
  if (from !== null) {
    const years = (dayNumber(to) - dayNumber(from)) / yearDays
    return { ...base, annual: yearlyChurn(rate, years, silence?.lasting ?? null), annualBasis: 'window' }
  }
  const tenure = numbers(cases.table, 'tenure_days')
  const years = tenure ? tenure.reduce((sum, days) => sum + (Number.isNaN(days) ? 0 : days), 0) / yearDays : 0
  if (years <= 0) return { ...base, annual: null, annualBasis: 'unknown' }
  const yearly = (share: number | null): number => 1 - Math.exp(-((share ?? 0) * n) / years)
  return {
    ...base,
    annual: { value: yearly(rate.value), low: yearly(rate.low), high: yearly(rate.high) },
    annualBasis: 'tenure',
  }
}
