import type { DistinctHistories } from '../history/distinct-histories.ts'
import { digamma, logGammaStep } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import { historyGroups } from './history-groups.ts'

export type FirstToss = 0 | 1

/** Tables over the distinct purchase counts, filled once an evaluation. */
function countTables(counts: Float64Array, first: FirstToss) {
  const size = counts.length
  return {
    logRise: new Float64Array(size),
    digammaRise: new Float64Array(size),
    logStay: new Float64Array(size),
    staySlopeA: new Float64Array(size),
    staySlopeB: new Float64Array(size),
    /** ln(a/(b + tosses − 1)) and 1/(b + tosses − 1): the odds of the last toss. */
    logLeave: new Float64Array(size),
    perBack: new Float64Array(size),
    fill(r: number, a: number, b: number): void {
      let k = 0
      let from = { rise: 0, digammaRise: 0, stay: 0, slopeA: 0, slopeB: 0, x: 0, tosses: 0 }
      for (; k < size; k++) {
        const x = counts[k] ?? 0
        const tosses = x + first
        if (x - from.x > 64 || tosses - from.tosses > 64) from = jumped(r, a, b, x, tosses)
        else {
          let { rise, digammaRise, stay, slopeA, slopeB } = from
          for (let i = from.x; i < x; i++) {
            rise += Math.log(r + i)
            digammaRise += 1 / (r + i)
          }
          for (let i = from.tosses; i < tosses; i++) {
            const whole = 1 / (a + b + i)
            stay -= Math.log1p(a / (b + i))
            slopeA -= whole
            slopeB += (a * whole) / (b + i)
          }
          from = { rise, digammaRise, stay, slopeA, slopeB, x, tosses }
        }
        this.logRise[k] = from.rise
        this.digammaRise[k] = from.digammaRise
        this.logStay[k] = from.stay
        this.staySlopeA[k] = from.slopeA
        this.staySlopeB[k] = from.slopeB
        if (tosses > 0) {
          this.logLeave[k] = Math.log(a) - Math.log(b + tosses - 1)
          this.perBack[k] = 1 / (b + tosses - 1)
        }
      }
    },
  }
}

function jumped(r: number, a: number, b: number, x: number, tosses: number) {
  return {
    rise: logGammaStep(r, x),
    digammaRise: digamma(r + x) - digamma(r),
    stay: logGammaStep(b, tosses) - logGammaStep(a + b, tosses),
    slopeA: digamma(a + b) - digamma(a + b + tosses),
    slopeB: digamma(b + tosses) - digamma(b) - digamma(a + b + tosses) + digamma(a + b),
    x,
    tosses,
  }
}

/** ln(1 + T/alpha), 1/(alpha + T), and a power of 1 + T/alpha for one count, over the distinct values of a time. */
function timeTables(times: Float64Array) {
  const log = new Float64Array(times.length)
  const inverse = new Float64Array(times.length)
  const power = new Float64Array(times.length)
  return {
    log,
    inverse,
    power,
    // Logarithms relative to alpha keep their digits when alpha is far larger than every age.
    fill(alpha: number): void {
      for (let k = 0; k < times.length; k++) {
        log[k] = Math.log1p((times[k] ?? 0) / alpha)
        inverse[k] = 1 / (alpha + (times[k] ?? 0))
      }
    },
    raise(exponent: number): void {
      for (let k = 0; k < times.length; k++) power[k] = Math.exp(exponent * (log[k] ?? 0))
    },
  }
}

/** Products of 1 + odds are taken until here before their logarithm is. */
const fullProduct = 1e150

/**
 * Mean negative log-likelihood in (ln r, ln alpha, ln a, ln b), with its gradient. Everything but the odds of having
 * left is summed over counts and over ages; the odds are a product of a power of each time, so a count with many rows
 * costs one exponential a distinct time instead of one a row.
 */
