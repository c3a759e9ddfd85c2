import { kmeans } from 'ml-kmeans'
import { Fault } from '../../fault.ts'

export interface KMeansInput {
  customerIds: readonly string[]
  /** One array a feature; NaN marks a missing value. */
  features: readonly { name: string; values: ArrayLike<number> }[]
}

export interface KMeansSegments {
  k: number
  /** Mean silhouette, −1 to 1: how much closer customers are to their own segment than to the next. */
  silhouette: number
  /** Segment of each customer, 0 to k − 1, largest first; −1 where a feature is missing. */
  segment: Int32Array
  sizes: readonly number[]
  /** Mean of each feature in each segment, in its own unit. */
  means: readonly Readonly<Record<string, number>>[]
  tried: readonly { k: number; silhouette: number }[]
}

export type KMeansAnswer =
  | ({ status: 'ok' } & KMeansSegments)
  | {
      status: 'refused'
      reason: 'too_few_customers' | 'no_spread' | 'no_structure'
      silhouette: number | null
      tried: readonly { k: number; silhouette: number }[]
    }

/** Below this, the segments are cuts through a cloud and get no names (METHODS 6). */
const leastSilhouette = 0.25
const mostFitted = 20_000
const mostCompared = 1_000

/**
 * K-means on standardised features (log1p where no value is negative), seeded, k by mean silhouette from 2 to
 * `most` unless given. Refused below a silhouette of 0.25. Row order does not matter.
 */
export function kMeansSegments(
  { customerIds, features }: KMeansInput,
  { k, most = 8, seed = 1 }: { k?: number; most?: number; seed?: number } = {},
): KMeansAnswer {
  if (features.some(({ values }) => values.length !== customerIds.length))
    throw new Fault('invalid_input', { field: 'features', problem: 'must have one value a customer' })
  if (k !== undefined && (!Number.isInteger(k) || k < 2 || k > 20))
    throw new Fault('invalid_input', { field: 'k', problem: 'must be a whole number from 2 to 20' })
  const rows = customerIds
    .map((id, row) => ({ id, row }))
    .filter(({ row }) => features.every(({ values }) => Number.isFinite(values[row])))
    .sort((one, two) => (one.id < two.id ? -1 : one.id > two.id ? 1 : one.row - two.row))
    .map(({ row }) => row)
  const refuse = (
    reason: 'too_few_customers' | 'no_spread' | 'no_structure',
    tried: { k: number; silhouette: number }[] = [],
  ): KMeansAnswer => ({
    status: 'refused',
    reason,
    silhouette: tried.length ? Math.max(...tried.map(({ silhouette }) => silhouette)) : null,
    tried,
  })
  if (rows.length < 10 * (k ?? 2)) return refuse('too_few_customers')
  const columns = features
    .map(({ values }) => standardised(rows.map(row => values[row] ?? 0)))
    .filter(column => column !== null)
  if (columns.length === 0) return refuse('no_spread')
  const points = rows.map((_, at) => columns.map(column => column[at] ?? 0))
  const fitted = spread(points, mostFitted)
  const compared = spread(points, mostCompared)
  const choices =
    k === undefined
      ? Array.from(
          { length: Math.max(0, Math.min(most, Math.floor(rows.length / 10)) - 1) },
          (_, at) => at + 2,
        )
      : [k]
  let best: { k: number; silhouette: number; centroids: number[][] } | null = null
  const tried: { k: number; silhouette: number }[] = []
  for (const choice of choices) {
    const { centroids } = kmeans(fitted, choice, { seed, initialization: 'kmeans++', maxIterations: 200 })
    const silhouette = meanSilhouette(
      compared,
      compared.map(point => nearest(point, centroids)),
      choice,
    )
    tried.push({ k: choice, silhouette })
    if (!best || silhouette > best.silhouette) best = { k: choice, silhouette, centroids }
  }
  if (!best || best.silhouette < leastSilhouette) return refuse('no_structure', tried)
  return { status: 'ok', tried, ...named(best, points, rows, { customerIds, features }) }
}

/** log1p where nothing is negative, then mean 0 and deviation 1; `null` for a constant. */
function standardised(values: readonly number[]): number[] | null {
  const logged = values.every(value => value >= 0) ? values.map(Math.log1p) : values
  const mean = logged.reduce((sum, value) => sum + value, 0) / logged.length
  const deviation = Math.sqrt(logged.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logged.length)
  return deviation > 1e-12 ? logged.map(value => (value - mean) / deviation) : null
}

/** Every n-th point, at most `most`. */
const spread = (points: readonly number[][], most: number): number[][] => {
  const step = Math.max(1, Math.ceil(points.length / most))
  return points.filter((_, at) => at % step === 0)
}

const squared = (one: readonly number[], two: readonly number[]) =>
  one.reduce((sum, value, at) => sum + (value - (two[at] ?? 0)) ** 2, 0)

function nearest(point: readonly number[], centroids: readonly number[][]): number {
  let best = 0
  let least = Infinity
  for (const [at, centroid] of centroids.entries()) {
    const distance = squared(point, centroid)
    if (distance < least) [least, best] = [distance, at]
  }
  return best
}

/** Rousseeuw (1987): (b − a) / max(a, b), averaged; a point alone in its segment counts 0. */
function meanSilhouette(points: readonly number[][], segments: readonly number[], k: number): number {
  const sizes = new Float64Array(k)
  for (const segment of segments) sizes[segment] = (sizes[segment] ?? 0) + 1
  let total = 0
  for (const [at, point] of points.entries()) {
    const sums = new Float64Array(k)
    for (const [other, candidate] of points.entries()) {
      const segment = segments[other] ?? 0
      sums[segment] = (sums[segment] ?? 0) + Math.sqrt(squared(point, candidate))
    }
    const own = segments[at] ?? 0
    const size = sizes[own] ?? 0
    if (size < 2) continue
    const a = (sums[own] ?? 0) / (size - 1)
    let b = Infinity
    for (let segment = 0; segment < k; segment++)
      if (segment !== own && (sizes[segment] ?? 0) > 0)
        b = Math.min(b, (sums[segment] ?? 0) / (sizes[segment] ?? 1))
    if (Number.isFinite(b) && Math.max(a, b) > 0) total += (b - a) / Math.max(a, b)
  }
  return total / points.length
}

function named(
  { k, silhouette, centroids }: { k: number; silhouette: number; centroids: number[][] },
  points: readonly number[][],
  rows: readonly number[],
  { customerIds, features }: KMeansInput,
): Omit<KMeansSegments, 'tried'> {
  const found = points.map(point => nearest(point, centroids))
  const order = Array.from({ length: k }, (_, at) => ({
    at,
    size: found.filter(segment => segment === at).length,
  }))
    .sort((one, two) => two.size - one.size || (centroids[two.at]?.[0] ?? 0) - (centroids[one.at]?.[0] ?? 0))
    .map(({ at }) => at)
  const segment = new Int32Array(customerIds.length).fill(-1)
  for (const [at, row] of rows.entries()) segment[row] = order.indexOf(found[at] ?? 0)
  const members = order.map((_, at) => rows.filter(row => segment[row] === at))
  return {
    k,
    silhouette,
    segment,
    sizes: members.map(own => own.length),
    means: members.map(own =>
      Object.fromEntries(
        features.map(({ name, values }) => [
          name,
          own.reduce((sum, row) => sum + (values[row] ?? 0), 0) / Math.max(1, own.length),
        ]),
      ),
    ),
  }
}
