import { chooseRateBase, chooseReportingCurrency, reportingCurrency } from '../currency.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { buying } from './buying.ts'
import { deriveTransactions } from './derive-transactions.ts'
import { releaseLog } from './plain-log.ts'
import type { PlainOrders } from './plain-orders.ts'
import type { Place } from './place.ts'
import { ensureIndexes, linkCustomers } from './links.ts'

export function clearTouched(sql: Sql): void {
  sql.exec('DROP TABLE IF EXISTS temp.touched; CREATE TEMP TABLE touched (cid INTEGER PRIMARY KEY)')
}

/** Adds the customers whose purchases the rows of `imp` touch, resting rows and rows it put to rest included. */
export function touchCustomersOf(sql: Sql, columns: Columns, imp: number): void {
  for (const entity of buying) {
    sql.run(
      `INSERT OR IGNORE INTO temp.touched
       SELECT cid FROM e_${entity} WHERE (imp = :imp OR dead = :imp) AND cid IS NOT NULL`,
      { imp },
    )
    if (!columns.has(entity, 'order_id')) continue
    // A payment, line or refund changes the order it names, whoever's it is; an order changes its lines' owner.
    for (const other of buying) {
      if (other === entity || !columns.has(other, 'order_id')) continue
      sql.run(
        `INSERT OR IGNORE INTO temp.touched SELECT o.cid FROM e_${other} o
         WHERE o.cid IS NOT NULL AND o.f_order_id IN (SELECT f_order_id FROM e_${entity} WHERE imp = :imp OR dead = :imp)`,
        { imp },
      )
    }
  }
}

export interface DeriveSettings {
  ratesChanged: boolean
  place: Place
  check?: () => void
  /** Orders of the import itself that need not be read back. */
  orders?: PlainOrders
}

/** Brings every derived table up to date with the entity tables for the touched customers. */
export function derive(
  sql: Sql,
  columns: Columns,
  { ratesChanged, place, check = () => undefined, orders }: DeriveSettings,
): void {
  const before = reportingCurrency(sql)
  const now = chooseReportingCurrency(sql)
  if (now !== before) sql.run(`INSERT OR REPLACE INTO facts VALUES ('reporting_currency', ?)`, [now])
  sql.run(`INSERT OR REPLACE INTO facts VALUES ('rate_base', ?)`, [chooseRateBase(sql, columns)])
  const widened = widenForeignLogs(sql, columns, now, place, check)
  // A first import fixes the currency; what stood there before had none.
  const everything = ratesChanged || widened || (now !== before && needsConversion(sql))
  if (everything) sql.exec('INSERT OR IGNORE INTO temp.touched SELECT cid FROM customers')
  linkCustomers(sql, columns)
  if (sql.get('SELECT 1 FROM temp.touched LIMIT 1') !== undefined)
    deriveTransactions(sql, columns, place, check, widened || !orders?.complete ? null : orders.runs)
}

/** Whether any order is in an entity table: logs in the reporting currency have nothing to convert. */
const needsConversion = (sql: Sql): boolean =>
  buying.some(entity => sql.get(`SELECT 1 FROM e_${entity} LIMIT 1`) !== undefined)

/** Plain logs live in the blocks alone, in the reporting currency; one in another currency moves to the entity table. */
function widenForeignLogs(
  sql: Sql,
  columns: Columns,
  reporting: string | null,
  place: Place,
  check: () => void,
): boolean {
  const foreign = sql.all<{ id: number; currency: string }>(
    'SELECT id, currency FROM imports WHERE narrow = 1 AND currency IS NOT NULL AND currency IS NOT ?', [reporting]) // prettier-ignore
  for (const { id, currency } of foreign) {
    columns.grow('order', {
      entity: 'order',
      n: 0,
      sourceRows: new Int32Array(0),
      fields: new Map([
        ['order_date', { kind: 'day', values: new Int32Array(0) }],
        ['paid_amount', { kind: 'money', values: new Float64Array(0) }],
      ]),
      attributes: new Map(),
      currencies: null,
    })
    const rows = new BulkInsert(
      sql, 'INSERT INTO e_order (imp, src, cid, day, currency, f_order_date, f_paid_amount)', 7) // prettier-ignore
    releaseLog(sql, id, place, check, (cid, day, minor, src) =>
      rows.add(id, src, cid, day, currency, day, minor),
    )
    rows.finish()
    sql.run('UPDATE imports SET narrow = 0 WHERE id = ?', [id])
    ensureIndexes(sql, columns, 'order')
  }
  return foreign.length > 0
}
