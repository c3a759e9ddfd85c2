/**
 * Percentages with `decimals` places that sum to exactly 100 (largest remainder). `shares` are not negative and
 * sum to 1 within rounding.
 */
export function sharesToPercent(shares: readonly number[], decimals = 1): number[] {
  const scale = 10 ** decimals
  const total = shares.reduce((sum, share) => sum + share, 0)
  const exact = shares.map(share => (total > 0 ? (share / total) * 100 * scale : 0))
  const whole = exact.map(Math.floor)
  let left = 100 * scale - whole.reduce((sum, units) => sum + units, 0)
  const byRemainder = exact
    .map((units, index) => ({ index, remainder: units - Math.floor(units) }))
    .sort((one, two) => two.remainder - one.remainder || one.index - two.index)
  for (const { index } of byRemainder) {
    if (left <= 0 || total <= 0) break
    whole[index] = (whole[index] ?? 0) + 1
    left--
  }
  return whole.map(units => units / scale)
}
