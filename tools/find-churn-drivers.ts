import { z } from 'zod'
import { day, defineTool, detail, scenario, where, whereOutput } from '../src/tool.ts'
import { driversStored } from './parts/drivers-stored.ts'
import { words } from './words/find-churn-drivers.ts'

const value = z.number().nullable()
const pair = z.tuple([z.number(), z.number()])
const ends = z.tuple([value, value])
export default defineTool({
  name: 'find_churn_drivers',
  title: 'Churn drivers and high-risk groups',
  description:
    'Why customers leave, who is at high risk: drivers with shares of 100, groups as filters with risk and revenue at risk, leaks named. Association, not cause; no customer scores.',
  effect: 'read',
  core: true,
  examples: [
    { ask: 'Why do customers leave, and which groups are at risk?', input: {} },
    { ask: '只用一个条件描述高风险群体', input: { max_conditions: 1 } },
  ],
  input: z.object({
    where: where.optional(),
    max_conditions: z.number().int().min(1).max(3).optional(),
    exclude: z.array(z.string().max(200)).max(100).optional().describe('fields to leave out'),
    as_of: day.optional(),
    scenario: scenario.optional(),
    detail,
    limit: z.number().int().min(1).max(20).optional(),
  }),
  output: z.object({
    baseline: z
      .object({
        definition: z.string(),
        kind: z.enum(['label', 'silence', 'contract']),
        from: z.string().nullable(),
        to: z.string(),
        window_days: z.number(),
        numerator: z.number(),
        denominator: z.number(),
        windows: z.number().optional(),
        cases: z.number().optional(),
        events: z.number().optional(),
        rate: value,
        low: value,
        high: value,
        healthy_rate: value,
        gate_met: z.boolean(),
        before: z
          .object({
            from: z.string(),
            to: z.string(),
            numerator: z.number(),
            denominator: z.number(),
            rate: value,
            low: value,
            high: value,
            difference: value,
            difference_low: value,
            difference_high: value,
          })
          .optional(),
      })
      .nullable(),
    drivers: z.array(
      z.object({
        name: z.string(),
        impact_pct: z.number(),
        impact_ci: pair,
        definition: z.string(),
        filter: whereOutput,
        exposure_pct_churned: z.number(),
        exposure_ci_churned: ends.optional(),
        exposure_pct_retained: z.number(),
        rate_exposed: value,
        rate_exposed_ci: ends.optional(),
        rate_others: value,
        lift: z.number(),
        lift_ci: ends.optional(),
        relative_risk: value.optional(),
        odds_ratio: value.optional(),
        attributable_fraction: value.optional(),
        information_value: z.number().optional(),
        p_value: z.number().optional(),
        detail: z.string().optional(),
        hypothesis: z.boolean().optional(),
        sensitive: z.boolean().optional(),
        also_measured_by: z.array(z.string()).optional(),
        figure_ids: z.array(z.string()).optional(),
      }),
    ),
    other_pct: value,
    unexplained_pct: value,
    unconfirmed: z
      .array(
        z.object({
          name: z.string(),
          definition: z.string(),
          filter: whereOutput,
          n: z.number(),
          exposure_pct_churned: value,
          exposure_ci_churned: ends,
          exposure_pct_retained: value,
          exposure_ci_retained: ends,
          rate_exposed: value,
          rate_exposed_ci: ends,
          rate_others: value,
          rate_others_ci: ends,
          lift: z.number(),
          lift_ci: ends,
          p_value: z.number(),
          sensitive: z.boolean(),
        }),
      )
      .optional(),
    high_risk_groups: z.array(
      z.object({
        name: z.string().optional(),
        definition_text: z.string(),
        definition_filter: whereOutput,
        n: z.number(),
        risk_pct: value,
        risk_ci: ends,
        base_rate_pct: value,
        lift: z.number(),
        members_now: value,
        revenue_at_risk: value,
        revenue_at_risk_ci: ends.optional(),
        reason: z.string().optional(),
        small: z.boolean().optional(),
        figure_ids: z.array(z.string()).optional(),
      }),
    ),
    overlap: z.array(z.array(z.number())).optional(),
    covered: z.object({ n: z.number(), churned: z.number() }).nullable(),
    excluded: z.array(
      z.object({
        field: z.string(),
        reason: z.string(),
        leak: z.boolean(),
        auc: value,
        rate: value,
        coverage: value,
      }),
    ),
  }),
  run: (input, context) => driversStored(input, context, context.say(words)),
})
