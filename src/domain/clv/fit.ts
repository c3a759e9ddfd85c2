import type { DistinctHistories } from '../history/distinct-histories.ts'
import { minimise } from '../math/minimise.ts'
import type { Objective } from '../math/objective.ts'
import { eigenSymmetric, invertPositive } from '../math/symmetric.ts'

/** What a reader must know before trusting a fit. Facts only; the words live with the faces. */
export type FitWarning =
  | { code: 'few_repeaters'; found: number; needed: number }
  | { code: 'short_span'; found: number; needed: number }
  | { code: 'repeats_without_recency'; found: number }
  | { code: 'not_converged'; gradientNorm: number }
  | { code: 'at_boundary'; parameters: readonly string[] }
  | { code: 'not_identified'; parameters: readonly string[] }
  | { code: 'mean_not_finite'; parameter: string; value: number }
  | { code: 'spend_depends_on_frequency'; correlation: number; limit: number }
  | { code: 'excluded'; found: number; reason: string }

/** A fitted model: point estimates with everything that says how far to trust them. */
export interface Fit<Name extends string = string> {
  parameters: Record<Name, number>
  /** Standard errors by the delta method on the Hessian in log-parameters; `null` where not identified. */
  standardErrors: Record<Name, number | null>
  logLikelihood: number
  aic: number
  bic: number
  /** Customers the likelihood runs over. */
  n: number
  converged: boolean
  /** Largest free component of the gradient of the mean log-likelihood, in log-parameters. */
  gradientNorm: number
  /** False when the likelihood is flat in some direction: forecasts can be used, parameters cannot be read. */
  identified: boolean
  /** Parameters that ended on the edge of the search box. */
  atBoundary: readonly Name[]
  /** Ratio of the largest to the smallest eigenvalue of the Hessian; `null` where it is not positive. */
  conditionNumber: number | null
  /** Covariance of the log-parameters, in the order of `parameters`; `null` where not identified. */
  covariance: readonly (readonly number[])[] | null
  evaluations: number
  warnings: readonly FitWarning[]
}

export interface FitProblem<Name extends string> {
  names: readonly Name[]
  /** Mean negative log-likelihood a customer, in log-parameters. */
  objective: Objective
  scout?: Objective | undefined
  /** Starts in log-parameters. */
  starts: readonly (readonly number[])[]
  /** Centre of the search box in log-parameters; the box reaches `reach` to both sides. */
  centre: readonly number[]
  reach?: number
  n: number
  warnings?: readonly FitWarning[]
  /** Natural value of each parameter from its log; exp unless given. */
  natural?: (name: Name, theta: number) => number
  maxIterations?: number
}

/** Largest standard error of a log-parameter that still says something: a factor of e² to either side. */
const widestLogError = 2

