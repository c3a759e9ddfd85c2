import type { BuyingHistory, Histories } from '../history/purchase-history.ts'
import { distinctHistories } from '../history/distinct-histories.ts'
import type { DistinctHistories } from '../history/distinct-histories.ts'
import { digamma, log1pExp, logGammaStep, logistic } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import { dataWarnings, fitLikelihood, thinned, timeScale } from './fit.ts'
import type { Fit } from './fit.ts'

/**
 * What BG/NBD (Fader, Hardie & Lee 2005) and MBG/NBD (Batislam, Denizel & Filiztekin 2007) share: Poisson
 * buying with gamma rates (r, alpha), and a beta coin (a, b) tossed after purchases. The modified model
 * also tosses the coin at time 0: `first` = 1 there, 0 in BG/NBD.
 */
export interface GeometricDropout {
  r: number
  /** In the time unit of the histories. */
  alpha: number
  a: number
  b: number
}

export const dropoutNames = ['r', 'alpha', 'a', 'b'] as const
export type DropoutName = (typeof dropoutNames)[number]

export type FirstToss = 0 | 1

/** Log-odds that the customer has left: ln of (density of the paths that left) / (of those that stayed). */
export function logOddsLeft(
  { r, alpha, a, b }: GeometricDropout,
  history: BuyingHistory,
  first: FirstToss,
): number {
  const { repeats: x, recency, age } = history
  const tosses = x + first
  if (tosses === 0) return -Infinity
  return Math.log(a) - Math.log(b + tosses - 1) + (r + x) * Math.log1p((age - recency) / (alpha + recency))
}

/** Probability, 0 to 1, that the customer still buys at the observation date. */
export const dropoutAlive = (model: GeometricDropout, history: BuyingHistory, first: FirstToss): number =>
  logistic(logOddsLeft(model, history, first))

/** ln of the likelihood of one history: the density of its purchase times. */
export function dropoutLogLikelihood(
  model: GeometricDropout,
  history: BuyingHistory,
  first: FirstToss,
): number {
  const { r, alpha, a, b } = model
  const { repeats: x, age } = history
  const tosses = x + first
  return (
    logGammaStep(r, x) -
    r * Math.log1p(age / alpha) -
    x * Math.log(alpha + age) +
    logGammaStep(b, tosses) -
    logGammaStep(a + b, tosses) +
    log1pExp(logOddsLeft(model, history, first))
  )
}

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

/** Mean negative log-likelihood in (ln r, ln alpha, ln a, ln b), with its gradient. */
export function dropoutObjective(data: DistinctHistories, first: FirstToss): Objective {
  const { weights, repeats, recency, age, n } = data
  const counts = repeats.values
  const tables = countTables(counts, first)
  const logAge = new Float64Array(age.values.length)
  const inverseAge = new Float64Array(age.values.length)
  const logRecency = new Float64Array(recency.values.length)
  const inverseRecency = new Float64Array(recency.values.length)
  const rows = weights.length
  return (theta, gradient) => {
    const r = Math.exp(theta[0] ?? 0)
    const alpha = Math.exp(theta[1] ?? 0)
    const a = Math.exp(theta[2] ?? 0)
    const b = Math.exp(theta[3] ?? 0)
    const logAlpha = theta[1] ?? 0
    const perA = 1 / a
    tables.fill(r, a, b)
    const { logRise, digammaRise, logStay, staySlopeA, staySlopeB, logLeave, perBack } = tables
    // Logarithms relative to alpha keep their digits when alpha is far larger than every age.
    for (let k = 0; k < logAge.length; k++) {
      logAge[k] = Math.log1p((age.values[k] ?? 0) / alpha)
      inverseAge[k] = 1 / (alpha + (age.values[k] ?? 0))
    }
    for (let k = 0; k < logRecency.length; k++) {
      logRecency[k] = Math.log1p((recency.values[k] ?? 0) / alpha)
      inverseRecency[k] = 1 / (alpha + (recency.values[k] ?? 0))
    }
    let total = 0
    let slopeR = 0
    let slopeAlpha = 0
    let slopeA = 0
    let slopeB = 0
    for (let row = 0; row < rows; row++) {
      const w = weights[row] ?? 0
      const ix = repeats.index[row] ?? 0
      const ia = age.index[row] ?? 0
      const it = recency.index[row] ?? 0
      const x = counts[ix] ?? 0
      const tosses = x + first
      const rx = r + x
      const la = logAge[ia] ?? 0
      const invAge = inverseAge[ia] ?? 0
      let value = (logRise[ix] ?? 0) - rx * la - x * logAlpha + (logStay[ix] ?? 0)
      let gR = (digammaRise[ix] ?? 0) - la
      // d/d alpha of −rx ln(1 + T/alpha) − x ln alpha
      let gAlpha = r / alpha - rx * invAge
      let gA = staySlopeA[ix] ?? 0
      let gB = staySlopeB[ix] ?? 0
      if (tosses > 0) {
        const gap = la - (logRecency[it] ?? 0)
        const odds = (logLeave[ix] ?? 0) + rx * gap
        let left: number
        if (odds > 0) {
          const e = Math.exp(-odds)
          value += odds + Math.log(1 + e)
          left = 1 / (1 + e)
        } else {
          const e = Math.exp(odds)
          value += Math.log(1 + e)
          left = e / (1 + e)
        }
        gR += left * gap
        gAlpha += left * rx * (invAge - (inverseRecency[it] ?? 0))
        gA += left * perA
        gB -= left * (perBack[ix] ?? 0)
      }
      total += w * value
      slopeR += w * gR
      slopeAlpha += w * gAlpha
      slopeA += w * gA
      slopeB += w * gB
    }
    gradient[0] = (-r * slopeR) / n
    gradient[1] = (-alpha * slopeAlpha) / n
    gradient[2] = (-a * slopeA) / n
    gradient[3] = (-b * slopeB) / n
    return -total / n
  }
}

/** Maximum likelihood over merged histories; starts in scaled time (METHODS 3). */
export function fitDropout(
  histories: Histories,
  first: FirstToss,
  starts: readonly (readonly [number, number, number, number])[],
): Fit<DropoutName> {
  const data = distinctHistories(histories)
  const logScale = Math.log(timeScale(data))
  const sample = thinned(data)
  const shift = [0, logScale, 0, 0]
  const fit = fitLikelihood({
    names: dropoutNames,
    objective: dropoutObjective(data, first),
    scout: sample ? dropoutObjective(sample, first) : undefined,
    starts: starts.map(start => start.map((value, i) => Math.log(value) + (shift[i] ?? 0))),
    centre: shift,
    n: data.n,
    warnings: dataWarnings(data),
  })
  return fit
}
