import { requireFinite, requireNotNegative } from '../guards.ts'
import { byCostWithin } from './choices.ts'
import type { BudgetLimits, Choices } from './choices.ts'
import { returnsOf, select, solve } from './plan.ts'
import type { PlanOutline } from './plan.ts'

/** Options of many items as columns: item i owns options start[i] … start[i + 1] − 1. */
export interface OptionColumns {
  start: Int32Array
  /** Money. */
  cost: Float64Array
  /** Money gained on average. */
  value: Float64Array
  /** Share of a common capacity. */
  load: Float64Array
  /** Which strategy an option is, as a number: what variants scale. */
  kind: Uint8Array
}

/** Values as they would be were every option of kind k worth `factors[k]` times as much. */
export interface Variant {
  factors: readonly number[]
}

export interface VariantTotals {
  chosen: number
  cost: number
  value: number
}

export interface ColumnPlan extends PlanOutline {
  /** Best ROI among an item's options; NaN without one. */
  bestRoi: Float64Array
  /** 1 where some option of the item clears the threshold. */
  worthwhile: Uint8Array
  variants: VariantTotals[]
}

/** Multiple-choice knapsack over columns, with the totals it would have under variants of the values. */
export function planColumns(
  columns: OptionColumns,
  limits: BudgetLimits,
  variants: readonly Variant[] = [],
): ColumnPlan {
  const byCost = byCostWithin(columns.start, columns.cost)
  const choices = choicesOf(columns, byCost, columns.value, limits)
  return {
    ...solve(choices),
    ...returnsOf(choices),
    variants: variants.map(({ factors }) => {
      const value = columns.value.map((money, option) => money * (factors[columns.kind[option] ?? 0] ?? 1))
      const { selection, totals } = select(choicesOf(columns, byCost, value, limits))
      const chosen = selection.reduce((count, option) => count + (option < 0 ? 0 : 1), 0)
      return { chosen, cost: totals.cost, value: totals.value }
    }),
  }
}

function choicesOf(
  columns: OptionColumns,
  byCost: Int32Array,
  value: Float64Array,
  limits: BudgetLimits,
): Choices {
  const { start, cost, load } = columns
  const threshold = limits.minMarginalRoi ?? null
  const back = threshold === null ? 0 : 1 + requireFinite('min_marginal_roi', threshold)
  for (let option = 0; option < cost.length; option++) {
    requireNotNegative('cost', cost[option] ?? Number.NaN)
    requireFinite('value', value[option] ?? Number.NaN)
  }
  return {
    n: start.length - 1,
    start,
    byCost,
    cost,
    value,
    load,
    worth: value.map((money, option) => money - back * (cost[option] ?? 0)),
    budget: requireNotNegative('budget', limits.budget),
    capacity: requireNotNegative('capacity', limits.capacity ?? Number.MAX_VALUE),
    threshold,
  }
}
