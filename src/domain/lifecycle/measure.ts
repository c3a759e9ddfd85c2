import { requireFinite, requireNotNegative, requireRate } from '../guards.ts'
import { ratioOr } from '../maybe-number.ts'
import type { MaybeNumber } from '../maybe-number.ts'

/** (before − after)/before: 1,000 → 800 is 20 %. */
export const savingRate = (before: number, after: number): MaybeNumber =>
  ratioOr(
    requireNotNegative('cost_before', before) - requireNotNegative('cost_after', after),
    before,
    'cost_before_is_zero',
  )

/**
 * Programme ROI = (total benefit − investment)/investment. A net gain already has the investment taken off;
 * `basis` says which of the two was given.
 */
export function programmeRoi(inputs: {
  investment: number
  totalBenefit?: number | undefined
  netGain?: number | undefined
}): MaybeNumber & { basis: 'total_benefit' | 'net_gain' } {
  const investment = requireNotNegative('investment', inputs.investment)
  if (inputs.netGain !== undefined && inputs.totalBenefit === undefined) {
    const gain = requireFinite('net_gain', inputs.netGain)
    return { ...ratioOr(gain, investment, 'investment_is_zero'), basis: 'net_gain' }
  }
  const benefit = requireFinite('total_benefit', inputs.totalBenefit ?? Number.NaN)
  return { ...ratioOr(benefit - investment, investment, 'investment_is_zero'), basis: 'total_benefit' }
}

export interface MeasureInputs {
  /** Step 1, plan: the saving aimed at, as a share of the cost before. */
  targetSaving: number
  scope: string
  method: string
  startsOn: string
  endsOn: string
  /** Step 2, collect: cost per comparable period before and after. */
  costBefore: number
  costAfter: number
  investment?: number | undefined
  /** The same two figures where the measure was not applied: takes out what would have happened anyway. */
  comparison?: { costBefore: number; costAfter: number } | undefined
  /** Share of the plan that was carried out, 0 to 1. */
  executedShare?: number | undefined
}

export interface MeasureRecord {
  plan: { targetSaving: number; scope: string; method: string; startsOn: string; endsOn: string }
  collected: {
    costBefore: number
    costAfter: number
    comparison: { costBefore: number; costAfter: number } | null
  }
  analysis: {
    saving: number
    savingRate: MaybeNumber
    /** Saving beyond the comparison's own change; `null` without one. */
    adjustedSaving: number | null
    roi: MaybeNumber | null
  }
  interpretation: {
    goalMet: boolean
    /** Where to look when it was missed. */ missedBy: 'execution' | 'design' | null
  }
  improvement: 'keep' | 'complete_execution' | 'redesign'
}

/** A plan counts as carried out from this share on; below it a missed goal says nothing about the design. */
const executedEnough = 0.8

/** Before/after evaluation of a measure in five steps: plan, collect, analyse, interpret, improve (DOMAIN 3). */
export function evaluateMeasure(inputs: MeasureInputs): MeasureRecord {
  const { costBefore, costAfter, comparison } = inputs
  const target = requireRate('target_saving', inputs.targetSaving)
  const executed = requireRate('executed_share', inputs.executedShare ?? 1)
  const plain = savingRate(costBefore, costAfter)
  const drift = comparison && comparison.costBefore > 0 ? comparison.costAfter / comparison.costBefore : null
  const saving = costBefore - costAfter
  const adjustedSaving = drift === null ? null : costBefore * drift - costAfter
  const counted = adjustedSaving ?? saving
  const goalMet = costBefore > 0 && counted / costBefore >= target - 1e-9
  const missedBy = goalMet ? null : executed < executedEnough ? 'execution' : 'design'
  return {
    plan: {
      targetSaving: target,
      scope: inputs.scope,
      method: inputs.method,
      startsOn: inputs.startsOn,
      endsOn: inputs.endsOn,
    },
    collected: { costBefore, costAfter, comparison: comparison ?? null },
    analysis: {
      saving,
      savingRate: plain,
      adjustedSaving,
      roi:
        inputs.investment === undefined
          ? null
          : programmeRoi({ investment: inputs.investment, totalBenefit: counted }),
    },
    interpretation: { goalMet, missedBy },
    improvement: goalMet ? 'keep' : missedBy === 'execution' ? 'complete_execution' : 'redesign',
  }
}

/** A figure of a measure, before and after, and how far it was meant to move. */
export interface MeasureGoal {
  figure: string
  before: number | null
  after: number | null
  /** `relative`: share of the value before; `points`: difference in the figure's own unit. */
  as: 'relative' | 'points'
  /** What is better: a cost falls, satisfaction rises. */
  better: 'lower' | 'higher'
  /** How far it was to move the better way, 0 or more. */
  target: number
}

export interface JudgedGoal extends MeasureGoal {
  /** How far it moved the better way; `null` where one of the two values is missing. */
  reached: number | null
  met: boolean | null
}

/**
 * Step 4 of the record: each goal met or not. Where one was missed, a plan carried out to less than 80 % says nothing about
 * the design; `missedBy` is `null` when all were met or none could be judged.
 */
export function judgeGoals(
  goals: readonly MeasureGoal[],
  executedShare = 1,
): { goals: JudgedGoal[]; goalMet: boolean | null; missedBy: 'execution' | 'design' | null } {
  const executed = requireRate('executed_share', executedShare)
  const judged = goals.map((goal): JudgedGoal => {
    const { before, after, as, better } = goal
    if (before === null || after === null || (as === 'relative' && before === 0))
      return { ...goal, reached: null, met: null }
    const moved = better === 'lower' ? before - after : after - before
    const reached = as === 'relative' ? moved / Math.abs(before) : moved
    return { ...goal, reached, met: reached >= goal.target - 1e-9 }
  })
  const known = judged.filter(({ met }) => met !== null)
  if (known.length === 0) return { goals: judged, goalMet: null, missedBy: null }
  const goalMet = known.every(({ met }) => met)
  return {
    goals: judged,
    goalMet,
    missedBy: goalMet ? null : executed < executedEnough ? 'execution' : 'design',
  }
}
