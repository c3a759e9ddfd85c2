import { z } from 'zod'
import { page, rowFields } from '../../src/tool.ts'
import type { words } from '../words/design-experiment.ts'
import type { WordsOf } from './words-of.ts'

export type ExperimentWords = WordsOf<typeof words>

export const experimentFormula = 'sample-size'

const value = z.number().nullable()

export const experimentOutput = z.object({
  n_per_arm: value,
  n_exact: value,
  n_treated: value,
  n_control: value,
  detectable_effect: value,
  detectable_fall: value,
  achieved_power: value,
  baseline_rate: value,
  target_rate: value,
  alpha: z.number(),
  power: z.number(),
  design: z
    .object({
      campaign: z.string(),
      eligible: value,
      treated: value,
      control: value,
      hold_out_share: z.number(),
      stratified_by: z.array(z.string()),
      seed: z.number(),
      primary_metric: z.string(),
      outcome_window_days: z.number(),
      duration_days: z.number(),
      duration: z.string(),
      guardrails: z.array(z.string()),
      stop_rule: z.string(),
      tau: value,
    })
    .nullable(),
  exclusions: z.array(z.object({ reason: z.string(), n: z.number(), meaning: z.string() })),
  arms: z.array(z.object({ arm: z.string(), n: z.number(), share: z.number() })),
  strata: z.array(z.object({ stratum: z.string(), treatment: z.number(), control: z.number() })),
  assignment_file: z.string().nullable(),
  rows: z.array(z.object({ customer_id: z.string(), arm: z.string(), stratum: z.string() })),
  ...rowFields,
})

export const emptyExperiment = {
  n_per_arm: null,
  n_exact: null,
  n_treated: null,
  n_control: null,
  detectable_effect: null,
  detectable_fall: null,
  achieved_power: null,
  baseline_rate: null,
  target_rate: null,
  alpha: 0.05,
  power: 0.8,
  design: null,
  exclusions: [],
  arms: [],
  strata: [],
  assignment_file: null,
  ...page([], { limit: 1 }),
}
