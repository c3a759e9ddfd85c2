import { armBalance, crossFittedQini, moneyLift, segmentLifts } from '../../src/analysis/campaign-uplift.ts'
import { campaignMembers, followedUntil, retentionActions } from '../../src/analysis/campaign-members.ts'
import type { CampaignMember } from '../../src/analysis/campaign-members.ts'
import { patternTiers, successPosteriors } from '../../src/analysis/campaign-posteriors.ts'
import type { StrategyPosterior } from '../../src/analysis/campaign-posteriors.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { cents, centsOrNull, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import type { Rate } from '../../src/domain/churn/index.ts'
import { dayNumber, isoDay } from '../../src/domain/days.ts'
import { costPerIncrementalSave, liftOf } from '../../src/domain/experiments/index.ts'
import { programmeFigures } from '../../src/domain/roi/index.ts'
import type { ProgrammeFigures } from '../../src/domain/roi/index.ts'
import type { FigureDraft, ToolContext } from '../../src/tool.ts'
import { armResults, liftFigures, liftMethod, liftText } from './campaign-direct.ts'
import { emptyCampaign } from './campaign-shape.ts'
import type { CampaignWords } from './campaign-shape.ts'

export interface StoredCampaign {
  campaign?: string | undefined
  period?: { from?: string | undefined; to?: string | undefined } | undefined
  control_share?: number | undefined
  as_of?: string | undefined
  detail: 'concise' | 'full'
}

const memoryKind = 'success_posteriors'
const shownSegments = { concise: 6, full: 40 }
const hoursInDay = 24
const repeatWindowDays = 180

