import { splitCost, strategyPoint } from '../domain/roi/index.ts'
import type { CostParts } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import type { StrategyRange } from './campaign-posteriors.ts'
import { retentionActions } from './campaign-members.ts'
import type { CampaignMember } from './campaign-members.ts'
import type { Observation } from './observe.ts'

/** Which part of a strategy's cost is the offer, paid on acceptance only. */
export interface CostSplit {
  /** 0 to 1. */
  share: number
  /**
   * `stated` with the strategy; `log`: from cost lines of recorded actions; `low_end`: the low end of the documents'
   * range is taken for contact and labour; `unknown`: all of it counts as always paid.
   */
  basis: 'stated' | 'log' | 'low_end' | 'unknown'
  /** Recorded actions it is read from. */
  n: number
}

/** Fewer actions with cost lines than this do not tell how a cost is made up. */
export const leastCostLines = 20

/** Offer ÷ (contact and labour + offer) of one action whose offer was accepted; offers of 0 were not accepted. */
function fromLog(actions: readonly CampaignMember[], strategy: string): CostSplit | null {
  const own = actions.filter(
    action => action.arm === 'treated' && action.costKnown && action.strategy?.toLowerCase() === strategy,
  )
  const offers = own.flatMap(({ offerCost }) => (offerCost > 0 ? [offerCost] : []))
  if (own.length < leastCostLines) return null
  const always = own.reduce((sum, { marketingCost, labourCost }) => sum + marketingCost + labourCost, 0)
  const contact = always / own.length
  const offer = offers.length === 0 ? 0 : offers.reduce((sum, cost) => sum + cost, 0) / offers.length
  return contact + offer > 0 ? { share: offer / (contact + offer), basis: 'log', n: own.length } : null
}

/** How the cost of each strategy is made up: as stated, else as the programme log shows, else as assumed. */
export async function costSplits(
  context: ToolContext,
  at: Observation,
): Promise<(strategy: StrategyRange) => CostSplit> {
  const { members, rows } = await retentionActions(context, at.asOf)
  const withOffers = rows.columns.some(({ name }) => name === 'offer_cost')
  const documents = !context.settings.values.strategies
  return strategy => {
    if (strategy.offerShare !== undefined) return { share: strategy.offerShare, basis: 'stated', n: 0 }
    const logged = withOffers ? fromLog(members, strategy.name.toLowerCase()) : null
    if (logged) return logged
    const { cost } = strategyPoint(strategy)
    return documents && cost > 0
      ? { share: 1 - strategy.costLow / cost, basis: 'low_end', n: 0 }
      : { share: 0, basis: 'unknown', n: 0 }
  }
}

/** Both parts of a strategy's cost at the middle of its range, times `scale`. */
export const partsOf = (strategy: StrategyRange, { share }: CostSplit, scale: number): CostParts =>
  splitCost(strategyPoint(strategy).cost * scale, share)
