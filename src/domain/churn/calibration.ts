import { logLossOf } from './metrics.ts'
import { risingOrder } from './ranking.ts'

/** How log-odds of a score become probabilities that can be taken at their word. */
export type Calibration =
  | { kind: 'none' }
  | { kind: 'platt'; intercept: number; slope: number }
  | {
      kind: 'isotonic'
      /** Log-odds, ascending, and the probability there; straight lines between. */ at: readonly number[]
      probability: readonly number[]
    }

export const toProbability = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

export function calibrated(calibration: Calibration, logOdds: number): number {
  if (calibration.kind === 'none') return toProbability(logOdds)
  if (calibration.kind === 'platt') return toProbability(calibration.intercept + calibration.slope * logOdds)
  const { at, probability } = calibration
  const next = firstFrom(at, logOdds)
  if (next === at.length) return probability.at(-1) ?? 0
  if (next === 0) return probability[0] ?? 0
  const [from, to] = [at[next - 1] ?? 0, at[next] ?? 0]
  const [low, high] = [probability[next - 1] ?? 0, probability[next] ?? 0]
  return to === from ? high : low + ((logOdds - from) / (to - from)) * (high - low)
}

/** Place of the first of these ascending points that is not below `limit`; how many there are, if none. */
function firstFrom(points: readonly number[], limit: number): number {
  let low = 0
  let high = points.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((points[middle] ?? Infinity) >= limit) high = middle
    else low = middle + 1
  }
  return low
}

/** Platt (1999): logistic regression of the label on the log-odds, with his smoothed targets. */
export function fitPlatt(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Calibration {
  const n = logOdds.length
  let events = 0
  for (let row = 0; row < n; row++) events += labels[row] ?? 0
  const high = (events + 1) / (events + 2)
  const low = 1 / (n - events + 2)
  let intercept = 0
  let slope = 1
  for (let step = 0; step < 50; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-9, 0, 1e-9]
    for (let row = 0; row < n; row++) {
      const score = logOdds[row] ?? 0
      const p = toProbability(intercept + slope * score)
      const residual = (labels[row] ? high : low) - p
      const weight = p * (1 - p)
      g0 += residual
      g1 += residual * score
      h00 += weight
      h01 += weight * score
      h11 += weight * score * score
    }
    const determinant = h00 * h11 - h01 * h01
    if (!(determinant > 1e-12)) return { kind: 'none' }
    const moves = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant].map(move =>
      Math.max(-1, Math.min(1, move)),
    )
    intercept += moves[0] ?? 0
    slope += moves[1] ?? 0
    if (moves.every(move => Math.abs(move) < 1e-9)) break
  }
  return slope > 0 ? { kind: 'platt', intercept, slope } : { kind: 'none' }
}

/** Isotonic regression by pooling adjacent violators; the outer pools keep half an event of doubt, so that
 * no probability is 0 or 1. */
export function fitIsotonic(logOdds: ArrayLike<number>, labels: ArrayLike<number>): Calibration {
  const order = risingOrder(logOdds)
  const n = order.length
  // The pools so far, as a stack: each takes in the ones before it that are not below it.
  const sums = new Float64Array(n)
  const events = new Float64Array(n)
  const counts = new Float64Array(n)
  let last = -1
  for (const row of order) {
    last++
    sums[last] = logOdds[row] ?? 0
    events[last] = labels[row] ?? 0
    counts[last] = 1
    while (last > 0) {
      const [before, own] = [events[last - 1] ?? 0, events[last] ?? 0]
      const [countBefore, count] = [counts[last - 1] ?? 0, counts[last] ?? 0]
      if (before * count < own * countBefore) break
      last--
      sums[last] = (sums[last] ?? 0) + (sums[last + 1] ?? 0)
      events[last] = before + own
      counts[last] = countBefore + count
    }
  }
  const pools = Array.from({ length: last + 1 }, (_, at) => ({
    sum: sums[at] ?? 0,
    events: events[at] ?? 0,
    n: counts[at] ?? 0,
  }))
  return {
    kind: 'isotonic',
    at: pools.map(({ sum, n }) => sum / n),
    probability: pools.map(({ events, n }, at) => {
      const [before, after] = [pools[at - 1], pools[at + 1]]
      if (events === 0) return Math.min(0.5 / (n + 1), after ? after.events / after.n : 1)
      if (events === n) return Math.max((n + 0.5) / (n + 1), before ? before.events / before.n : 0)
      return events / n
    }),
  }
}

/**
 * Chooses a calibration by honest log-loss: each fold is calibrated on the others. More than nothing is chosen
 * only when it is better by a part in a thousand. Returns the probabilities out of fold and the map for new scores.
 */
export function calibrateOutOfFold(
  logOdds: Float64Array,
  labels: Uint8Array,
  folds: Uint8Array,
  foldCount: number,
) {
  const crossFitted = (fit: (scores: Float64Array, labels: Uint8Array) => Calibration) => {
    const { length } = logOdds
    const probability = new Float64Array(length)
    const scores = new Float64Array(length)
    const own = new Uint8Array(length)
    for (let fold = 0; fold < foldCount; fold++) {
      let n = 0
      for (let row = 0; row < length; row++) {
        if (folds[row] === fold) continue
        scores[n] = logOdds[row] ?? 0
        own[n++] = labels[row] ?? 0
      }
      const map = fit(scores.subarray(0, n), own.subarray(0, n))
      for (let row = 0; row < length; row++)
        if (folds[row] === fold) probability[row] = calibrated(map, logOdds[row] ?? 0)
    }
    return probability
  }
  const fits = [() => ({ kind: 'none' }) as const, fitPlatt, fitIsotonic]
  let best: { calibration: Calibration; probability: Float64Array; loss: number } | null = null
  for (const fit of fits) {
    const probability = crossFitted(fit)
    const loss = logLossOf(probability, labels)
    if (!best || loss < best.loss * 0.999) best = { calibration: fit(logOdds, labels), probability, loss }
  }
  return best ?? { calibration: { kind: 'none' } as const, probability: logOdds.map(toProbability), loss: 0 }
}
