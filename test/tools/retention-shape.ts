import { z } from 'zod'
import type { Answer } from '../../src/kernel/answer.ts'

export const value = z.number().nullable()
const rate = z.object({ name: z.string(), rate: value, numerator: z.number(), denominator: z.number() })
const month = z.object({
  month: z.string(),
  start: z.number(),
  new: z.number(),
  expansion: z.number(),
  contraction: z.number(),
  churn: z.number(),
  reactivation: z.number(),
  fx: z.number(),
  end: z.number(),
  nrr: value,
  grr: value,
  churned_customers: z.number(),
  customers_end: z.number(),
  logo_churn: value,
})
const shape = z.object({
  cohorts: z.array(
    z.object({
      cohort: z.string(),
      size: z.number(),
      cells: z.array(
        z.object({ age: z.number(), rate: value, numerator: z.number(), denominator: z.number() }),
      ),
    }),
  ),
  survival: z.array(z.object({ group: z.string().optional(), time: z.number(), survival: z.number() })),
  median: value,
  groups: z.array(
    z.object({ name: z.string(), n: z.number(), median: value, median_reason: z.string().nullable() }),
  ),
  log_rank: z.object({ chi_square: z.number(), p_value: z.number() }).nullable(),
  cox: z
    .object({
      coefficients: z.array(z.object({ name: z.string(), coefficient: value })),
      log_likelihood: z.number(),
      concordance: value,
    })
    .nullable(),
  definitions: z.array(rate),
  sensitivity: z.array(rate.extend({ days: z.number() })),
  gross_churn: value,
  net_churn: value,
  grr: value,
  nrr: value,
  quick_ratio: value,
  movements: z.array(month),
  comparison: z
    .object({
      before: value,
      after: value,
      change: value,
      total_mix: z.number(),
      total_rate: z.number(),
      steps: z.array(z.object({ mix: z.number(), rate: z.number() })),
      waterfall: z.object({
        opening: z.number(),
        new: z.number(),
        returned: z.number(),
        lost: z.number(),
        closing: z.number(),
      }),
    })
    .nullable(),
})
/** An answer of analyze_retention, held to the shape its tests look at. */
export const read = (answer: Answer) => shape.parse(answer)
