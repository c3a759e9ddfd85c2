import type { BinnedRows, Binning } from './bins.ts'
import { rowNumbers } from './rows.ts'

/** One tree in arrays; node 0 is the root, a negative `feature` marks a leaf. */
export interface Tree {
  feature: Int16Array
  /** Numbers: bins up to this one go left. Categories: exactly this bin goes left. */
  bin: Uint8Array
  /** 1 when the split is on one level of a category. */
  equal: Uint8Array
  /** 1 when missing values (bin 0) go left. */
  missingLeft: Uint8Array
  left: Int16Array
  right: Int16Array
  /** Log-odds that a leaf adds. */
  value: Float64Array
  /** Training rows that reached the node. */
  cover: Float64Array
}

export interface GrowthSettings {
  depth: number
  smallestLeaf: number
  /** Ridge on leaf values. */
  penalty: number
}

export const goesLeft = (tree: Tree, node: number, bin: number): boolean =>
  bin === 0
    ? tree.missingLeft[node] === 1
    : tree.equal[node]
      ? bin === tree.bin[node]
      : bin <= (tree.bin[node] ?? 0)

/** The value of the leaf that a row falls into. */
export function leafOf(tree: Tree, { bins, width }: BinnedRows, row: number): number {
  let node = 0
  let feature = tree.feature[0] ?? -1
  while (feature >= 0) {
    const bin = bins[row * width + feature] ?? 0
    node = (goesLeft(tree, node, bin) ? tree.left[node] : tree.right[node]) ?? 0
    feature = tree.feature[node] ?? -1
  }
  return tree.value[node] ?? 0
}

interface Total {
  gradient: number
  curvature: number
  n: number
}

interface Split {
  left: Total
  feature: number
  bin: number
  equal: boolean
  missingLeft: boolean
  gain: number
}

/** Sums of gradient, curvature and rows, three a bin, features one after the other. */
type Histogram = Float64Array

interface Open {
  node: number
  from: number
  to: number
  total: Total
  /** Absent at the deepest level, where nothing is split any more. */
  histogram: Histogram | null
  depth: number
}

/** Grows one tree on `slopes` (gradient and curvature of each row in turn), and adds its leaves × `rate` to `scores`. */
export function growTree(
  { bins, n, width }: BinnedRows,
  binnings: readonly Binning[],
  slopes: Float64Array,
  settings: GrowthSettings,
  rate: number,
  scores: Float64Array,
): Tree {
  const rows = rowNumbers(n)
  const spare = new Uint32Array(n)
  const offsets = Int32Array.from(binnings, () => 0)
  let cells = 0
  for (const [feature, { bins: count }] of binnings.entries()) {
    offsets[feature] = cells
    cells += 3 * count
  }
  const most = 2 ** (settings.depth + 1)
  const tree: Tree = {
    feature: new Int16Array(most).fill(-1),
    bin: new Uint8Array(most),
    equal: new Uint8Array(most),
    missingLeft: new Uint8Array(most),
    left: new Int16Array(most),
    right: new Int16Array(most),
    value: new Float64Array(most),
    cover: new Float64Array(most),
  }
  const fill = (from: number, to: number): Histogram => {
    const histogram = new Float64Array(cells)
    for (let at = from; at < to; at++) {
      const row = rows[at] ?? 0
      const gradient = slopes[2 * row] ?? 0
      const curvature = slopes[2 * row + 1] ?? 0
      const base = row * width
      for (let feature = 0; feature < width; feature++) {
        const cell = (offsets[feature] ?? 0) + 3 * (bins[base + feature] ?? 0)
        histogram[cell] = (histogram[cell] ?? 0) + gradient
        histogram[cell + 1] = (histogram[cell + 1] ?? 0) + curvature
        histogram[cell + 2] = (histogram[cell + 2] ?? 0) + 1
      }
    }
    return histogram
  }
  let nodes = 1
  const rootHistogram = fill(0, n)
  const open: Open[] = [
    { node: 0, from: 0, to: n, total: totalOf(rootHistogram, binnings), histogram: rootHistogram, depth: 0 },
  ]
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, from, to, total, histogram, depth } = next
    tree.cover[node] = to - from
    const split = histogram ? bestSplit(histogram, binnings, offsets, total, settings) : null
    if (!split || !histogram) {
      const value = (-rate * total.gradient) / (total.curvature + settings.penalty)
      tree.value[node] = value
      for (let at = from; at < to; at++) {
        const row = rows[at] ?? 0
        scores[row] = (scores[row] ?? 0) + value
      }
      continue
    }
    tree.feature[node] = split.feature
    tree.bin[node] = split.bin
    tree.equal[node] = split.equal ? 1 : 0
    tree.missingLeft[node] = split.missingLeft ? 1 : 0
    let middle = from
    let moved = 0
    for (let at = from; at < to; at++) {
      const row = rows[at] ?? 0
      if (goesLeft(tree, node, bins[row * width + split.feature] ?? 0)) rows[middle++] = row
      else spare[moved++] = row
    }
    rows.set(spare.subarray(0, moved), middle)
    const goOn = depth + 1 < settings.depth
    const leftIsSmaller = middle - from <= to - middle
    const smaller = goOn ? (leftIsSmaller ? fill(from, middle) : fill(middle, to)) : null
    const larger = smaller ? without(histogram, smaller) : null
    const right = {
      gradient: total.gradient - split.left.gradient,
      curvature: total.curvature - split.left.curvature,
      n: total.n - split.left.n,
    }
    tree.left[node] = nodes
    tree.right[node] = nodes + 1
    open.push(
      {
        node: nodes + 1,
        from: middle,
        to,
        total: right,
        histogram: leftIsSmaller ? larger : smaller,
        depth: depth + 1,
      },
      {
        node: nodes,
        from,
        to: middle,
        total: split.left,
        histogram: leftIsSmaller ? smaller : larger,
        depth: depth + 1,
      },
    )
    nodes += 2
  }
  return {
    feature: tree.feature.slice(0, nodes),
    bin: tree.bin.slice(0, nodes),
    equal: tree.equal.slice(0, nodes),
    missingLeft: tree.missingLeft.slice(0, nodes),
    left: tree.left.slice(0, nodes),
    right: tree.right.slice(0, nodes),
    value: tree.value.slice(0, nodes),
    cover: tree.cover.slice(0, nodes),
  }
}

