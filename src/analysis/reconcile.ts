import { isoDay } from '../domain/days.ts'
import { fromMinor, toMinor } from '../domain/money.ts'
import { levelAt } from '../domain/table.ts'
import type { Column } from '../domain/table.ts'
import type { EntityRows } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'
import type { Observation } from './observe.ts'

export interface MonthMoney {
  month: string
  paid: number
  /** Refunds of orders placed in this month, whenever paid back. */
  refunds_of_orders: number
  /** Refunds paid back in this month, whatever month their order is of. */
  refunds_in_month: number
}

/** Gross to net, each sum made of whole cents; money in major units of the reporting currency. */
export interface Reconciliation {
  documents: number
  /** `null` where the files have no such column. */
  gross: number | null
  discounts: number | null
  paid: number
  refunds: number
  net: number
  /** Gross − discounts − paid, and the documents on which the three do not agree; `null` without those columns. */
  gross_difference: number | null
  documents_off: number | null
  /** Documents that carry no revenue: cancelled or pending. */
  without_revenue: { documents: number; paid: number }
  refunded_documents: number
  /** Refunds whose own date lies in another month than their order. */
  refunds_elsewhere: { documents: number; amount: number } | null
  /** Net as every other answer uses it, and the difference to `net`. */
  net_in_store: number
  difference: number
  months: readonly MonthMoney[]
}

const mostRows = 1_500_000

const named = (rows: EntityRows, name: string): Column | undefined =>
  rows.columns.find(column => column.name === name)

const numberAt = (column: Column | undefined, row: number): number =>
  column?.kind === 'number' ? (column.values[row] ?? Number.NaN) : Number.NaN

/** Month of a day, remembered: a log has thousands of rows a day. */
function monthReader(): (dayNumber: number) => string | null {
  const known = new Map<number, string>()
  return dayNumber => {
    if (Number.isNaN(dayNumber)) return null
    let month = known.get(dayNumber)
    if (month === undefined) known.set(dayNumber, (month = isoDay(dayNumber).slice(0, 7)))
    return month
  }
}

/**
 * Sums what the files say about money: gross, discounts, paid, refunds, and in which months refunds fall. `null` when
 * there are no orders, or more rows than one answer should walk through.
 */
export async function reconcile(context: ToolContext, at: Observation): Promise<Reconciliation | null> {
  const held = (entity: string): number =>
    at.overview.tables.find(table => table.entity === entity)?.rows ?? 0
  const entity = held('order') > 0 ? 'order' : 'order_line'
  if (held(entity) === 0) return null
  const plain = held('refund') === 0 && entity === 'order' ? await plainSums(context, at) : null
  if (plain) return plain
  if (held(entity) + held('refund') > mostRows) return null
  const rows = await context.store.entityRows({ entity })
  if (!named(rows, 'paid_amount') && !named(rows, 'order_amount')) return null
  const refundRows = held('refund') > 0 ? await context.store.entityRows({ entity: 'refund' }) : null
  return summed(rows, refundRows, at)
}

/** Fields of an order that say no more than who paid how much on which day. */
const plainFields: readonly string[] = ['customer_id', 'order_id', 'order_date', 'paid_amount']

/**
 * The same where every order is only a customer, a day and a sum paid in one currency: what the files say in all
 * (kept with the imports) against what the store counts by month, without a walk over the rows. `null` where the two
 * differ, or where more is known.
 */
async function plainSums(context: ToolContext, at: Observation): Promise<Reconciliation | null> {
  const { overview } = at
  const orders = overview.tables.find(({ entity }) => entity === 'order')
  if (!orders || orders.attributes.length > 0 || orders.moneyMinor === null || orders.lastDay === null)
    return null
  if (orders.fields.some(({ field, filled }) => !plainFields.includes(field) || filled < 1)) return null
  if (overview.unconverted.length > 0 || (overview.unstated ?? []).length > 0 || overview.refundsMinor !== 0)
    return null
  const months = await context.store.monthlyActivity({ asOf: orders.lastDay })
  const counted = months.reduce((sum, { minor }) => sum + minor, 0)
  if (counted !== orders.moneyMinor || counted !== overview.netRevenueMinor) return null
  const major = (minor: number): number => fromMinor(minor, at.currency ?? '')
  return {
    documents: orders.rows,
    gross: null,
    discounts: null,
    paid: major(orders.moneyMinor),
    refunds: 0,
    net: major(orders.moneyMinor),
    gross_difference: null,
    documents_off: null,
    without_revenue: { documents: 0, paid: 0 },
    refunded_documents: 0,
    refunds_elsewhere: null,
    net_in_store: major(overview.netRevenueMinor),
    difference: major(orders.moneyMinor - overview.netRevenueMinor),
    months: months.map(({ month, minor }) => ({
      month: `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`,
      paid: major(minor),
      refunds_of_orders: 0,
      refunds_in_month: 0,
    })),
  }
}

