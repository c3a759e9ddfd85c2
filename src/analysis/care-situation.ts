import { businessLike } from '../domain/business.ts'
import type { Business } from '../domain/business.ts'
import { column, levelAt } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ToolContext } from '../tool.ts'

/** The kind of business the stored tables look like. */
export async function businessInStore({ store }: ToolContext): Promise<Business> {
  const { tables } = await store.overview()
  return businessLike(
    tables.map(({ entity, rows, fields }) => ({
      entity,
      rows,
      fields: new Set(fields.flatMap(({ field, filled }) => (filled > 0 ? [field] : []))),
    })),
  )
}

/** The label of a category field in one row; `null` where the field or the value is missing. */
export function labelAt(table: CustomerTable, field: string, row: number): string | null {
  const found = column(table, field)
  return found?.kind === 'category' ? levelAt(found, row) : null
}
