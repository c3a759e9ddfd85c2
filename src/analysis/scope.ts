import { fieldsIn } from '../domain/where.ts'
import type { Where } from '../domain/where.ts'
import { matches } from '../domain/segments/index.ts'
import { Fault } from '../tool.ts'
import type { ToolContext } from '../tool.ts'
import { viewFor } from './customer-view.ts'
import type { Observation } from './observe.ts'

export interface Scope {
  customer_ids?: readonly string[] | undefined
  where?: Where | undefined
}

/** Rows of the value table that a call speaks of: by ids, by filter, or all. */
export async function scopeRows(
  context: ToolContext,
  at: Observation,
  { customer_ids: ids, where }: Scope,
): Promise<number[]> {
  if (ids || !where) {
    const { customerIds } = await context.store.customerTable({ asOf: at.asOf })
    if (!ids) return customerIds.map((_, row) => row)
    const rowOf = new Map(customerIds.map((id, row) => [id, row]))
    return ids.map(id => {
      const row = rowOf.get(id)
      if (row === undefined) throw new Fault('customer_not_found', { customerId: id.slice(0, 60) })
      return row
    })
  }
  const view = await viewFor(context, at, fieldsIn(where))
  const kept = matches(view, where)
  return view.customerIds.flatMap((_, row) => (kept[row] === 1 ? [row] : []))
}
