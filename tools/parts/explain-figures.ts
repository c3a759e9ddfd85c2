import type { FigureDraft } from '../../src/tool.ts'
import type { words } from '../words/explain-customer.ts'
import type { partsOf } from './explain-compare.ts'
import type { leverEffects } from './levers.ts'
import type { WordsOf } from './words-of.ts'

/** Numbers of one customer. Money in `unit`; `null` where not known. */
interface Explained {
  score: number | null
  /** Value and the ends of its interval. */
  forward: readonly [value: number | null, low: number | null, high: number | null]
  atRisk: number | null
  probability: number | null
  /** The risk is the model's estimate for this customer, not a measured rate. */
  modelled: boolean
  unit: string
  parts: ReturnType<typeof partsOf>
  peers: number
  effects: ReturnType<typeof leverEffects>
}

/** The figures of an explanation: score, value, risk, each part against peers, and what would change the score. */
export function explainFigures(
  { score, forward, atRisk, probability, modelled, unit, parts, peers, effects }: Explained,
  say: WordsOf<typeof words>,
  named: (dimension: string) => string,
): FigureDraft[] {
  const points = 'points of 100'
  const [value, low, high] = forward
  return [
    { path: 'health/score', name: say.figures.score, value: score, unit: points, badge: 'measured' },
    { path: 'value/clv_forward', name: say.figures.forward, value, unit, badge: 'modelled', low, high },
    { path: 'value/value_at_risk', name: say.figures.atRisk, value: atRisk, unit, badge: 'modelled' },
    {
      path: 'risk/churn_probability',
      name: say.figures.risk,
      value: probability,
      unit: 'probability',
      badge: modelled ? 'modelled' : 'measured',
    },
    ...parts.flatMap((part, index): FigureDraft[] =>
      part.against_peers === null
        ? []
        : [
            {
              path: `parts/${index}/against_peers`,
              name: say.figures.against(named(part.dimension)),
              value: part.against_peers,
              unit: points,
              badge: 'measured',
              n: peers,
            },
          ],
    ),
    ...effects.slice(0, 3).map((effect, index): FigureDraft => ({
      path: `what_would_change/${index}/score_change`,
      name: say.levers[effect.lever],
      value: effect.change,
      unit: points,
      badge: 'modelled',
    })),
  ]
}
