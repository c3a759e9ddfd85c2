import { campaignMembers, followedUntil, retentionActions } from '../../src/analysis/campaign-members.ts'
import type { CampaignMember } from '../../src/analysis/campaign-members.ts'
import { successPosteriors } from '../../src/analysis/campaign-posteriors.ts'
import { armBalance, crossFittedQini, moneyLift, segmentLifts } from '../../src/analysis/campaign-uplift.ts'
import { observe } from '../../src/analysis/observe.ts'
import { short } from '../../src/analysis/plan-money.ts'
import { dayNumber } from '../../src/domain/days.ts'
import { costPerIncrementalSave } from '../../src/domain/experiments/index.ts'
import type { FigureDraft, ToolContext } from '../../src/tool.ts'
import { armResults, liftFigures, liftMethod, liftText } from './campaign-direct.ts'
import {
  chooseCampaign,
  costOf,
  countsOf,
  describedProgramme,
  hoursInDay,
  inPeriod,
  learn,
  programmeOf,
  repeatWindowDays,
  variantRows,
} from './campaign-programme.ts'
import { emptyCampaign } from './campaign-shape.ts'
import type { CampaignWords } from './campaign-shape.ts'

export interface StoredCampaign {
  campaign?: string | undefined
  period?: { from?: string | undefined; to?: string | undefined } | undefined
  control_share?: number | undefined
  as_of?: string | undefined
  detail: 'concise' | 'full'
}

const shownSegments = { concise: 6, full: 40 }

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
  const described = describedProgramme(programme, perIncremental, hasBenefit)
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
