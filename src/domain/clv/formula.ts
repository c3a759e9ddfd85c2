import { requireNotNegative, requireRate } from '../guards.ts'
import { monthlyDiscount } from '../rates.ts'

/** Defaults of the source documents; on stored data the settings take their place. */
export const clvDefaults = {
  grossMargin: 0.6,
  acquisitionCost: 200,
  annualDiscount: 0.1,
  horizonYears: 5,
  timing: 'arrears',
  targetClvToCac: 3,
} as const

export interface FormulaInputs {
  /** Money per month. */
  monthlyRevenue: number
  /** Expected months the customer stays. */
  lifetimeMonths: number
  /** 0 to 1. */
  grossMargin?: number
  /** Money per customer. */
  acquisitionCost?: number
}

/** CLV = R × L × g and churn cost = CLV + CAC (retention-ROI framework, METHODS 1). */
export function clvByFormula(inputs: FormulaInputs): { clv: number; churnCost: number } {
  const grossMargin = requireRate('gross_margin', inputs.grossMargin ?? clvDefaults.grossMargin)
  const clv =
    requireNotNegative('monthly_revenue', inputs.monthlyRevenue) *
    requireNotNegative('lifetime_months', inputs.lifetimeMonths) *
    grossMargin
  const cac = requireNotNegative('acquisition_cost', inputs.acquisitionCost ?? clvDefaults.acquisitionCost)
  return { clv, churnCost: clv + cac }
}

/**
 * Present value of the same stream, margin at each month's end over `lifetimeMonths`: R g (1 − v^L)/d with
 * v = 1/(1+d). Equals `clvByFormula` when the effective annual discount is 0.
 */
export function clvByFormulaDiscounted(inputs: FormulaInputs & { annualDiscount: number }): number {
  const { clv } = clvByFormula(inputs)
  const discount = monthlyDiscount(inputs.annualDiscount)
  if (discount === 0 || inputs.lifetimeMonths === 0) return clv
  const annuity = -Math.expm1(-inputs.lifetimeMonths * Math.log1p(discount)) / discount
  return (clv / inputs.lifetimeMonths) * annuity
}
