import { strategyPosteriors } from '../domain/experiments/index.ts'
import type { BetaPosterior } from '../domain/experiments/index.ts'
import { betaFromRange, documentStrategies } from '../domain/roi/index.ts'
import type { BetaPrior, Strategy, ValueTier } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { customerValues, tierOf, tierScheme, unitValue } from './customer-values.ts'
import { categoriesOf, numbersOf } from './campaign-columns.ts'
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
    }) => ({
      name,
      costLow,
      costHigh,
      successLow,
      successHigh,
      tier: tier === 'any' ? 'mid' : tier,
      tiers: cheaperToo[tier === 'any' ? 'low' : tier],
    }),
  )
}

export type StrategyPosterior = BetaPosterior & { strategy: string; tier: string; prior: BetaPrior }

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

/** Success of each strategy and tier: the prior's range as a Beta, updated by every outcome on record. */
export function successPosteriors(
  context: ToolContext,
  at: Observation,
): Promise<readonly StrategyPosterior[]> {
  return context.once(`posteriors/${at.asOf}`, async () => {
    const rows = await context.store.entityRows({ entity: 'retention_action', to: at.asOf })
    if (rows.n === 0) return []
    const strategies = categoriesOf(rows, 'strategy')
    const retained = numbersOf(rows, 'retained')
    const tiers = await patternTiers(context, at)
    const outcomes = rows.customerIds.flatMap((id, row) => {
      const strategy = strategies(row)
      const kept = retained(row)
      return strategy === null || kept === null
        ? []
        : [{ strategy, tier: (id === null ? undefined : tiers.get(id)) ?? anyTier, retained: kept > 0 }]
    })
    const seen = new Set(outcomes.map(({ strategy, tier }) => `${strategy}\u0000${tier}`))
    const priors = strategyRanges(context).flatMap(({ name, successLow, successHigh }) =>
      ['high', 'mid', 'low', anyTier].flatMap(tier => {
        const prior = betaFromRange(successLow, successHigh)
        return seen.has(`${name}\u0000${tier}`) ? [{ strategy: name, tier, prior }] : []
      }),
    )
    return strategyPosteriors(priors, outcomes)
  })
}

export interface SuccessRate {
  rate: number
  basis: 'prior' | 'outcomes'
  outcomes: number
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
  if (learned) return { rate: learned.mean, basis: 'outcomes', outcomes: learned.n }
  return { rate: (strategy.successLow + strategy.successHigh) / 2, basis: 'prior', outcomes: 0 }
}
