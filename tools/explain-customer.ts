import { z } from 'zod'
import { day, defineTool, scenario, whereOutput } from '../src/tool.ts'
import { explainStored } from './parts/explain-stored.ts'
import { words } from './words/explain-customer.ts'

const value = z.number().nullable()
const rawValue = z.union([z.number(), z.string()]).nullable()

export default defineTool({
  name: 'explain_customer',
  title: 'One customer explained',
  description:
    'One stored customer: value, health score, churn risk, why against peers and against healthy customers, last evidence rows, what would change the score and by how much, next action. Association, not cause; no personal data. Not for lists.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'Why is account A-00006 unhealthy, and what would help?', input: { customer_id: 'A-00006' } },
    { ask: '客戶 0000008 現在怎麼樣？', input: { customer_id: '0000008' } },
  ],
  input: z.object({
    customer_id: z.string().min(1).max(200),
    as_of: day.optional(),
    scenario: scenario.optional(),
    limit: z.number().int().min(1).max(50).default(8).describe('evidence rows'),
  }),
  output: z.object({
    customer_id: z.string(),
    active: z.boolean().nullable(),
    value: z
      .object({
        clv_forward: value,
        low: value,
        high: value,
        clv_historical: value,
        revenue_per_year: value,
        tier: z.enum(['high', 'mid', 'low']).nullable(),
        peer_median: value,
        value_at_risk: value,
        spend_cap: value,
      })
      .nullable(),
    health: z
      .object({
        score: value,
        band: z.enum(['high', 'medium', 'low']).nullable(),
        coverage: z.number(),
        profile: z.string(),
        points_to_next_band: value,
      })
      .nullable(),
    risk: z
      .object({
        churn_probability: value,
        basis: z.string(),
        window_days: value,
        reason: z.string().nullable(),
      })
      .nullable(),
    peers: z
      .object({
        definition: z.string(),
        filter: whereOutput,
        n: z.number(),
        healthy_definition: z.string().nullable(),
        healthy_n: z.number(),
      })
      .nullable(),
    parts: z.array(
      z.object({
        dimension: z.string(),
        score: value,
        weight: z.number(),
        points: z.number(),
        peer_median: value,
        against_peers: value,
        healthy_median: value,
        against_healthy: value,
      }),
    ),
    inputs: z.array(
      z.object({
        dimension: z.string(),
        field: z.string(),
        value: rawValue,
        score: value,
        peer_median: value,
        healthy_median: value,
      }),
    ),
    counter_example: z
      .object({
        dimension: z.string(),
        n: z.number(),
        not_low: z.number(),
        customer_id: z.string().nullable(),
      })
      .nullable(),
    what_would_change: z.array(
      z.object({
        change: z.string(),
        fields: z.array(z.object({ field: z.string(), from: z.number(), to: z.number() })),
        score_after: z.number(),
        score_change: z.number(),
        band_after: z.enum(['high', 'medium', 'low']).nullable(),
      }),
    ),
    next_action: z
      .object({
        /** Ids of the playbooks it is made of. */
        playbooks: z.array(z.string()),
        title: z.string(),
        because: z.string(),
        steps: z.array(z.string()),
        allowed: z.boolean(),
        blocked: z.string().nullable(),
      })
      .nullable(),
    evidence: z.array(
      z.object({
        entity: z.string(),
        day: z.string().nullable(),
        import_id: z.string(),
        row: z.number(),
        values: z.record(z.string(), rawValue),
      }),
    ),
    evidence_total: z.number(),
  }),
  async run(input, context) {
    return explainStored(input, context, context.say(words))
  },
})
