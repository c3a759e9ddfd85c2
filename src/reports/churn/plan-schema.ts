import { at, numberAt } from '../answers.ts'
import type { Asked } from '../answers.ts'
import type { ChurnFacts } from './facts.ts'

/** Fields of an answer as they stand there, with the ids of those that are single numbers; `null` without an answer. */
function picked({ answer }: Asked, fields: readonly string[]): Record<string, unknown> | null {
  return answer === null
    ? null
    : {
        ...Object.fromEntries(
          fields.map(field => [field.split('/').at(-1) ?? field, at(answer, field) ?? null]),
        ),
        figure_ids: fields.flatMap(field =>
          numberAt(answer, field) === null ? [] : [`${answer.result_id}.${field}`],
        ),
      }
}

const design = ['method/parameters/hold_out_share', 'n_control', 'n_treated', 'detectable_effect']

/** The plan as data: money, where it goes, what the last of it returns, and how many are left alone. No customers. */
export const planAsData = ({ planned, funded }: ChurnFacts): Record<string, unknown> | null => {
  const plan = picked(planned, [
    'budget',
    'total_cost',
    'total_value',
    'unspent',
    'roi',
    'not_worth_saving/n',
    'not_worth_saving/why',
    'allocation',
    'marginal_roi',
  ])
  if (plan === null) return null
  const { n, why, ...rest } = plan
  return { funded, ...rest, not_worth_saving: { n, why } }
}

/** How the effect will be read: the plan's own hold-out, half the customers held out, and what the effect would need. */
export const measurementAsData = (facts: ChurnFacts): Record<string, unknown> => ({
  pilot: facts.piloted,
  own_holdout: picked(facts.measuredOwn, design),
  half_holdout: picked(facts.measuredHalf, design),
  needed: picked(facts.measuredNeed, ['n_per_arm', 'baseline_rate', 'target_rate']),
})
