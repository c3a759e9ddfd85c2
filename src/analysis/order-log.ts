import type { Purchases } from '../domain/history/net-by-day.ts'
import type { EntityRows } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'
import type { Observation } from './observe.ts'

/** Orders row by row, of all customers or of every k-th where the log is long. */
export interface OrderLog {
  purchases: Purchases
  customerIds: readonly string[]
  /** Share of the buyers read, above 0 to 1. */
  share: number
}

/** Logs of more rows than this are read for a sample of the customers. */
const mostRows = 200_000

/** The orders up to the observation day as a log; `null` without orders. */
export function orderLog(context: ToolContext, at: Observation): Promise<OrderLog | null> {
  return context.once(`order-log/${at.asOf}`, async () => {
    const { orders, buyers } = at.overview
    if (buyers === 0) return null
    const stride = Math.ceil(orders / mostRows)
    const ids =
      stride > 1
        ? (await context.store.purchaseHistories({ asOf: at.asOf })).customerIds.filter(
            (_, row) => row % stride === 0,
          )
        : undefined
    const rows = await context.store.entityRows({
      entity: 'order',
      to: at.asOf,
      ...(ids && { customerIds: ids }),
    })
    return logOf(rows, 1 / Math.max(1, stride))
  })
}

function logOf(rows: EntityRows, share: number): OrderLog | null {
  const column = (name: string): Float64Array | undefined => {
    const found = rows.columns.find(known => known.name === name)
    return found?.kind === 'number' ? found.values : undefined
  }
  const day = column('order_date')
  if (!day) return null
  const [paid, ordered, discount] = ['paid_amount', 'order_amount', 'discount_amount'].map(column)
  const numberOf = new Map<string, number>()
  const kept: { customer: number; day: number; amount: number }[] = []
  rows.customerIds.forEach((id, row) => {
    const when = day[row] ?? Number.NaN
    if (id === null || Number.isNaN(when)) return
    const customer = numberOf.get(id) ?? numberOf.size
    numberOf.set(id, customer)
    const off = Math.abs(discount?.[row] ?? 0)
    const net = paid?.[row] ?? (ordered?.[row] ?? 0) - (Number.isNaN(off) ? 0 : off)
    kept.push({ customer, day: Math.floor(when), amount: Number.isFinite(net) ? net : 0 })
  })
  if (kept.length === 0) return null
  return {
    purchases: {
      customer: Int32Array.from(kept, row => row.customer),
      day: Int32Array.from(kept, row => row.day),
      amount: Float64Array.from(kept, row => row.amount),
    },
    customerIds: [...numberOf.keys()],
    share,
  }
}
