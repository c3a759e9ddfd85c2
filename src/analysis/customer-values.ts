import { discountedValue } from '../domain/clv/discounted.ts'
import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'
import type { BuyingModelName, ContractModelName } from '../domain/clv/models.ts'
import { buyingStudy } from './buying-study.ts'
import type { BuyingStudy } from './buying-study.ts'
import { churnBaseline } from './churn-in-force.ts'
import type { Silence } from './churn-in-force.ts'
import { contractStudy } from './contract-study.ts'
import type { ContractStudy } from './contract-study.ts'
import { contractValues } from './contract-values.ts'
import { orderSetting } from './clv-route.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'
import { opportunityValues } from './opportunity-values.ts'
import type { ValueStudy } from './value-study.ts'

export { tierOf, tierScheme } from './value-tiers.ts'
export type { TierScheme } from './value-tiers.ts'

/** Assumptions behind a value, from the settings unless the call says otherwise. */
export interface ValueAssumptions {
  grossMargin: number
  annualDiscount: number
  horizonMonths: number | 'infinite'
  timing: 'arrears' | 'advance'
}

/** Where a customer's yearly revenue comes from, best first. */
export type RevenueBasis =
  | 'contract_value'
  | 'mrr'
  | 'orders'
  | 'won_amount_over_tenure'
  | 'total_spent_over_tenure'
  | 'totals_over_assumed_years'

/** Value of every customer, aligned with `table`. Money in major units of the reporting currency; NaN where unknown. */
export interface CustomerValues {
  table: CustomerTable
  revenuePerYear: Float64Array
  revenueBasis: RevenueBasis | null
  /** Purchase model behind the forward values of buyers; `null` where another or none was fitted. */
  model: BuyingModelName | 'bg_bb' | null
  /** Renewal model behind the forward values of contracts; both `null` where the present pattern is discounted. */
  renewal: ContractModelName | null
  historical: Float64Array
  forward: Float64Array
  low: Float64Array
  high: Float64Array
  /** Churn a year used for customers still active: those who stay away. */
  annualChurn: number
  /** Where silence is churn: its rate over `days`, and the share of the silent who stay away. */
  silence: (Silence & { days: number; rate: number }) | null
  /** Measured over a dated window; a label without dates taken to cover one year; or nothing known. */
  churnBasis: 'measured' | 'one_year' | 'assumed'
  churnInterval: readonly [number, number]
  assumptions: ValueAssumptions
  /** Active customers have forward value; those already gone have none. */
  active: Uint8Array
}

const yearDays = 365.25
/** Orders of fewer days than this are not stretched to a year. */
const shortestBaseDays = 90
/** Over how long a customer's total came in, where no file says since when; the answer says so. */
export const assumedYears = 3
/** Taken only where no churn can be measured; the answer says so. */
const assumedAnnualChurn = 0.2

/** Revenue a year by the best source the table fills; NaN where unknown. */
export function yearlyRevenue(
  table: CustomerTable,
  at: Observation,
): { values: Float64Array; basis: RevenueBasis | null } {
  const contract = numbers(table, 'contract_value')
  if (contract?.some(value => value > 0)) return { values: contract, basis: 'contract_value' }
  const mrr = numbers(table, 'mrr')
  if (mrr?.some(value => value > 0)) return { values: mrr.map(value => value * 12), basis: 'mrr' }
  const total = numbers(table, 'revenue_total')
  const since = numbers(table, 'days_since_first_order')
  // Orders whose file names no amount are worth an unknown sum, not nothing.
  if (total?.some(money => money !== 0) && since && at.overview.buyers > 0) {
    const values = total.map(
      (money, row) => (money / Math.max(since[row] ?? Number.NaN, shortestBaseDays)) * yearDays,
    )
    return { values, basis: 'orders' }
  }
  return revenueOfTotals(table) ?? { values: new Float64Array(table.n).fill(Number.NaN), basis: null }
}

/** Totals that a customer list states, spread over the time as a customer; over `assumedYears` where none is known. */
function revenueOfTotals(table: CustomerTable): { values: Float64Array; basis: RevenueBasis } | null {
  const stated = (['total_won_amount', 'total_spent'] as const).find(name =>
    numbers(table, name)?.some(money => money > 0),
  )
  const total = stated === undefined ? undefined : numbers(table, stated)
  if (total === undefined) return null
  const since = numbers(table, 'tenure_days') ?? numbers(table, 'days_since_first_order')
  if (since?.some(days => !Number.isNaN(days)))
    return {
      values: total.map(
        (money, row) => (money / Math.max(since[row] ?? Number.NaN, shortestBaseDays)) * yearDays,
      ),
      basis: stated === 'total_spent' ? 'total_spent_over_tenure' : 'won_amount_over_tenure',
    }
  return { values: total.map(money => money / assumedYears), basis: 'totals_over_assumed_years' }
}

