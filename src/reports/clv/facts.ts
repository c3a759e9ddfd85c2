import { numberAt, textAt } from '../answers.ts'
import type { Ask, Asked, ReportAnswer } from '../answers.ts'
import { startAsking, unasked } from '../asking.ts'
import type { NamedFacts } from '../asking.ts'
import type { GatherRequest } from '../report-kind.ts'

export const clvQuestions = [
  'values',
  'components',
  'tiers',
  'quadrants',
  'classes',
  'costs',
  'ratio',
  'horizon12',
  'horizon24',
  'horizon60',
  'discount5',
  'discount15',
  'marginLow',
  'marginHigh',
] as const
export type ClvQuestion = (typeof clvQuestions)[number]
export type ClvFacts = NamedFacts<ClvQuestion>

const mostRows = 10
const monthsPerYear = 12
const marginStep = 0.05

/** What goes into the ratio of value to acquisition cost; `null` where a part is not on record. */
function ratioInputs(
  values: ReportAnswer,
  { components, classes, costs }: Readonly<Record<'components' | 'classes' | 'costs', Asked>>,
  margin: number,
): object | null {
  const cac = numberAt(costs.answer, 'cac/blended')
  // A model of renewals has no single churn rate; the measured one stands with the components.
  const churn =
    numberAt(values, 'population/annual_churn') ?? numberAt(components.answer, 'population/annual_churn')
  const [revenue, active] = [
    numberAt(classes.answer, 'totals/revenue'),
    numberAt(values, 'population/active'),
  ]
  const yearly = textAt(classes.answer, 'method/parameters/revenue_field') === 'revenue_per_year'
  if (cac === null || cac <= 0 || churn === null || churn <= 0 || revenue === null || !active || !yearly)
    return null
  return {
    acquisition_cost: cac,
    monthly_revenue: revenue / active / monthsPerYear,
    gross_margin: margin,
    monthly_churn: 1 - (1 - Math.min(churn, 0.999)) ** (1 / monthsPerYear),
  }
}

/** What customers are worth, how that is known, how it is spread, and what would change it. */
export async function clvFacts(ask: Ask, request: GatherRequest): Promise<ClvFacts | null> {
  const asking = await startAsking(ask, request, clvQuestions.length)
  if (asking === null) return null
  const value = (input: Readonly<Record<string, unknown>>) =>
    asking.ask('compute_clv', { limit: 1, ...input })
  const values = await asking.ask('compute_clv', { limit: mostRows, detail: 'full' })
  const components = await value({ method: 'components' })
  const tiers = await asking.ask('segment_customers', { by: 'value_tier', detail: 'full' })
  const quadrants = await asking.ask('segment_customers', { by: 'clv_quadrant', detail: 'full' })
  const classes = await asking.ask('segment_customers', { by: 'abc', detail: 'full' })
  const costs = await asking.ask('analyze_costs', { view: 'channels' })
  const margin = numberAt(values.answer, 'method/parameters/gross_margin')
  const inputs =
    values.answer === null || margin === null
      ? null
      : ratioInputs(values.answer, { components, classes, costs }, margin)
  const none = unasked('compute_clv')
  const known = values.answer !== null
  const changed = async (input: Readonly<Record<string, unknown>> | null): Promise<Asked> =>
    known && input !== null ? value(input) : none
  return asking.facts(
    {
      values,
      components,
      tiers,
      quadrants,
      classes,
      costs,
      ratio: inputs === null ? unasked('analyze_costs') : await asking.ask('analyze_costs', { inputs }),
      horizon12: await changed({ horizon_months: 12 }),
      horizon24: await changed({ horizon_months: 24 }),
      horizon60: await changed({ horizon_months: 60 }),
      discount5: await changed({ annual_discount: 0.05 }),
      discount15: await changed({ annual_discount: 0.15 }),
      marginLow: await changed(margin === null ? null : { gross_margin: Math.max(0, margin - marginStep) }),
      marginHigh: await changed(margin === null ? null : { gross_margin: Math.min(1, margin + marginStep) }),
    },
    { asOf: values.answer?.as_of, currency: values.answer?.currency },
  )
}
