import { afterTransaction } from '../sql.ts'
import type { Sql, SqlValue } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { TablePages } from './table-pages.ts'

/** Takes rows of one shape. */
export interface RowWriter {
  add: (values: readonly SqlValue[]) => void
}

/** From here on pages cost less than bound values. */
const many = 5_000
/** SQLite attaches ten files at a time; files whose columns keep changing are bound instead. */
const mostFiles = 4

/** Writers by table and columns, kept for the length of one import, inside its transaction. */
export class RowWriters {
  readonly #sql: Sql
  readonly #scratch: () => string
  readonly #bulks = new Map<string, BulkInsert>()
  /** By table, the statement whose rows wait. */
  readonly #heads = new Map<string, string>()
  readonly #tables = new Map<string, PagedTable>()
  #files: number

  /** `rows` is how many will come; `scratch` gives private paths. */
  constructor(sql: Sql, rows: number, scratch: () => string) {
    this.#sql = sql
    this.#scratch = scratch
    this.#files = rows < many ? mostFiles : 0
  }

  of(table: string, names: readonly string[]): RowWriter {
    const found = this.#tables.get(table)
    if (found?.has(names)) return found.writer(names)
    // Rows of one table keep the order of the file: what waits under other columns goes first.
    found?.finish()
    this.#tables.delete(table)
    if (this.#files >= mostFiles) return this.#bulk(table, names)
    this.#files++
    const paged = new PagedTable(this.#sql, table, this.#scratch())
    this.#tables.set(table, paged)
    return paged.writer(names)
  }

  finish(): void {
    for (const table of this.#tables.values()) table.finish()
    for (const rows of this.#bulks.values()) rows.finish()
  }

  #bulk(table: string, names: readonly string[]): RowWriter {
    const head = `INSERT INTO ${table} (${names.join(', ')})`
    const last = this.#heads.get(table)
    if (last !== undefined && last !== head) this.#bulks.get(last)?.finish()
    this.#heads.set(table, head)
    let found = this.#bulks.get(head)
    if (!found) this.#bulks.set(head, (found = new BulkInsert(this.#sql, head, names.length)))
    const bulk = found
    return { add: values => bulk.add(...values) }
  }
}

interface TableColumn {
  name: string
  type: string
  dflt_value: string | null
}

/** Rows of an entity's table as pages, whatever columns a batch brings; a row too large for a page is bound. */
class PagedTable {
  readonly #columns: readonly TableColumn[]
  readonly #bulk: BulkInsert
  #pages: TablePages | null
  #row: number

  constructor(sql: Sql, table: string, path: string) {
    this.#columns = sql.all<TableColumn>(`SELECT name, type, dflt_value FROM pragma_table_info('${table}')`)
    this.#row = sql.get<{ last: number | null }>(`SELECT max(row) AS last FROM ${table}`)?.last ?? 0
    const names = this.#columns.map(({ name }) => name)
    this.#bulk = new BulkInsert(sql, `INSERT INTO ${table} (${names.join(', ')})`, names.length)
    const pages = (this.#pages = new TablePages(sql, path, table))
    afterTransaction(sql, () => pages.close())
  }

  has(names: readonly string[]): boolean {
    return names.every(name => this.#columns.some(column => column.name === name))
  }

  writer(names: readonly string[]): RowWriter {
    const places = this.#columns.map(({ name }) => names.indexOf(name))
    const whole = this.#columns.map(({ type }) => type === 'INTEGER')
    const rest = this.#columns.map(({ dflt_value: value }) => (value === null ? null : Number(value)))
    return {
      add: values => {
        const pages = this.#pages
        const row = ++this.#row
        if (pages === null) {
          this.#bind(row, places, rest, values)
          return
        }
        pages.begin(row)
        // The first column is the row's own number.
        pages.null()
        for (let at = 1; at < places.length; at++) {
          const place = places[at] ?? -1
          const value = place < 0 ? rest[at] : values[place]
          if (typeof value === 'string') pages.text(value)
          else if (typeof value !== 'number') pages.null()
          else if (whole[at] === true) pages.integer(value)
          else pages.real(value)
        }
        if (pages.end()) return
        this.finish()
        this.#bind(row, places, rest, values)
      },
    }
  }

  finish(): void {
    this.#pages?.insert()
    this.#pages = null
    this.#bulk.finish()
  }

  #bind(
    row: number,
    places: readonly number[],
    rest: readonly (number | null)[],
    values: readonly SqlValue[],
  ): void {
    this.#bulk.add(
      row,
      ...places.slice(1).map((place, at) => (place < 0 ? (rest[at + 1] ?? null) : (values[place] ?? null))),
    )
  }
}
