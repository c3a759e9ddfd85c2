import { planBudget } from '../../src/domain/budget/index.ts'
import type { BudgetItem } from '../../src/domain/budget/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { emptyPlan, lastReturn, planFormula, returnOn } from './plan-shape.ts'
import type { PlanWords } from './plan-shape.ts'

export interface DirectPlan {
  items: BudgetItem[]
  budget?: number | undefined
  capacity?: number | undefined
  min_marginal_roi?: number | undefined
  currency?: string | undefined
}

/** The best use of a budget over items given directly; nothing is read from the store. */
export function planDirect(inputs: DirectPlan, context: ToolContext, say: PlanWords) {
  const { items, budget, capacity, min_marginal_roi: minMarginalRoi } = inputs
  if (budget === undefined) throw new Fault('invalid_input', { field: 'inputs.budget', problem: 'is needed' })
  const plan = planBudget(items, { budget, capacity, minMarginalRoi })
  const { formats } = context
  const currency = inputs.currency ?? null
  const unit = currency ?? 'money'
  const roi = returnOn(plan.totalValue, plan.totalCost)
  const below = plan.notChosen.filter(({ reason }) => reason !== 'outbid')
  const outbid = plan.notChosen.length - below.length
  const reasons = [...new Set(below.map(({ reason }) => reason))]
  const figures = [
    {
      path: 'total_value',
      name: say.figures.value,
      value: plan.totalValue,
      unit,
      badge: 'assumed' as const,
      n: items.length,
    },
    {
      path: 'total_cost',
      name: say.figures.cost,
      value: plan.totalCost,
      unit,
      badge: 'assumed' as const,
      n: items.length,
    },
    {
      path: 'shadow_price',
      name: say.figures.shadow,
      value: plan.shadowPrice,
      unit: 'value per unit of budget',
      badge: 'modelled' as const,
    },
    { path: 'gap', name: say.figures.gap, value: plan.gap, unit: 'fraction', badge: 'modelled' as const },
  ]
  return {
    ...emptyPlan,
    summary: say.direct({
      n: formats.number(items.length, 0),
      chosen: formats.number(plan.allocation.length, 0),
      cost: formats.money(plan.totalCost, currency),
      budget: formats.money(budget, currency),
      value: formats.money(plan.totalValue, currency),
      roi: formats.percent(roi),
      shadow: formats.number(plan.shadowPrice, 3),
      proof: plan.provenOptimal ? say.proven : say.gap(formats.percent(plan.gap, 3)),
      stop: say.stops[plan.stop.reason],
    }),
    figures,
    method: {
      name: say.method,
      formula_id: planFormula,
      parameters: {
        objective: plan.objective,
        min_marginal_roi: minMarginalRoi ?? null,
        capacity: capacity ?? null,
        options_per_item: 'at most one',
      },
    },
    assumptions: [say.oneOption],
    currency,
    budget,
    total_cost: plan.totalCost,
    total_value: plan.totalValue,
    unspent: plan.unspent,
    roi,
    allocation: plan.allocation.map(({ id, option, cost, value, roi: own }) => ({
      id,
      option,
      n: 1,
      cost,
      value,
      roi: own,
    })),
    marginal_roi: plan.marginalRoi.map(point => ({
      spend: point.spend,
      value: point.value,
      marginal_roi: point.marginalRoi,
    })),
    shadow_price: plan.shadowPrice,
    capacity_price: plan.capacityPrice,
    bound: plan.bound,
    gap: plan.gap,
    proven_optimal: plan.provenOptimal,
    stop: { ...plan.stop, last_roi: lastReturn(plan, plan.totalCost) },
    not_worth_saving: {
      n: below.length,
      why: reasons.map(reason => ({
        reason,
        n: below.filter(row => row.reason === reason).length,
        meaning: say.reasons[reason] ?? reason,
      })),
      sample: below.slice(0, 5).map(({ id, reason, bestRoi }) => ({ id, reason, best_roi: bestRoi })),
    },
    excluded: outbid > 0 ? [{ reason: 'outbid', n: outbid, meaning: say.reasons['outbid'] ?? 'outbid' }] : [],
  }
}
