import type { CustomerTable } from '../table.ts'
import { applyBins, learnBins } from './bins.ts'
import { boost, type BoostingOptions } from './boosting.ts'
import { modelScores, type ChurnModel } from './churn-model.ts'
import { bestExposure, type Exposure } from './exposure.ts'
import { fitChurnModel } from './fit-model.ts'
import { matchingRows } from './matching-rows.ts'
import { profileColumn } from './profile.ts'
import { pickRows, rowsWhere } from './rows.ts'

export interface Split {
  train: CustomerTable
  trainLabels: Uint8Array
  test: CustomerTable
  testLabels: Uint8Array
  /** Row of each test customer in the whole table. */
  testRows: Uint32Array
}

export function splitFold(table: CustomerTable, labels: Uint8Array, folds: Uint8Array, fold: number): Split {
  const trainRows = rowsWhere(table.n, row => folds[row] !== fold)
  const testRows = rowsWhere(table.n, row => folds[row] === fold)
  const labelsOf = (rows: Uint32Array) => Uint8Array.from(rows, row => labels[row] ?? 0)
  return {
    train: pickRows(table, trainRows),
    trainLabels: labelsOf(trainRows),
    test: pickRows(table, testRows),
    testLabels: labelsOf(testRows),
    testRows,
  }
}

const logOddsOf = (events: number, n: number) => Math.log((events + 0.5) / (n - events + 0.5))
const sum = (labels: ArrayLike<number>) => Array.from(labels).reduce((total, label) => total + label, 0)

/** The best single rule found on the training rows: the rates of its two sides. */
export function singleRuleScores({ train, trainLabels, test }: Split): Float64Array {
  const best = bestRule(train, trainLabels)
  if (!best) return new Float64Array(test.n).fill(logOddsOf(sum(trainLabels), train.n))
  const { exposedChurned, exposedRetained, otherChurned, otherRetained } = best.counts
  const exposed = logOddsOf(exposedChurned, exposedChurned + exposedRetained)
  const others = logOddsOf(otherChurned, otherChurned + otherRetained)
  return Float64Array.from(matchingRows(test, best.where), hit => (hit ? exposed : others))
}

/** The split of one column that separates churned from retained best; `null` where no column has one. */
export function bestRule(table: CustomerTable, churned: Uint8Array): Exposure | null {
  const everyone = { n: table.n, churned: sum(churned) }
  const smallest = Math.max(5, table.n / 50)
  return table.columns.reduce((so: Exposure | null, column) => {
    const rule = bestExposure(profileColumn(column, churned), everyone, smallest)
    return rule && (!so || rule.chiSquare > so.chiSquare) ? rule : so
  }, null)
}

/** Scores of the test rows; `near` is the model of another fold, to start from. */
export function logisticFold(
  { train, trainLabels, test }: Split,
  near: ChurnModel | null,
): { scores: Float64Array; model: ChurnModel } {
  const model = fitChurnModel('logistic', train, trainLabels, uncalibrated, {}, near)
  return { model, scores: modelScores(model, test) }
}

const uncalibrated = { columns: [], calibration: { kind: 'none' } as const, neighbours: 1 }

/** Scores of the test rows at every tenth tree, and the mean log-loss there. */
export interface BoostingStages {
  scores: Float32Array[]
  losses: number[]
}

export const stageEvery = 10
const patience = 40

/** Trees are added until the test rows have not improved for 40; which stage to use is decided by other folds. */
export function boostingStages(
  { train, trainLabels, test, testLabels }: Split,
  options: BoostingOptions,
): BoostingStages {
  const binnings = learnBins(train)
  const rows = applyBins(test, binnings)
  const stages: BoostingStages = { scores: [], losses: [] }
  let best = Infinity
  let bestAt = 0
  boost(applyBins(train, binnings), binnings, trainLabels, options, {
    rows,
    each: (tree, scores) => {
      if (tree % stageEvery !== 0) return true
      let loss = 0
      for (let row = 0; row < test.n; row++) {
        const score = scores[row] ?? 0
        loss += (score > 30 ? score : Math.log1p(Math.exp(score))) - (testLabels[row] ?? 0) * score
      }
      stages.scores.push(Float32Array.from(scores))
      stages.losses.push(loss)
      if (loss < best) [best, bestAt] = [loss, tree]
      return tree - bestAt < patience
    },
  })
  return stages
}

/** Stage with the least loss over the given folds; a fold that stopped early keeps its last loss. */
export function bestStage(folds: readonly BoostingStages[]): number {
  const most = Math.max(0, ...folds.map(({ losses }) => losses.length))
  let best = 0
  let least = Infinity
  for (let stage = 0; stage < most; stage++) {
    const loss = folds.reduce(
      (total, { losses }) => total + (losses[Math.min(stage, losses.length - 1)] ?? 0),
      0,
    )
    if (loss < least) [least, best] = [loss, stage]
  }
  return best
}
