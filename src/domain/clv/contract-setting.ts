import { netByDay } from '../history/net-by-day.ts'
import type { Purchases } from '../history/net-by-day.ts'

/**
 * How customers of this business leave: by ending a contract, silently, or between a few fixed dates on which
 * alone anybody can buy. Each has its own models.
 */
export type Setting = 'contractual' | 'non_contractual' | 'discrete_opportunities'

export interface SettingEvidence {
  /** Customers with a subscription or contract on record. */
  contractCustomers: number
  customers: number
  /** Gaps between purchase days of one customer. */
  gaps: number
  /** Median over customers with three gaps or more of standard deviation ÷ mean of the gaps; about 1 if random. */
  gapVariation: number | null
  /** Share of gaps that match a billing period (7, 14, a month, a quarter, half a year, a year). */
  billingShare: number | null
  /** Dates on which anybody bought. */
  purchaseDates: number
}

export interface SettingDecision {
  setting: Setting
  reason: 'contracts_on_record' | 'regular_billing' | 'few_purchase_dates' | 'irregular_purchases'
  /** Methods of the public contract that fit the setting, best first. */
  methods: readonly string[]
  evidence: SettingEvidence
}

const methodsOf: Readonly<Record<Setting, readonly string[]>> = {
  contractual: ['sbg', 'bdw', 'discounted'],
  non_contractual: ['pareto_nbd', 'mbg_nbd', 'bg_nbd'],
  discrete_opportunities: ['bg_bb'],
}

/** Billing periods in days, with the slack of calendar months. */
const billing: readonly (readonly [number, number])[] = [
  [7, 7],
  [14, 14],
  [28, 31],
  [89, 92],
  [181, 184],
  [364, 366],
]

/** Decides from contracts on record and, without them, from the rhythm of the purchases. */
export function contractSetting(
  purchases: Purchases,
  { asOfDay, contractCustomers = 0 }: { asOfDay: number; contractCustomers?: number },
): SettingDecision {
  const evidence = rhythm(purchases, asOfDay, contractCustomers)
  const decide = (setting: Setting, reason: SettingDecision['reason']): SettingDecision => ({
    setting,
    reason,
    methods: methodsOf[setting],
    evidence,
  })
  if (contractCustomers > evidence.customers / 2) return decide('contractual', 'contracts_on_record')
  const { gapVariation, billingShare, purchaseDates, gaps, customers } = evidence
  if (gapVariation !== null && gapVariation < 0.25 && (billingShare ?? 0) > 0.8) {
    return decide('contractual', 'regular_billing')
  }
  if (purchaseDates >= 3 && purchaseDates <= 24 && customers >= 50 && gaps >= purchaseDates * 5) {
    return decide('discrete_opportunities', 'few_purchase_dates')
  }
  return decide('non_contractual', 'irregular_purchases')
}

function rhythm(purchases: Purchases, asOfDay: number, contractCustomers: number): SettingEvidence {
  const net = netByDay(purchases, { asOfDay })
  const dates = new Set<number>()
  const variations: number[] = []
  let customers = 0
  let gaps = 0
  let billed = 0
  for (let at = 0; at < net.customer.length;) {
    const who = net.customer[at] ?? 0
    const own: number[] = []
    let last: number | null = null
    for (; at < net.customer.length && net.customer[at] === who; at++) {
      if (net.isPurchase[at] === 0) continue
      const day = net.day[at] ?? 0
      dates.add(day)
      if (last !== null) own.push(day - last)
      last = day
    }
    if (last !== null) customers += 1
    gaps += own.length
    billed += own.filter(gap => billing.some(([low, high]) => gap >= low && gap <= high)).length
    if (own.length < 3) continue
    const mean = own.reduce((sum, gap) => sum + gap, 0) / own.length
    const variance = own.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / (own.length - 1)
    variations.push(Math.sqrt(variance) / mean)
  }
  variations.sort((one, two) => one - two)
  return {
    contractCustomers,
    customers,
    gaps,
    gapVariation: variations[Math.floor(variations.length / 2)] ?? null,
    billingShare: gaps > 0 ? billed / gaps : null,
    purchaseDates: dates.size,
  }
}
