import { Fault } from '../../fault.ts'
import type { CustomerTable } from '../table.ts'
import { aucDifference, type Auc } from './auc.ts'
import type { BoostingOptions } from './boosting.ts'
import { calibrateOutOfFold } from './calibration.ts'
import {
  bestStage,
  boostingStages,
  logisticFold,
  singleRuleScores,
  splitFold,
  stageEvery,
  type Split,
} from './candidates.ts'
import type { ChurnModel } from './churn-model.ts'
import { fitChurnModel } from './fit-model.ts'
import { hashFolds } from './hash-split.ts'
import { churnMetrics, type ChurnMetrics } from './metrics.ts'
import { pickColumns, pickRows } from './rows.ts'
import { sampledRows } from './sampled-rows.ts'
import { screenColumns, type Exclusion, type ScreenOptions } from './screen-columns.ts'

export type CandidateName = 'prevalence' | 'single_rule' | 'logistic' | 'boosting'

export interface Candidate {
  name: CandidateName
  /** All out of fold: no customer is scored by a model that has seen it. */
  metrics: ChurnMetrics
}

export interface Gate {
  met: boolean
  events: number
  eventsNeeded: number
  customers: number
  customersNeeded: number
  /** Churned (or retained) and customers that are still missing. */
  shortfall: { events: number; retained: number; customers: number }
}

export interface ChurnTraining {
  /** `no_signal`: the AUC does not clear 0.5 by its interval, or the scores say less than the churn rate. Then no model. */
  status: 'ok' | 'not_enough_data' | 'no_signal'
  gate: Gate
  candidates: readonly Candidate[]
  chosen: 'logistic' | 'boosting' | null
  /** AUC of boosting minus logistic, paired. Boosting is chosen when its interval is above 0 and it is above 0.005. */
  boostingGain: Auc | null
  metrics: ChurnMetrics | null
  /** Probability out of fold for each row of the table; NaN never: `null` without a model. */
  outOfFold: Float64Array | null
  model: ChurnModel | null
  excluded: readonly Exclusion[]
  /** What the logistic model would claim with the leaking columns left in, beside the honest figure. */
  withLeaks: { columns: readonly string[]; auc: Auc; honestAuc: Auc } | null
  columns: readonly string[]
  split: { kind: 'hash'; folds: number }
  trainedOn: number
}

export interface TrainOptions extends ScreenOptions {
  folds?: number
  gate?: { events: number; customers: number }
  /** Customers used for training at most; a sample by hash of the id beyond that. */
  mostRows?: number
  boosting?: BoostingOptions
}

/**
 * Trains and judges churn models on one snapshot (METHODS 5). `churned` is 1 for churned rows. Columns are screened
 * for leaks first; everything learned is learned inside the folds, which follow from the hash of the customer id.
 */
export function trainChurnModel(
  table: CustomerTable,
  churned: Uint8Array,
  options: TrainOptions = {},
): ChurnTraining {
  if (churned.length !== table.n)
    throw new Fault('invalid_input', { field: 'churned', problem: 'must have one label a customer' })
  const { folds: foldCount = 5, mostRows = 40_000 } = options
  const { usable, excluded } = screenColumns(table, churned, options)
  const gate = gateOf(churned, options.gate ?? { events: 50, customers: 200 })
  const columns = usable.map(({ column }) => column.name)
  const nothing: ChurnTraining = {
    status: 'not_enough_data',
    gate,
    candidates: [],
    chosen: null,
    boostingGain: null,
    metrics: null,
    outOfFold: null,
    model: null,
    excluded,
    withLeaks: null,
    columns,
    split: { kind: 'hash', folds: foldCount },
    trainedOn: 0,
  }
  if (!gate.met || columns.length === 0) return gate.met ? { ...nothing, status: 'no_signal' } : nothing
  const order = sampledRows(table.customerIds, mostRows)
  const all = pickRows(table, order)
  const labels = Uint8Array.from(order, row => churned[row] ?? 0)
  const folds = hashFolds(all.customerIds, foldCount)
  const data = pickColumns(all, new Set(columns))
  const splits = Array.from({ length: foldCount }, (_, fold) => splitFold(data, labels, folds, fold)).filter(
    usableSplit,
  )
  if (splits.length < foldCount) return nothing
  const stages = splits.map(split => boostingStages(split, options.boosting ?? {}))
  const judged = <Name extends CandidateName>(name: Name, scores: Float64Array) => {
    const { calibration, probability } = calibrateOutOfFold(scores, labels, folds, foldCount)
    return { name, calibration, probability, scores, metrics: churnMetrics(probability, labels, scores) }
  }
  const gathered = (score: (split: Split, fold: number) => ArrayLike<number>) =>
    gather(splits, labels.length, score)
  const prevalence = new Float64Array(labels.length).fill(
    labels.reduce((sum, label) => sum + label, 0) / labels.length,
  )
  const rule = gathered(singleRuleScores).map(score => 1 / (1 + Math.exp(-score)))
  const logistic = judged('logistic', gathered(logisticFolds()))
  const boosting = judged(
    'boosting',
    gathered((_, fold) => stageScores(stages, fold)),
  )
  const boostingGain = aucDifference(boosting.scores, logistic.scores, labels)
  const best: typeof logistic | typeof boosting = clearlyBetter(boostingGain) ? boosting : logistic
  const candidates: Candidate[] = [
    { name: 'prevalence', metrics: churnMetrics(prevalence, labels) },
    { name: 'single_rule', metrics: churnMetrics(rule, labels) },
    { name: 'logistic', metrics: logistic.metrics },
    { name: 'boosting', metrics: boosting.metrics },
  ]
  const leaks = excluded.filter(({ leak }) => leak).map(({ column }) => column)
  const report: ChurnTraining = {
    ...nothing,
    candidates,
    boostingGain,
    metrics: best.metrics,
    trainedOn: labels.length,
    withLeaks:
      leaks.length > 0
        ? leakyScore(all, labels, folds, foldCount, [...columns, ...leaks], leaks, logistic.metrics.auc)
        : null,
  }
  if (!hasSignal(best.metrics)) return { ...report, status: 'no_signal' }
  const common = {
    columns,
    calibration: best.calibration,
    neighbours: Math.max(20, Math.round(labels.length / 20)),
  }
  const trees = (bestStage(stages) + 1) * stageEvery
  return {
    ...report,
    status: 'ok',
    chosen: best === boosting ? 'boosting' : 'logistic',
    outOfFold: scattered(best.probability, order, table.n),
    model: fitChurnModel(best.name, data, labels, common, { ...options.boosting, trees }),
  }
}

