import { afterTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { TablePages } from './table-pages.ts'

/** From here on, and when more come than are there, the index on ids is made anew in one sort. */
const many = 10_000

/**
 * Adds customers, numbered by `cidOf` in ascending order (0 for one that is on record already); inside a transaction.
 * `scratch` gives a private path.
 */
export function addCustomers(
  sql: Sql,
  scratch: () => string,
  names: readonly string[],
  cidOf: (at: number) => number,
): void {
  const before = sql.get<{ n: number }>('SELECT count(*) AS n FROM customers')?.n ?? 0
  if (names.length < many || names.length < before) {
    const rows = new BulkInsert(sql, 'INSERT INTO customers (cid, ext)', 2)
    names.forEach((ext, at) => {
      const cid = cidOf(at)
      if (cid > 0) rows.add(cid, ext)
    })
    rows.finish()
    return
  }
  sql.exec('DROP INDEX customers_ext')
  const pages = new TablePages(sql, scratch(), 'customers')
  afterTransaction(sql, () => pages.close())
  for (const [at, ext] of names.entries()) {
    const cid = cidOf(at)
    if (cid === 0) continue
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
  readonly #fresh: string[] = []
  readonly #first: number
  readonly #byLevel = new Map<string, Int32Array>()

  constructor(sql: Sql, scratch: () => string) {
    this.#sql = sql
    this.#scratch = scratch
    this.#first = (sql.get<{ last: number | null }>('SELECT max(cid) AS last FROM customers')?.last ?? 0) + 1
    this.#wasEmpty = this.#first === 1
  }

  of(ext: string): number {
    const known = this.#known.get(ext)
    if (known !== undefined) return known
    const stored = this.#wasEmpty
      ? undefined
      : this.#sql.get<{ cid: number }>('SELECT cid FROM customers WHERE ext = ?', [ext])?.cid
    const cid = stored ?? this.#first + this.#fresh.length
    if (stored === undefined) this.#fresh.push(ext)
    this.#known.set(ext, cid)
    return cid
  }

  /** Numbers by level of the entity's coded column, 0 where not known yet; room for `n`. */
  ofLevels(entity: string, n: number): Int32Array {
    const known = this.#byLevel.get(entity) ?? new Int32Array(0)
    if (n <= known.length) return known
    const wider = new Int32Array(Math.max(1_024, n * 2))
    wider.set(known)
    this.#byLevel.set(entity, wider)
    return wider
  }

  /** Writes the new ones. */
  finish(): void {
    addCustomers(this.#sql, this.#scratch, this.#fresh, at => this.#first + at)
  }
}
