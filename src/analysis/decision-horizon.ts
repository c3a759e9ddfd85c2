import { lostShare } from '../domain/churn/index.ts'
import { churnOver, usualDecisionDays } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { churnBaseline } from './churn-in-force.ts'
import type { Silence } from './churn-in-force.ts'
import { churnStudy } from './churn-model.ts'
import { customerValues } from './customer-values.ts'
import type { LastingSpread } from './lasting-shares.ts'
import type { Observation } from './observe.ts'
import { customerRisk } from './risk.ts'
import type { CustomerRisk } from './risk.ts'

/** A label without dates is taken to cover one year, as the value of customers does. */
const undatedDays = 365
const yearDays = 365.25

/** P(churn) over the period for which a retention action holds. */
export interface DecisionRisk {
  /** Of every customer, aligned with the value table: leaves within `days`, 0 to 1. */
  probability: Float64Array
  /** `assumed_rate`: nothing can be measured; the churn a year that the values assume is taken here too. */
  basis: CustomerRisk['basis'] | 'assumed_rate'
  /** The decision horizon. */
  days: number
  chosen: 'set' | 'usual' | 'churn_window'
  /** Days the probabilities were estimated over; `null` where they were given or nothing could be measured. */
  windowDays: number | null
  conversion: 'none' | 'constant_hazard'
  /** True where the labels carry no dates, so that the window is an assumption. */
  undated: boolean
  /** Where silence is churn: those who fall silent count only as far as they stay away. */
  silence: Silence | null
  /** How the share who stay away differs between customers; `null` where it is one for all. */
  spread: LastingSpread | null
  /** Measured churn of the last complete window brought to the decision horizon, with its 95 % interval. */
  rate: { value: number; low: number; high: number; n: number } | null
}

/**
 * Brings P(churn) to the decision horizon: the period for which an action holds, set as `decision_days`, else 90 days,
 * and never shorter than the window that churn is judged by unless set. The same constant hazard serves every length.
 */
export async function decisionRisk(
  context: ToolContext,
  at: Observation,
  given?: number,
): Promise<DecisionRisk> {
  const set = context.settings.values.decision_days
  return context.once(`decision-risk/${at.asOf}/${set ?? ''}/${given ?? ''}`, async () => {
    // Values and churn model do not wait for each other: each has a thread of its own.
    if (given === undefined) await Promise.all([customerValues(context, at), churnStudy(context, at)])
    const risk = await customerRisk(context, at, given)
    const measured = risk.days === null ? null : await churnBaseline(context, at)
    const undated = risk.days !== null && measured?.from === null
    const windowDays = undated ? undatedDays : risk.days
    const days = set ?? Math.max(usualDecisionDays, windowDays ?? 0)
    const over = (probability: number): number =>
      windowDays === null || Number.isNaN(probability)
        ? probability
        : churnOver(Math.min(1, Math.max(0, probability)), windowDays, days)
    // Values of customers nobody saw leave rest on an assumed churn a year: a certain leave would contradict them.
    const assumed = risk.basis === 'assumed_one' ? await customerValues(context, at) : null
    const leaving = assumed === null ? 1 : churnOver(assumed.annualChurn, yearDays, days)
    const lost = measured && lostShare(measured.rate, risk.silence?.lasting ?? null)
    return {
      probability: assumed
        ? Float64Array.from(assumed.active, live => (live ? leaving : 1))
        : risk.probability.map((value, row) => over(value * (risk.lastingShare[row] ?? 1))),
      basis: assumed ? 'assumed_rate' : risk.basis,
      days,
      chosen: set === null ? (days === usualDecisionDays ? 'usual' : 'churn_window') : 'set',
      windowDays,
      conversion: windowDays === null || windowDays === days ? 'none' : 'constant_hazard',
      undated,
      silence: risk.silence,
      spread: risk.spread,
      rate: measured &&
        lost && { value: over(lost.value), low: over(lost.low), high: over(lost.high), n: measured.n },
    }
  })
}
