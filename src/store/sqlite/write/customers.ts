import type { Sql } from '../sql.ts'

/** Customer numbers by the id the files use; new ids get the next number, in order of appearance. */
export class CustomerNumbers {
  readonly #sql: Sql
  readonly #known = new Map<string, number>()
  readonly #wasEmpty: boolean
  #next: number

  constructor(sql: Sql) {
    this.#sql = sql
    this.#next = (sql.get<{ last: number | null }>('SELECT max(cid) AS last FROM customers')?.last ?? 0) + 1
    this.#wasEmpty = this.#next === 1
  }

  of(ext: string): number {
    const known = this.#known.get(ext)
    if (known !== undefined) return known
    const stored = this.#wasEmpty
      ? undefined
      : this.#sql.get<{ cid: number }>('SELECT cid FROM customers WHERE ext = ?', [ext])?.cid
    const cid = stored ?? this.#next++
    if (stored === undefined) this.#sql.run('INSERT INTO customers (cid, ext) VALUES (?, ?)', [cid, ext])
    this.#known.set(ext, cid)
    return cid
  }
}
