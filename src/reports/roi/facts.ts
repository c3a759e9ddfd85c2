import { numberAt, textAt } from '../answers.ts'
import type { Ask } from '../answers.ts'
import { startAsking, unasked } from '../asking.ts'
import type { NamedFacts } from '../asking.ts'
import { measureFacts, planFacts, roundedBudget } from '../churn/plan-facts.ts'
import type { GatherRequest } from '../report-kind.ts'

export const roiQuestions = [
  'drivers',
  'values',
  'tiers',
  'roi',
  'ahead',
  'plan',
  'half',
  'testOwn',
  'testHalf',
  'testNeed',
] as const
export type RoiQuestion = (typeof roiQuestions)[number]
export interface RoiFacts extends NamedFacts<RoiQuestion> {
  /** Whether the plan spends anything. */
  funded: boolean
}

const horizonMonths = 12

/** The problem in money, the options, what they return, and how it would be proven. */
export async function roiFacts(ask: Ask, request: GatherRequest): Promise<RoiFacts | null> {
  const asking = await startAsking(ask, request, roiQuestions.length)
  if (asking === null) return null
  const { book } = asking
  const under = request.scenario === undefined ? {} : { scenario: request.scenario }
  const drivers = await asking.ask('find_churn_drivers', { limit: 5 })
  const values = await asking.ask('compute_clv', { limit: 1 })
  const tiers = await asking.ask('segment_customers', { by: 'value_tier', detail: 'full' })
  const roi = await asking.ask('evaluate_retention_roi', { limit: 10 })
  const ahead = await asking.ask('forecast', { horizon_months: horizonMonths, detail: 'full' })
  const { planned, funded } = await planFacts(ask, { book, under })
  const budget = numberAt(planned.answer, 'budget')
  const test = await measureFacts(ask, {
    plan: planned.answer,
    book,
    churnRate: numberAt(drivers.answer, 'baseline/rate'),
    pilot: roi.answer,
  })
  return {
    ...asking.facts(
      {
        drivers,
        values,
        tiers,
        roi,
        ahead,
        plan: planned,
        half:
          funded && budget !== null
            ? await asking.ask('plan_retention', { budget: roundedBudget(budget / 2), limit: 1 })
            : unasked('plan_retention'),
        testOwn: test.measuredOwn,
        testHalf: test.measuredHalf,
        testNeed: test.measuredNeed,
      },
      { asOf: roi.answer?.as_of ?? drivers.answer?.as_of, currency: roi.answer?.currency },
    ),
    funded,
  }
}

/** Whether the churn probabilities come from a model; else one rate is applied to all. */
export const ownRisk = ({ asked }: RoiFacts): boolean =>
  textAt(asked.roi.answer, 'method/parameters/churn_probability_basis') === 'model'
