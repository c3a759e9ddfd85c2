import { healthBands } from '../domain/health/index.ts'
import { withOrderTrend } from '../domain/segments/index.ts'
import { levelAt, numbers } from '../domain/table.ts'
import type { CategoryColumn, Column, CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import { churnCases } from './churn-in-force.ts'
import { customerValues, tierOf, tierScheme } from './customer-values.ts'
import { healthScores } from './health-scores.ts'
import { kMeansColumn, kMeansQuestion, kMeansStudy } from './k-means.ts'
import type { Observation } from './observe.ts'
import { customerRisk, valueAtRisk } from './risk.ts'

function category(
  name: string,
  labels: readonly (string | null)[],
  levels: readonly string[],
): CategoryColumn {
  return {
    kind: 'category',
    name,
    levels,
    codes: Int32Array.from(labels, label => (label === null ? -1 : levels.indexOf(label))),
  }
}

/**
 * Every customer with all features of the store and what the product computes: value, tier, health, band, risk.
 * Filters, segments and exports read this table, so a filter in one answer works in every other.
 */
export function customerView(context: ToolContext, at: Observation): Promise<CustomerTable> {
  return context.once(`view/${at.asOf}`, async () => {
    const values = await customerValues(context, at)
    const { scored } = await healthScores(context, at)
    const { table, forward, historical, revenuePerYear, active } = values
    const scheme = tierScheme(context, forward)
    const cases = await churnCases(context, at)
    const outcomeOf = new Map(
      cases?.table.customerIds.map((id, row) => [id, cases.churned[row] ?? Number.NaN]),
    )
    const outcomes = table.customerIds.map(id => outcomeOf.get(id) ?? Number.NaN)
    const number = (name: string, from: ArrayLike<number>): Column => ({
      kind: 'number',
      name,
      values: Float64Array.from(from),
    })
    const computed: Column[] = [
      number('clv_forward', forward),
      number('clv_historical', historical),
      number(
        'clv_total',
        forward.map((value, row) => value + (historical[row] ?? Number.NaN)),
      ),
      number('revenue_per_year', revenuePerYear),
      number('is_active', active),
      number('churn_outcome', outcomes),
      category(
        'value_tier',
        Array.from(forward, value => (Number.isNaN(value) ? null : tierOf(value, scheme))),
        ['high', 'mid', 'low'],
      ),
      { kind: 'number', name: 'health_score', values: scored.scores },
      {
        kind: 'category',
        name: 'health_band',
        levels: healthBands,
        codes: Int32Array.from(scored.bands),
      },
    ]
    const names = new Set(computed.map(({ name }) => name))
    const columns = [...table.columns.filter(({ name }) => !names.has(name)), ...computed]
    return withOrderTrend({ ...table, columns })
  })
}

/** Fields that rest on the churn model, which takes longest of all: they are added only where a call names them. */
export const riskFields: readonly string[] = ['churn_probability', 'value_at_risk', 'value_risk']

/** The view with each customer's probability of churn and the forward value at risk; missing where nothing measures them. */
export function customerViewWithRisk(context: ToolContext, at: Observation): Promise<CustomerTable> {
  return context.once(`view-risk/${at.asOf}`, async () => {
    const view = await customerView(context, at)
    const risk = await customerRisk(context, at)
    const { probability: found, basis } = risk
    const probability = found.map(value => (basis === 'assumed_one' ? Number.NaN : value))
    const forward = numbers(view, 'clv_forward')
    const atRisk = probability.map((value, row) =>
      valueAtRisk(value, forward?.[row] ?? Number.NaN, risk.lastingShare[row]),
    )
    const columns: Column[] = [
      { kind: 'number', name: 'churn_probability', values: probability },
      { kind: 'number', name: 'value_at_risk', values: atRisk },
    ]
    return { ...view, columns: [...view.columns, ...columns] }
  })
}

/** The view that holds the named fields. */
export async function viewFor(
  context: ToolContext,
  at: Observation,
  fields: readonly string[],
): Promise<CustomerTable> {
  const clustered = [...new Set(fields)].flatMap(field => {
    const question = kMeansQuestion(field)
    return question ? [{ field, question }] : []
  })
  const asked = [...fields, ...clustered.flatMap(({ question }) => question.fields)]
  const view = await (asked.some(field => riskFields.includes(field))
    ? customerViewWithRisk(context, at)
    : customerView(context, at))
  if (clustered.length === 0) return view
  const columns = await Promise.all(
    clustered.map(async ({ field, question }) =>
      kMeansColumn(field, view, await kMeansStudy(context, view, question)),
    ),
  )
  return { ...view, columns: [...view.columns, ...columns] }
}

/** Label of a customer's row for people, from any category column. */
export const labelAt = (view: CustomerTable, name: string, row: number): string | null => {
  const found = view.columns.find(column => column.name === name)
  return found?.kind === 'category' ? levelAt(found, row) : null
}
