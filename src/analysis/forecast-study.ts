import {
  combinedCut,
  doNothingTogether,
  sensitivity,
  simulateScenario,
  sixMonthRevenue,
} from '../domain/forecast/index.ts'
import type { ScenarioForecast, SensitivityRow } from '../domain/forecast/index.ts'
import { healthBands } from '../domain/health/index.ts'
import { distributionMean } from '../domain/random.ts'
import { numbers } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { breathe } from './breathe.ts'
import { unitValue } from './customer-values.ts'
import { openPipeline } from './forecast-pipeline.ts'
import { activeCustomers, overMonths, withoutRevenue } from './forecast-programme.ts'
import type { ForecastStrategy, Programme } from './forecast-programme.ts'
import { healthScores } from './health-scores.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'

const sixMonths = 6
const sixMonthDays = 183
const seed = 1
const runs = 2000

const finite = (value: number | undefined): number =>
  value !== undefined && Number.isFinite(value) ? value : 0

/** Do-nothing line, simulated scenario, and what moves its uplift, for the customers still active. */
export function scenarioForecast(
  programme: Programme,
  strategies: readonly ForecastStrategy[],
  horizonMonths: number,
) {
  const customers = activeCustomers(programme.study, horizonMonths)
  const simulated = simulateScenario(customers, strategies, { horizonMonths, runs, seed })
  const idle = doNothingTogether(customers.churnProbability, customers.monthlyRevenue, horizonMonths)
  const cuts = strategies.map(({ effect, reachMean }) => ({
    effect: distributionMean(effect),
    reach: reachMean,
  }))
  const valueCuts = strategies.map(({ effect, valueMean }) => ({
    effect: distributionMean(effect),
    reach: valueMean,
  }))
  return { customers, simulated, idle, cuts, valueCuts, combined: combinedCut(cuts) }
}

export type StudiedForecast = ReturnType<typeof scenarioForecast>

/** What the expected uplift would be with one assumption at a time a fifth lower and higher. */
export function upliftTornado(
  { study }: Programme,
  { valueCuts: cuts, customers }: StudiedForecast,
): SensitivityRow[] {
  const { annualChurn, assumptions } = study.values
  const atStake = customers.clvForward.reduce(
    (sum, value, row) => sum + finite(value) * (customers.churnProbability[row] ?? 0),
    0,
  )
  const meanEffect = cuts.length > 0 ? cuts.reduce((sum, { effect }) => sum + effect, 0) / cuts.length : 0
  const reach = cuts.reduce((sum, cut) => sum + cut.reach, 0)
  if (atStake === 0 || meanEffect === 0 || reach === 0 || annualChurn <= 0) return []
  const unit = unitValue(annualChurn, assumptions)
  const horizon = assumptions.horizonMonths
  const factors = {
    churn_rate: annualChurn,
    success_rate: meanEffect,
    reach,
    gross_margin: assumptions.grossMargin,
    annual_discount: assumptions.annualDiscount,
    ...(horizon === 'infinite' ? {} : { clv_horizon_months: horizon }),
  }
  type Factors = Record<keyof typeof factors | 'clv_horizon_months', number>
  return sensitivity<keyof Factors>(
    { clv_horizon_months: 0, ...factors },
    inputs => {
      const changed = {
        ...assumptions,
        annualDiscount: inputs.annual_discount,
        ...(horizon === 'infinite' ? {} : { horizonMonths: inputs.clv_horizon_months }),
      }
      const cut = combinedCut(
        cuts.map(one => ({
          effect: Math.min(1, (one.effect * inputs.success_rate) / meanEffect),
          reach: Math.min(1, (one.reach * inputs.reach) / reach),
        })),
      )
      const value =
        (unitValue(inputs.churn_rate, changed) / unit) * (inputs.gross_margin / assumptions.grossMargin)
      return cut * atStake * value * (inputs.churn_rate / annualChurn)
    },
    { ceilings: { churn_rate: 1, success_rate: 1, gross_margin: 1 } },
  ).filter(({ range }) => range > 0)
}

/** Six-month revenue by health band, with open deals; what of the pipeline counts and what does not. */
export async function bandRevenue(context: ToolContext, at: Observation, { study }: Programme) {
  const { scored } = await healthScores(context, at)
  const pipeline = await openPipeline(context, at, sixMonthDays)
  const { table, active, revenuePerYear } = study.values
  await breathe()
  const counted = new Set<string>()
  const rows = table.customerIds.flatMap((id, row) => {
    const churnProbability = overMonths(study, row, sixMonths)
    if (!active[row] || Number.isNaN(churnProbability) || Number.isNaN(revenuePerYear[row] ?? Number.NaN))
      return []
    counted.add(id)
    return [
      {
        band: healthBands[scored.bands[row] ?? -1] ?? null,
        runRate: finite(revenuePerYear[row]) / 2,
        churnProbability,
        pipeline: pipeline.deals.get(id) ?? [],
      },
    ]
  })
  const elsewhere = [...pipeline.deals].flatMap(([id, deals]) => (counted.has(id) ? [] : deals))
  const stated = numbers(table, 'pipeline_amount')?.reduce((sum, money) => sum + finite(money), 0) ?? 0
  return {
    ...sixMonthRevenue(rows),
    pipeline,
    elsewhere: { n: elsewhere.length, amount: elsewhere.reduce((sum, { amount }) => sum + amount, 0) },
    /** Pipeline that accounts state, where there are no deals that it could be weighted by. */
    stated: has(at, 'opportunity') ? 0 : stated,
    withoutRevenue: withoutRevenue(study),
  }
}

export type Simulated = ScenarioForecast
export const simulation = { runs, seed }
