import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'

/** Customer, day, money, source row and a tag (import × 8 + kind) of many orders and refunds, sorted by customer and day; equal ones keep their order. */
export interface RowBlock {
  n: number
  cids: Int32Array
  days: Int32Array
  minors: Float64Array
  rows: Int32Array
  tags: Int32Array
}

const bytesPerRow = 24
const readRows = 32_768

const blockOf = (n: number): RowBlock => ({
  n,
  cids: new Int32Array(n),
  days: new Int32Array(n),
  minors: new Float64Array(n),
  rows: new Int32Array(n),
  tags: new Int32Array(n),
})

/**
 * Collects rows in memory up to a bound; beyond it, sorted runs go to a private scratch file and are merged when
 * read. Memory stays bounded whatever the size, time stays linear.
 */
export class SortedRuns {
  readonly #limit: number
  readonly #scratch: string
  readonly #runs: { position: number; n: number }[] = []
  #block: RowBlock
  #file: number | null = null
  #end = 0

  constructor(limit: number, scratch: string) {
    this.#limit = Math.max(1, limit)
    this.#scratch = scratch
    this.#block = { ...blockOf(Math.min(this.#limit, 65_536)), n: 0 }
  }

  get total(): number {
    return this.#runs.reduce((sum, run) => sum + run.n, 0) + this.#block.n
  }

