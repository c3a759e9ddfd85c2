import { Fault } from '../../fault.ts'
import { requireFinite, requireNotNegative } from '../guards.ts'

/** One thing that can be done for one customer or group; the customer's other options then stay undone. */
export interface BudgetOption {
  name: string
  /** Money. */
  cost: number
  /** Money gained on average; the ROI of the option is (value − cost)/cost. */
  value: number
  /** Calls, minutes or seats it takes of the shared capacity. */
  load?: number | undefined
}

export interface BudgetItem {
  id: string
  options: readonly BudgetOption[]
}

export interface BudgetLimits {
  budget: number
  capacity?: number | undefined
  /** ROI that every further unit of money must bring; without it money is spent as long as it adds value. */
  minMarginalRoi?: number | undefined
}

/** The options of all items as columns; item i owns options start[i] … start[i + 1] − 1. */
export interface Choices {
  n: number
  start: Int32Array
  /** Each item's options, cheapest first. */
  byCost: Int32Array
  cost: Float64Array
  value: Float64Array
  load: Float64Array
  /** value − (1 + threshold) × cost: what is maximised, so that no money goes below the threshold. */
  worth: Float64Array
  budget: number
  capacity: number
  threshold: number | null
}

/** A chosen option per item (index into the columns), -1 for none. */
export type Selection = Int32Array

export function readChoices(items: readonly BudgetItem[], limits: BudgetLimits): Choices {
  const ids = new Set(items.map(({ id }) => id))
  if (ids.size < items.length)
    throw new Fault('invalid_input', { field: 'items', problem: 'ids must differ' })
  const total = items.reduce((sum, { options }) => sum + options.length, 0)
  const choices: Choices = {
    n: items.length,
    start: new Int32Array(items.length + 1),
    byCost: new Int32Array(total),
    cost: new Float64Array(total),
    value: new Float64Array(total),
    load: new Float64Array(total),
    worth: new Float64Array(total),
    budget: requireNotNegative('budget', limits.budget),
    capacity: requireNotNegative('capacity', limits.capacity ?? Number.MAX_VALUE),
    threshold: limits.minMarginalRoi ?? null,
  }
  const back = choices.threshold === null ? 0 : 1 + requireFinite('min_marginal_roi', choices.threshold)
  let at = 0
  items.forEach(({ options }, item) => {
    for (const { cost, value, load } of options) {
      choices.cost[at] = requireNotNegative(`items.${item}.cost`, cost)
      choices.value[at] = requireFinite(`items.${item}.value`, value)
      choices.load[at] = requireNotNegative(`items.${item}.load`, load ?? 0)
      choices.worth[at] = value - back * cost
      at += 1
    }
    choices.start[item + 1] = at
  })
  return { ...choices, byCost: byCostWithin(choices.start, choices.cost) }
}

/** The options of each item, cheapest first; as given where they cost the same. */
export function byCostWithin(start: Int32Array, cost: Float64Array): Int32Array {
  const order = new Int32Array(cost.length)
  for (let option = 0; option < order.length; option++) order[option] = option
  for (let item = 0; item + 1 < start.length; item++) {
    const end = start[item + 1] ?? 0
    // Items have a handful of options: each moves back to its place.
    for (let at = (start[item] ?? 0) + 1; at < end; at++) {
      const option = order[at] ?? 0
      let place = at
      while (place > (start[item] ?? 0) && (cost[order[place - 1] ?? 0] ?? 0) > (cost[option] ?? 0)) {
        order[place] = order[place - 1] ?? 0
        place -= 1
      }
      order[place] = option
    }
  }
  return order
}

export interface Totals {
  cost: number
  value: number
  load: number
  worth: number
}

export function totalsOf(choices: Choices, selection: Selection): Totals {
  const totals = { cost: 0, value: 0, load: 0, worth: 0 }
  for (const option of selection) {
    if (option < 0) continue
    totals.cost += choices.cost[option] ?? 0
    totals.value += choices.value[option] ?? 0
    totals.load += choices.load[option] ?? 0
    totals.worth += choices.worth[option] ?? 0
  }
  return totals
}

/** Sums of money carry binary noise: 0.1 + 0.2 must fit into 0.3. */
export const fits = (amount: number, limit: number): boolean =>
  amount <= limit + 1e-9 * Math.max(1, Math.abs(limit))
