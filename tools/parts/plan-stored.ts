import { hasMoney } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import { planStudy } from '../../src/analysis/plan-candidates.ts'
import type { PlanStudy } from '../../src/analysis/plan-candidates.ts'
import { breathe, cents, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import { planBudget } from '../../src/domain/budget/index.ts'
import type { BudgetItem, BudgetPlan } from '../../src/domain/budget/index.ts'
import type { Where } from '../../src/domain/where.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { emptyPlan, lastReturn, planFormula, returnOn } from './plan-shape.ts'
import type { PlanWords } from './plan-shape.ts'

export interface StoredPlan {
  budget?: number | undefined
  capacity?: number | undefined
  where?: Where | undefined
  hold_out_share: number
  as_of?: string | undefined
  detail: 'concise' | 'full'
  limit: number
  offset: number
}

const seed = 1
const curvePoints = { concise: 8, full: 40 }
const successFactors = [0.5, 0.8, 1, 1.2] as const
/** Above this many the exact search is not tried again for each row of the sensitivity. */
const sensitivityExact = 2000

const scaled = (items: readonly BudgetItem[], factor: number): BudgetItem[] =>
  items.map(({ id, options }) => ({
    id,
    options: options.map(option => ({ ...option, value: option.value * factor })),
  }))

/** Rows grouped without copying a list for each row: there may be a hundred thousand. */
function grouped<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const own = groups.get(key(row))
    if (own) own.push(row)
    else groups.set(key(row), [row])
  }
  return groups
}

/** How many rows there are of each kind, by name. */
const tally = (names: readonly string[]): [string, number][] =>
  [...grouped(names, name => name)]
    .map(([name, rows]): [string, number] => [name, rows.length])
    .toSorted(([one], [two]) => (one < two ? -1 : 1))

function thin<Point>(points: readonly Point[], most: number): Point[] {
  if (points.length <= most) return [...points]
  return Array.from(
    { length: most },
    (_, index) => points[Math.round((index * (points.length - 1)) / (most - 1))],
  ).filter(point => point !== undefined)
}

const tierOrder = ['high', 'mid', 'low']

/** Spend and value by tier and strategy; the last row is what stays unspent, so that the rows add up to the budget. */
function allocationOf(plan: BudgetPlan, study: PlanStudy) {
  const groups = grouped(
    plan.allocation,
    ({ id, option }) => `${study.cases.get(id)?.tier ?? ''}\u0000${option}`,
  )
  const rows = [...groups].map(([key, chosen]) => {
    const [tier = '', option = ''] = key.split('\u0000')
    const cost = chosen.reduce((sum, row) => sum + row.cost, 0)
    const value = chosen.reduce((sum, row) => sum + row.value, 0)
    return { id: tier, option, n: chosen.length, cost, value, roi: returnOn(value, cost) }
  })
  rows.sort(
    (one, two) => tierOrder.indexOf(one.id) - tierOrder.indexOf(two.id) || (one.option < two.option ? -1 : 1),
  )
  return [...rows, { id: 'unspent', option: null, n: 0, cost: plan.unspent, value: 0, roi: null }]
}

