import { buyingModel, buyingParameters, deltaVariance, discountedPurchases } from '../domain/clv/models.ts'
import type { BuyingModelName, Fit, GammaGammaFit, ValueSettings } from '../domain/clv/models.ts'
import { expectedSpend } from '../domain/clv/models.ts'
import type { BuyingHistory } from '../domain/history/purchase-history.ts'
import { breathe, timeToBreathe } from './breathe.ts'
import { thinnedRows } from './value-study.ts'

const z95 = 1.959963984540054

/** What the interval of a sum of forward values rests on. */
export interface IntervalSources {
  name: BuyingModelName
  fit: Fit
  spend: GammaGammaFit | null
  settings: ValueSettings
  /** Distinct histories, and the one of each customer. */
  distinct: readonly BuyingHistory[]
  rowOf: ArrayLike<number>
  repeats: ArrayLike<number>
  /** Observed mean of the repeat purchases, and expected spend, a customer. */
  meanRepeat: ArrayLike<number>
  meanSpend: ArrayLike<number>
}

/**
 * Half width, on the ln scale, of the forward value of some customers together: delta method on the parameters of the
 * purchase model and of the spend model, whose variances add. `null` where the purchase model is not identified.
 */
export function sumIntervals(from: IntervalSources): {
  halfWidthOf: (rows: readonly number[]) => number | null
  /** Asks every model that the half width needs, letting others in between. */
  prepare: (rows: readonly number[]) => Promise<void>
} {
  const { name, fit, spend, settings, distinct, rowOf } = from
  const keys = buyingParameters[name]
  const theta = keys.map(key => Math.log(fit.parameters[key] ?? Number.NaN))
  const known = new Map<string, Map<number, number>>()
  // Every nudged model is asked once for a history, however many sums it enters.
  const purchases = (point: readonly number[]): ((row: number) => number) => {
    const id = point.join('/')
    const values = known.get(id) ?? new Map<number, number>()
    known.set(id, values)
    const model = buyingModel(name, Object.fromEntries(keys.map((key, i) => [key, Math.exp(point[i] ?? 0)])))
    return row => {
      const at = rowOf[row] ?? 0
      const before = values.get(at)
      if (before !== undefined) return before
      const history = distinct[at]
      const value = history ? (discountedPurchases(model, history, settings).value ?? Number.NaN) : Number.NaN
      values.set(at, value)
      return value
    }
  }
  const prepare = async (all: readonly number[]): Promise<void> => {
    if (!fit.covariance) return
    const points: (readonly number[])[] = [theta]
    deltaVariance(theta, fit.covariance, point => points.push(point))
    const rows = thinnedRows(all)
    const due = timeToBreathe()
    for (const point of points) {
      const of = purchases(point)
      for (const row of rows) {
        if (due()) await breathe()
        of(row)
      }
    }
  }
  const halfWidthOf = (all: readonly number[]): number | null => {
    if (!fit.covariance || all.length === 0) return null
    const rows = thinnedRows(all)
    const sum = (of: (row: number) => number): number => rows.reduce((total, row) => total + of(row), 0)
    const amount = (row: number): number => Math.max(0, from.meanSpend[row] ?? 0)
    const counts = deltaVariance(theta, fit.covariance, point => {
      const of = purchases(point)
      return Math.log(sum(row => amount(row) * of(row)))
    })
    if (counts === null) return null
    const here = purchases(theta)
    const amounts = spend ? spendVarianceOf(spend, from, rows, here) : 0
    return z95 * Math.sqrt(counts + (amounts ?? 0))
  }
  return { halfWidthOf, prepare }
}

function spendVarianceOf(
  { parameters: { p, q, gamma }, covariance }: GammaGammaFit,
  { repeats, meanRepeat }: IntervalSources,
  rows: readonly number[],
  purchases: (row: number) => number,
): number | null {
  if (!covariance) return null
  return deltaVariance(
    [Math.log(p), Math.log(q - 1), Math.log(gamma)],
    covariance,
    ([a = 0, b = 0, c = 0]) => {
      const moved = { p: Math.exp(a), q: 1 + Math.exp(b), gamma: Math.exp(c) }
      return Math.log(
        rows.reduce(
          (total, row) =>
            total +
            (expectedSpend(moved, { repeats: repeats[row] ?? 0, meanSpend: meanRepeat[row] ?? 0 }).value ??
              0) *
              purchases(row),
          0,
        ),
      )
    },
  )
}
