import { column } from '../table.ts'
import type { CustomerTable } from '../table.ts'
import type { Condition, Where } from '../where.ts'

/**
 * A filter that selects exactly the customers of `table` that `where` does not. The filter language has no "not",
 * and a missing value matches nothing but `is_null`, so every turned condition also takes the missing.
 */
export function negate(table: CustomerTable, where: Where): Where {
  if ('all' in where) return { any: where.all.map(part => negate(table, part)) }
  if ('any' in where) return { all: where.any.map(part => negate(table, part)) }
  const { field } = where
  if (where.op === 'is_null') return isPresent(table, field)
  return { any: [...opposites(table, where), { field, op: 'is_null' }] }
}

/** Matches every customer whose `field` is there. */
export function isPresent(table: CustomerTable, field: string): Where {
  return column(table, field)?.kind === 'number'
    ? { any: [{ field, op: 'lt', value: 0 }, { field, op: 'gte', value: 0 }] } // prettier-ignore
    : { field, op: 'ne', value: '\u0000' }
}

function opposites(table: CustomerTable, { field, op, value }: Condition): Where[] {
  switch (op) {
    case 'eq':
      return [{ field, op: 'ne', value }]
    case 'ne':
      return [{ field, op: 'eq', value }]
    case 'lt':
      return [{ field, op: 'gte', value }]
    case 'gte':
      return [{ field, op: 'lt', value }]
    case 'gt':
      return [{ field, op: 'lte', value }]
    case 'lte':
      return [{ field, op: 'gt', value }]
    case 'between': {
      const [low, high] = Array.isArray(value) ? value : []
      return [{ field, op: 'lt', value: low }, { field, op: 'gt', value: high }] // prettier-ignore
    }
    case 'in':
      return [{ all: (Array.isArray(value) ? value : []).map(one => ({ field, op: 'ne', value: one })) }]
    case 'contains': {
      const found = column(table, field)
      const levels = found?.kind === 'category' ? found.levels : []
      return [{ field, op: 'in', value: levels.filter(level => !level.includes(String(value))) }]
    }
    case 'is_null':
      return [isPresent(table, field)]
  }
}
