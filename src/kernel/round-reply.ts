/** Parts that go back into a call or make a result repeatable: every digit counts there. */
const exact = /(?:^|_)(?:filter|where|arguments|parameters|inputs|cuts|next)$/

/**
 * A number of a reply: ten decimals, or twelve significant digits below 1. Digits beyond are the noise of binary, cost a
 * client tokens, and are not needed for parts to add up to their sum at any precision that is printed.
 */
export function roundNumber(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value
  if (Math.abs(value) < 1) return Number(value.toPrecision(12))
  // Past five whole digits, ten decimals are finer than a double.
  return Math.abs(value) < 1e5 ? Number(value.toFixed(10)) : Number(value.toPrecision(15))
}

/** The reply with its numbers rounded, but for filters, arguments and parameters. */
export function roundReply<Part>(part: Part): Part {
  const rounded = (value: unknown): unknown => {
    if (typeof value === 'number') return roundNumber(value)
    if (Array.isArray(value)) return value.map(rounded)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, exact.test(key) ? inner : rounded(inner)]),
    )
  }
  // Same shape: only numbers are replaced, by numbers.
  return rounded(part) as Part
}
