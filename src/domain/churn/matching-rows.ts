import { Fault } from '../../fault.ts'
import { column, type Column, type CustomerTable } from '../table.ts'
import type { Condition, Where } from '../where.ts'

/** 1 for each row that `where` matches. A missing value matches `is_null` only, as in SQL. */
export function matchingRows(table: CustomerTable, where: Where): Uint8Array {
  if ('field' in where) return conditionRows(table, where)
  const parts = 'all' in where ? where.all : where.any
  const result = new Uint8Array(table.n).fill('all' in where ? 1 : 0)
  for (const part of parts) {
    const rows = matchingRows(table, part)
    for (let row = 0; row < table.n; row++) {
      const hit = rows[row] ?? 0
      result[row] = 'all' in where ? (result[row] ?? 0) & hit : (result[row] ?? 0) | hit
    }
  }
  return result
}

function conditionRows(table: CustomerTable, condition: Condition): Uint8Array {
  const found = column(table, condition.field)
  if (!found) {
    const known = table.columns.map(candidate => candidate.name)
    throw new Fault('unknown_field', { field: condition.field, suggestion: null, known })
  }
  return found.kind === 'number'
    ? Uint8Array.from(found.values, value => (matches(condition, Number.isNaN(value) ? null : value) ? 1 : 0))
    : categoryRows(found, condition)
}

function categoryRows(categories: Extract<Column, { kind: 'category' }>, condition: Condition): Uint8Array {
  const perLevel = categories.levels.map(level => (matches(condition, level) ? 1 : 0))
  const missing = matches(condition, null) ? 1 : 0
  return Uint8Array.from(categories.codes, code => (code < 0 ? missing : (perLevel[code] ?? 0)))
}

function matches({ op, value }: Condition, actual: number | string | null): boolean {
  if (op === 'is_null') return actual === null
  if (actual === null) return false
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  const same = (wanted: unknown): boolean => String(wanted) === String(actual)
  switch (op) {
    case 'eq':
      return same(value)
    case 'ne':
      return !same(value)
    case 'in':
      return list.some(same)
    case 'contains':
      return String(actual).includes(String(value))
    case 'between':
      return compare(actual, list[0]) >= 0 && compare(actual, list[1]) <= 0
    case 'lt':
      return compare(actual, value) < 0
    case 'lte':
      return compare(actual, value) <= 0
    case 'gt':
      return compare(actual, value) > 0
    case 'gte':
      return compare(actual, value) >= 0
  }
}

function compare(actual: number | string, wanted: unknown): number {
  if (typeof actual === 'number') return actual - Number(wanted)
  const text = String(wanted)
  return actual < text ? -1 : actual > text ? 1 : 0
}
