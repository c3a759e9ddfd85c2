import type { BuyingHistory } from '../history/purchase-history.ts'
import { logGammaStep } from '../math/log-gamma.ts'
import { betaExpectation } from '../math/quadrature.ts'
import { scaledUpperGamma } from '../math/upper-gamma.ts'
import { dropoutAlive } from './geometric-dropout.ts'
import type { FirstToss, GeometricDropout } from './geometric-dropout.ts'
import { logNbdMass, nbdTail, nbdTermsNeeded } from './nbd-mass.ts'

/** Above this many terms the sum gives way to quadrature. */
const mostTerms = 60_000

/**
 * Purchases in a period that is `tau` × (alpha + T) long, of a customer who is alive at its start and whose
 * rate is gamma with shape `shape`; the coin is beta(a, b). Equal to the 2F1 form
 * (a+b−1)/(a−1) [1 − (1−z)^R 2F1(R, b; a+b−1; z)], but summed as Σ P(k purchases without drop-out) ×
 * Σ_{j<k} (b)_j/(a+b)_j: every term is positive, and nothing happens at a = 1, a + b = 1 or large R.
 */
export function purchasesWhileAlive(shape: number, a: number, b: number, tau: number): number {
  if (!(tau > 0)) return 0
  const z = tau / (1 + tau)
  const mean = shape * tau
  if (nbdTermsNeeded(shape, tau) > mostTerms) {
    return betaExpectation(a, b, p => {
      if (p * tau < 1e-14) return Math.log(mean)
      const left = -Math.expm1(-shape * Math.log1p(p * tau))
      return Math.log(left) - Math.log(p)
    })
  }
  // Below the bulk of the distribution its mass is nil: start there, which also avoids underflow.
  const spread = Math.sqrt(mean * (1 + tau))
  const first = mean > 60 ? Math.max(0, Math.floor(mean - 40 * spread)) : 0
  let k = 0
  let purchases = 0
  let survives = 1
  for (; k < first; k++) {
    purchases += survives
    survives *= (b + k) / (a + b + k)
  }
  let logMass = logNbdMass(shape, tau, first)
  while (logMass < -700) {
    // Still nil: move on towards the bulk.
    purchases += survives
    survives *= (b + k) / (a + b + k)
    logMass += Math.log((z * (shape + k)) / (k + 1))
    k += 1
  }
  let mass = Math.exp(logMass)
  let sum = 0
  let total = 0
  for (;;) {
    sum += mass * purchases
    total += mass
    purchases += survives
    survives *= (b + k) / (a + b + k)
    const ratio = (z * (shape + k)) / (k + 1)
    mass *= ratio
    k += 1
    if (ratio < 1 && k > mean && mass * purchases <= 1e-17 * sum * (1 - ratio)) break
    if (k > mostTerms + 10) break
  }
  // The masses add to 1; dividing takes out the rounding of the first one's logarithm.
  return sum / total
}

/** Purchases expected in the next `time` from a customer with this history. */
export function dropoutExpected(
  model: GeometricDropout,
  history: BuyingHistory,
  time: number,
  first: FirstToss,
): number {
  const { r, alpha, a, b } = model
  const alive = dropoutAlive(model, history, first)
  if (alive === 0 || !(time > 0)) return 0
  return (
    alive *
    purchasesWhileAlive(r + history.repeats, a, b + first + history.repeats, time / (alpha + history.age))
  )
}

/** Probability that a new customer makes exactly `count` repeat purchases in `time`. */
export function dropoutMass(
  { r, alpha, a, b }: GeometricDropout,
  count: number,
  time: number,
  first: FirstToss,
): number {
  const tau = time / alpha
  const tosses = count + first
  const stay = Math.exp(logGammaStep(b, tosses) - logGammaStep(a + b, tosses) + logNbdMass(r, tau, count))
  if (tosses === 0) return stay
  const leave = Math.exp(Math.log(a) + logGammaStep(b, tosses - 1) - logGammaStep(a + b, tosses))
  return stay + leave * nbdTail(r, tau, count)
}

/**
 * Discounted purchases over an endless future at the rate `delta` > 0 (continuous, a time unit), or the plain
 * number at `delta` = 0, which exists for a > 1 only (`null` otherwise).
 */
export function dropoutDiscountedEndless(
  { r, alpha, a, b }: GeometricDropout,
  history: BuyingHistory,
  delta: number,
  first: FirstToss,
): number | null {
  const model = { r, alpha, a, b }
  const alive = dropoutAlive(model, history, first)
  const stays = b + first + history.repeats
  if (!(delta > 0)) return a > 1 ? (alive * (a + stays - 1)) / (a - 1) : null
  const shape = r + history.repeats
  const scale = delta * (alpha + history.age)
  // E over p of (R/p) z^R e^z Γ(−R, z) with z = delta (alpha + T)/p
  const discounted = betaExpectation(a, stays, p => {
    const z = scale / p
    return z > 1e15 ? Math.log(shape / scale) : Math.log((shape / p) * scaledUpperGamma(-shape, z))
  })
  return alive * discounted
}
