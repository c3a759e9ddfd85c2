import { detectableEffect, sampleSize, testPower } from '../../src/domain/experiments/index.ts'
import { Fault } from '../../src/tool.ts'
import type { FigureDraft, Language, ToolContext } from '../../src/tool.ts'
import { emptyExperiment, experimentFormula } from './experiment-shape.ts'
import type { ExperimentWords } from './experiment-shape.ts'
import { methodName } from '../words/method-names.ts'

export interface SizeQuestion {
  baselineRate: number
  targetRate?: number | undefined
  /** Customers in all arms together. */
  n?: number | undefined
  power: number
  alpha: number
  /** Share left untreated. */
  holdOutShare: number
}

/** The rate to be told from `rate`, kept inside 0 and 1. */
export const targetOf = (rate: number, effect: number | undefined): number | undefined =>
  effect === undefined ? undefined : Math.min(1 - 1e-6, Math.max(1e-6, rate + effect))

/** How many customers the asked effect takes, and what effect the given number can show. */
export function sizeOf({ baselineRate, targetRate, n, power, alpha, holdOutShare }: SizeQuestion) {
  if (!(holdOutShare > 0 && holdOutShare < 1)) {
    throw new Fault('invalid_input', {
      field: 'hold_out_share',
      problem: 'must be above 0 and below 1: a test needs a control',
    })
  }
  const settings = { power, alpha, controlPerTreated: holdOutShare / (1 - holdOutShare) }
  const size = targetRate === undefined ? null : sampleSize({ baselineRate, targetRate, ...settings })
  const treated = n === undefined ? size?.treated : Math.round(n * (1 - holdOutShare))
  if (treated === undefined) {
    throw new Fault('invalid_input', { field: 'inputs.target_rate', problem: 'is needed, or n' })
  }
  const effect =
    treated >= 1 ? detectableEffect({ baselineRate, treated, ...settings }) : { rise: null, fall: null }
  return {
    n_per_arm: size?.perArm ?? (n === undefined ? null : Math.floor(n / 2)),
    n_exact: size?.exact ?? null,
    n_treated: size?.treated ?? treated,
    n_control: size?.control ?? (n === undefined ? null : n - treated),
    detectable_effect: effect.rise,
    detectable_fall: effect.fall,
    achieved_power:
      targetRate === undefined || treated < 1
        ? null
        : testPower({ baselineRate, targetRate, treated, ...settings }),
    baseline_rate: baselineRate,
    target_rate: targetRate ?? null,
    alpha,
    power,
  }
}

export type Size = ReturnType<typeof sizeOf>

export const sizeMethod = (holdOutShare: number, size: Size, language: Language) => ({
  name: methodName('sampleSize', language),
  formula_id: experimentFormula,
  parameters: { alpha: size.alpha, power: size.power, hold_out_share: holdOutShare },
})

export function sizeFigures(
  size: Size,
  say: ExperimentWords,
  badge: 'assumed' | 'measured' = 'assumed',
): FigureDraft[] {
  return [
    {
      path: 'n_per_arm',
      name: say.figures.perArm,
      value: size.n_per_arm,
      unit: 'customers',
      badge: 'modelled',
    },
    {
      path: 'detectable_effect',
      name: say.figures.detectable,
      value: size.detectable_effect,
      unit: 'fraction',
      badge: 'modelled',
    },
    { path: 'baseline_rate', name: say.figures.baseline, value: size.baseline_rate, unit: 'fraction', badge },
  ]
}

/** The calculator: sizes only; nothing is read from the store and nobody is assigned. */
export function designDirect(question: SizeQuestion, context: ToolContext, say: ExperimentWords) {
  const size = sizeOf(question)
  const { formats } = context
  return {
    ...emptyExperiment,
    ...size,
    summary: say.size({
      baseline: formats.percent(size.baseline_rate),
      target: formats.percent(size.target_rate),
      perArm: formats.number(size.n_per_arm, 0),
      treated: formats.number(size.n_treated, 0),
      control: formats.number(size.n_control, 0),
      equal: question.holdOutShare === 0.5,
      byTarget: size.n_exact !== null,
      detectable: formats.points(size.detectable_effect, 2),
      power: formats.percent(size.power),
      alpha: formats.percent(size.alpha),
    }),
    figures: sizeFigures(size, say),
    method: sizeMethod(question.holdOutShare, size, context.language),
    assumptions: [say.oneLook],
    suggested_actions: [{ tool: 'measure_campaign', why: say.measureNext }],
  }
}
