import type { Column, CustomerTable } from '../../src/domain/table.ts'

type Values = readonly (number | null)[] | readonly (string | null)[]

const isNumbers = (values: Values): values is readonly (number | null)[] =>
  values.some(value => typeof value === 'number') || values.every(value => value === null)

/** A customer table written as columns; ids are c0, c1, … */
export function tableOf(columns: Readonly<Record<string, Values>>, asOf = '2024-12-31'): CustomerTable {
  const n = Math.max(0, ...Object.values(columns).map(values => values.length))
  return {
    asOf,
    n,
    customerIds: Array.from({ length: n }, (_, index) => `c${index}`),
    columns: Object.entries(columns).map(([name, values]): Column => {
      if (isNumbers(values)) {
        return { kind: 'number', name, values: Float64Array.from(values, value => value ?? NaN) }
      }
      const levels = [...new Set(values.filter(value => value !== null))]
      return {
        kind: 'category',
        name,
        levels,
        codes: Int32Array.from(values, value => (value === null ? -1 : levels.indexOf(value))),
      }
    }),
  }
}
