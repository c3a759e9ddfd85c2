import { Fault } from '../../fault.ts'
import { digamma, logGammaStep } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import { integrate } from '../math/quadrature.ts'

/** Beta-discrete-Weibull survival: S(t) = B(a, b + t^c)/B(a, b); the shifted beta-geometric has c = 1. */
export interface CurveShape {
  /** Heterogeneity of the chance to leave; small: customers differ widely. */
  alpha: number
  beta: number
  /** Above 1 the single customer's risk grows with tenure, below 1 it falls. */
  c: number
}

/** Customers of one cohort still there after 0, 1, 2… periods. */
export type Survivors = readonly number[]

/** Losses and last counts of the cohorts, by period. */
export interface CurveCounts {
  /** `lost[t]` left between t − 1 and t. */
  lost: Float64Array
  /** `kept[t]` were last seen, still there, at t. */
  kept: Float64Array
  n: number
}

/** Checks survivor counts (not increasing, at least two periods in all) and pools cohorts of any length. */
export function curveCounts(cohorts: readonly Survivors[]): CurveCounts {
  const periods = Math.max(0, ...cohorts.map(cohort => cohort.length - 1))
  if (periods < 2)
    throw new Fault('not_enough_data', { found: Math.max(0, periods), needed: 2, of: 'renewal periods' })
  const lost = new Float64Array(periods + 1)
  const kept = new Float64Array(periods + 1)
  let n = 0
  cohorts.forEach((cohort, k) => {
    cohort.forEach((count, t) => {
      const before = t === 0 ? Infinity : (cohort[t - 1] ?? Infinity)
      if (!Number.isFinite(count) || count < 0 || count > before) {
        throw new Fault('invalid_input', {
          field: `survivors[${k}][${t}]`,
          problem: 'must be a count that never grows',
        })
      }
      if (t > 0) lost[t] = (lost[t] ?? 0) + before - count
    })
    const last = cohort.length - 1
    if (last < 0) return
    kept[last] = (kept[last] ?? 0) + (cohort[last] ?? 0)
    n += cohort[0] ?? 0
  })
  if (!(n > 0)) throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers at the start' })
  return { lost, kept, n }
}

/** ln S(t), t ≥ 0. */
export function logSurvival({ alpha, beta, c }: CurveShape, t: number): number {
  const u = c === 1 ? t : t ** c
  return logGammaStep(beta, u) - logGammaStep(alpha + beta, u)
}

/** S(t): share of a cohort still there after `t` periods. */
export const survival = (shape: CurveShape, t: number): number => Math.exp(logSurvival(shape, t))

/** Retention rate of period t ≥ 1: S(t)/S(t − 1). */
export const retentionRate = (shape: CurveShape, t: number): number =>
  Math.exp(logSurvival(shape, t) - logSurvival(shape, t - 1))

/** Mean negative log-likelihood in (ln alpha, ln beta[, ln c]), with its gradient; c is 1 if left out. */
export function curveObjective({ lost, kept, n }: CurveCounts): Objective {
  return (theta, gradient) => {
    const alpha = Math.exp(theta[0] ?? 0)
    const beta = Math.exp(theta[1] ?? 0)
    const c = theta.length > 2 ? Math.exp(theta[2] ?? 0) : 1
    const psiWhole = digamma(alpha + beta)
    const psiBeta = digamma(beta)
    let total = 0
    const slope = [0, 0, 0]
    const add = (
      weight: number,
      value: number,
      one: readonly number[],
      other?: readonly number[],
      pull = 0,
    ): void => {
      total += weight * value
      for (let i = 0; i < 3; i++) {
        const here = one[i] ?? 0
        slope[i] = (slope[i] ?? 0) + weight * (here + pull * ((other?.[i] ?? 0) - here))
      }
    }
    let before = 0
    let beforeSlopes = [0, 0, 0]
    for (let t = 1; t < lost.length; t++) {
      const now = logSurvival({ alpha, beta, c }, t)
      const u = t ** c
      const fall = digamma(alpha + beta + u) - psiWhole
      const rise = digamma(beta + u) - psiBeta
      const nowSlopes = [
        -alpha * fall,
        beta * (rise - fall),
        (rise + psiBeta - fall - psiWhole) * u * Math.log(t) * c,
      ]
      const change = now - before
      // ln of the share lost, ln(S(t−1) − S(t)); its slope pulls from S(t − 1) towards S(t).
      const gone = -Math.expm1(change)
      if ((lost[t] ?? 0) > 0) {
        const logGone = c === 1 ? Math.log(alpha / (alpha + beta + t - 1)) : Math.log(gone)
        add(lost[t] ?? 0, before + logGone, beforeSlopes, nowSlopes, -Math.exp(change) / gone)
      }
      if ((kept[t] ?? 0) > 0) add(kept[t] ?? 0, now, nowSlopes)
      before = now
      beforeSlopes = nowSlopes
    }
    for (let i = 0; i < gradient.length; i++) gradient[i] = -(slope[i] ?? 0) / n
    return -total / n
  }
}

/**
 * Σ over k ≥ 0 of S(from + k)/S(given) × (1 + d)^−k, d ≥ 0: the first terms one by one, the rest by the
 * Euler–Maclaurin formula. Without a discount it exists for alpha c > 1 only; then Infinity.
 */
export function discountedSurvival(shape: CurveShape, from: number, given: number, d: number): number {
  if (d === 0 && shape.alpha * shape.c <= 1) return Infinity
  const logGiven = logSurvival(shape, given)
  const rate = Math.log1p(d)
  const at = (t: number): number => Math.exp(logSurvival(shape, t) - logGiven - rate * (t - from))
  const direct = 400
  let sum = 0
  for (let k = 0; k < direct; k++) {
    const term = at(from + k)
    sum += term
    if (term < 1e-17 * sum) return sum
  }
  const edge = from + direct
  const slope = (at(edge + 0.5) - at(edge - 0.5)) / 1
  const stretch = Math.min(
    rate > 0 ? Math.log1p(45 / rate / edge) : Infinity,
    // S(t) = (1 + t^c/beta)^−alpha or so: its power law begins where t^c passes beta.
    Math.max(0, Math.log(shape.beta) / shape.c - Math.log(edge)) +
      45 / Math.max(1e-3, shape.alpha * shape.c - 1),
  )
  const tail = integrate(v => edge * Math.exp(v) * at(edge * Math.exp(v)), 0, stretch, {
    panel: Math.min(0.5, Math.max(stretch / 2000, 8 / (1 + rate * edge))),
    count: 12,
  })
  return sum + tail + at(edge) / 2 - slope / 12
}
