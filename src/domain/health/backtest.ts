import { Fault } from '../../fault.ts'
import { auc, aucDifference } from '../churn/auc.ts'
import type { Auc } from '../churn/auc.ts'
import { hashFolds } from '../churn/hash-split.ts'
import { wilson } from '../churn/two-by-two.ts'
import type { Rate } from '../churn/two-by-two.ts'
import { lbfgs } from '../math/lbfgs.ts'
import type { HealthProfile } from './profile.ts'
import { healthBand } from './score.ts'
import type { HealthBand } from './score.ts'

export interface HealthBacktest {
  n: number
  churned: number
  /** Probability that a churned customer scored below a retained one; ties count half. 0.5 is chance. */
  auc: number | null
  /** Churn rate of the tenth with the lowest scores ÷ churn rate of all. */
  liftAt10: number | null
  churnByBand: { band: HealthBand; rate: Rate }[]
  /** Churn falls from low over medium to high, as it should. */
  ordered: boolean
}

/** How well scores of an earlier day told who left within the window; pairs without a score are left out. */
export function backtestHealth(
  scores: ArrayLike<number>,
  churned: ArrayLike<number>,
  bands: HealthProfile['bands'],
): HealthBacktest {
  const rows: { score: number; lost: number }[] = []
  for (let row = 0; row < scores.length; row++) {
    const [score, lost] = [scores[row] ?? NaN, churned[row] ?? NaN]
    if (!Number.isNaN(score) && !Number.isNaN(lost)) rows.push({ score, lost })
  }
  rows.sort((one, two) => one.score - two.score)
  const n = rows.length
  const lostTotal = rows.reduce((sum, { lost }) => sum + lost, 0)
  const churnByBand = (['low', 'medium', 'high'] as const).map(band => {
    const inBand = rows.filter(({ score }) => healthBand(score, bands) === band)
    return {
      band,
      rate: wilson(
        inBand.reduce((sum, { lost }) => sum + lost, 0),
        inBand.length,
      ),
    }
  })
  const rates = churnByBand.flatMap(({ rate }) => (rate.value === null ? [] : [rate.value]))
  return {
    n,
    churned: lostTotal,
    auc: lostTotal === 0 || lostTotal === n ? null : aucBelow(rows),
    liftAt10: lostTotal === 0 ? null : lowestTenth(rows) / (lostTotal / n),
    churnByBand,
    ordered: rates.every((rate, index) => index === 0 || rate <= (rates[index - 1] ?? 1)),
  }
}

/** Mann–Whitney over ascending scores: churned customers should come first. */
function aucBelow(rows: readonly { score: number; lost: number }[]): number {
  let wins = 0
  let keptSoFar = 0
  const lostTotal = rows.reduce((sum, { lost }) => sum + lost, 0)
  const kept = rows.length - lostTotal
  for (let start = 0; start < rows.length;) {
    let end = start
    let lost = 0
    while (end < rows.length && rows[end]?.score === rows[start]?.score) lost += rows[end++]?.lost ?? 0
    const here = end - start - lost
    wins += lost * (kept - keptSoFar - here + here / 2)
    keptSoFar += here
    start = end
  }
  return wins / (lostTotal * kept)
}

/** Churn rate of the lowest tenth; rows tied at its edge count with their common rate. */
function lowestTenth(rows: readonly { score: number; lost: number }[]): number {
  const size = Math.max(1, Math.round(rows.length / 10))
  const edge = rows[size - 1]?.score ?? 0
  const below = rows.filter(({ score }) => score < edge)
  const tied = rows.filter(({ score }) => score === edge)
  const tiedRate = tied.reduce((sum, { lost }) => sum + lost, 0) / tied.length
  return (below.reduce((sum, { lost }) => sum + lost, 0) + (size - below.length) * tiedRate) / size
}

export interface SuggestedWeights {
  weights: Readonly<Record<string, number>>
  /** Of weights learned without the customers they are judged on. */
  auc: number | null
  aucNow: number | null
  /** AUC of the suggested weights above that of the weights in force, with its 95 % interval (DeLong, paired). */
  gain: Auc
  n: number
  churned: number
}

