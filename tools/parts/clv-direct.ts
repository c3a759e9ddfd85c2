import { clvToCac, paybackMonths } from '../../src/domain/clv/acquisition.ts'
import { clvComponents } from '../../src/domain/clv/components.ts'
import type { ComponentInputs } from '../../src/domain/clv/components.ts'
import { clvByFormula, clvByFormulaDiscounted, clvDefaults } from '../../src/domain/clv/formula.ts'
import { clvSensitivity } from '../../src/domain/clv/sensitivity.ts'
import { documentCaps, documentTiers, spendCap, valueTier } from '../../src/domain/roi/index.ts'
import { Fault } from '../../src/tool.ts'
import type { ToolContext } from '../../src/tool.ts'
import { noClv } from './clv-shape.ts'
import { formulaId } from './formula-ids.ts'
import type { ClvWords } from './clv-words.ts'

export interface ClvInputs {
  monthly_revenue?: number | undefined
  lifetime_months?: number | undefined
  gross_margin?: number | undefined
  acquisition_cost?: number | undefined
  revenue_per_year?: number | undefined
  annual_margin?: number | undefined
  annual_churn?: number | undefined
  churn_by_year?: number[] | undefined
  revenue_by_year?: number[] | undefined
  annual_discount?: number | undefined
  horizon_years?: number | undefined
  infinite?: boolean | undefined
  timing?: 'arrears' | 'advance' | undefined
  years_elapsed?: number | undefined
  upgrade_margin_per_year?: number | undefined
  upgrade_probability?: number | undefined
  referrals_per_year?: number | undefined
  referral_reward?: number | undefined
  revenue_trend?: number | undefined
  maintenance_cost_per_year?: number | undefined
  data_value_per_year?: number | undefined
  currency?: string | undefined
}

/** Framework CLV: revenue × months × margin, and what losing the customer costs. */
export function formulaClv(inputs: ClvInputs, context: ToolContext, say: ClvWords) {
  const { monthly_revenue: monthlyRevenue, lifetime_months: lifetimeMonths } = inputs
  if (monthlyRevenue === undefined || lifetimeMonths === undefined) {
    const field = monthlyRevenue === undefined ? 'inputs.monthly_revenue' : 'inputs.lifetime_months'
    throw new Fault('invalid_input', { field, problem: 'is needed for the formula' })
  }
  const grossMargin = inputs.gross_margin ?? clvDefaults.grossMargin
  const acquisitionCost = inputs.acquisition_cost ?? clvDefaults.acquisitionCost
  const formula = { monthlyRevenue, lifetimeMonths, grossMargin, acquisitionCost }
  const annualDiscount = inputs.annual_discount ?? clvDefaults.annualDiscount
  const { clv, churnCost } = clvByFormula(formula)
  const discounted = clvByFormulaDiscounted({ ...formula, annualDiscount })
  // The framework's stream is undiscounted; a discount given by the caller makes the forward value a present value.
  const forward = inputs.annual_discount === undefined ? clv : discounted
  const ratio = clvToCac(clv, acquisitionCost)
  const payback = paybackMonths({
    acquisitionCost,
    monthlyMargin: monthlyRevenue * grossMargin,
    ...(lifetimeMonths >= 1 ? { monthlyChurn: 1 / lifetimeMonths } : {}),
  })
  const { formats } = context
  const currency = inputs.currency ?? null
  const unit = currency ?? 'money'
  const figure = (path: string, name: string, value: number | null, of = unit) => ({
    path,
    name,
    value,
    unit: of,
    badge: 'assumed' as const,
  })
  return {
    ...noClv,
    summary: say.formula({
      clv: formats.money(clv, currency),
      churnCost: formats.money(churnCost, currency),
      current: formats.money(discounted, currency),
      discount: formats.percent(annualDiscount),
      ...unused,
    }),
    figures: [
      figure('framework/clv', say.figures.clv, clv),
      figure('framework/churn_cost', say.figures.churnCost, churnCost),
      figure('recommended/clv_forward', say.figures.forward, forward),
      figure('clv_to_cac', say.figures.ratio, ratio.value, 'ratio'),
      figure('payback_months', say.figures.payback, payback.ignoringChurn.value, 'months'),
    ],
    method: {
      name: say.methods.formula,
      formula_id: formulaId.clvFormula,
      parameters: { ...snake(formula), annual_discount: annualDiscount },
    },
    assumptions: [say.undiscounted, say.caps],
    warnings: [],
    suggested_actions: [
      {
        tool: 'evaluate_retention_roi',
        why: say.roi,
        arguments: { inputs: { clv, acquisition_cost: acquisitionCost }, strategy: 'B' },
      },
    ],
    currency,
    framework: { clv, churn_cost: churnCost },
    recommended: { clv_current: forward, clv_potential: 0, clv_forward: forward, churn_cost: forward },
    clv_to_cac: ratio.value,
    payback_months: payback.ignoringChurn.value,
    payback_months_with_churn: payback.withChurn.value,
  }
}

