import { requireCount } from '../guards.ts'
import { quantile } from '../quantiles.ts'

/** When is a customer gone? Stored once, printed before the first rate (METHODS 5). */
export type ChurnDefinition =
  | { kind: 'silence'; /** No purchase in this many days. */ days: number }
  | { kind: 'contract'; /** No renewal by the end plus this many days. */ graceDays: number }
  | { kind: 'label' }

/**
 * The silence that counts as churn, days: the 90th percentile of the gaps between purchases, rounded up.
 * `null` with fewer than 30 gaps: too few to tell a usual silence from an unusual one.
 */
export function silenceFromGaps(
  gapsDays: ArrayLike<number>,
  share = 0.9,
): { days: number; gaps: number } | null {
  const found = gapsDays.length >= 30 ? quantile(gapsDays, share) : null
  return found === null ? null : { days: Math.max(1, Math.ceil(found)), gaps: gapsDays.length }
}

/** 1 for customers without a purchase in the last `days` days (exactly `days` days of silence still counts as active). */
export const churnedBySilence = (daysSinceLast: ArrayLike<number>, days: number): Uint8Array =>
  Uint8Array.from(daysSinceLast, silence => (silence > days ? 1 : 0))

/**
 * 1 for customers whose contract ran out `graceDays` or more before the observation date without a renewal.
 * `daysSinceEnd` is from the first unpaid day; NaN or negative while the contract runs.
 */
export const churnedByContract = (daysSinceEnd: ArrayLike<number>, graceDays: number): Uint8Array =>
  Uint8Array.from(daysSinceEnd, days => (days >= graceDays ? 1 : 0))

export interface RivalRate {
  name: 'start_basis' | 'start_and_new' | 'all_over_start'
  /** Who else defines churn this way (METHODS 7). */
  usedBy: string
  /** 0 to 1 (above 1 possible for `all_over_start`); `null` when nobody is in the denominator. */
  rate: number | null
  numerator: number
  denominator: number
}

/** One period's churn by the definitions that vendors use, side by side. Counts of customers. */
export function rivalRates(period: {
  activeAtStart: number
  newCustomers: number
  churned: number
  churnedOfNew: number
}): RivalRate[] {
  const activeAtStart = requireCount('active_at_start', period.activeAtStart)
  const newCustomers = requireCount('new_customers', period.newCustomers)
  const churned = requireCount('churned', period.churned)
  const churnedOfNew = requireCount('churned_of_new', period.churnedOfNew)
  const rate = (
    name: RivalRate['name'],
    usedBy: string,
    numerator: number,
    denominator: number,
  ): RivalRate => ({
    name,
    usedBy,
    rate: denominator > 0 ? numerator / denominator : null,
    numerator,
    denominator,
  })
  return [
    rate('start_basis', 'ChartMogul', churned - churnedOfNew, activeAtStart),
    rate('start_and_new', 'Stripe', churned, activeAtStart + newCustomers),
    rate('all_over_start', 'Baremetrics', churned, activeAtStart),
  ]
}