  add(cid: number, day: number, minor: number, row: number, tag: number): void {
    let block = this.#block
    if (block.n === block.cids.length) {
      if (block.n >= this.#limit) this.#spill()
      else this.#block = grown(block, Math.min(this.#limit, block.n * 2))
      block = this.#block
    }
    const at = block.n++
    block.cids[at] = cid
    block.days[at] = day
    block.minors[at] = minor
    block.rows[at] = row
    block.tags[at] = tag
  }

  /** All rows in order, in blocks that are only valid until the next one. Ends the collecting. */
  *sorted(): Iterable<RowBlock> {
    const last = this.#block
    if (this.#runs.length === 0) {
      this.#block = blockOf(0)
      yield sortBlock(last)
      return
    }
    this.#spill()
    // What the runs hold now need not stay in memory.
    this.#block = blockOf(0)
    yield* this.#merge()
  }

  /** Renumbers customers; the order is made anew. */
  renumber(numberOf: (cid: number) => number): void {
    const apply = (block: RowBlock): RowBlock => {
      for (let at = 0; at < block.n; at++) block.cids[at] = numberOf(block.cids[at] ?? 0)
      return block
    }
    for (const run of this.#runs) {
      const block = sortBlock(apply(this.#read(run.position, run.n)))
      this.#write(block, run.position)
    }
    apply(this.#block)
  }

  close(): void {
    if (this.#file === null) return
    closeSync(this.#file)
    this.#file = null
    rmSync(this.#scratch, { force: true })
  }

  #spill(): void {
    const sorted = sortBlock(this.#block)
    if (this.#file === null) {
      this.#file = openSync(this.#scratch, 'wx+', 0o600)
      // Unlinked while open where the system allows it: a killed process leaves nothing behind.
      if (process.platform !== 'win32') rmSync(this.#scratch, { force: true })
    }
    this.#runs.push({ position: this.#end, n: sorted.n })
    this.#write(sorted, this.#end)
    this.#end += sorted.n * bytesPerRow
    this.#block.n = 0
  }

  /** A run lies as its columns, one after the other. */
  #write(block: RowBlock, position: number): void {
    let at = position
    for (const column of [block.minors, block.cids, block.days, block.rows, block.tags]) {
      const bytes = new Uint8Array(column.buffer, column.byteOffset, block.n * column.BYTES_PER_ELEMENT)
      for (let done = 0; done < bytes.length;)
        done += writeSync(this.#file ?? -1, bytes, done, bytes.length - done, at + done)
      at += bytes.length
    }
  }

  #read(position: number, total: number, from = 0, n = total): RowBlock {
    const block = blockOf(n)
    let start = position
    for (const column of [block.minors, block.cids, block.days, block.rows, block.tags]) {
      const bytes = new Uint8Array(column.buffer)
      const width = column.BYTES_PER_ELEMENT
      for (let done = 0; done < bytes.length;) {
        const got = readSync(this.#file ?? -1, bytes, done, bytes.length - done, start + from * width + done)
        if (got === 0) throw new Error('the scratch file of an import is cut short')
        done += got
      }
      start += total * width
    }
    return block
  }

  *#merge(): Iterable<RowBlock> {
    const heads = this.#runs.map(run => ({
      run,
      from: 0,
      at: 0,
      block: this.#read(run.position, run.n, 0, Math.min(readRows, run.n)),
    }))
    const out = { ...blockOf(readRows), n: 0 }
    for (;;) {
      // Few runs: a scan for the least head beats a heap. Ties go to the earlier run, which keeps the file's order.
      let best = -1
      let bestCid = 0
      let bestDay = 0
      for (let index = 0; index < heads.length; index++) {
        const head = heads[index]
        if (!head || head.at >= head.block.n) continue
        const cid = head.block.cids[head.at] ?? 0
        const day = head.block.days[head.at] ?? 0
        if (best < 0 || cid < bestCid || (cid === bestCid && day < bestDay)) {
          best = index
          bestCid = cid
          bestDay = day
        }
      }
      const head = heads[best]
      if (!head) break
      const at = out.n++
      out.cids[at] = bestCid
      out.days[at] = bestDay
      out.minors[at] = head.block.minors[head.at] ?? 0
      out.rows[at] = head.block.rows[head.at] ?? 0
      out.tags[at] = head.block.tags[head.at] ?? 0
      head.at++
      if (head.at === head.block.n && head.from + head.at < head.run.n) {
        head.from += head.at
        head.block = this.#read(
          head.run.position,
          head.run.n,
          head.from,
          Math.min(readRows, head.run.n - head.from),
        )
        head.at = 0
      }
      if (out.n === readRows) {
        yield out
        out.n = 0
      }
    }
    if (out.n > 0) yield out
  }
}

function grown(block: RowBlock, size: number): RowBlock {
  const next = blockOf(size)
  next.n = block.n
  next.cids.set(block.cids)
  next.days.set(block.days)
  next.minors.set(block.minors)
  next.rows.set(block.rows)
  next.tags.set(block.tags)
  return next
}

/** Stable counting sort: by day, then by customer. */
export function sortBlock(block: RowBlock): RowBlock {
  const { n } = block
  if (n === 0) return blockOf(0)
  let order = new Int32Array(n)
  for (let at = 0; at < n; at++) order[at] = at
  order = countingSort(order, block.days)
  order = countingSort(order, block.cids)
  const sorted = blockOf(n)
  for (let at = 0; at < n; at++) {
    const from = order[at] ?? 0
    sorted.cids[at] = block.cids[from] ?? 0
    sorted.days[at] = block.days[from] ?? 0
    sorted.minors[at] = block.minors[from] ?? 0
    sorted.rows[at] = block.rows[from] ?? 0
    sorted.tags[at] = block.tags[from] ?? 0
  }
  return sorted
}

function countingSort(order: Int32Array<ArrayBuffer>, keys: Int32Array): Int32Array<ArrayBuffer> {
  let low = Infinity
  let high = -Infinity
  for (const at of order) {
    const key = keys[at] ?? 0
    if (key < low) low = key
    if (key > high) high = key
  }
  // A few rows over a huge span (dates gone wrong): comparing is cheaper than counting.
  if (high - low > 4 * order.length + 1_000_000)
    return order.sort((one, two) => (keys[one] ?? 0) - (keys[two] ?? 0) || one - two)
  const starts = new Int32Array(high - low + 2)
  for (const at of order) {
    const slot = (keys[at] ?? 0) - low + 1
    starts[slot] = (starts[slot] ?? 0) + 1
  }
  for (let slot = 1; slot < starts.length; slot++)
    starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0)
  const sorted = new Int32Array(order.length)
  for (const at of order) {
    const slot = (keys[at] ?? 0) - low
    const place = starts[slot] ?? 0
    sorted[place] = at
    starts[slot] = place + 1
  }
  return sorted
}
