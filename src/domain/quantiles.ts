/** Quantile by linear interpolation (R type 7) of values sorted in ascending order; `null` when empty. */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number | null {
  if (sorted.length === 0) return null
  const position = (sorted.length - 1) * probability
  const below = Math.floor(position)
  const low = sorted[below] ?? 0
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low
  return low + (high - low) * (position - below)
}

/** The finite values in ascending order. */
export function sortedFinite(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).filter(Number.isFinite).sort()
}

export const quantile = (values: ArrayLike<number>, probability: number): number | null =>
  quantileSorted(sortedFinite(values), probability)

export const median = (values: ArrayLike<number>): number | null => quantile(values, 0.5)
