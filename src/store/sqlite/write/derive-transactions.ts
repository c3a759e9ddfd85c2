import { conversionSql, orderAmount, reportingCurrency } from '../currency.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { always } from '../blocks/block-writer.ts'
import { rewriteBlocks } from '../blocks/rewrite.ts'
import type { Place } from './place.ts'
import { PurchaseWriter } from './purchase-writer.ts'
import { SortedRuns } from './sorted-runs.ts'

/**
 * Writes the blocks of transactions anew for the customers in `temp.touched`, from orders, order lines, payments and refunds.
 *
 * - An order without an amount takes the sum of its successful payments, else of its lines, else 0.
 * - Lines become one order per (order_id, customer) unless an order row with that id is on record.
 * - Refunds of a known order stand on the order's day and are `known` from their own day; others stand on their own.
 * - Cancelled and pending orders are kept (kind 2 and 3) and carry no revenue, nor do refunds of them.
 * - Negative amounts are refunds.
 *
 * `orders` are all there are, where the import has collected them already. Rows of plain logs stay. Summaries of the touched customers come out of the same pass.
 */
export function deriveTransactions(
  sql: Sql,
  columns: Columns,
  place: Place,
  check: () => void,
  orders: SortedRuns | null,
): void {
  const logs = new Set(sql.all<{ id: number }>('SELECT id FROM imports WHERE narrow = 1').map(({ id }) => id))
  const everyone = isEveryone(sql)
  if (everyone && logs.size === 0) sql.exec('DELETE FROM transaction_blocks; DELETE FROM customer_summary')
  const touched = Int32Array.from(
    sql.all<{ cid: number }>('SELECT cid FROM temp.touched ORDER BY cid'),
    ({ cid }) => cid,
  )
  const isTouched = new Uint8Array((touched.at(-1) ?? 0) + 1)
  for (const cid of touched) isTouched[cid] = 1
  const money = conversionSql(sql, columns, { minor: 'e.minor', currency: 'e.currency', day: 'e.rate_day' })
  const collected = money === 'e.minor' ? orders : null
  const runs = collected ?? new SortedRuns(place.importRows, place.scratch())
  try {
    const knownFrom =
      collected === null ? collect(sql, columns, runs, everyone, money) : new Map<number, number>()
    const writer = new PurchaseWriter(sql, runs.total, place.scratch)
    rewriteBlocks(sql, writer, {
      incoming: runs.sorted(),
      imp: null,
      knownOf: (imp, src) => knownFrom.get(refundKey(imp, src)) ?? always,
      touched,
      drop: (cid, imp) => isTouched[cid] === 1 && !logs.has(imp),
      check,
    })
    writer.finish()
  } finally {
    runs.close()
  }
}

/** A full scan beats an index where everyone is meant. */
const isEveryone = (sql: Sql): boolean =>
  sql.get('SELECT 1 FROM customers WHERE cid NOT IN (SELECT cid FROM temp.touched) LIMIT 1') === undefined

const refundKey = (imp: number, row: number): number => imp * 2 ** 32 + row

type Entry = [
  cid: number,
  day: number,
  minor: number | null,
  kind: number,
  known: number | null,
  imp: number,
  src: number,
]

/** Brings all entries into the runs; returns the days on which refunds became known, by import and row. */
function collect(
  sql: Sql,
  columns: Columns,
  runs: SortedRuns,
  everyone: boolean,
  money: string,
): Map<number, number> {
  const known = new Map<number, number>()
  const reporting = reportingCurrency(sql)
  const touched = (alias: string): string =>
    everyone ? `${alias}.cid IS NOT NULL` : `${alias}.cid IN (SELECT cid FROM temp.touched)`
  for (const select of [
    orders(columns, touched),
    lines(columns, touched),
    ...refundColumns(columns, touched),
    refundRows(columns, touched),
  ]) {
    if (select === null) continue
    const rows = sql.rows<Entry>(
      `SELECT e.cid, e.day, ${money}, e.kind, e.known, e.imp, e.src FROM (${select}) e`,
      money.includes(':reporting') && reporting !== null ? { reporting } : [],
    )
    for (const [cid, day, minor, kind, knownDay, imp, src] of rows) {
      if (minor === null && kind === 1) continue
      runs.add(cid, day, minor ?? 0, src, imp * 8 + (minor === null && kind === 0 ? 4 : kind))
      if (knownDay !== null) known.set(refundKey(imp, src), knownDay)
    }
  }
  return known
}

const statusKind = (status: string): string =>
  `CASE ${status} WHEN 'cancelled' THEN 2 WHEN 'pending' THEN 3 ELSE 0 END`

/** What an order is worth: its own amount, else its payments, else its lines, else 0. */
function orderSum(columns: Columns): string {
  const fallbacks = [orderAmount(columns, 'order', 'o')]
  if (columns.has('order', 'order_id') && columns.has('payment', 'order_id', 'payment_amount')) {
    const failed = columns.expression('payment', 'payment_success', 'p')
    fallbacks.push(`(SELECT sum(p.f_payment_amount) FROM e_payment p WHERE p.f_order_id = o.f_order_id
      AND p.dead IS NULL AND ${failed} IS NOT 0)`)
  }
  if (columns.has('order', 'order_id') && columns.has('order_line', 'order_id')) {
    fallbacks.push(`(SELECT sum(${orderAmount(columns, 'order_line', 'l')}) FROM e_order_line l
      WHERE l.f_order_id = o.f_order_id AND l.dead IS NULL)`)
  }
  return `coalesce(${fallbacks.join(', ')}, 0)`
}

