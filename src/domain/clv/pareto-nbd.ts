import { distinctHistories } from '../history/distinct-histories.ts'
import type { BuyingHistory, Histories } from '../history/purchase-history.ts'
import { annuity, log1pExp, logGammaStep, logistic } from '../math/log-gamma.ts'
import { integrate } from '../math/quadrature.ts'
import { scaledUpperGamma } from '../math/upper-gamma.ts'
import { exists } from './discounting.ts'
import type { MaybeValue } from './discounting.ts'
import { dataWarnings, fitLikelihood, thinned, timeScale } from './fit.ts'
import type { Fit } from './fit.ts'
import { logNbdMass } from './nbd-mass.ts'
import { paretoOdds } from './pareto-integral.ts'
import type { ParetoTerm } from './pareto-integral.ts'
import { paretoNbdObjective } from './pareto-likelihood.ts'

/**
 * Pareto/NBD: Schmittlein, Morrison & Colombo (1987); Fader & Hardie (2005). Buying rates gamma(r, alpha),
 * leaving rates gamma(s, beta); alpha and beta in the time unit of the histories.
 */
export interface ParetoNbd {
  r: number
  alpha: number
  s: number
  beta: number
}

const names = ['r', 'alpha', 's', 'beta'] as const
export type ParetoNbdName = (typeof names)[number]

const newTerm = (): ParetoTerm => ({ logOdds: 0, slopes: new Float64Array(4) })

function oddsLeft({ r, alpha, s, beta }: ParetoNbd, { repeats, recency, age }: BuyingHistory): number {
  const term = newTerm()
  paretoOdds(repeats, recency, age, r, alpha, s, beta, term, false)
  return term.logOdds
}

/** Maximum likelihood; `alpha` and `beta` come out in the time unit of the histories. */
export function fitParetoNbd(histories: Histories): Fit<ParetoNbdName> {
  const data = distinctHistories(histories)
  const logScale = Math.log(timeScale(data))
  const sample = thinned(data, 1000)
  const shift = [0, logScale, 0, logScale]
  const starts = [
    [0, 0, 0, 0],
    [-0.6, 0.5, -0.5, 0.5],
  ]
  return fitLikelihood({
    names,
    objective: paretoNbdObjective(data),
    scout: sample ? paretoNbdObjective(sample) : undefined,
    starts: starts.map(start => start.map((value, i) => value + (shift[i] ?? 0))),
    centre: shift,
    n: data.n,
    warnings: dataWarnings(data),
  })
}

/** Probability, 0 to 1, of being alive at the observation date. */
export const paretoNbdAlive = (model: ParetoNbd, history: BuyingHistory): number =>
  logistic(oddsLeft(model, history))

/** ln likelihood of one history. */
export function paretoNbdLogLikelihood(model: ParetoNbd, history: BuyingHistory): number {
  const { r, alpha, s, beta } = model
  const { repeats: x, age } = history
  return (
    logGammaStep(r, x) -
    (r + x) * Math.log1p(age / alpha) -
    x * Math.log(alpha) -
    s * Math.log1p(age / beta) +
    log1pExp(oddsLeft(model, history))
  )
}

/** Purchases expected in the next `time`, given the history. */
export function paretoNbdExpected(model: ParetoNbd, history: BuyingHistory, time: number): number {
  if (!(time > 0)) return 0
  const { r, alpha, s, beta } = model
  const lived = beta + history.age
  const rate = (r + history.repeats) / (alpha + history.age)
  return rate * lived * annuity(s - 1, Math.log1p(time / lived)) * paretoNbdAlive(model, history)
}

/** Repeat purchases expected from a new customer in their first `time`. */
export const paretoNbdExpectedNew = (model: ParetoNbd, time: number): number =>
  paretoNbdExpected(model, { repeats: 0, recency: 0, age: 0 }, time)

/** P(exactly `count` repeat purchases in the first `time`). */
export function paretoNbdMass({ r, alpha, s, beta }: ParetoNbd, count: number, time: number): number {
  if (!(time > 0)) return count === 0 ? 1 : 0
  const stayed = Math.exp(logNbdMass(r, time / alpha, count) - s * Math.log1p(time / beta))
  const least = Math.min(alpha, beta)
  const left = integrate(
    v => {
      const u = least * Math.expm1(v)
      return (
        Math.exp(logNbdMass(r, u / alpha, count) - s * Math.log1p(u / beta)) *
        ((s * (least + u)) / (beta + u))
      )
    },
    0,
    Math.log1p(time / least),
    { panel: Math.min(0.5, 3 / Math.sqrt(count + 1)), count: 16 },
  )
  return stayed + left
}

/**
 * Discounted expected purchases over `horizon` (`null`: endless) at the continuous rate `delta` a time unit.
 * Endless is DERT (Fader, Hardie & Lee 2005) through e^z Γ(1−s, z); undiscounted it exists for s > 1 only.
 */
export function paretoNbdDiscounted(
  model: ParetoNbd,
  history: BuyingHistory,
  { horizon, delta }: { horizon: number | null; delta: number },
): MaybeValue {
  const { r, alpha, s, beta } = model
  const lived = beta + history.age
  const flow = (paretoNbdAlive(model, history) * (r + history.repeats)) / (alpha + history.age)
  if (horizon === null) {
    if (delta > 0) return exists(flow * lived * scaledUpperGamma(1 - s, delta * lived))
    return s > 1
      ? exists((flow * lived) / (s - 1))
      : { value: null, reason: 'undiscounted_value_is_infinite' }
  }
  if (delta === 0) return exists(paretoNbdExpected(model, history, horizon))
  const top = Math.log1p(horizon / lived)
  const panel = Math.max(top / 256, Math.min(1, (8 * top) / (delta * horizon + s * top)))
  const value = integrate(
    v => Math.exp((1 - s) * v - delta * lived * Math.expm1(v)),
    0,
    Math.min(top, Math.log1p(45 / (delta * lived))),
    { panel, count: 16 },
  )
  return exists(flow * lived * value)
}
