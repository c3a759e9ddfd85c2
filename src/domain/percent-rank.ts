/**
 * Percentile rank in 0 to 100 of each value among the finite ones: share below plus half the share equal. Ties
 * share their rank, row order changes nothing; NaN stays NaN.
 */
export function percentileRanks(values: ArrayLike<number>): Float64Array {
  const ranks = tieRanks(values)
  return ranks.below.map((below, row) => (100 * (below + (ranks.equal[row] ?? 0) / 2)) / ranks.n)
}

/** SQL's PERCENT_RANK in 0 to 1: values below ÷ (n − 1); 0 when there is one value. Ties share the lowest rank. */
export function percentRanks(values: ArrayLike<number>): Float64Array {
  const ranks = tieRanks(values)
  return ranks.below.map(below => below / Math.max(1, ranks.n - 1))
}

function tieRanks(values: ArrayLike<number>): { below: Float64Array; equal: Float64Array; n: number } {
  const finite = new Float64Array(values.length)
  let n = 0
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (Number.isFinite(value)) finite[n++] = value
  }
  const sorted = finite.subarray(0, n).sort()
  // Distinct values at the front of the sorted ones, and how many values lie below each.
  const before = new Int32Array(n + 1)
  let distinct = 0
  for (let at = 0; at < n; at++) {
    const value = sorted[at] ?? 0
    if (distinct > 0 && sorted[distinct - 1] === value) continue
    sorted[distinct] = value
    before[distinct++] = at
  }
  before[distinct] = n
  const below = new Float64Array(values.length).fill(NaN)
  const equal = new Float64Array(values.length).fill(NaN)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (!Number.isFinite(value)) continue
    let low = 0
    let high = distinct - 1
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((sorted[middle] ?? NaN) < value) low = middle + 1
      else high = middle
    }
    const first = before[low] ?? 0
    below[row] = first
    equal[row] = (before[low + 1] ?? n) - first
  }
  return { below, equal, n }
}
