import { forEachTransaction } from '../blocks/read-blocks.ts'
import { Converter, orderAmount } from '../currency.ts'
import type { Columns } from '../entity-tables.ts'
import { blocksUpTo, isPurchase } from '../read/purchase-days.ts'
import type { FeatureContext } from './table-builder.ts'

/** Buying up to `asOf`: counts of orders and purchase days, net money (major units), rhythm and recency (days). */
export function addOrders({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  const any =
    sql.get<{ n: number }>('SELECT count(*) AS n FROM (SELECT 1 FROM transaction_blocks LIMIT 1)')?.n ?? 0
  if (any === 0) return
  const { majorPerMinor } = new Converter(sql, columns)
  const counted = (name: string): Float64Array => builder.number(name, 0)
  const orders = counted('order_count')
  const days = counted('purchase_days')
  const revenue = counted('revenue_total')
  const average = builder.number('average_order_value')
  const sinceFirst = builder.number('days_since_first_order')
  const sinceLast = builder.number('days_since_last_order')
  const repeats = counted('repeats')
  const orders90 = counted('orders_90d')
  const revenue90 = counted('revenue_90d')
  const ordersPrior = counted('orders_prior_90d')
  const revenuePrior = counted('revenue_prior_90d')
  const gap = builder.number('purchase_gap_mean_days')
  const overdue = builder.number('overdue_ratio')

  let current = -1
  let row = -1
  let first = 0
  let last = 0
  let buyingDays = 0
  let orderCount = 0
  let minor = 0
  const finish = (): void => {
    if (row < 0) return
    // A profile's own aggregates stand where the log knows nothing of the customer.
    orders[row] = orderCount
    days[row] = buyingDays
    revenue[row] = minor * majorPerMinor
    average[row] = orderCount > 0 ? (minor * majorPerMinor) / orderCount : Number.NaN
    if (buyingDays === 0) return
    sinceFirst[row] = asOf - first
    sinceLast[row] = asOf - last
    repeats[row] = buyingDays - 1
    if (buyingDays < 2) return
    const mean = (last - first) / (buyingDays - 1)
    gap[row] = mean
    overdue[row] = (asOf - last) / mean
  }
  for (const block of blocksUpTo(sql, asOf)) {
    const { ids, counts, base, days: offsets, nets, sales, refunds } = block
    for (let index = 0, at = 0; index < ids.length; index++) {
      const stop = at + (counts[index] ?? 0)
      // One whose days are all still to come has no row of orders.
      if (ids[index] !== current && at < stop && base + (offsets[at] ?? 0) <= asOf) {
        finish()
        current = ids[index] ?? -1
        row = builder.row(current)
        buyingDays = orderCount = minor = 0
      }
      for (; row >= 0 && ids[index] === current && at < stop; at++) {
        const day = base + (offsets[at] ?? 0)
        if (day > asOf) break
        const net = nets[at] ?? 0
        const sold = sales[at] ?? 0
        orderCount += sold
        minor += net
        if (day > asOf - 90) {
          orders90[row] = (orders90[row] ?? 0) + sold
          revenue90[row] = (revenue90[row] ?? 0) + net * majorPerMinor
        } else if (day > asOf - 180) {
          ordersPrior[row] = (ordersPrior[row] ?? 0) + sold
          revenuePrior[row] = (revenuePrior[row] ?? 0) + net * majorPerMinor
        }
        if (!isPurchase(net, sold, refunds === null ? 0 : (refunds[at] ?? 0))) continue
        if (buyingDays === 0) first = day
        last = day
        buyingDays++
      }
      at = stop
    }
  }
  finish()
  addShares({ sql, builder, asOf }, columns)
}

/** Refunded share of sales, discounted share of gross, and how many categories were bought. */
function addShares({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  if (
    sql.get(`SELECT 1 FROM transaction_blocks WHERE kind_min = 1 OR length(kinds) > 0 LIMIT 1`) !== undefined
  )
    addRefundShare({ sql, builder, asOf })
  for (const entity of ['order_line', 'order']) {
    const live = `FROM e_${entity} o WHERE o.cid IS NOT NULL AND o.dead IS NULL AND o.day <= :asOf`
    const discount = columns.field(entity, 'discount_amount')
    if (discount) {
      const money = `sum(abs(coalesce(o.${discount.column}, 0)))`
      const paid = orderAmount(columns, entity, 'o')
      builder.fillFrom(
        sql.rows(
          `SELECT o.cid, 1.0 * ${money} / nullif(sum(max(coalesce(${paid}, 0), 0)) + ${money}, 0) ${live} GROUP BY o.cid`,
          { asOf },
        ),
        [builder.number('discount_share')],
      )
    }
    const category = columns.field(entity, 'product_category') ?? columns.field(entity, 'product_id')
    if (category) {
      builder.fillFrom(
        sql.rows(`SELECT o.cid, count(DISTINCT o.${category.column}) ${live} GROUP BY o.cid`, { asOf }),
        [builder.number('distinct_categories')],
      )
    }
  }
}

/** Money refunded to money sold, where any was. */
function addRefundShare({ sql, builder, asOf }: FeatureContext): void {
  const sold = new Map<number, number>()
  const refunded = new Map<number, number>()
  let any = false
  forEachTransaction(sql, (cid, day, minor, kind, _imp, _src, known) => {
    any ||= kind === 1
    if (day > asOf || known > asOf) return
    if (kind === 0) sold.set(cid, (sold.get(cid) ?? 0) + minor)
    else if (kind === 1) refunded.set(cid, (refunded.get(cid) ?? 0) - minor)
  })
  if (!any) return
  const share = builder.number('refund_share')
  for (const [cid, minor] of sold) {
    const row = minor === 0 ? -1 : builder.row(cid)
    if (row >= 0) share[row] = (refunded.get(cid) ?? 0) / minor
  }
}
