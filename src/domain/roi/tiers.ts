import { Fault } from '../../fault.ts'
import { quantileSorted, sortedFinite } from '../quantiles.ts'

export type ValueTier = 'high' | 'mid' | 'low'
export type TierBy = 'clv' | 'revenue' | 'both'
export type TierBasis = 'documents' | 'settings' | 'data_quantiles'

/** high above `high`, low below `mid`, both limits inside mid; money in the reporting currency. */
export interface TierLimits {
  high: number
  mid: number
}

export interface TierRules {
  clv: TierLimits
  /** Revenue per month; absent where the business has no monthly revenue line. */
  monthlyRevenue?: TierLimits | undefined
  basis: TierBasis
}

/** The documents' money limits: right for their business only. */
export const documentTiers: TierRules = {
  clv: { high: 2000, mid: 1000 },
  monthlyRevenue: { high: 100, mid: 50 },
  basis: 'documents',
}

const tierOf = (amount: number, { high, mid }: TierLimits): ValueTier =>
  amount > high ? 'high' : amount < mid ? 'low' : 'mid'

const rank: Readonly<Record<ValueTier, number>> = { low: 0, mid: 1, high: 2 }

/**
 * Value tier. CLV decides unless `by` says otherwise; `both` takes the lower of the two. `conflict` is true when
 * CLV and revenue disagree.
 */
export function valueTier(
  customer: { clv: number; monthlyRevenue?: number | undefined },
  rules: TierRules = documentTiers,
  by: TierBy = 'clv',
): { tier: ValueTier; conflict: boolean; byRevenue: ValueTier | null } {
  const byClv = tierOf(customer.clv, rules.clv)
  const byRevenue =
    customer.monthlyRevenue === undefined || !rules.monthlyRevenue
      ? null
      : tierOf(customer.monthlyRevenue, rules.monthlyRevenue)
  if (by !== 'clv' && byRevenue === null) {
    throw new Fault('invalid_input', { field: 'monthly_revenue', problem: 'is needed to tier by revenue' })
  }
  const conflict = byRevenue !== null && byRevenue !== byClv
  if (by === 'clv' || byRevenue === null) return { tier: byClv, conflict, byRevenue }
  if (by === 'revenue') return { tier: byRevenue, conflict, byRevenue }
  return { tier: rank[byRevenue] < rank[byClv] ? byRevenue : byClv, conflict, byRevenue }
}

/** What an action may cost at most for one customer of a tier: a flat amount and a share of forward CLV. */
export type SpendCaps = Readonly<Record<ValueTier, { flat: number; share: number }>>

export const documentCaps: SpendCaps = {
  high: { flat: 600, share: 0.3 },
  mid: { flat: 300, share: 0.3 },
  low: { flat: 150, share: 0.15 },
}

export interface SpendCap {
  amount: number
  flat: number
  byShare: number
  /** Which of the two binds. */
  rule: 'flat' | 'share'
}

/** min(flat cap, share × forward CLV); forward value only, past value caps nothing. */
export function spendCap(forwardClv: number, tier: ValueTier, caps: SpendCaps = documentCaps): SpendCap {
  const { flat, share } = caps[tier]
  const byShare = Math.max(0, forwardClv) * share
  return { amount: Math.min(flat, byShare), flat, byShare, rule: flat <= byShare ? 'flat' : 'share' }
}

/** Share of customers the documents' tiers aim at: the best fifth is high, the lower half low. */
export const tierShares = { high: 0.2, low: 0.5 } as const

/**
 * Tiers and caps from the business's own distribution of forward CLV: limits at the quantiles of `shares`, caps
 * in the documents' proportion to them (600/2,000, 300/1,000, 150/1,000). Needs 10 customers or more.
 */
export function tiersFromData(
  forwardClv: ArrayLike<number>,
  shares: { high: number; low: number } = tierShares,
  caps: SpendCaps = documentCaps,
): { tiers: TierRules; caps: SpendCaps; n: number } {
  const sorted = sortedFinite(forwardClv)
  if (sorted.length < 10)
    throw new Fault('not_enough_data', { found: sorted.length, needed: 10, of: 'customers' })
  const high = quantileSorted(sorted, 1 - shares.high) ?? 0
  const mid = quantileSorted(sorted, shares.low) ?? 0
  const { high: documentHigh, mid: documentMid } = documentTiers.clv
  return {
    tiers: { clv: { high, mid }, basis: 'data_quantiles' },
    caps: {
      high: { flat: (caps.high.flat / documentHigh) * high, share: caps.high.share },
      mid: { flat: (caps.mid.flat / documentMid) * mid, share: caps.mid.share },
      low: { flat: (caps.low.flat / documentMid) * mid, share: caps.low.share },
    },
    n: sorted.length,
  }
}
