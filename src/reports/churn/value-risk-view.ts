import { moneyOf } from '../small-sums.ts'
import { at, textAt } from '../answers.ts'
import { segmentWord } from './parts.ts'
import type { Setting } from './view.ts'

type View = Record<string, unknown>

/** The most urgent first, as the chart's table has them. */
const tierOrder = ['high', 'mid', 'low', 'unknown']
const riskOrder = ['high risk', 'medium risk', 'low risk']

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
