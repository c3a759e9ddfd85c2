import type { AlertRule, AlertState, AlertSubject } from '../domain/alerts/index.ts'
import { numberDrift } from '../domain/churn/index.ts'
import { addDays, daysBetween } from '../domain/days.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { breathe } from './breathe.ts'
import { costLines } from './cost-lines.ts'
import { customerValues, tierOf, tierScheme } from './customer-values.ts'
import { healthScores } from './health-scores.ts'
import type { Observation } from './observe.ts'
import { customerRisk } from './risk.ts'

export const budgetField = 'stage_over_budget'
/** Fields that hold what a stage cost last month. */
export const stageCostPrefix = 'stage_cost:'
const stagePrefix = 'stage:'
export const isStage = (id: string): boolean => id.startsWith(stagePrefix)
export const stageName = (id: string): string => id.slice(stagePrefix.length)

/** The user's rules, else three that suit most: a valuable customer in the red or likely to leave, a stage over budget. */
export function alertRules({ settings }: ToolContext): { rules: AlertRule[]; chosen: 'set' | 'default' } {
  const { alert_rules: set, health_profile: health } = settings.values
  if (set.length > 0)
    return {
      rules: set.map(({ cool_down_days: coolDownDays, ...rule }) => ({ ...rule, coolDownDays })),
      chosen: 'set',
    }
  return {
    rules: [
      {
        name: 'high_value_turns_red',
        field: 'health_score',
        op: 'lt',
        threshold: health.bands.medium,
        hysteresis: 5,
        coolDownDays: 14,
        tier: 'high',
      },
      {
        name: 'high_value_at_risk',
        field: 'churn_probability',
        op: 'gte',
        threshold: 0.5,
        hysteresis: 0.05,
        coolDownDays: 14,
        tier: 'high',
      },
      {
        name: 'stage_over_budget',
        field: budgetField,
        op: 'gt',
        threshold: 0.1,
        hysteresis: 0.02,
        coolDownDays: 28,
        tier: 'any',
      },
    ],
    chosen: 'default',
  }
}

/** Days to look at, the oldest first, the last one `asOf`: every `step` days after `from`. */
export function lookDays(from: string, asOf: string, step = 30): string[] {
  const days: string[] = []
  for (let day = asOf; day > from; day = addDays(day, -step)) days.push(day)
  return days.toReversed()
}

/** Cost stages as of a day: last month's amount, and how far it lies over its budget. */
async function stageSubjects(context: ToolContext, day: string): Promise<AlertSubject[]> {
  const { lines } = await costLines(context)
  const past = lines.filter(line => line.day !== null && line.day <= day)
  const month = past
    .flatMap(line => line.day?.slice(0, 7) ?? [])
    .toSorted()
    .at(-1)
  if (month === undefined || daysBetween(`${month}-01`, day) > 62) return []
  const stages = [...new Set(past.map(({ stage }) => stage))].toSorted()
  return stages.map(stage => {
    const own = past.filter(line => line.stage === stage && line.day?.startsWith(month))
    const amount = own.reduce((sum, line) => sum + line.amount, 0)
    const budget = own.reduce((sum, line) => sum + (line.budget ?? 0), 0)
    return {
      id: `${stagePrefix}${stage}`,
      values: {
        [`${stageCostPrefix}${stage}`]: amount,
        [budgetField]: budget > 0 ? amount / budget - 1 : null,
      },
      tier: null,
      atStake: Math.max(0, amount - budget),
    }
  })
}

/** Every customer still there, and every cost stage, as seen on `day`, with the fields that the rules ask for. */
export async function subjectsOn(
  context: ToolContext,
  at: Observation,
  day: string,
  rules: readonly AlertRule[],
): Promise<AlertSubject[]> {
  const values = await customerValues(context, at)
  const risk = await customerRisk(context, at)
  const scheme = tierScheme(context, values.forward)
  const { table, scored } = await healthScores(context, at, day)
  await breathe()
  const fields = [...new Set(rules.map(({ field }) => field))]
  const columns = fields.map(field => ({
    field,
    values: field === 'health_score' ? null : numbers(table, field),
  }))
  const rowNow = new Map(values.table.customerIds.map((id, row) => [id, row]))
  const customers = table.customerIds.flatMap((id, row): AlertSubject[] => {
    const now = rowNow.get(id)
    if (now === undefined || !values.active[now]) return []
    const forward = values.forward[now] ?? Number.NaN
    const probability = risk.basis === 'assumed_one' ? Number.NaN : (risk.probability[now] ?? Number.NaN)
    const seen: Record<string, number | null> = {}
    for (const { field, values: column } of columns) {
      const value =
        field === 'health_score'
          ? (scored.rows[row]?.score ?? Number.NaN)
          : field === 'churn_probability'
            ? day === at.asOf
              ? probability
              : Number.NaN
            : field === 'clv_forward'
              ? forward
              : (column?.[row] ?? Number.NaN)
      seen[field] = Number.isNaN(value) ? null : value
    }
    const known = !Number.isNaN(forward)
    return [
      {
        id,
        values: seen,
        tier: known ? tierOf(forward, scheme) : null,
        atStake: known ? forward * (Number.isNaN(probability) ? 1 : probability) : 0,
      },
    ]
  })
  return [...customers, ...(await stageSubjects(context, day))]
}

/** What must be kept between looks: conditions that hold, and when each was last told. */
export const worthKeeping = (states: readonly AlertState[]): AlertState[] =>
  states.filter(({ active, lastFiredOn }) => active || lastFiredOn !== null)

export interface FieldDrift {
  field: string
  psi: number
  reading: string
}

/** What time alone moves, and what was declared afterwards: no drift of the customers. */
const clocks: ReadonlySet<string> = new Set([
  'tenure_days',
  'subscription_age_days',
  'days_since_first_order',
  'days_to_renewal',
  'churned',
  'order_count',
  'purchase_days',
  'repeats',
  'tickets_total',
  'total_spent',
])

/** Days since something are compared in steps of 30: a log kept by the month is a day old or a month old by chance. */
const steady = (name: string, values: Float64Array): Float64Array =>
  name.startsWith('days_since_') ? values.map(value => Math.round(value / 30)) : values

/** How far the numbers of customers have moved between two days, widest first. */
export function driftBetween(before: CustomerTable, now: CustomerTable, most: number): FieldDrift[] {
  return now.columns
    .flatMap(({ kind, name }): FieldDrift[] => {
      const [then, today] = [numbers(before, name), numbers(now, name)]
      if (kind !== 'number' || !then || !today || clocks.has(name)) return []
      const drift = numberDrift(steady(name, then), steady(name, today))
      return drift && Number.isFinite(drift.psi)
        ? [{ field: name, psi: drift.psi, reading: drift.reading }]
        : []
    })
    .toSorted((one, two) => two.psi - one.psi || (one.field < two.field ? -1 : 1))
    .slice(0, most)
}
