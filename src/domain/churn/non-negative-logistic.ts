/** Customers who share the same exposures: bit j of `bits` is exposure j. Counts may be bootstrap weights. */
export interface Pattern {
  bits: number
  retained: number
  churned: number
}

export interface NonNegativeFit {
  intercept: number
  /** Log-odds added by each exposure; never below 0. */
  weights: Float64Array
}

/** Light ridge: keeps weights finite when an exposure separates perfectly. */
const ridge = 0.5

/**
 * Logistic regression of churn on `width` (≤ 30) exposures with weights held at 0 or above: an exposure that
 * adds no risk beside the others gets 0 instead of a negative "driver". Newton steps on the free set (active set).
 */
export function fitNonNegative(
  patterns: readonly Pattern[],
  width: number,
  start?: NonNegativeFit,
  tolerance = 1e-9,
): NonNegativeFit {
  const beta = new Float64Array(width + 1)
  const total = patterns.reduce((sum, { retained, churned }) => sum + retained + churned, 0)
  const lost = patterns.reduce((sum, { churned }) => sum + churned, 0)
  if (start) {
    beta[0] = start.intercept
    beta.set(start.weights, 1)
  } else beta[0] = Math.log((lost + 0.5) / (total - lost + 0.5))
  const size = width + 1
  for (let step = 0; step < 60; step++) {
    const gradient = new Float64Array(size)
    const hessian = new Float64Array(size * size)
    accumulate(patterns, width, beta, gradient, hessian)
    const free = [0]
    for (let j = 1; j < size; j++) {
      gradient[j] = (gradient[j] ?? 0) - ridge * (beta[j] ?? 0)
      hessian[j * size + j] = (hessian[j * size + j] ?? 0) + ridge
      if ((beta[j] ?? 0) > 0 || (gradient[j] ?? 0) > 0) free.push(j)
    }
    const move = solveFree(hessian, gradient, free, size)
    let largest = 0
    for (const [at, j] of free.entries()) {
      const before = beta[j] ?? 0
      const limited = Math.max(-4, Math.min(4, move[at] ?? 0))
      const after = j === 0 ? before + limited : Math.max(0, before + limited)
      beta[j] = after
      largest = Math.max(largest, Math.abs(after - before))
    }
    if (largest < tolerance) break
  }
  return { intercept: beta[0] ?? 0, weights: beta.slice(1) }
}

function accumulate(
  patterns: readonly Pattern[],
  width: number,
  beta: Float64Array,
  gradient: Float64Array,
  hessian: Float64Array,
): void {
  const size = width + 1
  const on: number[] = []
  for (const { bits, retained, churned } of patterns) {
    const n = retained + churned
    if (n === 0) continue
    on.length = 0
    on.push(0)
    let eta = beta[0] ?? 0
    for (let j = 1; j < size; j++)
      if (bits & (1 << (j - 1))) {
        on.push(j)
        eta += beta[j] ?? 0
      }
    const p = 1 / (1 + Math.exp(-eta))
    const residual = churned - n * p
    const weight = Math.max(1e-10, n * p * (1 - p))
    for (const j of on) {
      gradient[j] = (gradient[j] ?? 0) + residual
      for (const k of on) hessian[j * size + k] = (hessian[j * size + k] ?? 0) + weight
    }
  }
}

/** Cholesky solution of the free rows; the matrix is positive definite by the ridge. */
function solveFree(
  hessian: Float64Array,
  gradient: Float64Array,
  free: readonly number[],
  size: number,
): Float64Array {
  const m = free.length
  const lower = new Float64Array(m * m)
  const answer = new Float64Array(m)
  for (let i = 0; i < m; i++)
    for (let j = 0; j <= i; j++) {
      let sum = hessian[(free[i] ?? 0) * size + (free[j] ?? 0)] ?? 0
      for (let k = 0; k < j; k++) sum -= (lower[i * m + k] ?? 0) * (lower[j * m + k] ?? 0)
      lower[i * m + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (lower[j * m + j] ?? 1)
    }
  for (let i = 0; i < m; i++) {
    let sum = gradient[free[i] ?? 0] ?? 0
    for (let k = 0; k < i; k++) sum -= (lower[i * m + k] ?? 0) * (answer[k] ?? 0)
    answer[i] = sum / (lower[i * m + i] ?? 1)
  }
  for (let i = m - 1; i >= 0; i--) {
    let sum = answer[i] ?? 0
    for (let k = i + 1; k < m; k++) sum -= (lower[k * m + i] ?? 0) * (answer[k] ?? 0)
    answer[i] = sum / (lower[i * m + i] ?? 1)
  }
  return answer
}
