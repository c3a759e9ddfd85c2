import type { Sql, SqlValue } from './sql.ts'
import { inTransaction } from './sql.ts'

/**
 * Purchase days by customer as columns: one BLOB a column, 65,536 days a block, sorted by customer and day. A group-by
 * over them is one linear pass over typed arrays, many times faster than rows. They are derived: any change of the
 * transactions deletes them, and `days_ready` says when they are whole. They hold no day whose money depends on when a
 * refund became known; with such refunds in the store the rows are read instead.
 */
const blockDays = 65_536

export interface DayEntry {
  cid: number
  day: number
  net: number
  sales: number
  refunds: number
}

export type OnDay = (cid: number, day: number, net: number, sales: number, refunds: number) => void

/** Takes days in order and writes full blocks as they come. */
export class DayBlockWriter {
  readonly #sql: Sql
  #sid = 0
  #n = 0
  readonly #cids = new Int32Array(blockDays)
  readonly #days = new Int32Array(blockDays)
  readonly #nets = new Float64Array(blockDays)
  readonly #sales = new Int32Array(blockDays)
  readonly #refunds = new Int32Array(blockDays)

  constructor(sql: Sql) {
    this.#sql = sql
    sql.exec(`DELETE FROM column_blocks WHERE tbl = 'days'`)
  }

