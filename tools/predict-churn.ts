import { z } from 'zod'
import {
  day,
  defineTool,
  detail,
  fraction,
  limit,
  money,
  offset,
  rowFields,
  scenario,
  where,
} from '../src/tool.ts'
import { judgeDirect } from './parts/predict-direct.ts'
import { predictStored } from './parts/predict-stored.ts'
import { words } from './words/predict-churn.ts'

const value = z.number().nullable()
const profit = z.object({ value: z.number(), fraction: z.number() }).nullable()
const interval = z.object({ value, low: value, high: value })

const inputs = z
  .strictObject({
    scores: z.array(z.number()).min(1).max(200_000).optional(),
    labels: z
      .array(z.union([z.literal(0), z.literal(1)]))
      .min(1)
      .max(200_000)
      .optional(),
    clv: money.optional(),
    incentive: money.optional(),
    contact_cost: money.optional(),
    accept_alpha: z.number().positive().max(1e6).optional(),
    accept_beta: z.number().positive().max(1e6).optional(),
    accept: fraction.optional(),
  })
  .meta({
    brief: 'scores[], labels[] to judge; clv, incentive, contact_cost, accept_alpha, accept_beta for profit',
  })

export default defineTool({
  name: 'predict_churn',
  title: 'Churn probabilities',
  description:
    'Churn probability per customer with reasons and value at risk; tests on later windows beside a naive rule, calibration, both errors, leaks. Also judges given scores.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'Can I trust this churn model, and who is most at risk?', input: { limit: 5 } },
    {
      ask: '这组流失分数准不准，按默认成本能赚多少？',
      input: {
        inputs: { scores: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], labels: [0, 1, 0, 1, 0, 1, 0, 1] },
      },
    },
  ],
  input: z.object({
    inputs: inputs.optional(),
    horizon_days: z.number().int().min(7).max(365).optional(),
    exclude: z.array(z.string().max(200)).max(100).optional().describe('fields to leave out'),
    contact_share: z.number().min(0.001).max(1).default(0.1),
    where: where.optional(),
    as_of: day.optional(),
    scenario: scenario.optional(),
    detail,
    limit: limit(100, 5),
    offset,
  }),
  output: z.object({
    outcome: z.enum(['model', 'no_signal', 'rule_bands', 'judged']).nullable(),
    definition: z.string().nullable(),
    model: z
      .object({
        chosen: z.string(),
        candidates: z.array(
          z.object({
            name: z.string(),
            auc: value,
            auc_low: value,
            auc_high: value,
            brier: value,
            pr_auc: value.optional(),
            log_loss: value.optional(),
            ece: value.optional(),
            lift_at_10: value.optional(),
          }),
        ),
        boosting_gain: interval.nullable(),
        auc: value,
        auc_low: value,
        auc_high: value,
        pr_auc: value,
        prevalence: value,
        brier: value,
        brier_base: value,
        log_loss: value,
        log_loss_base: value,
        ece: value,
        lift_at_10: value,
        deciles: z
          .array(
            z.object({
              n: z.number(),
              churned: z.number(),
              lift: value,
              lift_low: value,
              lift_high: value,
            }),
          )
          .optional(),
        split: z.object({
          kind: z.enum(['time', 'customers']),
          folds: value,
          trained_from: z.string().nullable(),
          tested_from: z.string().nullable(),
          tested_to: z.string().nullable(),
          origins: value,
          n: z.number(),
          events: z.number(),
        }),
        trained_on: z.number(),
        windows: z.number(),
        fields: z.array(z.string()).optional(),
        field_count: z.number().optional(),
      })
      .nullable(),
    auc: value,
    pr_auc: value,
    brier: value,
    log_loss: value,
    lift_at_10: value,
    emp: profit,
    mp: profit,
    calibration: z.array(
      z.object({
        from: z.number(),
        to: z.number(),
        n: z.number(),
        predicted: z.number(),
        observed: value,
        low: value,
        high: value,
      }),
    ),
    backtest: z.array(
      z.object({
        horizon_days: z.number(),
        tested_from: z.string().nullable(),
        tested_to: z.string().nullable(),
        origins: z.number(),
        n: z.number(),
        churned: z.number(),
        churned_low: value.optional(),
        churned_high: value.optional(),
        expected: value,
        auc: value,
        auc_low: value,
        auc_high: value,
        lift_at_10: value,
        ece: value,
        rule: z.string().nullable(),
        rule_auc: value,
        rule_lift_at_10: value,
        gain_low: value,
        gain_high: value,
        true_positives: value,
        false_positives: value,
        false_negatives: value,
        true_negatives: value,
        shortfall: z.string().nullable(),
      }),
    ),
    weak_spots: z.array(
      z.object({
        field: z.string(),
        level: z.string(),
        n: z.number(),
        predicted: z.number(),
        observed: value,
        low: value,
        high: value,
        auc: value,
      }),
    ),
    leaks: z.array(
      z.object({
        field: z.string(),
        column: z.string().nullable(),
        reason: z.string(),
        evidence: z.string(),
        auc: value,
        rate: value,
        honest_auc: value,
        leaky_auc: value,
      }),
    ),
    gate: z
      .object({
        met: z.boolean(),
        events: z.number(),
        events_needed: z.number(),
        customers: z.number(),
        customers_needed: z.number(),
        events_short: z.number(),
        customers_short: z.number(),
      })
      .nullable(),
    rule_bands: z
      .object({
        label: z.string(),
        signs: z.array(z.string()),
        bands: z.array(
          z.object({
            band: z.string(),
            n: z.number(),
            rate: value.optional(),
            low: value.optional(),
            high: value.optional(),
          }),
        ),
        test: z
          .object({
            from: z.string(),
            to: z.string(),
            n: z.number(),
            churned: z.number(),
            bands: z.array(
              z.object({
                band: z.string(),
                n: z.number(),
                churned: z.number(),
                rate: value,
                low: value,
                high: value,
              }),
            ),
            signs: z.array(z.object({ field: z.string(), auc: value, auc_low: value, auc_high: value })),
            flat: z
              .object({
                rate: z.number(),
                expected: z.number(),
                brier: z.number(),
                brier_in_hindsight: z.number(),
              })
              .nullable(),
          })
          .nullable()
          .optional(),
      })
      .nullable(),
    expected: z
      .object({
        customers: z.number(),
        churned: value,
        value_at_risk: value,
        value_at_risk_ci: z.array(z.number()).optional(),
      })
      .nullable(),
    rows: z.array(
      z.object({
        customer_id: z.string(),
        churn_probability: value,
        low: value,
        high: value,
        value_at_risk: value,
        clv_forward: value.optional(),
        band: z.string().optional(),
        reasons: z.array(z.string()),
      }),
    ),
    ...rowFields,
  }),
  async run(input, context) {
    const say = context.say(words)
    const { scores, labels, ...costs } = input.inputs ?? {}
    if (scores || labels)
      return judgeDirect({ scores: scores ?? [], labels: labels ?? [], costs }, say, context)
    return predictStored({ ...input, costs }, context, say)
  },
})
