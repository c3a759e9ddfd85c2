import { itemPaths, textAt } from '../answers.ts'
import type { ReportAnswer } from '../answers.ts'
import type { Unit } from '../figure-book.ts'
import { dash } from '../printer.ts'
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

/** Do-nothing, low, base and high of churn, revenue and value; `null` where the forecast says none of them. */
export function forecastView({ facts, read, words }: Setting): Record<string, unknown> | null {
  const forecast = read(facts.forecast)
  if (forecast === null) return null
  const rows = measures.flatMap(name => {
    const path = measurePath(forecast.answer, name)
    if (path === null || !forecast.has(`${path}/base`)) return []
    const unit = unitOf(textAt(forecast.answer, `${path}/unit`))
    const part = (place: string): string => forecast.fig(`${path}/${place}`, unit, { badge: 'modelled' })
    const horizon = forecast.has(`${path}/horizon_months`)
      ? words.months(forecast.fig(`${path}/horizon_months`, 'count', { badge: 'assumed' }))
      : dash
    return [
      {
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
  return first ? { rows, headline: words.forecast.headline(first) } : null
}
