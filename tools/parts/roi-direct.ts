import { formulaId } from './formula-ids.ts'
import {
  atMeans,
  documentCaps,
  documentStrategies,
  documentTiers,
  retentionRoi,
  roiTornado,
  simulateRoi,
  spendCap,
  valueTier,
} from '../../src/domain/roi/index.ts'
import type { RoiDistributions, RoiInputs, RoiThresholds, Strategy } from '../../src/domain/roi/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { WordsOf } from './words-of.ts'
import type { words } from '../words/evaluate-retention-roi.ts'

type Range = number | [number, number]

export type RoiWords = WordsOf<typeof words>

export interface DirectRoi {
  inputs: {
    monthly_revenue?: number | undefined
    lifetime_months?: number | undefined
    gross_margin?: number | undefined
    acquisition_cost?: number | undefined
    clv?: number | undefined
    forward_clv?: number | undefined
    cost?: Range | undefined
    marketing?: number | undefined
    offer?: number | undefined
    labour?: number | undefined
    acceptance?: number | undefined
    success_rate?: Range | undefined
    churn_probability?: number | undefined
    stay_rate_untreated?: number | undefined
    currency?: string | undefined
  }
  strategy?: string | StrategyParts | undefined
}

export interface StrategyParts {
  marketing?: number | undefined
  offer?: number | undefined
  labour?: number | undefined
  success_rate?: Range | undefined
}

const seed = 1

/** The named strategies in force: the settings', else the documents' three. */
export function strategiesIn({ settings }: ToolContext): readonly Strategy[] {
  const stored = settings.values.strategies
  if (!stored) return documentStrategies
  return stored.map(
    ({
      name,
      cost_low: costLow,
      cost_high: costHigh,
      success_low: successLow,
      success_high: successHigh,
      tier,
    }) => ({
      name,
      costLow,
      costHigh,
      successLow,
      successHigh,
      tier: tier === 'any' ? 'mid' : tier,
    }),
  )
}

export function strategyNamed(context: ToolContext, name: string): Strategy {
  const known = strategiesIn(context)
  const found = known.find(strategy => strategy.name.toLowerCase() === name.toLowerCase())
  if (found) return found
  throw new Fault('invalid_input', {
    field: 'strategy',
    problem: `there is no strategy named ${name}`,
    choices: known.map(s => s.name),
  })
}

export const thresholdsIn = ({ settings }: ToolContext): RoiThresholds => settings.values.roi_thresholds

const uniform = ([low, high]: [number, number]) => ({ kind: 'uniform' as const, low, high })

/** `successRateFor50` as answers write it: `success_rate_for_50`. */
const snakeName = (name: string): string => name.replace(/[A-Z]|\d+/g, part => `_${part.toLowerCase()}`)

/** A rate above 1 cannot be reached: `null`, and its name stands in `out_of_reach`. */
const reachable = (rate: number | null): number | null => (rate === null || rate > 1 ? null : rate)

