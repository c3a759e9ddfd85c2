import { textAt } from '../answers.ts'
import type { Unit } from '../figure-book.ts'
import { dash } from '../printer.ts'
import type { Setting } from './view.ts'

const measures = ['churn_reduction', 'revenue_retention', 'cltv_uplift'] as const

const unitOf = (unit: string | null): Unit => (unit === 'money' ? 'money' : unit === 'pp' ? 'points' : 'share')

/** Do-nothing, low, base and high of churn, revenue and value; `null` where the forecast says none of them. */
export function forecastView({ facts, read, words }: Setting): Record<string, unknown> | null {
  const forecast = read(facts.forecast)
  if (forecast === null) return null
  const rows = measures.flatMap(name => {
    if (!forecast.has(`${name}/base`)) return []
    const unit = unitOf(textAt(forecast.answer, `${name}/unit`))
    const part = (place: string): string => forecast.fig(`${name}/${place}`, unit, { badge: 'modelled' })
    const horizon = forecast.has(`${name}/horizon_months`) ? words.months(forecast.fig(`${name}/horizon_months`, 'count', { badge: 'assumed' })) : dash
    return [{ name: words.forecast.rows[name], baseline: part('baseline'), low: part('low'), base: part('base'), high: part('high'), horizon }]
  })
  const [first] = rows
  return first ? { rows, headline: words.forecast.headline(first) } : null
}
