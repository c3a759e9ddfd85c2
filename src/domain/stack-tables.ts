import type { CategoryColumn, Column, CustomerTable } from './table.ts'

/**
 * Tables of several days under each other, by column name; a column that a table lacks is missing there. A column
 * that is a number in one table and a category in another is left out.
 */
export function stackTables(tables: readonly CustomerTable[]): CustomerTable {
  const [only] = tables
  if (tables.length === 1 && only) return only
  const n = tables.reduce((sum, table) => sum + table.n, 0)
  const kinds = new Map<string, Set<Column['kind']>>()
  for (const { columns } of tables) {
    for (const { name, kind } of columns) kinds.set(name, (kinds.get(name) ?? new Set()).add(kind))
  }
  const names = [...kinds]
    .filter(([, seen]) => seen.size === 1)
    .map(([name, seen]) => ({ name, kind: [...seen][0] }))
  return {
    asOf:
      tables
        .map(({ asOf }) => asOf)
        .toSorted()
        .at(-1) ?? '',
    n,
    customerIds: tables.flatMap(({ customerIds }) => [...customerIds]),
    columns: names.map(({ name, kind }) =>
      kind === 'number' ? stackNumbers(tables, name, n) : stackCategories(tables, name, n),
    ),
  }
}

const find = (table: CustomerTable, name: string): Column | undefined =>
  table.columns.find(known => known.name === name)

function stackNumbers(tables: readonly CustomerTable[], name: string, n: number): Column {
  const values = new Float64Array(n).fill(Number.NaN)
  let offset = 0
  for (const table of tables) {
    const known = find(table, name)
    if (known?.kind === 'number') values.set(known.values, offset)
    offset += table.n
  }
  return { kind: 'number', name, values }
}

function stackCategories(tables: readonly CustomerTable[], name: string, n: number): CategoryColumn {
  const levels: string[] = []
  const codeOf = new Map<string, number>()
  const codes = new Int32Array(n).fill(-1)
  let offset = 0
  for (const table of tables) {
    const known = find(table, name)
    if (known?.kind === 'category') {
      const translated = known.levels.map(level => {
        const code = codeOf.get(level) ?? levels.push(level) - 1
        codeOf.set(level, code)
        return code
      })
      known.codes.forEach((code, row) => {
        codes[offset + row] = translated[code] ?? -1
      })
    }
    offset += table.n
  }
  return { kind: 'category', name, levels, codes }
}
