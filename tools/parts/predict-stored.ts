import { churnStudy } from '../../src/analysis/churn-model.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import type { ToolContext } from '../../src/tool.ts'
import { aboutStudy, gateOf } from './predict-about.ts'
import type { PredictAsked } from './predict-asked.ts'
import { byMeasuredRate } from './predict-measured.ts'
import { byModel } from './predict-model.ts'
import { byRules } from './predict-rules.ts'
import { nothing } from './predict-shape.ts'
import type { PredictWords } from './predict-shape.ts'
import { shortNumbers } from './short-numbers.ts'

/** Probabilities for stored customers, how far they can be trusted, or what stands in for them below the gate. */
export async function predictStored(asked: PredictAsked, context: ToolContext, say: PredictWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...nothing, status: 'no_data' as const, summary: say.noData }
  const base = { as_of: at.asOf, currency: at.currency }
  context.progress(0, null, say.training)
  const study = await churnStudy(context, at, { horizonDays: asked.horizon_days, exclude: asked.exclude })
  if (!study) return { ...nothing, ...base, status: 'not_enough_data' as const, summary: say.noDefinition }
  const about = { ...base, ...aboutStudy(study, context, say), gate: gateOf(study) }
  const rows = await rowsAsked(asked, context, at)
  const own =
    study.verdict === 'not_enough_data'
      ? await byRules(study, rows, asked, context, at, say)
      : study.verdict === 'no_signal'
        ? await byMeasuredRate(study, rows, asked, context, at, say)
        : await byModel(study, rows, asked, context, at, say)
  // What the profit was reckoned with stands beside the rest of the method.
  const costs = 'costs' in own ? own.costs : {}
  const told = {
    ...about,
    ...own,
    method: { ...about.method, parameters: { ...about.method.parameters, ...costs } },
    warnings: [...about.warnings, ...own.warnings],
  }
  if (asked.detail === 'full') return told
  const { method, suggested_actions: actions, next, auc, pr_auc, brier, log_loss, emp, mp, ...rest } = told
  return {
    ...shortNumbers(rest),
    figures: told.figures.map(figure => (figure.path.startsWith('emp') ? figure : shortNumbers(figure))),
    // Scores that are compared with those of other tools keep their digits.
    ...{ auc, pr_auc, brier, log_loss, emp, mp },
    method,
    suggested_actions: actions,
    next,
    assumptions: [...told.assumptions, say.shortened],
  }
}

/** Active customers the call speaks of, as rows of the value table. */
async function rowsAsked({ where }: PredictAsked, context: ToolContext, at: Observation): Promise<number[]> {
  const { active } = await customerValues(context, at)
  const scope = where ? await scopeRows(context, at, { where }) : Array.from(active, (_, row) => row)
  return scope.filter(row => active[row] === 1)
}
