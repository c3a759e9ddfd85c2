import { requirePositiveCount } from '../guards.ts'
import { quantileSorted } from '../quantiles.ts'
import { distributionMean, sampler, seededStreams, shuffled } from '../random.ts'
import type { Distribution, Random } from '../random.ts'
import { clearsConsider, decide, documentThresholds } from './decide.ts'
import type { RoiThresholds } from './decide.ts'
import { bothRoi, costsOf } from './retention-roi.ts'
import type { RoiInputs } from './retention-roi.ts'

/** Inputs that may be uncertain. */
export type UncertainInput =
  | 'successRate'
  | 'cost'
  | 'churnProbability'
  | 'clv'
  | 'monthlyRevenue'
  | 'lifetimeMonths'
  | 'grossMargin'
  | 'acquisitionCost'

export type RoiDistributions = Partial<Record<UncertainInput, Distribution>>

export interface SimulatedRoi {
  meanRoi: number
  low: number
  median: number
  high: number
  /** Probability that ROI reaches the consider line (≥ 50 %). */
  pOver50: number
  /** Probability that ROI passes the execute line (> 100 %). */
  pOver100: number
  /** Probability that less comes back than was spent. */
  pLoss: number
}

export interface RoiSimulation {
  framework: SimulatedRoi
  incremental: SimulatedRoi
  n: number
  seed: number
  distributions: RoiDistributions
  /** True when no range was given and ±20 % on success rate and cost stood in. */
  defaultRanges: boolean
}

/** `inputs` with every uncertain one at its mean: what points, decisions and break-evens use. */
export function atMeans(
  inputs: Omit<RoiInputs, 'successRate'>,
  distributions: RoiDistributions,
): Partial<RoiInputs> {
  const means = Object.fromEntries(
    Object.entries(distributions).map(([name, distribution]) => [name, distributionMean(distribution)]),
  )
  return { ...(distributions.cost ? withoutCost(inputs) : inputs), ...means }
}

/**
 * Seeded Monte Carlo over the declared distributions; other inputs stay as they are. `null` when a draw spends
 * nothing, so that ROI does not exist.
 */
export function simulateRoi(
  inputs: RoiInputs,
  declared: RoiDistributions,
  {
    n = 10_000,
    seed = 1,
    thresholds = documentThresholds,
  }: { n?: number; seed?: number; thresholds?: RoiThresholds } = {},
): RoiSimulation | null {
  requirePositiveCount('n', n)
  const defaultRanges = Object.keys(declared).length === 0
  const distributions = defaultRanges ? aroundPoints(inputs) : declared
  const base: RoiInputs = distributions.cost
    ? { ...withoutCost(inputs), successRate: inputs.successRate }
    : inputs
  const names = uncertainInputs.filter(name => distributions[name] !== undefined)
  const streams = seededStreams(seed, names.length)
  const draws = names.map((name, index) => {
    const distribution = distributions[name] ?? { kind: 'fixed', value: Number.NaN }
    const random = streams[index] ?? (() => 0)
    return [name, sampler(distribution, stratified(distribution, random, n), name)] as const
  })
  const framework = new Float64Array(n)
  const incremental = new Float64Array(n)
  for (let run = 0; run < n; run++) {
    const drawn: RoiInputs = { ...base }
    for (const [name, draw] of draws) drawn[name] = draw()
    const roi = bothRoi(drawn)
    if (roi.framework === null || roi.incremental === null) return null
    framework[run] = roi.framework
    incremental[run] = roi.incremental
  }
  return {
    framework: describe(framework, thresholds),
    incremental: describe(incremental, thresholds),
    n,
    seed,
    distributions,
    defaultRanges,
  }
}

/**
 * Uniform inputs are drawn once from each of `n` equal slices, in random order (Latin hypercube): each input has its
 * exact spread, so that means and probabilities are several times sharper than from free draws.
 */
function stratified(distribution: Distribution, random: Random, n: number): Random {
  if (distribution.kind !== 'uniform') return random
  const slices = shuffled(
    Array.from({ length: n }, (_, slice) => slice),
    random,
  )
  let draw = 0
  return () => ((slices[draw++ % n] ?? 0) + random()) / n
}

const uncertainInputs: readonly UncertainInput[] = [
  'successRate', 'cost', 'churnProbability', 'clv', 'monthlyRevenue', 'lifetimeMonths', 'grossMargin', 'acquisitionCost',
] // prettier-ignore

function aroundPoints(inputs: RoiInputs): RoiDistributions {
  const cost = costsOf(inputs).framework
  const { successRate } = inputs
  return {
    successRate: { kind: 'uniform', low: successRate * 0.8, high: Math.min(1, successRate * 1.2) },
    cost: { kind: 'uniform', low: cost * 0.8, high: cost * 1.2 },
  }
}

function withoutCost<Inputs extends Partial<RoiInputs>>(
  inputs: Inputs,
): Omit<Inputs, 'marketing' | 'offer' | 'labour'> {
  const { marketing: _m, offer: _o, labour: _l, ...rest } = inputs
  return rest
}

function describe(values: Float64Array, thresholds: RoiThresholds): SimulatedRoi {
  const n = values.length
  const share = (test: (roi: number) => boolean) =>
    values.reduce((count, roi) => count + (test(roi) ? 1 : 0), 0) / n
  const sorted = values.toSorted()
  return {
    meanRoi: values.reduce((total, roi) => total + roi, 0) / n,
    low: quantileSorted(sorted, 0.05) ?? 0,
    median: quantileSorted(sorted, 0.5) ?? 0,
    high: quantileSorted(sorted, 0.95) ?? 0,
    pOver50: share(roi => clearsConsider(roi, thresholds)),
    pOver100: share(roi => decide(roi, thresholds) === 'execute'),
    pLoss: share(roi => roi < 0),
  }
}
