/**
 * A b-tree of SQLite's index kind, built from the bottom up out of records that come in key order (file format, section
 * 1.6): full leaves, and above them levels of dividing records. A record takes one byte of length, so at most 127 bytes;
 * the smallest page, 512 bytes, keeps up to 102 of a record on the page.
 */
export class TreeLevel {
  readonly #size: number
  readonly #leaf: boolean
  /** Writes a page and says its number. */
  readonly #emit: (page: Uint8Array) => number
  readonly #cells: Uint8Array
  readonly #ends: Uint16Array
  readonly #children: Uint32Array
  #n = 0
  #length = 0
  /** Bytes of a cell that no longer fits; it divides this page from the next once there is a next. */
  #over = 0
  #above: TreeLevel | null = null

  constructor(size: number, leaf: boolean, emit: (page: Uint8Array) => number) {
    this.#size = size
    this.#leaf = leaf
    this.#emit = emit
    this.#cells = new Uint8Array(size + 256)
    this.#ends = new Uint16Array(size / 2)
    this.#children = new Uint32Array(leaf ? 0 : size / 2)
  }

  /** Where the next cell, length byte first, is to be written; `add` takes it from there. */
  room(): Uint8Array {
    if (this.#over > 0) this.#turn()
    return this.#cells
  }

  /** Place of the next cell in `room()`. */
  get at(): number {
    return this.#length
  }

  /** Takes the cell of `bytes` bytes that stands at `at`; `child` is the page below it, with all that comes before. */
  add(bytes: number, child = 0): void {
    if (!this.#leaf) this.#children[this.#n] = child
    const extra = this.#leaf ? 2 : 6
    const header = this.#leaf ? 8 : 12
    if (header + (this.#n + 1) * extra + this.#length + bytes > this.#size) {
      this.#over = bytes
      return
    }
    this.#length += bytes
    this.#ends[this.#n++] = this.#length
  }

  /** The root as a page, when nothing more comes; `last` is the page after the last cell of a level above leaves. */
  finish(last = 0): Uint8Array {
    if (this.#over > 0) {
      // The page gives its last cell away as divider, and the one that did not fit stands alone on the next.
      const cell = this.#cells.slice(this.#length, this.#length + this.#over)
      const child = this.#children[this.#n] ?? 0
      this.#n--
      const start = this.#n === 0 ? 0 : (this.#ends[this.#n - 1] ?? 0)
      const divider = this.#cells.slice(start, this.#length)
      this.#length = start
      this.#raise(this.#emit(this.#page(this.#children[this.#n] ?? 0)), divider)
      this.#n = this.#length = this.#over = 0
      this.#cells.set(cell)
      this.add(cell.length, child)
    }
    const page = this.#page(last)
    return this.#above === null ? page : this.#above.finish(this.#emit(page))
  }

  /** Writes the full page; the cell beyond it becomes its divider. */
  #turn(): void {
    const divider = this.#cells.slice(this.#length, this.#length + this.#over)
    this.#raise(this.#emit(this.#page(this.#children[this.#n] ?? 0)), divider)
    this.#n = this.#length = this.#over = 0
  }

  #raise(page: number, divider: Uint8Array): void {
    this.#above ??= new TreeLevel(this.#size, false, this.#emit)
    this.#above.room().set(divider, this.#above.at)
    this.#above.add(divider.length, page)
  }

  #page(right: number): Uint8Array {
    const page = new Uint8Array(this.#size)
    const view = new DataView(page.buffer)
    const each = this.#leaf ? 0 : 4
    const start = this.#size - this.#length - this.#n * each
    page[0] = this.#leaf ? 10 : 2
    view.setUint16(3, this.#n)
    view.setUint16(5, start)
    if (this.#leaf) page.set(this.#cells.subarray(0, this.#length), start)
    else view.setUint32(8, right)
    const pointers = this.#leaf ? 8 : 12
    for (let cell = 0, from = 0, to = start; cell < this.#n; cell++) {
      const end = this.#ends[cell] ?? 0
      view.setUint16(pointers + cell * 2, to)
      if (!this.#leaf) {
        view.setUint32(to, this.#children[cell] ?? 0)
        page.set(this.#cells.subarray(from, end), to + 4)
      }
      to += end - from + each
      from = end
    }
    return page
  }
}
