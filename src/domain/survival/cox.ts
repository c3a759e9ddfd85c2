import { Fault } from '../../fault.ts'
import { chiSquareTail, twoSidedP } from '../churn/distributions.ts'
import { finiteOrNull } from '../estimate.ts'
import { concordance } from './concordance.ts'
import { coxSums, type CoxRows } from './cox-likelihood.ts'
import { checkSurvivalData, timeOrder, type SurvivalData } from './observations.ts'
import { proportionality, type ProportionalityTest } from './proportionality.ts'
import { invert, solveWith, factorise } from './solve-symmetric.ts'

export interface Covariate {
  name: string
  values: ArrayLike<number>
  /** Covariates of one term (the levels of a category) are tested for proportionality together. */
  term?: string
}

export interface CoxCoefficient {
  name: string
  /** Log hazard ratio a unit; `null` when the earlier covariates already say the same (`reason`). */
  coefficient: number | null
  standardError: number | null
  hazardRatio: number | null
  low: number | null
  high: number | null
  z: number | null
  pValue: number | null
  reason: 'collinear' | 'not_identified' | null
}

export interface CoxModel {
  n: number
  events: number
  ties: 'efron' | 'breslow'
  coefficients: readonly CoxCoefficient[]
  logLikelihood: number
  logLikelihoodNull: number
  likelihoodRatio: { chiSquare: number; degrees: number; pValue: number }
  wald: { chiSquare: number; degrees: number; pValue: number }
  /** Share of comparable pairs in which the higher risk leaves first; 0.5 is chance. */
  concordance: number | null
  /** Does each hazard ratio hold over time? (score test, Grambsch & Therneau; small p: it does not) */
  proportionality: readonly ProportionalityTest[]
  converged: boolean
  iterations: number
  /** Baseline of a customer at the mean of every covariate: cumulative hazard at each event time. */
  baseline: readonly { time: number; cumulativeHazard: number }[]
  means: readonly number[]
}

export interface CoxOptions {
  ties?: 'efron' | 'breslow'
}

/**
 * Proportional hazards (Cox 1972) by Newton's method on centred, scaled covariates, ties by Efron.
 * A covariate that separates perfectly keeps a finite coefficient marked `not_identified`.
 */
export function fitCox(
  data: SurvivalData,
  covariates: readonly Covariate[],
  { ties = 'efron' }: CoxOptions = {},
): CoxModel {
  checkSurvivalData(data)
  const n = data.durations.length
  const width = covariates.length
  const { x, means, scales } = standardise(covariates, n)
  const rows: CoxRows = { ...data, order: timeOrder(data), x, width, ties }
  let events = 0
  for (let row = 0; row < n; row++) events += data.events[row] ?? 0
  if (events === 0) throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'events' })
  const { beta, sums, converged, iterations, first } = newton(rows)
  const { inverse, factor } = invert(sums.information)
  const coefficients = covariates.map(({ name }, j): CoxCoefficient => {
    const scale = scales[j] ?? 1
    const standardised = beta[j] ?? 0
    const variance = inverse[j * width + j] ?? 0
    if (factor.redundant[j])
      return {
        name,
        coefficient: null,
        standardError: null,
        hazardRatio: null,
        low: null,
        high: null,
        z: null,
        pValue: null,
        reason: 'collinear',
      }
    const coefficient = standardised / scale
    const standardError = Math.sqrt(variance) / scale
    const identified = Math.abs(standardised) < 15 && Math.sqrt(variance) < 50
    return {
      name,
      coefficient,
      standardError: finiteOrNull(standardError),
      hazardRatio: finiteOrNull(Math.exp(coefficient)),
      low: finiteOrNull(Math.exp(coefficient - 1.959963984540054 * standardError)),
      high: finiteOrNull(Math.exp(coefficient + 1.959963984540054 * standardError)),
      z: finiteOrNull(coefficient / standardError),
      pValue: finiteOrNull(twoSidedP(coefficient / standardError)),
      reason: identified ? null : 'not_identified',
    }
  })
  const linear = Float64Array.from({ length: n }, (_, row) => {
    let sum = 0
    for (let j = 0; j < width; j++) sum += (x[row * width + j] ?? 0) * (beta[j] ?? 0)
    return sum
  })
  const likelihood = 2 * (sums.logLikelihood - first)
  const moved = multiply(sums.information, beta)
  const wald = beta.reduce((sum, value, j) => sum + value * (moved[j] ?? 0), 0)
  const test = (chiSquare: number) => ({
    chiSquare,
    degrees: factor.rank,
    pValue: chiSquareTail(chiSquare, factor.rank),
  })
  return {
    n,
    events,
    ties,
    coefficients,
    logLikelihood: sums.logLikelihood,
    logLikelihoodNull: first,
    likelihoodRatio: test(likelihood),
    wald: test(wald),
    concordance: concordance(data, linear),
    proportionality: proportionality(
      rows,
      beta,
      covariates.map(({ name, term }) => term ?? name),
    ),
    converged,
    iterations,
    baseline: baselineOf(rows, beta),
    means,
  }
}

