import type { Prepared, Sql, SqlValue } from '../sql.ts'

/** Rows a statement carries: from ten on the statement's own cost is spread thin, beyond a hundred nothing is gained. */
const rowsAtOnce = 100

/** Many rows of one shape, a hundred to a statement. `row` is the text of one row's values, `?` where they are bound. */
export class BulkInsert {
  readonly #sql: Sql
  readonly #head: string
  readonly #row: string
  readonly #width: number
  readonly #rows: number
  readonly #full: Prepared
  readonly #values: SqlValue[] = []

  constructor(
    sql: Sql,
    head: string,
    width: number,
    row = `(${Array.from({ length: width }, () => '?').join(', ')})`,
  ) {
    this.#sql = sql
    this.#head = head
    this.#row = row
    this.#width = width
    // SQLite takes at most 32,766 bound values a statement.
    this.#rows = Math.max(1, Math.min(rowsAtOnce, Math.floor(32_000 / width)))
    this.#full = sql.prepare(this.#text(this.#rows))
  }

  add(...values: readonly SqlValue[]): void {
    for (const value of values) this.#values.push(value)
    if (this.#values.length < this.#rows * this.#width) return
    this.#full.run(this.#values)
    this.#values.length = 0
  }

  finish(): void {
    if (this.#values.length === 0) return
    this.#sql.prepare(this.#text(this.#values.length / this.#width)).run(this.#values)
    this.#values.length = 0
  }

  #text(rows: number): string {
    return `${this.#head} VALUES ${Array.from({ length: rows }, () => this.#row).join(', ')}`
  }
}
