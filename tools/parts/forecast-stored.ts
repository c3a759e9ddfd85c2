import { hasMoney } from '../../src/analysis/customer-values.ts'
import { scenarioDiff } from '../../src/analysis/forecast-diff.ts'
import { baseContext, programmeOf, programmeStrategies } from '../../src/analysis/forecast-programme.ts'
import type { ForecastStrategy, Programme } from '../../src/analysis/forecast-programme.ts'
import {
  bandRevenue,
  scenarioForecast,
  simulation,
  upliftTornado,
} from '../../src/analysis/forecast-study.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { breathe } from '../../src/analysis/breathe.ts'
import { cents, short } from '../../src/analysis/plan-money.ts'
import { daysBetween, daysPerMonth } from '../../src/domain/days.ts'
import { findContradictions, overlap } from '../../src/domain/forecast/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import { decisionTold } from './decision-shape.ts'
import { emptyForecast, forecastFormula } from './forecast-shape.ts'
import type { ForecastWords } from './forecast-shape.ts'
import { costsMoved, halfAsGood } from './forecast-costs.ts'
import { pipelineWarnings } from './forecast-deals.ts'
import { diffRowsOf, doNothingOf, forecastFigures, measuresOf, sixMonthsOf } from './forecast-tables.ts'

type Range = number | [number, number]

export interface StoredForecast {
  horizon_months: number
  strategies?: (string | { name: string; effect: Range; reach: Range })[] | undefined
  as_of?: string | undefined
  detail: 'concise' | 'full'
}

const fewestPeriods = 12
const distribution = (range: Range) =>
  typeof range === 'number'
    ? ({ kind: 'fixed', value: range } as const)
    : ({ kind: 'uniform', low: range[0], high: range[1] } as const)
const mean = (range: Range): number => (typeof range === 'number' ? range : (range[0] + range[1]) / 2)
const low = (range: Range): number => (typeof range === 'number' ? range : range[0])
const high = (range: Range): number => (typeof range === 'number' ? range : range[1])

/** The strategies asked for: by name from those in force, or with effect and reach of their own. */
async function strategiesFor(
  context: ToolContext,
  at: Observation,
  programme: Programme,
  horizon: number,
  asked: StoredForecast['strategies'],
): Promise<ForecastStrategy[]> {
  const names = asked?.filter(strategy => typeof strategy === 'string')
  const known =
    names && names.length === 0 ? [] : await programmeStrategies(context, at, programme, horizon, names)
  const own = asked?.flatMap((strategy): ForecastStrategy[] =>
    typeof strategy === 'string'
      ? []
      : [
          {
            name: strategy.name,
            effect: distribution(strategy.effect),
            reach: distribution(strategy.reach),
            effectLow: low(strategy.effect),
            effectHigh: high(strategy.effect),
            reachMean: mean(strategy.reach),
            valueMean: mean(strategy.reach),
            customers: null,
            basis: 'given',
          },
        ],
  )
  return [...known, ...(own ?? [])]
}

async function studied(context: ToolContext, at: Observation, asked: StoredForecast, held?: Programme) {
  const programme = await programmeOf(context, at, held?.study.scheme)
  const strategies = await strategiesFor(context, at, programme, asked.horizon_months, asked.strategies)
  await breathe()
  return { programme, strategies, forecast: scenarioForecast(programme, strategies, asked.horizon_months) }
}

