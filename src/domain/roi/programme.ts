import { dayNumber } from '../days.ts'
import { wilson } from '../churn/two-by-two.ts'
import type { Rate } from '../churn/two-by-two.ts'
import { median } from '../quantiles.ts'
import type { ValueTier } from './tiers.ts'

/** One recorded attempt to keep a customer, successful or not. Days are ISO; money in one currency. */
export interface RetentionAttempt {
  customerId: string
  strategy: string
  tier: ValueTier | null
  /** Hours since a common origin, so that a same-day action has a length; `null` when unknown or not yet. */
  identifiedAtHours: number | null
  executedAtHours: number | null
  executedOn: string | null
  marketingCost: number
  offerCost: number
  labourCost: number
  responded: boolean | null
  /** `null` while the outcome is open. */
  retained: boolean | null
  /** Margin kept because the customer stayed; 0 when lost. */
  benefit: number
  /** Revenue that would have gone, and that was kept, over the same horizon. */
  revenueAtRisk: number | null
  revenueSaved: number | null
  /** Five-point scale, asked after a save. */
  satisfaction: number | null
  churnedAgainOn: string | null
}

export interface ProgrammeFigures {
  attempts: number
  saves: number
  totalCost: number
  totalBenefit: number
  /** (benefit − cost)/cost over all attempts. */
  totalRoi: number | null
  costPerSave: number | null
  /** Cost ÷ (saves − attempts with an outcome × stay rate of the untreated); `null` without a control or without any gain. */
  costPerIncrementalSave: number | null
  /** Revenue saved ÷ revenue at risk. */
  protectionRate: number | null
  successRate: Rate
  successByStrategy: { strategy: string; rate: Rate }[]
  responseRate: Rate
  highTierSaveRate: Rate
  /** Executed within the target after identification; attempts not executed count as late. */
  inTime: Rate
  targetHours: number
  medianHours: number | null
  meanSatisfaction: number | null
  satisfactionN: number
  /** Left again within the window; only saves followed for all of it. */
  repeatChurn: Rate
  repeatWindowDays: number
}

/** Figures of a retention programme over all attempts (METHODS 1). `asOf` is the observation date. */
export function programmeFigures(
  attempts: readonly RetentionAttempt[],
  {
    asOf,
    stayRateUntreated,
    targetHours = 24,
    repeatWindowDays = 180,
  }: {
    asOf: string
    stayRateUntreated?: number | undefined
    targetHours?: number
    repeatWindowDays?: number
  },
): ProgrammeFigures {
  const saved = attempts.filter(attempt => attempt.retained === true)
  const totalCost = sum(attempts, attempt => attempt.marketingCost + attempt.offerCost + attempt.labourCost)
  const totalBenefit = sum(attempts, attempt => attempt.benefit)
  const atRisk = attempts.filter(attempt => attempt.revenueAtRisk !== null)
  const revenueAtRisk = sum(atRisk, attempt => attempt.revenueAtRisk ?? 0)
  const judged = attempts.filter(attempt => attempt.retained !== null).length
  const incremental = stayRateUntreated === undefined ? 0 : saved.length - judged * stayRateUntreated
  const hours = attempts.flatMap(attempt =>
    attempt.identifiedAtHours === null || attempt.executedAtHours === null
      ? []
      : [attempt.executedAtHours - attempt.identifiedAtHours],
  )
  const identified = attempts.filter(attempt => attempt.identifiedAtHours !== null).length
  const satisfied = saved.flatMap(attempt => (attempt.satisfaction === null ? [] : [attempt.satisfaction]))
  const today = dayNumber(asOf, 'as_of')
  const followed = saved.filter(
    attempt => attempt.executedOn !== null && dayNumber(attempt.executedOn) + repeatWindowDays <= today,
  )
  const leftAgain = followed.filter(
    ({ executedOn, churnedAgainOn }) =>
      executedOn !== null &&
      churnedAgainOn !== null &&
      dayNumber(churnedAgainOn) - dayNumber(executedOn) <= repeatWindowDays,
  )
  const asked = attempts.filter(attempt => attempt.responded !== null)
  const strategies = [...new Set(attempts.map(attempt => attempt.strategy))].sort()
  return {
    attempts: attempts.length,
    saves: saved.length,
    totalCost,
    totalBenefit,
    totalRoi: totalCost > 0 ? (totalBenefit - totalCost) / totalCost : null,
    costPerSave: saved.length > 0 ? totalCost / saved.length : null,
    costPerIncrementalSave: incremental > 0 ? totalCost / incremental : null,
    protectionRate:
      revenueAtRisk > 0 ? sum(atRisk, attempt => attempt.revenueSaved ?? 0) / revenueAtRisk : null,
    successRate: successOf(attempts),
    successByStrategy: strategies.map(strategy => ({
      strategy,
      rate: successOf(attempts.filter(attempt => attempt.strategy === strategy)),
    })),
    responseRate: wilson(attempts.filter(attempt => attempt.responded === true).length, asked.length),
    highTierSaveRate: successOf(attempts.filter(attempt => attempt.tier === 'high')),
    inTime: wilson(hours.filter(length => length <= targetHours).length, identified),
    targetHours,
    medianHours: median(hours),
    meanSatisfaction:
      satisfied.length > 0 ? satisfied.reduce((one, two) => one + two, 0) / satisfied.length : null,
    satisfactionN: satisfied.length,
    repeatChurn: wilson(leftAgain.length, followed.length),
    repeatWindowDays,
  }
}

/** Successes ÷ attempts with an outcome, good or bad; an open one is no failure. */
const successOf = (attempts: readonly RetentionAttempt[]): Rate =>
  wilson(
    attempts.filter(attempt => attempt.retained === true).length,
    attempts.filter(attempt => attempt.retained !== null).length,
  )

const sum = <Item>(items: readonly Item[], amount: (item: Item) => number): number =>
  items.reduce((total, item) => total + amount(item), 0)