/** The plan over stored customers: who gets what within budget, caps, capacity and consent, and who does not. */
export async function planStored(asked: StoredPlan, context: ToolContext, say: PlanWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...emptyPlan, status: 'no_data' as const, summary: say.noData }
  const base = { as_of: at.asOf, currency: at.currency }
  if (!hasMoney(at))
    return { ...emptyPlan, ...base, status: 'not_enough_data' as const, summary: say.noMoney }
  const study = await planStudy(context, at, { where: asked.where, holdOutShare: asked.hold_out_share, seed })
  if (study.scope === 0) return { ...emptyPlan, ...base, status: 'no_data' as const, summary: say.nobody }
  if (!study.values.forward.some(value => !Number.isNaN(value)))
    return { ...emptyPlan, ...base, status: 'not_enough_data' as const, summary: say.noMoney }
  const threshold = context.settings.values.roi_thresholds.consider
  const open = asked.budget === undefined
  const limits = { budget: asked.budget ?? 0, capacity: asked.capacity, minMarginalRoi: threshold }
  context.progress(1, 3, 'plan')
  await breathe()
  const plan = planBudget(study.items, limits)
  context.progress(2, 3, 'sensitivity')
  const sensitivity = []
  for (const factor of successFactors) {
    await breathe()
    if (context.signal.aborted) break
    const varied =
      factor === 1
        ? plan
        : planBudget(scaled(study.items, factor), limits, { exact: study.items.length <= sensitivityExact })
    sensitivity.push({
      success_factor: factor,
      customers: varied.allocation.length,
      cost: cents(varied.totalCost),
      value: cents(varied.totalValue),
      roi: shortOrNull(returnOn(varied.totalValue, varied.totalCost)),
    })
  }
  const { formats, language } = context
  const belowThreshold = plan.notChosen.filter(({ reason }) => reason === 'below_threshold')
  const outbid = plan.notChosen.filter(({ reason }) => reason === 'outbid')
  const left = [
    ...study.notWorth.map(({ customerId, reason }) => ({
      id: customerId,
      reason,
      bestRoi: null as number | null,
    })),
    ...belowThreshold.map(({ id, bestRoi }) => ({ id, reason: 'below_threshold', bestRoi })),
  ]
  const forwardOf = (id: string): number => study.cases.get(id)?.clvForward ?? 0
  const why = tally(left.map(({ reason }) => reason))
    .map(([reason, rows]) => ({ reason, n: rows, meaning: say.reasons[reason] ?? reason }))
    .toSorted((one, two) => two.n - one.n)
  const sample = left
    .toSorted((one, two) => forwardOf(two.id) - forwardOf(one.id) || (one.id < two.id ? -1 : 1))
    .slice(0, 5)
  const excluded = Object.entries({ ...study.excluded, outbid: open ? 0 : outbid.length })
    .filter(([, n]) => n > 0)
    .map(([reason, n]) => ({ reason, n, meaning: say.reasons[reason] ?? reason }))
  const rows = plan.allocation
    .map(({ id, option, cost, value, roi }) => {
      const known = study.cases.get(id)
      return {
        customer_id: id,
        tier: known?.tier ?? 'low',
        strategy: option,
        cost: cents(cost),
        expected_value: cents(value),
        roi: shortOrNull(roi),
        churn_probability: short(known?.churnProbability ?? 0),
        clv_forward: cents(known?.clvForward ?? 0),
      }
    })
    .toSorted(
      (one, two) =>
        two.expected_value - two.cost - (one.expected_value - one.cost) ||
        (one.customer_id < two.customer_id ? -1 : 1),
    )
  const roi = returnOn(plan.totalValue, plan.totalCost)
  const last = lastReturn(plan, plan.totalCost)
  const allocation = allocationOf(plan, study)
  const mix = tally(plan.allocation.map(({ option }) => option)).map(
    ([option, chosen]) => `${option} ${formats.number(chosen, 0)}`,
  )
  const money = (value: number): string => formats.shortMoney(value, at.currency)
  const learned = study.offers.filter(({ basis }) => basis === 'outcomes')
  const learnedN = [
    ...new Map(learned.map(offer => [`${offer.strategy.name}/${offer.outcomes}`, offer.outcomes])).values(),
  ].reduce((sum, n) => sum + n, 0)
  const { rules, caps } = study.scheme
  const riskBasis = study.risk.basis
  const unit = at.currency ?? 'money'
  const stop = language === 'en' ? '; ' : '；'
  const n = study.scope
  return {
    ...base,
    summary: open
      ? say.askBudget
      : say.stored({
          budget: money(limits.budget),
          chosen: formats.number(plan.allocation.length, 0),
          scope: formats.number(n, 0),
          mix: mix.join(language === 'en' ? ', ' : '，') || '–',
          cost: money(plan.totalCost),
          unspent: money(plan.unspent),
          value: money(plan.totalValue),
          roi: formats.percent(roi),
          stop: say.stops[plan.stop.reason],
          lastRoi: formats.percent(last),
          left: formats.number(left.length, 0),
          leftWhy:
            why.length === 0
              ? ''
              : `${language === 'en' ? ' (' : '（'}${why
                  .slice(0, 3)
                  .map(row => `${row.meaning} ${formats.number(row.n, 0)}`)
                  .join(stop)}${language === 'en' ? ')' : '）'}`,
          heldOut: formats.number(study.excluded.held_out, 0),
        }),
    figures: [
      {
        path: 'total_value',
        name: say.figures.value,
        value: plan.totalValue,
        unit,
        badge: 'modelled' as const,
        n: plan.allocation.length,
      },
      {
        path: 'total_cost',
        name: say.figures.cost,
        value: plan.totalCost,
        unit,
        badge: 'modelled' as const,
        n: plan.allocation.length,
      },
      {
        path: 'roi',
        name: say.figures.roi,
        value: roi,
        unit: 'fraction',
        badge: 'modelled' as const,
        n: plan.allocation.length,
      },
      { path: 'unspent', name: say.figures.unspent, value: plan.unspent, unit, badge: 'modelled' as const },
      {
        path: 'shadow_price',
        name: say.figures.shadow,
        value: plan.shadowPrice,
        unit: 'value per unit of budget',
        badge: 'modelled' as const,
      },
      { path: 'gap', name: say.figures.gap, value: plan.gap, unit: 'fraction', badge: 'modelled' as const },
      {
        path: 'not_worth_saving/n',
        name: say.figures.left,
        value: left.length,
        unit: 'customers',
        badge: 'modelled' as const,
        n,
      },
    ],
    method: {
      name: 'multiple-choice knapsack: exact where small, else the linear relaxation rounded',
      formula_id: planFormula,
      parameters: {
        min_marginal_roi: threshold,
        capacity: asked.capacity ?? null,
        capacity_unit: 'customers contacted',
        hold_out_share: asked.hold_out_share,
        seed,
        tiers: rules.clv,
        tier_basis: rules.basis,
        churn_basis: riskBasis,
        annual_churn: study.values.annualChurn,
        horizon_months: study.values.assumptions.horizonMonths,
      },
    },
    assumptions: [
      say.incremental,
      say.caps[rules.basis],
      say.threshold(formats.percent(threshold, 0)),
      learned.length > 0 ? say.outcomes(formats.number(learnedN, 0)) : say.priors,
      ...(asked.hold_out_share > 0
        ? [say.holdOut(formats.percent(asked.hold_out_share, 0), String(seed))]
        : []),
      say.risk(riskBasis),
      say.rounding,
    ],
    warnings: riskBasis === 'assumed_one' ? [say.assumedOne] : [],
    suggested_actions: [
      { tool: 'export_rows', why: say.exportWhy, arguments: { result_id: context.resultId, format: 'csv' } },
      { tool: 'forecast', why: say.forecastWhy },
      { tool: 'design_experiment', why: say.designWhy },
    ],
    budget: asked.budget ?? null,
    total_cost: plan.totalCost,
    total_value: plan.totalValue,
    unspent: plan.unspent,
    roi,
    allocation,
    marginal_roi: thin(plan.marginalRoi, curvePoints[asked.detail]).map(point => ({
      spend: cents(point.spend),
      value: cents(point.value),
      marginal_roi: shortOrNull(point.marginalRoi),
    })),
    shadow_price: plan.shadowPrice,
    capacity_price: plan.capacityPrice,
    bound: plan.bound,
    gap: plan.gap,
    proven_optimal: plan.provenOptimal,
    stop: { ...plan.stop, last_roi: last },
    not_worth_saving: {
      n: left.length,
      why,
      sample: sample.map(({ id, reason, bestRoi }) => ({ id, reason, best_roi: shortOrNull(bestRoi) })),
    },
    excluded,
    success_rates: study.offers.map(({ tier, strategy, cost, successRate, basis, outcomes }) => ({
      tier,
      strategy: strategy.name,
      cost: cents(cost),
      success_rate: short(successRate),
      basis,
      outcomes,
      cap_share: caps[tier].share,
      cap_flat: cents(caps[tier].flat),
    })),
    sensitivity,
    ...page(rows, asked),
  }
}
