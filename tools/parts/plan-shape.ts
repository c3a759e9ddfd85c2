import { z } from 'zod'
import type { BudgetPlan } from '../../src/domain/budget/index.ts'
import { page, rowFields } from '../../src/tool.ts'
import type { words } from '../words/plan-retention.ts'
import { decisionHorizon } from './decision-shape.ts'
import type { WordsOf } from './words-of.ts'

export type PlanWords = WordsOf<typeof words>

export const planFormula = 'budget-plan'

const rate = z.number().nullable()

const sensitivityRow = z.object({
  success_factor: z.number(),
  customers: z.number(),
  cost: z.number(),
  value: z.number(),
  roi: rate,
})

export const planOutput = z.object({
  budget: rate,
  total_cost: z.number(),
  total_value: z.number(),
  unspent: z.number(),
  roi: rate,
  decision_horizon: decisionHorizon,
  allocation: z.array(
    z.object({
      id: z.string(),
      option: z.string().nullable(),
      n: z.number(),
      cost: z.number(),
      value: z.number(),
      roi: rate,
    }),
  ),
  marginal_roi: z.array(
    z.object({
      spend: z.number(),
      value: z.number(),
      marginal_roi: rate,
      low: rate.optional(),
      high: rate.optional(),
    }),
  ),
  shadow_price: z.number(),
  capacity_price: z.number(),
  bound: z.number(),
  gap: z.number(),
  proven_optimal: z.boolean(),
  stop: z.object({ spend: z.number(), reason: z.string(), last_roi: rate }).nullable(),
  not_worth_saving: z.object({
    n: z.number(),
    why: z.array(z.object({ reason: z.string(), n: z.number(), meaning: z.string() })),
    sample: z.array(
      z.object({ id: z.string(), tier: z.string().optional(), reason: z.string(), best_roi: rate }),
    ),
  }),
  excluded: z.array(z.object({ reason: z.string(), n: z.number(), meaning: z.string() })),
  success_rates: z.array(
    z.object({
      tier: z.string(),
      strategy: z.string(),
      cost: z.number(),
      always_paid: z.number(),
      on_acceptance: z.number(),
      split: z.enum(['stated', 'log', 'low_end', 'unknown']),
      success_rate: z.number(),
      basis: z.enum(['prior', 'outcomes']),
      outcomes: z.number().optional(),
      cap_share: z.number(),
      cap_flat: z.number(),
    }),
  ),
  sensitivity: z.array(sensitivityRow),
  sensitivity_by_strategy: z.array(sensitivityRow.extend({ strategy: z.string() })),
  rows: z.array(
    z.object({
      customer_id: z.string(),
      tier: z.string(),
      strategy: z.string(),
      week: z.number().optional(),
      cost: z.number(),
      expected_value: z.number(),
      roi: rate,
      churn_probability: z.number(),
      clv_forward: z.number(),
    }),
  ),
  ...rowFields,
})

export const emptyPlan = {
  budget: null,
  total_cost: 0,
  total_value: 0,
  unspent: 0,
  roi: null,
  decision_horizon: null,
  allocation: [],
  marginal_roi: [],
  shadow_price: 0,
  capacity_price: 0,
  bound: 0,
  gap: 0,
  proven_optimal: true,
  stop: null,
  not_worth_saving: { n: 0, why: [], sample: [] },
  excluded: [],
  success_rates: [],
  sensitivity: [],
  sensitivity_by_strategy: [],
  ...page([], { limit: 1 }),
}

export const returnOn = (value: number, cost: number): number | null =>
  cost > 0 ? (value - cost) / cost : null

/** ROI of the money spent last, `null` where none is: what one more unit would bring where the budget binds, else the curve's at the spend. */
export function lastReturn(
  { marginalRoi, shadowPrice }: Pick<BudgetPlan, 'marginalRoi' | 'shadowPrice'>,
  spend: number,
): number | null {
  if (spend <= 0) return null
  if (shadowPrice > 0) return shadowPrice - 1
  const upTo = marginalRoi.filter(point => point.spend <= spend + 1e-9)
  return upTo.at(-1)?.marginalRoi ?? null
}
