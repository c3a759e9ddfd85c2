import { itemPaths, numberAt } from '../answers.ts'
import { answersAsData, missingAnswers } from '../as-data.ts'
import { waterfallOf } from '../charts/money.ts'
import { bandsChart } from '../charts/standing.ts'
import { tiersChart } from '../charts/tiers.ts'
import { drawnFrom } from '../drawn.ts'
import { defineReportKind } from '../report-kind.ts'
import { met, reconciled, selfCheck } from '../self-check.ts'
import { qbrFacts } from './facts.ts'
import { qbrHeadlines, qbrView } from './view.ts'

/** Questions whose answers stand inside a section of another: without them the section is complete. */
const beside: ReadonlySet<string> = new Set([
  'before',
  'urgent',
  'quiet',
  'affected1',
  'affected2',
  'affected3',
])

export default defineReportKind({
  document: 'qbr',
  gather: qbrFacts,
  view: qbrView,
  charts: (facts, printer) =>
    facts.customerId === null
      ? drawnFrom(facts, printer, {
          health_bands: [bandsChart, facts.asked.health],
          tiers: [tiersChart, facts.asked.tiers],
          movements: [waterfallOf, facts.asked.movements],
        })
      : new Map(),
  data: (facts, printer) =>
    answersAsData(facts, printer, {
      churn: ['drivers', 'baseline'],
      churn_before: ['drivers', 'baseline/before'],
      health: ['health', 'bands'],
      movers: ['moved', 'movers'],
      movements: ['movements', 'movements'],
      tiers: ['tiers', 'segments'],
      renewals: ['renewals', 'segments'],
      indicators: ['costs', 'indicators'],
      priorities: ['roi', 'rows'],
      next_quarter: ['ahead', 'do_nothing'],
      account_value: ['account', 'value'],
      account_health: ['account', 'health'],
      account_parts: ['account', 'parts'],
      account_changes: ['account', 'what_would_change'],
    }),
  judge: ({ asked, described, customerId }, { orphans, shareSafe }) => {
    const single = customerId !== null
    const shown = single ? asked.account.answer !== null : asked.health.answer !== null
    return selfCheck({
      1: met(itemPaths(described, 'sources').length > 0),
      4: 1,
      5: met(single || reconciled(asked.tiers, described)),
      6: single
        ? met(shown)
        : met(
            numberAt(asked.drivers.answer, 'baseline/rate') !== null &&
              numberAt(asked.drivers.answer, 'baseline/before/rate') !== null,
            numberAt(asked.drivers.answer, 'baseline/rate') !== null,
          ),
      8: 1,
      11: met(itemPaths(asked.roi.answer, 'rows').length > 0),
      17: met(asked.roi.answer !== null),
      24: met(orphans === 0),
      25: met(shareSafe || shown),
    })
  },
  headlines: qbrHeadlines,
  missing: ({ asked, customerId }) =>
    missingAnswers(
      Object.fromEntries(
        Object.entries(asked).filter(([name]) =>
          customerId === null
            ? name !== 'account' && !beside.has(name)
            : ['account', 'values', 'roi', 'health', 'tiers'].includes(name),
        ),
      ),
    ),
})