type Touched = (alias: string) => string

function orders(columns: Columns, touched: Touched): string {
  const field = (name: string): string => columns.expression('order', name, 'o')
  return `SELECT o.cid, o.day, o.amount AS minor, o.currency,
      CASE WHEN o.status_kind = 0 AND o.amount < 0 THEN 1 ELSE o.status_kind END AS kind,
      NULL AS known, o.imp, o.src, o.day AS rate_day
    FROM (
      SELECT o.cid, o.day, o.currency, o.imp, o.src, ${orderSum(columns)} AS amount,
        ${statusKind(field('order_status'))} AS status_kind
      FROM e_order o WHERE ${touched('o')} AND o.day IS NOT NULL AND o.dead IS NULL
    ) o`
}

function lines(columns: Columns, touched: Touched): string | null {
  if (columns.of('order_line').length === 0) return null
  const field = (name: string): string => columns.expression('order_line', name, 'l')
  const noOrderRow = columns.has('order', 'order_id')
    ? `AND NOT EXISTS (SELECT 1 FROM e_order o WHERE o.f_order_id = ${field('order_id')} AND o.dead IS NULL)`
    : ''
  const amount = orderAmount(columns, 'order_line', 'l')
  // A merged order points at its first line; its status counts unless every line is cancelled or pending.
  return `SELECT cid, min(day) AS day, coalesce(sum(CASE WHEN status_kind = 0 OR least_kind > 0 THEN amount END), 0) AS minor,
      currency, CASE WHEN least_kind = 0 AND sum(amount) < 0 THEN 1 ELSE least_kind END AS kind, NULL AS known, imp,
      min(src) AS src, min(day) AS rate_day
    FROM (
      SELECT *, min(status_kind) OVER (PARTITION BY cid, document, currency) AS least_kind FROM (
        SELECT l.cid, l.day, l.currency, l.imp, l.src, ${amount} AS amount, ${statusKind(field('order_status'))} AS status_kind,
          coalesce(${field('order_id')}, 'row ' || l.row) AS document
        FROM e_order_line l
        WHERE ${touched('l')} AND l.day IS NOT NULL AND l.dead IS NULL ${noOrderRow}
      )
    )
    GROUP BY cid, document, currency`
}

/** `refund_amount` on an order or line, and orders that are `refunded` without saying how much. */
function refundColumns(columns: Columns, touched: Touched): string[] {
  return ['order', 'order_line'].flatMap(entity => {
    if (!columns.has(entity, 'refund_amount') && !columns.has(entity, 'order_status')) return []
    const field = (name: string): string => columns.expression(entity, name, 'o')
    const named = columns.has(entity, 'order_id')
    const ownRows =
      columns.has('refund', 'order_id') && named
        ? `AND NOT EXISTS (SELECT 1 FROM e_refund r WHERE r.f_order_id = o.f_order_id AND r.dead IS NULL)`
        : ''
    const noOrderRow =
      entity === 'order_line' && columns.has('order', 'order_id') && named
        ? 'AND NOT EXISTS (SELECT 1 FROM e_order q WHERE q.f_order_id = o.f_order_id AND q.dead IS NULL)'
        : ''
    const sold = entity === 'order' ? orderSum(columns) : orderAmount(columns, entity, 'o')
    const whole = `CASE WHEN ${field('order_status')} = 'refunded' THEN max(${sold}, 0) END`
    return [
      `SELECT cid, day, -refund AS minor, currency, 1 AS kind, NULL AS known, imp, src, day AS rate_day FROM (
        SELECT o.cid, o.day, o.currency, o.imp, o.src, abs(coalesce(nullif(${field('refund_amount')}, 0), ${whole})) AS refund
        FROM e_${entity} o
        WHERE ${touched('o')} AND o.day IS NOT NULL AND o.dead IS NULL
          AND ${statusKind(field('order_status'))} = 0 ${ownRows} ${noOrderRow}
      ) WHERE refund > 0`,
    ]
  })
}

function refundRows(columns: Columns, touched: Touched): string | null {
  if (!columns.has('refund', 'refund_amount')) return null
  const linked = (['order', 'order_line'] as const)
    .filter(entity => columns.has(entity, 'order_id') && columns.has('refund', 'order_id'))
    .map(entity => ({
      day: `(SELECT min(o.day) FROM e_${entity} o WHERE o.f_order_id = r.f_order_id AND o.dead IS NULL)`,
      kind: `(SELECT min(${statusKind(columns.expression(entity, 'order_status', 'o'))}) FROM e_${entity} o
        WHERE o.f_order_id = r.f_order_id AND o.dead IS NULL)`,
    }))
  const orderDay = linked.length ? `coalesce(${linked.map(link => link.day).join(', ')}, NULL)` : 'NULL'
  const orderKind = linked.length ? `coalesce(${linked.map(link => link.kind).join(', ')}, 0)` : '0'
  return `SELECT cid, coalesce(min(order_day, own_day), order_day, own_day) AS day, -refund AS minor, currency, 1 AS kind,
      CASE WHEN own_day > order_day THEN own_day END AS known, imp, src, coalesce(own_day, order_day) AS rate_day
    FROM (
      SELECT r.cid, r.currency, r.imp, r.src, abs(r.f_refund_amount) AS refund, r.day AS own_day, ${orderDay} AS order_day,
        ${orderKind} AS order_kind
      FROM e_refund r WHERE ${touched('r')} AND r.dead IS NULL AND r.f_refund_amount <> 0
    ) WHERE order_kind = 0 AND coalesce(order_day, own_day) IS NOT NULL`
}
