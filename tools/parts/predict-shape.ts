import type { Backtest, BacktestShort } from '../../src/analysis/churn-model-backtest.ts'
import { confusionOf } from '../../src/analysis/churn-model-backtest.ts'
import { expectedMaximumProfit, maximumProfit, wilson } from '../../src/domain/churn/index.ts'
import type { Candidate, ChurnMetrics } from '../../src/domain/churn/index.ts'
import { page } from '../../src/tool.ts'
import type { words } from '../words/predict-churn.ts'
import type { WordsOf } from './words-of.ts'

export type PredictWords = WordsOf<typeof words>

/** Costs of a retention campaign as a call gives them, money and shares 0 to 1. */
export interface ProfitCosts {
  clv?: number | undefined
  incentive?: number | undefined
  contact_cost?: number | undefined
  accept_alpha?: number | undefined
  accept_beta?: number | undefined
  accept?: number | undefined
}

/** Published defaults (Verbraken et al. 2013). */
const usual = { clv: 200, incentive: 10, contactCost: 1, acceptAlpha: 6, acceptBeta: 14 }

export function profitOf(scores: ArrayLike<number>, labels: ArrayLike<number>, costs: ProfitCosts) {
  const economics = {
    clv: costs.clv ?? usual.clv,
    incentive: costs.incentive ?? usual.incentive,
    contactCost: costs.contact_cost ?? usual.contactCost,
  }
  const acceptAlpha = costs.accept_alpha ?? usual.acceptAlpha
  const acceptBeta = costs.accept_beta ?? usual.acceptBeta
  const accept = costs.accept ?? acceptAlpha / (acceptAlpha + acceptBeta)
  return {
    emp: expectedMaximumProfit(scores, labels, { ...economics, acceptAlpha, acceptBeta }),
    mp: maximumProfit(scores, labels, { ...economics, accept }),
    parameters: {
      clv: economics.clv,
      incentive: economics.incentive,
      contact_cost: economics.contactCost,
      accept_alpha: acceptAlpha,
      accept_beta: acceptBeta,
      accept,
    },
  }
}

export const candidateRow = ({ name, metrics }: Candidate, inFull: boolean) => ({
  name,
  auc: metrics.auc.value,
  auc_low: metrics.auc.low,
  auc_high: metrics.auc.high,
  brier: metrics.brier,
  ...(inFull
    ? {
        pr_auc: metrics.prAuc,
        log_loss: metrics.logLoss,
        ece: metrics.ece,
        lift_at_10: metrics.liftAt10,
      }
    : {}),
})

export const calibrationRows = ({ reliability }: Pick<ChurnMetrics, 'reliability'>) =>
  reliability.map(({ from, to, n, meanPredicted, observed }) => ({
    from,
    to,
    n,
    predicted: meanPredicted,
    observed: observed.value,
    low: observed.low,
    high: observed.high,
  }))

const untested = {
  origins: 0,
  n: 0,
  churned: 0,
  expected: null,
  auc: null,
  auc_low: null,
  auc_high: null,
  lift_at_10: null,
  ece: null,
  rule: null,
  rule_auc: null,
  rule_lift_at_10: null,
  gain_low: null,
  gain_high: null,
  true_positives: null,
  false_positives: null,
  false_negatives: null,
  true_negatives: null,
}

export function backtestRow(
  test: Backtest | BacktestShort,
  contactShare: number,
  say: PredictWords,
  detail: 'concise' | 'full',
) {
  if (!('metrics' in test)) {
    return {
      horizon_days: test.horizonDays,
      tested_from: null,
      tested_to: null,
      ...untested,
      shortfall: say.backtestShort({ events: test.events, needed: test.eventsNeeded }),
    }
  }
  const { metrics, rule } = test
  const share = wilson(metrics.events, metrics.n)
  const errors = confusionOf(test.scores, test.labels, contactShare)
  return {
    horizon_days: test.horizonDays,
    tested_from: test.testedFrom,
    tested_to: test.testedTo,
    origins: test.origins,
    n: metrics.n,
    churned: metrics.events,
    ...(detail === 'full'
      ? {
          churned_low: share.low === null ? null : share.low * metrics.n,
          churned_high: share.high === null ? null : share.high * metrics.n,
        }
      : {}),
    expected: metrics.expectedEvents,
    auc: metrics.auc.value,
    auc_low: metrics.auc.low,
    auc_high: metrics.auc.high,
    lift_at_10: metrics.liftAt10,
    ece: metrics.ece,
    rule: rule?.field ?? null,
    rule_auc: rule?.auc.value ?? null,
    rule_lift_at_10: rule?.liftAt10 ?? null,
    gain_low: rule?.gain.low ?? null,
    gain_high: rule?.gain.high ?? null,
    true_positives: errors.truePositives,
    false_positives: errors.falsePositives,
    false_negatives: errors.falseNegatives,
    true_negatives: errors.trueNegatives,
    shortfall: null,
  }
}

/** An answer without any of the parts: each kind of answer fills its own. */
export const nothing = {
  outcome: null,
  definition: null,
  model: null,
  auc: null,
  pr_auc: null,
  brier: null,
  log_loss: null,
  lift_at_10: null,
  emp: null,
  mp: null,
  calibration: [],
  backtest: [],
  weak_spots: [],
  leaks: [],
  gate: null,
  rule_bands: null,
  expected: null,
  ...page([], { limit: 1 }),
}
