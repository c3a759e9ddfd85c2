import { campaignMembers, followedUntil, retentionActions } from '../../src/analysis/campaign-members.ts'
import type { CampaignMember } from '../../src/analysis/campaign-members.ts'
import { withOutcomes } from '../../src/analysis/campaign-outcomes.ts'
import { successPosteriors } from '../../src/analysis/campaign-posteriors.ts'
import { weeklyLearning } from '../../src/analysis/campaign-weeks.ts'
import { armBalance, crossFittedQini, moneyLift, segmentLifts } from '../../src/analysis/campaign-uplift.ts'
import { observe } from '../../src/analysis/observe.ts'
import { short, shortOrNull } from '../../src/analysis/plan-money.ts'
import { dayNumber } from '../../src/domain/days.ts'
import { costPerIncrementalSave } from '../../src/domain/experiments/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import { armResults, liftMethod, liftText } from './campaign-direct.ts'
import { storedFigures } from './campaign-figures.ts'
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
const shownWeeks = { concise: 2, full: 26 }

/** Did it work: lift against the untreated, every variant, the programme's figures, and what was learned. */
export async function measureStored(asked: StoredCampaign, context: ToolContext, say: CampaignWords) {
  const at = await observe(context)
  if (!at) return { ...emptyCampaign, status: 'no_data' as const, summary: say.noData }
  const everything = '9999-12-31'
  const [assigned, recorded] = [
    await campaignMembers(context, everything),
    await retentionActions(context, everything),
  ]
  const fromMembers = await withOutcomes(context, at, assigned.members)
  const fromActions = await withOutcomes(context, at, recorded.members)
  const members = { ...assigned, members: fromMembers.members }
  const actions = { ...recorded, members: fromActions.members }
  const filledIn = Math.max(fromMembers.filledIn, fromActions.filledIn)
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
  const leftAlone = test.filter(({ arm }) => arm === 'control').length
  const arms = counts.treatedN > 0 && counts.controlN > 0 ? armResults(counts) : null
  const variants = variantRows(test)
  const programme = await programmeOf(attempted, arms?.lift.control_rate ?? undefined, asOf, context, at)
  const spent = costOf(attempted)
  const perIncremental = arms
    ? costPerIncrementalSave(spent, Math.max(1, programme.attempts), arms.lift)
    : null
  const posteriors = await successPosteriors(context, { ...at, asOf })
  const learned = await learn(posteriors, asOf, context)
  const weekly = await weeklyLearning(context, { ...at, asOf }, shownWeeks[asked.detail])
  const alone = posteriors.find(({ untreated }) => untreated !== null)?.untreated ?? null
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
  const hasCost = attempted.some(({ costKnown }) => costKnown)
  const described = describedProgramme(programme, perIncremental, { hasBenefit, hasCost })
  const figures = storedFigures({ arms, variants, described, hasBenefit, n, unit }, say)
  return {
    ...emptyCampaign,
    ...arms,
    ...base,
    status: noOutcome ? ('not_enough_data' as const) : ('ok' as const),
    summary: [
      ...(chosen.names.length > 1 && chosen.name !== null
        ? [say.oneCampaign(chosen.name, chosen.names.slice(0, 6).join(language === 'en' ? ', ' : '、'))]
        : []),
      noOutcome
        ? say.noOutcome
        : arms
          ? liftText(arms, context, say)
          : leftAlone > 0
            ? say.openControl(formats.number(leftAlone, 0))
            : say.noControl,
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
      ...(noOutcome && spent === 0
        ? []
        : [
            say.programme({
              attempts: formats.number(n, 0),
              saves: formats.number(programme.saves, 0),
              rate: formats.percent(programme.successRate.value),
              cost: formats.money(described.total_cost, at.currency),
              roi: formats.percent(described.total_roi),
              perSave: formats.money(described.cost_per_save, at.currency),
              perIncremental: formats.money(described.cost_per_incremental_save, at.currency),
              inTime: described.within_24h.value === null ? '' : formats.percent(described.within_24h.value),
              hasCost,
              repeat: formats.percent(described.repeat_churn.value),
              repeatN: formats.number(described.repeat_churn.n, 0),
            }),
          ]),
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
            alone === null
              ? say.staysAsSaves
              : say.againstUntreated({
                  rate: formats.percent(alone.rate),
                  n: formats.number(alone.n, 0),
                }),
            learned ? say.learned : say.notLearned,
          ]
        : []),
      ...(filledIn > 0
        ? [
            say.filledIn({
              n: formats.number(filledIn, 0),
              days: formats.number(Math.max(fromMembers.days, fromActions.days), 0),
            }),
          ]
        : []),
      ...(unknownTier ? [say.unknownTier] : []),
      ...(segments.length > 0 ? [say.segments] : []),
      ...(qini ? [say.qini] : []),
    ],
    warnings: [
      ...(balance?.mismatch ? [say.mismatch(formats.number(balance.pValue, 6))] : []),
      ...(arms && !arms.lift.sufficient ? [say.tooFew] : []),
      ...(arms || leftAlone > 0 ? [] : [say.noControl]),
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
      ({ strategy, tier, prior, mean, low, high, alpha, beta, successes, n: tried, save, untreated }) => ({
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
        untreated_rate: shortOrNull(untreated?.rate ?? null),
        planning_rate: short(save.mean),
      }),
    ),
    weekly: weekly.map(({ mean, ...row }) => ({ ...row, planning_rate: short(mean) })),
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
