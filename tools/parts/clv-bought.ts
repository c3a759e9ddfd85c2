import { buyingStudy } from '../../src/analysis/buying-study.ts'
import type { BuyingStudy, Shortfall } from '../../src/analysis/buying-study.ts'
import { tierOf, tierScheme } from '../../src/analysis/customer-values.ts'
import type { ValueAssumptions } from '../../src/analysis/customer-values.ts'
import type { Observation } from '../../src/analysis/observe.ts'
import { forwardValueInterval } from '../../src/domain/clv/models.ts'
import type { BuyingModelName } from '../../src/domain/clv/models.ts'
import { finiteOrNull } from '../../src/domain/estimate.ts'
import { fromMinor } from '../../src/domain/money.ts'
import { page } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import type { ClvWords } from './clv-direct.ts'
import { noClv } from './clv-shape.ts'
import { formulaId } from './formula-ids.ts'

interface Asked {
  limit: number
  offset: number
}

const tiers = ['high', 'mid', 'low'] as const

export const shortfallText = (shortfall: Shortfall, { formats }: ToolContext, say: ClvWords): string =>
  say.gateMissing[shortfall.what](formats.number(shortfall.found, 0), formats.number(shortfall.needed, 0))

/** The table of the race, one row a model. */
function raceRows(study: BuyingStudy) {
  return (study.race?.entries ?? []).map(entry => ({
    model: entry.name,
    winner: entry.name === study.race?.winner,
    predicted_total: finiteOrNull(entry.predictedTotal),
    actual_total: study.race?.actualTotal ?? null,
    total_error: entry.totalError,
    mae: finiteOrNull(entry.mae),
    rmse: finiteOrNull(entry.rmse),
    correlation: entry.correlation,
    calibration_error: finiteOrNull(entry.calibrationError),
    log_likelihood: finiteOrNull(entry.fit.logLikelihood),
    eligible: entry.eligible,
  }))
}

function warningsOf(study: BuyingStudy, { formats }: ToolContext, say: ClvWords): string[] {
  const correlation = study.spend?.correlation ?? null
  return [
    ...(study.fit.identified ? [] : [say.notIdentified]),
    ...(correlation !== null && Math.abs(correlation) > 0.3
      ? [say.dependence(formats.number(correlation))]
      : []),
  ]
}

/** Interval of one customer's forward value; `null` ends where the models do not give one. */
function ownInterval(
  study: BuyingStudy,
  row: number,
  assumptions: ValueAssumptions,
): { low: number | null; high: number | null } {
  if (!study.spend) return { low: null, high: null }
  const { histories } = study
  const history = {
    repeats: histories.repeats[row] ?? 0,
    recency: (histories.recencyDays[row] ?? 0) / 7,
    age: (histories.ageDays[row] ?? 0) / 7,
    meanSpend: study.meanRepeat[row] ?? 0,
  }
  const months = assumptions.horizonMonths === 'infinite' ? null : assumptions.horizonMonths
  const interval = forwardValueInterval(study.name, study.fit, study.spend, history, {
    unit: 'week',
    horizonMonths: months,
    annualDiscount: assumptions.annualDiscount,
    grossMargin: assumptions.grossMargin,
  })
  return { low: interval?.low ?? null, high: interval?.high ?? null }
}

