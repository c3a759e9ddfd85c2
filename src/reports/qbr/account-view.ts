import { bandWord, decisionWord, tierWord } from '../churn/parts.ts'
import type { View } from '../common-view.ts'
import { dimensionWord } from '../dimension-words.ts'
import { fieldLabel } from '../../locales/field-labels.ts'
import { plan } from '../marks.ts'
import { dash } from '../printer.ts'
import type { QbrSection } from './view.ts'
import { asCode } from '../id-code.ts'

const modelled = { badge: 'modelled' } as const
const assumed = { badge: 'assumed' } as const

/** One customer: value, score against peers, what would change it, what is at stake. `null` for a portfolio. */
export function accountView({ read, words, printer }: QbrSection): View | null {
  const one = read('account')
  if (one === null) return null
  const roi = read('roi')
  const percent = one.has('risk/churn_probability')
    ? one.fig('risk/churn_probability', 'share', modelled)
    : null
  return {
    id: asCode(printer.id(one.raw('customer_id'))),
    tier: tierWord(words, one.raw('value/tier')),
    forward: one.fig('value/clv_forward', 'money', modelled),
    interval: one.range('value/low', 'value/high', 'money', 'modelled'),
    historical: one.fig('value/clv_historical', 'money'),
    revenue: one.fig('value/revenue_per_year', 'money'),
    score: one.has('health/score') ? one.fig('health/score', 'score') : null,
    band: bandWord(words, one.raw('health/band')),
    toNext: one.has('health/points_to_next_band') ? one.fig('health/points_to_next_band', 'score') : null,
    probability: percent,
    atRisk: one.has('value/value_at_risk') ? one.fig('value/value_at_risk', 'money', modelled) : null,
    healthyN: one.fig('peers/healthy_n', 'count'),
    parts: one.items('parts').map(path => ({
      name: dimensionWord(one.raw(`${path}/dimension`), printer.language),
      score: one.fig(`${path}/score`, 'score'),
      weight: one.fig(`${path}/weight`, 'share', assumed),
      peers: one.fig(`${path}/peer_median`, 'score'),
      healthy: one.fig(`${path}/healthy_median`, 'score'),
      gap: one.fig(`${path}/against_healthy`, 'score'),
    })),
    inputs: one.items('inputs').map(path => ({
      name: printer.text(
        (one.raw(`${path}/field`) ?? '')
          .split('/')
          .map(field => fieldLabel(field, printer.language))
          .join(' ÷ '),
      ),
      value: one.has(`${path}/value`) ? one.fig(`${path}/value`, 'ratio') : one.text(`${path}/value`),
      peers: one.fig(`${path}/peer_median`, 'ratio'),
      healthy: one.fig(`${path}/healthy_median`, 'ratio'),
    })),
    changes: one.items('what_would_change').map((path, index) => ({
      number: plan(String(index + 1)),
      fields: printer.list(
        one
          .items(`${path}/fields`)
          .map(
            field =>
              `${printer.text(fieldLabel(one.raw(`${field}/field`) ?? '', printer.language))} ${one.fig(`${field}/from`, 'ratio')} → ${one.fig(`${field}/to`, 'ratio', assumed)}`,
          ),
      ),
      after: one.fig(`${path}/score_after`, 'score', modelled),
      change: one.fig(`${path}/score_change`, 'score', modelled),
      band: bandWord(words, one.raw(`${path}/band_after`)),
    })),
    allowed: one.truth('next_action/allowed'),
    roi:
      roi === null || roi.items('rows').length === 0
        ? null
        : {
            cost: roi.fig('rows/0/cost', 'money', assumed),
            cap: roi.fig('rows/0/spend_cap', 'money', assumed),
            kept: roi.fig('rows/0/expected_value', 'money', modelled),
            roi: roi.fig('rows/0/roi', 'roi', assumed),
            decision: decisionWord(words, roi.raw('rows/0/decision')),
          },
    none: dash,
  }
}
