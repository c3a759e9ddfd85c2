/** One period's recurring revenue and what moved it; money per month, all parts 0 or more (`fx` may be negative). */
export interface MrrMovements {
  start: number
  new: number
  expansion: number
  contraction: number
  churn: number
  reactivation: number
  /** Effect of exchange rates on unchanged subscriptions. */
  fx?: number
}

export interface MrrRate {
  /** `null` when the denominator is 0. */
  value: number | null
  numerator: number
  denominator: number
  formula: string
}

export type MrrRateName = 'gross_churn' | 'net_churn' | 'grr' | 'nrr' | 'quick_ratio'

/**
 * The rates of METHODS 7 from one period's movements. Net churn counts reactivation (ChartMogul); GRR is capped
 * at 1; NRR leaves reactivation out unless asked.
 */
export function mrrRates(
  movements: MrrMovements,
  { reactivationInNrr = false } = {},
): Record<MrrRateName, MrrRate> {
  const { start, new: gained, expansion, contraction, churn, reactivation } = movements
  const lost = churn + contraction
  const rate = (numerator: number, denominator: number, formula: string): MrrRate => ({
    value: denominator > 0 ? numerator / denominator : null,
    numerator,
    denominator,
    formula,
  })
  return {
    gross_churn: rate(lost, start, '(churn + contraction) / start'),
    net_churn: rate(
      lost - expansion - reactivation,
      start,
      '(churn + contraction − expansion − reactivation) / start',
    ),
    grr: rate(Math.min(start, start - lost), start, '(start − churn − contraction) / start'),
    nrr: rate(
      start - lost + expansion + (reactivationInNrr ? reactivation : 0),
      start,
      reactivationInNrr
        ? '(start − churn − contraction + expansion + reactivation) / start'
        : '(start − churn − contraction + expansion) / start',
    ),
    quick_ratio: rate(
      gained + expansion + reactivation,
      lost,
      '(new + expansion + reactivation) / (churn + contraction)',
    ),
  }
}

/** Recurring revenue per month of a price that is paid every `months` months, after a lasting discount (0 to 1). */
export const monthlyAmount = (price: number, months: number, discount = 0): number =>
  (price * (1 - discount)) / months
