import type { BinnedRows, Binning } from './bins.ts'
import { growTree, leafOf, type GrowthSettings, type Tree } from './tree.ts'

export interface BoostedTrees {
  /** Log-odds before any tree. */
  start: number
  trees: readonly Tree[]
}

export interface BoostingOptions extends Partial<GrowthSettings> {
  trees?: number
  rate?: number
}

export const boostingDefaults = { trees: 200, rate: 0.1, depth: 4, smallestLeaf: 20, penalty: 3 }

/**
 * Gradient-boosted trees for churn (log-loss, second order, histograms). Stops before `trees` when `watch` says so.
 * `watch` receives the log-odds of other rows after every tree and
 * answers whether to go on.
 */
export function boost(
  rows: BinnedRows,
  binnings: readonly Binning[],
  labels: ArrayLike<number>,
  options: BoostingOptions = {},
  watch?: { rows: BinnedRows; each: (tree: number, scores: Float64Array) => boolean },
): BoostedTrees {
  const { trees: count, rate, ...growth } = { ...boostingDefaults, ...options }
  const { n } = rows
  let events = 0
  for (let row = 0; row < n; row++) events += labels[row] ?? 0
  const start = Math.log((events + 0.5) / (n - events + 0.5))
  const scores = new Float64Array(n).fill(start)
  const watched = new Float64Array(watch?.rows.n ?? 0).fill(start)
  const slopes = new Float64Array(2 * n)
  const trees: Tree[] = []
  const smallestLeaf = Math.max(5, Math.min(growth.smallestLeaf, Math.floor(n / 50)))
  for (let at = 0; at < count; at++) {
    for (let row = 0; row < n; row++) {
      const p = 1 / (1 + Math.exp(-(scores[row] ?? 0)))
      slopes[2 * row] = p - (labels[row] ?? 0)
      slopes[2 * row + 1] = Math.max(1e-9, p * (1 - p))
    }
    const tree = growTree(rows, binnings, slopes, { ...growth, smallestLeaf }, rate, scores)
    trees.push(tree)
    if (watch) {
      for (let row = 0; row < watched.length; row++)
        watched[row] = (watched[row] ?? 0) + leafOf(tree, watch.rows, row)
      if (!watch.each(at + 1, watched)) break
    }
  }
  return { start, trees }
}

/** Log-odds of each row. */
export function boostedScores({ start, trees }: BoostedTrees, rows: BinnedRows): Float64Array {
  const scores = new Float64Array(rows.n).fill(start)
  for (const tree of trees)
    for (let row = 0; row < rows.n; row++) scores[row] = (scores[row] ?? 0) + leafOf(tree, rows, row)
  return scores
}
