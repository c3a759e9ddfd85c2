import { itemPaths, numberAt, at } from '../answers.ts'
import { answersAsData, missingAnswers } from '../as-data.ts'
import { bandsChart, matrixChart } from '../charts/standing.ts'
import { drawnFrom } from '../drawn.ts'
import { defineReportKind } from '../report-kind.ts'
import { met, reconciled, selfCheck } from '../self-check.ts'
import { healthFacts } from './facts.ts'
import { healthHeadlines, healthView } from './view.ts'

export default defineReportKind({
  document: 'health-review',
  gather: healthFacts,
  view: healthView,
  charts: (facts, printer) =>
    drawnFrom(facts, printer, {
      bands: [bandsChart, facts.asked.health],
      matrix: [matrixChart, facts.asked.health],
    }),
  data: (facts, printer) =>
    answersAsData(facts, printer, {
      bands: ['health', 'bands'],
      dimensions: ['health', 'dimensions'],
      traits: ['health', 'traits'],
      risk_matrix: ['health', 'matrix'],
      lowest: ['health', 'rows'],
      backtest: ['health', 'backtest'],
      movers: ['moved', 'movers'],
      untouched: ['quiet', 'rows'],
      care: ['care', 'segments'],
      six_months: ['ahead', 'six_months'],
      renewals_30_days: ['renewals30', 'segments'],
      renewals_31_to_60_days: ['renewals60', 'segments'],
      renewals_61_to_90_days: ['renewals90', 'segments'],
    }),
  judge: ({ asked, described }, { orphans, shareSafe }) =>
    selfCheck({
      1: met(itemPaths(described, 'sources').length > 0),
      4: 1,
      5: met(reconciled(asked.tiers, described)),
      8: 1,
      10: met(itemPaths(asked.health.answer, 'matrix/cells').length > 0),
      11: met(itemPaths(asked.health.answer, 'rows').length > 0),
      12: met(numberAt(asked.health.answer, 'backtest/auc') !== null),
      14: met(at(asked.health.answer, 'method/parameters/coverage_floor') !== undefined),
      24: met(orphans === 0),
      25: met(shareSafe || asked.health.answer !== null),
    }),
  headlines: healthHeadlines,
  missing: ({ asked: { care: _inside, ...asked } }) => missingAnswers(asked),
})