/** The calculator: inputs as given, gaps filled from the named strategy, ranges as uniform distributions. */
function readInputs(
  { inputs, strategy }: DirectRoi,
  context: ToolContext,
): { point: RoiInputs; ranges: RoiDistributions; fromPrior: boolean } {
  const named = typeof strategy === 'string' ? strategyNamed(context, strategy) : null
  const parts: StrategyParts = typeof strategy === 'object' ? strategy : {}
  const ranges: RoiDistributions = {}
  const success =
    inputs.success_rate ??
    parts.success_rate ??
    (named ? ([named.successLow, named.successHigh] as [number, number]) : undefined)
  if (success === undefined) {
    throw new Fault('invalid_input', {
      field: 'inputs.success_rate',
      problem: 'is needed, or a strategy that has one',
    })
  }
  if (typeof success !== 'number') ranges.successRate = uniform(success)
  const ownParts = [inputs.marketing, inputs.offer, inputs.labour].some(part => part !== undefined)
  const lines = ownParts ? inputs : parts
  const hasLines = [lines.marketing, lines.offer, lines.labour].some(part => part !== undefined)
  const cost =
    inputs.cost ?? (!hasLines && named ? ([named.costLow, named.costHigh] as [number, number]) : undefined)
  if (cost !== undefined && typeof cost !== 'number') ranges.cost = uniform(cost)
  const base = {
    clv: inputs.clv,
    monthlyRevenue: inputs.monthly_revenue,
    lifetimeMonths: inputs.lifetime_months,
    grossMargin: inputs.gross_margin,
    acquisitionCost: inputs.acquisition_cost,
    forwardClv: inputs.forward_clv,
    ...(typeof cost === 'number' ? { cost } : {}),
    ...(cost === undefined ? { marketing: lines.marketing, offer: lines.offer, labour: lines.labour } : {}),
    acceptance: inputs.acceptance,
    churnProbability: inputs.churn_probability,
    stayRateUntreated: inputs.stay_rate_untreated,
  }
  const fixed = typeof success === 'number' ? { ...base, successRate: success } : base
  const point = { ...fixed, ...atMeans(fixed, ranges) }
  return { point: { ...point, successRate: point.successRate ?? 0 }, ranges, fromPrior: named !== null }
}

