import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'

/** Rows without a customer of their own take the customer of the order or subscription they name. */
const ways: readonly { entity: string; key: string; through: readonly string[] }[] = [
  { entity: 'order_line', key: 'order_id', through: ['order'] },
  { entity: 'payment', key: 'order_id', through: ['order', 'order_line'] },
  { entity: 'payment', key: 'subscription_id', through: ['subscription'] },
  { entity: 'refund', key: 'order_id', through: ['order', 'order_line'] },
  { entity: 'subscription_event', key: 'subscription_id', through: ['subscription'] },
]

const keys = ['order_id', 'subscription_id'] as const

/**
 * Indexes that joins and per-customer reads need; made once the tables hold rows, by one sort each. Those on order and
 * subscription numbers wait until there is something to look up: another table with them, or another import.
 */
export function ensureIndexes(sql: Sql, columns: Columns, entity: string): void {
  const table = entityTable(entity)
  sql.exec(`CREATE INDEX IF NOT EXISTS ${table}_cid ON ${table} (cid)`)
  for (const key of keys) {
    if (!columns.has(entity, key)) continue
    const holders = columns
      .entities()
      .filter(
        other =>
          columns.has(other, key) && sql.get(`SELECT 1 FROM ${entityTable(other)} LIMIT 1`) !== undefined,
      )
    if (holders.length < 2 && !holders.some(other => hasTwoImports(sql, other))) continue
    for (const other of holders)
      sql.exec(`CREATE INDEX IF NOT EXISTS ${entityTable(other)}_${key} ON ${entityTable(other)} (f_${key})`)
  }
}

const hasTwoImports = (sql: Sql, entity: string): boolean =>
  sql.get(
    `SELECT 1 FROM ${entityTable(entity)} WHERE imp <> (SELECT imp FROM ${entityTable(entity)} LIMIT 1) LIMIT 1`,
  ) !== undefined

export function linkCustomers(sql: Sql, columns: Columns): void {
  for (const entity of new Set(ways.map(way => way.entity))) {
    const found = ways
      .filter(way => way.entity === entity && columns.has(entity, way.key))
      .flatMap(way => way.through.map(through => ({ key: way.key, through })))
      .filter(({ key, through }) => columns.has(through, key))
      .map(
        ({ key, through }) =>
          `(SELECT o.cid FROM e_${through} o WHERE o.f_${key} = e_${entity}.f_${key} AND o.dead IS NULL AND o.cid IS NOT NULL LIMIT 1)`,
      )
    const customer =
      found.length === 0 ? 'NULL' : found.length === 1 ? found[0] : `coalesce(${found.join(', ')})`
    sql.exec(`UPDATE e_${entity} SET cid = ${customer}, linked = 1
      WHERE (linked = 1 OR cid IS NULL) AND cid IS NOT ${customer}`)
  }
}
