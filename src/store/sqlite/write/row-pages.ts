import type { Sql } from '../sql.ts'
import { PageFile } from './page-file.ts'
import { TreeLevel } from './page-levels.ts'
import { putInteger } from './record-values.ts'

/** Rows of `transactions` in key order, as pages of a file of their own (`PageFile`). */
export class RowPages {
  readonly #file: PageFile
  readonly #leaf: TreeLevel
  rows = 0

  /** To be made inside the transaction. */
  constructor(sql: Sql, path: string, size = 16_384) {
    const empty = new TreeLevel(size, true, () => 0).finish()
    this.#file = new PageFile(sql, path, 'transactions', { size, empty })
    this.#leaf = new TreeLevel(size, true, page => this.#file.place(page))
  }

  /** Integers only; the columns of `transactions` in their order. The last one is left out where it is `null`. */
  add(
    cid: number,
    ym: number,
    day: number,
    seq: number,
    minor: number,
    kind: number,
    imp: number,
    src: number,
    known: number | null,
  ): void {
    const level = this.#leaf
    const to = level.room()
    const at = level.at
    // Length, header length and eight or nine types of one byte each; then the values.
    const types = known === null ? 8 : 9
    to[at + 1] = types + 1
    let end = at + 2 + types
    end = putInteger(to, at + 2, to, end, cid)
    end = putInteger(to, at + 3, to, end, ym)
    end = putInteger(to, at + 4, to, end, day)
    end = putInteger(to, at + 5, to, end, seq)
    end = putInteger(to, at + 6, to, end, minor)
    end = putInteger(to, at + 7, to, end, kind)
    end = putInteger(to, at + 8, to, end, imp)
    end = putInteger(to, at + 9, to, end, src)
    if (known !== null) end = putInteger(to, at + 10, to, end, known)
    to[at] = end - at - 1
    level.add(end - at)
    this.rows++
  }

  /** Brings the rows into `transactions`. */
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
}
