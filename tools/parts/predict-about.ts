import type { Backtest } from '../../src/analysis/churn-model-backtest.ts'
import type { ChurnStudy } from '../../src/analysis/churn-model.ts'
import { wilson } from '../../src/domain/churn/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import { formulaId } from './formula-ids.ts'
import { candidateRow, nothing } from './predict-shape.ts'
import type { PredictWords } from './predict-shape.ts'

export const gateOf = ({ gate }: ChurnStudy) => ({
  met: gate.shortfall.events + gate.shortfall.retained + gate.shortfall.customers === 0,
  events: gate.events,
  events_needed: gate.eventsNeeded,
  customers: gate.customers,
  customers_needed: gate.customersNeeded,
  events_short: gate.shortfall.events,
  customers_short: gate.shortfall.customers,
})

export const definitionOf = (
  { definition, dated, to }: ChurnStudy,
  { formats }: ToolContext,
  say: PredictWords,
): string => say.definition({ kind: definition.kind, dated, days: formats.number(definition.days, 0), to })

/** The definition inside a sentence: not word for word what the field holds, so that it can stand outside the fence. */
export const definitionInSentence = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** What holds for every kind of answer: the definition, the leaks and how it was learned. */
export function aboutStudy(study: ChurnStudy, context: ToolContext, say: PredictWords) {
  const { training, definition } = study
  const { withLeaks } = training
  const { formats } = context
  const leaks = training.excluded
    .filter(({ leak }) => leak)
    .map(({ column, reason, evidence }) => ({
      field: column,
      column: study.columnOf(column),
      reason,
      evidence: say.leakEvidence({
        why: say.leakReasons[reason] ?? reason,
        auc: evidence.auc === null ? '' : formats.number(evidence.auc, 3),
        rate: evidence.rate === null ? '' : formats.percent(evidence.rate),
        n: evidence.n === null ? '' : formats.number(evidence.n, 0),
        detail: evidence.detail ?? '',
      }),
      auc: evidence.auc,
      rate: evidence.rate,
      honest_auc: withLeaks?.honestAuc.value ?? null,
      leaky_auc: withLeaks?.auc.value ?? null,
    }))
  return {
    ...nothing,
    definition: definitionOf(study, context, say),
    leaks,
    warnings: leaks.map(({ field, column, evidence }) =>
      say.leak({ field: column === null ? field : `${column} (${field})`, evidence }),
    ),
    method: {
      name: say.method,
      formula_id: formulaId.churnModel,
      parameters: {
        definition: definition.kind,
        window_days: definition.days,
        grace_days: definition.graceDays,
        snapshots: study.windows,
        learned_from: study.from,
        to: study.to,
        folds: training.split.folds,
        split: study.dated ? 'time' : 'customers',
        left_out: training.excluded
          .filter(({ leak }) => !leak)
          .map(({ column, reason }) => `${column}: ${reason}`),
      },
    },
  }
}

/** The model and its scores: on later windows (`test`), else out of fold by customer. */
export function modelOf(study: ChurnStudy, test: Backtest | null, inFull: boolean) {
  const { training } = study
  const metrics = test?.metrics ?? training.metrics
  if (!metrics) return null
  return {
    chosen: study.verdict === 'ok' ? (training.chosen ?? 'none') : 'none',
    candidates: training.candidates.map(candidate => candidateRow(candidate, inFull)),
    boosting_gain: training.boostingGain,
    auc: metrics.auc.value,
    auc_low: metrics.auc.low,
    auc_high: metrics.auc.high,
    pr_auc: metrics.prAuc,
    prevalence: metrics.prevalence,
    brier: metrics.brier,
    brier_base: test?.rate.brier ?? metrics.brierBase,
    log_loss: metrics.logLoss,
    log_loss_base: test?.rate.logLoss ?? metrics.logLossBase,
    ece: metrics.ece,
    lift_at_10: metrics.liftAt10,
    split: {
      kind: test ? ('time' as const) : ('customers' as const),
      folds: test ? null : training.split.folds,
      trained_from: test ? test.trainedFrom : study.from,
      tested_from: test?.testedFrom ?? null,
      tested_to: test?.testedTo ?? null,
      origins: test?.origins ?? null,
      n: metrics.n,
      events: metrics.events,
    },
    trained_on: training.trainedOn,
    windows: study.windows,
    ...(inFull
      ? {
          deciles: metrics.deciles.map(({ n, events, lift }) => {
            const { low, high } = wilson(events, n)
            const times = (rate: number | null): number | null =>
              rate === null || metrics.prevalence === 0 ? null : rate / metrics.prevalence
            return { n, churned: events, lift, lift_low: times(low), lift_high: times(high) }
          }),
          fields: [...training.columns],
        }
      : { field_count: training.columns.length }),
  }
}

/** The test of the study's own window length, where one could be made. */
export const laterOf = ({ later }: ChurnStudy): Backtest | null =>
  later !== null && 'metrics' in later && later.metrics.auc.value !== null ? later : null
