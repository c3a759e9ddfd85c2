import { incrementalBeta, strategyPosteriors } from '../domain/experiments/index.ts'
import type { BetaPosterior } from '../domain/experiments/index.ts'
import { betaFromRange, documentStrategies } from '../domain/roi/index.ts'
import type { BetaPrior, Strategy, ValueTier } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { customerValues, tierOf, tierScheme, unitValue } from './customer-values.ts'
import { campaignMembers, retentionActions } from './campaign-members.ts'
import type { CampaignMember } from './campaign-members.ts'
import { withOutcomes } from './campaign-outcomes.ts'
import type { Observation } from './observe.ts'

/** A tier whose customers' value is not known: their outcomes speak for every tier. */
export const anyTier = 'any'

export interface StrategyRange extends Strategy {
  /** Tiers the strategy may be used for. */
  tiers: readonly ValueTier[]
}

const cheaperToo: Readonly<Record<ValueTier, readonly ValueTier[]>> = {
  high: ['high'],
  mid: ['high', 'mid'],
  low: ['high', 'mid', 'low'],
}

/** The strategies in force, the settings' or the documents'; each serves its own tier and the ones above it. */
export function strategyRanges({ settings }: ToolContext): StrategyRange[] {
  const stored = settings.values.strategies
  if (!stored) return documentStrategies.map(strategy => ({ ...strategy, tiers: cheaperToo[strategy.tier] }))
  return stored.map(
    ({
      name,
      cost_low: costLow,
      cost_high: costHigh,
      success_low: successLow,
      success_high: successHigh,
      tier,
      offer_share: offerShare,
    }) => ({
      name,
      costLow,
      costHigh,
      successLow,
      successHigh,
      tier: tier === 'any' ? 'mid' : tier,
      tiers: cheaperToo[tier === 'any' ? 'low' : tier],
      offerShare,
    }),
  )
}

/** Stay rate of customers who were left alone, over those with an outcome. */
export interface Untreated {
  rate: number
  n: number
}

export type StrategyPosterior = BetaPosterior & {
  strategy: string
  tier: string
  prior: BetaPrior
  /** Who would have stayed anyway; `null` where nobody was left alone. */
  untreated: Untreated | null
  /** P(stays | treated, would have left): what planning uses. Without an untreated group every stay counts as a save. */
  save: BetaPosterior
}

/** Tier by what the customer's pattern would be worth; a customer who has left keeps the tier, `any` if unknown. */
export function patternTiers(context: ToolContext, at: Observation): Promise<ReadonlyMap<string, ValueTier>> {
  return context.once(`pattern-tiers/${at.asOf}`, async () => {
    const { table, revenuePerYear, annualChurn, assumptions, forward } = await customerValues(context, at)
    const scheme = tierScheme(context, forward)
    const unit = unitValue(annualChurn, assumptions) * assumptions.grossMargin
    const tiers = new Map<string, ValueTier>()
    for (const [row, id] of table.customerIds.entries()) {
      const yearly = revenuePerYear[row] ?? Number.NaN
      if (!Number.isNaN(yearly)) tiers.set(id, tierOf(Math.max(0, yearly) * unit, scheme))
    }
    return tiers
  })
}

/** Fewer untreated outcomes than this say nothing (the gate of lift). */
const fewestUntreated = 50

