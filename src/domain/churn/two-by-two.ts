import { betaQuantile } from './distributions.ts'
import { finiteOrNull } from '../estimate.ts'

/** 97.5 % point of the normal distribution: two-sided 95 % intervals. */
export const Z95 = 1.959963984540054

/** A counted proportion with its Wilson interval; all parts from 0 to 1. */
export interface Rate {
  /** `null` when the denominator is 0. */
  value: number | null
  low: number | null
  high: number | null
  events: number
  n: number
}

/** A ratio with its interval; parts are `null` where they do not exist (an empty cell). */
export interface Ratio {
  value: number | null
  low: number | null
  high: number | null
}

/** Wilson (1927) score interval for `events` of `n`; `z` is the normal point of the level. */
export function wilson(events: number, n: number, z = Z95): Rate {
  if (n <= 0) return { value: null, low: null, high: null, events, n }
  const p = events / n
  const z2 = z * z
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n)
  return {
    value: p,
    low: events === 0 ? 0 : Math.max(0, Math.min(p, centre - half)),
    high: events === n ? 1 : Math.min(1, Math.max(p, centre + half)),
    events,
    n,
  }
}

/** Difference of two independent rates, `now` − `then`, with Newcombe's (1998, method 10) interval; −1 to 1. */
export function rateDifference(now: Rate, then: Rate): Ratio {
  if (now.value === null || then.value === null) return { value: null, low: null, high: null }
  const value = now.value - then.value
  const apart = (one: number | null, two: number | null): number => (one ?? 0) - (two ?? 0)
  return {
    value,
    low: value - Math.hypot(apart(now.value, now.low), apart(then.high, then.value)),
    high: value + Math.hypot(apart(now.high, now.value), apart(then.value, then.low)),
  }
}

/** The four counts behind one exposure. */
export interface TwoByTwo {
  exposedChurned: number
  exposedRetained: number
  otherChurned: number
  otherRetained: number
}

/** Risk of the exposed over risk of the others, log interval (Katz 1978). `null` where a cell makes it infinite. */
export function relativeRisk({
  exposedChurned,
  exposedRetained,
  otherChurned,
  otherRetained,
}: TwoByTwo): Ratio {
  const exposed = exposedChurned + exposedRetained
  const others = otherChurned + otherRetained
  if (exposed === 0 || others === 0 || otherChurned === 0) return { value: null, low: null, high: null }
  const value = exposedChurned / exposed / (otherChurned / others)
  const error = Math.sqrt(1 / exposedChurned - 1 / exposed + 1 / otherChurned - 1 / others)
  return logInterval(value, error)
}

/** Odds ratio with Woolf's log interval; 0.5 is added to every cell when one is empty (Haldane–Anscombe). */
export function oddsRatio({ exposedChurned, exposedRetained, otherChurned, otherRetained }: TwoByTwo): Ratio {
  const cells = [exposedChurned, exposedRetained, otherChurned, otherRetained]
  const correction = cells.some(cell => cell === 0) ? 0.5 : 0
  const a = exposedChurned + correction
  const b = exposedRetained + correction
  const c = otherChurned + correction
  const d = otherRetained + correction
  return logInterval((a * d) / (b * c), Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))
}

function logInterval(value: number, error: number): Ratio {
  return {
    value: finiteOrNull(value),
    low: finiteOrNull(value * Math.exp(-Z95 * error)),
    high: finiteOrNull(value * Math.exp(Z95 * error)),
  }
}

/**
 * Population attributable fraction by Levin (1953): Pe(RR − 1) / (1 + Pe(RR − 1)), Pe the share exposed.
 * Written as (rate − rate of the others) / rate, which is the same and stays finite when RR is not.
 */
export function attributableFraction({
  exposedChurned,
  exposedRetained,
  otherChurned,
  otherRetained,
}: TwoByTwo) {
  const n = exposedChurned + exposedRetained + otherChurned + otherRetained
  const others = otherChurned + otherRetained
  const rate = (exposedChurned + otherChurned) / n
  if (others === 0 || rate === 0) return null
  return finiteOrNull((rate - otherChurned / others) / rate)
}

/** Pearson's chi-square of a 2 × 2 table, without continuity correction; 0 when a margin is empty. */
export function chiSquare2({
  exposedChurned: a,
  exposedRetained: b,
  otherChurned: c,
  otherRetained: d,
}: TwoByTwo) {
  const margins = (a + b) * (c + d) * (a + c) * (b + d)
  return margins === 0 ? 0 : ((a + b + c + d) * (a * d - b * c) ** 2) / margins
}

/**
 * Exact (Clopper–Pearson) interval for `events` of `n` at significance `alpha`. For the tiny alphas that many
 * looks require, Wilson's interval is too short near 0 and 1.
 */
export function exactInterval(events: number, n: number, alpha: number): Rate {
  if (n <= 0) return { value: null, low: null, high: null, events, n }
  return {
    value: events / n,
    low:
      events === 0
        ? 0
        : events === n
          ? (alpha / 2) ** (1 / n)
          : betaQuantile(events, n - events + 1, alpha / 2),
    high:
      events === n
        ? 1
        : events === 0
          ? 1 - (alpha / 2) ** (1 / n)
          : betaQuantile(events + 1, n - events, 1 - alpha / 2),
    events,
    n,
  }
}
