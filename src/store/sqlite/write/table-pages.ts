import type { Sql } from '../sql.ts'
import { PageFile } from './page-file.ts'
import { putInteger, putReal, putText, putVarint } from './record-values.ts'

/**
 * Rows of an ordinary table (a b-tree by row number), in ascending order of that number, as pages of a file of their
 * own (`PageFile`). A row: `begin(number)`, one call for each column in its order, `end()`. The column that is the
 * row number itself is `null()`.
 */
export class TablePages {
  readonly #file: PageFile
  readonly #leaf: TableLevel
  readonly #types = new Uint8Array(4_096)
  #body = Buffer.alloc(1 << 16)
  #cell = new Uint8Array(1 << 16)
  #typesEnd = 0
  #bodyEnd = 0
  #row = 0
  rows = 0

  /** To be made inside the transaction. */
  constructor(sql: Sql, path: string, table: string, size = 16_384) {
    this.#file = new PageFile(sql, path, table, { size, empty: new TableLevel(size, true, () => 0).finish() })
    this.#leaf = new TableLevel(size, true, page => this.#file.place(page))
  }

  begin(row: number): void {
    this.#row = row
    this.#typesEnd = this.#bodyEnd = 0
  }

  null(): void {
    this.#types[this.#typesEnd++] = 0
  }

  integer(value: number): void {
    this.#bodyEnd = putInteger(this.#types, this.#typesEnd++, this.#body, this.#bodyEnd, value)
  }

  real(value: number): void {
    this.#bodyEnd = putReal(this.#types, this.#typesEnd++, this.#body, this.#bodyEnd, value)
  }

  text(value: string): void {
    if (this.#bodyEnd + value.length * 3 > this.#body.length - 64) this.#widen(value.length * 3)
    const from = this.#bodyEnd
    this.#bodyEnd = putText(this.#body, from, value)
    this.#typesEnd = putVarint(this.#types, this.#typesEnd, 13 + 2 * (this.#bodyEnd - from))
  }

  /** False when the row is too large for a page; it is not taken then. */
  end(): boolean {
    const header = this.#typesEnd + (this.#typesEnd + 1 > 127 ? 2 : 1)
    const payload = header + this.#bodyEnd
    if (payload > this.#file.size - 35) return false
    const cell = this.#cell
    let at = putVarint(cell, 0, payload)
    at = putVarint(cell, at, this.#row)
    at = putVarint(cell, at, header)
    cell.set(this.#types.subarray(0, this.#typesEnd), at)
    at += this.#typesEnd
    cell.set(this.#body.subarray(0, this.#bodyEnd), at)
    this.#leaf.add(cell, at + this.#bodyEnd, this.#row)
    this.rows++
    return true
  }

  /** Brings the rows into the table. */
  insert(): void {
    if (this.rows > 0) this.#file.insert(this.#leaf.finish(), this.rows)
  }

  /** The schema under which the rows stand meanwhile. */
  get name(): string {
    return this.#file.name
  }

  /** To be called after the transaction. */
  close(): void {
    this.#file.close()
  }

  #widen(by: number): void {
    const next = Buffer.alloc(this.#body.length * 2 + by)
    next.set(this.#body)
    this.#body = next
  }
}

/** One level of a table's b-tree, built from the bottom up: leaves of rows, above them pages and their last row. */
class TableLevel {
  readonly #size: number
  readonly #leaf: boolean
  readonly #emit: (page: Uint8Array) => number
  readonly #cells: Uint8Array
  readonly #ends: Uint16Array
  #n = 0
  #length = 0
  #lastRow = 0
  /** The row before the last one. */
  #rowBefore = 0
  #above: TableLevel | null = null
  readonly #link = new Uint8Array(16)

  constructor(size: number, leaf: boolean, emit: (page: Uint8Array) => number) {
    this.#size = size
    this.#leaf = leaf
    this.#emit = emit
    this.#cells = new Uint8Array(size)
    this.#ends = new Uint16Array(size / 2)
  }

  add(cell: Uint8Array, length: number, row: number): void {
    if ((this.#leaf ? 8 : 12) + (this.#n + 1) * 2 + this.#length + length > this.#size) this.#turn()
    if (length < 64) for (let at = 0; at < length; at++) this.#cells[this.#length + at] = cell[at] ?? 0
    else this.#cells.set(cell.subarray(0, length), this.#length)
    this.#length += length
    this.#ends[this.#n++] = this.#length
    this.#rowBefore = this.#lastRow
    this.#lastRow = row
  }

  /** The root, when nothing more comes. */
  finish(): Uint8Array {
    if (this.#above === null) return this.#page()
    this.#above.link(this.#emit(this.#page()), this.#lastRow)
    return this.#above.finish()
  }

  /** Takes a page of the level below, whose last row is `row`. */
  link(page: number, row: number): void {
    new DataView(this.#link.buffer).setUint32(0, page)
    this.add(this.#link, putVarint(this.#link, 4, row), row)
  }

  #turn(): void {
    this.#above ??= new TableLevel(this.#size, false, this.#emit)
    if (this.#leaf) {
      this.#above.link(this.#emit(this.#page()), this.#lastRow)
      this.#n = this.#length = 0
      return
    }
    // A page above leaves needs two pages below it: the next one begins with the last link of this one.
    const from = this.#ends[this.#n - 2] ?? 0
    const kept = this.#cells.slice(from, this.#length)
    this.#n--
    this.#length = from
    this.#above.link(this.#emit(this.#page()), this.#rowBefore)
    this.#cells.set(kept)
    this.#n = 1
    this.#ends[0] = this.#length = kept.length
  }

  #page(): Uint8Array {
    const page = new Uint8Array(this.#size)
    const view = new DataView(page.buffer)
    let cells = this.#n
    let length = this.#length
    if (!this.#leaf) {
      // The last page of a level above leaves stands in the header, without a row.
      cells--
      length = cells === 0 ? 0 : (this.#ends[cells - 1] ?? 0)
      view.setUint32(8, new DataView(this.#cells.buffer).getUint32(length))
    }
    const start = this.#size - length
    page[0] = this.#leaf ? 13 : 5
    view.setUint16(3, cells)
    view.setUint16(5, start)
    page.set(this.#cells.subarray(0, length), start)
    const pointers = this.#leaf ? 8 : 12
    for (let cell = 0, from = 0; cell < cells; cell++) {
      view.setUint16(pointers + cell * 2, start + from)
      from = this.#ends[cell] ?? 0
    }
    return page
  }
}
