import { fits, readChoices, totalsOf } from './choices.ts'
import type { BudgetItem, BudgetLimits, Choices, Selection, Totals } from './choices.ts'
import { improveCore } from './core.ts'
import { exactSelection } from './exact.ts'
import { relaxAndRound } from './greedy.ts'
import type { Relaxed } from './greedy.ts'
import { byReturn, hullIncrements } from './increments.ts'
import { floorTo, worthStep } from './lattice.ts'

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

/** A plan without the names: what item got which option, by index. */
export interface PlanOutline extends Omit<BudgetPlan, 'allocation' | 'notChosen'> {
  /** Chosen option of each item, −1 for none. */
  selection: Selection
}

/**
 * Multiple-choice knapsack: at most one option per item within budget and capacity. Exact where the search is
 * small enough, else the relaxation rounded, with its gap.
 */
export function planBudget(
  items: readonly BudgetItem[],
  limits: BudgetLimits,
  settings: { exact?: boolean } = {},
): BudgetPlan {
  const choices = readChoices(items, limits)
  const { selection, ...outline } = solve(choices, settings)
  return {
    ...outline,
    allocation: allocationOf(items, choices, selection),
    notChosen: notChosen(items, choices, selection),
  }
}

/** Items beyond which the exact search is not tried. */
const mostExact = 2000

/** The best selection found: the relaxation rounded, and the proven optimum where the search gets through. */
export function select(choices: Choices, { exact = true }: { exact?: boolean } = {}) {
  const rounded = relaxAndRound(choices)
  if (!exact || choices.n > mostExact) return chosen(choices, rounded, null)
  const step = worthStep(choices)
  const bound = floorTo(rounded.bound, step)
  const reaches = ({ worth }: Totals): boolean => bound - worth <= 1e-9 * Math.max(1, Math.abs(bound))
  const relaxed = { ...rounded, bound }
  if (reaches(totalsOf(choices, relaxed.selection))) return chosen(choices, relaxed, relaxed.selection)
  const improved = { ...relaxed, selection: improveCore(choices, relaxed) }
  if (reaches(totalsOf(choices, improved.selection))) return chosen(choices, improved, improved.selection)
  return chosen(choices, improved, exactSelection(choices, improved))
}

function chosen(choices: Choices, relaxed: Relaxed, proven: Selection | null) {
  const selection = proven ?? relaxed.selection
  return { relaxed, proven, selection, totals: totalsOf(choices, selection) }
}

/** The selection with everything that is said about it. */
export function solve(choices: Choices, settings: { exact?: boolean } = {}): PlanOutline {
  const { relaxed, proven, selection, totals } = select(choices, settings)
  const bound = Math.max(relaxed.bound, totals.worth)
  const tight = bound - totals.worth <= 1e-9 * Math.max(1, Math.abs(bound))
  const provenOptimal = proven !== null || tight
  const back = choices.threshold === null ? 0 : 1 + choices.threshold
  const curve = marginalCurve(choices, totals.cost)
  return {
    selection,
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

/** Points of the curve below and above the spend of the plan. */
const curvePoints = 20

/**
 * Spend, value and ROI of the last money along the hull, without limits: every step of a short curve, else points at
 * even spends up to the plan's own spend and at even spends beyond it.
 */
function marginalCurve(
  choices: Choices,
  planned: number,
): { points: MarginalPoint[]; belowThreshold: boolean } {
  const steps = hullIncrements({ ...choices, worth: choices.value })
  const order = byReturn(steps)
  const wanted = choices.threshold
  const whole = order.reduce((sum, step) => sum + (steps.cost[step] ?? 0), 0)
  const even = (from: number, to: number): number[] =>
    Array.from({ length: curvePoints }, (_, at) => from + ((to - from) * (at + 1)) / curvePoints)
  const targets =
    steps.n <= 2 * curvePoints ? null : [...(planned > 0 ? even(0, planned) : []), ...even(planned, whole)]
  const points: MarginalPoint[] = []
  let [spend, value, next] = [0, 0, 0]
  let belowThreshold = false
  order.forEach((step, index) => {
    const cost = steps.cost[step] ?? 0
    const gain = steps.worth[step] ?? 0
    spend += cost
    value += gain
    const marginalRoi = cost > 0 ? gain / cost - 1 : null
    if (wanted !== null && marginalRoi !== null && marginalRoi < wanted) belowThreshold = true
    const last = index + 1 === steps.n
    const ahead = spend + (steps.cost[order[index + 1] ?? 0] ?? 0)
    // The last step that stays within the target stands for it.
    const reached = targets === null || last || !fits(ahead, targets[next] ?? Infinity)
    if (!reached) return
    points.push({ spend, value, marginalRoi })
    while (targets !== null && next < targets.length && !fits(ahead, targets[next] ?? Infinity)) next += 1
  })
  return { points, belowThreshold }
}

/** Best ROI of each item's options, and whether any of them clears the threshold. */
export function returnsOf(choices: Choices): { bestRoi: Float64Array; worthwhile: Uint8Array } {
  const bestRoi = new Float64Array(choices.n).fill(Number.NaN)
  const worthwhile = new Uint8Array(choices.n)
  for (let item = 0; item < choices.n; item++) {
    for (let option = choices.start[item] ?? 0; option < (choices.start[item + 1] ?? 0); option++) {
      const cost = choices.cost[option] ?? 0
      const roi = cost > 0 ? (choices.value[option] ?? 0) / cost - 1 : Number.NaN
      if (!((bestRoi[item] ?? Number.NaN) >= roi) && cost > 0) bestRoi[item] = roi
      if ((choices.worth[option] ?? 0) > 0) worthwhile[item] = 1
    }
  }
  return { bestRoi, worthwhile }
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
  const { bestRoi, worthwhile } = returnsOf(choices)
  return items.flatMap(({ id, options }, item) => {
    if ((selection[item] ?? -1) >= 0) return []
    const best = bestRoi[item] ?? Number.NaN
    const reason = options.length === 0 ? 'no_options' : worthwhile[item] === 1 ? 'outbid' : 'below_threshold'
    return [{ id, reason, bestRoi: Number.isNaN(best) ? null : best }]
  })
}
