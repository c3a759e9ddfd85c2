import { conversionSql, orderAmount, reportingCurrency } from '../currency.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { extendCalendar } from './calendar.ts'

/**
 * Writes `transactions` anew for the customers in `temp.touched`, from orders, order lines, payments and refunds.
 *
 * - An order without an amount takes the sum of its successful payments, else of its lines, else 0.
 * - Lines become one order per (order_id, customer) unless an order row with that id is on record.
 * - Refunds of a known order stand on the order's day and are `known` from their own day; others stand on their own.
 * - Cancelled and pending orders are kept (kind 2 and 3) and carry no revenue, nor do refunds of them.
 * - Negative amounts are refunds.
 */
export function deriveTransactions(sql: Sql, columns: Columns): void {
  sql.exec(`DELETE FROM transactions WHERE cid IN (SELECT cid FROM temp.touched)
    AND imp IN (SELECT id FROM imports WHERE narrow = 0)`)
  sql.exec(`DROP TABLE IF EXISTS temp.entry;
    CREATE TEMP TABLE entry (cid INTEGER, day INTEGER, minor INTEGER, currency TEXT, kind INTEGER, known INTEGER,
      imp INTEGER, src INTEGER, rate_day INTEGER)`)
  insertOrders(sql, columns)
  insertLines(sql, columns)
  insertRefundColumns(sql, columns)
  insertRefundRows(sql, columns)
  const days = sql.all<{ day: number }>('SELECT DISTINCT day FROM temp.entry')
  extendCalendar(sql, days.map(row => row.day))
  const money = conversionSql(sql, columns, { minor: 'e.minor', currency: 'e.currency', day: 'e.rate_day' })
  const reporting = reportingCurrency(sql)
  sql.run(
    `INSERT INTO transactions (cid, ym, day, seq, minor, kind, known, imp, src)
     SELECT cid, ym, day,
       row_number() OVER (PARTITION BY cid, day ORDER BY kind, imp, src) - 1 + coalesce((
         SELECT max(t.seq) + 1 FROM transactions t WHERE t.cid = x.cid AND t.ym = x.ym AND t.day = x.day), 0),
       coalesce(converted, 0), CASE WHEN converted IS NULL AND kind = 0 THEN 4 ELSE kind END, known, imp, src
     FROM (
       SELECT e.cid, c.ym, e.day, ${money} AS converted, e.kind, e.known, e.imp, e.src
       FROM temp.entry e JOIN calendar c ON c.day = e.day
     ) x
     WHERE NOT (converted IS NULL AND kind = 1)
     ORDER BY cid, ym, day`,
    money.includes(':reporting') && reporting !== null ? { reporting } : [],
  )
  sql.exec('DROP TABLE temp.entry')
}

const statusKind = (status: string): string =>
  `CASE ${status} WHEN 'cancelled' THEN 2 WHEN 'pending' THEN 3 ELSE 0 END`

function insertOrders(sql: Sql, columns: Columns): void {
  const field = (name: string): string => columns.expression('order', name, 'o')
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
  sql.exec(`INSERT INTO temp.entry
    SELECT o.cid, o.day, amount, o.currency, CASE WHEN status_kind = 0 AND amount < 0 THEN 1 ELSE status_kind END,
      NULL, o.imp, o.src, o.day
    FROM (
      SELECT o.cid, o.day, o.currency, o.imp, o.src, coalesce(${fallbacks.join(', ')}, 0) AS amount,
        ${statusKind(field('order_status'))} AS status_kind
      FROM e_order o WHERE o.cid IN (SELECT cid FROM temp.touched) AND o.day IS NOT NULL AND o.dead IS NULL
    ) o`)
}

