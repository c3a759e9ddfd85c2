import { z } from 'zod'
import type { words } from '../words/analyze-costs.ts'
import type { WordsOf } from './words-of.ts'

export type CostWords = WordsOf<typeof words>

export const costFormula = 'lifecycle-costs'

const value = z.number().nullable()

export const costOutput = z.object({
  saving_rate: value,
  roi: value,
  roi_basis: z.enum(['total_benefit', 'net_gain']).nullable(),
  npv: value,
  irr: value,
  payback_periods: value,
  discounted_payback_periods: value,
  payback_months: value,
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
      minutes: z.number(),
      capacity_minutes: z.number(),
      rate_per_minute: z.number(),
      utilisation: z.number(),
      unused_cost: z.number(),
      driver: z.string(),
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
      saving_rate: value,
      plan: z.string(),
      collected: z.string(),
      analysis: z.string(),
      interpretation: z.string(),
      improvement: z.string(),
    }),
  ),
  attribution: z.array(
    z.object({
      method: z.string(),
      channel: z.string(),
      customers: z.number(),
      share: value,
      touch_cost: z.number(),
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
  ltv: null,
  clv_to_cac: null,
  reasons: {},
  stages: [],
  total_cost: null,
  cac: null,
  periods: [],
  service: null,
  whale: null,
  measures: [],
  attribution: [],
  indicators: [],
  benchmarks: [],
  lifecycle: null,
}
