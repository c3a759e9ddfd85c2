import { quantileSorted, sortedFinite } from '../quantiles.ts'
import { factorise, solveWith } from '../survival/solve-symmetric.ts'

/** What is known of a customer on the day a window begins. */
export interface RiskTraits {
  /** P(silent in the window), above 0 and below 1; of past cases as foretold without having seen them. */
  probability: number
  /** Days since the last purchase. */
  quietDays: number
  /** Mean days between own purchases; NaN for one-time buyers. */
  gapDays: number
  repeats: number
}

/** Somebody who fell silent in a past window of H days, watched in whole windows of H days after it. */
export interface SilentCase extends RiskTraits {
  /** Windows watched, 1 or more: up to the return, or up to the observation day. */
  watched: number
  /** True where the last watched window holds a purchase. */
  returned: boolean
}

export interface LastingByRisk {
  windowDays: number
  /** Median of the gaps between purchases, days: what one-time buyers are held against. */
  usualGap: number
  means: readonly number[]
  scales: readonly number[]
  /** Usual range of each trait in the cases: nobody is taken to stand further out. */
  lows: readonly number[]
  highs: readonly number[]
  /** Of the log hazard of returning, for traits of deviation 1. */
  coefficients: readonly number[]
  /** Cumulative hazard of returning at traits of 0: their mean share is the share of all. */
  hazard: number
  /** Silent customers learned from, and how many of them came back. */
  cases: number
  returned: number
}

/** Below so many cases, returns, or customers who stay away, one share holds for all. */
export const leastCases = { cases: 100, returned: 20, stayed: 20 }
const mostPeriods = 6
/** Prior precision of a coefficient: as much as 4 of expected information, towards one share for all. */
const ridge = 4
const usualRange = { low: 0.01, high: 0.99 }

function traitsOf(traits: RiskTraits, windowDays: number, usualGap: number): number[] {
  const { probability, quietDays, gapDays, repeats } = traits
  const p = Math.min(1 - 1e-4, Math.max(1e-4, probability))
  const odds = Math.log(p / (1 - p))
  // The own gap counts as often as it was seen, the usual one once.
  const seen = Number.isNaN(gapDays) ? 0 : Math.max(0, repeats)
  const gap = (seen * Math.log(Math.max(1, gapDays || 1)) + Math.log(usualGap)) / (seen + 1)
  const overdue = Math.log(Math.max(1, quietDays + windowDays)) - gap
  return [odds, overdue, odds * odds, overdue * overdue, repeats < 1 ? 1 : 0]
}

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/**
 * Share of the silent who stay away, by predicted risk and by how long the silence is against the customer's own
 * rhythm: proportional hazards of returning in whole windows (Prentice & Gloeckler 1978), traits and their squares,
 * coefficients drawn to 0 by a ridge. The level is set so that the mean over the cases is `overall`, the Kaplan–Meier
 * share of all (0 to 1). `null` where there is too little to learn from.
 */
export function fitLastingByRisk(
  cases: readonly SilentCase[],
  windowDays: number,
  overall: number,
): LastingByRisk | null {
  const returned = cases.filter(one => one.returned).length
  const few = cases.length < leastCases.cases || returned < leastCases.returned
  if (few || cases.length - returned < leastCases.stayed || overall <= 0 || overall >= 1) return null
  const usualGap = Math.max(
    1,
    quantileSorted(sortedFinite(cases.map(({ gapDays }) => gapDays)), 0.5) ?? windowDays,
  )
  const raw = cases.map(one => traitsOf(one, windowDays, usualGap))
  const width = raw[0]?.length ?? 0
  const columns = Array.from({ length: width }, (_, j) => raw.map(row => row[j] ?? 0))
  const sorted = columns.map(column => sortedFinite(column))
  const lows = sorted.map((column, j) => quantileSorted(column, j < 4 ? usualRange.low : 0) ?? 0)
  const highs = sorted.map((column, j) => quantileSorted(column, j < 4 ? usualRange.high : 1) ?? 0)
  const kept = columns.map((column, j) => column.map(value => within(value, lows[j] ?? 0, highs[j] ?? 0)))
  const means = kept.map(column => column.reduce((sum, value) => sum + value, 0) / column.length)
  const scales = kept.map((column, j) => {
    const mean = means[j] ?? 0
    const deviation = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length)
    return deviation > 1e-9 ? deviation : Infinity
  })
  const model = { windowDays, usualGap, means, scales, lows, highs, cases: cases.length, returned }
  const x = raw.map(row => standardised(row, model))
  const coefficients = coefficientsOf(cases, x)
  const weights = x.map(row => Math.exp(dot(coefficients, row)))
  return { ...model, coefficients, hazard: levelFor(weights, overall) }
}

