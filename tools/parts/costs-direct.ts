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
import { methodName } from '../words/method-names.ts'

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
  | 'payback_months_with_churn'
  | 'ltv'
  | 'clv_to_cac'

const usual = { grossMargin: 0.6, annualDiscount: 0.1 }

/** Every figure whose inputs were given; a figure that does not exist comes with its reason. */
function figuresOf(inputs: DirectCosts): {
  found: Map<Name, MaybeNumber>
  roiBasis: 'total_benefit' | 'net_gain' | null
  rates: number[]
} {
  const found = new Map<Name, MaybeNumber>()
  let rates: number[] = []
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
    const { rates: several, ...irr } = internalRate(flows)
    rates = several ?? []
    found.set('irr', irr)
    found.set('payback_periods', paybackPeriods(flows))
    found.set('discounted_payback_periods', discountedPaybackPeriods(flows, discount))
  }
  if (revenue !== undefined) {
    const margin = revenue * (inputs.gross_margin ?? usual.grossMargin)
    if (cac !== undefined) {
      const payback = paybackMonths({ acquisitionCost: cac, monthlyMargin: margin, monthlyChurn: churn })
      found.set('payback_months', payback.ignoringChurn)
      if (churn !== undefined) found.set('payback_months_with_churn', payback.withChurn)
    }
    if (churn !== undefined) {
      const ltv = monthlyLifetimeValue(margin, churn)
      found.set('ltv', ltv)
      if (cac !== undefined) found.set('clv_to_cac', ltv.value === null ? ltv : clvToCac(ltv.value, cac))
    }
  }
  return { found, roiBasis, rates }
}

/** A benefit and a gain that are not the same money would give two returns. */
function checkGain({ investment, total_benefit: benefit, net_gain: gain }: DirectCosts): void {
  if (investment === undefined || benefit === undefined || gain === undefined) return
  if (Math.abs(benefit - investment - gain) > 0.005 * Math.max(1, Math.abs(gain)))
    throw new Fault('invalid_input', {
      field: 'inputs.net_gain',
      problem: `is ${gain}, but total_benefit − investment = ${benefit - investment}: give one of the two`,
    })
}

/** What was given without what it needs beside it. */
function lacking(inputs: DirectCosts): { given: string; needs: string }[] {
  const has = (name: keyof DirectCosts): boolean => inputs[name] !== undefined
  const pairs: [keyof DirectCosts, boolean, string][] = [
    ['cost_before', has('cost_after'), 'cost_after'],
    ['cost_after', has('cost_before'), 'cost_before'],
    ['investment', has('total_benefit') || has('net_gain'), 'total_benefit'],
    ['total_benefit', has('investment'), 'investment'],
    ['net_gain', has('investment'), 'investment'],
    ['monthly_revenue', has('acquisition_cost') || has('monthly_churn'), 'acquisition_cost, monthly_churn'],
    ['acquisition_cost', has('monthly_revenue'), 'monthly_revenue'],
    ['monthly_churn', has('monthly_revenue'), 'monthly_revenue'],
    ['annual_discount', has('cash_flows'), 'cash_flows'],
  ]
  return pairs.flatMap(([given, complete, needs]) => (has(given) && !complete ? [{ given, needs }] : []))
}

/** Saving rate, programme ROI, cash flows and unit economics from direct numbers. */
export function costsDirect(inputs: DirectCosts, context: ToolContext, say: CostWords) {
  checkGain(inputs)
  const { found, roiBasis, rates } = figuresOf(inputs)
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
    payback_months_with_churn: 'months',
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
      name: methodName('costFigures', context.language),
      formula_id: costFormula,
      parameters: {
        annual_discount: inputs.cash_flows ? (inputs.annual_discount ?? usual.annualDiscount) : null,
        gross_margin:
          inputs.monthly_revenue === undefined ? null : (inputs.gross_margin ?? usual.grossMargin),
        first_flow_at: 0,
      },
    },
    assumptions: [
      ...(inputs.cash_flows
        ? [say.flows(formats.percent(inputs.annual_discount ?? usual.annualDiscount))]
        : []),
      ...(roiBasis === 'net_gain' ? [say.netGain] : []),
      ...(found.has('ltv') ? [say.ltv] : []),
    ],
    warnings: [
      ...[...found].flatMap(([name, result]) =>
        result.value === null
          ? [say.undefinedWhy({ name: say.names[name], why: say.reasons[result.reason] ?? result.reason })]
          : [],
      ),
      ...(rates.length > 0 ? [say.rates(formats.list(rates.map(rate => formats.percent(rate, 2))))] : []),
      ...lacking(inputs).map(say.lacking),
    ],
    suggested_actions: [],
    currency,
  }
}
