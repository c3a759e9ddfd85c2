import { fits, totalsOf } from './choices.ts'
import type { Choices, Selection } from './choices.ts'
import type { Relaxed } from './greedy.ts'
import { worthStep } from './lattice.ts'

/**
 * The search gives up after this many partial plans made, kept at a time, or compared: counts, never a clock, so that
 * every run of the same plan ends alike. With a capacity, dominance is costlier to see.
 */
const most = { made: 1_000_000, kept: 100_000, keptWithCapacity: 3_000, compared: 150_000_000 }

interface State {
  cost: number
  load: number
  worth: number
  parent: number
  option: number
}

/**
 * The best selection, proven: partial plans item by item, dropping those that another one beats in cost, load and
 * worth, and those whose bound (Lagrange, at the prices of the relaxation) cannot beat the best plan known.
 * `null` when there are too many plans to go through.
 */
export function exactSelection(
  choices: Choices,
  relaxed: Relaxed,
  mostMade: number = most.made,
): Selection | null {
  const limited = choices.capacity < Number.MAX_VALUE
  const mostKept = limited ? most.keptWithCapacity : most.kept
  const { budgetPrice, capacityPrice } = relaxed
  const rest = restBounds(choices, budgetPrice, capacityPrice)
  const known = totalsOf(choices, relaxed.selection).worth
  const noise = 1e-9 * Math.max(1, Math.abs(known))
  // A better plan is better by a whole step of the worths, where they have one.
  const margin = Math.max(noise, worthStep(choices) - noise)
  const layers: State[][] = [[{ cost: 0, load: 0, worth: 0, parent: -1, option: -1 }]]
  let made = 0
  const work = { left: most.compared }
  for (let item = 0; item < choices.n; item++) {
    const states = layers[item] ?? []
    const next: State[] = []
    const add = (parent: number, option: number) => {
      const from = states[parent]
      if (!from) return
      const cost = from.cost + (option < 0 ? 0 : (choices.cost[option] ?? 0))
      const load = from.load + (option < 0 ? 0 : (choices.load[option] ?? 0))
      const worth = from.worth + (option < 0 ? 0 : (choices.worth[option] ?? 0))
      if (!fits(cost, choices.budget) || !fits(load, choices.capacity)) return
      const bound =
        worth +
        (rest[item + 1] ?? 0) +
        budgetPrice * (choices.budget - cost) +
        (capacityPrice > 0 ? capacityPrice * (choices.capacity - load) : 0)
      if (bound <= known + margin) return
      made++
      next.push({ cost, load, worth, parent, option })
    }
    for (let parent = 0; parent < states.length; parent++) {
      add(parent, -1)
      for (let option = choices.start[item] ?? 0; option < (choices.start[item + 1] ?? 0); option++)
        add(parent, option)
      if (made > mostMade) return null
    }
    const kept = limited ? undominated(next, work) : frontier(next)
    if (kept === null || kept.length > mostKept) return null
    layers.push(kept)
    if (kept.length === 0) return relaxed.selection
  }
  let best = -1
  let bestWorth = known
  layers[choices.n]?.forEach(({ worth }, index) => {
    if (worth > bestWorth) [best, bestWorth] = [index, worth]
  })
  if (best < 0) return relaxed.selection
  const selection = new Int32Array(choices.n).fill(-1)
  for (let item = choices.n; item > 0; item--) {
    const state = layers[item]?.[best]
    if (!state) break
    selection[item - 1] = state.option
    best = state.parent
  }
  return selection
}

/** What items i, i + 1, … can add at most once money and capacity are paid for at their prices. */
function restBounds(choices: Choices, budgetPrice: number, capacityPrice: number): Float64Array {
  const rest = new Float64Array(choices.n + 1)
  for (let item = choices.n - 1; item >= 0; item--) {
    let best = 0
    for (let option = choices.start[item] ?? 0; option < (choices.start[item + 1] ?? 0); option++) {
      const net =
        (choices.worth[option] ?? 0) -
        budgetPrice * (choices.cost[option] ?? 0) -
        capacityPrice * (choices.load[option] ?? 0)
      best = Math.max(best, net)
    }
    rest[item] = (rest[item + 1] ?? 0) + best
  }
  return rest
}

const byCost = (one: State, two: State): number =>
  one.cost - two.cost || two.worth - one.worth || one.load - two.load

/** Plans that no cheaper plan matches in worth. */
function frontier(states: State[]): State[] {
  let best = -Infinity
  return states.sort(byCost).filter(({ worth }) => {
    if (worth <= best) return false
    best = worth
    return true
  })
}

/** The same with load as a third side; `null` when that takes too many comparisons. */
function undominated(states: State[], work: { left: number }): State[] | null {
  const kept: State[] = []
  for (const state of states.sort(byCost)) {
    if (kept.length > most.keptWithCapacity) break
    work.left -= kept.length
    if (work.left < 0) return null
    if (!kept.some(({ worth, load }) => worth >= state.worth && load <= state.load)) kept.push(state)
  }
  return kept
}
