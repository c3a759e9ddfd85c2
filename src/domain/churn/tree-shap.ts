import type { BinnedRows } from './bins.ts'
import type { BoostedTrees } from './boosting.ts'
import { goesLeft, type Tree } from './tree.ts'

/** Log-odds that a tree adds on average over its training rows. */
export function treeMean(tree: Tree, node = 0): number {
  if ((tree.feature[node] ?? -1) < 0) return tree.value[node] ?? 0
  const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0]
  const cover = tree.cover[node] ?? 1
  return (
    ((tree.cover[left] ?? 0) * treeMean(tree, left) + (tree.cover[right] ?? 0) * treeMean(tree, right)) /
    cover
  )
}

export const boostedMean = ({ start, trees }: BoostedTrees): number =>
  trees.reduce((sum, tree) => sum + treeMean(tree), start)

/** Deepest tree that contributions can be computed for. */
const deepest = 16

/**
 * Exact Shapley contributions of each feature to one row's log-odds (TreeSHAP, algorithm 2 of Lundberg et al. 2020,
 * weights by training cover). With `boostedMean` they add up to the row's score.
 */
export function treeShap({ trees }: BoostedTrees, rows: BinnedRows, row: number): Float64Array {
  const contributions = new Float64Array(rows.width)
  for (const tree of trees) new Walk(tree, rows, row, contributions).visit(0, 0, 0, -1, 1, 1)
  return contributions
}

const size = (deepest + 2) * (deepest + 2)
/** Paths of all depths, one after the other: feature, and the shares that pass without and with the row's value. */
const features = new Int16Array(size)
const zeros = new Float64Array(size)
const ones = new Float64Array(size)
const weights = new Float64Array(size)

/** One tree for one row. Holds what the recursion shares; the path arrays are scratch and carry nothing over. */
class Walk {
  readonly tree: Tree
  readonly rows: BinnedRows
  readonly row: number
  readonly contributions: Float64Array

  constructor(tree: Tree, rows: BinnedRows, row: number, contributions: Float64Array) {
    this.tree = tree
    this.rows = rows
    this.row = row
    this.contributions = contributions
  }

  /** `from` is where the parent's path starts, `length` how long it is; the node's own path is copied behind it. */
  visit(node: number, from: number, length: number, feature: number, zero: number, one: number): void {
    const start = from + length
    features.copyWithin(start, from, start)
    zeros.copyWithin(start, from, start)
    ones.copyWithin(start, from, start)
    weights.copyWithin(start, from, start)
    extend(start, length, feature, zero, one)
    const { tree } = this
    const split = tree.feature[node] ?? -1
    if (split < 0) {
      for (let at = 1; at <= length; at++) {
        const own = features[start + at] ?? 0
        const gain = unwoundSum(start, length, at) * ((ones[start + at] ?? 0) - (zeros[start + at] ?? 0))
        this.contributions[own] = (this.contributions[own] ?? 0) + gain * (tree.value[node] ?? 0)
      }
      return
    }
    const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0]
    const hot = goesLeft(tree, node, this.rows.bins[this.row * this.rows.width + split] ?? 0) ? left : right
    const cold = hot === left ? right : left
    let depth = length + 1
    let [zeroBefore, oneBefore] = [1, 1]
    for (let at = 1; at <= length; at++)
      if (features[start + at] === split) {
        zeroBefore = zeros[start + at] ?? 0
        oneBefore = ones[start + at] ?? 0
        unwind(start, length, at)
        depth--
        break
      }
    const cover = tree.cover[node] ?? 1
    const share = (child: number) => ((tree.cover[child] ?? 0) / cover) * zeroBefore
    this.visit(hot, start, depth, split, share(hot), oneBefore)
    this.visit(cold, start, depth, split, share(cold), 0)
  }
}

function extend(start: number, depth: number, feature: number, zero: number, one: number): void {
  features[start + depth] = feature
  zeros[start + depth] = zero
  ones[start + depth] = one
  weights[start + depth] = depth === 0 ? 1 : 0
  for (let at = depth - 1; at >= 0; at--) {
    const weight = weights[start + at] ?? 0
    weights[start + at + 1] = (weights[start + at + 1] ?? 0) + (one * weight * (at + 1)) / (depth + 1)
    weights[start + at] = (zero * weight * (depth - at)) / (depth + 1)
  }
}

/** Takes step `index` out of a path whose last step is `depth`. */
function unwind(start: number, depth: number, index: number): void {
  const one = ones[start + index] ?? 0
  const zero = zeros[start + index] ?? 0
  let carried = weights[start + depth] ?? 0
  for (let at = depth - 1; at >= 0; at--) {
    const weight = weights[start + at] ?? 0
    if (one !== 0) {
      const own = (carried * (depth + 1)) / ((at + 1) * one)
      weights[start + at] = own
      carried = weight - (own * zero * (depth - at)) / (depth + 1)
    } else weights[start + at] = (weight * (depth + 1)) / (zero * (depth - at))
  }
  for (let at = index; at < depth; at++) {
    features[start + at] = features[start + at + 1] ?? 0
    zeros[start + at] = zeros[start + at + 1] ?? 0
    ones[start + at] = ones[start + at + 1] ?? 0
  }
}

/** Sum of the weights that `unwind` would leave, without changing the path. */
function unwoundSum(start: number, depth: number, index: number): number {
  const one = ones[start + index] ?? 0
  const zero = zeros[start + index] ?? 0
  let carried = weights[start + depth] ?? 0
  let total = 0
  for (let at = depth - 1; at >= 0; at--) {
    const weight = weights[start + at] ?? 0
    if (one !== 0) {
      const own = (carried * (depth + 1)) / ((at + 1) * one)
      total += own
      carried = weight - (own * zero * (depth - at)) / (depth + 1)
    } else total += (weight * (depth + 1)) / (zero * (depth - at))
  }
  return total
}
