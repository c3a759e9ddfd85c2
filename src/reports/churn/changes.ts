import { compareWith } from '../changes.ts'
import type { Headline, Remembered } from '../changes.ts'
import type { ChurnFacts } from './facts.ts'
import type { Setting } from './view.ts'

export type { Remembered } from '../changes.ts'

/** What the next churn report is compared with; names as in `words.changes.rows`. */
export const churnHeadlines = ({ book, drivers, health, values }: ChurnFacts): Headline[] => [
  { name: 'rate', figure: book.take(drivers.answer, 'baseline/rate', 'share') },
  { name: 'churned', figure: book.take(drivers.answer, 'baseline/numerator', 'count') },
  { name: 'lowHealth', figure: book.take(health.answer, 'bands/2/n', 'count') },
  { name: 'value', figure: book.take(values.answer, 'population/clv_forward_sum', 'money', 'modelled') },
  {
    name: 'risk',
    figure: book.take(drivers.answer, 'high_risk_groups/0/revenue_at_risk', 'money', 'modelled'),
  },
]

/** Headline figures then and now; `null` without an earlier report. */
export const changesView = (
  { facts, printer, words }: Setting,
  previous: Remembered | null,
): Record<string, unknown> | null =>
  compareWith(previous, churnHeadlines(facts), {
    book: facts.book,
    printer,
    names: words.changes.rows,
    intro: words.changes.intro,
  })
