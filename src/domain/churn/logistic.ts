import { factorise, invert, solveWith } from '../survival/solve-symmetric.ts'
import type { DesignMatrix } from './encoding.ts'

export interface LogisticFit {
  intercept: number
  coefficients: Float64Array
  /** Mean of each feature in training: contributions are counted from there. */
  means: Float64Array
  /** Standard errors from the penalised information, intercept first. */
  standardErrors: Float64Array
  logLikelihood: number
  penalty: number
  converged: boolean
  iterations: number
}

export interface LogisticOptions {
  /** Ridge: penalty/2 · Σ w², intercept free; 1 is scikit-learn's C = 1. */
  penalty?: number
  /** Where to start, intercept first: the answer of nearly the same data saves half the steps. */
  start?: Float64Array | undefined
  /** Relative change of the penalised likelihood at which to stop. */
  tolerance?: number
}

/** Penalised logistic regression by iteratively reweighted least squares. Labels are 0 or 1. */
export function fitLogistic(
  design: DesignMatrix,
  labels: ArrayLike<number>,
  { penalty = 1, start, tolerance = 1e-12 }: LogisticOptions = {},
): LogisticFit {
  const { n, width } = design
  const size = width + 1
  let beta = start?.length === size ? Float64Array.from(start) : new Float64Array(size)
  let events = 0
  for (let row = 0; row < n; row++) events += labels[row] ?? 0
  if (start?.length !== size) beta[0] = Math.log((events + 0.5) / (n - events + 0.5))
  let state = derivatives(design, labels, beta, penalty)
  let converged = false
  let iterations = 0
  while (!converged && iterations < 50) {
    iterations++
    const step = solveWith(factorise(state.information), state.gradient)
    let factor = 1
    let next = beta
    let nextState = state
    for (let halving = 0; halving < 20; halving++, factor /= 2) {
      next = beta.map((value, j) => value + factor * (step[j] ?? 0))
      nextState = derivatives(design, labels, next, penalty)
      if (nextState.objective >= state.objective - 1e-10 * Math.abs(state.objective)) break
    }
    converged =
      step.every(move => Math.abs(move) < 1e-8) ||
      Math.abs(nextState.objective - state.objective) <= tolerance * Math.abs(state.objective)
    beta = next
    state = nextState
  }
  const { inverse } = invert(state.information)
  const means = new Float64Array(width)
  for (const [at, feature] of design.features.entries())
    means[feature] = (means[feature] ?? 0) + (design.values[at] ?? 0) / n
  return {
    intercept: beta[0] ?? 0,
    coefficients: beta.slice(1),
    means,
    standardErrors: Float64Array.from({ length: size }, (_, j) =>
      Math.sqrt(Math.max(0, inverse[j * size + j] ?? 0)),
    ),
    logLikelihood: state.logLikelihood,
    penalty,
    converged,
    iterations,
  }
}

/** Gradient and information of the penalised likelihood. */
function derivatives(
  { starts, features, values, n, width }: DesignMatrix,
  labels: ArrayLike<number>,
  beta: Float64Array,
  penalty: number,
) {
  const size = width + 1
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  let logLikelihood = 0
  for (let row = 0; row < n; row++) {
    const from = starts[row] ?? 0
    const to = starts[row + 1] ?? 0
    let eta = beta[0] ?? 0
    for (let k = from; k < to; k++) eta += (values[k] ?? 0) * (beta[(features[k] ?? 0) + 1] ?? 0)
    const p = 1 / (1 + Math.exp(-eta))
    const y = labels[row] ?? 0
    logLikelihood += y * eta - (eta > 30 ? eta : Math.log1p(Math.exp(eta)))
    const residual = y - p
    const weight = Math.max(1e-12, p * (1 - p))
    gradient[0] = (gradient[0] ?? 0) + residual
    information[0] = (information[0] ?? 0) + weight
    for (let a = from; a < to; a++) {
      const i = (features[a] ?? 0) + 1
      const value = values[a] ?? 0
      gradient[i] = (gradient[i] ?? 0) + residual * value
      const weighted = weight * value
      const base = i * size
      information[base] = (information[base] ?? 0) + weighted
      for (let b = from; b <= a; b++) {
        // Entries of a row rise with their columns, not always with their features: fill the lower half either way.
        const other = (features[b] ?? 0) + 1
        const k = other <= i ? base + other : other * size + i
        information[k] = (information[k] ?? 0) + weighted * (values[b] ?? 0)
      }
    }
  }
  let squares = 0
  for (let j = 1; j < size; j++) {
    const value = beta[j] ?? 0
    squares += value * value
    gradient[j] = (gradient[j] ?? 0) - penalty * value
    information[j * size + j] = (information[j * size + j] ?? 0) + penalty
  }
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) information[j * size + i] = information[i * size + j] ?? 0
  return { gradient, information, logLikelihood, objective: logLikelihood - (penalty / 2) * squares }
}

/** Log-odds of each row. */
export function logisticScores(
  { intercept, coefficients }: Pick<LogisticFit, 'intercept' | 'coefficients'>,
  { starts, features, values, n }: DesignMatrix,
): Float64Array {
  const scores = new Float64Array(n)
  for (let row = 0; row < n; row++) {
    let eta = intercept
    for (let k = starts[row] ?? 0; k < (starts[row + 1] ?? 0); k++)
      eta += (values[k] ?? 0) * (coefficients[features[k] ?? 0] ?? 0)
    scores[row] = eta
  }
  return scores
}
