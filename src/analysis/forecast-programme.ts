import { daysPerMonth } from '../domain/days.ts'
import type { ScenarioStrategy } from '../domain/forecast/index.ts'
import { churnOver } from '../domain/roi/index.ts'
import type { ValueTier } from '../domain/roi/index.ts'
import { heavyWork, resolveSettings } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { successPosteriors } from './campaign-posteriors.ts'
import { tierOf } from './customer-values.ts'
import type { TierScheme } from './customer-values.ts'
import type { Observation } from './observe.ts'
import { planStudy } from './plan-candidates.ts'
import type { PlanStudy } from './plan-candidates.ts'

/** Work that rests on the data and the churn definition alone: a scenario of other assumptions need not repeat it. */
const ofDataAlone = /^(churn-|learning-cases|risk\/)/

/** The same question under the base's assumptions, whatever scenario the call lays over them. */
export async function baseContext(context: ToolContext): Promise<ToolContext> {
  const { base } = await context.store.settings()
  const settings = resolveSettings(base, null)
  const sameChurn = context.settings.sourceOf('churn_definition') !== 'scenario'
  return {
    ...context,
    settings,
    once: (key, compute) =>
      context.once(sameChurn && ofDataAlone.test(key) ? key : `base/${settings.hash}/${key}`, compute),
  }
}

export interface ActiveCustomers {
  rows: number[]
  /** Probability of leaving within the horizon. */
  churnProbability: Float64Array
  monthlyRevenue: Float64Array
  clvForward: Float64Array
}

/** Probability over `months` from the one over the decision horizon; the yearly rate stands in where nothing is measured. */
export function overMonths({ risk, values }: PlanStudy, row: number, months: number): number {
  const probability = risk.probability[row] ?? Number.NaN
  if (risk.windowDays === null) return 1 - (1 - values.annualChurn) ** (months / 12)
  return Number.isNaN(probability) ? probability : churnOver(probability, risk.days, months * daysPerMonth)
}

/** Somebody who is still there and has brought revenue: a lead that never paid is no customer to be lost. */
const isCustomer = ({ values }: PlanStudy, row: number): boolean =>
  values.active[row] === 1 && !Number.isNaN(values.revenuePerYear[row] ?? Number.NaN)

/** People on record who are not gone, but of whom no revenue is known. */
export const withoutRevenue = ({ values }: PlanStudy): number =>
  values.table.customerIds.filter(
    (_, row) => values.active[row] === 1 && Number.isNaN(values.revenuePerYear[row] ?? Number.NaN),
  ).length

/** Customers who are still there, with what they pay and what is at stake. */
export function activeCustomers(study: PlanStudy, months: number): ActiveCustomers {
  const { table, forward, revenuePerYear } = study.values
  const rows = table.customerIds.flatMap((_, row) =>
    isCustomer(study, row) && !Number.isNaN(overMonths(study, row, months)) ? [row] : [],
  )
  return {
    rows,
    churnProbability: Float64Array.from(rows, row => overMonths(study, row, months)),
    monthlyRevenue: Float64Array.from(rows, row => (revenuePerYear[row] ?? Number.NaN) / 12),
    clvForward: Float64Array.from(rows, row => forward[row] ?? Number.NaN),
  }
}

export interface Programme {
  study: PlanStudy
  /** Customers who repay an action, with the strategy that suits each best, were money no limit. */
  chosen: ReadonlyMap<string, string>
  cost: number
  value: number
  tiers: ReadonlyMap<string, ValueTier>
}

