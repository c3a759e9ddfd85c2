import { z } from 'zod'
import {
  day,
  defineTool,
  detail,
  limit,
  offset,
  rowFields,
  scenario,
  where,
  whereOutput,
} from '../src/tool.ts'
import { scoreDirect } from './parts/health-direct.ts'
import { scoreStored } from './parts/health-stored.ts'
import { words } from './words/score-health.ts'

const value = z.number().nullable()
const band = z.enum(['high', 'medium', 'low']).nullable()
const score = z.number().min(0).max(100).nullable().optional()
const count = z.number().min(0).max(1e15).nullable().optional()

const churnByBand = z.array(
  z.object({ band: z.string(), rate: value, low: value, high: value, n: z.number() }),
)

const inputs = z
  .strictObject({
    customer_id: z.string().max(100).optional(),
    activity: score,
    contact_quality: score,
    value: score,
    size: score,
    value_percentile: score,
    days_since_last_activity: count,
    total_activities_30d: count,
    total_contacts: count,
    contacts_with_email: count,
    annual_revenue: count,
    total_won_amount: count,
    account_size_segment: z.string().max(60).nullable().optional(),
    number_of_employees: count,
    recency: score,
    frequency: score,
    satisfaction: score,
    usage: score,
    support: score,
    payment: score,
  })
  .meta({
    brief:
      'one customer: CRM fields (days_since_last_activity, total_activities_30d, total_contacts, contacts_with_email, account_size_segment, value_percentile) or dimension scores 0–100 (activity, contact_quality, value, size; null = missing)',
  })

export default defineTool({
  name: 'score_health',
  title: 'Customer health score',
  description:
    'Health score 0–100 (100 is healthy) of stored customers or of one case: bands, risk matrix of any two fields, what the low band has in common, movers since a day, back-test against churn. Not a churn probability.',
  effect: 'read',
  core: true,
  examples: [
    {
      ask: '按健康度给客户分层，并画出行业×规模的风险预警矩阵',
      input: { matrix: { rows: 'industry', columns: 'account_size_segment' }, limit: 5 },
    },
    {
      ask: 'How healthy is an account with these four scores?',
      input: { inputs: { activity: 70, contact_quality: 50, value: 60, size: 40 } },
    },
  ],
  input: z.object({
    inputs: inputs.optional(),
    profile: z.enum(['b2b_crm', 'b2c_purchase', 'saas_usage']).optional(),
    weights: z.record(z.string(), z.number().min(0)).optional().describe('per dimension, for this call'),
    matrix: z
      .strictObject({ rows: z.string(), columns: z.string() })
      .optional()
      .describe('two fields; chosen from the data if left out'),
    compare_to: day.optional().describe('earlier day: who moved and why'),
    backtest: z.boolean().optional(),
    where: where.optional(),
    as_of: day.optional(),
    scenario: scenario.optional(),
    detail,
    limit: limit(100, 8),
    offset,
  }),
  output: z.object({
    bands: z.array(
      z.object({
        band: z.string(),
        n: z.number(),
        share: z.number(),
        low: value,
        high: value,
        revenue: value,
        revenue_share: value,
        filter: whereOutput,
      }),
    ),
    rows: z.array(
      z.object({
        customer_id: z.string().nullable(),
        score: value,
        band,
        coverage: z.number(),
        tier: z.string().nullable().optional(),
        override: z
          .object({ author: z.string(), reason: z.string(), expires_on: z.string().nullable() })
          .optional(),
        parts: z.record(
          z.string(),
          z.object({ dimension: value.optional(), weight: z.number().optional(), points: z.number() }),
        ),
      }),
    ),
    matrix: z
      .object({
        rows: z.string(),
        columns: z.string(),
        overall_low_share: value,
        cells_not_shown: z.number(),
        cells: z.array(
          z.object({
            row: z.string(),
            column: z.string(),
            n: z.number(),
            low_share: value,
            low: value.optional(),
            high: value.optional(),
            suppressed: z.boolean().optional(),
            flagged: z.boolean().optional(),
            rank: value.optional(),
          }),
        ),
      })
      .nullable(),
    dimensions: z.array(
      z.object({ dimension: z.string(), low_mean: value, others_mean: value, gap_points: value }),
    ),
    traits: z.array(
      z.object({
        field: z.string(),
        label: z.string(),
        filter: whereOutput,
        n: z.number(),
        low_rate: value,
        others_low_rate: value,
        lift: value,
        lift_low: value.optional(),
        lift_high: value.optional(),
        share_of_low: z.number().optional(),
        part_of_score: z.boolean(),
        healthy_with_trait: z.number().optional(),
      }),
    ),
    traits_not_shown: z.number(),
    movers: z.array(
      z.object({
        customer_id: z.string(),
        before: z.number(),
        after: z.number(),
        change: z.number(),
        band_before: band,
        band_after: band,
        by_override: z.number().optional(),
        parts: z.array(z.object({ dimension: z.string(), by_value: z.number(), by_weight: z.number() })),
      }),
    ),
    backtest: z
      .object({
        from: z.string(),
        to: z.string(),
        definition: z.string(),
        n: z.number(),
        churned: z.number(),
        auc: value,
        lift_at_10: value,
        churn_by_band: churnByBand,
        ordered: z.boolean(),
        windows: z.array(
          z.object({
            days: z.number(),
            from: z.string(),
            to: z.string(),
            n: z.number(),
            churned: z.number(),
            auc: value,
            lift_at_10: value,
            churn_by_band: churnByBand.optional(),
          }),
        ),
        suggested_weights: z
          .object({
            weights: z.record(z.string(), z.number()),
            auc: value,
            auc_now: value,
            gain_low: value,
            gain_high: value,
            n: z.number(),
            churned: z.number(),
          })
          .nullable(),
      })
      .nullable(),
    ...rowFields,
  }),
  async run(input, context) {
    const say = context.say(words)
    return input.inputs ? scoreDirect(input.inputs, input, context, say) : scoreStored(input, context, say)
  },
})
