import { moneyOf } from '../small-sums.ts'
import { at, textAt } from '../answers.ts'
import { segmentWord } from './parts.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

/** The most urgent first, as the chart's table has them. */
const tierOrder = ['high', 'mid', 'low', 'unknown']
const riskOrder = ['high risk', 'medium risk', 'low risk']

/** Days over which the probabilities of a list and the value at risk beside them are told; `null` where unknown. */
export function horizonsOf({ facts, read }: Setting): { probability: string | null; atRisk: string | null } {
  const [rows, model] = [read(facts.customers), read(facts.predicted)]
  const window =
    model !== null && model.has('method/parameters/window_days')
      ? model.fig('method/parameters/window_days', 'count', { badge: 'assumed' })
      : null
  return {
    probability:
      rows !== null && rows.has('decision_horizon/days')
        ? rows.fig('decision_horizon/days', 'count', { badge: 'assumed' })
        : window,
    atRisk: at(facts.customers.answer, 'rows/0/value_at_risk') === undefined ? window : null,
  }
}

/** Where high and medium risk begin; `null` without a probability for each customer. */
export function riskSteps({ facts, read, churn }: Setting): string | null {
  const [segments, model] = [read(facts.quadrants), read(facts.predicted)]
  if (segments === null || model === null || !model.has('method/parameters/window_days')) return null
  if (!segments.has('method/parameters/high_risk_from')) return null
  return churn.riskSteps({
    high: segments.fig('method/parameters/high_risk_from', 'share', { badge: 'assumed' }),
    medium: segments.fig('method/parameters/medium_risk_from', 'share', { badge: 'assumed' }),
    days: model.fig('method/parameters/window_days', 'count', { badge: 'assumed' }),
  })
}

/** Value × risk of those still here: the customers of the chart above the table, in its order. */
export function quadrantsView({ facts, read, words, printer }: Setting): View[] | null {
  const segments = read(facts.quadrants)
  if (segments === null) return null
  const named = (path: string): string => textAt(segments.answer, `${path}/name`) ?? ''
  const place = (path: string): number => {
    const [tier, risk] = named(path).split(' × ')
    return tierOrder.indexOf(tier ?? '') * 10 + riskOrder.indexOf(risk ?? '')
  }
  const paths = segments.items('segments').toSorted((one, two) => place(one) - place(two))
  return paths.map(path => ({
    name: printer.text(segmentWord(words, named(path))),
    n: segments.fig(`${path}/n`, 'count'),
    clv: moneyOf(segments, `${path}/clv`, `${path}/n`, 'modelled'),
    churn: segments.fig(`${path}/churn_rate`, 'share'),
  }))
}
