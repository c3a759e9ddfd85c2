import { chooseRateBase, chooseReportingCurrency, reportingCurrency } from '../currency.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { deriveSummary } from './derive-summary.ts'
import { deriveTransactions } from './derive-transactions.ts'
import { linkCustomers } from './links.ts'

/** Entities whose rows change what customers bought. */
const buying = ['order', 'order_line', 'payment', 'refund'] as const

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

/** Brings every derived table up to date with the entity tables for the touched customers. */
export function derive(sql: Sql, columns: Columns, ratesChanged: boolean): void {
  const before = reportingCurrency(sql)
  const now = chooseReportingCurrency(sql)
  if (now !== before) sql.run(`INSERT OR REPLACE INTO facts VALUES ('reporting_currency', ?)`, [now])
  sql.run(`INSERT OR REPLACE INTO facts VALUES ('rate_base', ?)`, [chooseRateBase(sql, columns)])
  if (ratesChanged || now !== before) {
    sql.exec('INSERT OR IGNORE INTO temp.touched SELECT cid FROM customers')
  }
  linkCustomers(sql, columns)
  deriveTransactions(sql, columns)
  deriveSummary(sql)
  sql.exec(`DELETE FROM column_blocks;
    INSERT OR REPLACE INTO facts VALUES ('generation',
      coalesce((SELECT CAST(value AS INTEGER) FROM facts WHERE key = 'generation'), 0) + 1)`)
}
