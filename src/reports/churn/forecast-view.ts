import { itemPaths, numberAt, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import type { Unit } from '../figure-book.ts'
import { dash } from '../printer.ts'
import type { Reading } from './parts.ts'
import { heldOut } from './plan-facts.ts'
import { actionWord } from './plan-view.ts'
import type { Setting } from './view.ts'

export const measures = [
  'churn_rate',
  'churn_reduction',
  'revenue_retention',
  'revenue',
  'cltv_uplift',
] as const
export type Measure = (typeof measures)[number]

/** Where a measure stands in the answer of `forecast`; `null` where it is not told. */
export const measurePath = (answer: ReportAnswer | null, measure: Measure): string | null =>
  itemPaths(answer, 'measures').find(path => textAt(answer, `${path}/measure`) === measure) ?? null

const unitOf = (unit: string | null): Unit =>
  unit === 'relative' ? 'share' : unit === 'pp' ? 'points' : 'money'

/** How the forecast follows from the plan: customers, coverage × effect, overlap. */
function bridgeView(forecast: Reading, { facts, churn, printer }: Setting): Record<string, unknown> {
  const strategies = forecast.items('strategies')
  const reached = strategies.filter(path => (numberAt(forecast.answer, `${path}/customers`) ?? 0) > 0)
  const out = facts.planned.answer === null ? null : heldOut(facts.planned.answer)
  const counts =
    facts.planned.answer && facts.funded && out !== null
      ? [
          printer.fig(facts.book.take(facts.planned.answer, 'total_rows', 'count', 'modelled')),
          printer.fig(facts.book.take(facts.planned.answer, `${out}/n`, 'count', 'modelled')),
        ]
      : []
  return {
    rows: reached.map(path => ({
      name: actionWord(textAt(forecast.answer, `${path}/name`), churn),
      n: forecast.fig(`${path}/customers`, 'count', { badge: 'modelled' }),
      reach: forecast.fig(`${path}/reach`, 'share', { badge: 'modelled' }),
      effect: forecast.range(`${path}/effect_low`, `${path}/effect_high`, 'share', 'assumed'),
    })),
    notes: [
      ...(counts.length > 0 ? [churn.bridge.plan({ n: counts.join(' + ') })] : []),
      ...(reached.length > 0 && forecast.has('combined_cut')
        ? [
            churn.bridge.combined({
              cut: forecast.fig('combined_cut', 'share', { badge: 'modelled', digits: 2 }),
              overlap: forecast.has('overlap')
                ? forecast.fig('overlap', 'share', { badge: 'modelled', digits: 2 })
                : dash,
            }),
          ]
        : [churn.bridge.unfunded]),
      churn.bridge.chance,
    ],
  }
}

/** Do-nothing, low, base and high of churn, revenue and value; `null` where the forecast says none of them. */
export function forecastView(setting: Setting): Record<string, unknown> | null {
  const { facts, read, words, churn, printer } = setting
  const forecast = read(facts.forecast)
  if (forecast === null) return null
  const rows = measures.flatMap(name => {
    const path = measurePath(forecast.answer, name)
    if (path === null || !forecast.has(`${path}/base`)) return []
    const unit = unitOf(textAt(forecast.answer, `${path}/unit`))
    const digits = printer.apart(
      ['baseline', 'low', 'base', 'high'].flatMap(
        place => facts.book.take(forecast.answer, `${path}/${place}`, unit, 'modelled') ?? [],
      ),
    )
    const part = (place: string): string =>
      forecast.fig(`${path}/${place}`, unit, {
        badge: 'modelled',
        ...(digits === undefined ? {} : { digits }),
      })
    const horizon = forecast.has(`${path}/horizon_months`)
      ? words.months(forecast.fig(`${path}/horizon_months`, 'count', { badge: 'assumed' }))
      : dash
    return [
      {
        measure: name,
        name: words.forecast.rows[name],
        baseline: part('baseline'),
        low: part('low'),
        base: part('base'),
        high: part('high'),
        horizon,
      },
    ]
  })
  const [first] = rows
  if (first === undefined) return null
  const rate = rows.find(({ measure }) => measure === 'churn_rate')
  const uplift = rows.find(({ measure }) => measure === 'cltv_uplift')
  return {
    rows,
    bridge: bridgeView(forecast, setting),
    headline:
      rate && uplift && facts.funded
        ? churn.result({
            baseline: rate.baseline,
            base: rate.base,
            low: rate.low,
            high: rate.high,
            horizon: rate.horizon,
            value: uplift.base,
            valueLow: uplift.low,
            valueHigh: uplift.high,
          })
        : words.forecast.headline(first),
  }
}

/** Factors that never move the answer say nothing in a tornado. */
const moves = (forecast: Reading, path: string): boolean =>
  Math.abs(
    (numberAt(forecast.answer, `${path}/high`) ?? 0) - (numberAt(forecast.answer, `${path}/low`) ?? 0),
  ) > 0

/** What the expected result rests on most: the value kept when one assumption is a fifth lower or higher. */
export function assumptionsView(setting: Setting): Record<string, unknown> {
  const { facts, read, churn, printer } = setting
  const forecast = read(facts.forecast)
  const paths = (forecast?.items('tornado', 6) ?? []).filter(
    path => forecast !== null && moves(forecast, path),
  )
  if (forecast === null || paths.length < 2) return { sensitivityOfResult: null, movers: roiMovers(setting) }
  const name = (path: string): string => {
    const factor = textAt(forecast.answer, `${path}/factor`) ?? ''
    return churn.factors[factor] ?? printer.text(factor.replaceAll('_', ' '))
  }
  return {
    sensitivityOfResult: paths.map(path => ({
      factor: name(path),
      low: forecast.fig(`${path}/low`, 'money', { badge: 'modelled' }),
      high: forecast.fig(`${path}/high`, 'money', { badge: 'modelled' }),
    })),
    movers: churn.movers({ first: name(paths[0] ?? ''), second: name(paths[1] ?? '') }),
  }
}

/** Where no action is funded the answer is the return of one: the two factors that move it most. */
function roiMovers({ facts, read, churn, words, printer }: Setting): string | null {
  const roi = read(facts.roi)
  const paths = roi?.items('tornado', 2) ?? []
  if (roi === null || paths.length < 2) return null
  const name = (path: string): string => {
    const factor = textAt(roi.answer, `${path}/factor`) ?? ''
    return words.factors[factor] ?? printer.text(factor.replaceAll('_', ' '))
  }
  return churn.movers({ first: name(paths[0] ?? ''), second: name(paths[1] ?? '') })
}
