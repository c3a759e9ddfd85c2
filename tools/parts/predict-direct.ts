import { churnMetrics } from '../../src/domain/churn/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { formulaId } from './formula-ids.ts'
import { calibrationRows, nothing, profitOf } from './predict-shape.ts'
import type { PredictWords, ProfitCosts } from './predict-shape.ts'

/** Judges given scores against given labels: no data in the store is needed. */
export function judgeDirect(
  { scores, labels, costs }: { scores: readonly number[]; labels: readonly number[]; costs: ProfitCosts },
  say: PredictWords,
  { formats }: ToolContext,
) {
  if (scores.length !== labels.length) {
    throw new Fault('invalid_input', {
      field: 'inputs.labels',
      problem: `must have one label a score (${scores.length})`,
    })
  }
  const metrics = churnMetrics(scores, labels)
  const { emp, mp, parameters } = profitOf(scores, labels, costs)
  const probabilities = scores.every(score => score >= 0 && score <= 1)
  const brier = probabilities ? metrics.brier : null
  const logLoss = probabilities ? metrics.logLoss : null
  const oneClass = metrics.auc.value === null
  const figure = (path: string, value: number | null, name: string, unit = 'fraction') => ({
    path,
    name,
    value,
    unit,
    badge: 'measured' as const,
    n: metrics.n,
  })
  return {
    ...nothing,
    outcome: 'judged' as const,
    summary: oneClass
      ? say.oneClass({ n: formats.number(metrics.n, 0), events: formats.number(metrics.events, 0) })
      : say.judged({
          n: formats.number(metrics.n, 0),
          events: formats.number(metrics.events, 0),
          auc: formats.number(metrics.auc.value, 3),
          low: formats.number(metrics.auc.low, 3),
          high: formats.number(metrics.auc.high, 3),
          brier: brier === null ? '–' : formats.number(brier, 4),
          emp: emp === null ? '–' : formats.number(emp.value, 2),
          fraction: emp === null ? '–' : formats.percent(emp.fraction),
        }),
    figures: [
      { ...figure('auc', metrics.auc.value, say.figures.auc), low: metrics.auc.low, high: metrics.auc.high },
      figure('pr_auc', metrics.prAuc, say.figures.prAuc),
      figure('brier', brier, say.figures.brier),
      figure('log_loss', logLoss, say.figures.logLoss, 'nats'),
      figure('lift_at_10', metrics.liftAt10, say.figures.lift, 'ratio'),
      ...(emp ? [figure('emp/value', emp.value, say.figures.emp, 'money per customer')] : []),
      ...(mp ? [figure('mp/value', mp.value, say.figures.mp, 'money per customer')] : []),
    ],
    method: {
      name: 'DeLong AUC, average precision, Brier, log-loss, EMPC and MPC on the ROC convex hull',
      formula_id: formulaId.churnModel,
      parameters,
    },
    assumptions: [say.profitFrom, ...(costs.clv === undefined ? [say.profitDefaults] : [])],
    warnings: [...(probabilities ? [] : [say.notProbabilities]), ...(oneClass ? [say.oneClassWhy] : [])],
    auc: metrics.auc.value,
    pr_auc: metrics.prAuc,
    brier,
    log_loss: logLoss,
    lift_at_10: metrics.liftAt10,
    emp,
    mp,
    calibration: probabilities ? calibrationRows(metrics) : [],
  }
}
