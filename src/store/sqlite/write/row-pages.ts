import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import type { Sql } from '../sql.ts'
import { TreeLevel } from './page-levels.ts'

/** The page that holds this byte of a file is SQLite's lock page and never carries data. */
const lockByte = 0x4000_0000
const pagesAtOnce = 64

/**
 * Rows of `transactions` in key order as a small SQLite file of their own, written page by page here and read by
 * SQLite in one `INSERT … SELECT`: binding a value costs more than a row's place in the tree, and into an empty table
 * of the same shape SQLite copies the records as they are. The store itself is written by SQLite alone, inside the
 * caller's transaction; the file beside it is private, and gone from its folder before the first row where the system
 * allows it. Format: https://www.sqlite.org/fileformat2.html.
 */
export class RowPages {
  readonly #sql: Sql
  readonly #path: string
  readonly #size: number
  readonly #leaf: TreeLevel
  readonly #schema: string
  readonly #out: Uint8Array
  #file: number | null
  #attached = false
  /** Page 1 is the header and schema, page 2 the root. */
  #next = 3
  #from = 3
  #buffered = 0
  rows = 0

  /** To be made inside the transaction: one that begins later locks the file as it is then, without rows. */
  constructor(sql: Sql, path: string, size = 16_384) {
    this.#sql = sql
    this.#path = path
    this.#size = size
    this.#out = new Uint8Array(size * pagesAtOnce)
    const table = sql.get<{ sql: string }>(`SELECT sql FROM main.sqlite_schema WHERE name = 'transactions'`)
    this.#schema = table?.sql ?? ''
    this.#leaf = new TreeLevel(size, true, page => this.#place(page))
    this.#file = openSync(path, 'wx+', 0o600)
    try {
      this.#writeAt(this.#first(1), 1)
      this.#writeAt(new TreeLevel(size, true, () => 0).finish(), 2)
      sql.run('ATTACH ? AS sorted_rows', [path])
      this.#attached = true
      if (process.platform !== 'win32') rmSync(path, { force: true })
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Integers only; the columns of `transactions` in their order. */
  add(
    cid: number,
    ym: number,
    day: number,
    seq: number,
    minor: number,
    kind: number,
    known: number | null,
    imp: number,
    src: number,
  ): void {
    const level = this.#leaf
    const to = level.room()
    const at = level.at
    // Length, header length and nine types of one byte each; then the values.
    to[at + 1] = 10
    let end = at + 11
    end = putInteger(to, at + 2, end, cid)
    end = putInteger(to, at + 3, end, ym)
    end = putInteger(to, at + 4, end, day)
    end = putInteger(to, at + 5, end, seq)
    end = putInteger(to, at + 6, end, minor)
    end = putInteger(to, at + 7, end, kind)
    if (known === null) to[at + 8] = 0
    else end = putInteger(to, at + 8, end, known)
    end = putInteger(to, at + 9, end, imp)
    end = putInteger(to, at + 10, end, src)
    to[at] = end - at - 1
    level.add(end - at)
    this.rows++
  }

  /** Brings the rows into `transactions`. */
  insert(): void {
    if (this.rows === 0) return
    const root = this.#leaf.finish()
    this.#flush()
    this.#writeAt(root, 2)
    this.#writeAt(this.#first(2), 1)
    const written = this.#sql.run('INSERT INTO main.transactions SELECT * FROM sorted_rows.transactions')
    if (written !== this.rows) throw new Error(`${written} of ${this.rows} sorted rows arrived`)
  }

  /** To be called after the transaction: what has been read in one stays open until its end. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
    if (this.#attached) this.#sql.exec('DETACH sorted_rows')
    this.#attached = false
    rmSync(this.#path, { force: true })
  }

  #place(page: Uint8Array): number {
    if (this.#next === lockByte / this.#size + 1) {
      this.#flush()
      this.#from = ++this.#next
    }
    this.#out.set(page, this.#buffered * this.#size)
    if (++this.#buffered === pagesAtOnce) this.#flush()
    return this.#next++
  }

  #flush(): void {
    this.#writeAt(this.#out.subarray(0, this.#buffered * this.#size), this.#from)
    this.#from += this.#buffered
    this.#buffered = 0
  }

  #writeAt(bytes: Uint8Array, page: number): void {
    const start = (page - 1) * this.#size
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file ?? -1, bytes, done, bytes.length - done, start + done)
  }

  /** Header and schema; `change` is a new number whenever SQLite must read the file anew. */
  #first(change: number): Uint8Array {
    const page = new Uint8Array(this.#size)
    const view = new DataView(page.buffer)
    page.set(Buffer.from('SQLite format 3\0', 'latin1'))
    view.setUint16(16, this.#size)
    page.set([1, 1, 0, 64, 32, 32], 18)
    view.setUint32(24, change)
    view.setUint32(28, Math.max(2, this.#next - 1))
    view.setUint32(40, 1)
    view.setUint32(44, 4)
    view.setUint32(56, 1)
    view.setUint32(92, change)
    view.setUint32(96, 3_046_000)
    const text = Buffer.from(this.#schema)
    const name = Buffer.from('transactions')
    // One row of sqlite_schema: type, name, tbl_name, rootpage, sql.
    const head = [
      8,
      13 + 2 * 5,
      13 + 2 * name.length,
      13 + 2 * name.length,
      1,
      ...varint(13 + 2 * text.length),
    ]
    head[0] = head.length
    const record = Buffer.concat([
      Uint8Array.from(head),
      Buffer.from('table'),
      name,
      name,
      Uint8Array.of(2),
      text,
    ])
    const cell = Buffer.concat([Uint8Array.from([...varint(record.length), 1]), record])
    page[100] = 13
    view.setUint16(103, 1)
    view.setUint16(105, this.#size - cell.length)
    view.setUint16(108, this.#size - cell.length)
    page.set(cell, this.#size - cell.length)
    return page
  }
}

const varint = (value: number): number[] => (value < 128 ? [value] : [(value >> 7) | 128, value & 127])

/** Writes the type at `type` and the value at `end`, most significant byte first; returns the new end. */
function putInteger(to: Uint8Array, type: number, end: number, value: number): number {
  if (value === 0 || value === 1) {
    to[type] = 8 + value
    return end
  }
  const small = value | 0
  if (small !== value) return putLarge(to, type, end, value)
  if (small >= -128 && small < 128) {
    to[type] = 1
    to[end] = small
    return end + 1
  }
  if (small >= -32_768 && small < 32_768) {
    to[type] = 2
    to[end] = small >> 8
    to[end + 1] = small
    return end + 2
  }
  if (small >= -8_388_608 && small < 8_388_608) {
    to[type] = 3
    to[end] = small >> 16
    to[end + 1] = small >> 8
    to[end + 2] = small
    return end + 3
  }
  to[type] = 4
  to[end] = small >> 24
  to[end + 1] = small >> 16
  to[end + 2] = small >> 8
  to[end + 3] = small
  return end + 4
}

function putLarge(to: Uint8Array, type: number, end: number, value: number): number {
  const whole = BigInt(value)
  if (BigInt.asIntN(64, whole) !== whole) throw new RangeError('an amount is too large to keep')
  to[type] = 6
  for (let byte = 0; byte < 8; byte++) to[end + byte] = Number((whole >> BigInt(56 - 8 * byte)) & 255n)
  return end + 8
}
