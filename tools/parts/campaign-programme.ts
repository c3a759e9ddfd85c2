import type { CampaignMember } from '../../src/analysis/campaign-members.ts'
import { patternTiers } from '../../src/analysis/campaign-posteriors.ts'
import type { StrategyPosterior } from '../../src/analysis/campaign-posteriors.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents, centsOrNull, shortOrNull } from '../../src/analysis/plan-money.ts'
import type { Rate } from '../../src/domain/churn/index.ts'
import { dayNumber, isoDay } from '../../src/domain/days.ts'
import { compareArms, costPerIncrementalSave, liftOf } from '../../src/domain/experiments/index.ts'
import { programmeFigures } from '../../src/domain/roi/index.ts'
import type { ProgrammeFigures } from '../../src/domain/roi/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { StoredCampaign } from './campaign-stored.ts'

const memoryKind = 'success_posteriors'
export const hoursInDay = 24
export const repeatWindowDays = 180

export const countsOf = (members: readonly CampaignMember[]) => {
  const judged = members.filter(({ retained }) => retained !== null)
  const arm = (name: CampaignMember['arm']) => judged.filter(member => member.arm === name)
  const kept = (list: readonly CampaignMember[]): number => list.filter(({ retained }) => retained).length
  const [treated, control] = [arm('treated'), arm('control')]
  return {
    treatedN: treated.length,
    treatedSuccesses: kept(treated),
    controlN: control.length,
    controlSuccesses: kept(control),
  }
}

export const inPeriod = (member: CampaignMember, period: StoredCampaign['period']): boolean => {
  const day = member.executedOn ?? member.identifiedOn
  if (period?.from !== undefined && (day === null || day < dayNumber(period.from, 'period.from')))
    return false
  return period?.to === undefined || (day !== null && day <= dayNumber(period.to, 'period.to'))
}

export const costOf = (members: readonly CampaignMember[]): number =>
  members.reduce(
    (sum, { marketingCost, offerCost, labourCost }) => sum + marketingCost + offerCost + labourCost,
    0,
  )

/** The campaign asked for, else the latest one on record that has an outcome. */
export function chooseCampaign(
  members: readonly CampaignMember[],
  asked?: string,
): { members: CampaignMember[]; name: string | null; names: string[] } {
  const names = [...new Set(members.flatMap(({ campaign }) => campaign ?? []))].toSorted()
  if (asked !== undefined)
    return {
      members: members.filter(({ campaign }) => campaign?.toLowerCase() === asked.toLowerCase()),
      name: asked,
      names,
    }
  if (names.length <= 1) return { members: [...members], name: names[0] ?? null, names }
  const judged = new Set(members.flatMap(({ campaign, retained }) => (retained === null ? [] : [campaign])))
  const latest = (name: string): number =>
    members.reduce(
      (last, member) => (member.campaign === name ? Math.max(last, member.executedOn ?? -Infinity) : last),
      -Infinity,
    )
  // A test that has only been assigned so far does not hide the one before it.
  const told = judged.size > 0 ? names.filter(name => judged.has(name)) : names
  const name = told.toSorted((one, two) => latest(two) - latest(one) || (one < two ? -1 : 1))[0] ?? null
  return { members: members.filter(({ campaign }) => campaign === name), name, names }
}

const rate = ({ value, low, high, n }: Rate) => ({
  value: shortOrNull(value),
  low: shortOrNull(low),
  high: shortOrNull(high),
  n,
})

export async function programmeOf(
  attempts: readonly CampaignMember[],
  stayRateUntreated: number | undefined,
  asOf: string,
  context: ToolContext,
  at: Observation,
): Promise<ProgrammeFigures> {
  const { table, revenuePerYear, assumptions } = await customerValues(context, at)
  const yearly = new Map(table.customerIds.map((id, row) => [id, revenuePerYear[row] ?? Number.NaN]))
  const tiers = await patternTiers(context, at)
  return programmeFigures(
    attempts.map(member => {
      const revenue = yearly.get(member.customerId) ?? Number.NaN
      const known = !Number.isNaN(revenue)
      return {
        customerId: member.customerId,
        strategy: member.strategy ?? member.variant ?? '–',
        tier: tiers.get(member.customerId) ?? null,
        identifiedAtHours: member.identifiedOn === null ? null : member.identifiedOn * hoursInDay,
        executedAtHours: member.executedOn === null ? null : member.executedOn * hoursInDay,
        executedOn: member.executedOn === null ? null : isoDay(member.executedOn),
        marketingCost: member.marketingCost,
        offerCost: member.offerCost,
        labourCost: member.labourCost,
        responded: member.responded,
        retained: member.retained,
        benefit: (member.retained ? (member.revenueSaved ?? 0) : 0) * assumptions.grossMargin,
        revenueAtRisk: known ? revenue : null,
        revenueSaved: known ? (member.retained ? revenue : 0) : null,
        satisfaction: member.satisfaction,
        churnedAgainOn: member.churnedAgainOn === null ? null : isoDay(member.churnedAgainOn),
      }
    }),
    { asOf, stayRateUntreated, repeatWindowDays },
  )
}

