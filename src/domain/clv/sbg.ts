import { betaExpectation } from '../math/quadrature.ts'
import type { MaybeValue } from './discounting.ts'
import { exists } from './discounting.ts'
import { fitLikelihood } from './fit.ts'
import type { Fit } from './fit.ts'
import { curveCounts, curveObjective, retentionRate, survival } from './retention-curve.ts'
import type { Survivors } from './retention-curve.ts'

/**
 * Shifted beta-geometric: Fader & Hardie (2007), How to Project Customer Retention. Contracts that renew or
 * end once a period; the chance to end is beta(alpha, beta) across customers.
 */
export interface Sbg {
  alpha: number
  beta: number
}

const names = ['alpha', 'beta'] as const

/** Maximum likelihood over the survivors of one or several cohorts (counts after 0, 1, 2… periods). */
export function fitSbg(cohorts: readonly Survivors[]): Fit<'alpha' | 'beta'> {
  const counts = curveCounts(cohorts)
  return fitLikelihood({
    names,
    objective: curveObjective(counts),
    starts: [
      [0, 0],
      [0, 1.5],
    ],
    centre: [0, 0],
    n: counts.n,
  })
}

/** Share of a cohort still there after `t` periods. */
export const sbgSurvival = (model: Sbg, t: number): number => survival({ ...model, c: 1 }, t)

/** Retention rate of period t = 1, 2…: (beta + t − 1)/(alpha + beta + t − 1). */
export const sbgRetention = (model: Sbg, t: number): number => retentionRate({ ...model, c: 1 }, t)

const infinite: MaybeValue = { value: null, reason: 'undiscounted_value_is_infinite' }

/** Discounted expected lifetime of a new customer in periods, the first paid now: DEL = 2F1(1, b; a+b; 1/(1+d)). */
export function sbgDiscountedLifetime({ alpha, beta }: Sbg, discount: number): MaybeValue {
  if (discount === 0) return alpha > 1 ? exists((alpha + beta - 1) / (alpha - 1)) : infinite
  return exists(betaExpectation(alpha, beta, p => Math.log1p(discount) - Math.log(discount + p)))
}

/**
 * Discounted expected residual lifetime of a customer with `renewals` renewals behind and the next one
 * imminent, that renewal undiscounted: DERL = (b+n−1)/(a+b+n−1) 2F1(1, b+n; a+b+n; 1/(1+d)), n = renewals + 1.
 */
export function sbgDiscountedResidual({ alpha, beta }: Sbg, renewals: number, discount: number): MaybeValue {
  const stayed = beta + renewals
  if (discount === 0) return alpha > 1 ? exists(stayed / (alpha - 1)) : infinite
  return exists(
    betaExpectation(
      alpha,
      stayed,
      (p, q) => (q > 0 ? Math.log(q) : -800) + Math.log1p(discount) - Math.log(discount + p),
    ),
  )
}
