import { armBalance } from '../../src/analysis/campaign-balance.ts'
import { plannedTest } from '../../src/analysis/campaign-design.ts'
import { missingByArm, reachedMembers } from '../../src/analysis/campaign-integrity.ts'
import {
  campaignMembers,
  followedUntil,
  outcomeCandidates,
  retentionActions,
} from '../../src/analysis/campaign-members.ts'
import type { CampaignMember } from '../../src/analysis/campaign-members.ts'
import { oncePerCustomer } from '../../src/analysis/campaign-members-once.ts'
import { withOutcomes } from '../../src/analysis/campaign-outcomes.ts'
import { strategyRanges, successPosteriors } from '../../src/analysis/campaign-posteriors.ts'
import { weeklyLearning } from '../../src/analysis/campaign-weeks.ts'
import { crossFittedQini, moneyLift, segmentLifts } from '../../src/analysis/campaign-uplift.ts'
import { observe } from '../../src/analysis/observe.ts'
import { short } from '../../src/analysis/plan-money.ts'
import { addDays, dayNumber } from '../../src/domain/days.ts'
import { costPerIncrementalSave } from '../../src/domain/experiments/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import { armResults, liftMethod, sequentialFacts, usualTau } from './campaign-direct.ts'
import { storedFigures } from './campaign-figures.ts'
import { incrementalRoi } from './campaign-money.ts'
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
import { missingRow, posteriorRows, reachedRow, segmentRows } from './campaign-rows.ts'
import { armsNamed, costing, ownStrategies } from './campaign-given.ts'
import { campaignSummary, campaignWarnings, ratioRow } from './campaign-text.ts'
import type { Told } from './campaign-text.ts'

