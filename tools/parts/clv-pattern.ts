import { assumedYears, tierOf, tierScheme } from '../../src/analysis/customer-values.ts'
import type { CustomerValues } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { clvToCac } from '../../src/domain/clv/acquisition.ts'
import { finiteOrNull } from '../../src/domain/estimate.ts'
import { numbers } from '../../src/domain/table.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { lastingTold, silenceParameters } from '../words/decision-horizon.ts'
import { noClv } from './clv-shape.ts'
import type { ClvWords } from './clv-words.ts'
import { formulaId } from './formula-ids.ts'

const tiers = ['high', 'mid', 'low'] as const

const total = (rows: readonly number[], values: Float64Array): number =>
  rows.reduce((sum, row) => sum + (Number.isNaN(values[row] ?? Number.NaN) ? 0 : (values[row] ?? 0)), 0)

/** Value of stored customers as the present pattern, discounted under one measured churn rate. */
export function patternClv(
  context: ToolContext,
  at: Observation,
  {
    values,
    scope,
    asked,
    reasons,
  }: {
    values: CustomerValues & { revenueBasis: NonNullable<CustomerValues['revenueBasis']> }
    scope: readonly number[]
    asked: { method: string; limit: number; offset: number }
    /** Why no model was fitted. */
    reasons: readonly string[]
  },
  say: ClvWords,
) {
  const { assumptions } = values
  const base = { as_of: at.asOf, currency: at.currency }
  const scheme = tierScheme(context, values.forward)
  const forward = total(scope, values.forward)
  const historical = total(scope, values.historical)
  const [low, high] = [total(scope, values.low), total(scope, values.high)]
  const active = scope.filter(row => values.active[row] === 1)
  const known = active.filter(row => !Number.isNaN(values.forward[row] ?? Number.NaN))
  const column = (name: string) => numbers(values.table, name)
  const [repeats, first, last, mean] = [
    'repeats',
    'days_since_first_order',
    'days_since_last_order',
    'average_order_value',
  ].map(column)
  const at0 = (from: Float64Array | undefined, row: number): number | null =>
    finiteOrNull(from?.[row] ?? Number.NaN)
  const rows = scope
    .map(row => {
      const age = at0(first, row)
      const silent = at0(last, row)
      const value = values.forward[row] ?? Number.NaN
      return {
        customer_id: values.table.customerIds[row] ?? '',
        repeats: at0(repeats, row),
        recency_days: age === null || silent === null ? null : age - silent,
        age_days: age,
        mean_spend: at0(mean, row),
        p_alive: null,
        expected_purchases: null,
        clv_historical: at0(values.historical, row),
        clv_forward: finiteOrNull(value),
        low: at0(values.low, row),
        high: at0(values.high, row),
        tier: Number.isNaN(value) ? null : tierOf(value, scheme),
      }
    })
    .toSorted(
      (one, two) =>
        (two.clv_forward ?? -1) - (one.clv_forward ?? -1) || (one.customer_id < two.customer_id ? -1 : 1),
    )
  const byTier = tiers.map(tier => {
    const members = rows.filter(row => row.tier === tier)
    return {
      tier,
      n: members.length,
      clv_forward: members.reduce((sum, row) => sum + (row.clv_forward ?? 0), 0),
    }
  })
  const { formats } = context
  const money = (amount: number): string => formats.shortMoney(amount, at.currency)
  const meanForward = known.length === 0 ? null : forward / known.length
  const acquisition = context.settings.values.acquisition_cost
  const unit = at.currency ?? 'money'
  const n = scope.length
  return {
    ...noClv,
    ...base,
    summary: say.stored({
      n: formats.number(n, 0),
      active: formats.number(active.length, 0),
      total: money(forward),
      interval: `${money(low)}–${money(high)}`,
      mean: formats.shortMoney(meanForward, at.currency),
      horizon:
        assumptions.horizonMonths === 'infinite'
          ? say.forever
          : say.months(String(assumptions.horizonMonths)),
      discount: formats.percent(assumptions.annualDiscount),
      margin: formats.percent(assumptions.grossMargin),
      churn: formats.percent(values.annualChurn),
      churnBasis:
        values.churnBasis !== 'measured'
          ? say.assumed
          : values.silence?.lasting
            ? say.measuredNet
            : say.measured,
      revenue: say.revenueFrom[values.revenueBasis],
      tiers: say.tiersFrom[scheme.rules.basis],
    }),
    figures: [
      {
        path: 'population/clv_forward_sum',
        name: say.figures.sum,
        value: forward,
        unit,
        badge: 'modelled' as const,
        low,
        high,
        n,
      },
      {
        path: 'recommended/clv_forward',
        name: say.figures.forward,
        value: meanForward,
        unit,
        badge: 'modelled' as const,
        n: known.length,
      },
      {
        path: 'recommended/clv_historical',
        name: say.figures.historical,
        value: historical / n,
        unit,
        badge: 'measured' as const,
        n,
      },
    ],
    method: {
      name: asked.method === 'formula' ? say.methods.formula : say.methods.pattern,
      formula_id: asked.method === 'formula' ? formulaId.clvFormula : formulaId.clvDiscounted,
      parameters: {
        gross_margin: assumptions.grossMargin,
        annual_discount: assumptions.annualDiscount,
        horizon_months: assumptions.horizonMonths,
        timing: assumptions.timing,
        annual_churn: values.annualChurn,
        annual_churn_interval: values.churnInterval,
        ...silenceParameters(values.silence),
        revenue_basis: values.revenueBasis,
        ...(values.revenueBasis === 'totals_over_assumed_years' ? { revenue_years: assumedYears } : {}),
      },
    },
    assumptions: [
      ...reasons,
      ...lastingTold(values.silence, null, context),
      say.caps,
      say.oneRate,
      say.tiersFrom[scheme.rules.basis],
    ],
    warnings:
      values.churnBasis === 'measured'
        ? []
        : [
            (values.churnBasis === 'assumed' ? say.churnAssumed : say.churnOneYear)(
              formats.percent(values.annualChurn),
            ),
          ],
    suggested_actions: [
      { tool: 'segment_customers', why: say.segments, arguments: { by: 'value_tier' } },
      { tool: 'evaluate_retention_roi', why: say.roi },
    ],
    recommended: {
      clv_historical: historical / n,
      clv_current: meanForward,
      clv_potential: 0,
      clv_forward: meanForward,
    },
    clv_to_cac:
      acquisition === null || acquisition === 0 || meanForward === null
        ? null
        : clvToCac(meanForward, acquisition).value,
    population: {
      n,
      active: active.length,
      clv_forward_sum: forward,
      low,
      high,
      clv_forward_mean: meanForward,
      annual_churn: values.annualChurn,
      tiers: { ...scheme.rules.clv, basis: scheme.rules.basis },
      by_tier: byTier,
    },
    ...page(rows, asked),
  }
}
