import { Fault } from '../../fault.ts'
import { requireFinite, requireGrowth, requireNotNegative, requirePositive, requireRate } from '../guards.ts'
import { clvDefaults } from './formula.ts'

/** When a year's margin is paid: at its end, first renewal at risk; or at its start, first payment sure. */
export type Timing = 'arrears' | 'advance'

export interface DiscountedInputs {
  /** What the customer pays in a year. */
  revenuePerYear?: number | undefined
  /** 0 to 1; 1 when the amounts are already profit. */
  grossMargin?: number | undefined
  /** Margin per year; wins over revenue × gross margin. */
  annualMargin?: number | undefined
  /** Revenue of year 1, 2, …; the last one continues. */
  revenueByYear?: readonly number[] | undefined
  /** Probability of leaving within a year, 0 to 1. */
  annualChurn?: number | undefined
  /** The same for year 1, 2, …; afterwards `annualChurn` when given, else the last one continues. */
  churnByYear?: readonly number[] | undefined
  /** Effective, per year. */
  annualDiscount?: number | undefined
  /** Years; a fraction of a last year pays that fraction of its margin. */
  horizonYears?: number | undefined
  infinite?: boolean | undefined
  timing?: Timing | undefined
  /** Yearly growth of the margin. */
  revenueTrend?: number | undefined
  /** Yearly cost of keeping the customer that gross margin leaves out; money. */
  maintenanceCostPerYear?: number | undefined
  /** Yearly worth of the customer's data; money. */
  dataValuePerYear?: number | undefined
}

export interface YearRow {
  year: number
  /** Probability, 0 to 1, that the year's margin is earned. */
  survival: number
  margin: number
  /** 1/(1+i)^t. */
  factor: number
  presentValue: number
}

export interface DiscountedValue {
  /** Present value; `null` with `reason` where it does not exist. */
  value: number | null
  reason?: string
  /** Present value of one money unit a year while the customer stays. */
  annuityFactor: number | null
  yearly: YearRow[]
  /** Present value after the last row of an infinite horizon; 0 otherwise. */
  beyondRows: number | null
  annualMargin: number
  annualDiscount: number
  horizonYears: number | 'infinite'
  timing: Timing
  /** Arguments that were not given and took the documents' default. */
  defaulted: string[]
  warnings: string[]
}

const rowsOfInfinite = 10

/** Years. */
export const longestHorizon = 1000

/**
 * Present value of the present pattern: Σ margin × survival × factor (METHODS 2). Churn compounds:
 * survival = Π(1 − R_s). Infinite horizon by the closed tail m q/(1 − q), q = r(1+g)/(1+i).
 */
export function discountedValue(inputs: DiscountedInputs): DiscountedValue {
  const plan = readPlan(inputs)
  const yearly: YearRow[] = []
  let annuity = 0
  let survivalAtStart = 1
  for (let year = 1; year <= Math.ceil(plan.years - 1e-9); year++) {
    const share = Math.min(1, plan.years - year + 1)
    const time = plan.timing === 'arrears' ? year - 1 + share : year - 1
    const survivalAtEnd = survivalAtStart * (1 - plan.churn(year))
    const survival =
      plan.timing === 'advance' ? survivalAtStart : survivalAtStart * (1 - plan.churn(year)) ** share
    const factor = (1 + plan.discount) ** -time
    const margin = share * (plan.growing(year) + plan.flat)
    annuity += share * survival * factor
    yearly.push({ year, survival, margin, factor, presentValue: margin * survival * factor })
    survivalAtStart = survivalAtEnd
  }
  const rows = yearly.reduce((total, row) => total + row.presentValue, 0)
  const echo = {
    yearly,
    annualMargin: plan.annualMargin,
    annualDiscount: plan.discount,
    timing: plan.timing,
    defaulted: plan.defaulted,
    warnings: plan.warnings,
  }
  if (!plan.infinite) {
    return { value: rows, annuityFactor: annuity, beyondRows: 0, horizonYears: plan.years, ...echo }
  }
  const last = yearly.at(-1)
  if (!last) throw new Fault('invalid_input', { field: 'horizon_years', problem: 'must be above 0' })
  const retention = 1 - plan.churn(plan.years + 1)
  const flatRatio = retention / (1 + plan.discount)
  const growingRatio = flatRatio * (1 + plan.trend)
  // In advance, the first payment after the rows still carries the last listed year's churn.
  const carried = plan.timing === 'advance' ? (1 - plan.churn(plan.years)) / (1 + plan.discount) : flatRatio
  const first = last.survival * last.factor * carried
  const flatTail = plan.flat === 0 ? 0 : tail(plan.flat * first, flatRatio)
  const growingTail = tail(plan.growing(plan.years + 1) * first, growingRatio)
  const unitTail = tail(first, flatRatio)
  if (flatTail === null || growingTail === null) {
    const reason = 'infinite_horizon_without_discount_or_churn'
    return { value: null, reason, annuityFactor: null, beyondRows: null, horizonYears: 'infinite', ...echo }
  }
  const beyondRows = flatTail + growingTail
  return {
    value: rows + beyondRows,
    annuityFactor: unitTail === null ? null : annuity + unitTail,
    beyondRows,
    horizonYears: 'infinite',
    ...echo,
  }
}

