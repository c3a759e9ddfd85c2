import { breathe } from '../../src/analysis/breathe.ts'
import { hasMoney } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import { cents, short, shortOrNull } from '../../src/analysis/plan-money.ts'
import { planRun, planSeed } from '../../src/analysis/plan-run.ts'
import type { PlanRun, SensitivityRow } from '../../src/analysis/plan-run.ts'
import type { Where } from '../../src/domain/where.ts'
import type { FigureDraft, ToolContext } from '../../src/tool.ts'
import { splitTold } from '../words/cost-split.ts'
import { decisionTold } from './decision-shape.ts'
import { marginalCurve } from './plan-curve.ts'
import { emptyPlan, lastReturn, planFormula, returnOn } from './plan-shape.ts'
import type { PlanWords } from './plan-shape.ts'
import { allocationOf, customerPage, fullCost, leftOut, mixOf } from './plan-tables.ts'

export interface StoredPlan {
  budget?: number | undefined
  /** Customers contacted in a week. */
  capacity?: number | undefined
  weeks: number
  where?: Where | undefined
  hold_out_share?: number | undefined
  as_of?: string | undefined
  detail: 'concise' | 'full'
  limit: number
  offset: number
}

const sampled = { concise: 3, full: 5 }

const sensitivityRow = (row: SensitivityRow) => ({
  success_factor: row.factor,
  customers: row.chosen,
  cost: cents(row.cost),
  value: cents(row.value),
  roi: shortOrNull(returnOn(row.value, row.cost)),
})

/** Short answers tell what less success of each strategy in use would do; whole ones, of any and of more. */
const byStrategy = ({ sensitivity }: PlanRun, mix: readonly [string, number][], detail: 'concise' | 'full') =>
  sensitivity.flatMap(row => {
    const { strategy, factor } = row
    const told = detail === 'full' || (factor < 1 && mix.some(([name]) => name === strategy))
    return strategy !== null && told ? [{ strategy, ...sensitivityRow(row) }] : []
  })

