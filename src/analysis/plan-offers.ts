import { documentTiers } from '../domain/roi/index.ts'
import type { CostParts, ValueTier } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { strategyRanges, successPosteriors, successRate } from './campaign-posteriors.ts'
import type { StrategyRange } from './campaign-posteriors.ts'
import { costSplits, partsOf } from './cost-split.ts'
import type { CostSplit } from './cost-split.ts'
import type { TierScheme } from './customer-values.ts'
import type { Observation } from './observe.ts'

/** What may be offered to the customers of one tier. */
export interface TierOffer {
  tier: ValueTier
  strategy: StrategyRange
  /** Of one action whose offer is accepted: both parts. */
  cost: number
  parts: CostParts
  split: CostSplit
  successRate: number
  /** Ends of the success rate: of its interval where it was learned, else of the stated range. */
  successEnds: readonly [number, number]
  basis: 'prior' | 'outcomes'
  outcomes: number
  /** True where outcomes are set against customers who were left alone. */
  controlled: boolean
}

/** The documents' money amounts fit the documents' business; others get them in proportion to their own tiers. */
export const costScale = (context: ToolContext, { rules }: TierScheme): number =>
  context.settings.values.strategies || rules.basis === 'documents'
    ? 1
    : rules.clv.high / documentTiers.clv.high

/** Every strategy for every tier it serves, with its cost and the success rate in force. */
export async function tierOffers(
  context: ToolContext,
  at: Observation,
  scheme: TierScheme,
): Promise<TierOffer[]> {
  const posteriors = await successPosteriors(context, at)
  const scale = costScale(context, scheme)
  const splitOf = await costSplits(context, at)
  return strategyRanges(context).flatMap(strategy =>
    strategy.tiers.map(tier => {
      const { rate, low, high, basis, outcomes, controlled } = successRate(posteriors, strategy, tier)
      const split = splitOf(strategy)
      const parts = partsOf(strategy, split, scale)
      return {
        tier,
        strategy,
        cost: parts.always + parts.onAcceptance,
        parts,
        split,
        successRate: rate,
        successEnds: [low, high],
        basis,
        outcomes,
        controlled,
      }
    }),
  )
}