/** Keeps the posteriors as a history, one record for each change; what is in force follows from the data itself. */
export async function learn(
  posteriors: readonly StrategyPosterior[],
  asOf: string,
  context: ToolContext,
): Promise<boolean> {
  if (context.readOnly || posteriors.length === 0) return false
  const body = JSON.stringify(
    posteriors.map(({ strategy, tier, alpha, beta, mean, low, high, successes, n }) => ({
      strategy,
      tier,
      alpha,
      beta,
      mean,
      low,
      high,
      successes,
      n,
    })),
  )
  const [last] = await context.store.recall(memoryKind, { key: 'all', limit: 1 })
  if (last?.body !== body) await context.store.remember(memoryKind, { key: 'all', day: asOf, body })
  return true
}

export interface VariantRow {
  variant: string
  n: number
  rate: number
  lift: number | null
  low: number | null
  high: number | null
  p_value: number | null
  harmful: boolean
  probability_better: number | null
  cost: number | null
  cost_per_incremental_save: number | null
}

/** What was done: the variant of a test, the strategy of a log. */
const variantOf = ({ variant, strategy }: CampaignMember): string => variant ?? strategy ?? '–'

/** Every variant (or strategy) beside the customers left alone. */
export function variantRows(members: readonly CampaignMember[]): VariantRow[] {
  const { controlN, controlSuccesses } = countsOf(members)
  const names = [
    ...new Set(members.flatMap(member => (member.arm === 'treated' ? [variantOf(member)] : []))),
  ].toSorted()
  return names.flatMap((variant): VariantRow[] => {
    const own = members.filter(member => member.arm === 'treated' && variantOf(member) === variant)
    const { treatedN, treatedSuccesses } = countsOf(own)
    if (treatedN === 0) return []
    const cost = own.some(({ costKnown }) => costKnown) ? costOf(own) : null
    const base = { variant, n: treatedN, rate: treatedSuccesses / treatedN, cost: centsOrNull(cost) }
    if (controlN === 0)
      return [
        {
          ...base,
          ...{ lift: null, low: null, high: null, p_value: null, harmful: false },
          ...{ probability_better: null, cost_per_incremental_save: null },
        },
      ]
    const counts = { treatedN, treatedSuccesses, controlN, controlSuccesses }
    const lift = liftOf(counts)
    return [
      {
        ...base,
        lift: lift.value,
        low: lift.low,
        high: lift.high,
        p_value: lift.pValue,
        harmful: lift.harmful,
        probability_better: compareArms(counts).probabilityBetter,
        cost_per_incremental_save:
          cost === null ? null : centsOrNull(costPerIncrementalSave(cost, own.length, lift).value),
      },
    ]
  })
}

/** The programme's figures as the answer shows them. */
export function describedProgramme(
  programme: ProgrammeFigures,
  perIncremental: { value: number | null; low: number | null; high: number | null } | null,
  { hasBenefit, hasCost }: { hasBenefit: boolean; hasCost: boolean },
  incrementalRoi: { value: number; low: number; high: number } | null,
) {
  const spent = (value: number | null): number | null => (hasCost ? centsOrNull(value) : null)
  return {
    attempts: programme.attempts,
    saves: programme.saves,
    success_rate: rate(programme.successRate),
    total_cost: spent(programme.totalCost),
    total_benefit: hasBenefit ? cents(programme.totalBenefit) : null,
    total_roi: hasBenefit && hasCost ? shortOrNull(programme.totalRoi) : null,
    incremental_roi: shortOrNull(incrementalRoi?.value ?? null),
    incremental_roi_low: shortOrNull(incrementalRoi?.low ?? null),
    incremental_roi_high: shortOrNull(incrementalRoi?.high ?? null),
    cost_per_save: spent(programme.costPerSave),
    cost_per_incremental_save: spent(perIncremental?.value ?? null),
    cost_per_incremental_save_low: spent(perIncremental?.low ?? null),
    cost_per_incremental_save_high: spent(perIncremental?.high ?? null),
    protection_rate: shortOrNull(programme.protectionRate),
    response_rate: rate(programme.responseRate),
    within_24h: rate(programme.inTime),
    median_hours: programme.medianHours,
    high_tier_save_rate: rate(programme.highTierSaveRate),
    satisfaction: shortOrNull(programme.meanSatisfaction),
    satisfaction_n: programme.satisfactionN,
    repeat_churn: rate(programme.repeatChurn),
  }
}