/** Revenue so far: orders, else the stated total, else won deals, else years as a customer times revenue per year. */
function pastRevenue(table: CustomerTable, perYear: Float64Array, at: Observation): Float64Array {
  const tenure = numbers(table, 'tenure_days') ?? numbers(table, 'subscription_age_days')
  const total = numbers(table, 'revenue_total')
  const stated = [
    at.overview.buyers > 0 && total?.some(money => money !== 0) ? total : undefined,
    numbers(table, 'total_spent'),
    numbers(table, 'total_won_amount') ?? numbers(table, 'won_amount'),
  ]
  return perYear.map((yearly, row) => {
    const known = stated.map(values => values?.[row] ?? Number.NaN).find(value => !Number.isNaN(value))
    return known ?? (yearly * (tenure?.[row] ?? Number.NaN)) / yearDays
  })
}

/**
 * 1 for customers who still are one: not labelled churned, contract not ended, bought within the silence of the
 * definition, as those observed at the start of a window did (who never bought is no customer yet).
 */
function stillActive(table: CustomerTable, at: Observation, silenceDays: number | null): Uint8Array {
  const churned = numbers(table, 'churned')
  // An account whose renewal is overdue in a CRM list is late, not gone; a subscription that ended is.
  const live = has(at, 'subscription', 'subscription_event') ? numbers(table, 'active') : undefined
  const silent = silenceDays === null ? undefined : numbers(table, 'days_since_last_order')
  return Uint8Array.from({ length: table.n }, (_, row) => {
    if ((churned?.[row] ?? 0) > 0) return 0
    if (live && (live[row] ?? 1) === 0) return 0
    return silent && !((silent[row] ?? Number.NaN) < (silenceDays ?? Infinity)) ? 0 : 1
  })
}

/** Present value of one money unit of yearly margin: every customer's value is a multiple of it. */
export function unitValue(annualChurn: number, assumptions: ValueAssumptions): number {
  const { annualDiscount, horizonMonths, timing } = assumptions
  const horizon = horizonMonths === 'infinite' ? { infinite: true } : { horizonYears: horizonMonths / 12 }
  return (
    discountedValue({ annualMargin: 1, annualChurn, annualDiscount, timing, ...horizon }).value ?? Number.NaN
  )
}

export const assumptionsIn = ({ settings: { values } }: ToolContext): ValueAssumptions => ({
  grossMargin: values.gross_margin,
  annualDiscount: values.annual_discount,
  horizonMonths: values.horizon_months,
  timing: 'arrears',
})

/**
 * Forward value of every customer as the discounted present pattern: revenue a year × margin × annuity under the measured
 * churn, one rate for all. The interval carries what the churn rate leaves open.
 */
export function presentPattern(
  context: ToolContext,
  at: Observation,
  assumptions: ValueAssumptions,
): Promise<CustomerValues> {
  return context.once(`pattern/${at.asOf}/${JSON.stringify(assumptions)}`, async () => {
    const table = await context.store.customerTable({ asOf: at.asOf })
    const baseline = await churnBaseline(context, at)
    const rate = baseline?.rate ?? { value: null, low: null, high: null }
    const churnBasis = baseline?.annual ? 'measured' : rate.value === null ? 'assumed' : 'one_year'
    const annual = baseline?.annual ?? rate
    const annualChurn = annual.value ?? assumedAnnualChurn
    const churnInterval: readonly [number, number] = [annual.low ?? annualChurn, annual.high ?? annualChurn]
    const revenue = yearlyRevenue(table, at)
    const silent = baseline?.definition.kind === 'silence' ? baseline.definition.days : null
    const active = stillActive(table, at, silent)
    const unit = unitValue(annualChurn, assumptions)
    const [unitHigh, unitLow] = churnInterval.map(rate => unitValue(rate, assumptions))
    const margin = revenue.values.map(value => value * assumptions.grossMargin)
    const times = (factor: number): Float64Array =>
      margin.map((value, row) =>
        active[row] ? Math.max(0, value) * factor : Number.isNaN(value) ? Number.NaN : 0,
      )
    return {
      model: null,
      renewal: null,
      table,
      revenuePerYear: revenue.values,
      revenueBasis: revenue.basis,
      historical: pastRevenue(table, revenue.values, at).map(value => value * assumptions.grossMargin),
      forward: times(unit),
      low: times(unitLow ?? unit),
      high: times(unitHigh ?? unit),
      annualChurn,
      churnBasis,
      churnInterval,
      silence:
        baseline?.silence && silent !== null && rate.value !== null
          ? { ...baseline.silence, days: silent, rate: rate.value }
          : null,
      assumptions,
      active,
    }
  })
}

