import { logGammaStep, logGamma } from '../math/log-gamma.ts'

/**
 * The negative binomial count of purchases in a time of `tau` × alpha, when rates are gamma(shape, alpha)
 * and nobody leaves: z = tau/(1 + tau), mass (shape)_k/k! z^k (1 − z)^shape.
 */
export function logNbdMass(shape: number, tau: number, count: number): number {
  if (tau === 0) return count === 0 ? 0 : -Infinity
  return (
    logGammaStep(shape, count) -
    logGamma(count + 1) -
    shape * Math.log1p(tau) -
    (count === 0 ? 0 : count * Math.log1p(1 / tau))
  )
}

/** P(count or more purchases), summed from the small end so that tiny tails keep their digits. */
export function nbdTail(shape: number, tau: number, count: number): number {
  if (count <= 0) return 1
  if (tau === 0) return 0
  const z = tau / (1 + tau)
  const mean = shape * tau
  if (count <= mean) {
    let below = 0
    let mass = Math.exp(logNbdMass(shape, tau, count - 1))
    for (let k = count - 1; k >= 0 && mass > 1e-320; k--) {
      below += mass
      mass *= k / (z * (shape + k - 1))
      if (mass < 1e-18 * below) break
    }
    return Math.max(0, 1 - below)
  }
  // In units of the first mass, which may itself be below the smallest number.
  let mass = 1
  let sum = 0
  for (let k = count; k < count + 1_000_000; k++) {
    sum += mass
    const ratio = (z * (shape + k)) / (k + 1)
    mass *= ratio
    if (ratio < 1 && mass <= 1e-17 * sum * (1 - ratio)) break
  }
  return Math.min(1, Math.exp(logNbdMass(shape, tau, count) + Math.log(sum)))
}

/** Terms until the mass is spent to 17 digits: the bulk, then a geometric tail with ratio z. */
export const nbdTermsNeeded = (shape: number, tau: number): number => {
  const mean = shape * tau
  return mean + 12 * Math.sqrt(mean * (1 + tau)) + 45 * (1 + tau)
}
