/** A condition on one field. `value` is absent for `is_null`; a pair for `between`; a list for `in`. */
export interface Condition {
  field: string
  op: 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'between' | 'contains' | 'is_null'
  value?: string | number | boolean | readonly (string | number | boolean)[] | undefined
}

/** The executable filter of the public contract; results return it so that it can be passed back. */
export type Where = Condition | { all: readonly Where[] } | { any: readonly Where[] }

/** Every field a filter names. */
export const fieldsIn = (where: Where): string[] =>
  'all' in where ? where.all.flatMap(fieldsIn) : 'any' in where ? where.any.flatMap(fieldsIn) : [where.field]