/** Doing nothing beside the strategies in force, six-month revenue by band, and base beside scenario where one is named. */
export async function forecastStored(asked: StoredForecast, context: ToolContext, say: ForecastWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...emptyForecast, status: 'no_data' as const, summary: say.noData }
  const base = { as_of: at.asOf, currency: at.currency }
  if (!hasMoney(at))
    return { ...emptyForecast, ...base, status: 'not_enough_data' as const, summary: say.noMoney }
  const scenario = context.settings.scenario
  const reference = scenario === null ? null : await studied(await baseContext(context), at, asked)
  const { programme, strategies, forecast } = await studied(context, at, asked, reference?.programme)
  const { values, risk } = programme.study
  if (!values.revenuePerYear.some(money => money > 0) || forecast.customers.rows.length === 0) {
    return { ...emptyForecast, ...base, status: 'not_enough_data' as const, summary: say.noMoney }
  }
  const diff = reference ? scenarioDiff(reference, { programme, forecast }) : null
  const bands = await bandRevenue(context, at, programme)
  const tornado = upliftTornado(programme, forecast)
  const { simulated, idle, cuts } = forecast
  const { formats } = context
  const money = (value: number): string => formats.shortMoney(value, at.currency)
  const measures = measuresOf(forecast, at)
  const six = sixMonthsOf(bands)
  const diffRows = diffRowsOf(diff, at)
  const diffOf = (measure: string) => diff?.rows.find(row => row.measure === measure)
  const n = forecast.customers.rows.length
  const { firstDay, lastDay } = at.overview
  const periods =
    firstDay === null || lastDay === null ? 0 : Math.floor(daysBetween(firstDay, lastDay) / daysPerMonth) + 1
  const told = decisionTold(risk, context)
  const factor = tornado[0]?.factor
  const [churn] = measures
  const uplift = measures[3]
  const total = six.at(-1)
  const given = asked.strategies?.some(strategy => typeof strategy !== 'string') ?? false
  return {
    ...emptyForecast,
    ...base,
    summary: formats.sentences([
      diff && scenario !== null
        ? say.scenario({
            name: scenario,
            clvBase: formats.money(diffOf('clv_mean')?.base ?? null, at.currency),
            clv: formats.money(diffOf('clv_mean')?.scenario ?? null, at.currency),
            budgetBase: formats.shortMoney(diffOf('programme_budget')?.base ?? null, at.currency),
            budget: formats.shortMoney(diffOf('programme_budget')?.scenario ?? null, at.currency),
            roiBase: formats.percent(diffOf('programme_roi')?.base ?? null),
            roi: formats.percent(diffOf('programme_roi')?.scenario ?? null),
            moved: formats.number(
              diff.moves.reduce((sum, move) => sum + move.n, 0),
              0,
            ),
            dropped: formats.number(diff.dropped.length, 0),
          })
        : '',
      say.stored({
        n: formats.number(n, 0),
        months: formats.number(asked.horizon_months, 0),
        lost: formats.number(simulated.churnRate.baseline * n, 0),
        revenue: money(idle.revenue),
        lostRevenue: money(idle.lostRevenue),
        churnFrom: formats.percent(churn?.baseline ?? null),
        churnLow: formats.percent(churn?.low ?? null),
        churnBase: formats.percent(churn?.base ?? null),
        churnHigh: formats.percent(churn?.high ?? null),
        keptLow: money(uplift?.low ?? 0),
        keptBase: money(uplift?.base ?? 0),
        keptHigh: money(uplift?.high ?? 0),
        six: money(total?.value ?? 0),
        sixLow: money(total?.low ?? 0),
        sixHigh: money(total?.high ?? 0),
        factor: factor === undefined ? null : (say.factors[factor] ?? factor),
      }),
    ]),
    figures: [...forecastFigures(measures, six, diffRows, n, at, say), ...told.figures],
    method: {
      name: say.method,
      formula_id: forecastFormula,
      parameters: {
        horizon_months: asked.horizon_months,
        ...simulation,
        churn_basis: risk.basis,
        churn_window_days: risk.windowDays,
        decision_days: risk.days,
        annual_churn: values.annualChurn,
        revenue_basis: values.revenueBasis,
        scenario: scenario ?? 'base',
      },
    },
    assumptions: [
      given ? say.strategiesGiven : say.strategiesFrom,
      say.simulation({ runs: formats.number(simulation.runs, 0), seed: String(simulation.seed) }),
      say.independent,
      say.evenly,
      ...told.assumptions,
      say.throughout(formats.number(risk.days, 0)),
      say.pipeline[bands.pipeline.basis],
      say.circular,
      ...(diff ? [say.baseUntouched, say.heldTiers] : []),
    ],
    warnings: [
      ...(periods < fewestPeriods ? [say.fewPeriods(formats.number(periods, 0))] : []),
      ...(values.churnBasis === 'assumed' ? [say.assumedChurn] : []),
      ...pipelineWarnings(bands, at, context, say),
      ...(reference ? costsMoved(reference.programme, programme, at, context, say) : []),
    ],
    suggested_actions: [
      { tool: 'plan_retention', why: say.planNext },
      ...(diff
        ? []
        : [
            {
              tool: 'configure',
              why: say.scenarioNext,
              arguments: {
                set: {
                  gross_margin: short(values.assumptions.grossMargin * 0.75),
                  strategies: halfAsGood(context, programme),
                },
                scenario: 'what-if',
              },
            },
          ]),
    ],
    combined_cut: forecast.combined,
    overlap: overlap(cuts),
    revenue_retention: simulated.revenueRetention.base,
    contradictions: findContradictions({ churnCuts: cuts }),
    measures,
    do_nothing: doNothingOf(forecast, asked.horizon_months, asked.detail === 'full'),
    decision_horizon: told.block,
    six_months: six,
    strategies: strategies.map(({ name, effectLow, effectHigh, reachMean, valueMean, customers, basis }) => ({
      name,
      effect_low: short(effectLow),
      effect_high: short(effectHigh),
      reach: short(reachMean),
      reach_value: short(valueMean),
      customers,
      basis,
    })),
    tornado: tornado.slice(0, 6).map(row => ({
      factor: row.factor,
      low: cents(row.low),
      high: cents(row.high),
      range: cents(row.range),
    })),
    scenario_diff: diffRows,
    tier_moves: diff?.moves ?? [],
    drop_outs: diff ? { n: diff.dropped.length, sample: diff.dropped.slice(0, 5) } : null,
  }
}
