/** Parts that go back into a call or make a result repeatable: every digit counts there. */
const exact = /(?:^|_)(?:filter|where|arguments|parameters|inputs|cuts|next)$/

/** A number of a reply: fifteen significant digits, so that parts still add up and the noise of binary is gone. */
export function roundNumber(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value
  return Number(value.toPrecision(15))
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
