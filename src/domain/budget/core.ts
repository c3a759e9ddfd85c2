import { totalsOf } from './choices.ts'
import type { Choices, Selection } from './choices.ts'
import { exactSelection } from './exact.ts'
import { relaxAndRound } from './greedy.ts'
import type { Relaxed } from './greedy.ts'

/** Items around the margin that are chosen anew, all at once: fewer where so many take too many partial plans. */
const coreSizes = [30, 15, 8]
const coreStates = 60_000

/**
 * A better rounding of the relaxation: all items but the few nearest to the margin keep what they have, and those are
 * chosen anew, exactly, with the money and capacity that the others leave. Fills up what single steps left unspent.
 */
export function improveCore(choices: Choices, relaxed: Relaxed): Selection {
  const nearest = nearestToMargin(choices, relaxed)
  // Some that are chosen and some that are not: only then is there something to exchange.
  const chosen = nearest.filter(item => (relaxed.selection[item] ?? -1) >= 0)
  const others = nearest.filter(item => (relaxed.selection[item] ?? -1) < 0)
  for (const size of coreSizes) {
    const own = chosen.subarray(0, Math.max(size >> 1, size - others.length))
    const core = Uint32Array.of(...own, ...others.subarray(0, size - own.length)).toSorted()
    const improved = chosenAnew(choices, relaxed.selection, core)
    if (improved) return improved
  }
  return relaxed.selection
}

/** The selection with the items of the core chosen anew; `null` where that takes too long. */
function chosenAnew(choices: Choices, selection: Selection, core: Uint32Array): Selection | null {
  const inCore = new Uint8Array(choices.n)
  for (const item of core) inCore[item] = 1
  const fixed = totalsOf(
    choices,
    selection.map((option, item) => (inCore[item] ? -1 : option)),
  )
  const part = partOf(choices, core, {
    budget: Math.max(0, choices.budget - fixed.cost),
    capacity:
      choices.capacity < Number.MAX_VALUE ? Math.max(0, choices.capacity - fixed.load) : choices.capacity,
  })
  const best = exactSelection(part, relaxAndRound(part), coreStates)
  if (!best) return null
  const improved = selection.slice()
  core.forEach((item, place) => {
    const option = best[place] ?? -1
    improved[item] = option < 0 ? -1 : (choices.start[item] ?? 0) + option - (part.start[place] ?? 0)
  })
  return totalsOf(choices, improved).worth > totalsOf(choices, selection).worth ? improved : selection
}

/** Items by how little their choice hangs on the prices: those about which the relaxation is least sure come first. */
function nearestToMargin(choices: Choices, { budgetPrice, capacityPrice }: Relaxed): Uint32Array {
  const doubt = new Float64Array(choices.n)
  for (let item = 0; item < choices.n; item++) {
    let [best, second] = [0, -Infinity]
    for (let option = choices.start[item] ?? 0; option < (choices.start[item + 1] ?? 0); option++) {
      const net =
        (choices.worth[option] ?? 0) -
        budgetPrice * (choices.cost[option] ?? 0) -
        capacityPrice * (choices.load[option] ?? 0)
      if (net > best) [best, second] = [net, best]
      else second = Math.max(second, net)
    }
    doubt[item] = best - second
  }
  return Uint32Array.from(doubt, (_, item) => item).toSorted(
    (one, two) => (doubt[one] ?? 0) - (doubt[two] ?? 0) || one - two,
  )
}

function partOf(
  choices: Choices,
  items: Uint32Array,
  { budget, capacity }: Pick<Choices, 'budget' | 'capacity'>,
): Choices {
  const options: number[] = []
  const start = new Int32Array(items.length + 1)
  const byCost: number[] = []
  items.forEach((item, place) => {
    const [from, to] = [choices.start[item] ?? 0, choices.start[item + 1] ?? 0]
    for (let at = from; at < to; at++) {
      byCost.push((choices.byCost[at] ?? 0) - from + (start[place] ?? 0))
      options.push(at)
    }
    start[place + 1] = options.length
  })
  const pick = (values: Float64Array): Float64Array =>
    Float64Array.from(options, option => values[option] ?? 0)
  return {
    ...choices,
    n: items.length,
    start,
    byCost: Int32Array.from(byCost),
    cost: pick(choices.cost),
    value: pick(choices.value),
    load: pick(choices.load),
    worth: pick(choices.worth),
    budget,
    capacity,
  }
}
