import { z } from 'zod'
import { rowFields } from '../../src/tool.ts'

const value = z.number().nullable()

const blocks = {
  clv: value.optional(),
  churn_cost: value.optional(),
  clv_historical: value.optional(),
  clv_current: value.optional(),
  clv_potential: value.optional(),
  upgrade_value: value.optional(),
  referral_value: value.optional(),
  clv_total: value.optional(),
  clv_forward: value.optional(),
}

/** What `compute_clv` answers, for calculators and stored customers alike. */
export const clvOutput = z.object({
  framework: z.object(blocks).nullable(),
  recommended: z
    .object({ ...blocks, low: value.optional(), high: value.optional(), reason: z.string().optional() })
    .nullable(),
  clv_to_cac: value,
  payback_months: value,
  payback_months_with_churn: value,
  sensitivity: z.array(
    z.object({
      factor: z.string(),
      low_input: z.number(),
      high_input: z.number(),
      low_value: value,
      high_value: value,
      range: value,
    }),
  ),
  yearly: z.array(
    z.object({
      year: z.number(),
      survival: z.number(),
      margin: z.number(),
      factor: z.number(),
      present_value: z.number(),
    }),
  ),
  model: z
    .object({
      name: z.string(),
      parameters: z.record(z.string(), z.number().nullable()),
      standard_errors: z.record(z.string(), z.number().nullable()).nullable(),
      log_likelihood: value,
      n: z.number(),
      time_unit: z.string(),
      converged: z.boolean().nullable(),
      identified: z.boolean().nullable(),
      diagnostics: z
        .object({
          aic: value,
          bic: value,
          gradient_norm: value,
          condition_number: value,
          kkt_first_order: z.boolean(),
          kkt_second_order: z.boolean(),
          at_boundary: z.array(z.string()),
          evaluations: z.number(),
          warnings: z.array(z.string()),
        })
        .nullable(),
      holdout: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
      calibration: z.array(
        z.object({
          repeats: z.number(),
          at_least: z.boolean(),
          n: z.number(),
          actual: value,
          predicted: value,
        }),
      ),
      tracking: z.array(
        z.object({ week: z.number(), held_out: z.boolean(), actual: z.number(), expected: value }),
      ),
      covariates: z.array(
        z.object({
          name: z.string(),
          buying: value,
          buying_error: value,
          leaving: value,
          leaving_error: value,
        }),
      ),
    })
    .nullable(),
  /** How customers leave, decided from the data. */
  setting: z
    .object({ kind: z.string(), reason: z.string(), why: z.string(), methods: z.array(z.string()) })
    .nullable(),
  /** Everybody (`segment` null), then the levels of `by`, with what a new customer of each brings. */
  segments: z.array(
    z.object({
      segment: z.string().nullable(),
      n: z.number(),
      evidence: z.number(),
      clv_forward: value,
      low: value,
      high: value,
      new_customer: z
        .object({
          source: z.enum(['segment', 'pooled']),
          expected_purchases: value,
          expected_spend: value,
          clv_forward: value,
        })
        .nullable(),
    }),
  ),
  p_alive: value,
  expected_purchases: value,
  expected_spend: value,
  derl: value,
  population: z
    .object({
      n: z.number(),
      active: z.number(),
      clv_forward_sum: value,
      low: value,
      high: value,
      clv_forward_mean: value,
      annual_churn: value,
      tiers: z.object({ high: z.number(), mid: z.number(), basis: z.string() }),
      by_tier: z.array(
        z.object({
          tier: z.string(),
          n: z.number(),
          clv_forward: z.number(),
          low: value.optional(),
          high: value.optional(),
        }),
      ),
    })
    .nullable(),
  rows: z.array(
    z.object({
      customer_id: z.string(),
      repeats: value,
      recency_days: value,
      age_days: value,
      mean_spend: value,
      p_alive: value,
      expected_purchases: value,
      clv_historical: value,
      clv_forward: value,
      low: value,
      high: value,
      tier: z.string().nullable(),
    }),
  ),
  ...rowFields,
})

type Reply = z.input<typeof clvOutput>

/** An answer in which nothing is known yet; callers lay their part over it. */
export const noClv: Reply = {
  framework: null,
  recommended: null,
  clv_to_cac: null,
  payback_months: null,
  payback_months_with_churn: null,
  sensitivity: [],
  yearly: [],
  model: null,
  setting: null,
  segments: [],
  p_alive: null,
  expected_purchases: null,
  expected_spend: null,
  derl: null,
  population: null,
  rows: [],
  total_rows: 0,
  returned_rows: 0,
  truncated: false,
  next: null,
}
