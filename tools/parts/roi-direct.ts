import { formulaId } from './formula-ids.ts'
import {
  documentCaps,
  documentTiers,
  retentionRoi,
  roiTornado,
  simulateRoi,
  spendCap,
  valueTier,
} from '../../src/domain/roi/index.ts'
import type { ToolContext } from '../../src/tool.ts'
import { readInputs } from './roi-inputs.ts'
import type { DirectRoi } from './roi-inputs.ts'
import { reachable, snakeName, thresholdsIn } from './roi-strategies.ts'
import type { RoiWords } from './roi-strategies.ts'

const seed = 1

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
      success_rate: point.successRate,
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
    expected_maximum_profit: null,
    decision_horizon: null,
    groups: [],
    rows: [],
    total_rows: 0,
    returned_rows: 0,
    truncated: false,
    next: null,
  }
}
