import { successPosteriors, successRate as rateInForce } from '../../src/analysis/campaign-posteriors.ts'
import type { StrategyPosterior } from '../../src/analysis/campaign-posteriors.ts'
import { blockedReasons, customerRisk } from '../../src/analysis/risk.ts'
import { customerValues, tierOf, tierScheme } from '../../src/analysis/customer-values.ts'
import type { TierScheme } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { scopeRows } from '../../src/analysis/scope.ts'
import { decide, documentTiers, retentionRoi, spendCap, strategyPoint } from '../../src/domain/roi/index.ts'
import type { Decision, Strategy, ValueTier } from '../../src/domain/roi/index.ts'
import type { Where } from '../../src/domain/where.ts'
import { Fault, page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { evaluateDirect, strategiesIn, strategyNamed, thresholdsIn } from './roi-direct.ts'
import type { DirectRoi, RoiWords, StrategyParts } from './roi-direct.ts'

interface StoredRoi {
  customer_ids?: string[] | undefined
  where?: Where | undefined
  strategy?: DirectRoi['strategy']
  churn_probability?: number | undefined
  stay_rate_untreated?: number | undefined
  limit: number
  offset: number
}

interface CustomerRoi {
  customer_id: string
  tier: ValueTier
  strategy: string
  clv_forward: number
  churn_probability: number
  success_rate: number
  cost: number
  spend_cap: number
  expected_value: number
  roi: number | null
  decision: Decision
  blocked: string | null
}

interface Offer {
  name: string
  cost: number
  successRate: number
}

const tiers: readonly ValueTier[] = ['high', 'mid', 'low']

/** What is offered to each tier: one strategy for all as asked, else the strategy made for the tier; outcomes on record replace its prior. */
function offers(
  context: ToolContext,
  asked: StoredRoi['strategy'],
  scale: number,
  learned: readonly StrategyPosterior[],
): (tier: ValueTier) => Offer {
  const offerOf = (strategy: Strategy, tier: ValueTier): Offer => ({
    name: strategy.name,
    cost: strategyPoint(strategy).cost * scale,
    successRate: rateInForce(learned, strategy, tier).rate,
  })
  if (typeof asked === 'string') {
    const named = strategyNamed(context, asked)
    return tier => offerOf(named, tier)
  }
  if (asked) {
    const offer = ownOffer(asked)
    return () => offer
  }
  const known = strategiesIn(context)
  return tier => {
    const fit = known.find(strategy => strategy.tier === tier) ?? known[0]
    if (!fit) throw new Fault('invalid_input', { field: 'strategy', problem: 'no strategy is stored' })
    return offerOf(fit, tier)
  }
}

function ownOffer({ marketing = 0, offer = 0, labour = 0, success_rate: success }: StrategyParts): Offer {
  if (success === undefined) {
    throw new Fault('invalid_input', { field: 'strategy.success_rate', problem: 'is needed' })
  }
  const successRate = typeof success === 'number' ? success : (success[0] + success[1]) / 2
  return { name: 'own', cost: marketing + offer + labour, successRate }
}

/** The documents' money amounts fit the documents' business; others get them in proportion to their own tiers. */
const costScale = (context: ToolContext, { rules }: TierScheme): number =>
  context.settings.values.strategies || rules.basis === 'documents'
    ? 1
    : rules.clv.high / documentTiers.clv.high

async function rowsOf(asked: StoredRoi, context: ToolContext, at: Observation) {
  const values = await customerValues(context, at)
  const risk = await customerRisk(context, at, asked.churn_probability)
  const scheme = tierScheme(context, values.forward)
  const offerFor = offers(
    context,
    asked.strategy,
    costScale(context, scheme),
    await successPosteriors(context, at),
  )
  const blocked = blockedReasons(context, values.table)
  const thresholds = thresholdsIn(context)
  const scope = await scopeRows(context, at, asked)
  const rows = scope.flatMap((row): CustomerRoi[] => {
    const forward = values.forward[row] ?? Number.NaN
    if (Number.isNaN(forward) || !values.active[row]) return []
    const tier = tierOf(forward, scheme)
    const offer = offerFor(tier)
    const probability = risk.probability[row] ?? 1
    const expected =
      asked.stay_rate_untreated === undefined
        ? probability * offer.successRate * forward
        : (offer.successRate - asked.stay_rate_untreated) * forward
    const roi = offer.cost > 0 ? (expected - offer.cost) / offer.cost : null
    const cap = spendCap(forward, tier, scheme.caps)
    const allowed = blocked[row] ?? (offer.cost > cap.amount ? 'over_spend_cap' : null)
    const decision = allowed === null && roi !== null ? decide(roi, thresholds) : 'no'
    return [
      {
        customer_id: values.table.customerIds[row] ?? '',
        tier,
        strategy: offer.name,
        clv_forward: forward,
        churn_probability: probability,
        success_rate: offer.successRate,
        cost: offer.cost,
        spend_cap: cap.amount,
        expected_value: expected,
        roi,
        decision,
        blocked: allowed,
      },
    ]
  })
  rows.sort(
    (one, two) =>
      two.expected_value - two.cost - (one.expected_value - one.cost) ||
      (one.customer_id < two.customer_id ? -1 : 1),
  )
  return { rows, scheme, risk, values, scope: scope.length }
}

function groupsOf(rows: readonly CustomerRoi[], context: ToolContext) {
  return tiers.flatMap(tier => {
    const members = rows.filter(row => row.tier === tier)
    if (members.length === 0) return []
    const worth = members.filter(({ decision }) => decision !== 'no')
    const cost = members.reduce((sum, row) => sum + row.cost, 0)
    const value = members.reduce((sum, row) => sum + row.expected_value, 0)
    const roi = cost > 0 ? (value - cost) / cost : null
    return [
      {
        tier,
        strategy: members[0]?.strategy ?? '',
        n: members.length,
        worth: worth.length,
        cost,
        expected_value: value,
        roi,
        decision: roi === null ? ('no' as const) : decide(roi, thresholdsIn(context)),
      },
    ]
  })
}

const empty = {
  framework: null,
  incremental: null,
  break_even: null,
  spend_cap: null,
  tier: null,
  tier_conflict: null,
  tornado: [],
  simulation: null,
  groups: [],
  ...page([], { limit: 1 }),
}

/** ROI of retaining stored customers: per customer, per tier, and for the whole scope at its averages. */
export async function evaluateStored(asked: StoredRoi, context: ToolContext, say: RoiWords) {
  const at = await observe(context)
  if (!at) return { ...empty, status: 'no_data' as const, summary: say.noData }
  const { rows, scheme, risk, values } = await rowsOf(asked, context, at)
  if (rows.length === 0)
    return {
      ...empty,
      status: 'no_data' as const,
      summary: say.nobody,
      as_of: at.asOf,
      currency: at.currency,
    }
  const mean = (of: (row: CustomerRoi) => number): number =>
    rows.reduce((sum, row) => sum + of(row), 0) / rows.length
  const clv = mean(row => row.clv_forward)
  const acquisition = context.settings.values.acquisition_cost ?? 0
  const whole = {
    clv,
    acquisition_cost: acquisition,
    cost: mean(row => row.cost),
    success_rate: mean(row => row.success_rate),
    churn_probability:
      asked.stay_rate_untreated === undefined ? mean(row => row.churn_probability) : undefined,
    stay_rate_untreated: asked.stay_rate_untreated,
    currency: at.currency ?? undefined,
  }
  const direct = evaluateDirect({ inputs: whole }, context, say)
  const worth = rows.filter(({ decision }) => decision !== 'no')
  const cost = worth.reduce((sum, row) => sum + row.cost, 0)
  const value = worth.reduce((sum, row) => sum + row.expected_value, 0)
  const { formats } = context
  const cap = spendCap(clv, tierOf(clv, scheme), scheme.caps)
  const overall = retentionRoi(
    {
      clv,
      acquisitionCost: acquisition,
      cost: whole.cost,
      successRate: whole.success_rate,
      churnProbability: whole.churn_probability,
      stayRateUntreated: whole.stay_rate_untreated,
    },
    thresholdsIn(context),
  )
  const probability =
    risk.basis === 'model' ? 'modelled' : risk.basis === 'measured_rate' ? 'measured' : 'assumed'
  return {
    ...direct,
    summary: say.group({
      n: formats.number(rows.length, 0),
      worth: formats.number(worth.length, 0),
      value: formats.shortMoney(value, at.currency),
      cost: formats.shortMoney(cost, at.currency),
      roi: formats.percent(cost > 0 ? (value - cost) / cost : null),
      horizon: say.months(
        values.assumptions.horizonMonths === 'infinite'
          ? null
          : formats.number(values.assumptions.horizonMonths, 0),
      ),
    }),
    figures: direct.figures
      .filter(({ path }) => path !== 'spend_cap/amount')
      .map(figure => ({ ...figure, n: rows.length, badge: 'modelled' as const })),
    method: {
      ...direct.method,
      parameters: {
        ...direct.method.parameters,
        gross_margin: values.assumptions.grossMargin,
        annual_discount: values.assumptions.annualDiscount,
        horizon_months: values.assumptions.horizonMonths,
        timing: values.assumptions.timing,
        annual_churn: values.annualChurn,
        churn_probability_basis: risk.basis,
        window_days: risk.days,
        probability_badge: probability,
      },
    },
    assumptions: [
      say.capForward,
      ...(values.model === null ? [] : [say.aliveOnce]),
      say.thresholdsFrom[scheme.rules.basis],
      say.priors,
      say.tornado,
    ],
    warnings: risk.basis === 'assumed_one' ? [say.assumedOne] : [],
    suggested_actions: [{ tool: 'plan_retention', why: say.programme }],
    as_of: at.asOf,
    currency: at.currency,
    framework: {
      clv,
      churn_cost: overall.framework.churnCost,
      roi: overall.framework.roi,
      decision: overall.framework.decision,
    },
    tier: tierOf(clv, scheme),
    tier_conflict: false,
    spend_cap: {
      amount: cap.amount,
      rule: cap.rule,
      flat: cap.flat,
      by_share: cap.byShare,
      within_cap: whole.cost <= cap.amount,
    },
    groups: groupsOf(rows, context),
    ...page(rows, asked),
  }
}
