/** Customer, day, money, source row and a tag (import × 8 + kind) of many orders and refunds, as columns. */
export interface RowBlock {
  n: number
  cids: Int32Array
  days: Int32Array
  minors: Float64Array
  rows: Int32Array
  tags: Int32Array
}

export const blockOf = (n: number): RowBlock => ({
  n,
  cids: new Int32Array(n),
  days: new Int32Array(n),
  minors: new Float64Array(n),
  rows: new Int32Array(n),
  tags: new Int32Array(n),
})

/**
 * The order of rows by customer, then day; equal ones keep theirs. Linear: customers are counted, and the rows of one
 * customer nearly always come in the order of time already.
 */
function orderOf({ n, cids, days }: RowBlock): Int32Array {
  const order = byCustomer(cids.subarray(0, n))
  for (let from = 0; from < n;) {
    const cid = cids[order[from] ?? 0]
    let to = from + 1
    let ascending = true
    for (; to < n && cids[order[to] ?? 0] === cid; to++)
      if ((days[order[to] ?? 0] ?? 0) < (days[order[to - 1] ?? 0] ?? 0)) ascending = false
    if (!ascending) sortByDay(order, from, to, days)
    from = to
  }
  return order
}

/** More rows than this of one customer are compared by a library sort, fewer by insertion. */
const few = 48

function sortByDay(order: Int32Array, from: number, to: number, days: Int32Array): void {
  if (to - from > few) {
    order.subarray(from, to).sort((one, two) => (days[one] ?? 0) - (days[two] ?? 0) || one - two)
    return
  }
  for (let at = from + 1; at < to; at++) {
    const row = order[at] ?? 0
    const day = days[row] ?? 0
    let place = at
    for (; place > from && (days[order[place - 1] ?? 0] ?? 0) > day; place--)
      order[place] = order[place - 1] ?? 0
    order[place] = row
  }
}

function byCustomer(cids: Int32Array): Int32Array {
  const order = new Int32Array(cids.length)
  let low = Infinity
  let high = -Infinity
  for (let at = 0; at < cids.length; at++) {
    const cid = cids[at] ?? 0
    if (cid < low) low = cid
    if (cid > high) high = cid
  }
  // A few rows over a huge span of numbers: comparing is cheaper than counting.
  if (high - low > 4 * cids.length + 1_000_000) {
    for (let at = 0; at < order.length; at++) order[at] = at
    return order.sort((one, two) => (cids[one] ?? 0) - (cids[two] ?? 0) || one - two)
  }
  const starts = new Int32Array(cids.length === 0 ? 0 : high - low + 2)
  for (let at = 0; at < cids.length; at++) {
    const slot = (cids[at] ?? 0) - low + 1
    starts[slot] = (starts[slot] ?? 0) + 1
  }
  for (let slot = 1; slot < starts.length; slot++)
    starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0)
  for (let at = 0; at < cids.length; at++) {
    const slot = (cids[at] ?? 0) - low
    const place = starts[slot] ?? 0
    order[place] = at
    starts[slot] = place + 1
  }
  return order
}

/** Rows `from` to `to` of the order, as columns in that order. */
function inOrder(block: RowBlock, order: Int32Array, from: number, to: number): RowBlock {
  const sorted = blockOf(to - from)
  for (let at = from; at < to; at++) {
    const row = order[at] ?? 0
    const place = at - from
    sorted.cids[place] = block.cids[row] ?? 0
    sorted.days[place] = block.days[row] ?? 0
    sorted.minors[place] = block.minors[row] ?? 0
    sorted.rows[place] = block.rows[row] ?? 0
    sorted.tags[place] = block.tags[row] ?? 0
  }
  return sorted
}

/** Rows handed on at a time. */
const slice = 32_768

/**
 * The rows in order, as columns of a slice at a time, valid until the next one. Rows of one customer lie far apart in
 * the file: each is brought to its place whole, in one step, since every step to another place waits for memory.
 */
