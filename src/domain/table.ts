/**
 * Customers as columns: what stores hand over and what drivers, segments and models read.
 * Row i of every column belongs to `customerIds[i]`.
 */
export interface NumberColumn {
  kind: 'number'
  name: string
  /** NaN marks a missing value; it never leaves the domain as such. */
  values: Float64Array
}

export interface CategoryColumn {
  kind: 'category'
  name: string
  /** Index into `levels`; -1 marks a missing value. */
  codes: Int32Array
  levels: readonly string[]
}

export type Column = NumberColumn | CategoryColumn

export interface CustomerTable {
  /** Observation date, ISO. */
  asOf: string
  n: number
  customerIds: readonly string[]
  columns: readonly Column[]
}

export const column = (table: CustomerTable, name: string): Column | undefined =>
  table.columns.find(candidate => candidate.name === name)

/** The values of a numeric column, or `undefined` when the table has no such numeric column. */
export function numbers(table: CustomerTable, name: string): Float64Array | undefined {
  const found = column(table, name)
  return found?.kind === 'number' ? found.values : undefined
}

/** The level of a category column in one row, or `null` when missing. */
export function levelAt(categories: CategoryColumn, row: number): string | null {
  const code = categories.codes[row] ?? -1
  return code < 0 ? null : (categories.levels[code] ?? null)
}

/** Values at the given rows, in their order. Plain loops: this runs over millions of cells. */
function picked<Values extends Float64Array | Int32Array>(
  into: Values,
  values: Values,
  rows: readonly number[],
  missing: number,
): Values {
  for (let at = 0; at < rows.length; at++) into[at] = values[rows[at] ?? -1] ?? missing
  return into
}

/** The table with the given rows only, in their order. */
export function selectRows(table: CustomerTable, rows: readonly number[]): CustomerTable {
  return {
    asOf: table.asOf,
    n: rows.length,
    customerIds: rows.map(row => table.customerIds[row] ?? ''),
    columns: table.columns.map(known =>
      known.kind === 'number'
        ? { ...known, values: picked(new Float64Array(rows.length), known.values, rows, Number.NaN) }
        : { ...known, codes: picked(new Int32Array(rows.length), known.codes, rows, -1) },
    ),
  }
}
