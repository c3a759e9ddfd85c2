import { daysPerUnit } from '../domain/history/purchase-history.ts'
import { contractModel, discountedRenewals } from '../domain/clv/models.ts'
import { numbers } from '../domain/table.ts'
import type { ContractStudy } from './contract-study.ts'
import type { CustomerValues } from './customer-values.ts'
import { endsAround, noEnds, sumOf } from './value-study.ts'
import type { ValueStudy } from './value-study.ts'

/** Revenue of one period of each customer of the study; where orders are payments, their mean. */
function revenueOf(study: ContractStudy, values: CustomerValues): Float64Array {
  const rowOf = new Map(values.table.customerIds.map((id, row) => [id, row]))
  const paid = values.revenueBasis === 'orders' ? numbers(values.table, 'average_order_value') : undefined
  const share = daysPerUnit[study.period] / daysPerUnit.year
  return Float64Array.from(study.customerIds, id => {
    const row = rowOf.get(id) ?? -1
    return paid ? (paid[row] ?? Number.NaN) : (values.revenuePerYear[row] ?? Number.NaN) * share
  })
}

/** Margin of one period of each customer; 0 for who left, NaN where revenue is not known. */
const marginsOf = (study: ContractStudy, revenue: Float64Array, grossMargin: number): Float64Array =>
  revenue.map((amount, row) => ((study.left[row] ?? 0) === 1 ? 0 : Math.max(0, amount * grossMargin)))

/** What a renewal model says of every customer under contract: payments to come × margin of a period. */
export function contractValues(study: ContractStudy, values: CustomerValues): ValueStudy {
  const { customerIds, renewals, left } = study
  const rowOf = new Map(values.table.customerIds.map((id, row) => [id, row]))
  const revenue = revenueOf(study, values)
  const margins = marginsOf(study, revenue, values.assumptions.grossMargin)
  const forward = study.payments.map((payments, row) => payments * (margins[row] ?? Number.NaN))
  const days = daysPerUnit[study.period]
  const horizon =
    values.assumptions.horizonMonths === 'infinite'
      ? null
      : (values.assumptions.horizonMonths * daysPerUnit.month) / days
  const model = contractModel(study.name, study.fit.parameters)
  const plain = new Map<string, number>()
  return {
    model: study.name,
    fit: study.fit,
    timeUnit: study.period,
    customerIds,
    repeats: renewals,
    recencyDays: customerIds.map(() => Number.NaN),
    ageDays: customerIds.map(() => Number.NaN),
    meanSpend: revenue,
    alive: Float64Array.from(left, gone => 1 - gone),
    expected: Float64Array.from(customerIds, (_, row) => {
      if ((left[row] ?? 0) === 1) return 0
      const own = { ahead: study.ahead[row] ?? 1, horizon, discount: 0 }
      const key = `${renewals[row]}/${own.ahead}`
      const value = plain.get(key) ?? discountedRenewals(model, renewals[row] ?? 0, own).value ?? Number.NaN
      plain.set(key, value)
      return value
    }),
    forward,
    historical: Float64Array.from(customerIds, id => values.historical[rowOf.get(id) ?? -1] ?? Number.NaN),
    holdout: study.race.map((entry, place) => ({
      model: entry.name,
      winner: place === 0 && entry.eligible && entry.name === study.name,
      predicted_total: entry.predictedTotal,
      actual_total: entry.actualTotal,
      total_error: entry.totalError,
      log_loss: entry.logLoss,
      log_likelihood: entry.fit.logLikelihood,
      bic: entry.fit.bic,
      eligible: entry.eligible,
    })),
    holdoutDays: study.holdoutPeriods * days,
    calibration: [],
    tracking: [],
    ends: row => endsAround(forward[row] ?? Number.NaN, study.logHalfWidth[row] ?? Number.NaN),
    endsOfSum: rows => {
      const sum = sumOf(forward, rows)
      if (sum === null) return noEnds
      const wanted = new Set(rows)
      return endsAround(
        sum,
        study.halfWidthOf(row => (wanted.has(row) ? (margins[row] ?? 0) : 0)),
      )
    },
    told: { basis: study.basis, survival: study.curve.map(share => Math.round(share * 1e4) / 1e4) },
  }
}
