import { z } from 'zod'
import { day, defineTool, detail, Fault, money, scenario, where } from '../src/tool.ts'
import { retentionDirect } from './parts/retention-direct.ts'
import { retentionStored } from './parts/retention-stored.ts'
import { retentionWords } from './parts/retention-words.ts'

const value = z.number().nullable()
const list = z.array(z.number()).min(1).max(100_000)
const count = z.number().int().min(0).max(1e12)

const inputs = z
  .strictObject({
    durations: list.optional(),
    events: z
      .array(z.union([z.literal(0), z.literal(1)]))
      .min(1)
      .max(100_000)
      .optional(),
    groups: z
      .array(z.union([z.string().max(100), z.number()]))
      .max(100_000)
      .optional(),
    covariates: z.record(z.string().max(100), list).optional(),
    times: list.optional(),
    start_mrr: money.optional(),
    new: money.optional(),
    expansion: money.optional(),
    contraction: money.optional(),
    churn: money.optional(),
    reactivation: money.optional(),
    active_at_start: count.optional(),
    new_customers: count.optional(),
    churned: count.optional(),
    churned_of_new: count.optional(),
  })
  .meta({
    brief:
      'durations[], events[], groups[], covariates {name: []}; or start_mrr, new, expansion, contraction, churn, reactivation; or active_at_start, new_customers, churned, churned_of_new',
  })

const rate = z.object({
  name: z.string(),
  /** The name in the language of the answer. */
  label: z.string().optional(),
  rate: value,
  numerator: z.number(),
  denominator: z.number(),
  low: value.optional(),
  high: value.optional(),
  days: z.number().optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  used_by: z.string().optional(),
  formula: z.string().optional(),
})
const cell = z.object({ age: z.number(), rate: value, numerator: z.number(), denominator: z.number() })

export default defineTool({
  name: 'analyze_retention',
  title: 'Retention analysis',
  description:
    'Cohorts, survival (log-rank, Cox), rival churn definitions, MRR movements, like-for-like periods; of stored or given numbers.',
  effect: 'read',
  examples: [
    {
      ask: 'How much recurring revenue did we gain and lose each month?',
      input: { view: 'movements', periods: 6 },
    },
    { ask: '客户通常多久流失？按渠道比较', input: { view: 'survival', by: 'acquisition_channel' } },
    {
      ask: 'Of 100 active and 20 new customers 15 left, 5 of them new: what is our churn rate?',
      input: { inputs: { active_at_start: 100, new_customers: 20, churned: 15, churned_of_new: 5 } },
    },
  ],
  input: z.object({
    view: z.enum(['cohorts', 'survival', 'definitions', 'movements', 'compare']).default('cohorts'),
    inputs: inputs.optional(),
    by: z.string().max(200).optional(),
    covariates: z.array(z.string().max(200)).max(20).optional(),
    cohort: z.enum(['calendar', 'n_day', 'rolling']).default('calendar'),
    period: z.enum(['month', 'week']).default('month'),
    periods: z.number().int().min(1).max(120).default(12),
    where: where.optional(),
    as_of: day.optional(),
    scenario: scenario.optional(),
    detail,
  }),
  output: z.object({
    view: z.string(),
    cohorts: z.array(z.object({ cohort: z.string(), size: z.number(), cells: z.array(cell) })),
    by_age: z.array(cell.extend({ low: value, high: value })),
    survival: z.array(
      z.object({
        group: z.string().optional(),
        time: z.number(),
        at_risk: z.number(),
        events: z.number(),
        survival: z.number(),
        low: value,
        high: value,
      }),
    ),
    median: value,
    median_ci: z.tuple([value, value]).nullable(),
    restricted_mean: z.object({ value, until: z.number(), standard_error: value }).nullable(),
    groups: z.array(
      z.object({
        name: z.string(),
        n: z.number(),
        events: z.number(),
        median: value,
        median_reason: z.string().nullable(),
      }),
    ),
    log_rank: z
      .object({
        chi_square: z.number(),
        degrees: z.number(),
        p_value: z.number(),
        groups: z.array(
          z.object({ name: z.string(), n: z.number(), observed: z.number(), expected: z.number() }),
        ),
      })
      .nullable(),
    cox: z
      .object({
        n: z.number(),
        events: z.number(),
        coefficients: z.array(
          z.object({
            name: z.string(),
            coefficient: value,
            standard_error: value,
            hazard_ratio: value,
            low: value,
            high: value,
            z: value,
            p_value: value,
            reason: z.string().nullable(),
          }),
        ),
        log_likelihood: z.number(),
        log_likelihood_null: z.number(),
        concordance: value,
        proportionality: z.array(
          z.object({ name: z.string(), chi_square: value, degrees: z.number(), p_value: value }),
        ),
        converged: z.boolean(),
      })
      .nullable(),
    definitions: z.array(rate),
    sensitivity: z.array(rate),
    gross_churn: value,
    net_churn: value,
    grr: value,
    nrr: value,
    quick_ratio: value,
    rates: z.array(rate),
    movements: z.array(
      z.object({
        month: z.string(),
        start: z.number(),
        new: z.number(),
        expansion: z.number(),
        contraction: z.number(),
        churn: z.number(),
        reactivation: z.number(),
        fx: z.number(),
        end: z.number(),
        gross_churn: value.optional(),
        net_churn: value.optional(),
        grr: value,
        nrr: value,
        quick_ratio: value.optional(),
        customers_start: z.number(),
        new_customers: z.number(),
        reactivated_customers: z.number(),
        churned_customers: z.number(),
        customers_end: z.number(),
        logo_churn: value,
      }),
    ),
    comparison: z
      .object({
        by: z.string(),
        before: value,
        after: value,
        like_for_like: value,
        change: value,
        total_mix: z.number(),
        total_rate: z.number(),
        residual: z.number(),
        before_from: z.string(),
        before_to: z.string(),
        after_from: z.string(),
        after_to: z.string(),
        steps: z.array(
          z.object({
            name: z.string(),
            before_n: z.number(),
            before_churned: z.number(),
            after_n: z.number(),
            after_churned: z.number(),
            mix: z.number(),
            rate: z.number(),
          }),
        ),
        waterfall: z.object({
          from: z.string(),
          to: z.string(),
          opening: z.number(),
          new: z.number(),
          returned: z.number(),
          lost: z.number(),
          closing: z.number(),
        }),
      })
      .nullable(),
  }),
  async run(input, context) {
    const say = retentionWords(context)
    for (const field of ['where', 'by', 'as_of'] as const)
      if (input.inputs && input[field] !== undefined)
        throw new Fault('invalid_input', { field, problem: 'works on stored data, not beside inputs' })
    return input.inputs ? retentionDirect(input.inputs, context, say) : retentionStored(input, context, say)
  },
})
