import { levelAt, type CustomerTable } from '../table.ts'
import { applyBins, type Binning } from './bins.ts'
import { boostedScores, type BoostedTrees } from './boosting.ts'
import { calibrated, type Calibration } from './calibration.ts'
import { encode, type EncodedFeature } from './encoding.ts'
import { logisticScores, type LogisticFit } from './logistic.ts'
import { byName } from './order.ts'
import { boostedMean, treeShap } from './tree-shap.ts'
import { wilson } from './two-by-two.ts'

interface ModelCommon {
  columns: readonly string[]
  calibration: Calibration
  /** Customers that an interval of one probability rests on. */
  neighbours: number
}

/** A fitted churn model as plain data. */
export type ChurnModel = ModelCommon &
  (
    | { kind: 'logistic'; features: readonly EncodedFeature[]; fit: LogisticFit }
    | { kind: 'boosting'; binnings: readonly Binning[]; fit: BoostedTrees }
  )

/** Log-odds of each row, before calibration. */
export const modelScores = (model: ChurnModel, table: CustomerTable): Float64Array =>
  model.kind === 'logistic'
    ? logisticScores(model.fit, encode(table, model.features))
    : boostedScores(model.fit, applyBins(table, model.binnings))

/** Calibrated probability of churn for each row, 0 to 1. */
export const churnProbabilities = (model: ChurnModel, table: CustomerTable): Float64Array =>
  modelScores(model, table).map(score => calibrated(model.calibration, score))

/** Interval of one probability: Wilson's, as if counted among the customers with scores nearest to it. */
export function probabilityInterval({ neighbours }: Pick<ChurnModel, 'neighbours'>, probability: number) {
  const { low, high } = wilson(probability * neighbours, neighbours)
  return { low: low ?? 0, high: high ?? 1 }
}

export interface Reason {
  column: string
  /** Log-odds that the column adds to (or takes from) the average customer's. */
  contribution: number
  value: number | string | null
}

export interface Explanation {
  row: number
  /** Average log-odds; with all contributions it gives the row's log-odds. */
  average: number
  logOdds: number
  /** Every column, largest rise in risk first. */
  contributions: readonly Reason[]
}

/** Exact contributions of each column to the log-odds of the given rows (linear terms, or TreeSHAP). */
export function explainChurn(
  model: ChurnModel,
  table: CustomerTable,
  rows: readonly number[],
): Explanation[] {
  const valueAt = (name: string, row: number): number | string | null => {
    const column = table.columns.find(candidate => candidate.name === name)
    if (!column) return null
    if (column.kind === 'category') return levelAt(column, row)
    const value = column.values[row] ?? NaN
    return Number.isFinite(value) ? value : null
  }
  const contributionsOf =
    model.kind === 'logistic' ? linearContributions(model, table) : shapContributions(model, table)
  return rows.map(row => {
    const { average, byColumn } = contributionsOf(row)
    const contributions = [...byColumn]
      .map(([column, contribution]): Reason => ({ column, contribution, value: valueAt(column, row) }))
      .sort((one, two) => two.contribution - one.contribution || byName(one.column, two.column))
    return {
      row,
      average,
      logOdds: contributions.reduce((sum, { contribution }) => sum + contribution, average),
      contributions,
    }
  })
}

/** The (at most) `most` columns that raise one customer's risk most. */
export const reasonsFor = ({ contributions }: Explanation, most = 3): Reason[] =>
  contributions.filter(({ contribution }) => contribution > 0).slice(0, most)

function linearContributions(
  { features, fit }: Extract<ChurnModel, { kind: 'logistic' }>,
  table: CustomerTable,
) {
  const design = encode(table, features)
  const average = fit.coefficients.reduce(
    (sum, weight, j) => sum + weight * (fit.means[j] ?? 0),
    fit.intercept,
  )
  // What a row without any entry is below or above the average customer, by column.
  const empty = new Map<string, number>()
  for (const [j, { column }] of features.entries())
    empty.set(column, (empty.get(column) ?? 0) - (fit.coefficients[j] ?? 0) * (fit.means[j] ?? 0))
  return (row: number) => {
    const byColumn = new Map(empty)
    for (let k = design.starts[row] ?? 0; k < (design.starts[row + 1] ?? 0); k++) {
      const j = design.features[k] ?? 0
      const column = features[j]?.column ?? ''
      byColumn.set(column, (byColumn.get(column) ?? 0) + (fit.coefficients[j] ?? 0) * (design.values[k] ?? 0))
    }
    return { average, byColumn }
  }
}

function shapContributions(
  { binnings, fit }: Extract<ChurnModel, { kind: 'boosting' }>,
  table: CustomerTable,
) {
  const rows = applyBins(table, binnings)
  const average = boostedMean(fit)
  return (row: number) => {
    const contributions = treeShap(fit, rows, row)
    return { average, byColumn: new Map(binnings.map(({ column }, at) => [column, contributions[at] ?? 0])) }
  }
}