export function* sortedSlices(block: RowBlock): Iterable<RowBlock> {
  const starts = startsOf(block)
  if (starts === null || !fitsInt32(block.minors, block.n)) {
    const order = orderOf(block)
    for (let from = 0; from < block.n; from += slice)
      yield inOrder(block, order, from, Math.min(block.n, from + slice))
    return
  }
  const { n, cids, days, minors, rows, tags } = block
  const { low, ends } = starts
  // Day, amount, row and tag of each row.
  const records = new Int32Array(n * 4)
  for (let at = 0; at < n; at++) {
    const slot = (cids[at] ?? 0) - low
    const place = ends[slot] ?? 0
    ends[slot] = place + 1
    const to = place * 4
    records[to] = days[at] ?? 0
    records[to + 1] = minors[at] ?? 0
    records[to + 2] = rows[at] ?? 0
    records[to + 3] = tags[at] ?? 0
  }
  const out = { ...blockOf(Math.min(n, slice)), n: 0 }
  for (let slot = 0, from = 0; slot < ends.length - 1; slot++) {
    const end = ends[slot] ?? 0
    byDay(records, from, end)
    const cid = low + slot
    for (; from < end; from++) {
      const at = from * 4
      const to = out.n
      out.cids[to] = cid
      out.days[to] = records[at] ?? 0
      out.minors[to] = records[at + 1] ?? 0
      out.rows[to] = records[at + 2] ?? 0
      out.tags[to] = records[at + 3] ?? 0
      out.n = to + 1
      if (out.n === slice) {
        yield out
        out.n = 0
      }
    }
  }
  if (out.n > 0) yield out
}

/** Where the rows of each customer begin; `null` where few rows stand over a huge span of numbers. */
function startsOf({ n, cids }: RowBlock): { low: number; ends: Int32Array } | null {
  let low = Number.MAX_SAFE_INTEGER
  let high = 0
  for (let at = 0; at < n; at++) {
    const cid = cids[at] ?? 0
    if (cid < low) low = cid
    if (cid > high) high = cid
  }
  if (n === 0 || high - low > 4 * n + 1_000_000) return null
  const ends = new Int32Array(high - low + 2)
  for (let at = 0; at < n; at++) {
    const slot = (cids[at] ?? 0) - low + 1
    ends[slot] = (ends[slot] ?? 0) + 1
  }
  for (let slot = 1; slot < ends.length; slot++) ends[slot] = (ends[slot] ?? 0) + (ends[slot - 1] ?? 0)
  return { low, ends }
}

function fitsInt32(values: Float64Array, n: number): boolean {
  for (let at = 0; at < n; at++) {
    const value = values[at] ?? 0
    if (value !== (value | 0)) return false
  }
  return true
}

/** Brings the records of one customer into the order of days; nearly always they are already. */
function byDay(records: Int32Array, from: number, end: number): void {
  let sorted = true
  for (let at = from + 1; at < end && sorted; at++)
    sorted = (records[at * 4] ?? 0) >= (records[at * 4 - 4] ?? 0)
  if (sorted) return
  if (end - from > few) {
    const own = records.slice(from * 4, end * 4)
    const order = Int32Array.from({ length: end - from }, (_, at) => at).sort(
      (one, two) => (own[one * 4] ?? 0) - (own[two * 4] ?? 0) || one - two,
    )
    order.forEach((row, at) => records.set(own.subarray(row * 4, row * 4 + 4), (from + at) * 4))
    return
  }
  for (let at = from + 1; at < end; at++) {
    const day = records[at * 4] ?? 0
    let place = at
    while (place > from && (records[place * 4 - 4] ?? 0) > day) place--
    if (place === at) continue
    const minor = records[at * 4 + 1] ?? 0
    const row = records[at * 4 + 2] ?? 0
    const tag = records[at * 4 + 3] ?? 0
    records.copyWithin((place + 1) * 4, place * 4, at * 4)
    records[place * 4] = day
    records[place * 4 + 1] = minor
    records[place * 4 + 2] = row
    records[place * 4 + 3] = tag
  }
}
