import { tierWord } from './churn/parts.ts'
import type { View } from './common-view.ts'
import type { Reading } from './reading.ts'
import { moneyOf } from './small-sums.ts'
import type { ReportWords } from './words/words.ts'

/** Value tiers with their totals and limits; `null` without them. */
export function tiersView(
  tiers: Reading | null,
  values: Reading | null,
  words: ReportWords,
): { rows: View[]; totals: View; limits: View | null; basis: string; churned: boolean } | null {
  const paths = tiers?.items('segments') ?? []
  if (tiers === null || paths.length === 0) return null
  const row = (path: string, name: string): View => ({
    name,
    n: tiers.fig(`${path}/n`, 'count'),
    revenue: moneyOf(tiers, `${path}/revenue`, `${path}/n`),
    clv: moneyOf(tiers, `${path}/clv`, `${path}/n`, 'modelled'),
    mean: tiers.fig(`${path}/clv_mean`, 'money', { badge: 'modelled' }),
    churn: tiers.fig(`${path}/churn_rate`, 'share'),
    interval: tiers.range(`${path}/churn_low`, `${path}/churn_high`, 'share'),
  })
  const basis = values?.raw('population/tiers/basis')
  return {
    rows: paths.map(path => row(path, tierWord(words, tiers.raw(`${path}/name`)))),
    totals: row('totals', ''),
    // Tiers cut by today’s state have no churn of the past: a column of dashes would say less than none.
    churned: paths.some(path => tiers.has(`${path}/churn_rate`)),
    limits:
      values !== null && values.has('population/tiers/high')
        ? {
            high: values.fig('population/tiers/high', 'money', { badge: 'modelled' }),
            mid: values.fig('population/tiers/mid', 'money', { badge: 'modelled' }),
          }
        : null,
    basis: words.tierBasis[basis === 'documents' || basis === 'settings' ? basis : 'data_quantiles'],
  }
}
