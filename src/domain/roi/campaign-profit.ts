import { requireNotNegative, requireRate } from '../guards.ts'

/** Inputs of Neslin et al. (2006), with their letters; money, shares 0 to 1. */
export interface CampaignInputs {
  customers: number
  /** α: share of customers targeted. */
  targetedShare: number
  /** β: share of the targeted who would have left. */
  churnersAmongTargeted: number
  /** γ: share of those who stay because of the offer. */
  acceptance: number
  /** V: forward value of a kept customer. */
  value: number
  /** δ: cost of the offer, also taken by everyone who would have stayed. */
  incentive: number
  /** c: cost of contacting one customer. */
  contactCost: number
  /** A: fixed cost of the campaign. */
  fixedCost?: number | undefined
}

/** Profit of a retention campaign: Nα[βγ(V − c − δ) + β(1 − γ)(−c) + (1 − β)(−c − δ)] − A. */
export function campaignProfit(inputs: CampaignInputs): {
  profit: number
  contacted: number
  saved: number
  cost: number
  roi: number | null
} {
  const contacted =
    requireNotNegative('customers', inputs.customers) * requireRate('targeted_share', inputs.targetedShare)
  const churners = requireRate('churners_among_targeted', inputs.churnersAmongTargeted)
  const acceptance = requireRate('acceptance', inputs.acceptance)
  const incentive = requireNotNegative('incentive', inputs.incentive)
  const contact = requireNotNegative('contact_cost', inputs.contactCost)
  const saved = contacted * churners * acceptance
  const offers = saved + contacted * (1 - churners)
  const cost =
    contacted * contact + offers * incentive + requireNotNegative('fixed_cost', inputs.fixedCost ?? 0)
  const profit = saved * requireNotNegative('value', inputs.value) - cost
  return { profit, contacted, saved, cost, roi: cost > 0 ? profit / cost : null }
}
