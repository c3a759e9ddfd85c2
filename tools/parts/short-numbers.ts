/** Four significant digits; sums of money and counts above a thousand keep two decimals. */
const short = (value: number): number =>
  Number.isInteger(value) ? value : Number(Math.abs(value) < 1_000 ? value.toPrecision(4) : value.toFixed(2))

/** `part` with its numbers cut to what a reader of a concise answer needs; `detail: full` gives every digit. */
export function shortNumbers<Part>(part: Part): Part {
  const cut = (value: unknown): unknown => {
    if (typeof value === 'number') return short(value)
    if (Array.isArray(value)) return value.map(cut)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, cut(inner)]))
  }
  // Same shape: only numbers are replaced, by numbers.
  return cut(part) as Part
}