const folds = 5

interface ScoredRow {
  scores: number[]
  lost: number
  fold: number
}

/**
 * Weights that would have told churn best: logistic regression on the dimension scores with coefficients held at
 * 0 or on the healthy side, scaled to add up to 1. Shown beside the weights in force, never used by itself.
 * `dimensions[k]` are the scores (0 to 100) of dimension k; rows with any missing score are left out. The AUC is
 * of five parts by customer (hash of `customerIds`), each judged by weights learned on the other four.
 */
export function suggestWeights(
  profile: HealthProfile,
  dimensions: readonly ArrayLike<number>[],
  churned: ArrayLike<number>,
  customerIds: readonly string[],
): SuggestedWeights {
  const foldOf = hashFolds(customerIds, folds, 'health-weights')
  const rows: ScoredRow[] = []
  for (let row = 0; row < churned.length; row++) {
    const scores = dimensions.map(values => values[row] ?? NaN)
    const lost = churned[row] ?? NaN
    if (!scores.some(Number.isNaN) && !Number.isNaN(lost)) rows.push({ scores, lost, fold: foldOf[row] ?? 0 })
  }
  const labels = rows.map(({ lost }) => lost)
  const lostTotal = labels.reduce((sum, lost) => sum + lost, 0)
  if (lostTotal < 50)
    throw new Fault('not_enough_data', { found: lostTotal, needed: 50, of: 'churned customers' })
  const width = dimensions.length
  const risk = ({ scores }: ScoredRow, weights: readonly number[]): number =>
    -scores.reduce((sum, score, k) => sum + (weights[k] ?? 0) * score, 0)
  const unseen = Array.from({ length: folds }, (_, fold) =>
    learnedWeights(
      rows.filter(row => row.fold !== fold),
      width,
    ),
  )
  const held = rows.map(row => risk(row, unseen[row.fold] ?? []))
  const inForce = profile.dimensions.map(({ weight }) => weight)
  const now = rows.map(row => risk(row, inForce))
  const weights = learnedWeights(rows, width)
  return {
    weights: Object.fromEntries(profile.dimensions.map(({ name }, k) => [name, weights[k] ?? 0])),
    auc: auc(held, labels).value,
    aucNow: auc(now, labels).value,
    gain: aucDifference(held, now, labels),
    n: rows.length,
    churned: lostTotal,
  }
}

/** Coefficients of at least 0 on (50 − score) / 50, with a ridge of 1, scaled to add up to 1. */
function learnedWeights(rows: readonly ScoredRow[], width: number): number[] {
  const found = lbfgs(
    (theta, gradient) => {
      gradient.fill(0)
      let loss = 0
      for (const { scores, lost } of rows) {
        const eta = scores.reduce(
          (sum, score, k) => sum + ((theta[k + 1] ?? 0) * (50 - score)) / 50,
          theta[0] ?? 0,
        )
        const probability = 1 / (1 + Math.exp(-eta))
        loss += Math.max(0, eta) + Math.log1p(Math.exp(-Math.abs(eta))) - lost * eta
        gradient[0] = (gradient[0] ?? 0) + probability - lost
        scores.forEach((score, k) => {
          gradient[k + 1] = (gradient[k + 1] ?? 0) + ((probability - lost) * (50 - score)) / 50
        })
      }
      for (let k = 1; k <= width; k++) {
        loss += 0.5 * (theta[k] ?? 0) ** 2
        gradient[k] = (gradient[k] ?? 0) + (theta[k] ?? 0)
      }
      return loss
    },
    new Float64Array(width + 1),
    {
      low: Float64Array.from({ length: width + 1 }, (_, k) => (k === 0 ? -50 : 0)),
      high: new Float64Array(width + 1).fill(50),
    },
    { maxIterations: 500, gradientTolerance: 1e-8 },
  )
  const raw = Array.from(found.theta.slice(1), weight => Math.max(0, weight))
  const total = raw.reduce((sum, weight) => sum + weight, 0)
  return raw.map(weight => (total > 0 ? weight / total : 1 / width))
}
