import {
  compareArms,
  costPerIncrementalSave,
  liftOf,
  sequentialReading,
} from '../../src/domain/experiments/index.ts'
import type { ArmCounts } from '../../src/domain/experiments/index.ts'
import { Fault } from '../../src/tool.ts'
import type { FigureDraft, Language, ToolContext } from '../../src/tool.ts'
import { campaignFormula, emptyCampaign } from './campaign-shape.ts'
import type { CampaignWords } from './campaign-shape.ts'
import { methodName } from '../words/method-names.ts'

export interface DirectCampaign {
  treated_n?: number | undefined
  treated_successes?: number | undefined
  control_n?: number | undefined
  control_successes?: number | undefined
  total_cost?: number | undefined
  currency?: string | undefined
}

/** The effect the sequential reading is tuned to where no design says otherwise. */
export const usualTau = 0.05

/** Lift, its test, the Bayesian comparison and the sequential reading of two arms. */
export function armResults(counts: ArmCounts, tau = usualTau) {
  const lift = liftOf(counts)
  const bayes = compareArms(counts)
  const sequential = sequentialReading(counts, tau)
  return {
    lift: {
      value: lift.value,
      low: lift.low,
      high: lift.high,
      z: lift.z,
      p_value: lift.pValue,
      relative: lift.relative,
      treated_rate: lift.treated.value,
      control_rate: lift.control.value,
      treated_n: counts.treatedN,
      control_n: counts.controlN,
      harmful: lift.harmful,
      sufficient: lift.sufficient,
    },
    probability_better: bayes.probabilityBetter,
    expected_loss: {
      choosing_treated: bayes.expectedLossTreated,
      choosing_control: bayes.expectedLossControl,
    },
    sequential: {
      always_valid_p: sequential.alwaysValidP,
      low: sequential.low,
      high: sequential.high,
      stop: sequential.stop,
      tau: sequential.tau,
    },
  }
}

export type ArmResults = ReturnType<typeof armResults>

export function liftFigures(
  { lift, probability_better: better }: ArmResults,
  say: CampaignWords,
): FigureDraft[] {
  const n = lift.treated_n + lift.control_n
  return [
    {
      path: 'lift/value',
      name: say.figures.lift,
      value: lift.value,
      unit: 'fraction',
      badge: 'measured',
      low: lift.low,
      high: lift.high,
      n,
    },
    {
      path: 'lift/treated_rate',
      name: say.figures.treated,
      value: lift.treated_rate,
      unit: 'fraction',
      badge: 'measured',
      n: lift.treated_n,
    },
    {
      path: 'lift/control_rate',
      name: say.figures.control,
      value: lift.control_rate,
      unit: 'fraction',
      badge: 'measured',
      n: lift.control_n,
    },
    {
      path: 'lift/p_value',
      name: say.figures.pValue,
      value: lift.p_value,
      unit: 'ratio',
      badge: 'measured',
      n,
    },
    {
      path: 'probability_better',
      name: say.figures.better,
      value: better,
      unit: 'probability',
      badge: 'modelled',
      n,
    },
  ]
}

export function liftText(
  { lift, probability_better: better }: ArmResults,
  { formats }: ToolContext,
  say: CampaignWords,
): string {
  return say.lift({
    treated: formats.percent(lift.treated_rate),
    treatedN: formats.number(lift.treated_n, 0),
    control: formats.percent(lift.control_rate),
    controlN: formats.number(lift.control_n, 0),
    lift: formats.points(lift.value),
    low: formats.points(lift.low),
    high: formats.points(lift.high),
    p:
      lift.p_value !== null && lift.p_value < 0.0001
        ? `< ${formats.number(0.0001, 4)}`
        : `= ${formats.number(lift.p_value, 4)}`,
    // A finite sample is never sure.
    better:
      better > 0.9995
        ? `> ${formats.percent(0.999)}`
        : better < 0.0005
          ? `< ${formats.percent(0.001)}`
          : formats.percent(better),
  })
}

/** The reading that holds however often one looks, for the words. */
export const sequentialFacts = ({ sequential }: ArmResults, { formats }: ToolContext) => ({
  stop: sequential.stop,
  low: formats.points(sequential.low),
  high: formats.points(sequential.high),
  tau: formats.points(sequential.tau),
})

/** What liftOf and its kin stand on. */
export const liftMethod = (language: Language) => ({
  name: methodName('campaign', language),
  formula_id: campaignFormula,
  parameters: { confidence: 0.95, prior: 'Beta(1,1) for both arms', tau: usualTau },
})

const needed = (
  inputs: DirectCampaign,
  field: 'treated_n' | 'treated_successes' | 'control_n' | 'control_successes',
): number => {
  const given = inputs[field]
  if (given === undefined)
    throw new Fault('invalid_input', { field: `inputs.${field}`, problem: 'is needed' })
  return given
}

/** Lift from the counts of two arms; nothing is read from the store. */
export function measureDirect(inputs: DirectCampaign, context: ToolContext, say: CampaignWords) {
  const counts = {
    treatedN: needed(inputs, 'treated_n'),
    treatedSuccesses: needed(inputs, 'treated_successes'),
    controlN: needed(inputs, 'control_n'),
    controlSuccesses: needed(inputs, 'control_successes'),
  }
  const arms = armResults(counts)
  const { formats } = context
  const currency = inputs.currency ?? null
  const cost = inputs.total_cost
  const perSave = cost === undefined ? null : costPerIncrementalSave(cost, counts.treatedN, arms.lift)
  return {
    ...emptyCampaign,
    ...arms,
    summary: [
      liftText(arms, context, say),
      ...(perSave === null ? [] : [say.costPerSave(formats.money(perSave.value, currency))]),
      ...(arms.lift.harmful ? [say.harmfulWhole] : []),
    ].join(context.language === 'en' ? ' ' : ''),
    figures: liftFigures(arms, say),
    method: liftMethod(context.language),
    assumptions: [say.independent, say.sequential(sequentialFacts(arms, context))],
    warnings: arms.lift.sufficient ? [] : [say.tooFew],
    suggested_actions: [
      {
        tool: 'design_experiment',
        why: say.designNext,
        arguments: {
          inputs: { baseline_rate: arms.lift.control_rate, n: counts.treatedN + counts.controlN },
        },
      },
    ],
    currency,
    programme:
      cost === undefined || perSave === null
        ? null
        : {
            attempts: counts.treatedN,
            saves: counts.treatedSuccesses,
            success_rate: { value: arms.lift.treated_rate, low: null, high: null, n: counts.treatedN },
            total_cost: cost,
            total_benefit: null,
            total_roi: null,
            incremental_roi: null,
            incremental_roi_low: null,
            incremental_roi_high: null,
            cost_per_save: counts.treatedSuccesses > 0 ? cost / counts.treatedSuccesses : null,
            cost_per_incremental_save: perSave.value,
            cost_per_incremental_save_low: perSave.low,
            cost_per_incremental_save_high: perSave.high,
            protection_rate: null,
            response_rate: nothing,
            within_24h: nothing,
            median_hours: null,
            high_tier_save_rate: nothing,
            satisfaction: null,
            satisfaction_n: 0,
            repeat_churn: nothing,
          },
  }
}

const nothing = { value: null, low: null, high: null, n: 0 }
