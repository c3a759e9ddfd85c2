import { requireGrowth, requireRate } from './guards.ts'

/** Effective annual discount → per month: (1+i)^(1/12) − 1. 10 % a year is 0.797414 % a month. */
export const monthlyDiscount = (annualDiscount: number): number =>
  Math.expm1(Math.log1p(requireGrowth('annual_discount', annualDiscount)) / 12)

/** Per month → effective annual: (1+d)^12 − 1. */
export const annualDiscount = (perMonth: number): number =>
  Math.expm1(12 * Math.log1p(requireGrowth('monthly_discount', perMonth)))

/** Effective annual discount → continuous rate per week: ln(1+i)/52. */
export const weeklyContinuousDiscount = (annual: number): number =>
  Math.log1p(requireGrowth('annual_discount', annual)) / 52

/** Annual retention → monthly, 0 to 1: r^(1/12). */
export const monthlyRetention = (annual: number): number =>
  requireRate('annual_retention', annual) ** (1 / 12)

export const annualRetention = (perMonth: number): number => requireRate('monthly_retention', perMonth) ** 12

/** Annual churn → the monthly churn that compounds to it. */
export const monthlyChurn = (annual: number): number =>
  1 - monthlyRetention(1 - requireRate('annual_churn', annual))

export const annualChurn = (perMonth: number): number =>
  1 - annualRetention(1 - requireRate('monthly_churn', perMonth))