function summed(rows: EntityRows, refundRows: EntityRows | null, at: Observation): Reconciliation {
  const currency = at.currency ?? ''
  const cents = (amount: number): number => (Number.isNaN(amount) ? 0 : toMinor(amount, currency))
  const monthOf = monthReader()
  const column = (name: string): Column | undefined => named(rows, name)
  const [gross, discount, paid, refund] = [
    column('order_amount'),
    column('discount_amount'),
    column('paid_amount'),
    column('refund_amount'),
  ]
  const [day, refundDay, status, order] = [
    column('order_date'),
    column('refund_date'),
    column('order_status'),
    column('order_id'),
  ]
  const total = {
    gross: 0,
    discount: 0,
    paid: 0,
    refund: 0,
    off: 0,
    refunded: 0,
    elsewhere: 0,
    elsewhereMoney: 0,
    dated: 0,
  }
  const idle = { documents: 0, paid: 0 }
  const months = new Map<string, { paid: number; of: number; within: number }>()
  const month = (name: string): { paid: number; of: number; within: number } => {
    const known = months.get(name)
    if (known) return known
    const fresh = { paid: 0, of: 0, within: 0 }
    months.set(name, fresh)
    return fresh
  }
  const monthOfOrder = new Map<string, string>()
  const countRefund = (minor: number, orderMonth: string | null, ownDay: number): void => {
    total.refund += minor
    total.refunded += 1
    const own = monthOf(ownDay)
    if (own !== null) {
      total.dated += 1
      month(own).within += minor
    }
    if (orderMonth !== null) month(orderMonth).of += minor
    if (own !== null && orderMonth !== null && own !== orderMonth) {
      total.elsewhere += 1
      total.elsewhereMoney += minor
    }
  }
  for (let row = 0; row < rows.n; row += 1) {
    const [grossMinor, discountMinor] = [cents(numberAt(gross, row)), cents(numberAt(discount, row))]
    // Where no column says what was paid, it is the amount less its discount, as the store takes it.
    const paidMinor = paid ? cents(numberAt(paid, row)) : grossMinor - discountMinor
    const state = status?.kind === 'category' ? levelAt(status, row) : null
    const own = Math.abs(cents(numberAt(refund, row)))
    // A closed order with a refund was paid and paid back: both sums belong into the reconciliation.
    if ((state === 'cancelled' && own === 0) || state === 'pending') {
      idle.documents += 1
      idle.paid += paidMinor
      continue
    }
    total.gross += grossMinor
    total.discount += discountMinor
    total.paid += paidMinor
    if (grossMinor - discountMinor !== paidMinor) total.off += 1
    const name = monthOf(numberAt(day, row))
    if (name !== null) month(name).paid += paidMinor
    const id = order?.kind === 'category' ? levelAt(order, row) : null
    if (id !== null && name !== null) monthOfOrder.set(id, name)
    const back = own === 0 && state === 'refunded' && refundRows === null ? paidMinor : own
    if (back > 0 && refundRows === null) countRefund(back, name, numberAt(refundDay, row))
  }
  if (refundRows !== null) {
    const amount = named(refundRows, 'refund_amount')
    const when = named(refundRows, 'refund_date')
    const of = named(refundRows, 'order_id')
    for (let row = 0; row < refundRows.n; row += 1) {
      const id = of?.kind === 'category' ? levelAt(of, row) : null
      const minor = Math.abs(cents(numberAt(amount, row)))
      if (minor > 0)
        countRefund(minor, id === null ? null : (monthOfOrder.get(id) ?? null), numberAt(when, row))
    }
  }
  const major = (minor: number): number => fromMinor(minor, currency)
  const net = total.paid - total.refund
  const comparable = gross !== undefined && paid !== undefined
  return {
    documents: rows.n,
    gross: gross ? major(total.gross) : null,
    discounts: discount ? major(total.discount) : null,
    paid: major(total.paid),
    refunds: major(total.refund),
    net: major(net),
    gross_difference: comparable ? major(total.gross - total.discount - total.paid) : null,
    documents_off: comparable ? total.off : null,
    without_revenue: { documents: idle.documents, paid: major(idle.paid) },
    refunded_documents: total.refunded,
    refunds_elsewhere:
      total.dated === 0 ? null : { documents: total.elsewhere, amount: major(total.elsewhereMoney) },
    net_in_store: major(at.overview.netRevenueMinor),
    difference: major(net - at.overview.netRevenueMinor),
    months: [...months]
      .toSorted(([one], [two]) => (one < two ? -1 : 1))
      .map(([name, { paid: in_, of, within }]) => ({
        month: name,
        paid: major(in_),
        refunds_of_orders: major(of),
        refunds_in_month: major(within),
      })),
  }
}
