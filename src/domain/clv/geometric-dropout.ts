import type { BuyingHistory, Histories } from '../history/purchase-history.ts'
import { distinctHistories } from '../history/distinct-histories.ts'
import { log1pExp, logGammaStep, logistic } from '../math/log-gamma.ts'
import { dropoutObjective } from './dropout-likelihood.ts'
import type { FirstToss } from './dropout-likelihood.ts'
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