export function dropoutObjective(data: DistinctHistories, first: FirstToss): Objective {
  const { weights, repeats, recency, age, n } = data
  const ageOf = age.index
  const recencyOf = recency.index
  const counts = repeats.values
  const tables = countTables(counts, first)
  const { starts, customersOfCount, customersOfAge, purchasesOfAge } = historyGroups(data)
  const ages = timeTables(age.values)
  const recencies = timeTables(recency.values)
  const { log: logAge, inverse: inverseAge, power: powerAge } = ages
  const { log: logRecency, inverse: inverseRecency, power: powerRecency } = recencies
  const longest = age.values.at(-1) ?? 0
  const rowSums = (from: number, to: number, rx: number, logLeave: number, split: boolean) => {
    const leave = Math.exp(logLeave)
    let value = 0
    let product = 1
    let lefts = 0
    let gaps = 0
    let inverses = 0
    for (let row = from; row < to; row++) {
      const w = weights[row] ?? 0
      const ia = ageOf[row] ?? 0
      const it = recencyOf[row] ?? 0
      const gap = (logAge[ia] ?? 0) - (logRecency[it] ?? 0)
      let odds = 0
      let sure = false
      if (split) odds = leave * (powerAge[ia] ?? 0) * (powerRecency[it] ?? 0)
      else {
        const logOdds = logLeave + rx * gap
        sure = logOdds > 300
        if (sure) value += w * logOdds
        else odds = Math.exp(logOdds)
      }
      const one = 1 + odds
      if (one < 1e30 && (w === 1 || w === 2)) {
        product *= w === 1 ? one : one * one
        if (product > fullProduct) {
          value += Math.log(product)
          product = 1
        }
      } else value += w * Math.log(one)
      const left = sure ? w : (w * odds) / one
      lefts += left
      gaps += left * gap
      inverses += left * ((inverseAge[ia] ?? 0) - (inverseRecency[it] ?? 0))
    }
    return { value: value + Math.log(product), lefts, gaps, inverses }
  }
  return (theta, gradient) => {
    const r = Math.exp(theta[0] ?? 0)
    const alpha = Math.exp(theta[1] ?? 0)
    const a = Math.exp(theta[2] ?? 0)
    const b = Math.exp(theta[3] ?? 0)
    const logAlpha = theta[1] ?? 0
    tables.fill(r, a, b)
    ages.fill(alpha)
    recencies.fill(alpha)
    let total = 0
    let slopeR = 0
    let slopeAlpha = 0
    let slopeA = 0
    let slopeB = 0
    for (let k = 0; k < age.values.length; k++) {
      const w = customersOfAge[k] ?? 0
      const bought = purchasesOfAge[k] ?? 0
      const log = logAge[k] ?? 0
      const inverse = inverseAge[k] ?? 0
      total -= (r * w + bought) * log
      slopeR -= w * log
      // d/d alpha of −rx ln(1 + T/alpha) − x ln alpha
      slopeAlpha += inverse * ((r * w * (age.values[k] ?? 0)) / alpha - bought)
    }
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k] ?? 0
      const from = starts[k] ?? 0
      const to = starts[k + 1] ?? 0
      const mass = customersOfCount[k] ?? 0
      total += mass * ((tables.logRise[k] ?? 0) + (tables.logStay[k] ?? 0) - x * logAlpha)
      slopeR += mass * (tables.digammaRise[k] ?? 0)
      slopeA += mass * (tables.staySlopeA[k] ?? 0)
      slopeB += mass * (tables.staySlopeB[k] ?? 0)
      if (x + first === 0 || from === to) continue
      const rx = r + x
      const many = to - from > age.values.length + recency.values.length
      const split = many && rx * Math.log1p(longest / alpha) < 300
      const logLeave = tables.logLeave[k] ?? 0
      if (split) {
        ages.raise(rx)
        recencies.raise(-rx)
      }
      const sums = rowSums(from, to, rx, logLeave, split)
      total += sums.value
      slopeR += sums.gaps
      slopeAlpha += rx * sums.inverses
      slopeA += sums.lefts / a
      slopeB -= sums.lefts * (tables.perBack[k] ?? 0)
    }
    gradient[0] = (-r * slopeR) / n
    gradient[1] = (-alpha * slopeAlpha) / n
    gradient[2] = (-a * slopeA) / n
    gradient[3] = (-b * slopeB) / n
    return -total / n
  }
}
