import { itemPaths, numberAt } from '../answers.ts'
import { answersAsData, missingAnswers } from '../as-data.ts'
import { unasked } from '../asking.ts'
import { marginalChart, tornadoOf } from '../charts/money.ts'
import { drawnFrom } from '../drawn.ts'
import { defineReportKind } from '../report-kind.ts'
import { met, reconciled, selfCheck } from '../self-check.ts'
import { roiFacts } from './facts.ts'
import { roiHeadlines, roiView } from './view.ts'

export default defineReportKind({
  document: 'roi-case',
  gather: roiFacts,
  view: roiView,
  charts: (facts, printer) =>
    drawnFrom(facts, printer, {
      tornado: [tornadoOf, facts.asked.roi],
      marginal: [marginalChart, facts.funded ? facts.asked.plan : unasked('plan_retention')],
    }),
  data: (facts, printer) =>
    answersAsData(facts, printer, {
      problem: ['drivers', 'baseline'],
      do_nothing: ['ahead', 'do_nothing'],
      framework: ['roi', 'framework'],
      incremental: ['roi', 'incremental'],
      break_even: ['roi', 'break_even'],
      by_tier: ['roi', 'groups'],
      tornado: ['roi', 'tornado'],
      simulation: ['roi', 'simulation'],
      first_customers: ['roi', 'rows'],
      plan: ['plan', 'allocation'],
      plan_marginal: ['plan', 'marginal_roi'],
      not_worth_saving: ['plan', 'not_worth_saving'],
      half_the_budget: ['half', 'allocation'],
    }),
  judge: ({ asked, described, funded, currency }, { orphans, shareSafe }) => {
    const { answer } = asked.roi
    const known = numberAt(answer, 'incremental/roi') !== null
    const sized = [asked.testOwn, asked.testHalf, asked.testNeed].some(test => test.answer !== null)
    return selfCheck({
      1: met(itemPaths(described, 'sources').length > 0),
      2: met(numberAt(asked.drivers.answer, 'baseline/rate') !== null),
      3: met(known && currency !== null, known),
      4: 1,
      5: met(reconciled(asked.tiers, described)),
      8: 1,
      11: met(itemPaths(answer, 'rows').length > 0),
      17: met(known),
      18: met(asked.plan.answer !== null && funded, asked.plan.answer !== null),
      19: met(sized),
      21: met(numberAt(asked.ahead.answer, 'do_nothing/lost_revenue') !== null),
      23: met(itemPaths(answer, 'tornado').length >= 2),
      24: met(orphans === 0),
      25: met(shareSafe || known),
    })
  },
  headlines: roiHeadlines,
  missing: ({ asked }) => missingAnswers(asked),
})