/**
 * Forward value of every customer (METHODS 2): buyers by the raced purchase model, contracts by the renewal model, where
 * the data carries one; else the discounted present pattern. The interval carries what the model's parameters leave open.
 */
export function customerValues(
  context: ToolContext,
  at: Observation,
  assumptions: ValueAssumptions = assumptionsIn(context),
): Promise<CustomerValues> {
  return context.once(`values/${at.asOf}/${JSON.stringify(assumptions)}`, async () => {
    const plain = await presentPattern(context, at, assumptions)
    if (plain.revenueBasis === 'orders') {
      const setting = (await orderSetting(context, at))?.setting ?? 'non_contractual'
      if (setting === 'contractual') {
        const { study } = await contractStudy(context, at, assumptions, null)
        if (study) return contracted(study, plain)
      }
      if (setting === 'discrete_opportunities') {
        const { study } = await opportunityValues(context, at, assumptions)
        if (study?.fit.identified) return atOpportunities(study, plain)
      }
      const { study } = await buyingStudy(context, at, assumptions, null)
      return study ? modelled(study, plain) : plain
    }
    if (plain.revenueBasis !== 'mrr' && plain.revenueBasis !== 'contract_value') return plain
    const { study } = await contractStudy(context, at, assumptions, null)
    return study ? contracted(study, plain) : plain
  })
}

/** Forward values of a renewal model; customers whose tenure is not known keep the present pattern. */
export function contracted(study: ContractStudy, plain: CustomerValues): CustomerValues {
  const { forward, ends } = contractValues(study, plain)
  const rowOf = new Map(study.customerIds.map((id, row) => [id, row]))
  const pick = (of: (row: number) => number | null, other: Float64Array): Float64Array =>
    Float64Array.from(plain.table.customerIds, (id, at) => {
      const row = rowOf.get(id)
      return row === undefined ? (other[at] ?? Number.NaN) : (of(row) ?? Number.NaN)
    })
  const value = (row: number): number => forward[row] ?? Number.NaN
  return {
    ...plain,
    renewal: study.name,
    forward: pick(value, plain.forward),
    low: pick(row => ends(row).low ?? value(row), plain.low),
    high: pick(row => ends(row).high ?? value(row), plain.high),
    active: plain.active.map((active, at) => {
      const row = rowOf.get(plain.table.customerIds[at] ?? '')
      return row === undefined ? active : 1 - (study.left[row] ?? 0)
    }),
  }
}

/** Forward values at discrete opportunities, with one width for all. */
function atOpportunities(study: ValueStudy, plain: CustomerValues): CustomerValues {
  const rowOf = new Map(study.customerIds.map((id, row) => [id, row]))
  const forward = Float64Array.from(plain.table.customerIds, id => {
    const row = rowOf.get(id)
    return row === undefined ? 0 : (study.forward[row] ?? Number.NaN)
  })
  const rows = study.customerIds.map((_, row) => row)
  const { low, high } = study.endsOfSum(rows)
  const width = low !== null && high !== null && low > 0 ? Math.sqrt(high / low) : 1
  return {
    ...plain,
    model: 'bg_bb',
    forward,
    low: forward.map(value => value / width),
    high: forward.map(value => value * width),
  }
}

/** Forward values of a purchase model, brought to the rows of the table; who never bought has none. */
function modelled(study: BuyingStudy, plain: CustomerValues): CustomerValues {
  const { table } = plain
  const rowOf = new Map(study.histories.customerIds.map((id, row) => [id, row]))
  const forward = Float64Array.from(table.customerIds, id => {
    const row = rowOf.get(id)
    return row === undefined ? 0 : (study.forward[row] ?? Number.NaN)
  })
  const width = Math.exp(study.logHalfWidth ?? 0)
  return {
    ...plain,
    model: study.name,
    forward,
    low: forward.map(value => value / width),
    high: forward.map(value => value * width),
  }
}

/** True when the store can say anything about what customers pay. */
export const hasMoney = (at: Observation): boolean =>
  at.overview.buyers > 0 || has(at, 'subscription', 'customer', 'account')