function insertLines(sql: Sql, columns: Columns): void {
  const field = (name: string): string => columns.expression('order_line', name, 'l')
  const noOrderRow = columns.has('order', 'order_id')
    ? `AND NOT EXISTS (SELECT 1 FROM e_order o WHERE o.f_order_id = ${field('order_id')} AND o.dead IS NULL)`
    : ''
  const amount = orderAmount(columns, 'order_line', 'l')
  // A merged order points at its first line; its status counts unless every line is cancelled or pending.
  sql.exec(`INSERT INTO temp.entry
    SELECT cid, min(day), coalesce(sum(CASE WHEN status_kind = 0 OR least_kind > 0 THEN amount END), 0), currency,
      CASE WHEN least_kind = 0 AND sum(amount) < 0 THEN 1 ELSE least_kind END, NULL, imp, min(src), min(day)
    FROM (
      SELECT *, min(status_kind) OVER (PARTITION BY cid, document, currency) AS least_kind FROM (
        SELECT l.cid, l.day, l.currency, l.imp, l.src, ${amount} AS amount, ${statusKind(field('order_status'))} AS status_kind,
          coalesce(${field('order_id')}, 'row ' || l.row) AS document
        FROM e_order_line l
        WHERE l.cid IN (SELECT cid FROM temp.touched) AND l.day IS NOT NULL AND l.dead IS NULL ${noOrderRow}
      )
    )
    GROUP BY cid, document, currency`)
}

/** `refund_amount` on an order or line, and orders that are `refunded` without saying how much. */
function insertRefundColumns(sql: Sql, columns: Columns): void {
  for (const entity of ['order', 'order_line']) {
    const field = (name: string): string => columns.expression(entity, name, 'o')
    const ownRows = columns.has('refund', 'order_id') && columns.has(entity, 'order_id')
      ? `AND NOT EXISTS (SELECT 1 FROM e_refund r WHERE r.f_order_id = o.f_order_id AND r.dead IS NULL)`
      : ''
    const noOrderRow = entity === 'order_line' && columns.has('order', 'order_id') && columns.has('order_line', 'order_id')
      ? 'AND NOT EXISTS (SELECT 1 FROM e_order q WHERE q.f_order_id = o.f_order_id AND q.dead IS NULL)'
      : ''
    // The sale as it was entered above: an order may have taken its amount from payments or lines.
    const sold = entity === 'order'
      ? '(SELECT sum(t.minor) FROM temp.entry t WHERE t.imp = o.imp AND t.src = o.src AND t.kind = 0)'
      : orderAmount(columns, entity, 'o')
    const whole = `CASE WHEN ${field('order_status')} = 'refunded' THEN ${sold} END`
    sql.exec(`CREATE INDEX IF NOT EXISTS temp.entry_source ON entry (imp, src);
      INSERT INTO temp.entry
      SELECT cid, day, -refund, currency, 1, NULL, imp, src, day FROM (
        SELECT o.cid, o.day, o.currency, o.imp, o.src, abs(coalesce(nullif(${field('refund_amount')}, 0), ${whole})) AS refund
        FROM e_${entity} o
        WHERE o.cid IN (SELECT cid FROM temp.touched) AND o.day IS NOT NULL AND o.dead IS NULL
          AND ${statusKind(field('order_status'))} = 0 ${ownRows} ${noOrderRow}
      ) WHERE refund > 0`)
  }
}

function insertRefundRows(sql: Sql, columns: Columns): void {
  if (!columns.has('refund', 'refund_amount')) return
  const linked = (['order', 'order_line'] as const)
    .filter(entity => columns.has(entity, 'order_id') && columns.has('refund', 'order_id'))
    .map(entity => ({
      day: `(SELECT min(o.day) FROM e_${entity} o WHERE o.f_order_id = r.f_order_id AND o.dead IS NULL)`,
      kind: `(SELECT min(${statusKind(columns.expression(entity, 'order_status', 'o'))}) FROM e_${entity} o
        WHERE o.f_order_id = r.f_order_id AND o.dead IS NULL)`,
    }))
  const orderDay = linked.length ? `coalesce(${linked.map(link => link.day).join(', ')}, NULL)` : 'NULL'
  const orderKind = linked.length ? `coalesce(${linked.map(link => link.kind).join(', ')}, 0)` : '0'
  sql.exec(`INSERT INTO temp.entry
    SELECT cid, coalesce(min(order_day, own_day), order_day, own_day), -refund, currency, 1,
      CASE WHEN own_day > order_day THEN own_day END, imp, src, coalesce(own_day, order_day)
    FROM (
      SELECT r.cid, r.currency, r.imp, r.src, abs(r.f_refund_amount) AS refund, r.day AS own_day, ${orderDay} AS order_day,
        ${orderKind} AS order_kind
      FROM e_refund r WHERE r.cid IN (SELECT cid FROM temp.touched) AND r.dead IS NULL AND r.f_refund_amount <> 0
    ) WHERE order_kind = 0 AND coalesce(order_day, own_day) IS NOT NULL`)
}
