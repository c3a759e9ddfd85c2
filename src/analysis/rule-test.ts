import { auc, wilson } from '../domain/churn/index.ts'
import type { Auc, Rate } from '../domain/churn/index.ts'
import { numbers } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { windowBefore } from './churn-in-force.ts'
import type { ChurnCases } from './churn-in-force.ts'
import { ruleBands } from './churn-model-rules.ts'
import type { RiskBand } from './churn-model-rules.ts'

/** How bands by rule and single signs did on the last complete window, which no limit was learned from. */
export interface RuleTest {
  from: string
  to: string
  n: number
  churned: number
  bands: { band: RiskBand; rate: Rate }[]
  /** Each sign alone: how well its field ranks those who left. */
  signs: { field: string; auc: Auc }[]
  /** One rate for everybody, as it was known when the window began; `null` where no window came before. */
  flat: { rate: number; expected: number; brier: number; brierInHindsight: number } | null
}

const order = ['high', 'medium', 'low', 'unknown'] as const

/** What stands in for a model below the gate, held against what happened; `null` where outcomes have no dates. */
export async function ruleTest(context: ToolContext, cases: ChurnCases): Promise<RuleTest | null> {
  const { table, churned, from, to, definition } = cases
  if (from === null || table.n === 0) return null
  const rules = ruleBands(table, definition)
  const events = churned.reduce((sum, label) => sum + label, 0)
  const before = await windowBefore(context, cases)
  const known = before?.rate.value ?? null
  // Mean squared distance of a rate told of everybody: hit by those who left, missed by the others.
  const brier = (rate: number): number =>
    (events * (1 - rate) ** 2 + (table.n - events) * rate ** 2) / table.n
  return {
    from,
    to,
    n: table.n,
    churned: events,
    bands: order.flatMap(band => {
      const rows = rules.band.flatMap((one, row) => (one === band ? [row] : []))
      const gone = rows.reduce((sum, row) => sum + (churned[row] ?? 0), 0)
      return rows.length === 0 ? [] : [{ band, rate: wilson(gone, rows.length) }]
    }),
    signs: rules.signs.flatMap(({ field, op }) => {
      const values = numbers(table, field)
      if (!values) return []
      // Who has no value shows no sign: the calm end of the field.
      const calm = op === 'gte' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
      const scores = Float64Array.from(values, value => {
        const shown = Number.isNaN(value) ? calm : value
        return op === 'gte' ? shown : -shown
      })
      const found = auc(scores, churned)
      return found.value === null ? [] : [{ field, auc: found }]
    }),
    flat:
      known === null
        ? null
        : {
            rate: known,
            expected: known * table.n,
            brier: brier(known),
            brierInHindsight: brier(events / table.n),
          },
  }
}
