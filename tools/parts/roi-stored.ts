import { breathe } from '../../src/analysis/breathe.ts'
import { tierOf } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import { roiStudy } from '../../src/analysis/roi-customers.ts'
import type { CustomerRoi, RoiOffer } from '../../src/analysis/roi-customers.ts'
import { decideOn, spendCap } from '../../src/domain/roi/index.ts'
import type { ValueTier } from '../../src/domain/roi/index.ts'
import type { Where } from '../../src/domain/where.ts'
import { Fault, page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { barredAmong } from '../words/barred.ts'
import { splitTold } from '../words/cost-split.ts'
import { decisionTold } from './decision-shape.ts'
import { evaluateDirect } from './roi-direct.ts'
import type { DirectRoi } from './roi-inputs.ts'
import { strategyNamed, thresholdsIn } from './roi-strategies.ts'
import type { RoiWords, StrategyParts } from './roi-strategies.ts'

interface StoredRoi {
  customer_ids?: string[] | undefined
  where?: Where | undefined
  strategy?: DirectRoi['strategy']
  churn_probability?: number | undefined
  stay_rate_untreated?: number | undefined
  limit: number
  offset: number
}

const tiers: readonly ValueTier[] = ['high', 'mid', 'low']

function ownOffer({ marketing = 0, offer = 0, labour = 0, success_rate: success }: StrategyParts): RoiOffer {
  if (success === undefined) {
    throw new Fault('invalid_input', { field: 'strategy.success_rate', problem: 'is needed' })
  }
  const [low, high] = typeof success === 'number' ? [success, success] : success
  return {
    name: 'own',
    always: marketing + labour,
    onAcceptance: offer,
    successRate: (low + high) / 2,
    successLow: low,
    successHigh: high,
    split: null,
  }
}

const total = (rows: readonly CustomerRoi[], of: (row: CustomerRoi) => number): number =>
  rows.reduce((sum, row) => sum + of(row), 0)

/** Customers by tier and the strategy that suits them best. */
function groupsOf(rows: readonly CustomerRoi[], context: ToolContext) {
  return tiers.flatMap(tier => {
    const own = rows.filter(row => row.tier === tier)
    return [...new Set(own.map(({ offer }) => offer.name))].toSorted().map(strategy => {
      const members = own.filter(({ offer }) => offer.name === strategy)
      const cost = total(members, row => row.cost)
      const value = total(members, row => row.expected)
      const roi = cost > 0 ? (value - cost) / cost : null
      return {
        tier,
        strategy,
        n: members.length,
        worth: members.filter(({ decision }) => decision !== 'no').length,
        cost,
        expected_value: value,
        roi,
        decision: decideOn(value, cost, thresholdsIn(context)),
      }
    })
  })
}

/**
 * The scope as one average customer. Success is weighted by value and P(churn) by what success would bring, so that
 * their product with the mean value is the mean of what is expected of each.
 */
function averages(rows: readonly CustomerRoi[], asked: StoredRoi) {
  const n = rows.length
  const value = total(rows, row => row.forward)
  const reachable = total(rows, row => row.offer.successRate * row.forward)
  const atRisk = total(rows, row => row.probability * row.offer.successRate * row.forward)
  const [first] = rows
  const offered = total(rows, row => row.offer.onAcceptance)
  const taken = total(rows, row => row.offer.onAcceptance * row.acceptance)
  const lines =
    offered > 0
      ? {
          labour: total(rows, row => row.offer.always) / n,
          offer: offered / n,
          acceptance: Math.min(1, taken / offered),
        }
      : { cost: total(rows, row => row.cost) / n }
  return {
    clv: value / n,
    success_rate: value > 0 ? Math.min(1, reachable / value) : (first?.offer.successRate ?? 0),
    ...(asked.stay_rate_untreated === undefined
      ? {
          churn_probability:
            reachable > 0 ? Math.min(1, atRisk / reachable) : total(rows, row => row.probability) / n,
        }
      : { stay_rate_untreated: asked.stay_rate_untreated }),
    ...lines,
  }
}

const emptyRoi = {
  framework: null,
  incremental: null,
  break_even: null,
  spend_cap: null,
  tier: null,
  tier_conflict: null,
  tornado: [],
  simulation: null,
  expected_maximum_profit: null,
  decision_horizon: null,
  groups: [],
  ...page([], { limit: 1 }),
}

/** ROI of retaining stored customers: per customer, per tier and strategy, and for the whole scope at its averages. */
export async function evaluateStored(asked: StoredRoi, context: ToolContext, say: RoiWords) {
  const at = await observe(context)
  if (!at) return { ...emptyRoi, status: 'no_data' as const, summary: say.noData }
  const strategy =
    typeof asked.strategy === 'string'
      ? strategyNamed(context, asked.strategy)
      : asked.strategy && ownOffer(asked.strategy)
  const study = await roiStudy(context, at, {
    customer_ids: asked.customer_ids,
    where: asked.where,
    churnProbability: asked.churn_probability,
    stayRateUntreated: asked.stay_rate_untreated,
    strategy,
  })
  const { rows, scheme, risk, values } = study
  const base = { as_of: at.asOf, currency: at.currency }
  if (rows.length === 0) return { ...emptyRoi, ...base, status: 'no_data' as const, summary: say.nobody }
  await breathe()
  const whole = averages(rows, asked)
  await breathe()
  const acquisition = context.settings.values.acquisition_cost
  const direct = evaluateDirect(
    { inputs: { ...whole, acquisition_cost: acquisition ?? 0, currency: at.currency ?? undefined } },
    context,
    say,
  )
  await breathe()
  const worth = rows.filter(({ decision }) => decision !== 'no')
  const cost = total(worth, row => row.cost)
  const value = total(worth, row => row.expected)
  const { formats } = context
  const tier = tierOf(whole.clv, scheme)
  const cap = spendCap(whole.clv, tier, scheme.caps)
  const told = decisionTold(risk, context)
  const { horizonMonths } = values.assumptions
  const probability =
    risk.basis === 'model' ? 'modelled' : risk.basis === 'measured_rate' ? 'measured' : 'assumed'
  const shown = page(rows, asked)
  await breathe()
  const groups = groupsOf(rows, context)
  return {
    ...direct,
    ...base,
    summary: formats.sentences([
      say.group({
        n: formats.number(rows.length, 0),
        worth: formats.number(worth.length, 0),
        value: formats.shortMoney(value, at.currency),
        cost: formats.shortMoney(cost, at.currency),
        roi: formats.percent(cost > 0 ? (value - cost) / cost : null),
        horizon: say.months(horizonMonths === 'infinite' ? null : formats.number(horizonMonths, 0)),
        days: formats.number(risk.days, 0),
      }),
      barredAmong(
        rows.flatMap(({ blocked }) => (blocked === null || blocked === 'over_spend_cap' ? [] : [blocked])),
        context,
      ),
    ]),
    figures: [
      ...direct.figures
        .filter(({ path }) => path !== 'spend_cap/amount')
        .map(figure => ({ ...figure, n: rows.length, badge: 'modelled' as const })),
      ...told.figures,
    ],
    method: {
      ...direct.method,
      parameters: {
        ...direct.method.parameters,
        acquisition_cost: acquisition,
        gross_margin: values.assumptions.grossMargin,
        annual_discount: values.assumptions.annualDiscount,
        horizon_months: horizonMonths,
        timing: values.assumptions.timing,
        annual_churn: values.annualChurn,
        churn_probability_basis: risk.basis,
        window_days: risk.windowDays,
        decision_days: risk.days,
        probability_badge: probability,
      },
    },
    assumptions: [
      ...told.assumptions,
      ...(asked.strategy === undefined ? [say.bestStrategy] : []),
      say.weighted,
      say.capForward,
      ...(values.model === null ? [] : [say.aliveOnce]),
      say.thresholdsFrom[scheme.rules.basis],
      ...splitTold(
        rows.map(({ offer }) => offer),
        context,
      ),
      ...(typeof asked.strategy === 'object' ? [] : [say.priors]),
      say.tornado,
    ],
    warnings: [
      ...(risk.basis === 'assumed_rate' ? [say.assumedRate] : []),
      ...(acquisition === null ? [say.noAcquisition] : []),
    ],
    suggested_actions: [
      { tool: 'plan_retention', why: say.programme },
      ...(acquisition === null ? [{ tool: 'configure', why: say.setAcquisition }] : []),
    ],
    tier,
    tier_conflict: false,
    tornado: direct.tornado.filter(({ factor }) => acquisition !== null || factor !== 'acquisition_cost'),
    spend_cap: {
      amount: cap.amount,
      rule: cap.rule,
      flat: cap.flat,
      by_share: cap.byShare,
      within_cap: direct.incremental.cost <= cap.amount,
    },
    expected_maximum_profit: {
      value: study.bestProfit.value,
      fraction: study.bestProfit.fraction,
      customers: Math.round(study.bestProfit.fraction * rows.length),
    },
    decision_horizon: told.block,
    groups,
    ...shown,
    rows: shown.rows.map(row => ({
      customer_id: values.table.customerIds[row.row] ?? '',
      tier: row.tier,
      strategy: row.offer.name,
      clv_forward: row.forward,
      churn_probability: row.probability,
      success_rate: row.offer.successRate,
      cost: row.cost,
      spend_cap: row.cap,
      expected_value: row.expected,
      roi: row.roi,
      decision: row.decision,
      blocked: row.blocked,
    })),
  }
}
