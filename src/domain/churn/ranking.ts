import { rowNumbers } from './rows.ts'

const littleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1
/** Fewer numbers than this are sorted by comparing. */
const few = 2_000

/**
 * Rows by rising score, equal scores in the order of their rows. The bits of a number sort as it does once its sign is
 * turned over: rounds of sixteen bits, linear in the rows; rounds that tell nobody apart are left out.
 */
export function risingOrder(scores: ArrayLike<number>): Uint32Array {
  const n = scores.length
  let order = rowNumbers(n)
  if (n < few)
    return order.sort((one, two) => {
      const [left, right] = [scores[one] ?? 0, scores[two] ?? 0]
      return left === right ? one - two : left - right
    })
  // + 0 makes -0 an ordinary 0.
  const numbers = new Float64Array(n)
  for (let row = 0; row < n; row++) numbers[row] = (scores[row] ?? 0) + 0
  const words = new Uint16Array(numbers.buffer)
  const top = littleEndian ? 3 : 0
  for (let row = 0; row < n; row++) {
    const negative = (words[row * 4 + top] ?? 0) >= 0x8000
    for (let word = 0; word < 4; word++) {
      const at = row * 4 + word
      if (negative) words[at] = ~(words[at] ?? 0)
      else if (word === top) words[at] = (words[at] ?? 0) | 0x8000
    }
  }
  let next = new Uint32Array(n)
  const places = new Uint32Array(65_537)
  for (let round = 0; round < 4; round++) {
    const word = littleEndian ? round : 3 - round
    places.fill(0)
    for (let row = 0; row < n; row++) {
      const key = (words[row * 4 + word] ?? 0) + 1
      places[key] = (places[key] ?? 0) + 1
    }
    if (places.includes(n, 1)) continue
    for (let key = 1; key < places.length; key++) places[key] = (places[key] ?? 0) + (places[key - 1] ?? 0)
    for (const row of order) {
      const key = words[row * 4 + word] ?? 0
      const place = places[key] ?? 0
      next[place] = row
      places[key] = place + 1
    }
    ;[order, next] = [next, order]
  }
  return order
}

/** Distinct scores from the highest down, with how many rows and events stand at or above each. */
export interface Ranking {
  /** How many distinct scores there are; the arrays may be longer. */
  steps: number
  score: Float64Array
  n: Float64Array
  events: Float64Array
}

/** Rows by score: all that ranks, lifts and areas need to know of them. */
export function rankScores(scores: ArrayLike<number>, labels: ArrayLike<number>): Ranking {
  const order = risingOrder(scores)
  const ranking = {
    steps: 0,
    score: new Float64Array(order.length),
    n: new Float64Array(order.length),
    events: new Float64Array(order.length),
  }
  let [n, events] = [0, 0]
  for (let at = order.length - 1; at >= 0; at--) {
    const row = order[at] ?? 0
    n++
    events += labels[row] ?? 0
    const score = scores[row] ?? 0
    if (at > 0 && scores[order[at - 1] ?? 0] === score) continue
    ranking.score[ranking.steps] = score
    ranking.n[ranking.steps] = n
    ranking.events[ranking.steps++] = events
  }
  return ranking
}

/**
 * Events expected among the `count` highest scores: of the rows that share the score at the edge, the share that fits,
 * so that the order of equal scores changes nothing.
 */
export function eventsAmong({ steps, n, events }: Ranking, count: number): number {
  if (count <= 0) return 0
  let low = 0
  let high = steps - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((n[middle] ?? 0) >= count) high = middle
    else low = middle + 1
  }
  const [nBefore, eventsBefore] = low > 0 ? [n[low - 1] ?? 0, events[low - 1] ?? 0] : [0, 0]
  const [nHere, eventsHere] = [n[low] ?? 0, events[low] ?? 0]
  return eventsBefore + ((eventsHere - eventsBefore) * (count - nBefore)) / (nHere - nBefore)
}
