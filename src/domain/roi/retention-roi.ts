import { Fault } from '../../fault.ts'
import { clvByFormula, clvDefaults } from '../clv/formula.ts'
import { requireNotNegative, requireRate } from '../guards.ts'
import { decideOn, documentThresholds } from './decide.ts'
import type { Decision, RoiThresholds } from './decide.ts'

/** Money in one currency, rates 0 to 1. Give `clv`, or what the formula needs; `cost`, or its three parts. */
export interface RoiInputs {
  clv?: number | undefined
  monthlyRevenue?: number | undefined
  lifetimeMonths?: number | undefined
  grossMargin?: number | undefined
  acquisitionCost?: number | undefined
  /** Forward CLV, the value lost when the customer leaves; `clv` unless given. */
  forwardClv?: number | undefined
  cost?: number | undefined
  /** Contact cost: always paid. */
  marketing?: number | undefined
  /** Paid on acceptance, also by customers who would have stayed. */
  offer?: number | undefined
  labour?: number | undefined
  /** Share that takes the offer; 1 unless given. */
  acceptance?: number | undefined
  /** P(stays | treated, would have left); with a control, the stay rate of the treated. */
  successRate: number
  churnProbability?: number | undefined
  /** Stay rate of the untreated control; turns the gain into a difference of stay rates. */
  stayRateUntreated?: number | undefined
}

export interface RoiBlock {
  /** Money gained on average per customer treated. */
  gain: number
  cost: number
  /** (gain − cost)/cost; `null` with a reason when nothing is spent. */
  roi: number | null
  reason?: string
  decision: Decision
}

export interface BreakEven {
  /** Success rate at ROI 0, 50 and 100 %; above 1 where no success rate would do. */
  successRate: number | null
  successRateFor50: number | null
  successRateFor100: number | null
  churnProbability: number | null
  /** Highest spend that still brings the consider line (1.5 back for 1). */
  maxSpend: number
  /** The names above whose value exceeds 1 and can therefore not be reached. */
  outOfReach: string[]
}

export interface RetentionRoi {
  framework: RoiBlock & { clv: number; churnCost: number; breakEven: BreakEven }
  incremental: RoiBlock & {
    valueLost: number
    basis: 'churn_probability' | 'control'
    churnProbability: number | null
    badge: 'modelled' | 'assumed' | 'measured'
    breakEven: BreakEven
    byChurnProbability: { churnProbability: number; roi: number | null; decision: Decision }[]
    replacementCost: number
  }
  /** The block that decides. */
  decisionUses: 'incremental'
  warnings: string[]
}

const probabilitiesShown = [0.3, 0.5, 0.7, 0.9]

/** What both views are made of, checked. */
function moneyOf(inputs: RoiInputs) {
  const { clv, churnCost, acquisitionCost } = valueOf(inputs)
  const costs = costsOf(inputs)
  const success = requireRate('success_rate', inputs.successRate)
  const valueLost = requireNotNegative('forward_clv', inputs.forwardClv ?? clv)
  const stay = inputs.stayRateUntreated
  if (stay !== undefined) requireRate('stay_rate_untreated', stay)
  const given = inputs.churnProbability
  if (given !== undefined) requireRate('churn_probability', given)
  const chance = stay === undefined ? (given ?? 1) : 1
  const gain = stay === undefined ? chance * success * valueLost : (success - stay) * valueLost
  return { clv, churnCost, acquisitionCost, costs, success, valueLost, chance, gain }
}

const roiOf = (gain: number, cost: number): number | null => (cost === 0 ? null : (gain - cost) / cost)

/** The two ROI of `retentionRoi` and nothing around them, for the thousands of draws of a simulation. */
export function bothRoi(inputs: RoiInputs): { framework: number | null; incremental: number | null } {
  const { success, churnCost, gain, costs } = moneyOf(inputs)
  return {
    framework: roiOf(success * churnCost, costs.framework),
    incremental: roiOf(gain, costs.incremental),
  }
}

