/** Customer, day, money, source row and a tag (import × 8 + kind) of many orders and refunds, as columns. */
export interface RowBlock {
  n: number
  cids: Int32Array
  days: Int32Array
  minors: Float64Array
  rows: Int32Array
  tags: Int32Array
  /** Places of the rows in order, where the columns themselves are in another one; `null` where they are sorted. */
  order: Int32Array | null
}

export const blockOf = (n: number): RowBlock => ({
  n,
  cids: new Int32Array(n),
  days: new Int32Array(n),
  minors: new Float64Array(n),
  rows: new Int32Array(n),
  tags: new Int32Array(n),
  order: null,
})

/**
 * The order of rows by customer, then day; equal ones keep theirs. Linear: customers are counted, and the rows of one
 * customer nearly always come in the order of time already.
 */
export function orderOf({ n, cids, days }: RowBlock): Int32Array {
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
export function inOrder(block: RowBlock, from: number, to: number): RowBlock {
  const { order } = block
  if (order === null) {
    return {
      n: to - from,
      cids: block.cids.slice(from, to),
      days: block.days.slice(from, to),
      minors: block.minors.slice(from, to),
      rows: block.rows.slice(from, to),
      tags: block.tags.slice(from, to),
      order: null,
    }
  }
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
