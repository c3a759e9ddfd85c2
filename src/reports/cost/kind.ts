import { itemPaths, numberAt } from '../answers.ts'
import { answersAsData, missingAnswers } from '../as-data.ts'
import { whaleChart } from '../charts/customers.ts'
import { drawnFrom } from '../drawn.ts'
import { defineReportKind } from '../report-kind.ts'
import { met, reconciled, selfCheck } from '../self-check.ts'
import { costCharts } from './charts.ts'
import { costFacts } from './facts.ts'
import { costHeadlines, costView } from './view.ts'

export default defineReportKind({
  document: 'cost-review',
  gather: costFacts,
  view: costView,
  charts: (facts, printer) =>
    new Map([
      ...costCharts(facts, printer),
      ...drawnFrom(facts, printer, { whale: [whaleChart, facts.asked.costs] }),
    ]),
  data: (facts, printer) =>
    answersAsData(facts, printer, {
      stages: ['costs', 'stages'],
      cac: ['costs', 'cac'],
      cost_to_serve: ['costs', 'service'],
      whale: ['costs', 'whale'],
      lifecycle: ['costs', 'lifecycle'],
      indicators: ['costs', 'indicators'],
      attribution: ['channels', 'attribution'],
      periods: ['months', 'periods'],
      measures: ['months', 'measures'],
    }),
  judge: ({ asked, described }, { orphans, shareSafe }) =>
    selfCheck({
      1: met(itemPaths(described, 'sources').length > 0),
      3: met(numberAt(asked.costs.answer, 'total_cost') !== null),
      4: 1,
      5: met(
        numberAt(asked.costs.answer, 'total_cost') !== null &&
          (asked.tiers.answer === null || reconciled(asked.tiers, described)),
      ),
      8: 1,
      24: met(orphans === 0),
      25: met(shareSafe || asked.costs.answer !== null),
    }),
  headlines: costHeadlines,
  missing: ({ asked }) => missingAnswers(asked),
})
