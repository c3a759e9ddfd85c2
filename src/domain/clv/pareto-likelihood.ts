import type { Coded, DistinctHistories } from '../history/distinct-histories.ts'
import { log1pExp, logistic } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import { gammaRise } from './gamma-rise.ts'
import { historyGroups } from './history-groups.ts'
import { paretoOdds } from './pareto-integral.ts'
import type { ParetoTerm } from './pareto-integral.ts'
import { paretoTails } from './pareto-tails.ts'

/** Rows of one count that an integral of their own each costs less than tails at this many times. */
const timesARow = 16
/** Largest exponent that the tails may hold: e^±300 multiply and divide within the range of a double. */
const steepest = 300
/** Products of 1 + odds are taken until here before their logarithm is. */
const fullProduct = 1e150

/** What the odds of having left add to the likelihood and its slopes. */
interface Sums {
  value: number
  r: number
  alpha: number
  s: number
  beta: number
}

/** Ascending distinct values of two times, and where each value of them stands. */
function knots(one: Coded, two: Coded) {
  const times = Float64Array.from(new Set([...one.values, ...two.values])).sort()
  const places = new Map(Array.from(times, (time, k) => [time, k]))
  const placed = ({ values }: Coded): Int32Array => Int32Array.from(values, time => places.get(time) ?? 0)
  return { times, one: placed(one), two: placed(two) }
}

/**
 * Mean negative log-likelihood in log-parameters, with its gradient. Everything but the odds of having left is summed
 * over counts and over ages; the odds of a count with many rows come from tails shared by its rows, the others from an
 * integral each.
 */