/** Lifetime value of buyers by a purchase model; `null` and the reason where the data does not carry one. */
export async function boughtClv(
  context: ToolContext,
  at: Observation,
  inScope: ReadonlySet<string> | null,
  assumptions: ValueAssumptions,
  model: BuyingModelName | null,
  asked: Asked,
  say: ClvWords,
) {
  const { study, shortfall } = await buyingStudy(context, at, assumptions, model)
  if (!study) return { reply: null, shortfall }
  const { histories, forward } = study
  const scheme = tierScheme(context, forward)
  const currency = at.currency ?? 'XXX'
  const rowsInScope = histories.customerIds.flatMap((id, row) =>
    inScope === null || inScope.has(id) ? [row] : [],
  )
  const sum = (values: Float64Array): number =>
    rowsInScope.reduce(
      (total, row) => total + (Number.isFinite(values[row] ?? Number.NaN) ? (values[row] ?? 0) : 0),
      0,
    )
  const n = rowsInScope.length
  const total = rowsInScope.every(row => Number.isFinite(forward[row] ?? Number.NaN)) ? sum(forward) : null
  const half = study.logHalfWidth
  const [low, high] =
    total === null || half === null ? [null, null] : [total * Math.exp(-half), total * Math.exp(half)]
  const alive = sum(study.alive)
  const historical =
    rowsInScope.reduce((all, row) => all + fromMinor(histories.totalSpendMinor[row] ?? 0, currency), 0) *
    assumptions.grossMargin
  const ordered = rowsInScope.toSorted(
    (one, two) =>
      (forward[two] ?? -1) - (forward[one] ?? -1) ||
      ((histories.customerIds[one] ?? '') < (histories.customerIds[two] ?? '') ? -1 : 1),
  )
  const shown = page(ordered, asked)
  const rows = shown.rows.map(row => {
    const value = finiteOrNull(forward[row] ?? Number.NaN)
    return {
      customer_id: histories.customerIds[row] ?? '',
      repeats: histories.repeats[row] ?? 0,
      recency_days: histories.recencyDays[row] ?? 0,
      age_days: histories.ageDays[row] ?? 0,
      mean_spend: finiteOrNull(study.meanSpend[row] ?? Number.NaN),
      p_alive: finiteOrNull(study.alive[row] ?? Number.NaN),
      expected_purchases: finiteOrNull(study.expected[row] ?? Number.NaN),
      clv_historical: fromMinor(histories.totalSpendMinor[row] ?? 0, currency) * assumptions.grossMargin,
      clv_forward: value,
      ...ownInterval(study, row, assumptions),
      tier: value === null ? null : tierOf(value, scheme),
    }
  })
  const byTier = tiers.map(tier => {
    const members = rowsInScope.filter(row => tierOf(forward[row] ?? 0, scheme) === tier)
    return {
      tier,
      n: members.length,
      clv_forward: members.reduce((all, row) => all + (finiteOrNull(forward[row] ?? Number.NaN) ?? 0), 0),
    }
  })
  const { formats, language } = context
  const money = (amount: number | null): string => formats.shortMoney(amount, at.currency)
  const mean = total === null || n === 0 ? null : total / n
  const unit = at.currency ?? 'money'
  const holdout = raceRows(study)
  const raced =
    holdout.length === 0
      ? ''
      : say.raced({
          winner: say.models[study.race?.winner ?? study.name],
          days: formats.number(study.holdoutDays, 0),
          table: holdout
            .map(
              row =>
                `${say.models[row.model]} MAE ${formats.number(row.mae, 3)}, ${formats.percent(row.total_error)}`,
            )
            .join(language === 'en' ? '; ' : '；'),
        })
  const horizon =
    assumptions.horizonMonths === 'infinite' ? say.forever : say.months(String(assumptions.horizonMonths))
  const badge = 'modelled' as const
  const reply = {
    ...noClv,
    as_of: at.asOf,
    currency: at.currency,
    summary: [
      say.bought({
        n: formats.number(n, 0),
        model: say.models[study.name],
        total: money(total),
        interval: `${money(low)}–${money(high)}`,
        mean: money(mean),
        horizon,
        alive: formats.number(alive, 0),
        purchases: formats.number(assumptions.horizonMonths === 'infinite' ? null : sum(study.expected), 0),
        discount: formats.percent(assumptions.annualDiscount),
        margin: formats.percent(assumptions.grossMargin),
        tiers: say.tiersFrom[scheme.rules.basis],
      }),
      raced,
    ]
      .filter(Boolean)
      .join(language === 'en' ? ' ' : ''),
    figures: [
      { path: 'population/clv_forward_sum', name: say.figures.sum, value: total, unit, badge, low, high, n },
      { path: 'recommended/clv_forward', name: say.figures.forward, value: mean, unit, badge, n },
      {
        path: 'recommended/clv_historical',
        name: say.figures.historical,
        value: n === 0 ? null : historical / n,
        unit,
        badge: 'measured' as const,
        n,
      },
      { path: 'population/active', name: say.figures.alive, value: alive, unit: 'customers', badge, n },
    ],
    method: {
      name: say.models[study.name],
      formula_id: formulaId.models[study.name],
      parameters: {
        ...study.fit.parameters,
        time_unit: 'week',
        gross_margin: assumptions.grossMargin,
        annual_discount: assumptions.annualDiscount,
        horizon_months: assumptions.horizonMonths,
        p_alive_from: study.aliveName,
        spend: study.spend ? { ...study.spend.parameters, correlation: study.spend.correlation } : 'own mean',
      },
    },
    assumptions: [
      say.caps,
      say.spendBy[study.spend ? 'gamma_gamma' : 'mean'],
      say.parametersOnly,
      say.tiersFrom[scheme.rules.basis],
    ],
    warnings: warningsOf(study, context, say),
    suggested_actions: [
      { tool: 'segment_customers', why: say.segments, arguments: { by: 'value_tier' } },
      { tool: 'evaluate_retention_roi', why: say.roi },
    ],
    recommended: {
      clv_historical: n === 0 ? null : historical / n,
      clv_current: mean,
      clv_potential: 0,
      clv_forward: mean,
    },
    model: {
      name: study.name,
      parameters: { ...study.fit.parameters },
      standard_errors: { ...study.fit.standardErrors },
      log_likelihood: study.fit.logLikelihood,
      n: study.fit.n,
      time_unit: 'week',
      converged: study.fit.converged,
      identified: study.fit.identified,
      holdout,
    },
    population: {
      n,
      active: alive,
      clv_forward_sum: total,
      low,
      high,
      clv_forward_mean: mean,
      annual_churn: null,
      tiers: { ...scheme.rules.clv, basis: scheme.rules.basis },
      by_tier: byTier,
    },
    ...shown,
    rows,
  }
  return { reply, shortfall: null }
}