/** first + first·q + first·q² + …; `null` when the sum does not exist. */
const tail = (first: number, ratio: number): number | null =>
  first === 0 ? 0 : ratio < 1 ? first / (1 - ratio) : null

interface Plan {
  annualMargin: number
  growing: (year: number) => number
  flat: number
  trend: number
  churn: (year: number) => number
  discount: number
  years: number
  infinite: boolean
  timing: Timing
  defaulted: string[]
  warnings: string[]
}

function readPlan(inputs: DiscountedInputs): Plan {
  const defaulted: string[] = []
  const warnings: string[] = []
  const orDefault = <Value>(field: string, given: Value | undefined, fallback: Value): Value => {
    if (given === undefined) defaulted.push(field)
    return given ?? fallback
  }
  const trend = requireGrowth('revenue_trend', inputs.revenueTrend ?? 0)
  const margins = readMargins(inputs, orDefault)
  const rates = inputs.churnByYear?.map((rate, index) => requireRate(`churn_by_year.${index}`, rate)) ?? []
  if (inputs.annualChurn === undefined && rates.length === 0) {
    throw new Fault('invalid_input', { field: 'annual_churn', problem: 'is needed, or churn_by_year' })
  }
  const laterChurn = requireRate('annual_churn', inputs.annualChurn ?? rates.at(-1) ?? 0)
  const discount = requireGrowth(
    'annual_discount',
    orDefault('annual_discount', inputs.annualDiscount, clvDefaults.annualDiscount),
  )
  const listed = Math.max(rates.length, margins.listed)
  const infinite = inputs.infinite === true
  if (infinite && inputs.horizonYears !== undefined) {
    throw new Fault('invalid_input', { field: 'infinite', problem: 'excludes horizon_years' })
  }
  const years = infinite
    ? Math.max(rowsOfInfinite, listed)
    : requirePositive(
        'horizon_years',
        inputs.horizonYears ??
          (listed > 0 ? listed : orDefault('horizon_years', undefined, clvDefaults.horizonYears)),
      )
  if (years > longestHorizon)
    throw new Fault('invalid_input', { field: 'horizon_years', problem: `must be at most ${longestHorizon}` })
  if (rates.length > 0 && rates.length < years && inputs.annualChurn === undefined) {
    warnings.push('last_churn_rate_continues')
  }
  if (margins.listed > 0 && margins.listed < years) warnings.push('last_revenue_continues')
  if (infinite && discount <= 0) warnings.push('infinite_horizon_undiscounted')
  return {
    annualMargin: margins.annual,
    growing: year => margins.of(year) * (1 + trend) ** (year - 1),
    flat:
      requireFinite('data_value_per_year', inputs.dataValuePerYear ?? 0) -
      requireNotNegative('maintenance_cost_per_year', inputs.maintenanceCostPerYear ?? 0),
    trend,
    churn: year => rates[year - 1] ?? laterChurn,
    discount,
    years,
    infinite,
    timing: orDefault('timing', inputs.timing, clvDefaults.timing),
    defaulted,
    warnings,
  }
}

function readMargins(
  inputs: DiscountedInputs,
  orDefault: (field: string, given: number | undefined, fallback: number) => number,
): { annual: number; listed: number; of: (year: number) => number } {
  const revenues = inputs.revenueByYear ?? []
  const first = revenues[0] ?? inputs.revenuePerYear
  if (inputs.annualMargin !== undefined && revenues.length === 0) {
    const annual = requireFinite('annual_margin', inputs.annualMargin)
    return { annual, listed: 0, of: () => annual }
  }
  if (first === undefined) {
    throw new Fault('invalid_input', { field: 'revenue_per_year', problem: 'is needed, or annual_margin' })
  }
  const share = requireRate(
    'gross_margin',
    orDefault('gross_margin', inputs.grossMargin, clvDefaults.grossMargin),
  )
  const margins = revenues.map(
    (revenue, index) => requireNotNegative(`revenue_by_year.${index}`, revenue) * share,
  )
  const annual =
    inputs.annualMargin ?? requireNotNegative('revenue_per_year', inputs.revenuePerYear ?? first) * share
  return { annual, listed: margins.length, of: year => margins[year - 1] ?? margins.at(-1) ?? annual }
}
