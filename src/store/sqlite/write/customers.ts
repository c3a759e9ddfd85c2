import { afterTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { TablePages } from './table-pages.ts'

/** From here on, and when more come than are there, the index on ids is made anew in one sort. */
const many = 10_000

/** Adds customers in ascending order of their numbers; inside a transaction. `scratch` gives a private path. */
export function addCustomers(
  sql: Sql,
  scratch: () => string,
  fresh: readonly { cid: number; ext: string }[],
): void {
  const before = sql.get<{ n: number }>('SELECT count(*) AS n FROM customers')?.n ?? 0
  if (fresh.length < many || fresh.length < before) {
    const rows = new BulkInsert(sql, 'INSERT INTO customers (cid, ext)', 2)
    for (const { cid, ext } of fresh) rows.add(cid, ext)
    rows.finish()
    return
  }
  sql.exec('DROP INDEX customers_ext')
  const pages = new TablePages(sql, scratch(), 'customers')
  afterTransaction(sql, () => pages.close())
  for (const { cid, ext } of fresh) {
    pages.begin(cid)
    pages.null()
    pages.text(ext)
    if (!pages.end()) throw new RangeError('a customer id is too long')
  }
  pages.insert()
  sql.exec('CREATE UNIQUE INDEX customers_ext ON customers (ext)')
}

/** Customer numbers by the id the files use; new ids get the next number, in order of appearance. */
export class CustomerNumbers {
  readonly #sql: Sql
  readonly #scratch: () => string
  readonly #known = new Map<string, number>()
  readonly #wasEmpty: boolean
  readonly #fresh: { cid: number; ext: string }[] = []
  #next: number

  constructor(sql: Sql, scratch: () => string) {
    this.#sql = sql
    this.#scratch = scratch
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
    if (stored === undefined) this.#fresh.push({ cid, ext })
    this.#known.set(ext, cid)
    return cid
  }

  /** Writes the new ones. */
  finish(): void {
    addCustomers(this.#sql, this.#scratch, this.#fresh)
  }
}
