import { requirePositive, requireRate } from '../guards.ts'

/** Days for which a retention action is taken to hold, unless it is said. */
export const usualDecisionDays = 90

/**
 * Probability of leaving within `toDays` from the one within `fromDays`, 0 to 1, under a constant hazard:
 * 1 − (1 − p)^(to ÷ from).
 */
export function churnOver(probability: number, fromDays: number, toDays: number): number {
  requireRate('churn_probability', probability)
  const periods = requirePositive('to_days', toDays) / requirePositive('from_days', fromDays)
  return periods === 1 ? probability : -Math.expm1(Math.log1p(-probability) * periods)
}