/** Share, 0 to 1, of customers like this one who stay away once they fall silent. */
export function lastingAt(model: LastingByRisk, traits: RiskTraits): number {
  const row = standardised(traitsOf(traits, model.windowDays, model.usualGap), model)
  return Math.exp(-model.hazard * Math.exp(dot(model.coefficients, row)))
}

const standardised = (
  row: readonly number[],
  { means, scales, lows, highs }: Pick<LastingByRisk, 'means' | 'scales' | 'lows' | 'highs'>,
): number[] =>
  row.map((value, j) => (within(value, lows[j] ?? 0, highs[j] ?? 0) - (means[j] ?? 0)) / (scales[j] ?? 1))

const dot = (one: ArrayLike<number>, two: readonly number[]): number =>
  two.reduce((sum, value, j) => sum + value * (one[j] ?? 0), 0)

/** The cumulative hazard at which the mean of exp(−hazard × weight) is `share`. */
function levelFor(weights: readonly number[], share: number): number {
  let [low, high] = [0, 1]
  const mean = (level: number): number =>
    weights.reduce((sum, weight) => sum + Math.exp(-level * weight), 0) / weights.length
  while (mean(high) > share && high < 1e9) high *= 2
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (mean(middle) > share) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Fisher scoring of the grouped hazards: P(returns in period j) = 1 − exp(−exp(α_j + βx)). */
function coefficientsOf(cases: readonly SilentCase[], x: readonly (readonly number[])[]): number[] {
  const periods = periodsOf(cases)
  const width = x[0]?.length ?? 0
  const size = periods.length + width
  const beta = Float64Array.from({ length: size }, (_, j) => periods[j] ?? 0)
  for (let step = 0; step < 60; step++) {
    const information = new Float64Array(size * size)
    const score = new Float64Array(size)
    for (let j = periods.length; j < size; j++) {
      information[j * size + j] = ridge
      score[j] = -ridge * (beta[j] ?? 0)
    }
    for (const [at, { watched, returned }] of cases.entries()) {
      const row = x[at] ?? []
      const linear = dot(beta.subarray(periods.length), row)
      for (let period = 0; period < Math.min(watched, periods.length); period++) {
        const rate = Math.exp(within((beta[period] ?? 0) + linear, -12, 3))
        const stays = Math.exp(-rate)
        const slope = rate * stays
        const spread = Math.max(1e-12, (1 - stays) * stays)
        const came = returned && period === watched - 1 ? 1 : 0
        add(
          information,
          score,
          period,
          periods.length,
          row,
          (slope * slope) / spread,
          ((came - (1 - stays)) * slope) / spread,
        )
      }
    }
    const move = solveWith(factorise(information), score)
    const longest = move.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    const shorten = Math.min(1, 1 / Math.max(1e-12, longest))
    for (let j = 0; j < size; j++) beta[j] = (beta[j] ?? 0) + shorten * (move[j] ?? 0)
    if (longest < 1e-9) break
  }
  return [...beta.subarray(periods.length)]
}

/** Log hazard of each period without traits, for as long as both kinds are seen often enough. */
function periodsOf(cases: readonly SilentCase[]): number[] {
  const periods: number[] = []
  for (let period = 1; period <= mostPeriods; period++) {
    const watched = cases.filter(one => one.watched >= period)
    const came = watched.filter(one => one.returned && one.watched === period).length
    if (came < 5 || watched.length - came < 5) break
    periods.push(Math.log(-Math.log(1 - came / watched.length)))
  }
  return periods
}

/** One record's part of information and score; row and column of its period stand before those of the traits. */
function add(
  information: Float64Array,
  score: Float64Array,
  period: number,
  first: number,
  row: readonly number[],
  weight: number,
  residual: number,
): void {
  const size = score.length
  score[period] = (score[period] ?? 0) + residual
  information[period * size + period] = (information[period * size + period] ?? 0) + weight
  for (const [j, value] of row.entries()) {
    const own = first + j
    score[own] = (score[own] ?? 0) + residual * value
    information[own * size + period] = (information[own * size + period] ?? 0) + weight * value
    information[period * size + own] = (information[period * size + own] ?? 0) + weight * value
    for (const [k, other] of row.entries()) {
      const at = own * size + first + k
      information[at] = (information[at] ?? 0) + weight * value * other
    }
  }
}
