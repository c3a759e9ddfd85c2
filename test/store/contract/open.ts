import type { OpenStore } from '../../../src/store/open-store.ts'
import type { Store } from '../../../src/store/store.ts'
import type { CustomerTable } from '../../../src/domain/table.ts'
import { column, levelAt } from '../../../src/domain/table.ts'

export type OpenTestStore = (more?: Partial<OpenStore>) => Store

/** Runs `body` on a fresh store and closes it whatever happens. */
export async function withStore<Result>(
  open: OpenTestStore,
  body: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = open()
  try {
    return await body(store)
  } finally {
    await store.close()
  }
}

/** One customer's row as plain values; missing values are left out. */
export function rowOf(table: CustomerTable, customerId: string): Record<string, number | string> {
  const row = table.customerIds.indexOf(customerId)
  const found: Record<string, number | string> = {}
  for (const { name } of row < 0 ? [] : table.columns) {
    const one = column(table, name)
    const value =
      one?.kind === 'number' ? one.values[row] : one?.kind === 'category' ? levelAt(one, row) : null
    if (typeof value === 'string' || (typeof value === 'number' && !Number.isNaN(value))) found[name] = value
  }
  return found
}