const countsOf = (members: readonly CampaignMember[]) => {
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

const inPeriod = (member: CampaignMember, period: StoredCampaign['period']): boolean => {
  const day = member.executedOn ?? member.identifiedOn
  if (period?.from !== undefined && (day === null || day < dayNumber(period.from, 'period.from')))
    return false
  return period?.to === undefined || (day !== null && day <= dayNumber(period.to, 'period.to'))
}

const costOf = (members: readonly CampaignMember[]): number =>
  members.reduce(
    (sum, { marketingCost, offerCost, labourCost }) => sum + marketingCost + offerCost + labourCost,
    0,
  )

/** The campaign asked for, else the latest one on record. */
function chooseCampaign(
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
  const latest = (name: string): number =>
    members.reduce(
      (last, member) => (member.campaign === name ? Math.max(last, member.executedOn ?? -Infinity) : last),
      -Infinity,
    )
  const name = names.toSorted((one, two) => latest(two) - latest(one) || (one < two ? -1 : 1))[0] ?? null
  return { members: members.filter(({ campaign }) => campaign === name), name, names }
}

const rate = ({ value, low, high, n }: Rate) => ({
  value: shortOrNull(value),
  low: shortOrNull(low),
  high: shortOrNull(high),
  n,
})

async function programmeOf(
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
async function learn(
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

interface VariantRow {
  variant: string
  n: number
  rate: number
  lift: number | null
  low: number | null
  high: number | null
  p_value: number | null
  harmful: boolean
}

function variantRows(members: readonly CampaignMember[]): VariantRow[] {
  const { controlN, controlSuccesses } = countsOf(members)
  const names = [
    ...new Set(members.flatMap(({ arm, variant }) => (arm === 'treated' ? [variant ?? '–'] : []))),
  ].toSorted()
  return names.flatMap((variant): VariantRow[] => {
    const { treatedN, treatedSuccesses } = countsOf(
      members.filter(member => member.arm === 'treated' && (member.variant ?? '–') === variant),
    )
    if (treatedN === 0) return []
    const base = { variant, n: treatedN, rate: treatedSuccesses / treatedN }
    if (controlN === 0) return [{ ...base, lift: null, low: null, high: null, p_value: null, harmful: false }]
    const lift = liftOf({ treatedN, treatedSuccesses, controlN, controlSuccesses })
    return [
      {
        ...base,
        lift: lift.value,
        low: lift.low,
        high: lift.high,
        p_value: lift.pValue,
        harmful: lift.harmful,
      },
    ]
  })
}

/** Did it work: lift against the untreated, every variant, the programme's figures, and what was learned. */
export async function measureStored(asked: StoredCampaign, context: ToolContext, say: CampaignWords) {
  const at = await observe(context)
  if (!at) return { ...emptyCampaign, status: 'no_data' as const, summary: say.noData }
  const everything = '9999-12-31'
  const [members, actions] = [
    await campaignMembers(context, everything),
    await retentionActions(context, everything),
  ]
  const followed = followedUntil([...members.members, ...actions.members])
  const asOf = asked.as_of ?? [at.asOf, followed ?? at.asOf].toSorted().at(-1) ?? at.asOf
  const base = { as_of: asOf, currency: at.currency }
  if (members.members.length + actions.members.length === 0)
    return { ...emptyCampaign, ...base, status: 'no_data' as const, summary: say.noData }
  const until = dayNumber(asOf, 'as_of')
  const dated = (member: CampaignMember): boolean =>
    (member.executedOn ?? -Infinity) <= until && inPeriod(member, asked.period)
  const chosen = chooseCampaign(members.members.filter(dated), asked.campaign)
  // A log with an untreated group in it is a test of its own where no campaign file stands beside it.
  const fromLog = chosen.members.length === 0
  const source = fromLog ? actions : members
  const wanted = asked.campaign?.toLowerCase()
  const logged = actions.members.filter(
    member =>
      dated(member) &&
      (wanted === undefined ||
        !fromLog ||
        [member.campaign, member.variant, member.strategy].some(name => name?.toLowerCase() === wanted)),
  )
  const test = fromLog ? logged : chosen.members
  const treatedIds = new Set(test.flatMap(({ arm, customerId }) => (arm === 'treated' ? [customerId] : [])))
  const inTest = fromLog ? logged : logged.filter(({ customerId }) => treatedIds.has(customerId))
  const attempts = (
    inTest.length > 0 ? inTest : asked.campaign === undefined && logged.length > 0 && !fromLog ? [] : test
  ).filter(({ arm }) => arm === 'treated')
  const attempted = attempts.length > 0 ? attempts : test.filter(({ arm }) => arm === 'treated')
  if (test.length === 0 && attempted.length === 0)
    return { ...emptyCampaign, ...base, status: 'no_data' as const, summary: say.nobody }
  const counts = countsOf(test)
  const arms = counts.treatedN > 0 && counts.controlN > 0 ? armResults(counts) : null
  const variants = variantRows(test)
  const programme = await programmeOf(attempted, arms?.lift.control_rate ?? undefined, asOf, context, at)
  const spent = costOf(attempted)
  const perIncremental = arms
    ? costPerIncrementalSave(spent, Math.max(1, programme.attempts), arms.lift)
    : null
  const posteriors = await successPosteriors(context, { ...at, asOf })
  const learned = await learn(posteriors, asOf, context)
  const balance = armBalance(test, source.rows, asked.control_share)
  const segments = arms ? segmentLifts(test, source.rows) : []
  const qini = arms ? crossFittedQini(test, source.rows) : null
  const money = arms ? moneyLift(test, source.rows) : null
  const { formats, language } = context
  const harmful = variants.filter(variant => variant.harmful)
  const best = variants
    .filter(({ lift }) => lift !== null)
    .toSorted((one, two) => (two.lift ?? 0) - (one.lift ?? 0))[0]
  const open = test.filter(({ retained }) => retained === null).length
  const hasBenefit = attempted.some(({ revenueSaved }) => revenueSaved !== null)
  const unknownTier = posteriors.some(({ tier }) => tier === 'any')
  const noOutcome = counts.treatedN + counts.controlN === 0
  const n = attempted.length
  const unit = at.currency ?? 'money'
  const half = Math.ceil(shownSegments[asked.detail] / 2)
  const shown =
    segments.length <= 2 * half ? segments : [...segments.slice(0, half), ...segments.slice(-half)]
  const described = {
    attempts: programme.attempts,
    saves: programme.saves,
    success_rate: rate(programme.successRate),
    total_cost: cents(programme.totalCost),
    total_benefit: hasBenefit ? cents(programme.totalBenefit) : null,
    total_roi: hasBenefit ? shortOrNull(programme.totalRoi) : null,
    cost_per_save: centsOrNull(programme.costPerSave),
    cost_per_incremental_save: centsOrNull(perIncremental?.value ?? null),
    cost_per_incremental_save_low: centsOrNull(perIncremental?.low ?? null),
    cost_per_incremental_save_high: centsOrNull(perIncremental?.high ?? null),
    protection_rate: shortOrNull(programme.protectionRate),
    response_rate: rate(programme.responseRate),
    within_24h: rate(programme.inTime),
    median_hours: programme.medianHours,
    high_tier_save_rate: rate(programme.highTierSaveRate),
    satisfaction: shortOrNull(programme.meanSatisfaction),
    satisfaction_n: programme.satisfactionN,
    repeat_churn: rate(programme.repeatChurn),
  }
  const figures: FigureDraft[] = [
    ...(arms ? liftFigures(arms, say) : []),
    ...variants.flatMap((row, index): FigureDraft[] =>
      row.lift === null || variants.length < 2
        ? []
        : [
            {
              path: `variants/${index}/lift`,
              name: say.figures.variant(row.variant),
              value: row.lift,
              unit: 'fraction',
              badge: 'measured',
              low: row.low,
              high: row.high,
              n: row.n,
            },
          ],
    ),
    {
      path: 'programme/success_rate/value',
      name: say.figures.success,
      value: described.success_rate.value,
      unit: 'fraction',
      badge: 'measured',
      low: described.success_rate.low,
      high: described.success_rate.high,
      n,
    },
    {
      path: 'programme/cost_per_save',
      name: say.figures.perSave,
      value: described.cost_per_save,
      unit,
      badge: 'measured',
      n,
    },
    ...(arms
      ? [
          {
            path: 'programme/cost_per_incremental_save',
            name: say.figures.perIncremental,
            value: described.cost_per_incremental_save,
            unit,
            badge: 'measured' as const,
            n,
          },
        ]
      : []),
    ...(hasBenefit
      ? [
          {
            path: 'programme/total_roi',
            name: say.figures.roi,
            value: described.total_roi,
            unit: 'fraction',
            badge: 'measured' as const,
            n,
          },
        ]
      : []),
  ]
  return {
    ...emptyCampaign,
    ...arms,
    ...base,
    status: noOutcome ? ('not_enough_data' as const) : ('ok' as const),
    summary: [
      ...(chosen.names.length > 1 && chosen.name !== null
        ? [say.oneCampaign(chosen.name, chosen.names.slice(0, 6).join(language === 'en' ? ', ' : '、'))]
        : []),
      noOutcome ? say.noOutcome : arms ? liftText(arms, context, say) : say.noControl,
      ...(arms && best && variants.length > 1
        ? [say.bestVariant({ variant: best.variant, lift: formats.points(best.lift) })]
        : []),
      ...harmful.map(row =>
        say.harmfulVariant({
          variant: row.variant,
          lift: formats.points(row.lift),
          low: formats.points(row.low),
          high: formats.points(row.high),
        }),
      ),
      say.programme({
        attempts: formats.number(n, 0),
        saves: formats.number(programme.saves, 0),
        rate: formats.percent(programme.successRate.value),
        cost: formats.money(described.total_cost, at.currency),
        roi: formats.percent(described.total_roi),
        perSave: formats.money(described.cost_per_save, at.currency),
        perIncremental: formats.money(described.cost_per_incremental_save, at.currency),
        inTime: formats.percent(described.within_24h.value),
        repeat: formats.percent(described.repeat_churn.value),
        repeatN: formats.number(described.repeat_churn.n, 0),
      }),
    ].join(language === 'en' ? ' ' : ''),
    figures,
    method: {
      ...liftMethod,
      parameters: {
        ...liftMethod.parameters,
        campaign: chosen.name,
        repeat_window_days: repeatWindowDays,
        target_hours: hoursInDay,
        control_share: asked.control_share ?? null,
      },
    },
    assumptions: [
      say.independent,
      say.untreatedCount,
      ...(variants.length > 1 ? [say.otherVariants(formats.number(variants.length, 0))] : []),
      ...(hasBenefit ? [say.benefit] : []),
      say.repeatFollowUp(formats.number(repeatWindowDays, 0), formats.day(asOf)),
      ...(posteriors.length > 0
        ? [
            say.posteriors(
              formats.number(
                posteriors.reduce((sum, cell) => sum + cell.n, 0),
                0,
              ),
            ),
            learned ? say.learned : say.notLearned,
          ]
        : []),
      ...(unknownTier ? [say.unknownTier] : []),
      ...(segments.length > 0 ? [say.segments] : []),
      ...(qini ? [say.qini] : []),
    ],
    warnings: [
      ...(balance?.mismatch ? [say.mismatch(formats.number(balance.pValue, 6))] : []),
      ...(arms && !arms.lift.sufficient ? [say.tooFew] : []),
      ...(arms ? [] : [say.noControl]),
      ...(open > 0 ? [say.attrition(formats.number(open, 0))] : []),
    ],
    suggested_actions: [
      { tool: 'plan_retention', why: say.planNext },
      ...(arms && arms.lift.control_rate !== null && arms.lift.control_rate > 0 && arms.lift.control_rate < 1
        ? [
            {
              tool: 'design_experiment',
              why: say.designNext,
              arguments: { baseline_rate: short(arms.lift.control_rate) },
            },
          ]
        : []),
    ],
    sample_ratio: balance
      ? {
          p_value: balance.pValue,
          mismatch: balance.mismatch,
          planned:
            balance.planned === 'given' ? formats.percent(asked.control_share ?? null) : say.planned.strata,
        }
      : null,
    variants,
    programme: described,
    money: money
      ? { value: money.value, low: money.low, high: money.high, p_value: money.pValue, field: money.field }
      : null,
    posteriors: posteriors.map(
      ({ strategy, tier, prior, mean, low, high, alpha, beta, successes, n: tried }) => ({
        strategy,
        tier,
        prior_mean: short(prior.alpha / (prior.alpha + prior.beta)),
        mean: short(mean),
        low: short(low),
        high: short(high),
        alpha,
        beta,
        successes,
        n: tried,
      }),
    ),
    segments: shown.map(({ field, segment, lift, low, high, treatedN, controlN }) => ({
      field,
      segment,
      lift: short(lift),
      low: short(low),
      high: short(high),
      treated_n: treatedN,
      control_n: controlN,
    })),
    qini: qini
      ? {
          coefficient: qini.coefficient,
          n: qini.n,
          score: 'cross-fitted sum of segment lifts',
          definition: qini.definition,
        }
      : null,
    learned,
  }
}
