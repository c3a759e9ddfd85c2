import { fits, totalsOf } from './choices.ts'
import type { Choices, Selection } from './choices.ts'
import { byReturn, hullIncrements } from './increments.ts'
import type { Increments } from './increments.ts'

export interface Relaxed {
  selection: Selection
  /** No selection whatever can be worth more. */
  bound: number
  /** Worth of one more unit of money, and of capacity, at the optimum of the relaxation. */
  budgetPrice: number
  capacityPrice: number
  /** Capacity that the relaxation takes, the last fraction of a step with it. */
  load: number
}

/** Bisections of the capacity price; each looks at every option once. */
const priceSteps = 24

/** LP relaxation by steps of falling return, rounded down, then filled with whatever still fits. */
export function relaxAndRound(choices: Choices): Relaxed {
  const free = fill(choices, 0)
  if (fits(free.load, choices.capacity)) return free
  let [low, high] = [0, 1]
  while (!fits(relaxedAt(choices, high).load, choices.capacity) && high < 1e15) high *= 4
  let bound = free.bound
  for (let step = 0; step < priceSteps; step++) {
    const price = (low + high) / 2
    const tried = relaxedAt(choices, price)
    bound = Math.min(bound, tried.bound)
    if (fits(tried.load, choices.capacity)) high = price
    else low = price
  }
  const filled = [free, fill(choices, low), fill(choices, high)]
  const worth = ({ selection }: Relaxed) => totalsOf(choices, selection).worth
  const best = filled.reduce((one, two) => (worth(two) > worth(one) ? two : one))
  const { budgetPrice } = filled[2] ?? best
  return {
    selection: best.selection,
    bound: Math.min(bound, ...filled.map(one => one.bound)),
    budgetPrice,
    capacityPrice: high,
    load: best.load,
  }
}

/** Bound and load of the relaxation at a price of capacity, without sorting: the budget's price by bisection. */
function relaxedAt(choices: Choices, price: number): { bound: number; load: number } {
  const steps = hullIncrements(choices, price)
  const spentAbove = (rate: number): number => {
    let cost = 0
    for (let step = 0; step < steps.n; step++)
      if ((steps.rate[step] ?? 0) > rate) cost += steps.cost[step] ?? 0
    return cost
  }
  let [low, high] = [0, 1]
  if (fits(spentAbove(0), choices.budget)) high = 0
  while (high > 0 && !fits(spentAbove(high), choices.budget)) [low, high] = [high, high * 4]
  for (let step = 0; step < 40 && high > 0; step++) {
    const middle = (low + high) / 2
    if (fits(spentAbove(middle), choices.budget)) high = middle
    else low = middle
  }
  let [worth, cost, load] = [0, 0, 0]
  for (let step = 0; step < steps.n; step++) {
    if ((steps.rate[step] ?? 0) <= high) continue
    worth += steps.worth[step] ?? 0
    cost += steps.cost[step] ?? 0
    load += (choices.load[steps.option[step] ?? 0] ?? 0) - (choices.load[steps.before[step] ?? -1] ?? 0)
  }
  return { bound: worth + high * (choices.budget - cost) + price * choices.capacity, load }
}

function fill(choices: Choices, price: number): Relaxed {
  const steps = hullIncrements(choices, price)
  const selection: Selection = new Int32Array(choices.n).fill(-1)
  const stopped = new Uint8Array(choices.n)
  let [cost, load, relaxedWorth, relaxedLoad] = [0, 0, 0, 0]
  let budgetPrice = 0
  let open = true
  for (const step of byReturn(steps)) {
    const { item, option, stepCost, stepLoad, stepWorth } = stepAt(choices, steps, step)
    if (open) {
      const room = choices.budget - cost
      if (fits(stepCost, room)) {
        relaxedWorth += stepWorth
        relaxedLoad += stepLoad
      } else {
        // The relaxation takes a fraction of the step that no longer fits and ends there.
        budgetPrice = stepWorth / stepCost
        relaxedWorth += budgetPrice * room
        relaxedLoad += (stepLoad * room) / stepCost
        open = false
      }
    }
    if (stopped[item]) continue
    if (fits(cost + stepCost, choices.budget) && fits(load + stepLoad, choices.capacity)) {
      selection[item] = option
      cost += stepCost
      load += stepLoad
    } else {
      stopped[item] = 1
    }
  }
  // With a price on capacity the unused or overused capacity is settled at that price: Lagrange's bound.
  const bound = relaxedWorth + (price > 0 ? price * choices.capacity : 0)
  return { selection, bound, budgetPrice, capacityPrice: price, load: relaxedLoad }
}

function stepAt(choices: Choices, steps: Increments, step: number) {
  const item = steps.item[step] ?? 0
  const option = steps.option[step] ?? 0
  const before = steps.before[step] ?? -1
  return {
    item,
    option,
    stepCost: steps.cost[step] ?? 0,
    stepLoad: (choices.load[option] ?? 0) - (before < 0 ? 0 : (choices.load[before] ?? 0)),
    stepWorth: steps.worth[step] ?? 0,
  }
}