/** Those left alone in the log of actions, and in campaigns whose treated customers stand in that log. */
export async function untreatedIn(
  context: ToolContext,
  at: Observation,
  actions: readonly CampaignMember[],
  tiers: ReadonlyMap<string, ValueTier>,
): Promise<(tier: string) => Untreated | null> {
  const acted = new Set(actions.flatMap(({ arm, customerId }) => (arm === 'treated' ? [customerId] : [])))
  const campaigns = await campaignMembers(context, at.asOf)
  const named = new Set(
    campaigns.members.flatMap(({ arm, campaign, customerId }) =>
      arm === 'treated' && acted.has(customerId) ? [campaign] : [],
    ),
  )
  const alone = [...actions, ...campaigns.members.filter(({ campaign }) => named.has(campaign))].filter(
    ({ arm }) => arm === 'control',
  )
  const { members } = await withOutcomes(context, at, alone)
  const rateOf = (tier: string | null): Untreated | null => {
    const own = members.filter(
      ({ retained, customerId }) =>
        retained !== null && (tier === null || (tiers.get(customerId) ?? anyTier) === tier),
    )
    return own.length < fewestUntreated
      ? null
      : { rate: own.filter(({ retained }) => retained).length / own.length, n: own.length }
  }
  const all = rateOf(null)
  const cells = new Map(['high', 'mid', 'low', anyTier].map(tier => [tier, rateOf(tier) ?? all]))
  return tier => cells.get(tier) ?? all
}

/**
 * Success of each strategy and tier: the prior's range as a Beta, updated by every outcome on record, and set against
 * the customers who were left alone. Outcomes that nobody recorded come from the customers' own data.
 */
export function successPosteriors(
  context: ToolContext,
  at: Observation,
): Promise<readonly StrategyPosterior[]> {
  return context.once(`posteriors/${at.asOf}`, async () => {
    const log = await retentionActions(context, at.asOf)
    if (log.members.length === 0) return []
    const tiers = await patternTiers(context, at)
    const { members } = await withOutcomes(context, at, log.members)
    const outcomes = treatedOutcomes(members, tiers)
    const untreatedOf = await untreatedIn(context, at, members, tiers)
    return strategyPosteriors(priorsFor(context, outcomes), outcomes).map(cell => {
      const untreated = untreatedOf(cell.tier)
      const { prior, successes, n } = cell
      return { ...cell, untreated, save: incrementalBeta(prior, successes, n, untreated?.rate ?? 0) }
    })
  })
}

interface Outcome {
  strategy: string
  tier: string
  retained: boolean
}

const treatedOutcomes = (
  members: readonly CampaignMember[],
  tiers: ReadonlyMap<string, ValueTier>,
): Outcome[] =>
  members.flatMap(({ arm, strategy, retained, customerId }) =>
    arm === 'control' || strategy === null || retained === null
      ? []
      : [{ strategy, tier: tiers.get(customerId) ?? anyTier, retained }],
  )

/** The prior of every strategy and tier that has outcomes. */
function priorsFor(context: ToolContext, outcomes: readonly Outcome[]) {
  const seen = new Set(outcomes.map(({ strategy, tier }) => `${strategy}\u0000${tier}`))
  return strategyRanges(context).flatMap(({ name, successLow, successHigh }) =>
    ['high', 'mid', 'low', anyTier].flatMap(tier => {
      const prior = betaFromRange(successLow, successHigh)
      return seen.has(`${name}\u0000${tier}`) ? [{ strategy: name, tier, prior }] : []
    }),
  )
}

export interface SuccessRate {
  rate: number
  /** 95 % interval of what was learned; the stated range where nothing was. */
  low: number
  high: number
  basis: 'prior' | 'outcomes'
  outcomes: number
  /** True where the rate is set against customers who were left alone. */
  controlled: boolean
}

/** Success rate in force: outcomes of the strategy in the tier, else its outcomes where tiers are unknown, else the prior. */
export function successRate(
  posteriors: readonly StrategyPosterior[],
  strategy: Strategy,
  tier: ValueTier,
): SuccessRate {
  const cell = (wanted: string) =>
    posteriors.find(known => known.strategy === strategy.name && known.tier === wanted && known.n > 0)
  const learned = cell(tier) ?? cell(anyTier)
  if (learned)
    return {
      rate: learned.save.mean,
      low: learned.save.low,
      high: learned.save.high,
      basis: 'outcomes',
      outcomes: learned.n,
      controlled: learned.untreated !== null,
    }
  return {
    rate: (strategy.successLow + strategy.successHigh) / 2,
    low: strategy.successLow,
    high: strategy.successHigh,
    basis: 'prior',
    outcomes: 0,
    controlled: false,
  }
}
