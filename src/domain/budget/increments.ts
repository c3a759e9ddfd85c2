import type { Choices } from './choices.ts'

/**
 * Steps along the upper convex hull of each item's options in cost and worth: from nothing to the first option,
 * from there to the next. Within an item steps come in order of falling return.
 */
export interface Increments {
  n: number
  item: Int32Array
  /** The option one has before the step (-1 for none) and after it. */
  before: Int32Array
  option: Int32Array
  cost: Float64Array
  worth: Float64Array
  /** Worth per money unit; infinite for free steps. */
  rate: Float64Array
}

/** `price` is charged per unit of load, so that capacity can be priced like money. */
export function hullIncrements(choices: Choices, price = 0): Increments {
  const most = choices.cost.length
  const steps: Increments = {
    n: 0,
    item: new Int32Array(most),
    before: new Int32Array(most),
    option: new Int32Array(most),
    cost: new Float64Array(most),
    worth: new Float64Array(most),
    rate: new Float64Array(most),
  }
  const net = choices.worth.map((worth, option) => worth - price * (choices.load[option] ?? 0))
  const hull = new Int32Array(most)
  for (let item = 0; item < choices.n; item++) {
    const size = upperHull(choices, item, net, hull)
    let [before, beforeCost, beforeWorth] = [-1, 0, 0]
    for (let index = 0; index < size; index++) {
      const option = hull[index] ?? 0
      const cost = (choices.cost[option] ?? 0) - beforeCost
      const worth = (net[option] ?? 0) - beforeWorth
      const step = steps.n++
      steps.item[step] = item
      steps.before[step] = before
      steps.option[step] = option
      steps.cost[step] = cost
      steps.worth[step] = worth
      steps.rate[step] = cost > 0 ? worth / cost : Infinity
      before = option
      beforeCost += cost
      beforeWorth += worth
    }
  }
  return steps
}

/** Fewer steps than this are sorted by comparing. */
const fewSteps = 10_000

/** Steps by falling return; ties keep the items' order. */
export function byReturn({ n, rate }: Increments): Uint32Array {
  let order = Uint32Array.from({ length: n }, (_, step) => step)
  if (n < fewSteps) {
    return order.sort((one, two) => {
      const [left, right] = [rate[one] ?? 0, rate[two] ?? 0]
      return left === right ? one - two : right > left ? 1 : -1
    })
  }
  // Returns are not negative, so their bits sort as they do: four rounds of sixteen bits, linear in the steps.
  const words = new Uint16Array(rate.buffer, rate.byteOffset, rate.length * 4)
  let next = new Uint32Array(n)
  const places = new Uint32Array(65_537)
  for (let round = 0; round < 4; round++) {
    const digit = littleEndian ? round : 3 - round
    places.fill(0)
    const key = (step: number): number => 65_535 - (words[step * 4 + digit] ?? 0)
    for (const step of order) places[key(step) + 1] = (places[key(step) + 1] ?? 0) + 1
    for (let at = 1; at < places.length; at++) places[at] = (places[at] ?? 0) + (places[at - 1] ?? 0)
    for (const step of order) {
      const place = places[key(step)] ?? 0
      next[place] = step
      places[key(step)] = place + 1
    }
    ;[order, next] = [next, order]
  }
  return order
}

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1

/** Writes an item's options on the upper hull from (0, 0) into `hull`, cheapest first; returns how many. */
function upperHull(choices: Choices, item: number, net: Float64Array, hull: Int32Array): number {
  let size = 0
  const end = choices.start[item + 1] ?? 0
  for (let index = choices.start[item] ?? 0; index < end; index++) {
    const option = choices.byCost[index] ?? 0
    const [cost, worth] = [choices.cost[option] ?? 0, net[option] ?? 0]
    if (worth <= (size > 0 ? (net[hull[size - 1] ?? 0] ?? 0) : 0)) continue
    while (size > 0) {
      const top = hull[size - 1] ?? 0
      const below = size > 1 ? (hull[size - 2] ?? 0) : -1
      const cost0 = below < 0 ? 0 : (choices.cost[below] ?? 0)
      const worth0 = below < 0 ? 0 : (net[below] ?? 0)
      const topCost = choices.cost[top] ?? 0
      // The top stays while the way to it is steeper than the way past it.
      if (((net[top] ?? 0) - worth0) * (cost - cost0) > (worth - worth0) * (topCost - cost0)) break
      size -= 1
    }
    hull[size++] = option
  }
  return size
}
