import { Fault } from '../../fault.ts'
import { logGammaStep } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import { betaExpectation } from '../math/quadrature.ts'
import type { MaybeValue } from './discounting.ts'
import { exists } from './discounting.ts'
import { fitLikelihood } from './fit.ts'
import type { Fit, FitWarning } from './fit.ts'
import { gammaRise } from './gamma-rise.ts'

/**
 * BG/BB: Fader, Hardie & Shang (2010). Purchases at discrete opportunities (a yearly appeal, an event):
 * the chance to buy is beta(alpha, beta), the chance to leave before each opportunity is beta(gamma, delta).
 */
export interface BgBb {
  alpha: number
  beta: number
  gamma: number
  delta: number
}

/** What one customer did at the opportunities after the first purchase. */
export interface OpportunityHistory {
  /** Opportunities taken. */
  repeats: number
  /** Number of the last opportunity taken; 0 if none. */
  recency: number
  /** Opportunities so far. */
  opportunities: number
}

/** Many of them as columns; `weights[i]` customers share row i. */
export interface OpportunityHistories {
  repeats: ArrayLike<number>
  recency: ArrayLike<number>
  opportunities: ArrayLike<number>
  weights?: ArrayLike<number> | undefined
}

const names = ['alpha', 'beta', 'gamma', 'delta'] as const
export type BgBbName = (typeof names)[number]

interface Pattern extends OpportunityHistory {
  weight: number
}

/** Merges identical rows; refuses impossible ones. Sorted, so that the order of the input changes nothing. */
function patternsOf({ repeats, recency, opportunities, weights }: OpportunityHistories): Pattern[] {
  const merged = new Map<string, Pattern>()
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i] ?? NaN
    const tx = recency[i] ?? NaN
    const n = opportunities[i] ?? NaN
    const weight = weights?.[i] ?? 1
    const whole = [x, tx, n].every(value => Number.isInteger(value) && value >= 0)
    if (!whole || x > tx || tx > n || (x === 0 && tx > 0) || !(weight > 0) || !Number.isFinite(weight)) {
      throw new Fault('invalid_input', {
        field: `histories[${i}]`,
        problem:
          'needs whole numbers with repeats ≤ recency ≤ opportunities, recency 0 without repeats, weight above 0',
      })
    }
    const key = `${n}/${x}/${tx}`
    const known = merged.get(key)
    if (known) known.weight += weight
    else merged.set(key, { repeats: x, recency: tx, opportunities: n, weight })
  }
  return [...merged.values()].sort(
    (one, two) =>
      one.opportunities - two.opportunities || one.repeats - two.repeats || one.recency - two.recency,
  )
}

/** Mean negative log-likelihood in log-parameters, with its gradient; every sum through log-sum-exp. */
function bgBbObjective(patterns: readonly Pattern[], n: number): Objective {
  const most = patterns.reduce((top, pattern) => Math.max(top, pattern.opportunities), 0)
  const counts = Float64Array.from({ length: most + 2 }, (_, m) => m)
  const rises = [
    gammaRise(counts),
    gammaRise(counts),
    gammaRise(counts),
    gammaRise(counts),
    gammaRise(counts),
  ] as const
  const [up, down, both, stay, leave] = rises
  const logs = new Float64Array(most + 1)
  return (theta, gradient) => {
    const [alpha = 1, beta = 1, gamma = 1, delta = 1] = Array.from(theta, Math.exp)
    up.fill(alpha)
    down.fill(beta)
    both.fill(alpha + beta)
    stay.fill(delta)
    leave.fill(gamma + delta)
    const at = (column: Float64Array, m: number): number => column[m] ?? 0
    let total = 0
    const slope = [0, 0, 0, 0]
    for (const { repeats: x, recency, opportunities, weight } of patterns) {
      const terms = opportunities - recency
      let top = -Infinity
      for (let i = 0; i <= terms; i++) {
        const last = recency + i
        const gone = i < terms
        const log =
          at(up.log, x) +
          at(down.log, last - x) -
          at(both.log, last) +
          at(stay.log, last) -
          at(leave.log, gone ? last + 1 : last) +
          (gone ? Math.log(gamma) : 0)
        logs[i] = log
        if (log > top) top = log
      }
      let sum = 0
      for (let i = 0; i <= terms; i++) sum += Math.exp(at(logs, i) - top)
      total += weight * (top + Math.log(sum))
      for (let i = 0; i <= terms; i++) {
        const share = (weight * Math.exp(at(logs, i) - top)) / sum
        const last = recency + i
        const gone = i < terms
        const leaving = at(leave.slope, gone ? last + 1 : last)
        slope[0] = (slope[0] ?? 0) + share * (at(up.slope, x) - at(both.slope, last))
        slope[1] = (slope[1] ?? 0) + share * (at(down.slope, last - x) - at(both.slope, last))
        slope[2] = (slope[2] ?? 0) + share * ((gone ? 1 / gamma : 0) - leaving)
        slope[3] = (slope[3] ?? 0) + share * (at(stay.slope, last) - leaving)
      }
    }
    gradient[0] = (-alpha * (slope[0] ?? 0)) / n
    gradient[1] = (-beta * (slope[1] ?? 0)) / n
    gradient[2] = (-gamma * (slope[2] ?? 0)) / n
    gradient[3] = (-delta * (slope[3] ?? 0)) / n
    return -total / n
  }
}

