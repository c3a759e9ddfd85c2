import type { MissingOutcomes } from '../../src/domain/experiments/index.ts'
import type { Reached } from '../../src/analysis/campaign-integrity.ts'
import type { RatioCheck } from '../../src/analysis/campaign-balance.ts'
import type { ToolContext } from '../../src/tool.ts'
import { liftText } from './campaign-direct.ts'
import type { ArmResults } from './campaign-direct.ts'
import type { describedProgramme, VariantRow } from './campaign-programme.ts'
import type { CampaignWords } from './campaign-shape.ts'
import { checkWords } from '../words/campaign-checks.ts'

/** What was found of a stored campaign, for its words. */
export interface Told {
  arms: ArmResults | null
  variants: readonly VariantRow[]
  described: ReturnType<typeof describedProgramme>
  currency: string | null
  hasCost: boolean
  /** Name of the campaign measured, and of all on record. */
  name: string | null
  names: readonly string[]
  leftAlone: number
  /** Several variants and none that says it was left alone. */
  unnamedArms: boolean
  noOutcome: boolean
  spent: number
  attempts: number
  open: number
  balance: RatioCheck | null
  reached: Reached | null
  missing: MissingOutcomes | null
  repeated: number
  inTwoArms: number
  /** Columns that could hold the outcome. */
  candidates: readonly string[]
  /** Day until which a designed test still runs; `null` where it is over or was not designed here. */
  runsUntil: string | null
}

export function campaignSummary(told: Told, context: ToolContext, say: CampaignWords): string {
  const { formats, language } = context
  const { arms, variants, described, currency } = told
  const count = (value: number): string => formats.number(value, 0)
  const best = variants
    .filter(({ lift }) => lift !== null)
    .toSorted((one, two) => (two.lift ?? 0) - (one.lift ?? 0))[0]
  const list = (names: readonly string[]): string => names.join(language === 'en' ? ', ' : '、')
  const lift = told.noOutcome
    ? [say.noOutcome, ...(told.candidates.length > 0 ? [say.couldBeOutcome(list(told.candidates))] : [])]
    : arms
      ? [liftText(arms, context, say)]
      : [
          told.leftAlone > 0 ? say.openControl(count(told.leftAlone)) : say.noControl,
          ...(told.unnamedArms
            ? [say.nameControl(list(variants.slice(0, 6).map(({ variant }) => variant)))]
            : []),
        ]
  return [
    ...(told.names.length > 1 && told.name !== null
      ? [say.oneCampaign(told.name, list(told.names.slice(0, 6)))]
      : []),
    ...lift,
    ...(arms && best && variants.length > 1
      ? [say.bestVariant({ variant: best.variant, lift: formats.points(best.lift) })]
      : []),
    ...variants
      .filter(variant => variant.harmful)
      .map(row =>
        variants.length > 1
          ? say.harmfulVariant({
              variant: row.variant,
              lift: formats.points(row.lift),
              low: formats.points(row.low),
              high: formats.points(row.high),
            })
          : say.harmfulWhole,
      ),
    ...(told.noOutcome
      ? told.spent > 0
        ? [
            say.spentSoFar({
              attempts: count(told.attempts),
              cost: formats.money(described.total_cost, currency),
            }),
          ]
        : []
      : [
          say.programme({
            attempts: count(told.attempts),
            open:
              described.success_rate.n < told.attempts ? count(told.attempts - described.success_rate.n) : '',
            saves: count(described.saves),
            rate: formats.percent(described.success_rate.value),
            cost: formats.money(described.total_cost, currency),
            roi: described.total_roi === null ? '' : formats.percent(described.total_roi),
            perSave: formats.money(described.cost_per_save, currency),
            perIncremental:
              described.cost_per_incremental_save === null
                ? ''
                : formats.money(described.cost_per_incremental_save, currency),
            inTime: described.within_24h.value === null ? '' : formats.percent(described.within_24h.value),
            hasCost: told.hasCost,
            repeat: formats.percent(described.repeat_churn.value),
            repeatN: count(described.repeat_churn.n),
          }),
        ]),
    ...(described.incremental_roi === null
      ? []
      : [
          say.incrementalRoi({
            roi: formats.percent(described.incremental_roi),
            low: formats.percent(described.incremental_roi_low),
            high: formats.percent(described.incremental_roi_high),
          }),
        ]),
  ].join(language === 'en' ? ' ' : '')
}

/** The check of the arms' sizes, with what they were held against. */
export const ratioRow = (
  balance: RatioCheck | null,
  plan: { controlShare: number } | null,
  context: ToolContext,
) =>
  balance && {
    p_value: balance.pValue,
    mismatch: balance.mismatch,
    planned:
      plan === null
        ? context.say(checkWords).planned[balance.planned]
        : context.formats.percent(plan.controlShare),
  }

/** What speaks against trusting the lift. */
export function campaignWarnings(told: Told, context: ToolContext, say: CampaignWords): string[] {
  const { formats } = context
  const checks = context.say(checkWords)
  const { arms, balance, reached, missing } = told
  const count = (value: number): string => formats.number(value, 0)
  const shown = (p: number | null): string =>
    p === null ? '–' : p < 0.0001 ? `< ${formats.number(0.0001, 4)}` : `= ${formats.number(p, 4)}`
  return [
    ...(balance?.mismatch ? [checks.mismatch[balance.planned](shown(balance.pValue))] : []),
    ...(reached && reached.control > 0
      ? [
          checks.contaminated({
            n: count(reached.control),
            of: count(reached.controlN),
            share: formats.percent(reached.control / reached.controlN),
          }),
        ]
      : []),
    ...(reached?.effect
      ? [
          checks.effectReached({
            treated: formats.percent(reached.treated / reached.treatedN),
            control: formats.percent(reached.control / reached.controlN),
            effect: formats.points(reached.effect.value),
            low: formats.points(reached.effect.low),
            high: formats.points(reached.effect.high),
          }),
        ]
      : []),
    ...(told.inTwoArms > 0 ? [checks.inTwoArms(count(told.inTwoArms))] : []),
    ...(told.repeated > 0 ? [checks.repeated(count(told.repeated))] : []),
    ...(arms && !arms.lift.sufficient ? [say.tooFew] : []),
    ...(arms || told.leftAlone > 0 ? [] : [say.noControl]),
    ...(told.open > 0 ? [say.attrition(count(told.open))] : []),
    ...(missing?.pValue !== null && missing && missing.pValue < 0.01
      ? [
          checks.unevenlyMissing({
            treated: count(missing.treated),
            control: count(missing.control),
            p: shown(missing.pValue),
            low: formats.points(missing.lowest),
            high: formats.points(missing.highest),
          }),
        ]
      : []),
    ...(told.runsUntil === null ? [] : [checks.stillRuns(formats.day(told.runsUntil))]),
  ]
}
