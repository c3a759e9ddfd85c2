import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import type { Sql } from '../sql.ts'

/** The page that holds this byte of a file is SQLite's lock page and never carries data. */
const lockByte = 0x4000_0000
const pagesAtOnce = 64

let made = 0

/**
 * A small SQLite file with one table, written page by page here and read by SQLite in one `INSERT … SELECT`: binding a
 * value costs more than a row's place in the tree, and into a table of the same shape without indexes SQLite copies the
 * records as they are. The store itself is written by SQLite alone, inside the caller's transaction; the file beside it
 * is private, and gone from its folder before the first row where the system allows it.
 * Format: https://www.sqlite.org/fileformat2.html.
 */
export class PageFile {
  readonly size: number
  /** The schema under which the file is attached. */
  readonly name: string
  readonly #sql: Sql
  readonly #path: string
  readonly #table: string
  readonly #schema: string
  readonly #out: Uint8Array
  #file: number | null
  #attached = false
  /** Page 1 is the header and schema, page 2 the root. */
  #next = 3
  #from = 3
  #buffered = 0

  /** To be made inside the transaction: one that begins later locks the file as it is then, without rows. */
  constructor(sql: Sql, path: string, table: string, { size, empty }: { size: number; empty: Uint8Array }) {
    this.#sql = sql
    this.#path = path
    this.#table = table
    this.name = `pages_${++made}`
    this.size = size
    this.#out = new Uint8Array(size * pagesAtOnce)
    const found = sql.get<{ sql: string }>('SELECT sql FROM main.sqlite_schema WHERE name = ?', [table])
    this.#schema = found?.sql ?? ''
    this.#file = openSync(path, 'wx+', 0o600)
    try {
      this.#writeAt(this.#first(1), 1)
      this.#writeAt(empty, 2)
      sql.run(`ATTACH ? AS ${this.name}`, [path])
      this.#attached = true
      if (process.platform !== 'win32') rmSync(path, { force: true })
    } catch (error) {
      this.close()
      throw error
    }
  }

  /** Keeps a page and says its number. */
  place(page: Uint8Array): number {
    if (this.#next === lockByte / this.size + 1) {
      this.#flush()
      this.#from = ++this.#next
    }
    this.#out.set(page, this.#buffered * this.size)
    if (++this.#buffered === pagesAtOnce) this.#flush()
    return this.#next++
  }

  /** Brings the rows into the table of the store, once `root` stands above all pages. */
  insert(root: Uint8Array, rows: number): void {
    this.#flush()
    this.#writeAt(root, 2)
    this.#writeAt(this.#first(2), 1)
    const changes = this.#sql.run(this.#copy())
    if (changes !== rows) throw new Error(`${changes} of ${rows} rows arrived in ${this.#table}`)
  }

  /** All columns as they are; by name where the table has got more of them meanwhile. */
  #copy(): string {
    const now = this.#sql.get<{ sql: string }>('SELECT sql FROM main.sqlite_schema WHERE name = ?', [
      this.#table,
    ])
    const from = `${this.name}.${this.#table}`
    if (now?.sql === this.#schema) return `INSERT INTO main.${this.#table} SELECT * FROM ${from}`
    const columns = this.#sql
      .all<{ name: string }>(`SELECT name FROM pragma_table_info('${this.#table}', '${this.name}')`)
      .map(({ name }) => name)
      .join(', ')
    return `INSERT INTO main.${this.#table} (${columns}) SELECT ${columns} FROM ${from}`
  }

  /** To be called after the transaction: what has been read in one stays open until its end. */
  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
    if (this.#attached) this.#sql.exec(`DETACH ${this.name}`)
    this.#attached = false
    rmSync(this.#path, { force: true })
  }

  #flush(): void {
    this.#writeAt(this.#out.subarray(0, this.#buffered * this.size), this.#from)
    this.#from += this.#buffered
    this.#buffered = 0
  }

  #writeAt(bytes: Uint8Array, page: number): void {
    const start = (page - 1) * this.size
    for (let done = 0; done < bytes.length;)
      done += writeSync(this.#file ?? -1, bytes, done, bytes.length - done, start + done)
  }

  /** Header and schema; `change` is a new number whenever SQLite must read the file anew. */
  #first(change: number): Uint8Array {
    const page = new Uint8Array(this.size)
    const view = new DataView(page.buffer)
    page.set(Buffer.from('SQLite format 3\0', 'latin1'))
    view.setUint16(16, this.size)
    page.set([1, 1, 0, 64, 32, 32], 18)
    view.setUint32(24, change)
    view.setUint32(28, Math.max(2, this.#next - 1))
    view.setUint32(40, 1)
    view.setUint32(44, 4)
    view.setUint32(56, 1)
    view.setUint32(92, change)
    view.setUint32(96, 3_046_000)
    const text = Buffer.from(this.#schema)
    const name = Buffer.from(this.#table)
    // One row of sqlite_schema: type, name, tbl_name, rootpage, sql.
    const types = [13 + 2 * 5, ...varint(13 + 2 * name.length), ...varint(13 + 2 * name.length), 1]
    const head = [0, ...types, ...varint(13 + 2 * text.length)]
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
    view.setUint16(105, this.size - cell.length)
    view.setUint16(108, this.size - cell.length)
    page.set(cell, this.size - cell.length)
    return page
  }
}

/** Up to 14 bits. */
const varint = (value: number): number[] => (value < 128 ? [value] : [(value >> 7) | 128, value & 127])
