import type { Observation } from '../../src/analysis/observe.ts'
import type { DiffRow, scenarioDiff } from '../../src/analysis/forecast-diff.ts'
import type { bandRevenue, StudiedForecast } from '../../src/analysis/forecast-study.ts'
import { cents, short } from '../../src/analysis/plan-money.ts'
import type { ForecastMeasure } from '../../src/domain/forecast/index.ts'
import type { FigureDraft } from '../../src/tool.ts'
import type { ForecastWords } from './forecast-shape.ts'

const tidy = (unit: DiffRow['unit'] | 'pp', value: number): number =>
  unit === 'money' ? cents(value) : short(value)

/** Low, base and high of every measure beside doing nothing. */
export function measuresOf({ simulated }: StudiedForecast, { currency }: Observation) {
  const named: [string, ForecastMeasure][] = [
    ['churn_rate', simulated.churnRate],
    ['churn_reduction', simulated.churnReduction],
    ['revenue_retention', simulated.revenueRetention],
    ['cltv_uplift', simulated.cltvUplift],
    ['revenue', simulated.revenue],
  ]
  return named.map(([measure, { baseline, unit, horizonMonths, ...spread }]) => ({
    measure,
    baseline: tidy(unit, baseline),
    low: tidy(unit, spread.low),
    base: tidy(unit, spread.base),
    high: tidy(unit, spread.high),
    unit: unit === 'money' ? (currency ?? 'money') : unit,
    horizon_months: horizonMonths,
  }))
}

/** Six-month revenue by health band and in all. */
export const sixMonthsOf = ({ bands, total }: Awaited<ReturnType<typeof bandRevenue>>) =>
  [...bands, { band: 'total' as const, ...total }].map(
    ({ runRate, expectedLoss, weightedPipeline, ...row }) => ({
      band: row.band,
      n: row.n,
      run_rate: cents(runRate),
      expected_loss: cents(expectedLoss),
      weighted_pipeline: cents(weightedPipeline),
      value: cents(row.value),
      low: cents(row.low),
      high: cents(row.high),
    }),
  )

/** Base beside scenario, a row a measure. */
export const diffRowsOf = (diff: ReturnType<typeof scenarioDiff> | null, { currency }: Observation) =>
  (diff?.rows ?? []).map(row => ({
    measure: row.measure,
    base: row.base === null ? null : tidy(row.unit, row.base),
    scenario: row.scenario === null ? null : tidy(row.unit, row.scenario),
    change: row.change === null ? null : tidy(row.unit, row.change),
    unit: row.unit === 'money' ? (currency ?? 'money') : row.unit,
  }))

/** Doing nothing, month by month; every third or so unless all are asked for. */
export function doNothingOf({ idle }: StudiedForecast, horizonMonths: number, full: boolean) {
  const every = full ? 1 : Math.max(1, Math.ceil(idle.months.length / 4))
  const remaining = idle.months.at(-1)?.remaining ?? 1
  return {
    monthly_churn: short(1 - remaining ** (1 / horizonMonths)),
    remaining: short(remaining),
    revenue: cents(idle.revenue),
    lost_revenue: cents(idle.lostRevenue),
    months: idle.months
      .filter(({ month }) => month % every === 0 || month === idle.months.length)
      .map(month => ({
        month: month.month,
        remaining: short(month.remaining),
        revenue: cents(month.revenue),
      })),
  }
}

const diffFigures: readonly string[] = ['clv_mean', 'programme_budget', 'programme_roi']

/** The figures of a forecast: each measure, six months in all, and the scenario's main rows. */
export function forecastFigures(
  measures: ReturnType<typeof measuresOf>,
  six: ReturnType<typeof sixMonthsOf>,
  diffRows: ReturnType<typeof diffRowsOf>,
  n: number,
  { currency }: Observation,
  say: ForecastWords,
): FigureDraft[] {
  const total = six.at(-1)
  const label = (measure: string): string => say.measures[measure] ?? measure
  return [
    ...measures.map((row, index): FigureDraft => ({
      path: `measures/${index}/base`,
      name: say.figures.measure(label(row.measure)),
      value: row.base,
      unit: row.unit,
      badge: 'modelled',
      low: row.low,
      high: row.high,
      n,
    })),
    ...(total
      ? [
          {
            path: `six_months/${six.length - 1}/value`,
            name: say.figures.six,
            value: total.value,
            unit: currency ?? 'money',
            badge: 'modelled' as const,
            low: total.low,
            high: total.high,
            n: total.n,
          },
        ]
      : []),
    ...diffRows.flatMap((row, index): FigureDraft[] =>
      diffFigures.includes(row.measure)
        ? [
            {
              path: `scenario_diff/${index}/scenario`,
              name: say.figures.diff(label(row.measure)),
              value: row.scenario,
              unit: row.unit,
              badge: 'modelled',
              n,
            },
          ]
        : [],
    ),
  ]
}
