import { quantileSorted } from './quantiles.ts'
import { sampler } from './random.ts'
import type { Random } from './random.ts'

/** Ends of a 95 % interval, in the unit of the value. */
export interface Interval {
  low: number
  high: number
}

/** Fewer members than this carry no interval: their sum is not shown either. */
export const leastMembers = 10

const draws = 1000
/** Beyond this many members the sum of a resample is normal to the digits shown; the moments stand in for the draws. */
const mostResampled = 1000

/**
 * 95 % percentile interval of a sum of money over members (Efron 1979): members are drawn anew with replacement, and each
 * drawn sum is multiplied by one draw of `factor`, the error that all members share (a model's parameters, a group's risk).
 * Values that are not numbers count as nothing. `null` under ten members.
 */
export function sumInterval(
  values: ArrayLike<number>,
  random: Random,
  factor: () => number = () => 1,
): Interval | null {
  // In order of size: the same members give the same draws, in whatever order their file named them.
  const known = Array.from(values, value => (Number.isFinite(value) ? value : 0)).toSorted(
    (one, two) => one - two,
  )
  const n = known.length
  if (n < leastMembers) return null
  const total = known.reduce((sum, value) => sum + value, 0)
  const resampled = n > mostResampled ? normalSums(known, total, random) : () => sumOfDraws(known, random)
  const sums = Float64Array.from({ length: draws }, () => resampled() * factor()).sort()
  const [low, high] = [quantileSorted(sums, 0.025), quantileSorted(sums, 0.975)]
  return low === null || high === null ? null : { low: Math.min(low, total), high: Math.max(high, total) }
}

function sumOfDraws(values: readonly number[], random: Random): number {
  let sum = 0
  for (let draw = 0; draw < values.length; draw++) sum += values[Math.floor(random() * values.length)] ?? 0
  return sum
}

function normalSums(values: readonly number[], total: number, random: Random): () => number {
  const mean = total / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return sampler({ kind: 'normal', mean: total, sd: Math.sqrt(variance) }, random)
}

/** Draws e^x with x normal around 0, so that 95 % lie within ± `logHalfWidth`: the shared error of modelled values. */
export function logNormalFactor(logHalfWidth: number, random: Random): () => number {
  const draw = sampler({ kind: 'normal', mean: 0, sd: Math.max(0, logHalfWidth) / 1.96 }, random)
  return () => Math.exp(draw())
}

const logit = (share: number): number => Math.log(share / (1 - share))

/**
 * Draws of a share over its value, with 95 % of the draws inside its interval: normal on the logit scale, each side as
 * wide as the interval's own. All 1 where the share is 0 or 1.
 */
export function shareFactor(
  { value, low, high }: { value: number; low: number; high: number },
  random: Random,
): () => number {
  if (value <= 0 || value >= 1) return () => 1
  const inside = (share: number): number => Math.min(1 - 1e-9, Math.max(1e-9, share))
  const at = logit(value)
  const [below, above] = [(at - logit(inside(low))) / 1.96, (logit(inside(high)) - at) / 1.96]
  const draw = sampler({ kind: 'normal', mean: 0, sd: 1 }, random)
  return () => {
    const z = draw()
    const drawn = 1 / (1 + Math.exp(-(at + z * Math.max(0, z < 0 ? below : above))))
    return drawn / value
  }
}
