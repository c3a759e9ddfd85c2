import type { CategoryColumn, Column, CustomerTable } from '../../../domain/table.ts'
import { isoDay } from '../../../domain/days.ts'
import type { Sql, SqlValue } from '../sql.ts'

interface Growing {
  codes: Int32Array
  levels: string[]
  index: Map<string, number>
}

/** Columns of one customer table while they are filled; rows are customers in the order of their numbers. */
export class TableBuilder {
  readonly asOf: number
  readonly n: number
  readonly #names: readonly string[]
  /** Row of a customer number, -1 for customers not in the table. */
  readonly #rowOf: Int32Array
  readonly #numbers = new Map<string, Float64Array>()
  readonly #categories = new Map<string, Growing>()
  readonly #order: string[] = []

  constructor(asOf: number, cids: readonly number[], names: readonly string[]) {
    this.asOf = asOf
    this.n = cids.length
    this.#names = names
    this.#rowOf = new Int32Array((cids.at(-1) ?? 0) + 1).fill(-1)
    cids.forEach((cid, row) => (this.#rowOf[cid] = row))
  }

  row(cid: number): number {
    return this.#rowOf[cid] ?? -1
  }

  has(name: string): boolean {
    return this.#numbers.has(name) || this.#categories.has(name)
  }

  /** The numeric column of that name, new and filled with `fill` when it is not there yet. */
  number(name: string, fill = Number.NaN): Float64Array {
    let values = this.#numbers.get(name)
    if (!values) {
      values = new Float64Array(this.n).fill(fill)
      this.#numbers.set(name, values)
      if (!this.#categories.has(name)) this.#order.push(name)
    }
    return values
  }

  /** Sets a word in the category column of that name. */
  setCategory(name: string, row: number, level: string | null): void {
    let column = this.#categories.get(name)
    if (!column) {
      column = { codes: new Int32Array(this.n).fill(-1), levels: [], index: new Map() }
      this.#categories.set(name, column)
      if (!this.#numbers.has(name)) this.#order.push(name)
    }
    if (level === null || row < 0) return
    let code = column.index.get(level)
    if (code === undefined) {
      code = column.levels.length
      column.levels.push(level)
      column.index.set(level, code)
    }
    column.codes[row] = code
  }

  /** Fills columns from rows of (cid, value, value …); NULL leaves what was there. */
  fillFrom(rows: Iterable<readonly SqlValue[]>, columns: readonly Float64Array[]): void {
    for (const row of rows) {
      const at = this.row(Number(row[0]))
      if (at < 0) continue
      for (let column = 0; column < columns.length; column++) {
        const value = row[column + 1]
        const target = columns[column]
        if (value !== null && value !== undefined && target) target[at] = Number(value)
      }
    }
  }

  /** Columns that hold nothing are left out: they say nothing and cost the reader time. */
  finish(): CustomerTable {
    const columns: Column[] = []
    for (const name of this.#order) {
      const values = this.#numbers.get(name)
      if (values && values.some(value => !Number.isNaN(value))) columns.push({ kind: 'number', name, values })
      const words = this.#categories.get(name)
      if (!values && words && words.levels.length > 0) columns.push(sorted(name, words))
    }
    return { asOf: isoDay(this.asOf), n: this.n, customerIds: this.#names, columns }
  }
}

/** Levels in the order of their text, so that the order in which files came leaves no trace. */
function sorted(name: string, { codes, levels }: Growing): CategoryColumn {
  const used = new Uint8Array(levels.length)
  for (const code of codes) if (code >= 0) used[code] = 1
  const order = levels.map((_, code) => code).filter(code => used[code] === 1)
  order.sort((one, two) => ((levels[one] ?? '') < (levels[two] ?? '') ? -1 : 1))
  const place = new Int32Array(levels.length).fill(-1)
  order.forEach((code, position) => (place[code] = position))
  return {
    kind: 'category',
    name,
    codes: codes.map(code => (code < 0 ? -1 : (place[code] ?? -1))),
    levels: order.map(code => levels[code] ?? ''),
  }
}

export interface FeatureContext {
  sql: Sql
  builder: TableBuilder
  asOf: number
}
