import type { Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'

/** Customer numbers by the id the files use; new ids get the next number, in order of appearance. */
export class CustomerNumbers {
  readonly #sql: Sql
  readonly #known = new Map<string, number>()
  readonly #wasEmpty: boolean
  readonly #fresh: BulkInsert
  #next: number

  constructor(sql: Sql) {
    this.#sql = sql
    this.#next = (sql.get<{ last: number | null }>('SELECT max(cid) AS last FROM customers')?.last ?? 0) + 1
    this.#wasEmpty = this.#next === 1
    this.#fresh = new BulkInsert(sql, 'INSERT INTO customers (cid, ext)', 2)
  }

  of(ext: string): number {
    const known = this.#known.get(ext)
    if (known !== undefined) return known
    const stored = this.#wasEmpty
      ? undefined
      : this.#sql.get<{ cid: number }>('SELECT cid FROM customers WHERE ext = ?', [ext])?.cid
    const cid = stored ?? this.#next++
    if (stored === undefined) this.#fresh.add(cid, ext)
    this.#known.set(ext, cid)
    return cid
  }

  /** Writes what still waits. */
  finish(): void {
    this.#fresh.finish()
  }
}
