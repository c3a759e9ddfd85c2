import { requireNotNegative, requirePositive, requireRate } from '../guards.ts'
import type { MaybeNumber } from '../maybe-number.ts'
import { clvDefaults } from './formula.ts'

/** CLV ÷ CAC with the target of 3 (METHODS 2). */
export function clvToCac(
  clv: number,
  acquisitionCost: number,
  target: number = clvDefaults.targetClvToCac,
): MaybeNumber & { target: number; targetMet: boolean | null } {
  requireNotNegative('acquisition_cost', acquisitionCost)
  if (acquisitionCost === 0)
    return { value: null, reason: 'acquisition_cost_is_zero', target, targetMet: null }
  const value = clv / acquisitionCost
  return { value, target, targetMet: value >= target }
}

/** Lifetime value of a monthly margin under constant monthly churn, undiscounted: m/c. */
export function monthlyLifetimeValue(monthlyMargin: number, churnPerMonth: number): MaybeNumber {
  requireRate('monthly_churn', churnPerMonth)
  if (churnPerMonth === 0) return { value: null, reason: 'no_churn_no_finite_lifetime' }
  return { value: monthlyMargin / churnPerMonth }
}

export interface Payback {
  /** CAC ÷ monthly margin: as if nobody left. */
  ignoringChurn: MaybeNumber
  /** Months until the margin of the survivors covers the CAC; first payment at once, interpolated. */
  withChurn: MaybeNumber
}

/** Payback of the acquisition cost in months. `monthlyMargin` = revenue per month × gross margin. */
export function paybackMonths(inputs: {
  acquisitionCost: number
  monthlyMargin: number
  monthlyChurn?: number | undefined
}): Payback {
  const cost = requireNotNegative('acquisition_cost', inputs.acquisitionCost)
  const margin = inputs.monthlyMargin
  if (!(margin > 0)) {
    const never = { value: null, reason: 'margin_not_positive' } as const
    return { ignoringChurn: never, withChurn: never }
  }
  const ignoringChurn = { value: cost / requirePositive('monthly_margin', margin) }
  if (inputs.monthlyChurn === undefined) {
    return { ignoringChurn, withChurn: { value: null, reason: 'monthly_churn_not_given' } }
  }
  const churn = requireRate('monthly_churn', inputs.monthlyChurn)
  if (churn === 0) return { ignoringChurn, withChurn: ignoringChurn }
  // Margin collected after n months is m(1 − (1−c)^n)/c, which never exceeds m/c.
  const covered = (cost * churn) / margin
  if (covered >= 1) return { ignoringChurn, withChurn: { value: null, reason: 'lifetime_margin_below_cost' } }
  const months = churn === 1 ? cost / margin : Math.log1p(-covered) / Math.log1p(-churn)
  return { ignoringChurn, withChurn: { value: months } }
}
