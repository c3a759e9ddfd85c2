import { stackTables } from '../stack-tables.ts'
import type { CustomerTable } from '../table.ts'
import { calibrateOutOfFold, type Calibration } from './calibration.ts'
import { singleRuleScores, splitFold } from './candidates.ts'
import { churnProbabilities, modelScores, type ChurnModel } from './churn-model.ts'
import { fitChurnModel } from './fit-model.ts'
import { hashFolds } from './hash-split.ts'
import { pickColumns, pickRows } from './rows.ts'
import { sampledRows } from './sampled-rows.ts'
import { withinRange } from './within-range.ts'

/** Customers on one past day, and who of them churned in the window after it. */
export interface PastWindow {
  table: CustomerTable
  churned: Uint8Array
}

/** What is fitted anew at every past day: what the whole data has chosen. */
export interface LaterOptions {
  kind: ChurnModel['kind']
  columns: readonly string[]
  calibration: Calibration['kind']
  trees?: number
  /** Churn events that the windows before a tested one must hold. */
  eventsNeeded: number
  /** Windows are tested, latest first, until they hold `events`; at most `origins` of them. */
  test: { origins: number; events: number }
  mostRows: number
  /** Whether the best single rule is learned too: it takes a look at every column. */
  withRule: boolean
}

/** One tested window: what a model of the windows before it foretold. */
export interface Foretold {
  /** Probability of each row of the tested window, 0 to 1. */
  scores: Float64Array
  /** What the best single rule of the windows before says: their rate on its side; 0 where not asked for. */
  rule: Float64Array
  /** Churn rate of the windows before: what one would have foretold without any model. */
  rate: number
}

const calibrationFolds = 3

/** Rolling time splits over `windows` (latest first): each is foretold by what was known when it began. */
export function foretellLater(windows: readonly PastWindow[], options: LaterOptions): Foretold[] {
  const found: Foretold[] = []
  let near: ChurnModel | null = null
  let events = 0
  for (let at = 0; at < options.test.origins && events < options.test.events; at++) {
    const tested = windows[at]
    const earlier = windows.slice(at + 1)
    const known = earlier.reduce((sum, window) => sum + eventsIn(window.churned), 0)
    if (!tested || known < options.eventsNeeded) break
    const { model, ...told }: Foretold & { model: ChurnModel } = foretell(
      earlier,
      tested.table,
      options,
      near,
    )
    near = model
    found.push(told)
    events += eventsIn(tested.churned)
  }
  return found
}

function foretell(
  earlier: readonly PastWindow[],
  tested: CustomerTable,
  options: LaterOptions,
  near: ChurnModel | null,
): Foretold & { model: ChurnModel } {
  const pooled = stackTables(earlier.map(({ table }) => table))
  const pooledLabels = Uint8Array.from(earlier.flatMap(({ churned }) => [...churned]))
  const order = sampledRows(pooled.customerIds, options.mostRows)
  const train = pickColumns(pickRows(pooled, order), new Set(options.columns))
  const labels = Uint8Array.from(order, row => pooledLabels[row] ?? 0)
  const boosting = options.trees === undefined ? {} : { trees: options.trees }
  const none = { columns: options.columns, calibration: { kind: 'none' } as const, neighbours: 1 }
  const fit = (data: CustomerTable, own: Uint8Array) =>
    fitChurnModel(options.kind, data, own, none, boosting, near)
  const calibration = options.calibration === 'none' ? none.calibration : calibrationOf(train, labels, fit)
  const test = withinRange(tested, options.columns, train)
  const model = fit(train, labels)
  return {
    model,
    scores: churnProbabilities({ ...model, calibration }, test),
    rule: !options.withRule
      ? new Float64Array(tested.n)
      : singleRuleScores({
          train,
          trainLabels: labels,
          test: pickColumns(tested, new Set(options.columns)),
          testLabels: new Uint8Array(tested.n),
          testRows: Uint32Array.from({ length: tested.n }, (_, row) => row),
        }).map(score => 1 / (1 + Math.exp(-score))),
    rate: eventsIn(pooledLabels) / Math.max(1, pooled.n),
  }
}

function calibrationOf(
  data: CustomerTable,
  labels: Uint8Array,
  fit: (data: CustomerTable, labels: Uint8Array) => ChurnModel,
): Calibration {
  const folds = hashFolds(data.customerIds, calibrationFolds)
  const scores = new Float64Array(data.n)
  for (let fold = 0; fold < calibrationFolds; fold++) {
    const { train, trainLabels, test, testRows } = splitFold(data, labels, folds, fold)
    const own = modelScores(fit(train, trainLabels), test)
    for (const [at, row] of testRows.entries()) scores[row] = own[at] ?? 0
  }
  return calibrateOutOfFold(scores, labels, folds, calibrationFolds).calibration
}

const eventsIn = (labels: Uint8Array): number => labels.reduce((sum, label) => sum + label, 0)
