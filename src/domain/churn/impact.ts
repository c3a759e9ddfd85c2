import { fitNonNegative, type NonNegativeFit, type Pattern } from './non-negative-logistic.ts'
import { poisson, seeded } from './seeded.ts'

export interface ImpactShares {
  /** Share of the expected churn above the healthy baseline, one an exposure, 0 to 1; with `unexplained` they sum to 1. */
  shares: Float64Array
  low: Float64Array
  high: Float64Array
  /** Odds ratio of each exposure beside the others, with its interval. */
  adjusted: readonly { value: number; low: number; high: number }[]
  /** Part of the in-sample excess that does not hold for customers the model has not seen, 0 to 1. */
  unexplained: number
  /** Modelled churn rate of a customer with none of the exposures. */
  healthyRate: number
}

/** Rows of the design: which exposures each customer has, the label, and the fold by hash of the id. */
export interface ImpactData {
  bits: Int32Array
  churned: Uint8Array
  folds: Uint8Array
  foldCount: number
  width: number
}

/**
 * Splits expected churn above the healthy baseline among exposures. A logistic model with non-negative weights
 * gives each customer's probability p; p − p₀ (p₀: no exposure) is split along the straight path of log-odds
 * (Aumann–Shapley), which adds up exactly. What fails to hold out of fold becomes `unexplained`.
 * Intervals: seeded bootstrap of customers, definitions held fixed.
 */
export function impactShares(data: ImpactData, { draws = 200, seed = 1 } = {}): ImpactShares {
  const { width } = data
  const patterns = gather(data, () => true)
  const fit = fitNonNegative(patterns, width)
  const explained = 1 - unexplainedShare(data, fit)
  const shares = split(patterns, fit).map(share => share * explained)
  const random = seeded(seed)
  const drawnShares = Array.from(shares, () => new Float64Array(draws))
  const drawnWeights = Array.from(shares, () => new Float64Array(draws))
  for (let draw = 0; draw < draws; draw++) {
    const resampled = patterns.map(({ bits, retained, churned }) => ({
      bits,
      retained: poisson(retained, random),
      churned: poisson(churned, random),
    }))
    const refit = fitNonNegative(resampled, width, fit, 1e-3)
    for (const [j, share] of split(resampled, refit).entries()) {
      const row = drawnShares[j]
      const weights = drawnWeights[j]
      if (row && weights) {
        row[draw] = share * explained
        weights[draw] = refit.weights[j] ?? 0
      }
    }
  }
  for (const row of [...drawnShares, ...drawnWeights]) row.sort()
  const at = (row: Float64Array | undefined, share: number) => row?.[Math.round(share * (draws - 1))] ?? 0
  return {
    shares,
    low: shares.map((share, j) => Math.min(share, at(drawnShares[j], 0.025))),
    high: shares.map((share, j) => Math.max(share, at(drawnShares[j], 0.975))),
    adjusted: Array.from(fit.weights, (weight, j) => ({
      value: Math.exp(weight),
      low: Math.exp(Math.min(weight, at(drawnWeights[j], 0.025))),
      high: Math.exp(Math.max(weight, at(drawnWeights[j], 0.975))),
    })),
    unexplained: 1 - shares.reduce((sum, share) => sum + share, 0),
    healthyRate: logistic(fit.intercept),
  }
}

const logistic = (eta: number) => 1 / (1 + Math.exp(-eta))

/** Patterns in ascending order of bits, so that the order of customers cannot matter. */
function gather({ bits, churned, folds }: ImpactData, keep: (fold: number) => boolean): Pattern[] {
  const found = new Map<number, { bits: number; retained: number; churned: number }>()
  for (const [row, pattern] of bits.entries()) {
    if (!keep(folds[row] ?? 0)) continue
    let cell = found.get(pattern)
    if (!cell) found.set(pattern, (cell = { bits: pattern, retained: 0, churned: 0 }))
    if (churned[row]) cell.churned++
    else cell.retained++
  }
  return [...found.values()].sort((one, two) => one.bits - two.bits)
}

/** Log-odds that the exposures of a pattern add. */
function added(bits: number, weights: Float64Array): number {
  let sum = 0
  for (const [j, weight] of weights.entries()) if (bits & (1 << j)) sum += weight
  return sum
}

function split(patterns: readonly Pattern[], { intercept, weights }: NonNegativeFit): Float64Array {
  const parts = new Float64Array(weights.length)
  const healthy = logistic(intercept)
  let excess = 0
  for (const { bits, retained, churned } of patterns) {
    const rise = added(bits, weights)
    if (rise <= 0) continue
    const gain = (retained + churned) * (logistic(intercept + rise) - healthy)
    excess += gain
    for (const [j, weight] of weights.entries())
      if (bits & (1 << j)) parts[j] = (parts[j] ?? 0) + (gain * weight) / rise
  }
  return excess > 0 ? parts.map(part => part / excess) : parts
}

/**
 * Fits on four fifths, scores the other fifth, and recalibrates the scores with one slope over all customers:
 * the share of the excess that is lost with the slope is unexplained. 1 when nothing holds.
 */
function unexplainedShare(data: ImpactData, fit: NonNegativeFit): number {
  const { bits, churned, folds, foldCount, width } = data
  const scored = new Map<string, { rise: number; retained: number; churned: number }>()
  for (let fold = 0; fold < foldCount; fold++) {
    const { weights } = fitNonNegative(
      gather(data, other => other !== fold),
      width,
      fit,
    )
    for (const pattern of gather({ ...data, bits, churned, folds }, own => own === fold)) {
      const rise = added(pattern.bits, weights)
      scored.set(`${fold}:${pattern.bits}`, { rise, retained: pattern.retained, churned: pattern.churned })
    }
  }
  const cells = [...scored.values()]
  const n = cells.reduce((sum, { retained, churned: lost }) => sum + retained + lost, 0)
  const rate = cells.reduce((sum, { churned: lost }) => sum + lost, 0) / n
  const slope = recalibrate(cells)
  const inSample = rate - logistic(fit.intercept)
  if (slope === null || inSample <= 0) return 1
  return Math.max(0, Math.min(1, 1 - (rate - logistic(slope.intercept)) / inSample))
}

/** Two-parameter logistic of churn on the out-of-fold rise; `null` when the slope is not above 0. */
function recalibrate(cells: readonly { rise: number; retained: number; churned: number }[]) {
  let intercept = -2
  let slope = 1
  for (let step = 0; step < 50; step++) {
    let g0 = 0
    let g1 = 0
    let h00 = 1e-9
    let h01 = 0
    let h11 = 1e-9
    for (const { rise, retained, churned } of cells) {
      const n = retained + churned
      const p = logistic(intercept + slope * rise)
      const weight = n * p * (1 - p)
      g0 += churned - n * p
      g1 += (churned - n * p) * rise
      h00 += weight
      h01 += weight * rise
      h11 += weight * rise * rise
    }
    const determinant = h00 * h11 - h01 * h01
    if (!(determinant > 1e-12)) return null
    const moveIntercept = Math.max(-2, Math.min(2, (h11 * g0 - h01 * g1) / determinant))
    const moveSlope = Math.max(-2, Math.min(2, (h00 * g1 - h01 * g0) / determinant))
    intercept += moveIntercept
    slope += moveSlope
    if (Math.abs(moveIntercept) + Math.abs(moveSlope) < 1e-10) break
  }
  return slope > 0 ? { intercept, slope } : null
}