export interface StoredCampaign {
  campaign?: string | undefined
  period?: { from?: string | undefined; to?: string | undefined } | undefined
  control_share?: number | undefined
  /** Name of the variant that was left alone. */
  control?: string | undefined
  /** Cost of the whole campaign, where its members carry none. */
  total_cost?: number | undefined
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
    armsNamed(await campaignMembers(context, everything), asked.control),
    armsNamed(await retentionActions(context, everything), asked.control),
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
  const once = fromLog ? { members: logged, repeated: 0, inTwoArms: 0 } : oncePerCustomer(chosen.members)
  const test = once.members
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
  const planned = await plannedTest(context, chosen.name)
  const tau = planned?.tau ?? usualTau
  const arms = counts.treatedN > 0 && counts.controlN > 0 ? armResults(counts, tau) : null
  const variants = variantRows(test)
  const programme = await programmeOf(attempted, arms?.lift.control_rate ?? undefined, asOf, context, at)
  const spent = asked.total_cost ?? costOf(attempted)
  const perIncremental = arms
    ? costPerIncrementalSave(spent, Math.max(1, programme.attempts), arms.lift)
    : null
  const posteriors = await successPosteriors(context, { ...at, asOf })
  const learned = await learn(posteriors, asOf, context)
  const weekly = await weeklyLearning(
    context,
    { ...at, asOf },
    shownWeeks[asked.detail],
    asked.detail === 'full',
  )
  const alone = posteriors.find(({ untreated }) => untreated !== null)?.untreated ?? null
  const plan =
    asked.control_share !== undefined
      ? ({ controlShare: asked.control_share, from: 'given' } as const)
      : planned
        ? ({ controlShare: planned.controlShare, from: 'design' } as const)
        : null
  const balance = armBalance(test, source.rows, plan)
  const segments = arms ? segmentLifts(test, source.rows) : []
  const qini = arms ? crossFittedQini(test, source.rows) : null
  const money = arms ? moneyLift(test, source.rows) : null
  const { formats, language } = context
  const open = test.filter(({ retained }) => retained === null).length
  const hasBenefit = attempted.some(({ revenueSaved }) => revenueSaved !== null)
  const unknownTier = posteriors.some(({ tier }) => tier === 'any')
  const noOutcome = counts.treatedN + counts.controlN === 0
  const n = attempted.length
  const unit = at.currency ?? 'money'
  const hasCost = asked.total_cost !== undefined || attempted.some(({ costKnown }) => costKnown)
  const margin = context.settings.values.gross_margin
  const described = describedProgramme(
    asked.total_cost === undefined ? programme : costing(programme, asked.total_cost),
    perIncremental,
    { hasBenefit, hasCost },
    hasCost ? incrementalRoi(money, attempted, spent, margin) : null,
  )
  const figures = storedFigures({ arms, variants, described, hasBenefit, n, unit }, say)
  const acted = new Set(
    fromLog ? [] : actions.members.flatMap(member => (member.arm === 'treated' ? [member.customerId] : [])),
  )
  const lastTreated = followedUntil(test.map(member => ({ ...member, churnedAgainOn: null })))
  const end = planned && lastTreated ? addDays(lastTreated, planned.windowDays) : null
  const unnamedArms = leftAlone === 0 && variants.length > 1 && test.every(({ variant }) => variant !== null)
  const told: Told = {
    arms,
    variants,
    described,
    currency: at.currency,
    hasCost,
    name: chosen.name,
    names: chosen.names,
    leftAlone,
    unnamedArms,
    noOutcome,
    spent,
    attempts: n,
    open,
    balance,
    reached: reachedMembers(test, acted),
    missing: missingByArm(test),
    repeated: once.repeated,
    inTwoArms: once.inTwoArms,
    candidates: noOutcome ? outcomeCandidates(source.rows) : [],
    runsUntil: end !== null && end > at.asOf && end > asOf ? end : null,
  }
  const known = new Set(strategyRanges(context).map(({ name }) => name))
  const own = [...new Set(posteriors.map(({ strategy }) => strategy))].filter(name => !known.has(name))
  const { reached, missing } = told
  return {
    ...emptyCampaign,
    ...arms,
    ...base,
    status: noOutcome ? ('not_enough_data' as const) : ('ok' as const),
    summary: campaignSummary(told, context, say),
    figures,
    method: {
      ...liftMethod(context.language),
      parameters: {
        ...liftMethod(context.language).parameters,
        campaign: chosen.name,
        repeat_window_days: repeatWindowDays,
        target_hours: hoursInDay,
        control_share: plan?.controlShare ?? null,
        tau,
        ...(described.incremental_roi === null ? {} : { gross_margin: margin }),
      },
    },
    assumptions: [
      say.independent,
      ...(arms ? [say.sequential(sequentialFacts(arms, context))] : []),
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
      ...(qini ? [qini.coefficient > 0 ? say.qini : `${say.qini}${say.qiniFlat}`] : []),
      ...(own.length > 0 ? [say.ownStrategies(own.slice(0, 6).join(language === 'en' ? ', ' : '、'))] : []),
    ],
    warnings: campaignWarnings(told, context, say),
    suggested_actions: [
      ...(unnamedArms
        ? [
            {
              tool: 'measure_campaign',
              why: say.controlNext,
              arguments: { control: variants[0]?.variant ?? '' },
            },
          ]
        : []),
      ...(own.length > 0
        ? [
            {
              tool: 'configure',
              why: say.strategiesNext,
              arguments: { set: { strategies: ownStrategies(attempted, own) } },
            },
          ]
        : []),
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
    sample_ratio: ratioRow(balance, plan, context),
    variants,
    reached: reachedRow(reached),
    missing: missingRow(missing),
    programme: described,
    money: money
      ? { value: money.value, low: money.low, high: money.high, p_value: money.pValue, field: money.field }
      : null,
    posteriors: posteriorRows(posteriors),
    weekly: weekly.map(({ mean, prior, ...row }) => ({
      ...row,
      prior_rate: short(prior),
      planning_rate: short(mean),
    })),
    segments: segmentRows(segments, shownSegments[asked.detail]),
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
