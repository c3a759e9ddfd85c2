import { z } from 'zod'
import type { words } from '../words/analyze-costs.ts'
import type { WordsOf } from './words-of.ts'

export type CostWords = WordsOf<typeof words>

export const costFormula = 'lifecycle-costs'

const value = z.number().nullable()
const span = z.object({ from: z.string(), to: z.string() })

export const costOutput = z.object({
  saving_rate: value,
  roi: value,
  roi_basis: z.enum(['total_benefit', 'net_gain']).nullable(),
  npv: value,
  irr: value,
  payback_periods: value,
  discounted_payback_periods: value,
  payback_months: value,
  payback_months_with_churn: value,
  ltv: value,
  clv_to_cac: value,
  reasons: z.record(z.string(), z.string()),
  stages: z.array(
    z.object({
      stage: z.string(),
      amount: z.number(),
      share: value,
      lines: z.number(),
      budget: value,
      over_budget: value,
      over_budget_share: value,
    }),
  ),
  total_cost: value,
  budget: z
    .object({ planned: z.number(), spent: z.number(), over: z.number(), over_share: value })
    .nullable(),
  cac: z
    .object({
      blended: value,
      new_customers: z.number(),
      total_spend: z.number(),
      unassigned_spend: z.number(),
      channels: z.array(
        z.object({
          channel: z.string(),
          spend: z.number(),
          budget: value,
          over_budget: value,
          new_customers: z.number(),
          attributed: value,
          fully_loaded: value,
        }),
      ),
    })
    .nullable(),
  periods: z.array(z.object({ period: z.string(), stage: z.string(), amount: z.number(), budget: value })),
  service: z
    .object({
      cost: z.number(),
      minutes: value,
      capacity_minutes: z.number(),
      rate_per_minute: z.number(),
      utilisation: value,
      unused_cost: value,
      untimed_cost: z.number(),
      driver: z.string().nullable(),
      margin_basis: z.string().nullable(),
      segments: z.array(
        z.object({
          segment: z.string(),
          n: z.number(),
          margin: z.number(),
          cost: z.number(),
          cost_share: value,
          margin_share: value,
          over_served: z.boolean(),
        }),
      ),
    })
    .nullable(),
  whale: z
    .object({
      n: z.number(),
      total: z.number(),
      peak: z.number(),
      peak_share: value,
      count_at_peak: z.number(),
      unprofitable: z.number(),
      curve: z.array(z.object({ customers: z.number(), profit: z.number() })),
    })
    .nullable(),
  measures: z.array(
    z.object({
      stage: z.string(),
      before: z.string(),
      after: z.string(),
      cost_before: z.number(),
      cost_after: z.number(),
      months_before: z.number(),
      months_after: z.number(),
      saving_rate: value,
      unit: z.string().nullable(),
      unit_cost_before: value,
      unit_cost_after: value,
      unit_saving_rate: value,
      collected: z.string(),
      interpretation: z.string(),
    }),
  ),
  record: z
    .object({
      name: z.string().nullable(),
      stage: z.string().nullable(),
      compare_stage: z.string().nullable(),
      before: span,
      after: span,
      executed_share: value,
      goals: z.array(
        z.object({
          figure: z.string(),
          target: z.number(),
          reached: value,
          as: z.string(),
          met: z.boolean().nullable(),
        }),
      ),
      collected: z.array(
        z.object({
          figure: z.string(),
          before: value,
          after: value,
          n_before: z.number(),
          n_after: z.number(),
          unit: z.string(),
          low: value,
          high: value,
        }),
      ),
      monthly_saving: value,
      saving_rate: value,
      unit_saving_rate: value,
      adjusted_monthly_saving: value,
      investment: value,
      benefit: value,
      roi: value,
      npv: value,
      payback_months: value,
      goal_met: z.boolean().nullable(),
      missed_by: z.string().nullable(),
      steps: z.array(z.string()),
    })
    .nullable(),
  missing_months: z.array(z.object({ stage: z.string().nullable(), months: z.array(z.string()) })),
  activation: z
    .object({
      new_customers: z.number(),
      activated: z.number(),
      rate: value,
      within_days: z.number(),
      median_days: value,
      cost: z.number(),
      cost_per_activated: value,
      by: z.string(),
    })
    .nullable(),
  attribution: z.array(
    z.object({
      method: z.string(),
      channel: z.string(),
      customers: z.number(),
      share: value,
      touch_cost: value,
      cost_per_customer: value,
    }),
  ),
  indicators: z.array(
    z.object({
      stage: z.string(),
      name: z.string(),
      value,
      numerator: z.number(),
      denominator: z.number(),
      unit: z.string(),
    }),
  ),
  missing_indicators: z.array(z.object({ name: z.string(), needs: z.string() })),
  benchmarks: z.array(
    z.object({ name: z.string(), value, benchmark: z.number(), difference: value, ratio: value }),
  ),
  lifecycle: z
    .object({
      customers: z.number(),
      cost_per_customer: z.number(),
      gross_clv: value,
      net_lifecycle_value: value,
      churn_cost_per_lost: value,
      lost: z.number(),
    })
    .nullable(),
})

export const emptyCosts = {
  saving_rate: null,
  roi: null,
  roi_basis: null,
  npv: null,
  irr: null,
  payback_periods: null,
  discounted_payback_periods: null,
  payback_months: null,
  payback_months_with_churn: null,
  ltv: null,
  clv_to_cac: null,
  reasons: {},
  stages: [],
  total_cost: null,
  budget: null,
  cac: null,
  periods: [],
  service: null,
  whale: null,
  measures: [],
  record: null,
  missing_months: [],
  activation: null,
  attribution: [],
  indicators: [],
  missing_indicators: [],
  benchmarks: [],
  lifecycle: null,
}
