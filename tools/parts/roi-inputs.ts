import { atMeans } from '../../src/domain/roi/index.ts'
import type { RoiDistributions, RoiInputs } from '../../src/domain/roi/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { strategyNamed } from './roi-strategies.ts'
import type { Range, StrategyParts } from './roi-strategies.ts'

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

const uniform = ([low, high]: [number, number]) => ({ kind: 'uniform' as const, low, high })

/** The calculator: inputs as given, gaps filled from the named strategy, ranges as uniform distributions. */
export function readInputs(
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
  if (ownParts && inputs.cost !== undefined) {
    throw new Fault('invalid_input', {
      field: 'inputs.cost',
      problem: 'excludes marketing, offer and labour',
    })
  }
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
