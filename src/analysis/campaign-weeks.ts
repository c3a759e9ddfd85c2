import { isoDay } from '../domain/days.ts'
import { incrementalBeta } from '../domain/experiments/index.ts'
import { betaFromRange } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { retentionActions } from './campaign-members.ts'
import { withOutcomes } from './campaign-outcomes.ts'
import { anyTier, patternTiers, strategyRanges, untreatedIn } from './campaign-posteriors.ts'
import type { Observation } from './observe.ts'

/** What one week's outcomes made of a strategy's success. */
export interface WeekLearned {
  /** Monday of the week, ISO. */
  week: string
  strategy: string
  /** Value tier; `all` where tiers are taken together. */
  tier: string
  /** Outcomes of attempts made up to the end of that week. */
  n: number
  /** Mean of the prior, before any outcome. */
  prior: number
  mean: number
}

const everyTier = 'all'

/**
 * How outcomes replaced the prior of each strategy, week by week; the latest `weeks` with new outcomes, tier by tier
 * where `byTier`.
 */
export async function weeklyLearning(
  context: ToolContext,
  at: Observation,
  weeks: number,
  byTier: boolean,
): Promise<WeekLearned[]> {
  const log = await retentionActions(context, at.asOf)
  const { members } = await withOutcomes(context, at, log.members)
  const tiers = byTier ? await patternTiers(context, at) : new Map<string, string>()
  const treated = members.flatMap(({ arm, retained, executedOn, strategy, customerId }) =>
    arm === 'treated' && retained !== null && executedOn !== null && strategy !== null
      ? [
          {
            strategy,
            retained,
            day: executedOn,
            tier: byTier ? (tiers.get(customerId) ?? anyTier) : everyTier,
          },
        ]
      : [],
  )
  const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7)
  const untreated = await untreatedIn(
    context,
    at,
    members,
    byTier ? await patternTiers(context, at) : new Map(),
  )
  const priors = new Map(
    strategyRanges(context).map(({ name, successLow, successHigh }) => [
      name,
      betaFromRange(successLow, successHigh),
    ]),
  )
  const starts = [...new Set(treated.map(({ day }) => mondayOf(day)))].toSorted((one, two) => one - two)
  return starts.slice(-weeks).flatMap(monday => {
    const known = treated.filter(({ day }) => day < monday + 7)
    const fresh = new Map(
      known.flatMap(row => (row.day >= monday ? [[`${row.strategy}\u0000${row.tier}`, row] as const] : [])),
    )
    return [...fresh.entries()]
      .toSorted(([one], [two]) => (one < two ? -1 : 1))
      .map(([, { strategy, tier }]) => {
        const own = known.filter(row => row.strategy === strategy && row.tier === tier)
        const kept = own.filter(({ retained }) => retained).length
        const prior = priors.get(strategy) ?? { alpha: 1, beta: 1 }
        const alone = untreated(tier === everyTier ? anyTier : tier)?.rate ?? 0
        const { mean } = incrementalBeta(prior, kept, own.length, alone)
        return {
          week: isoDay(monday),
          strategy,
          tier,
          n: own.length,
          prior: prior.alpha / (prior.alpha + prior.beta),
          mean,
        }
      })
  })
}
