import { z } from 'zod'
import type { words } from '../words/measure-campaign.ts'
import type { WordsOf } from './words-of.ts'

export type CampaignWords = WordsOf<typeof words>

export const campaignFormula = 'campaign-lift'

const value = z.number().nullable()
const rate = z.object({ value, low: value, high: value, n: z.number() })

export const campaignOutput = z.object({
  lift: z
    .object({
      value: z.number(),
      low: z.number(),
      high: z.number(),
      z: value,
      p_value: value,
      relative: value,
      treated_rate: value,
      control_rate: value,
      treated_n: z.number(),
      control_n: z.number(),
      harmful: z.boolean(),
      sufficient: z.boolean(),
    })
    .nullable(),
  probability_better: value,
  expected_loss: z.object({ choosing_treated: z.number(), choosing_control: z.number() }).nullable(),
  sequential: z
    .object({ always_valid_p: value, low: z.number(), high: z.number(), stop: z.boolean(), tau: z.number() })
    .nullable(),
  sample_ratio: z.object({ p_value: z.number(), mismatch: z.boolean(), planned: z.string() }).nullable(),
  variants: z.array(
    z.object({
      variant: z.string(),
      n: z.number(),
      rate: value,
      lift: value,
      low: value,
      high: value,
      p_value: value,
      harmful: z.boolean(),
      probability_better: value,
      cost: value,
      cost_per_incremental_save: value,
    }),
  ),
  reached: z
    .object({
      control: z.number(),
      control_n: z.number(),
      treated: z.number(),
      treated_n: z.number(),
      effect: value,
      low: value,
      high: value,
    })
    .nullable(),
  missing: z
    .object({
      treated: z.number(),
      control: z.number(),
      p_value: value,
      lowest_lift: z.number(),
      highest_lift: z.number(),
    })
    .nullable(),
  programme: z
    .object({
      attempts: z.number(),
      saves: z.number(),
      success_rate: rate,
      total_cost: value,
      total_benefit: value,
      total_roi: value,
      incremental_roi: value,
      incremental_roi_low: value,
      incremental_roi_high: value,
      cost_per_save: value,
      cost_per_incremental_save: value,
      cost_per_incremental_save_low: value,
      cost_per_incremental_save_high: value,
      protection_rate: value,
      response_rate: rate,
      within_24h: rate,
      median_hours: value,
      high_tier_save_rate: rate,
      satisfaction: value,
      satisfaction_n: z.number(),
      repeat_churn: rate,
    })
    .nullable(),
  money: z
    .object({ value: z.number(), low: z.number(), high: z.number(), p_value: value, field: z.string() })
    .nullable(),
  posteriors: z.array(
    z.object({
      strategy: z.string(),
      tier: z.string(),
      prior_mean: z.number(),
      mean: z.number(),
      low: z.number(),
      high: z.number(),
      alpha: z.number(),
      beta: z.number(),
      successes: z.number(),
      n: z.number(),
      untreated_rate: value,
      planning_rate: z.number(),
    }),
  ),
  weekly: z.array(
    z.object({
      week: z.string(),
      strategy: z.string(),
      tier: z.string(),
      n: z.number(),
      prior_rate: z.number(),
      planning_rate: z.number(),
    }),
  ),
  segments: z.array(
    z.object({
      field: z.string(),
      segment: z.string(),
      lift: z.number(),
      low: z.number(),
      high: z.number(),
      treated_n: z.number(),
      control_n: z.number(),
    }),
  ),
  qini: z
    .object({ coefficient: z.number(), n: z.number(), score: z.string(), definition: z.string() })
    .nullable(),
  learned: z.boolean(),
})

export const emptyCampaign = {
  lift: null,
  probability_better: null,
  expected_loss: null,
  sequential: null,
  sample_ratio: null,
  variants: [],
  reached: null,
  missing: null,
  programme: null,
  money: null,
  posteriors: [],
  weekly: [],
  segments: [],
  qini: null,
  learned: false,
}
