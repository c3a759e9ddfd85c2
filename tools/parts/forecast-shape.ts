import { z } from 'zod'
import type { words } from '../words/forecast.ts'
import { decisionHorizon } from './decision-shape.ts'
import type { WordsOf } from './words-of.ts'

export type ForecastWords = WordsOf<typeof words>

export const forecastFormula = 'forecast'

const value = z.number().nullable()

export const forecastOutput = z.object({
  combined_cut: value,
  overlap: value,
  revenue_kept: value,
  revenue_retention: value,
  contradictions: z.array(
    z.object({
      claim: z.string(),
      claimed: z.number(),
      implied: z.number(),
      unit: z.string().optional(),
      needed_cut: z.number().optional(),
      arithmetic: z.string(),
    }),
  ),
  measures: z.array(
    z.object({
      measure: z.string(),
      baseline: z.number(),
      low: z.number(),
      base: z.number(),
      high: z.number(),
      unit: z.string(),
      horizon_months: z.number(),
    }),
  ),
  do_nothing: z
    .object({
      monthly_churn: z.number(),
      remaining: z.number(),
      revenue: z.number(),
      lost_revenue: z.number(),
      months: z.array(z.object({ month: z.number(), remaining: z.number(), revenue: z.number() })),
    })
    .nullable(),
  decision_horizon: decisionHorizon,
  six_months: z.array(
    z.object({
      band: z.string(),
      n: z.number(),
      run_rate: z.number(),
      expected_loss: z.number(),
      weighted_pipeline: z.number(),
      value: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
  strategies: z.array(
    z.object({
      name: z.string(),
      effect_low: z.number(),
      effect_high: z.number(),
      reach: z.number(),
      reach_value: z.number(),
      customers: value,
      basis: z.string(),
    }),
  ),
  tornado: z.array(z.object({ factor: z.string(), low: z.number(), high: z.number(), range: z.number() })),
  scenario_diff: z.array(
    z.object({ measure: z.string(), base: value, scenario: value, change: value, unit: z.string() }),
  ),
  tier_moves: z.array(
    z.object({ from: z.string(), to: z.string(), n: z.number(), sample: z.array(z.string()) }),
  ),
  drop_outs: z.object({ n: z.number(), sample: z.array(z.string()) }).nullable(),
})

export const emptyForecast = {
  combined_cut: null,
  overlap: null,
  revenue_kept: null,
  revenue_retention: null,
  contradictions: [],
  measures: [],
  do_nothing: null,
  decision_horizon: null,
  six_months: [],
  strategies: [],
  tornado: [],
  scenario_diff: [],
  tier_moves: [],
  drop_outs: null,
}
