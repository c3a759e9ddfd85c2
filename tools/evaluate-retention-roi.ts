import { z } from 'zod'
import { decisionHorizon } from './parts/decision-shape.ts'
import { evaluateDirect } from './parts/roi-direct.ts'
import { evaluateStored } from './parts/roi-stored.ts'
import { defineTool, fraction, limit, money, offset, rowFields, scenario, where } from '../src/tool.ts'
import { words } from './words/evaluate-retention-roi.ts'

const share = fraction
const range = z.union([share, z.tuple([share, share])])
const moneyRange = z.union([money, z.tuple([money, money])])

const inputs = z.strictObject({
  monthly_revenue: money.optional(),
  lifetime_months: z.number().min(0).max(1200).optional(),
  gross_margin: share.optional(),
  acquisition_cost: money.optional(),
  clv: money.optional(),
  forward_clv: money.optional(),
  cost: moneyRange.optional(),
  marketing: money.optional(),
  offer: money.optional(),
  labour: money.optional(),
  acceptance: share.optional(),
  success_rate: range.optional(),
  churn_probability: share.optional(),
  stay_rate_untreated: share.optional(),
  currency: z.string().max(3).optional(),
})

const decision = z.enum(['execute', 'consider', 'no'])
const rate = z.number().nullable()
const breakEven = z.object({
  success_rate: rate,
  success_rate_for_50: rate,
  success_rate_for_100: rate,
  churn_probability: rate,
  max_spend: rate,
  out_of_reach: z.array(z.string()),
})

export default defineTool({
  name: 'evaluate_retention_roi',
  title: 'Retention ROI',
  description:
    'Is a retention action worth its cost? Framework and incremental ROI, break-evens, spend cap, tornado and seeded simulation, from direct inputs or stored customers. The incremental ROI decides. Rates 0–1. Not for spreading a budget.',
  effect: 'read',
  core: true,
  examples: [
    {
      ask: '月收入 150、預期留 24 個月、毛利 60%、獲客成本 200,方案 500、成功率 50%,值不值得救?',
      input: {
        inputs: {
          monthly_revenue: 150,
          lifetime_months: 24,
          gross_margin: 0.6,
          acquisition_cost: 200,
          cost: 500,
          success_rate: 0.5,
        },
      },
    },
    { ask: 'Which customers repay strategy B?', input: { strategy: 'B', limit: 5 } },
  ],
  input: z.object({
    inputs: inputs
      .optional()
      .describe('direct numbers; no data needed. cost and success_rate may be [low, high]'),
    customer_ids: z.array(z.string()).max(1000).optional(),
    where: where.optional(),
    strategy: z
      .union([
        z.string().max(60),
        z.strictObject({
          marketing: money.optional(),
          offer: money.optional(),
          labour: money.optional(),
          success_rate: range.optional(),
        }),
      ])
      .optional()
      .describe('A, B, C, a stored name, or {marketing, offer, labour, success_rate}'),
    churn_probability: share.optional(),
    stay_rate_untreated: share.optional().describe('of a control group'),
    scenario: scenario.optional(),
    limit: limit(100, 7),
    offset,
  }),
  output: z.object({
    framework: z.object({ clv: z.number(), churn_cost: z.number(), roi: rate, decision }).nullable(),
    incremental: z
      .object({
        roi: rate,
        decision,
        basis: z.enum(['churn_probability', 'control']),
        churn_probability: rate,
        success_rate: z.number(),
        value_lost: z.number(),
        gain: z.number(),
        cost: z.number(),
        break_even_success_rate: rate,
        max_spend: rate,
        by_churn_probability: z.array(z.object({ churn_probability: z.number(), roi: rate, decision })),
      })
      .nullable(),
    break_even: breakEven.nullable(),
    spend_cap: z
      .object({
        amount: z.number(),
        rule: z.enum(['flat', 'share']),
        flat: z.number(),
        by_share: z.number(),
        within_cap: z.boolean(),
      })
      .nullable(),
    tier: z.enum(['high', 'mid', 'low']).nullable(),
    tier_conflict: z.boolean().nullable(),
    tornado: z.array(z.object({ factor: z.string(), low_roi: rate, high_roi: rate, range: rate })),
    simulation: z
      .object({
        mean_roi: z.number(),
        low_roi: z.number(),
        median_roi: z.number(),
        high_roi: z.number(),
        p_over_50: z.number(),
        p_over_100: z.number(),
        p_loss: z.number(),
        incremental: z.object({ mean_roi: z.number(), p_over_50: z.number(), p_over_100: z.number() }),
        n: z.number(),
        seed: z.number(),
        distributions: z.record(z.string(), z.unknown()),
      })
      .nullable(),
    expected_maximum_profit: z
      .object({ value: z.number(), fraction: z.number(), customers: z.number() })
      .nullable(),
    decision_horizon: decisionHorizon,
    groups: z.array(
      z.object({
        tier: z.string(),
        strategy: z.string(),
        n: z.number(),
        worth: z.number(),
        cost: z.number(),
        expected_value: z.number(),
        roi: rate,
        decision,
      }),
    ),
    rows: z.array(
      z.object({
        customer_id: z.string(),
        tier: z.string(),
        strategy: z.string(),
        clv_forward: z.number(),
        churn_probability: z.number(),
        success_rate: z.number(),
        cost: z.number(),
        spend_cap: z.number(),
        expected_value: z.number(),
        roi: rate,
        decision,
        blocked: z.string().nullable(),
      }),
    ),
    ...rowFields,
  }),
  async run(input, context) {
    const direct = input.inputs
    return direct
      ? evaluateDirect(
          {
            ...input,
            inputs: {
              ...direct,
              churn_probability: direct.churn_probability ?? input.churn_probability,
              stay_rate_untreated: direct.stay_rate_untreated ?? input.stay_rate_untreated,
            },
          },
          context,
          context.say(words),
        )
      : evaluateStored(input, context, context.say(words))
  },
})