/** The plan over stored customers: who gets what within budget, caps, capacity and consent, and who does not. */
export async function planStored(asked: StoredPlan, context: ToolContext, say: PlanWords) {
  const at = await observe(context, asked.as_of)
  if (!at) return { ...emptyPlan, status: 'no_data' as const, summary: say.noData }
  const base = { as_of: at.asOf, currency: at.currency }
  if (!hasMoney(at))
    return { ...emptyPlan, ...base, status: 'not_enough_data' as const, summary: say.noMoney }
  const { capacity, weeks } = asked
  const run = await planRun(context, at, {
    budget: asked.budget,
    contacts: capacity === undefined ? undefined : capacity * weeks,
    where: asked.where,
    holdOutShare: asked.hold_out_share,
  })
  const { study, plan } = run
  const { values, risk, scheme, holdOutShare: share } = study
  if (study.scope === 0) return { ...emptyPlan, ...base, status: 'no_data' as const, summary: say.nobody }
  if (!values.forward.some(value => !Number.isNaN(value)))
    return { ...emptyPlan, ...base, status: 'not_enough_data' as const, summary: say.noMoney }
  const { formats } = context
  const open = asked.budget === undefined
  const threshold = context.settings.values.roi_thresholds.consider
  await breathe()
  const left = leftOut(run, say, open)
  await breathe()
  const last = lastReturn(plan, plan.totalCost)
  const { rows: allocation, spent, unspent, value } = allocationOf(run, asked.budget ?? 0)
  const roi = returnOn(value, spent)
  await breathe()
  const mix = mixOf(allocation)
  const ifAllAccept = open ? null : fullCost(run)
  const chosen = mix.reduce((sum, [, n]) => sum + n, 0)
  const told = decisionTold(risk, context)
  const money = (value: number): string => formats.shortMoney(value, at.currency)
  const count = (n: number): string => formats.number(n, 0)
  const others = left.excluded
    .filter(({ reason }) => !['held_out', 'test_control', 'outbid'].includes(reason))
    .map(row => `${row.meaning} ${count(row.n)}`)
  const learned = study.offers.filter(({ basis }) => basis === 'outcomes')
  const outcomes = new Map(learned.map(offer => [`${offer.strategy.name}/${offer.outcomes}`, offer.outcomes]))
  const unit = at.currency ?? 'money'
  const figure = (path: string, name: string, value: number | null, of = unit, n?: number): FigureDraft => ({
    path,
    name,
    value,
    unit: of,
    badge: 'modelled',
    ...(n === undefined ? {} : { n }),
  })
  return {
    ...base,
    summary: open
      ? say.askBudget
      : say.stored({
          budget: money(asked.budget ?? 0),
          chosen: count(chosen),
          scope: count(study.scope),
          mix: formats.list(mix.map(([option, n]) => `${option} ${count(n)}`)) || '–',
          cost: money(spent),
          unspent: money(unspent),
          value: money(value),
          roi: formats.percent(roi),
          stop: say.stops[plan.stop.reason],
          lastRoi: formats.percent(last),
          left: count(left.n),
          leftWhy:
            left.why.length === 0
              ? ''
              : say.aside(formats.clauses(left.why.slice(0, 3).map(row => `${row.meaning} ${count(row.n)}`))),
          barred: others.length === 0 ? '' : say.others(formats.clauses(others)),
          heldOut: count(study.excluded.held_out + study.excluded.test_control),
          days: count(risk.days),
        }),
    figures: [
      figure('total_value', say.figures.value, value, unit, chosen),
      figure('total_cost', say.figures.cost, spent, unit, chosen),
      figure('roi', say.figures.roi, roi, 'fraction', chosen),
      figure('unspent', say.figures.unspent, unspent),
      figure('shadow_price', say.figures.shadow, plan.shadowPrice, 'value per unit of budget'),
      figure('gap', say.figures.gap, plan.gap, 'fraction'),
      figure('not_worth_saving/n', say.figures.left, left.n, 'customers', study.scope),
      ...told.figures,
    ],
    method: {
      name: say.method,
      formula_id: planFormula,
      parameters: {
        min_marginal_roi: threshold,
        capacity_per_week: capacity ?? null,
        weeks,
        hold_out_share: share,
        seed: planSeed,
        tiers: { high: cents(scheme.rules.clv.high), mid: cents(scheme.rules.clv.mid) },
        tier_basis: scheme.rules.basis,
        churn_basis: risk.basis,
        annual_churn: values.annualChurn,
        horizon_months: values.assumptions.horizonMonths,
      },
    },
    assumptions: [
      say.incremental,
      ...told.assumptions,
      ...(values.model === null ? [] : [say.aliveOnce]),
      say.caps[scheme.rules.basis],
      say.threshold(formats.percent(threshold, 0)),
      learned.length > 0
        ? say.outcomes({
            n: count([...outcomes.values()].reduce((sum, n) => sum + n, 0)),
            controlled: learned.every(({ controlled }) => controlled),
          })
        : say.priors,
      ...(study.tests.length > 0
        ? [
            say.runningTest({
              names: formats.list(study.tests.slice(0, 3)),
              control: count(study.excluded.test_control),
            }),
          ]
        : []),
      ...(share > 0 ? [say.holdOut(formats.percent(share, 0), String(planSeed))] : []),
      ...splitTold(
        study.offers.flatMap(({ strategy: { name }, parts, split }) =>
          mix.some(([used]) => used === name) ? [{ name, ...parts, split }] : [],
        ),
        context,
        ifAllAccept,
      ),
      ...(capacity === undefined ? [] : [say.capacity(count(capacity), count(weeks))]),
    ],
    warnings: risk.basis === 'assumed_rate' ? [say.assumedRate] : [],
    suggested_actions: [
      { tool: 'export_rows', why: say.exportWhy, arguments: { result_id: context.resultId, format: 'csv' } },
      { tool: 'forecast', why: say.forecastWhy },
      { tool: 'design_experiment', why: say.designWhy },
    ],
    budget: asked.budget ?? null,
    total_cost: spent,
    total_value: value,
    unspent,
    roi,
    decision_horizon: told.block,
    allocation,
    marginal_roi: marginalCurve(run, asked.detail),
    shadow_price: plan.shadowPrice,
    capacity_price: plan.capacityPrice,
    // In the terms of total_value: what no plan of this cost can exceed.
    bound: cents(value + Math.max(0, plan.bound - plan.objectiveValue)),
    gap: plan.gap,
    proven_optimal: plan.provenOptimal,
    stop: { ...plan.stop, spend: cents(plan.stop.spend), last_roi: last },
    not_worth_saving: { n: left.n, why: left.why, sample: left.sample.slice(0, sampled[asked.detail]) },
    excluded: left.excluded,
    success_rates: study.offers.map(offer => ({
      tier: offer.tier,
      strategy: offer.strategy.name,
      cost: cents(offer.cost),
      always_paid: cents(offer.parts.always),
      on_acceptance: cents(offer.parts.onAcceptance),
      split: offer.split.basis,
      success_rate: short(offer.successRate),
      basis: offer.basis,
      ...(offer.outcomes > 0 ? { outcomes: offer.outcomes } : {}),
      cap_share: scheme.caps[offer.tier].share,
      cap_flat: cents(scheme.caps[offer.tier].flat),
    })),
    sensitivity: run.sensitivity.filter(({ strategy }) => strategy === null).map(sensitivityRow),
    sensitivity_by_strategy: byStrategy(run, mix, asked.detail),
    ...customerPage(run, asked, capacity),
  }
}
