import { dayNumber } from '../domain/days.ts'
import { levelAt, numbers } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { churnGate, churnWindows, eventsOf } from './churn-model-windows.ts'
import { healthScores } from './health-scores.ts'
import type { Observation } from './observe.ts'

export type GateName =
  | 'health_score'
  | 'rfm'
  | 'predictive_clv'
  | 'churn_probability'
  | 'driver_impact'
  | 'campaign_lift'
  | 'forecast'
export type RequirementName =
  | 'scored_customers'
  | 'buyers'
  | 'days'
  | 'frequent_buyers'
  | 'days_since_last_order'
  | 'churn_events'
  | 'customers_in_past_snapshot'
  | 'control'
  | 'outcomes_per_arm'
  | 'months'

export interface Requirement {
  name: RequirementName
  found: number
  needed: number
  /** `most`: the number must not be larger. */
  bound: 'least' | 'most'
  met: boolean
}

export interface Gate {
  name: GateName
  met: boolean
  requirements: readonly Requirement[]
}

const least = (name: RequirementName, found: number, needed: number): Requirement => ({
  name,
  found,
  needed,
  bound: 'least',
  met: found >= needed,
})

const gate = (name: GateName, requirements: readonly Requirement[]): Gate => ({
  name,
  met: requirements.every(({ met }) => met),
  requirements,
})

/** What the data is enough for, with the numbers found and needed (DATA-MODEL 5). */
export async function gates(context: ToolContext, at: Observation): Promise<Gate[]> {
  const { store } = context
  const { asOf, overview } = at
  const { scored } = await healthScores(context, at)
  const scoredCount = scored.scores.reduce((sum, score) => sum + (Number.isNaN(score) ? 0 : 1), 0)
  const buys = overview.buyers > 0 ? await store.purchaseHistories({ asOf }) : null
  const firstDay = buys
    ? buys.firstDay.reduce((first, day) => Math.min(first, day), Number.POSITIVE_INFINITY)
    : Number.NaN
  const days = buys && buys.customerIds.length > 0 ? dayNumber(asOf) - firstDay : 0
  const frequent = buys ? buys.repeats.reduce((sum, repeats) => sum + (repeats >= 2 ? 1 : 0), 0) : 0
  const quiet = buys
    ? buys.recencyDays.reduce(
        (best, recency, row) => Math.min(best, (buys.ageDays[row] ?? 0) - recency),
        Number.POSITIVE_INFINITY,
      )
    : Number.POSITIVE_INFINITY
  // The windows that the churn model and the drivers are learned from; a customer in several of them counts once.
  const windows = (await churnWindows(context, at))?.windows ?? []
  const events = windows.reduce((sum, window) => sum + eventsOf(window), 0)
  const learnedFrom = new Set(windows.flatMap(({ table }) => [...table.customerIds])).size
  const churn = [
    least('churn_events', events, churnGate.events),
    least('customers_in_past_snapshot', learnedFrom, churnGate.customers),
  ]
  const arms = await campaignArms(context, at)
  const months = await monthsOnRecord(context, at)
  const recent: Requirement[] = Number.isFinite(quiet)
    ? [{ name: 'days_since_last_order', found: quiet, needed: 30, bound: 'most', met: quiet <= 30 }]
    : []
  return [
    gate('health_score', [least('scored_customers', scoredCount, 1)]),
    gate('rfm', [least('buyers', overview.buyers, 100), least('days', days, 90)]),
    gate('predictive_clv', [
      least('buyers', overview.buyers, 500),
      least('days', days, 180),
      least('frequent_buyers', frequent, 100),
      ...recent,
    ]),
    gate('churn_probability', churn),
    gate('driver_impact', churn),
    gate('campaign_lift', [
      least('control', arms.control, 50),
      least('outcomes_per_arm', arms.leastOutcomes, 5),
    ]),
    gate('forecast', [least('months', months, 12)]),
  ]
}

/** Size of the control group and the smaller number of outcomes of the two arms. */
async function campaignArms(
  { store }: ToolContext,
  { overview }: Observation,
): Promise<{ control: number; leastOutcomes: number }> {
  const arm = { treatment: { n: 0, kept: 0 }, control: { n: 0, kept: 0 } }
  for (const entity of ['campaign_member', 'retention_action']) {
    if (!overview.tables.some(table => table.entity === entity && table.rows > 0)) continue
    const rows = await store.entityRows({ entity })
    const variant = rows.columns.find(({ name }) => name === 'variant')
    const kept = numbers({ asOf: '', n: rows.n, customerIds: [], columns: rows.columns }, 'retained')
    if (variant?.kind !== 'category') continue
    for (let row = 0; row < rows.n; row += 1) {
      const level = levelAt(variant, row)
      const side = level === 'control' ? arm.control : level === null ? null : arm.treatment
      if (!side) continue
      side.n += 1
      side.kept += kept?.[row] === 1 ? 1 : 0
    }
  }
  return { control: arm.control.n, leastOutcomes: Math.min(arm.treatment.kept, arm.control.kept) }
}

/** Months with activity: of purchases, else from the first to the last event. */
async function monthsOnRecord({ store }: ToolContext, { asOf, overview }: Observation): Promise<number> {
  const bought = overview.buyers > 0 ? (await store.monthlyActivity({ asOf })).length : 0
  if (bought > 0 || overview.firstDay === null) return bought
  const index = (iso: string): number => Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7))
  const events = overview.tables.flatMap(({ entity, firstDay }) =>
    entity === 'customer' || entity === 'account' || firstDay === null ? [] : [firstDay],
  )
  const first = events.toSorted()[0]
  return first === undefined ? 1 : Math.max(1, index(asOf) - index(first) + 1)
}