/** Everybody who repays an action by the threshold in force. `held` keeps another set's tier limits and caps. */
export async function programmeOf(
  context: ToolContext,
  at: Observation,
  held?: TierScheme,
): Promise<Programme> {
  const { values: settings, sourceOf } = context.settings
  const own = sourceOf('tiers') === 'scenario' || sourceOf('spend_caps') === 'scenario'
  const study = await planStudy(context, at, { holdOutShare: 0, seed: 1, held: own ? undefined : held })
  const plan = await heavyWork(context.signal, 'planColumns', study.columns, {
    budget: 1e15,
    minMarginalRoi: settings.roi_thresholds.consider,
  })
  const { table, forward, active } = study.values
  const tiers = new Map<string, ValueTier>()
  for (const [row, id] of table.customerIds.entries()) {
    const value = forward[row] ?? Number.NaN
    if (active[row] && !Number.isNaN(value)) tiers.set(id, tierOf(value, study.scheme))
  }
  return {
    study,
    chosen: new Map(
      [...plan.selection.entries()].flatMap(([item, option]) => {
        const offer = study.offers[study.columns.kind[option] ?? -1]
        return option < 0 || !offer
          ? []
          : [[table.customerIds[study.itemRows[item] ?? -1] ?? '', offer.strategy.name] as const]
      }),
    ),
    cost: plan.totalCost,
    value: plan.totalValue,
    tiers,
  }
}

export interface ForecastStrategy extends ScenarioStrategy {
  effectLow: number
  effectHigh: number
  reachMean: number
  /** Share of the forward value expected to be lost. */
  valueMean: number
  customers: number | null
  basis: 'prior' | 'outcomes' | 'given'
}

/**
 * The strategies in force, each reaching its share of the expected churn among customers who repay it, and of the revenue
 * and value expected to be lost: a programme goes where the value is.
 */
export async function programmeStrategies(
  context: ToolContext,
  at: Observation,
  { study, chosen }: Programme,
  horizonMonths: number,
  names?: readonly string[],
): Promise<ForecastStrategy[]> {
  const posteriors = await successPosteriors(context, at)
  const { forward, revenuePerYear } = study.values
  const total = { risk: 0, revenue: 0, value: 0 }
  const reached = new Map<string, typeof total & { n: number }>()
  for (const [row, id] of study.values.table.customerIds.entries()) {
    const probability = overMonths(study, row, horizonMonths)
    if (!isCustomer(study, row) || Number.isNaN(probability)) continue
    const revenue = probability * known(revenuePerYear[row])
    const value = probability * known(forward[row])
    total.risk += probability
    total.revenue += revenue
    total.value += value
    const name = chosen.get(id)
    if (name === undefined) continue
    const sum = reached.get(name) ?? { risk: 0, revenue: 0, value: 0, n: 0 }
    reached.set(name, {
      risk: sum.risk + probability,
      revenue: sum.revenue + revenue,
      value: sum.value + value,
      n: sum.n + 1,
    })
  }
  const share = (part: number, whole: number): number => (whole > 0 ? Math.min(1, part / whole) : 0)
  const strategies = [...new Map(study.offers.map(({ strategy }) => [strategy.name, strategy])).values()]
  return strategies.flatMap((strategy): ForecastStrategy[] => {
    if (names && !names.some(name => name.toLowerCase() === strategy.name.toLowerCase())) return []
    const sum = reached.get(strategy.name) ?? { risk: 0, revenue: 0, value: 0, n: 0 }
    const reachMean = share(sum.risk, total.risk)
    const valueMean = share(sum.value, total.value)
    const reach = { kind: 'fixed' as const, value: reachMean }
    const cells = posteriors.filter(cell => cell.strategy === strategy.name && cell.n > 0)
    const best = cells.toSorted((one, two) => two.n - one.n)[0]
    const base = {
      name: strategy.name,
      reach,
      reachMean,
      reachRevenue: share(sum.revenue, total.revenue),
      reachValue: valueMean,
      valueMean,
      customers: sum.n,
    }
    if (best)
      return [
        {
          ...base,
          effect: { kind: 'beta', alpha: best.save.alpha, beta: best.save.beta },
          effectLow: best.save.low,
          effectHigh: best.save.high,
          basis: 'outcomes',
        },
      ]
    return [
      {
        ...base,
        effect: { kind: 'uniform', low: strategy.successLow, high: strategy.successHigh },
        effectLow: strategy.successLow,
        effectHigh: strategy.successHigh,
        basis: 'prior',
      },
    ]
  })
}

const known = (money: number | undefined): number =>
  money !== undefined && Number.isFinite(money) ? Math.max(0, money) : 0
