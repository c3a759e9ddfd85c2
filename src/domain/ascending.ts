/** Whole numbers over a range up to this many times their count are counted rather than compared. */
const widestRange = 4

/** A copy in rising order. Days and counts (`integers`) are sorted by counting them, many times faster. */
export function ascending(values: Float64Array, integers: boolean): Float64Array {
  if (!integers || values.length < 2) return values.slice().sort()
  let low = Infinity
  let high = -Infinity
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? 0
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(high - low < widestRange * values.length)) return values.slice().sort()
  const counts = new Uint32Array(high - low + 1)
  for (let at = 0; at < values.length; at++) {
    const place = (values[at] ?? 0) - low
    counts[place] = (counts[place] ?? 0) + 1
  }
  const sorted = new Float64Array(values.length)
  let out = 0
  for (let place = 0; place < counts.length; place++) {
    const end = out + (counts[place] ?? 0)
    if (end > out) sorted.fill(place + low, out, end)
    out = end
  }
  return sorted
}

/** The finite numbers among `values` in rising order. */
export function finiteAscending(values: Float64Array): Float64Array {
  const found = new Float64Array(values.length)
  let n = 0
  let integers = true
  for (let at = 0; at < values.length; at++) {
    const value = values[at] ?? Number.NaN
    if (!Number.isFinite(value)) continue
    found[n++] = value
    integers &&= Number.isInteger(value)
  }
  return ascending(found.subarray(0, n), integers)
}