  add(cid: number, day: number, net: number, sales: number, refunds: number): void {
    const at = this.#n++
    this.#cids[at] = cid
    this.#days[at] = day
    this.#nets[at] = net
    this.#sales[at] = sales
    this.#refunds[at] = refunds
    if (this.#n === blockDays) this.#flush()
  }

  finish(): void {
    this.#flush()
    this.#sql.exec(`INSERT OR REPLACE INTO facts VALUES ('days_ready', '1')`)
  }

  #flush(): void {
    const n = this.#n
    if (n === 0) return
    const cids = this.#cids.subarray(0, n)
    const days = this.#days.subarray(0, n)
    const nets = this.#nets.subarray(0, n)
    const sales = this.#sales.subarray(0, n)
    const refunds = this.#refunds.subarray(0, n)
    const [dayMin, dayMax] = extremes(days)
    const { ids, counts } = runLengths(cids)
    this.#sql.run(
      `INSERT INTO column_blocks (tbl, sid, n, cid_min, cid_max, day_min, day_max, cids, counts, days, minors, kinds, known)
       VALUES ('days', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        this.#sid++, n, cids[0] ?? 0, cids[n - 1] ?? 0, dayMin, dayMax, bytes(ids), bytes(counts),
        bytes(dayMax - dayMin < 65_536 ? shifted(days, dayMin) : days.slice()),
        bytes(fitsInt32(nets) ? Int32Array.from(nets) : nets.slice()),
        bytes(extremes(sales)[1] < 256 ? Uint8Array.from(sales) : sales.slice()),
        extremes(refunds)[1] > 0 ? bytes(refunds.slice()) : null,
      ],
    ) // prettier-ignore
    this.#n = 0
  }
}

const bytes = (values: Uint8Array | Uint16Array | Int32Array | Float64Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength)

function fitsInt32(values: Float64Array): boolean {
  for (const value of values) if (value !== (value | 0)) return false
  return true
}

function shifted(days: Int32Array, dayMin: number): Uint16Array {
  const offsets = new Uint16Array(days.length)
  for (let at = 0; at < days.length; at++) offsets[at] = (days[at] ?? 0) - dayMin
  return offsets
}

function extremes(values: Int32Array): [number, number] {
  let low = values[0] ?? 0
  let high = low
  for (const value of values) {
    if (value < low) low = value
    else if (value > high) high = value
  }
  return [low, high]
}

function runLengths(cids: Int32Array): { ids: Int32Array; counts: Int32Array } {
  const ids: number[] = []
  const counts: number[] = []
  let from = 0
  for (let at = 1; at <= cids.length; at++) {
    if (at < cids.length && cids[at] === cids[from]) continue
    ids.push(cids[from] ?? 0)
    counts.push(at - from)
    from = at
  }
  return { ids: Int32Array.from(ids), counts: Int32Array.from(counts) }
}

export const blocksReady = (sql: Sql): boolean =>
  sql.get(`SELECT 1 FROM facts WHERE key = 'days_ready' AND value = '1'`) !== undefined

export function dropBlocks(sql: Sql): void {
  sql.exec(`DELETE FROM column_blocks; DELETE FROM facts WHERE key = 'days_ready'`)
}

/** A block as it lies: day `at` of a customer is `base + days[at]`; customer `index` holds the next `counts[index]` days. */
export interface DayBlock {
  ids: Int32Array
  counts: Int32Array
  base: number
  days: Uint16Array | Int32Array
  nets: Int32Array | Float64Array
  sales: Uint8Array | Int32Array
  /** `null` when the block holds none. */
  refunds: Int32Array | null
}

/** The blocks with a day in [from, until], in order of customer and day; a customer may go on in the next block. */
export function* dayBlocks(sql: Sql, until: number, from = Number.MIN_SAFE_INTEGER): Iterable<DayBlock> {
  const rows = sql.rows<SqlValue[]>(
    `SELECT n, day_min, cids, counts, days, minors, kinds, known FROM column_blocks
     WHERE tbl = 'days' AND day_min <= ? AND day_max >= ? ORDER BY sid`,
    [until, from],
  )
  for (const [length, dayMin, cids, counts, days, minors, kinds, known] of rows) {
    const n = Number(length)
    const narrow = wide(days) === n * 2
    yield {
      ids: int32(cids, -1),
      counts: int32(counts, -1),
      base: narrow ? Number(dayMin) : 0,
      days: narrow ? new Uint16Array(aligned(days)) : int32(days, n),
      nets: wide(minors) === n * 4 ? int32(minors, n) : new Float64Array(aligned(minors)),
      sales: wide(kinds) === n ? new Uint8Array(aligned(kinds)) : int32(kinds, n),
      refunds: known === null ? null : int32(known, n),
    }
  }
}

/** Reads days up to `until` in order. */
export function forEachBlockDay(sql: Sql, until: number, onDay: OnDay): void {
  for (const { ids, counts, base, days, nets, sales, refunds } of dayBlocks(sql, until)) {
    let at = 0
    for (let customer = 0; customer < ids.length; customer++) {
      const cid = ids[customer] ?? 0
      const end = at + (counts[customer] ?? 0)
      for (; at < end; at++) {
        const day = base + (days[at] ?? 0)
        if (day <= until)
          onDay(cid, day, nets[at] ?? 0, sales[at] ?? 0, refunds === null ? 0 : (refunds[at] ?? 0))
      }
    }
  }
}

const wide = (value: SqlValue | undefined): number => (value instanceof Uint8Array ? value.byteLength : 0)

/** The BLOB's own bytes where it stands alone in its buffer, as drivers hand it over; else a copy that begins at 0. */
const aligned = (value: SqlValue | undefined): ArrayBuffer => {
  if (!(value instanceof Uint8Array)) return new ArrayBuffer(0)
  const { buffer } = value
  return buffer instanceof ArrayBuffer && buffer.byteLength === value.byteLength
    ? buffer
    : new Uint8Array(value).buffer
}

const int32 = (value: SqlValue | undefined, n: number): Int32Array =>
  n >= 0 && wide(value) !== n * 4 ? new Int32Array(0) : new Int32Array(aligned(value))

/** Builds the blocks from the rows when they are stale and a pass over many rows is ahead. Skipped while another writes. */
export function refreshBlocks(sql: Sql, rowsAhead: number): boolean {
  if (blocksReady(sql)) return true
  if (rowsAhead < 100_000) return false
  try {
    inTransaction(sql, () => {
      const writer = new DayBlockWriter(sql)
      const pending: DayEntry[] = []
      const flush = (): void => {
        for (const { cid, day, net, sales, refunds } of pending) writer.add(cid, day, net, sales, refunds)
        pending.length = 0
      }
      // Reads in slices: a driver cannot write while it iterates.
      let after = -1
      for (;;) {
        const last = after
        for (const [cid, day, net, sales, refunds] of sql.rows<[number, number, number, number, number]>(
          sliceSql,
          [last, last + 20_000],
        )) {
          pending.push({ cid, day, net, sales, refunds })
        }
        flush()
        after = last + 20_000
        if (sql.get('SELECT 1 FROM transactions WHERE cid > ? LIMIT 1', [after]) === undefined) break
      }
      writer.finish()
    })
    return true
  } catch {
    return false
  }
}

const sliceSql = `SELECT cid, day, sum(minor), sum(kind <> 1), sum(kind = 1) FROM transactions
  WHERE kind IN (0, 1, 4) AND cid > ? AND cid <= ? GROUP BY cid, ym, day`