/** ROI from direct numbers, with the documents' money limits; nothing is read from the store. */
export function evaluateDirect(asked: DirectRoi, context: ToolContext, say: RoiWords) {
  const { point, ranges, fromPrior } = readInputs(asked, context)
  const { inputs } = asked
  const thresholds = thresholdsIn(context)
  const { framework, incremental, warnings } = retentionRoi(point, thresholds)
  const forward = incremental.valueLost
  const { tier, conflict } = valueTier(
    { clv: framework.clv, monthlyRevenue: inputs.monthly_revenue },
    documentTiers,
  )
  const cap = spendCap(forward, tier, context.settings.values.spend_caps ?? documentCaps)
  const tornado = framework.roi === null ? [] : roiTornado(point)
  const simulation = simulateRoi(point, ranges, { seed, thresholds })
  const { formats } = context
  const currency = inputs.currency ?? null
  const roi = (value: number | null): string => formats.percent(value)
  const given =
    inputs.stay_rate_untreated !== undefined
      ? 'control'
      : inputs.churn_probability === undefined
        ? 'assumed_one'
        : 'given'
  const badge: 'measured' | 'assumed' = given === 'control' ? 'measured' : 'assumed'
  const figures = [
    {
      path: 'framework/clv',
      name: say.figures.clv,
      value: framework.clv,
      unit: currency ?? 'money',
      badge: 'assumed' as const,
    },
    {
      path: 'framework/churn_cost',
      name: say.figures.churnCost,
      value: framework.churnCost,
      unit: currency ?? 'money',
      badge: 'assumed' as const,
    },
    {
      path: 'framework/roi',
      name: say.figures.frameworkRoi,
      value: framework.roi,
      unit: 'fraction',
      badge: 'assumed' as const,
    },
    {
      path: 'incremental/roi',
      name: say.figures.incrementalRoi,
      value: incremental.roi,
      unit: 'fraction',
      badge: badge,
    },
    {
      path: 'break_even/churn_probability',
      name: say.figures.breakEven,
      value: reachable(incremental.breakEven.churnProbability),
      unit: 'probability',
      badge: 'assumed' as const,
    },
    {
      path: 'spend_cap/amount',
      name: say.figures.cap,
      value: cap.amount,
      unit: currency ?? 'money',
      badge: 'assumed' as const,
    },
  ]
  return {
    summary: say.summary({
      clv: formats.money(framework.clv, currency),
      churnCost: formats.money(framework.churnCost, currency),
      cost: formats.money(framework.cost, currency),
      success: roi(point.successRate),
      frameworkRoi: roi(framework.roi),
      frameworkDecision: say.decision(framework.decision),
      incrementalRoi: roi(incremental.roi),
      decision: say.decision(incremental.decision),
      basis: given,
      probability: roi(incremental.churnProbability),
      byProbability: incremental.byChurnProbability
        .map(row => `${roi(row.churnProbability)} → ${roi(row.roi)}`)
        .join(context.language === 'en' ? ', ' : '，'),
      breakEven: roi(incremental.breakEven.churnProbability),
      cap: formats.money(cap.amount, currency),
      capRule: cap.rule,
      capFlat: formats.money(cap.flat, currency),
      capShare: formats.money(cap.byShare, currency),
      tier: say.tier(tier),
      pOver50: roi(simulation?.framework.pOver50 ?? null),
      pOver100: roi(simulation?.framework.pOver100 ?? null),
      draws: formats.number(simulation?.n ?? null, 0),
    }),
    figures,
    method: {
      name: say.method,
      formula_id: formulaId.roi,
      parameters: {
        consider: thresholds.consider,
        execute: thresholds.execute,
        acceptance: inputs.acceptance ?? 1,
        gross_margin: point.grossMargin ?? 0.6,
        acquisition_cost: incremental.replacementCost,
      },
    },
    assumptions: [
      say.capForward,
      say.thresholdsFrom.documents,
      say.tornado,
      say.seed(String(seed)),
      ...(fromPrior ? [say.priors] : []),
    ],
    warnings: [
      ...(warnings.includes('churn_probability_assumed_one') ? [say.assumedOne] : []),
      ...(conflict ? [say.tierConflict] : []),
    ],
    suggested_actions: [
      { tool: 'trace_figure', why: say.trace, arguments: { figure_id: `${context.resultId}.framework/roi` } },
    ],
    currency,
    framework: {
      clv: framework.clv,
      churn_cost: framework.churnCost,
      roi: framework.roi,
      decision: framework.decision,
    },
    incremental: {
      roi: incremental.roi,
      decision: incremental.decision,
      basis: incremental.basis,
      churn_probability: incremental.churnProbability,
      value_lost: incremental.valueLost,
      gain: incremental.gain,
      cost: incremental.cost,
      break_even_success_rate: reachable(incremental.breakEven.successRate),
      max_spend: incremental.breakEven.maxSpend,
      by_churn_probability: incremental.byChurnProbability.map(row => ({
        churn_probability: row.churnProbability,
        roi: row.roi,
        decision: row.decision,
      })),
    },
    break_even: {
      success_rate: reachable(framework.breakEven.successRate),
      success_rate_for_50: reachable(framework.breakEven.successRateFor50),
      success_rate_for_100: reachable(framework.breakEven.successRateFor100),
      churn_probability: reachable(incremental.breakEven.churnProbability),
      max_spend: framework.breakEven.maxSpend,
      out_of_reach: [
        ...new Set([...framework.breakEven.outOfReach, ...incremental.breakEven.outOfReach].map(snakeName)),
      ],
    },
    spend_cap: {
      amount: cap.amount,
      rule: cap.rule,
      flat: cap.flat,
      by_share: cap.byShare,
      within_cap: incremental.cost <= cap.amount,
    },
    tier,
    tier_conflict: conflict,
    tornado: tornado.map(row => ({
      factor: row.factor,
      low_roi: row.lowRoi,
      high_roi: row.highRoi,
      range: row.range,
    })),
    simulation:
      simulation === null
        ? null
        : {
            mean_roi: simulation.framework.meanRoi,
            low_roi: simulation.framework.low,
            median_roi: simulation.framework.median,
            high_roi: simulation.framework.high,
            p_over_50: simulation.framework.pOver50,
            p_over_100: simulation.framework.pOver100,
            p_loss: simulation.framework.pLoss,
            incremental: {
              mean_roi: simulation.incremental.meanRoi,
              p_over_50: simulation.incremental.pOver50,
              p_over_100: simulation.incremental.pOver100,
            },
            n: simulation.n,
            seed: simulation.seed,
            distributions: Object.fromEntries(
              Object.entries(simulation.distributions).map(([name, spread]) => [snakeName(name), spread]),
            ),
          },
    groups: [],
    rows: [],
    total_rows: 0,
    returned_rows: 0,
    truncated: false,
    next: null,
  }
}
