import { strategyPoint } from '../roi/strategies.ts'
import type { Strategy } from '../roi/strategies.ts'
import { spendCap } from '../roi/tiers.ts'
import type { SpendCaps, ValueTier } from '../roi/tiers.ts'
import type { BudgetItem } from './choices.ts'

export interface Candidate {
  customerId: string
  tier: ValueTier
  /** Forward CLV: past value caps and gains nothing. */
  clvForward: number | null
  /** 0 to 1. */
  churnProbability: number | null
  /** May not be contacted: consent withheld, on the do-not-contact list, or held out. */
  blocked: 'no_consent' | 'do_not_contact' | 'held_out' | null
}

export type NotWorthSaving =
  | 'no_consent'
  | 'do_not_contact'
  | 'held_out'
  | 'value_unknown'
  | 'churn_probability_unknown'
  | 'no_forward_value'
  | 'cost_above_cap'
  | 'no_strategy_for_tier'

export interface StrategyForBudget extends Strategy {
  /** Success rate in force; the midpoint of the prior's range unless outcomes replaced it. */
  successRate?: number | undefined
  /** Tiers it may be used for; its own tier unless given. */
  tiers?: readonly ValueTier[] | undefined
  /** Calls or minutes per customer. */
  load?: number | undefined
}

/** Why nothing can be gained with a customer, whatever is done; NaN where value or probability is not known. */
export function nothingToSave(clvForward: number, churnProbability: number): NotWorthSaving | null {
  if (Number.isNaN(clvForward)) return 'value_unknown'
  if (Number.isNaN(churnProbability)) return 'churn_probability_unknown'
  return clvForward <= 0 || churnProbability <= 0 ? 'no_forward_value' : null
}

/**
 * Options of every customer who may be contacted: cost = the strategy's, value = P(churn) × success rate × forward
 * CLV. A strategy above the customer's spend cap is no option. Customers without options come back with the reason.
 */
export function budgetItems(
  candidates: readonly Candidate[],
  strategies: readonly StrategyForBudget[],
  caps: SpendCaps,
): { items: BudgetItem[]; notWorthSaving: { customerId: string; reason: NotWorthSaving }[] } {
  const items: BudgetItem[] = []
  const notWorthSaving: { customerId: string; reason: NotWorthSaving }[] = []
  const prepared = strategies.map(strategy => ({
    ...strategyPoint(strategy),
    ...(strategy.successRate === undefined ? {} : { successRate: strategy.successRate }),
    name: strategy.name,
    load: strategy.load ?? 0,
    tiers: strategy.tiers ?? [strategy.tier],
  }))
  for (const { customerId, tier, clvForward, churnProbability, blocked } of candidates) {
    const leave = (reason: NotWorthSaving) => notWorthSaving.push({ customerId, reason })
    const lacking = blocked ?? nothingToSave(clvForward ?? Number.NaN, churnProbability ?? Number.NaN)
    if (lacking) leave(lacking)
    else if (clvForward !== null && churnProbability !== null) {
      const forTier = prepared.filter(({ tiers }) => tiers.includes(tier))
      const cap = spendCap(clvForward, tier, caps).amount
      const options = forTier
        .filter(({ cost }) => cost <= cap + 1e-9)
        .map(({ name, cost, successRate, load }) => ({
          name,
          cost,
          load,
          value: churnProbability * successRate * clvForward,
        }))
      if (options.length > 0) items.push({ id: customerId, options })
      else leave(forTier.length === 0 ? 'no_strategy_for_tier' : 'cost_above_cap')
    }
  }
  return { items, notWorthSaving }
}