/**
 * Ranks better than chance, and out of fold says more than the churn rate alone. Two models had a try, so the AUC
 * must clear 0.5 by its 99 % interval (2.576 standard errors), not only by the 95 % one that is shown.
 */
export function hasSignal({
  auc,
  logLoss,
  logLossBase,
}: Pick<ChurnMetrics, 'auc' | 'logLoss' | 'logLossBase'>): boolean {
  const below = (auc.value ?? 0) - (auc.low ?? 0)
  return (auc.value ?? 0) - 1.3143 * below > 0.5 && logLoss < logLossBase
}

/** Half of what two ways of judging the same model differ by: a smaller gain is not worth a model nobody can read. */
const worthwhileGain = 0.005

/** The simpler model stands unless the gain beats its own interval (paired) and is more than a trifle. */
const clearlyBetter = (gain: Auc) => (gain.low ?? 0) > 0 && (gain.value ?? 0) > worthwhileGain

function gateOf(churned: Uint8Array, needed: { events: number; customers: number }): Gate {
  const events = churned.reduce((sum, label) => sum + label, 0)
  const shortfall = {
    events: Math.max(0, needed.events - events),
    retained: Math.max(0, needed.events - (churned.length - events)),
    customers: Math.max(0, needed.customers - churned.length),
  }
  const met = shortfall.events + shortfall.retained + shortfall.customers === 0
  return {
    met,
    events,
    eventsNeeded: needed.events,
    customers: churned.length,
    customersNeeded: needed.customers,
    shortfall,
  }
}

const usableSplit = ({ trainLabels, testLabels }: Split) =>
  [trainLabels, testLabels].every(labels => labels.includes(1) && labels.includes(0))

/** Logistic scores fold by fold, each starting where the fold before ended. */
function logisticFolds(): (split: Split) => Float64Array {
  let near: ChurnModel | null = null
  return split => {
    const { model, scores } = logisticFold(split, near)
    near = model
    return scores
  }
}

function gather(
  splits: readonly Split[],
  n: number,
  score: (split: Split, fold: number) => ArrayLike<number>,
): Float64Array {
  const scores = new Float64Array(n)
  for (const [fold, split] of splits.entries()) {
    const own = score(split, fold)
    for (const [at, row] of split.testRows.entries()) scores[row] = own[at] ?? 0
  }
  return scores
}

/** Scores of one fold at the number of trees that the other folds found best. */
function stageScores(stages: readonly ReturnType<typeof boostingStages>[], fold: number): Float32Array {
  const stage = bestStage(stages.filter((_, other) => other !== fold))
  const own = stages[fold]?.scores ?? []
  return own[Math.min(stage, own.length - 1)] ?? new Float32Array()
}

function leakyScore(
  all: CustomerTable,
  labels: Uint8Array,
  folds: Uint8Array,
  foldCount: number,
  columns: readonly string[],
  leaks: readonly string[],
  honestAuc: Auc,
) {
  const data = pickColumns(all, new Set(columns))
  const splits = Array.from({ length: foldCount }, (_, fold) => splitFold(data, labels, folds, fold))
  return {
    columns: leaks,
    auc: churnMetrics(
      gather(splits, labels.length, logisticFolds()).map(score => 1 / (1 + Math.exp(-score))),
      labels,
    ).auc,
    honestAuc,
  }
}

function scattered(values: Float64Array, order: Uint32Array, n: number): Float64Array | null {
  if (order.length < n) return null
  const out = new Float64Array(n)
  for (const [at, row] of order.entries()) out[row] = values[at] ?? 0
  return out
}
