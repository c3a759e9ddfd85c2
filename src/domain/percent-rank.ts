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
  const rows: number[] = []
  for (let row = 0; row < values.length; row++) if (Number.isFinite(values[row])) rows.push(row)
  const order = Uint32Array.from(rows).sort((one, two) => (values[one] ?? 0) - (values[two] ?? 0))
  const below = new Float64Array(values.length).fill(NaN)
  const equal = new Float64Array(values.length).fill(NaN)
  for (let start = 0; start < order.length;) {
    let end = start
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end++
    for (let index = start; index < end; index++) {
      below[order[index] ?? 0] = start
      equal[order[index] ?? 0] = end - start
    }
    start = end
  }
  return { below, equal, n: order.length }
}
