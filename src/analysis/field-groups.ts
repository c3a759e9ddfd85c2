import { Fault } from '../fault.ts'
import { levelAt } from '../domain/table.ts'
import type { Column, CustomerTable } from '../domain/table.ts'

/** A field by its name; refused with the fields there are. `argument` is the one that named it. */
export function fieldOf(table: CustomerTable, name: string, argument = 'by'): Column {
  const found = table.columns.find(column => column.name === name)
  if (!found)
    throw new Fault('invalid_input', {
      field: argument,
      problem: `there is no field named ${name.slice(0, 60)}`,
      choices: table.columns.map(column => column.name).slice(0, 40),
    })
  return found
}

/** Level of a category, or the half of a number (below its median, or not). */
export function groupReader(table: CustomerTable, name: string): (row: number) => string | null {
  const found = fieldOf(table, name)
  if (found.kind === 'category') return row => levelAt(found, row)
  const sorted = found.values.filter(value => !Number.isNaN(value)).toSorted()
  const distinct = new Set(sorted)
  if (distinct.size <= 6)
    return row => (Number.isNaN(found.values[row] ?? Number.NaN) ? null : String(found.values[row]))
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  // 1065.67, not 1065.6666666667: a name, which nobody counts with.
  const told = String(Number(middle.toPrecision(6)))
  return row => {
    const value = found.values[row] ?? Number.NaN
    return Number.isNaN(value) ? null : value < middle ? `< ${told}` : `≥ ${told}`
  }
}

/** Levels of a category that become indicators of their own; rarer ones share the baseline. */
const mostLevels = 12

/** A number as it is (missing at its mean), a category as one indicator for each level but the first. */
export function covariatesOf(table: CustomerTable, name: string, rows: readonly number[]) {
  const found = fieldOf(table, name, 'covariates')
  if (found.kind === 'number') {
    const values = rows.map(row => found.values[row] ?? Number.NaN)
    const present = values.filter(value => !Number.isNaN(value))
    const mean = present.reduce((sum, value) => sum + value, 0) / Math.max(1, present.length)
    return [{ name, values: values.map(value => (Number.isNaN(value) ? mean : value)), term: name }]
  }
  return found.levels.slice(1, 1 + mostLevels).map((level, at) => ({
    name: `${name} = ${level}`,
    values: rows.map(row => (found.codes[row] === at + 1 ? 1 : 0)),
    term: name,
  }))
}
