import { risingOrder } from './ranking.ts'
import { Z95 } from './two-by-two.ts'

/** Area under the ROC curve with its DeLong interval; `null` where one class is empty. */
export interface Auc {
  value: number | null
  low: number | null
  high: number | null
}

/** How far each customer's score is above those of the other class: DeLong's placements. */
interface Placements {
  auc: number
  churned: Float64Array
  retained: Float64Array
}

const nothing: Auc = { value: null, low: null, high: null }

/** AUC of scores against labels (1 = churned); DeLong, DeLong & Clarke-Pearson (1988), in O(n log n). */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>): Auc {
  const own = placements(scores, labels)
  if (!own) return nothing
  return interval(own.auc, covariance(own, own), 0, 1)
}

/** Difference in AUC of two scores of the same customers (first minus second), paired. */
export function aucDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  labels: ArrayLike<number>,
): Auc {
  const one = placements(first, labels)
  const two = placements(second, labels)
  if (!one || !two) return nothing
  const variance = covariance(one, one) + covariance(two, two) - 2 * covariance(one, two)
  return interval(one.auc - two.auc, variance, -1, 1)
}

function interval(value: number, variance: number, least: number, most: number): Auc {
  const half = Z95 * Math.sqrt(Math.max(0, variance))
  return { value, low: Math.max(least, value - half), high: Math.min(most, value + half) }
}

function placements(scores: ArrayLike<number>, labels: ArrayLike<number>): Placements | null {
  const n = scores.length
  const order = risingOrder(scores)
  let lost = 0
  for (let row = 0; row < n; row++) lost += labels[row] ?? 0
  const kept = n - lost
  if (lost === 0 || kept === 0) return null
  const placed = new Float64Array(n)
  let lostBelow = 0
  let keptBelow = 0
  let sum = 0
  for (let start = 0; start < n;) {
    let end = start
    let lostHere = 0
    while (end < n && scores[order[end] ?? 0] === scores[order[start] ?? 0])
      lostHere += labels[order[end++] ?? 0] ?? 0
    const keptHere = end - start - lostHere
    const aboveKept = (keptBelow + keptHere / 2) / kept
    const belowLost = (lost - lostBelow - lostHere / 2) / lost
    for (let at = start; at < end; at++) {
      const row = order[at] ?? 0
      placed[row] = labels[row] ? aboveKept : belowLost
    }
    sum += lostHere * aboveKept
    lostBelow += lostHere
    keptBelow += keptHere
    start = end
  }
  const churned = new Float64Array(lost)
  const retained = new Float64Array(kept)
  for (let row = 0, lostAt = 0, keptAt = 0; row < n; row++)
    if (labels[row]) churned[lostAt++] = placed[row] ?? 0
    else retained[keptAt++] = placed[row] ?? 0
  return { auc: sum / lost, churned, retained }
}

function covariance(one: Placements, two: Placements): number {
  const of = (a: Float64Array, b: Float64Array) => {
    if (a.length < 2) return 0
    let sum = 0
    for (let at = 0; at < a.length; at++) sum += ((a[at] ?? 0) - one.auc) * ((b[at] ?? 0) - two.auc)
    return sum / (a.length - 1) / a.length
  }
  return of(one.churned, two.churned) + of(one.retained, two.retained)
}
