import { isoDay } from '../domain/days.ts'
import { incrementalBeta } from '../domain/experiments/index.ts'
import { betaFromRange } from '../domain/roi/index.ts'
import type { ToolContext } from '../tool.ts'
import { retentionActions } from './campaign-members.ts'
import { withOutcomes } from './campaign-outcomes.ts'
import { anyTier, strategyRanges, untreatedIn } from './campaign-posteriors.ts'
import type { Observation } from './observe.ts'

/** What one week's outcomes made of a strategy's success. */
export interface WeekLearned {
  /** Monday of the week, ISO. */
  week: string
  strategy: string
  /** Outcomes of attempts made up to the end of that week. */
  n: number
  mean: number
}

/** How outcomes replaced the prior of each strategy, week by week; the latest `weeks` with new outcomes. */
export async function weeklyLearning(
  context: ToolContext,
  at: Observation,
  weeks: number,
): Promise<WeekLearned[]> {
  const log = await retentionActions(context, at.asOf)
  const { members } = await withOutcomes(context, at, log.members)
  const treated = members.filter(
    ({ arm, retained, executedOn, strategy }) =>
      arm === 'treated' && retained !== null && executedOn !== null && strategy !== null,
  )
  const mondayOf = (day: number): number => day - ((((day + 3) % 7) + 7) % 7)
  const untreated = await untreatedIn(context, at, members, new Map())
  const u = untreated(anyTier)?.rate ?? 0
  const priors = new Map(
    strategyRanges(context).map(({ name, successLow, successHigh }) => [
      name,
      betaFromRange(successLow, successHigh),
    ]),
  )
  const starts = [...new Set(treated.map(({ executedOn }) => mondayOf(executedOn ?? 0)))].toSorted(
    (one, two) => one - two,
  )
  return starts.slice(-weeks).flatMap(monday => {
    const known = treated.filter(({ executedOn }) => (executedOn ?? 0) < monday + 7)
    const fresh = new Set(
      known.flatMap(({ executedOn, strategy }) => ((executedOn ?? 0) >= monday ? [strategy ?? ''] : [])),
    )
    return [...fresh].toSorted().map(strategy => {
      const own = known.filter(member => member.strategy === strategy)
      const kept = own.filter(({ retained }) => retained).length
      const { mean } = incrementalBeta(priors.get(strategy) ?? { alpha: 1, beta: 1 }, kept, own.length, u)
      return { week: isoDay(monday), strategy, n: own.length, mean }
    })
  })
}