/** Maximum likelihood over patterns of opportunities taken. */
export function fitBgBb(histories: OpportunityHistories): Fit<BgBbName> {
  const patterns = patternsOf(histories)
  const n = patterns.reduce((sum, pattern) => sum + pattern.weight, 0)
  const repeaters = patterns.reduce((sum, pattern) => sum + (pattern.repeats > 0 ? pattern.weight : 0), 0)
  const warnings: FitWarning[] =
    repeaters < 50 ? [{ code: 'few_repeaters', found: repeaters, needed: 50 }] : []
  return fitLikelihood({
    names,
    objective: bgBbObjective(patterns, n),
    starts: [
      [0, 0, 0, 0],
      [0.2, -0.3, -0.4, 1],
    ],
    centre: [0, 0, 0, 0],
    n,
    warnings,
  })
}

/** ln likelihood of one pattern. */
export function bgBbLogLikelihood(
  model: BgBb,
  { repeats: x, recency, opportunities }: OpportunityHistory,
): number {
  const { alpha, beta, gamma, delta } = model
  const terms: number[] = []
  for (let last = recency; last <= opportunities; last++) {
    const gone = last < opportunities
    terms.push(
      logGammaStep(alpha, x) +
        logGammaStep(beta, last - x) -
        logGammaStep(alpha + beta, last) +
        logGammaStep(delta, last) -
        logGammaStep(gamma + delta, gone ? last + 1 : last) +
        (gone ? Math.log(gamma) : 0),
    )
  }
  const top = terms.reduce((most, term) => Math.max(most, term), -Infinity)
  return top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0))
}

/** Probability of being alive at the last opportunity, or `ahead` opportunities later. */
export function bgBbAlive(model: BgBb, history: OpportunityHistory, ahead = 0): number {
  const { alpha, beta, gamma, delta } = model
  const { repeats: x, opportunities: n } = history
  const stayed =
    logGammaStep(alpha, x) +
    logGammaStep(beta, n - x) -
    logGammaStep(alpha + beta, n) +
    logGammaStep(delta, n + ahead) -
    logGammaStep(gamma + delta, n + ahead)
  return Math.min(1, Math.exp(stayed - bgBbLogLikelihood(model, history)))
}

/** Purchases expected at the next `ahead` opportunities, given the history. */
export function bgBbExpected(model: BgBb, history: OpportunityHistory, ahead: number): number {
  const { alpha, beta, gamma, delta } = model
  const { repeats: x, opportunities: n } = history
  let survives = 1
  let sum = 0
  for (let j = 0; j < ahead; j++) {
    survives *= (delta + n + j) / (gamma + delta + n + j)
    sum += survives
  }
  return ((bgBbAlive(model, history) * (alpha + x)) / (alpha + beta + n)) * sum
}

/** Purchases expected from a new customer at the first `ahead` opportunities. */
export const bgBbExpectedNew = (model: BgBb, ahead: number): number =>
  bgBbExpected(model, { repeats: 0, recency: 0, opportunities: 0 }, ahead)

/** P(exactly `count` purchases at the first `opportunities`). */
export function bgBbMass({ alpha, beta, gamma, delta }: BgBb, count: number, opportunities: number): number {
  let sum = 0
  for (let last = count; last <= opportunities; last++) {
    const gone = last < opportunities
    sum += Math.exp(
      logGammaStep(last - count + 1, count) -
        logGammaStep(1, count) +
        logGammaStep(alpha, count) +
        logGammaStep(beta, last - count) -
        logGammaStep(alpha + beta, last) +
        logGammaStep(delta, last) -
        logGammaStep(gamma + delta, gone ? last + 1 : last) +
        (gone ? Math.log(gamma) : 0),
    )
  }
  return sum
}

/**
 * Discounted expected purchases, `discount` an opportunity, the next one discounted once; over `ahead`
 * opportunities or endless (`null`), which without a discount exists for gamma > 1 only.
 */
export function bgBbDiscounted(
  model: BgBb,
  history: OpportunityHistory,
  { ahead, discount }: { ahead: number | null; discount: number },
): MaybeValue {
  const { alpha, beta, gamma, delta } = model
  const { repeats: x, opportunities: n } = history
  const flow = (bgBbAlive(model, history) * (alpha + x)) / (alpha + beta + n)
  if (ahead === null) {
    if (discount > 0) {
      return exists(
        flow *
          betaExpectation(gamma, delta + n, (p, q) => (q > 0 ? Math.log(q) : -800) - Math.log(discount + p)),
      )
    }
    return gamma > 1
      ? exists((flow * (delta + n)) / (gamma - 1))
      : { value: null, reason: 'undiscounted_value_is_infinite' }
  }
  let survives = 1
  let sum = 0
  for (let j = 0; j < ahead; j++) {
    survives *= (delta + n + j) / ((gamma + delta + n + j) * (1 + discount))
    sum += survives
  }
  return exists(flow * sum)
}
