/**
 * A smooth function to minimise: returns its value at `theta` and writes the gradient. May return a value
 * that is not finite (outside its domain); the optimisers then shorten their step.
 */
export type Objective = (theta: Float64Array, gradient: Float64Array) => number

/** Box for the search: one low and one high a coordinate. */
export interface Box {
  low: Float64Array
  high: Float64Array
}

export interface Minimum {
  theta: Float64Array
  value: number
  gradient: Float64Array
  /** Largest absolute component of the gradient over coordinates that are free to move. */
  gradientNorm: number
  converged: boolean
  evaluations: number
  /** Coordinates that ended on the box. */
  onBound: boolean[]
}

export const clampToBox = (theta: Float64Array, { low, high }: Box): Float64Array =>
  theta.map((value, i) => Math.min(high[i] ?? Infinity, Math.max(low[i] ?? -Infinity, value)))
