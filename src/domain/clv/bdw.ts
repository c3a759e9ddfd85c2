import type { MaybeValue } from './discounting.ts'
import { exists } from './discounting.ts'
import { fitLikelihood } from './fit.ts'
import type { Fit } from './fit.ts'
import {
  curveCounts,
  curveObjective,
  discountedSurvival,
  retentionRate,
  survival,
} from './retention-curve.ts'
import type { CurveShape, Survivors } from './retention-curve.ts'

/**
 * Beta-discrete-Weibull: Fader, Hardie, Liu, Davin & Steenburgh (2018), "How to Project Customer Retention"
 * Revisited. Like sBG, but the single customer's risk may rise (c > 1) or fall (c < 1) with tenure.
 */
export type Bdw = CurveShape

const names = ['alpha', 'beta', 'c'] as const

/** Maximum likelihood over the survivors of one or several cohorts. Needs three periods. */
export function fitBdw(cohorts: readonly Survivors[]): Fit<'alpha' | 'beta' | 'c'> {
  const counts = curveCounts(cohorts)
  return fitLikelihood({
    names,
    objective: curveObjective(counts),
    starts: [
      [0, 0, 0],
      [-0.7, 0.4, 0.4],
      [0, 1.5, -0.4],
    ],
    centre: [0, 0, 0],
    reach: 14,
    n: counts.n,
  })
}

/** Share of a cohort still there after `t` periods. */
export const bdwSurvival = survival

/** Retention rate of period t = 1, 2… */
export const bdwRetention = retentionRate

const orInfinite = (value: number): MaybeValue =>
  value === Infinity ? { value: null, reason: 'undiscounted_value_is_infinite' } : exists(value)

/** Discounted expected lifetime of a new customer in periods, the first paid now. */
export const bdwDiscountedLifetime = (model: Bdw, discount: number): MaybeValue =>
  orInfinite(discountedSurvival(model, 0, 0, discount))

/** Discounted expected residual lifetime with `renewals` behind and the next one imminent and undiscounted. */
export const bdwDiscountedResidual = (model: Bdw, renewals: number, discount: number): MaybeValue =>
  orInfinite(discountedSurvival(model, renewals + 1, renewals, discount))