/** Framework and incremental ROI of one retention action (METHODS 1). */
export function retentionRoi(
  inputs: RoiInputs,
  thresholds: RoiThresholds = documentThresholds,
): RetentionRoi {
  const { clv, churnCost, acquisitionCost, costs, success, valueLost, chance, gain } = moneyOf(inputs)
  const warnings: string[] = []
  const stay = inputs.stayRateUntreated
  const control = stay !== undefined
  const given = inputs.churnProbability
  if (control && given !== undefined) warnings.push('churn_probability_not_used_with_control')
  if (!control && given === undefined) warnings.push('churn_probability_assumed_one')
  if (control && success < stay) warnings.push('treatment_below_control')
  const churnProbability = control ? null : (given ?? 1)

  const line = 1 + thresholds.consider
  const framework = blockOf(success * churnCost, costs.framework, thresholds)
  const incremental = blockOf(gain, costs.incremental, thresholds)
  const needed = (back: number) =>
    control
      ? ratio(costs.incremental * back, valueLost, stay)
      : ratio(costs.incremental * back, chance * valueLost)

  return {
    framework: {
      clv,
      churnCost,
      ...framework,
      breakEven: withReach({
        successRate: ratio(costs.framework, churnCost),
        successRateFor50: ratio(costs.framework * 1.5, churnCost),
        successRateFor100: ratio(costs.framework * 2, churnCost),
        churnProbability: null,
        maxSpend: (success * churnCost) / line,
      }),
    },
    incremental: {
      valueLost,
      basis: control ? 'control' : 'churn_probability',
      churnProbability,
      badge: control ? 'measured' : 'assumed',
      ...incremental,
      breakEven: withReach({
        successRate: needed(1),
        successRateFor50: needed(1.5),
        successRateFor100: needed(2),
        churnProbability: control ? null : ratio(costs.incremental, success * valueLost),
        maxSpend: Math.max(0, gain) / line,
      }),
      byChurnProbability: control
        ? []
        : probabilitiesShown.map(probability => {
            const { roi, decision } = blockOf(
              probability * success * valueLost,
              costs.incremental,
              thresholds,
            )
            return { churnProbability: probability, roi, decision }
          }),
      replacementCost: acquisitionCost,
    },
    decisionUses: 'incremental',
    warnings,
  }
}

/** CLV, CAC and churn cost of the inputs: `clv` as given, else by the formula. */
export function valueOf(inputs: RoiInputs): { clv: number; acquisitionCost: number; churnCost: number } {
  const acquisitionCost = requireNotNegative(
    'acquisition_cost',
    inputs.acquisitionCost ?? clvDefaults.acquisitionCost,
  )
  if (inputs.clv !== undefined) {
    const clv = requireNotNegative('clv', inputs.clv)
    return { clv, acquisitionCost, churnCost: clv + acquisitionCost }
  }
  const { monthlyRevenue, lifetimeMonths, grossMargin } = inputs
  if (monthlyRevenue === undefined || lifetimeMonths === undefined) {
    const field = monthlyRevenue === undefined ? 'monthly_revenue' : 'lifetime_months'
    throw new Fault('invalid_input', { field, problem: 'is needed, or clv' })
  }
  const { clv, churnCost } = clvByFormula({
    monthlyRevenue,
    lifetimeMonths,
    acquisitionCost,
    grossMargin: grossMargin ?? clvDefaults.grossMargin,
  })
  return { clv, acquisitionCost, churnCost }
}

/** What is spent per customer: all of it in the framework, the offer by acceptance in the incremental view. */
export function costsOf(inputs: RoiInputs): { framework: number; incremental: number } {
  const parts = [inputs.marketing, inputs.offer, inputs.labour]
  if (inputs.cost !== undefined) {
    if (parts.some(part => part !== undefined)) {
      throw new Fault('invalid_input', { field: 'cost', problem: 'excludes marketing, offer and labour' })
    }
    const cost = requireNotNegative('cost', inputs.cost)
    return { framework: cost, incremental: cost }
  }
  if (parts.every(part => part === undefined)) {
    throw new Fault('invalid_input', { field: 'cost', problem: 'is needed, or marketing, offer and labour' })
  }
  const marketing = requireNotNegative('marketing', inputs.marketing ?? 0)
  const offer = requireNotNegative('offer', inputs.offer ?? 0)
  const labour = requireNotNegative('labour', inputs.labour ?? 0)
  const acceptance = requireRate('acceptance', inputs.acceptance ?? 1)
  return { framework: marketing + offer + labour, incremental: marketing + labour + offer * acceptance }
}

function blockOf(gain: number, cost: number, thresholds: RoiThresholds): RoiBlock {
  if (cost === 0) {
    return { gain, cost, roi: null, reason: 'nothing_is_spent', decision: decideOn(gain, cost, thresholds) }
  }
  return { gain, cost, roi: roiOf(gain, cost), decision: decideOn(gain, cost, thresholds) }
}

const ratio = (part: number, whole: number, offset = 0): number | null =>
  whole > 0 ? part / whole + offset : null

function withReach(numbers: Omit<BreakEven, 'outOfReach'>): BreakEven {
  const rates = ['successRate', 'successRateFor50', 'successRateFor100', 'churnProbability'] as const
  return { ...numbers, outOfReach: rates.filter(name => (numbers[name] ?? 0) > 1 + 1e-12) }
}