export function paretoNbdObjective(data: DistinctHistories): Objective {
  const { weights, repeats, recency, age, n } = data
  const counts = repeats.values
  const rise = gammaRise(counts)
  const { starts, customersOfCount, customersOfAge, purchasesOfAge } = historyGroups(data)
  const { times, one: knotOfAge, two: knotOfRecency } = knots(age, recency)
  const tails = paretoTails(times)
  const last = times.at(-1) ?? 0
  const many = (k: number): boolean => timesARow * ((starts[k + 1] ?? 0) - (starts[k] ?? 0)) > times.length
  const term: ParetoTerm = { logOdds: 0, slopes: new Float64Array(4) }

  /** Rows of one count by an integral each. */
  function alone(into: Sums, k: number, r: number, alpha: number, s: number, beta: number): void {
    const x = counts[k] ?? 0
    for (let row = starts[k] ?? 0; row < (starts[k + 1] ?? 0); row++) {
      const w = weights[row] ?? 0
      const start = recency.values[recency.index[row] ?? 0] ?? 0
      const end = age.values[age.index[row] ?? 0] ?? 0
      paretoOdds(x, start, end, r, alpha, s, beta, term, true)
      const left = w * logistic(-term.logOdds)
      into.value += w * log1pExp(term.logOdds)
      into.r += left * (term.slopes[0] ?? 0)
      into.alpha += left * (term.slopes[1] ?? 0)
      into.s += left * (term.slopes[2] ?? 0)
      into.beta += left * (term.slopes[3] ?? 0)
    }
  }

  /** Rows of one count by differences of tails; rows go by age, so what belongs to an age is worked out once. */
  function together(into: Sums, k: number, r: number, alpha: number, s: number, beta: number): void {
    const shape = r + (counts[k] ?? 0)
    tails.fill(shape)
    const { mass, logAlpha, logBeta, inverseAlpha, inverseBeta } = tails
    let ageBefore = -1
    let end = 0
    let scale = 0
    let logAlphaAge = 0
    let logBetaAge = 0
    let perAlpha = 0
    let perBeta = 0
    let product = 1
    let value = 0
    let slopeR = 0
    let slopeAlpha = 0
    let slopeS = 0
    let slopeBeta = 0
    for (let row = starts[k] ?? 0; row < (starts[k + 1] ?? 0); row++) {
      const ia = age.index[row] ?? 0
      if (ia !== ageBefore) {
        ageBefore = ia
        end = knotOfAge[ia] ?? 0
        const whole = age.values[ia] ?? 0
        logAlphaAge = Math.log1p(whole / alpha)
        logBetaAge = Math.log1p(whole / beta)
        scale = s * Math.exp(shape * logAlphaAge + s * logBetaAge)
        perAlpha = 1 / (alpha + whole)
        perBeta = 1 / (beta + whole)
      }
      const start = knotOfRecency[recency.index[row] ?? 0] ?? 0
      const between = (mass[start] ?? 0) - (mass[end] ?? 0)
      if (!(between > 0)) continue
      const w = weights[row] ?? 0
      const one = 1 + scale * between
      if (one < 1e30 && (w === 1 || w === 2)) {
        product *= w === 1 ? one : one * one
        if (product > fullProduct) {
          value += Math.log(product)
          product = 1
        }
      } else value += w * Math.log(one)
      const left = (w * scale) / one
      slopeR += left * (logAlphaAge * between - (logAlpha[start] ?? 0) + (logAlpha[end] ?? 0))
      slopeAlpha += left * (perAlpha * between - (inverseAlpha[start] ?? 0) + (inverseAlpha[end] ?? 0))
      slopeS += left * ((1 / s + logBetaAge) * between - (logBeta[start] ?? 0) + (logBeta[end] ?? 0))
      slopeBeta +=
        left * (s * perBeta * between - (s + 1) * ((inverseBeta[start] ?? 0) - (inverseBeta[end] ?? 0)))
    }
    into.value += value + Math.log(product)
    into.r += slopeR
    into.alpha += shape * slopeAlpha
    into.s += slopeS
    into.beta += slopeBeta
  }

  return (theta, gradient) => {
    const r = Math.exp(theta[0] ?? 0)
    const alpha = Math.exp(theta[1] ?? 0)
    const s = Math.exp(theta[2] ?? 0)
    const beta = Math.exp(theta[3] ?? 0)
    const logAlpha = theta[1] ?? 0
    rise.fill(r)
    const sums: Sums = { value: 0, r: 0, alpha: 0, s: 0, beta: 0 }
    for (let k = 0; k < age.values.length; k++) {
      const whole = age.values[k] ?? 0
      const w = customersOfAge[k] ?? 0
      const bought = purchasesOfAge[k] ?? 0
      const logAlphaAge = Math.log1p(whole / alpha)
      const logBetaAge = Math.log1p(whole / beta)
      sums.value -= (r * w + bought) * logAlphaAge + s * w * logBetaAge
      sums.r -= w * logAlphaAge
      sums.alpha += ((r * w * whole) / alpha - bought) / (alpha + whole)
      sums.s -= w * logBetaAge
      sums.beta += (s * w * whole) / (beta * (beta + whole))
    }
    const spent = s * Math.log1p(last / beta)
    const fits = (x: number): boolean => (r + x) * Math.log1p(last / alpha) + spent < steepest
    let most = -1
    for (let k = 0; k < counts.length; k++) if (many(k) && fits(counts[k] ?? 0)) most = counts[k] ?? 0
    if (most >= 0) tails.place(r, alpha, s, beta, most)
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k] ?? 0
      const customers = customersOfCount[k] ?? 0
      sums.value += customers * ((rise.log[k] ?? 0) - x * logAlpha)
      sums.r += customers * (rise.slope[k] ?? 0)
      if (x <= most && many(k)) together(sums, k, r, alpha, s, beta)
      else alone(sums, k, r, alpha, s, beta)
    }
    gradient[0] = (-r * sums.r) / n
    gradient[1] = (-alpha * sums.alpha) / n
    gradient[2] = (-s * sums.s) / n
    gradient[3] = (-beta * sums.beta) / n
    return -sums.value / n
  }
}