function standardise(covariates: readonly Covariate[], n: number) {
  const width = covariates.length
  const x = new Float64Array(n * width)
  const means: number[] = []
  const scales: number[] = []
  for (const [j, { name, values }] of covariates.entries()) {
    if (values.length !== n)
      throw new Fault('invalid_input', {
        field: `covariates.${name}`,
        problem: 'must have one value a duration',
      })
    let sum = 0
    for (let row = 0; row < n; row++) sum += values[row] ?? NaN
    if (!Number.isFinite(sum))
      throw new Fault('invalid_input', { field: `covariates.${name}`, problem: 'must be finite numbers' })
    const mean = sum / n
    let squares = 0
    for (let row = 0; row < n; row++) squares += ((values[row] ?? 0) - mean) ** 2
    const scale = Math.sqrt(squares / n) || 1
    for (let row = 0; row < n; row++) x[row * width + j] = ((values[row] ?? 0) - mean) / scale
    means.push(mean)
    scales.push(scale)
  }
  return { x, means, scales }
}

function newton(rows: CoxRows) {
  let beta = new Float64Array(rows.width)
  let sums = coxSums(rows, beta)
  const first = sums.logLikelihood
  let converged = rows.width === 0
  let iterations = 0
  while (!converged && iterations < 50) {
    iterations++
    const step = solveWith(factorise(sums.information), sums.score)
    let factor = 1
    let next = beta
    let nextSums = sums
    for (let halving = 0; halving < 30; halving++, factor /= 2) {
      next = beta.map((value, j) => Math.max(-20, Math.min(20, value + factor * (step[j] ?? 0))))
      nextSums = coxSums(rows, next)
      if (nextSums.logLikelihood >= sums.logLikelihood - 1e-12 * Math.abs(sums.logLikelihood)) break
    }
    converged =
      Math.abs(nextSums.logLikelihood - sums.logLikelihood) <= 1e-12 * Math.abs(nextSums.logLikelihood)
    beta = next
    sums = nextSums
  }
  return { beta, sums, converged, iterations, first }
}

function multiply(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length
  return vector.map((_, i) => vector.reduce((sum, value, j) => sum + (matrix[i * size + j] ?? 0) * value, 0))
}

function baselineOf(rows: CoxRows, beta: Float64Array) {
  const increments: { time: number; hazard: number }[] = []
  coxSums(rows, beta, ({ time, hazard }) => increments.push({ time, hazard }))
  let cumulativeHazard = 0
  return increments
    .toReversed()
    .map(({ time, hazard }) => ({ time, cumulativeHazard: (cumulativeHazard += hazard) }))
}

/** Share of customers like `covariates` (in the order of the model) who are still there after `time`. */
export function coxSurvival(model: CoxModel, covariates: readonly number[], time: number): number {
  const linear = model.coefficients.reduce(
    (sum, { coefficient }, j) => sum + (coefficient ?? 0) * ((covariates[j] ?? 0) - (model.means[j] ?? 0)),
    0,
  )
  const hazard = model.baseline.findLast(step => step.time <= time)?.cumulativeHazard ?? 0
  return Math.exp(-hazard * Math.exp(linear))
}
