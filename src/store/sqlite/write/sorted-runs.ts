import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { blockOf, sortedSlices } from './sort-rows.ts'
import type { RowBlock } from './sort-rows.ts'

const bytesPerRow = 24
const readRows = 16_384

/** Rows of one import as they come, column by column. */
export interface RowColumns {
  n: number
  cids: Int32Array
  days: Int32Array
  minors: Float64Array
  rows: Int32Array
  tags: Int32Array
}

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
    if (this.#block.n === this.#block.cids.length) this.#makeRoom(1)
    const block = this.#block
    const at = block.n++
    block.cids[at] = cid
    block.days[at] = day
    block.minors[at] = minor
    block.rows[at] = row
    block.tags[at] = tag
  }

  addColumns(columns: RowColumns): void {
    for (let from = 0; from < columns.n;) {
      if (this.#block.n === this.#block.cids.length) this.#makeRoom(columns.n - from)
      const block = this.#block
      const to = Math.min(columns.n, from + block.cids.length - block.n)
      block.cids.set(columns.cids.subarray(from, to), block.n)
      block.days.set(columns.days.subarray(from, to), block.n)
      block.minors.set(columns.minors.subarray(from, to), block.n)
      block.rows.set(columns.rows.subarray(from, to), block.n)
      block.tags.set(columns.tags.subarray(from, to), block.n)
      block.n += to - from
      from = to
    }
  }

  /** All rows in order, in blocks that are only valid until the next one. Ends the collecting. */
  *sorted(): Iterable<RowBlock> {
    const last = this.#block
    if (this.#runs.length === 0) {
      this.#block = blockOf(0)
      yield* sortedSlices(last)
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
    for (const run of this.#runs) this.#write(apply(this.#read(run.position, run.n)), run.position)
    apply(this.#block)
  }

  close(): void {
    this.#block = blockOf(0)
    if (this.#file === null) return
    closeSync(this.#file)
    this.#file = null
    rmSync(this.#scratch, { force: true })
  }

  #makeRoom(rows: number): void {
    const { n, cids, days, minors, rows: sources, tags } = this.#block
    if (n >= this.#limit) {
      this.#spill()
      return
    }
    const next = blockOf(Math.min(this.#limit, Math.max(n * 2, n + rows)))
    next.cids.set(cids)
    next.days.set(days)
    next.minors.set(minors)
    next.rows.set(sources)
    next.tags.set(tags)
    this.#block = { ...next, n }
  }

  #spill(): void {
    if (this.#block.n === 0) return
    if (this.#file === null) {
      this.#file = openSync(this.#scratch, 'wx+', 0o600)
      // Unlinked while open where the system allows it: a killed process leaves nothing behind.
      if (process.platform !== 'win32') rmSync(this.#scratch, { force: true })
    }
    const { n } = this.#block
    this.#runs.push({ position: this.#end, n })
    this.#write(this.#block, this.#end)
    this.#end += n * bytesPerRow
    this.#block.n = 0
  }

  /** A run lies in order, as its columns, one after the other. */
  #write(block: RowBlock, position: number): void {
    let from = 0
    for (const { n, minors, cids, days, rows, tags } of sortedSlices(block)) {
      let at = position
      for (const column of [minors, cids, days, rows, tags]) {
        const width = column.BYTES_PER_ELEMENT
        this.#writeAt(new Uint8Array(column.buffer, 0, n * width), at + from * width)
        at += block.n * width
      }
      from += n
    }
  }

  #writeAt(bytes: Uint8Array, position: number): void {
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file ?? -1, bytes, done, bytes.length - done, position + done)
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
      const { block, run } = head
      // The run goes on while its next row is of the same customer and day.
      do {
        const at = out.n++
        out.cids[at] = bestCid
        out.days[at] = bestDay
        out.minors[at] = block.minors[head.at] ?? 0
        out.rows[at] = block.rows[head.at] ?? 0
        out.tags[at] = block.tags[head.at] ?? 0
        head.at++
      } while (
        out.n < readRows &&
        head.at < block.n &&
        block.cids[head.at] === bestCid &&
        block.days[head.at] === bestDay
      )
      if (head.at === block.n && head.from + head.at < run.n) {
        head.from += head.at
        head.block = this.#read(run.position, run.n, head.from, Math.min(readRows, run.n - head.from))
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