/** What is left of a histogram without a part of its rows. Plain loops here: there is one for every node. */
function without(whole: Histogram, part: Histogram): Histogram {
  const rest = new Float64Array(whole.length)
  for (let at = 0; at < rest.length; at++) rest[at] = (whole[at] ?? 0) - (part[at] ?? 0)
  return rest
}

/** Every row falls into one bin of the first feature: its bins add up to the node. */
function totalOf(histogram: Histogram, binnings: readonly Binning[]): Total {
  const total = { gradient: 0, curvature: 0, n: 0 }
  const bins = binnings[0]?.bins ?? 0
  for (let bin = 0; bin < bins; bin++) {
    total.gradient += histogram[3 * bin] ?? 0
    total.curvature += histogram[3 * bin + 1] ?? 0
    total.n += histogram[3 * bin + 2] ?? 0
  }
  return total
}

function bestSplit(
  histogram: Histogram,
  binnings: readonly Binning[],
  offsets: Int32Array,
  total: Total,
  { smallestLeaf, penalty }: GrowthSettings,
): Split | null {
  if (total.n < 2 * smallestLeaf) return null
  const parent = (total.gradient * total.gradient) / (total.curvature + penalty)
  let best: Split | null = null
  const consider = (feature: number, bin: number, equal: boolean, missingLeft: boolean, left: Total) => {
    const n = total.n - left.n
    if (left.n < smallestLeaf || n < smallestLeaf) return
    const gradient = total.gradient - left.gradient
    const curvature = total.curvature - left.curvature
    const gain =
      (left.gradient * left.gradient) / (left.curvature + penalty) +
      (gradient * gradient) / (curvature + penalty) -
      parent
    if (gain > 1e-7 && gain > (best?.gain ?? 0) * (1 + 1e-12))
      best = { feature, bin, equal, missingLeft, gain, left: { ...left } }
  }
  for (const [feature, { kind, bins }] of binnings.entries()) {
    const offset = offsets[feature] ?? 0
    const cell = (bin: number): Total => ({
      gradient: histogram[offset + 3 * bin] ?? 0,
      curvature: histogram[offset + 3 * bin + 1] ?? 0,
      n: histogram[offset + 3 * bin + 2] ?? 0,
    })
    const missing = cell(0)
    const left = { gradient: 0, curvature: 0, n: 0 }
    for (let bin = 1; bin < bins; bin++) {
      const own = cell(bin)
      if (kind === 'category') {
        if (own.n > 0) consider(feature, bin, true, false, own)
        continue
      }
      left.gradient += own.gradient
      left.curvature += own.curvature
      left.n += own.n
      if (own.n > 0 || bin === 1) consider(feature, bin, false, false, left)
      if (missing.n > 0 && bin < bins - 1)
        consider(feature, bin, false, true, {
          gradient: left.gradient + missing.gradient,
          curvature: left.curvature + missing.curvature,
          n: left.n + missing.n,
        })
    }
    if (kind === 'category' && missing.n > 0) consider(feature, 255, true, true, missing)
  }
  return best
}
