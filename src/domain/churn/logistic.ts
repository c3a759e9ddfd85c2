import { factorise, invert, solveWith } from '../survival/solve-symmetric.ts'
import type { DesignMatrix } from './encoding.ts'
import { crossProduct, layOut, linearPredictor, type Layout } from './normal-equations.ts'
import { weightedGram } from './weighted-gram.ts'

export interface LogisticFit {
  intercept: number
  coefficients: Float64Array
  /** Mean of each feature in training: contributions are counted from there. */
  means: Float64Array
  /** Standard errors from the penalised information, intercept first; `null` where not asked for. */
  standardErrors: Float64Array | null
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
  /** Whether standard errors are wanted: of many features they cost as much as the fit. */
  errors?: boolean
}

/** Steps shorter than this end the search. */
const shortest = 1e-8
/** The curvature is worked out anew where steps shrink by less than this from one to the next. */
const shrinking = 0.2
const mostSteps = 100

/**
 * Penalised logistic regression by Newton's steps. Labels are 0 or 1. The curvature, which costs many times what the
 * slope does, is kept while steps along it shrink fast; the answer is where the slope is nil either way.
 */
export function fitLogistic(
  design: DesignMatrix,
  labels: ArrayLike<number>,
  { penalty = 1, start, tolerance = 1e-12, errors = true }: LogisticOptions = {},
): LogisticFit {
  const { n, width } = design
  const layout = layOut(design)
  const size = width + 1
  let beta = start?.length === size ? Float64Array.from(start) : new Float64Array(size)
  let events = 0
  for (let row = 0; row < n; row++) events += labels[row] ?? 0
  if (start?.length !== size) beta[0] = Math.log((events + 0.5) / (n - events + 0.5))
  let state = slopeAt(layout, labels, beta, penalty)
  let factor = factorise(informationAt(layout, state.weights, penalty))
  let fresh = true
  let before = Infinity
  let converged = false
  let iterations = 0
  while (!converged && iterations < mostSteps) {
    iterations++
    let step = solveWith(factor, state.gradient)
    if (!fresh && largest(step) > shrinking * before) {
      factor = factorise(informationAt(layout, state.weights, penalty))
      step = solveWith(factor, state.gradient)
      fresh = true
    }
    before = largest(step)
    let share = 1
    let next = beta
    let nextState = state
    for (let halving = 0; halving < 20; halving++, share /= 2) {
      next = beta.map((value, j) => value + share * (step[j] ?? 0))
      nextState = slopeAt(layout, labels, next, penalty)
      if (nextState.objective >= state.objective - 1e-10 * Math.abs(state.objective)) break
    }
    const gained = Math.abs(nextState.objective - state.objective)
    converged = before < shortest || (fresh && gained <= tolerance * Math.abs(state.objective))
    // A step that had to be cut short says that the curvature is another one here.
    if (share < 1) before = 0
    fresh = false
    beta = next
    state = nextState
  }
  const means = new Float64Array(width)
  for (const [at, feature] of design.features.entries())
    means[feature] = (means[feature] ?? 0) + (design.values[at] ?? 0) / n
  return {
    intercept: beta[0] ?? 0,
    coefficients: beta.slice(1),
    means,
    standardErrors: errors ? standardErrors(informationAt(layout, state.weights, penalty), size) : null,
    logLikelihood: state.logLikelihood,
    penalty,
    converged,
    iterations,
  }
}

function standardErrors(information: Float64Array, size: number): Float64Array {
  const { inverse } = invert(information)
  return Float64Array.from({ length: size }, (_, j) => Math.sqrt(Math.max(0, inverse[j * size + j] ?? 0)))
}

const largest = (step: Float64Array): number => step.reduce((most, move) => Math.max(most, Math.abs(move)), 0)

/** Penalised likelihood and its gradient, with the weight that each row has in the information. */
function slopeAt(layout: Layout, labels: ArrayLike<number>, beta: Float64Array, penalty: number) {
  const { n, size } = layout
  const eta = linearPredictor(layout, beta)
  const weights = new Float64Array(n)
  const residuals = new Float64Array(n)
  let logLikelihood = 0
  // ln(1 + e) over many rows is the ln of one product of numbers from 1 to 2.
  let product = 1
  for (let row = 0; row < n; row++) {
    const score = eta[row] ?? 0
    // One exponential serves the probability and the likelihood, and cannot overflow.
    const small = Math.exp(-Math.abs(score))
    const p = score < 0 ? small / (1 + small) : 1 / (1 + small)
    const y = labels[row] ?? 0
    logLikelihood += y * score - (score > 0 ? score : 0)
    product *= 1 + small
    if (product > 1e300) {
      logLikelihood -= Math.log(product)
      product = 1
    }
    residuals[row] = y - p
    weights[row] = Math.max(1e-12, p * (1 - p))
  }
  logLikelihood -= Math.log(product)
  const gradient = crossProduct(layout, residuals)
  let squares = 0
  for (let j = 1; j < size; j++) {
    const value = beta[j] ?? 0
    squares += value * value
    gradient[j] = (gradient[j] ?? 0) - penalty * value
  }
  return { gradient, weights, logLikelihood, objective: logLikelihood - (penalty / 2) * squares }
}

/** Information of the penalised likelihood at these weights. */
function informationAt(layout: Layout, weights: Float64Array, penalty: number): Float64Array {
  const information = weightedGram(layout, weights)
  for (let j = 1; j < layout.size; j++)
    information[j * layout.size + j] = (information[j * layout.size + j] ?? 0) + penalty
  return information
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