/** Maximises a likelihood and gathers the diagnostics. Bounded in time: every stage has an iteration limit. */
export function fitLikelihood<Name extends string>(problem: FitProblem<Name>): Fit<Name> {
  const { names, objective, scout, starts, centre, reach = 16, n, maxIterations = 200 } = problem
  const natural = problem.natural ?? ((_: Name, theta: number): number => Math.exp(theta))
  const box = {
    low: Float64Array.from(centre, c => c - reach),
    high: Float64Array.from(centre, c => c + reach),
  }
  const best = minimise({ objective, ...(scout && { scout }), starts, box, maxIterations })
  const curvature = best.curvature.map(row => row.map(value => value * n))
  const finite = curvature.every(row => row.every(Number.isFinite))
  const eigen = finite ? eigenSymmetric(curvature) : null
  const smallest = eigen?.values[0] ?? NaN
  const largest = eigen?.values.at(-1) ?? NaN
  const onBound = names.filter((_, i) => best.onBound[i])
  const covariance = onBound.length === 0 ? invertPositive(curvature) : null
  const logError = (i: number): number => {
    const variance = covariance?.[i]?.[i] ?? NaN
    return variance > 0 ? Math.sqrt(variance) : NaN
  }
  const vague = names.filter((_, i) => !(logError(i) <= widestLogError))
  const identified = vague.length === 0
  const value = (name: Name, i: number): number => natural(name, best.theta[i] ?? 0)
  const slope = (name: Name, i: number): number => {
    const at = best.theta[i] ?? 0
    return (natural(name, at + 1e-5) - natural(name, at - 1e-5)) / 2e-5
  }
  const logLikelihood = -best.value * n
  const record = <Value>(of: (name: Name, i: number) => Value): Record<Name, Value> => toRecord(names, of)
  const warnings: FitWarning[] = [...(problem.warnings ?? [])]
  if (!best.converged) warnings.push({ code: 'not_converged', gradientNorm: best.gradientNorm })
  if (onBound.length > 0) warnings.push({ code: 'at_boundary', parameters: onBound })
  if (!identified) warnings.push({ code: 'not_identified', parameters: vague })
  return {
    parameters: record(value),
    standardErrors: record((name, i) => (identified ? Math.abs(slope(name, i)) * logError(i) : null)),
    logLikelihood,
    aic: 2 * names.length - 2 * logLikelihood,
    bic: Math.log(n) * names.length - 2 * logLikelihood,
    n,
    converged: best.converged,
    gradientNorm: best.gradientNorm,
    identified,
    atBoundary: onBound,
    conditionNumber: smallest > 0 && Number.isFinite(largest) ? largest / smallest : null,
    covariance: identified ? covariance : null,
    evaluations: best.evaluations,
    warnings,
  }
}

/** `Object.fromEntries` forgets its key type; every name is set here, which is what the cast states. */
export function toRecord<Name extends string, Value>(
  names: readonly Name[],
  of: (name: Name, i: number) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name, i) => [name, of(name, i)])) as Record<Name, Value>
}

/** Warnings of METHODS 3.8 that the data gives before any fit. */
export function dataWarnings(data: DistinctHistories): FitWarning[] {
  const warnings: FitWarning[] = []
  if (data.repeaters < 50) warnings.push({ code: 'few_repeaters', found: data.repeaters, needed: 50 })
  let span = 0
  for (const age of data.age.values) span = Math.max(span, age)
  let gaps = 0
  let gapTime = 0
  for (let row = 0; row < data.weights.length; row++) {
    const w = data.weights[row] ?? 0
    gaps += w * (data.repeats.values[data.repeats.index[row] ?? 0] ?? 0)
    gapTime += w * (data.recency.values[data.recency.index[row] ?? 0] ?? 0)
  }
  if (gaps > 0 && span < (3 * gapTime) / gaps) {
    warnings.push({ code: 'short_span', found: span, needed: (3 * gapTime) / gaps })
  }
  if (data.repeatsWithoutRecency > 0) {
    warnings.push({ code: 'repeats_without_recency', found: data.repeatsWithoutRecency })
  }
  return warnings
}

/** Scale of time: the likelihood is fitted as if the oldest customer were 10 units old. */
export function timeScale(data: DistinctHistories): number {
  let oldest = 0
  for (const age of data.age.values) oldest = Math.max(oldest, age)
  return oldest > 0 ? oldest / 10 : 1
}

/** Every k-th distinct row where there are many: enough to choose among starts. */
export function thinned(data: DistinctHistories, rows = 4000): DistinctHistories | null {
  const count = data.weights.length
  if (count <= rows * 2) return null
  const stride = count / rows
  const kept = Int32Array.from({ length: rows }, (_, k) => Math.floor((k + 0.5) * stride))
  const pick = (index: Int32Array): Int32Array => Int32Array.from(kept, i => index[i] ?? 0)
  const weights = Float64Array.from(kept, i => data.weights[i] ?? 0)
  return {
    ...data,
    weights,
    n: weights.reduce((sum, w) => sum + w, 0),
    repeats: { values: data.repeats.values, index: pick(data.repeats.index) },
    recency: { values: data.recency.values, index: pick(data.recency.index) },
    age: { values: data.age.values, index: pick(data.age.index) },
  }
}
