import { requireNotNegative, requireRate } from '../guards.ts'

export interface ChurnCut {
  /** Share of churn that the strategy prevents among those it reaches, 0 to 1. */
  effect: number
  /** Share of the customers at risk that it reaches, 0 to 1. */
  reach: number
}

/**
 * Combined cut of churn: 1 − Π(1 − effect × reach). Strategies overlap as if they reached customers independently;
 * the plain sum would count customers twice who are reached twice.
 */
export const combinedCut = (cuts: readonly ChurnCut[]): number =>
  1 -
  cuts.reduce(
    (left, { effect, reach }, index) =>
      left *
      (1 -
        requireRate(`churn_cuts.${index}.effect`, effect) * requireRate(`churn_cuts.${index}.reach`, reach)),
    1,
  )

/** What the plain sum of effect × reach would claim too much. */
export const overlap = (cuts: readonly ChurnCut[]): number =>
  cuts.reduce((sum, { effect, reach }) => sum + effect * reach, 0) - combinedCut(cuts)

/** Money at risk × cut: 2,000,000 lost and 15 % cut keep 300,000. */
export const revenueKept = (revenueAtRisk: number, cut: number): number =>
  requireNotNegative('revenue_at_risk', revenueAtRisk) * requireRate('combined_cut', cut)

/** Revenue retention = 1 − churn × (1 − cut). */
export const revenueRetention = (churn: number, cut: number): number =>
  1 - requireRate('annual_churn', churn) * (1 - requireRate('combined_cut', cut))
