import { clvToCac, monthlyLifetimeValue, paybackMonths } from '../../src/domain/clv/acquisition.ts'
import {
  discountedPaybackPeriods,
  internalRate,
  netPresentValue,
  paybackPeriods,
  programmeRoi,
  savingRate,
} from '../../src/domain/lifecycle/index.ts'
import type { MaybeNumber } from '../../src/domain/maybe-number.ts'
import { Fault } from '../../src/tool.ts'
import type { FigureDraft, ToolContext } from '../../src/tool.ts'
import { costFormula, emptyCosts } from './costs-shape.ts'
import type { CostWords } from './costs-shape.ts'

export interface DirectCosts {
  cost_before?: number | undefined
  cost_after?: number | undefined
  investment?: number | undefined
  total_benefit?: number | undefined
  net_gain?: number | undefined
  cash_flows?: number[] | undefined
  annual_discount?: number | undefined
  acquisition_cost?: number | undefined
  monthly_revenue?: number | undefined
  gross_margin?: number | undefined
  monthly_churn?: number | undefined
  currency?: string | undefined
}

type Name =
  | 'saving_rate'
  | 'roi'
  | 'npv'
  | 'irr'
  | 'payback_periods'
  | 'discounted_payback_periods'
  | 'payback_months'
  | 'ltv'
  | 'clv_to_cac'

const usual = { grossMargin: 0.6, annualDiscount: 0.1 }

/** Every figure whose inputs were given; a figure that does not exist comes with its reason. */
function figuresOf(inputs: DirectCosts): {
  found: Map<Name, MaybeNumber>
  roiBasis: 'total_benefit' | 'net_gain' | null
} {
  const found = new Map<Name, MaybeNumber>()
  const {
    cost_before: before,
    cost_after: after,
    investment,
    cash_flows: flows,
    acquisition_cost: cac,
    monthly_revenue: revenue,
    monthly_churn: churn,
  } = inputs
  if (before !== undefined && after !== undefined) found.set('saving_rate', savingRate(before, after))
  let roiBasis: 'total_benefit' | 'net_gain' | null = null
  if (investment !== undefined && (inputs.total_benefit !== undefined || inputs.net_gain !== undefined)) {
    const { basis, ...roi } = programmeRoi({
      investment,
      totalBenefit: inputs.total_benefit,
      netGain: inputs.net_gain,
    })
    found.set('roi', roi)
    roiBasis = basis
  }
  if (flows) {
    const discount = inputs.annual_discount ?? usual.annualDiscount
    found.set('npv', { value: netPresentValue(flows, discount) })
    found.set('irr', internalRate(flows))
    found.set('payback_periods', paybackPeriods(flows))
    found.set('discounted_payback_periods', discountedPaybackPeriods(flows, discount))
  }
  if (revenue !== undefined) {
    const margin = revenue * (inputs.gross_margin ?? usual.grossMargin)
    if (cac !== undefined)
      found.set(
        'payback_months',
        paybackMonths({ acquisitionCost: cac, monthlyMargin: margin, monthlyChurn: churn }).ignoringChurn,
      )
    if (churn !== undefined) {
      const ltv = monthlyLifetimeValue(margin, churn)
      found.set('ltv', ltv)
      if (cac !== undefined) found.set('clv_to_cac', ltv.value === null ? ltv : clvToCac(ltv.value, cac))
    }
  }
  return { found, roiBasis }
}

/** Saving rate, programme ROI, cash flows and unit economics from direct numbers. */
export function costsDirect(inputs: DirectCosts, context: ToolContext, say: CostWords) {
  const { found, roiBasis } = figuresOf(inputs)
  if (found.size === 0) {
    throw new Fault('invalid_input', {
      field: 'inputs',
      problem:
        'needs cost_before and cost_after, investment and total_benefit (or net_gain), cash_flows, or acquisition_cost, monthly_revenue and monthly_churn',
    })
  }
  const { formats } = context
  const currency = inputs.currency ?? null
  const money = currency ?? 'money'
  const units: Readonly<Record<Name, string>> = {
    saving_rate: 'fraction',
    roi: 'fraction',
    npv: money,
    irr: 'fraction per period',
    payback_periods: 'periods',
    discounted_payback_periods: 'periods',
    payback_months: 'months',
    ltv: money,
    clv_to_cac: 'ratio',
  }
  const shown = (name: Name, value: number | null): string =>
    units[name].startsWith('fraction')
      ? formats.percent(value, 2)
      : units[name] === money
        ? formats.money(value, currency)
        : formats.number(value)
  const values = Object.fromEntries([...found].map(([name, { value }]) => [name, value]))
  const reasons = Object.fromEntries(
    [...found].flatMap(([name, result]) => (result.value === null ? [[name, result.reason]] : [])),
  )
  const join = context.language === 'en' ? '; ' : '；'
  return {
    ...emptyCosts,
    ...values,
    reasons,
    roi_basis: roiBasis,
    summary: say.direct(
      [...found]
        .map(
          ([name, { value }]) =>
            `${say.names[name]} ${value === null ? say.undefinedFigure : shown(name, value)}`,
        )
        .join(join),
    ),
    figures: [...found].map(([name, { value }]): FigureDraft => ({
      path: name,
      name: say.names[name],
      value,
      unit: units[name],
      badge: 'assumed',
    })),
    method: {
      name: 'lifecycle cost figures',
      formula_id: costFormula,
      parameters: {
        annual_discount: inputs.cash_flows ? (inputs.annual_discount ?? usual.annualDiscount) : null,
        gross_margin:
          inputs.monthly_revenue === undefined ? null : (inputs.gross_margin ?? usual.grossMargin),
        first_flow_at: 0,
      },
    },
    assumptions: [
      ...(inputs.cash_flows ? [say.flows] : []),
      ...(roiBasis === 'net_gain' ? [say.netGain] : []),
      ...(found.has('ltv') ? [say.ltv] : []),
    ],
    warnings: Object.entries(reasons).map(([name, reason]) => `${name}: ${reason}`),
    suggested_actions: [],
    currency,
  }
}
