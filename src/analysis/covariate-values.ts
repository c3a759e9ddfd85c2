import { buyingModel, deltaVariance, discountedPurchases, withTraits } from '../domain/clv/models.ts'
import type { BuyingModel, Covariate, ParetoCovariateFit } from '../domain/clv/models.ts'
import { Fault, heavyWork } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { daysPerUnit } from '../domain/history/purchase-history.ts'
import type { BuyingStudy } from './buying-study.ts'
import type { ValueAssumptions } from './customer-values.ts'
import { covariatesOf } from './field-groups.ts'
import type { Observation } from './observe.ts'
import { endsAround, noEnds, sumOf, thinnedRows } from './value-study.ts'
import type { ValueStudy } from './value-study.ts'

/** Coefficients of one trait: e^(coefficient × trait) multiplies the rate of buying, and of leaving. */
export interface CovariateRow {
  name: string
  buying: number
  buying_error: number | null
  leaving: number
  leaving_error: number | null
}

export interface CovariateStudy extends ValueStudy {
  covariates: readonly CovariateRow[]
  /** 2 × the gain in log-likelihood over the model without traits; chi-squared on `degrees`. */
  likelihoodRatio: number
  degrees: number
}

const z95 = 1.959963984540054
const week = daysPerUnit.week

/** Pareto/NBD whose rates depend on fixed traits of the customers, over the values of the model without them. */
export async function covariateValues(
  context: ToolContext,
  at: Observation,
  { study, plain }: { study: BuyingStudy; plain: ValueStudy },
  assumptions: ValueAssumptions,
  fields: readonly string[],
): Promise<CovariateStudy> {
  const table = await context.store.customerTable({ asOf: at.asOf })
  const rowOf = new Map(table.customerIds.map((id, row) => [id, row]))
  const rows = plain.customerIds.map(id => rowOf.get(id) ?? -1)
  const traits: Covariate[] = fields.flatMap(field => covariatesOf(table, field, rows))
  const varied = traits.filter(({ values }) => Array.from(values).some(value => value !== values[0]))
  if (varied.length === 0)
    throw new Fault('invalid_input', { field: 'covariates', problem: 'is the same for every customer' })
  const { histories } = study
  const inWeeks = (days: Float64Array): Float64Array => days.map(value => value / week)
  const recency = inWeeks(histories.recencyDays)
  const age = inWeeks(histories.ageDays)
  const found = await context.once(`pareto-covariates/${at.asOf}/${fields.join('\n')}`, () =>
    heavyWork(context.signal, 'fitParetoCovariates', { repeats: histories.repeats, recency, age }, varied),
  )
  const months = assumptions.horizonMonths === 'infinite' ? null : assumptions.horizonMonths
  const settings = {
    unit: 'week' as const,
    horizonMonths: months,
    annualDiscount: assumptions.annualDiscount,
    grossMargin: assumptions.grossMargin,
  }
  const historyAt = (row: number) => ({
    repeats: histories.repeats[row] ?? 0,
    recency: recency[row] ?? 0,
    age: age[row] ?? 0,
  })
  const modelAt = (fit: Pick<ParetoCovariateFit, 'base' | 'effects'>, row: number): BuyingModel =>
    buyingModel('pareto_nbd', {
      ...withTraits(
        fit,
        varied.map(({ values }) => values[row] ?? 0),
      ),
    })
  const discounted = (fit: Pick<ParetoCovariateFit, 'base' | 'effects'>, row: number): number =>
    discountedPurchases(modelAt(fit, row), historyAt(row), settings).value ?? Number.NaN
  const every = (of: (row: number) => number): Float64Array => Float64Array.from(rows, (_, row) => of(row))
  const margin = (row: number): number => assumptions.grossMargin * Math.max(0, plain.meanSpend[row] ?? 0)
  const forward = every(row => margin(row) * discounted(found, row))
  const scaled = scaledPoint(found)
  const halfWidth = (members: readonly number[]): number | null => {
    if (!scaled) return null
    const variance = deltaVariance(scaled.point, scaled.covariance, point => {
      const moved = scaled.moved(point)
      return Math.log(members.reduce((sum, row) => sum + margin(row) * discounted(moved, row), 0))
    })
    return variance === null ? null : z95 * Math.sqrt(variance)
  }
  const time = ((months ?? 12) * daysPerUnit.month) / week
  return {
    ...plain,
    model: 'pareto_nbd',
    fit: found.fit,
    alive: every(row => modelAt(found, row).alive(historyAt(row))),
    expected: every(row =>
      months === null ? Number.NaN : modelAt(found, row).expected(historyAt(row), time),
    ),
    forward,
    calibration: [],
    tracking: [],
    ends: row => endsAround(forward[row] ?? Number.NaN, halfWidth([row])),
    endsOfSum: members => {
      const sum = sumOf(forward, members)
      return sum === null ? noEnds : endsAround(sum, halfWidth(thinnedRows(members)))
    },
    told: { ...plain.told, p_alive_from: 'pareto_nbd' },
    covariates: found.effects.map(each => ({
      name: each.name,
      buying: each.buying,
      buying_error: each.buyingError,
      leaving: each.leaving,
      leaving_error: each.leavingError,
    })),
    likelihoodRatio: found.likelihoodRatio,
    degrees: found.degrees,
  }
}

/** The fit as a point in the units of its covariance: ln base parameters, then coefficients a standard deviation. */
function scaledPoint({ base, effects, fit }: ParetoCovariateFit) {
  const { covariance } = fit
  if (!covariance) return null
  const own = [
    ...effects.map(({ buying, buyingError }) => [buying, buyingError] as const),
    ...effects.map(({ leaving, leavingError }) => [leaving, leavingError] as const),
  ]
  // The ratio of the errors tells the deviation that the fit counted a trait in.
  const deviations = own.map(
    ([, error], i) => Math.sqrt(covariance[4 + i]?.[4 + i] ?? Number.NaN) / (error ?? Number.NaN),
  )
  const point = [
    ...[base.r, base.alpha, base.s, base.beta].map(Math.log),
    ...own.map(([value], i) => value * (deviations[i] ?? Number.NaN)),
  ]
  const moved = (theta: readonly number[]) => {
    const [r = 0, alpha = 0, s = 0, beta = 0] = theta.slice(0, 4).map(Math.exp)
    const at = (i: number): number => (theta[4 + i] ?? 0) / (deviations[i] ?? Number.NaN)
    return {
      base: { r, alpha, s, beta },
      effects: effects.map((effect, i) => ({
        ...effect,
        buying: at(i),
        leaving: at(effects.length + i),
      })),
    }
  }
  return { point, covariance, moved }
}
