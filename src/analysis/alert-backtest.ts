import { evaluateAlerts } from '../domain/alerts/index.ts'
import type { AlertRule, AlertState, AlertSubject } from '../domain/alerts/index.ts'
import { wilson } from '../domain/churn/index.ts'
import type { Rate } from '../domain/churn/index.ts'
import { addDays } from '../domain/days.ts'
import type { ValueTier } from '../domain/roi/index.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { breathe } from './breathe.ts'
import { churnInForce } from './churn-in-force.ts'
import { customerValues, tierOf, tierScheme, yearlyRevenue } from './customer-values.ts'
import { healthScores } from './health-scores.ts'
import type { Observation } from './observe.ts'

/** Days an alert has to come true, the longest first: short histories are judged over less. */
const windows = [90, 60, 30]
const steps = 4
const stepDays = 30

export interface RuleBacktest {
  rule: string
  /** Alerts followed by churn within the window ÷ alerts the rule would have raised. */
  precision: Rate
  /** Churned customers for whom the rule's condition held at the look before ÷ churned customers of its tier. */
  recall: Rate
  /** Churned ÷ customers of its tier under observation: what an alert drawn at random would hit. */
  baseRate: Rate
}

/** Fields whose past values are not on record. */
const withoutPast: ReadonlySet<string> = new Set(['churn_probability', 'clv_forward'])

/**
 * What the rules would have told at past looks, and what came of it: everybody under observation on that day, also those
 * who have left since, in the tier of that day's revenue. `null` where no look lies far enough back.
 */
export async function backtestRules(
  context: ToolContext,
  at: Observation,
  rules: readonly AlertRule[],
): Promise<{ windowDays: number; looks: string[]; rules: RuleBacktest[] } | null> {
  const judged = rules.filter(({ field }) => !withoutPast.has(field) && !field.startsWith('stage_'))
  const definition = await churnInForce(context, at)
  if (!definition || judged.length === 0) return null
  const { kind, days, graceDays } = definition
  const asked = kind === 'silence' ? { kind, days } : kind === 'contract' ? { kind, graceDays } : { kind }
  const until = kind === 'label' ? at.outcomesUntil : at.asOf
  const windowDays = await longestWindow(context, at, until)
  if (windowDays === null) return null
  const last = addDays(until, -windowDays)
  const looks = Array.from({ length: steps }, (_, step) => addDays(last, -stepDays * (steps - 1 - step)))
  const shares = await tierShares(context, at)
  const tally = new Map(
    judged.map(({ name }) => [name, { alerts: 0, true: 0, churned: 0, caught: 0, seen: 0 }]),
  )
  let states: AlertState[] = []
  const used: string[] = []
  for (const day of looks) {
    await breathe()
    const { table, scored } = await healthScores(context, at, day)
    if (table.n === 0) continue
    const found = await context.store.outcomes({
      from: day,
      to: addDays(day, windowDays),
      definition: asked,
    })
    const left = new Map(found.customerIds.map((id, row) => [id, found.churned[row] === 1]))
    const tiers = tiersOn(table, at, left, shares)
    const fields = [...new Set(judged.map(({ field }) => field))].map(field => ({
      field,
      values: field === 'health_score' ? null : numbers(table, field),
    }))
    const subjects = table.customerIds.flatMap((id, row): AlertSubject[] => {
      if (!left.has(id)) return []
      const values: Record<string, number | null> = {}
      for (const { field, values: column } of fields) {
        const value =
          field === 'health_score' ? (scored.rows[row]?.score ?? Number.NaN) : (column?.[row] ?? Number.NaN)
        values[field] = Number.isNaN(value) ? null : value
      }
      return [{ id, values, tier: tiers.get(id) ?? null, atStake: 0 }]
    })
    const look = evaluateAlerts(judged, subjects, states, day)
    states = look.states
    used.push(day)
    // The first look only tells what holds already.
    const raised = used.length === 1 ? [] : look.alerts
    const active = new Set(states.flatMap(state => (state.active ? [`${state.rule}\u0000${state.id}`] : [])))
    for (const rule of judged) {
      const counts = tally.get(rule.name)
      if (!counts) continue
      for (const alert of raised)
        if (alert.rule === rule.name) {
          counts.alerts += 1
          if (left.get(alert.id)) counts.true += 1
        }
      for (const { id, tier } of subjects) {
        if (rule.tier !== 'any' && tier !== rule.tier) continue
        counts.seen += 1
        if (!left.get(id)) continue
        counts.churned += 1
        if (active.has(`${rule.name}\u0000${id}`)) counts.caught += 1
      }
    }
  }
  if (used.length === 0) return null
  return {
    windowDays,
    looks: used,
    rules: [...tally].map(([rule, counts]) => ({
      rule,
      precision: wilson(counts.true, counts.alerts),
      recall: wilson(counts.caught, counts.churned),
      baseRate: wilson(counts.churned, counts.seen),
    })),
  }
}

interface TierShares {
  high: number
  mid: number
}

/** How many of today's customers are of each tier. */
async function tierShares(context: ToolContext, at: Observation): Promise<TierShares> {
  const { forward, active } = await customerValues(context, at)
  const scheme = tierScheme(context, forward)
  const counts = { high: 0, mid: 0, low: 0 }
  forward.forEach((value, row) => {
    if (active[row] === 1 && !Number.isNaN(value)) counts[tierOf(value, scheme)] += 1
  })
  const n = Math.max(1, counts.high + counts.mid + counts.low)
  return { high: counts.high / n, mid: counts.mid / n }
}

/** Tiers as one would have seen them on that day: by revenue then, in the shares of today. */
function tiersOn(
  table: CustomerTable,
  at: Observation,
  known: ReadonlyMap<string, unknown>,
  shares: TierShares,
): ReadonlyMap<string, ValueTier> {
  const { values } = yearlyRevenue(table, at)
  const ranked = table.customerIds
    .flatMap((id, row) => {
      const revenue = values[row] ?? Number.NaN
      return known.has(id) && !Number.isNaN(revenue) ? [{ id, revenue }] : []
    })
    .toSorted((one, two) => two.revenue - one.revenue || (one.id < two.id ? -1 : 1))
  const [high, mid] = [shares.high * ranked.length, (shares.high + shares.mid) * ranked.length]
  return new Map(ranked.map(({ id }, place) => [id, place < high ? 'high' : place < mid ? 'mid' : 'low']))
}

/** The longest window that leaves a look with customers on record before it. */
async function longestWindow(context: ToolContext, at: Observation, until: string): Promise<number | null> {
  for (const days of windows) {
    const { table, scored } = await healthScores(context, at, addDays(until, -days))
    if (table.n > 0 && scored.rows.some(row => row.score !== null)) return days
  }
  return null
}