const unused = {
  historical: '',
  potential: '',
  total: '',
  forward: '',
  cap: '',
  horizon: '',
  infinite: '',
  retention: '',
  framework: '',
}

const snake = (record: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [
      key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`),
      value,
    ]),
  )

function componentInputs(inputs: ClvInputs): ComponentInputs {
  return {
    revenuePerYear:
      inputs.revenue_per_year ??
      (inputs.monthly_revenue === undefined ? undefined : inputs.monthly_revenue * 12),
    grossMargin: inputs.gross_margin,
    annualMargin: inputs.annual_margin,
    revenueByYear: inputs.revenue_by_year,
    annualChurn: inputs.annual_churn,
    churnByYear: inputs.churn_by_year,
    annualDiscount: inputs.annual_discount,
    horizonYears: inputs.horizon_years,
    infinite: inputs.infinite,
    timing: inputs.timing,
    yearsElapsed: inputs.years_elapsed,
    upgradeMarginPerYear: inputs.upgrade_margin_per_year,
    upgradeProbability: inputs.upgrade_probability,
    referralsPerYear: inputs.referrals_per_year,
    referralReward: inputs.referral_reward,
    revenueTrend: inputs.revenue_trend,
    maintenanceCostPerYear: inputs.maintenance_cost_per_year,
    dataValuePerYear: inputs.data_value_per_year,
  }
}

/** Historical, current and potential value, printed and exact; `discounted` leaves past and potential out. */
export function componentClv(
  method: 'components' | 'discounted',
  inputs: ClvInputs,
  context: ToolContext,
  say: ClvWords,
) {
  const asked = componentInputs(inputs)
  const { framework, recommended, current } = clvComponents(asked)
  const sensitivity = clvSensitivity(asked)
  const acquisitionCost = inputs.acquisition_cost
  const monthlyMargin = current.annualMargin / 12
  const annual = inputs.annual_churn ?? inputs.churn_by_year?.[0]
  const payback =
    acquisitionCost === undefined
      ? null
      : paybackMonths({
          acquisitionCost,
          monthlyMargin,
          ...(annual === undefined ? {} : { monthlyChurn: 1 - (1 - annual) ** (1 / 12) }),
        })
  const endless =
    current.horizonYears === 'infinite' || inputs.churn_by_year || inputs.revenue_by_year
      ? null
      : clvComponents({ ...asked, horizonYears: undefined, infinite: true }).recommended.clvCurrent
  const { formats, language } = context
  const currency = inputs.currency ?? null
  const unit = currency ?? 'money'
  const money = (amount: number | null): string => formats.money(amount, currency)
  const shape = (block: typeof recommended) => ({
    clv_historical: block.clvHistorical,
    clv_current: block.clvCurrent,
    upgrade_value: block.upgradeValue,
    referral_value: block.referralValue,
    clv_potential: block.clvPotential,
    clv_total: block.clvTotal,
    clv_forward: block.clvForward,
  })
  const printed = [framework.clvHistorical, framework.clvCurrent, framework.clvPotential, framework.clvTotal]
    .map(money)
    .join(' / ')
  const reason =
    current.value === null && current.reason ? (say.reasons[current.reason] ?? current.reason) : undefined
  const horizon =
    current.horizonYears === 'infinite' ? say.forever : say.years(formats.number(current.horizonYears))
  const also =
    endless === null
      ? ''
      : language === 'en'
        ? `; without horizon ${money(endless)}`
        : `；${say.forever} ${money(endless)}`
  const forward = recommended.clvForward
  const cap =
    forward === null
      ? null
      : spendCap(
          forward,
          valueTier({ clv: forward }, documentTiers).tier,
          context.settings.values.spend_caps ?? documentCaps,
        )
  const words = {
    clv: '',
    churnCost: '',
    historical: money(recommended.clvHistorical),
    current: money(recommended.clvCurrent),
    potential: money(recommended.clvPotential),
    total: money(recommended.clvTotal),
    forward: money(forward),
    cap:
      cap === null || forward === null || forward <= 0
        ? ''
        : say.cap({
            amount: money(cap.amount),
            flat: money(cap.flat),
            share: formats.percent(cap.byShare / forward, 0),
            byShare: money(cap.byShare),
          }),
    horizon,
    infinite: also,
    discount: formats.percent(current.annualDiscount),
    retention: formats.percent(annual === undefined ? null : 1 - annual),
    framework: method === 'components' ? printed : money(framework.clvCurrent),
  }
  // These two are varied as multiples; readers want the retention and the revenue they stand for.
  const baseOf: Readonly<Record<string, number>> = {
    ...(annual === undefined ? {} : { retention: 1 - annual }),
    ...(asked.revenuePerYear === undefined ? {} : { purchase_value: asked.revenuePerYear }),
  }
  const figure = (path: string, name: string, value: number | null) => ({
    path,
    name,
    value,
    unit,
    badge: 'assumed' as const,
  })
  const potential = (inputs.upgrade_probability ?? 0) > 0 || (inputs.referrals_per_year ?? 0) > 0
  return {
    ...noClv,
    summary: method === 'components' ? say.components(words) : say.discounted(words),
    figures: [
      figure('recommended/clv_historical', say.figures.historical, recommended.clvHistorical),
      figure('recommended/clv_current', say.figures.current, recommended.clvCurrent),
      figure('recommended/clv_potential', say.figures.potential, recommended.clvPotential),
      figure('recommended/clv_forward', say.figures.forward, recommended.clvForward),
      figure('recommended/clv_total', say.figures.total, recommended.clvTotal),
      figure('framework/clv_total', say.figures.totalFramework, framework.clvTotal),
    ],
    method: {
      name: say.methods[method],
      formula_id: method === 'components' ? formulaId.clvComponents : formulaId.clvDiscounted,
      parameters: {
        annual_margin: current.annualMargin,
        annual_discount: current.annualDiscount,
        horizon_years: current.horizonYears,
        timing: current.timing,
        taken_by_default: current.defaulted,
        ...(cap === null ? {} : { spend_cap: cap.amount, spend_cap_rule: cap.rule }),
      },
    },
    assumptions: [say.printed, say.caps, say.totalIsPast, ...(potential ? [say.potentialAssumed] : [])],
    warnings: reason ? [reason] : [],
    suggested_actions: [
      {
        tool: 'evaluate_retention_roi',
        why: say.roi,
        arguments: { inputs: { clv: recommended.clvForward }, strategy: 'B' },
      },
    ],
    currency,
    framework: shape(framework),
    recommended: { ...shape(recommended), ...(reason === undefined ? {} : { reason }) },
    clv_to_cac:
      acquisitionCost === undefined || recommended.clvForward === null
        ? null
        : clvToCac(recommended.clvForward, acquisitionCost).value,
    payback_months: payback?.ignoringChurn.value ?? null,
    payback_months_with_churn: payback?.withChurn.value ?? null,
    sensitivity: sensitivity.map(row => ({
      factor: row.factor,
      low_input: row.lowInput * (baseOf[row.factor] ?? 1),
      high_input: row.highInput * (baseOf[row.factor] ?? 1),
      low_value: row.lowValue,
      high_value: row.highValue,
      range: row.range,
    })),
    yearly: current.yearly.map(({ presentValue, ...row }) => ({ ...row, present_value: presentValue })),
  }
}
