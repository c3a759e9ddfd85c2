import { readChoices, totalsOf } from './choices.ts'
import type { BudgetItem, BudgetLimits, Choices, Selection } from './choices.ts'
import { exactSelection } from './exact.ts'
import { relaxAndRound } from './greedy.ts'
import { byReturn, hullIncrements } from './increments.ts'

export interface Allocation {
  id: string
  option: string
  cost: number
  value: number
  load: number
  /** (value − cost)/cost; `null` for a free option. */
  roi: number | null
}

export type Unchosen =
  | 'no_options'
  /** No option brings more than the threshold (or any value at all). */
  | 'below_threshold'
  /** Worth doing, but money or capacity went to better uses. */
  | 'outbid'

export interface MarginalPoint {
  spend: number
  value: number
  /** ROI of the last unit of money spent up to here. */
  marginalRoi: number | null
}

export interface BudgetPlan {
  allocation: Allocation[]
  totalCost: number
  totalValue: number
  totalLoad: number
  unspent: number
  /** Upper bound of the objective from the relaxation. */
  bound: number
  objective: 'value' | 'value_above_threshold'
  objectiveValue: number
  /** (bound − objective)/bound where the optimum is not proven; 0 where it is. */
  gap: number
  provenOptimal: boolean
  /** Value of one more unit of budget at the margin; 0 when money is left over. */
  shadowPrice: number
  capacityPrice: number
  marginalRoi: MarginalPoint[]
  stop: { spend: number; reason: 'budget' | 'capacity' | 'threshold' | 'nothing_left' }
  notChosen: { id: string; reason: Unchosen; bestRoi: number | null }[]
}

/**
 * Multiple-choice knapsack: at most one option per item within budget and capacity. Exact where the search is
 * small enough, else the relaxation rounded, with its gap.
 */
export function planBudget(
  items: readonly BudgetItem[],
  limits: BudgetLimits,
  { exact = true }: { exact?: boolean } = {},
): BudgetPlan {
  const choices = readChoices(items, limits)
  const relaxed = relaxAndRound(choices)
  const proven = exact && choices.n <= 2000 ? exactSelection(choices, relaxed) : null
  const selection = proven ?? relaxed.selection
  const totals = totalsOf(choices, selection)
  const bound = Math.max(relaxed.bound, totals.worth)
  const tight = bound - totals.worth <= 1e-9 * Math.max(1, Math.abs(bound))
  const provenOptimal = proven !== null || tight
  const back = choices.threshold === null ? 0 : 1 + choices.threshold
  const curve = marginalCurve(choices)
  return {
    allocation: allocationOf(items, choices, selection),
    totalCost: totals.cost,
    totalValue: totals.value,
    totalLoad: totals.load,
    unspent: choices.budget - totals.cost,
    bound,
    objective: choices.threshold === null ? 'value' : 'value_above_threshold',
    objectiveValue: totals.worth,
    gap: provenOptimal || bound <= 0 ? 0 : (bound - totals.worth) / bound,
    provenOptimal,
    shadowPrice: relaxed.budgetPrice > 0 ? relaxed.budgetPrice + back : 0,
    capacityPrice: relaxed.capacityPrice,
    marginalRoi: curve.points,
    stop: stopOf(choices, totals.cost, relaxed.budgetPrice, relaxed.capacityPrice, curve.belowThreshold),
    notChosen: notChosen(items, choices, selection),
  }
}

function allocationOf(items: readonly BudgetItem[], choices: Choices, selection: Selection): Allocation[] {
  return items.flatMap(({ id, options }, item) => {
    const index = selection[item] ?? -1
    const option = index < 0 ? undefined : options[index - (choices.start[item] ?? 0)]
    if (!option) return []
    const { name, cost, value, load = 0 } = option
    return [{ id, option: name, cost, value, load, roi: cost > 0 ? (value - cost) / cost : null }]
  })
}

/** Spend, value and ROI of the last money along the hull, without limits, as at most `points` points. */
function marginalCurve(choices: Choices, points = 40): { points: MarginalPoint[]; belowThreshold: boolean } {
  const plain = { ...choices, worth: choices.value }
  const steps = hullIncrements(plain)
  const every = Math.max(1, Math.ceil(steps.n / points))
  const result: MarginalPoint[] = []
  const wanted = choices.threshold
  let [spend, value] = [0, 0]
  let belowThreshold = false
  byReturn(steps).forEach((step, index) => {
    const cost = steps.cost[step] ?? 0
    const gain = steps.worth[step] ?? 0
    spend += cost
    value += gain
    const marginalRoi = cost > 0 ? gain / cost - 1 : null
    if (wanted !== null && marginalRoi !== null && marginalRoi < wanted) belowThreshold = true
    if (index % every === 0 || index + 1 === steps.n) result.push({ spend, value, marginalRoi })
  })
  return { points: result, belowThreshold }
}

function stopOf(
  choices: Choices,
  spend: number,
  budgetPrice: number,
  capacityPrice: number,
  below: boolean,
): BudgetPlan['stop'] {
  const reason =
    budgetPrice > 0
      ? 'budget'
      : capacityPrice > 0
        ? 'capacity'
        : choices.threshold !== null && below
          ? 'threshold'
          : 'nothing_left'
  return { spend, reason }
}

function notChosen(
  items: readonly BudgetItem[],
  choices: Choices,
  selection: Selection,
): BudgetPlan['notChosen'] {
  return items.flatMap(({ id, options }, item) => {
    if ((selection[item] ?? -1) >= 0) return []
    let bestRoi: number | null = null
    let worthwhile = false
    for (let option = choices.start[item] ?? 0; option < (choices.start[item + 1] ?? 0); option++) {
      const cost = choices.cost[option] ?? 0
      if (cost > 0) bestRoi = Math.max(bestRoi ?? -Infinity, (choices.value[option] ?? 0) / cost - 1)
      if ((choices.worth[option] ?? 0) > 0) worthwhile = true
    }
    const reason = options.length === 0 ? 'no_options' : worthwhile ? 'outbid' : 'below_threshold'
    return [{ id, reason, bestRoi }]
  })
}
