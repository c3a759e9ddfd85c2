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
  const below = new Float64Array(values.length).fill(NaN)
  const equal = new Float64Array(values.length).fill(NaN)
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? NaN
    if (!Number.isFinite(value)) continue
    const first = placeOf(sorted, value, false)
    below[row] = first
    equal[row] = placeOf(sorted, value, true) - first
  }
  return { below, equal, n }
}

/** How many of the sorted values lie below `value`, or `after`: at or below it. */
function placeOf(sorted: Float64Array, value: number, after: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const there = sorted[middle] ?? NaN
    if (there < value || (after && there === value)) low = middle + 1
    else high = middle
  }
  return low
}
