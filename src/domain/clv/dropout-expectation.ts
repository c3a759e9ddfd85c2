import type { BuyingHistory } from '../history/purchase-history.ts'
import { logGammaStep } from '../math/log-gamma.ts'
import { betaExpectation } from '../math/quadrature.ts'
import { scaledUpperGamma } from '../math/upper-gamma.ts'
import { discountedStream, exists } from './discounting.ts'
import type { MaybeValue } from './discounting.ts'
import { dropoutAlive } from './geometric-dropout.ts'
import type { FirstToss } from './dropout-likelihood.ts'
import type { GeometricDropout } from './geometric-dropout.ts'
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

/** What is expected of a customer by repeats and age, given alive. */
export type WhileAlive = (repeats: number, age: number) => number

export interface Span {
  /** In the time unit of the model; `null` is endless. */
  horizon: number | null
  /** Continuous discount rate a time unit, 0 or more. */
  delta: number
}

/**
 * Discounted expected purchases over a span. Recency enters through P(alive) alone: `remember` may keep what hangs on
 * repeats and age only, which many customers share. The plain number over an endless future exists for a > 1 only.
 */
export function dropoutDiscounted(
  model: GeometricDropout,
  history: BuyingHistory,
  span: Span,
  first: FirstToss,
  remember: (of: WhileAlive) => WhileAlive = of => of,
): MaybeValue {
  if (span.horizon === null && !(span.delta > 0) && !(model.a > 1))
    return { value: null, reason: 'undiscounted_value_is_infinite' }
  const alive = dropoutAlive(model, history, first)
  if (alive === 0) return exists(0)
  const whileAlive = remember((repeats, age) => discountedWhileAlive(model, { repeats, age }, span, first))
  return exists(alive * whileAlive(history.repeats, history.age))
}

function discountedWhileAlive(
  { r, alpha, a, b }: GeometricDropout,
  { repeats, age }: Pick<BuyingHistory, 'repeats' | 'age'>,
  { horizon, delta }: Span,
  first: FirstToss,
): number {
  const stays = b + first + repeats
  const shape = r + repeats
  const scale = alpha + age
  if (horizon !== null) {
    const expected = (time: number): number => purchasesWhileAlive(shape, a, stays, time / scale)
    return discountedStream(expected, { horizon, delta, scale })
  }
  if (!(delta > 0)) return (a + stays - 1) / (a - 1)
  // E over p of (R/p) z^R e^z Γ(−R, z) with z = delta (alpha + T)/p
  return betaExpectation(a, stays, p => {
    const z = (delta * scale) / p
    return z > 1e15 ? Math.log(shape / (delta * scale)) : Math.log((shape / p) * scaledUpperGamma(-shape, z))
  })
}

/** Answers of one model kept by age and repeats, for one span after the other. */
export function rememberedBy(): (span: Span) => (of: WhileAlive) => WhileAlive {
  const known = new Map<number, Map<number, number>>()
  let last = ''
  return ({ horizon, delta }) => {
    const span = `${horizon}/${delta}`
    if (span !== last) known.clear()
    last = span
    return of => (repeats, age) => {
      const own = known.get(age) ?? new Map<number, number>()
      if (own.size === 0) known.set(age, own)
      const before = own.get(repeats)
      if (before !== undefined) return before
      const value = of(repeats, age)
      own.set(repeats, value)
      return value
    }
  }
}
