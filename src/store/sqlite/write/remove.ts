import { Fault } from '../../../fault.ts'
import { Columns, entityTable } from '../entity-tables.ts'
import { inTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { clearTouched, derive, touchCustomersOf } from './derive.ts'
import type { Place } from './place.ts'
import { releaseLog, touchOwners } from './plain-log.ts'
import { writeViews } from './views.ts'

type Removed = Record<string, number>

/** Deletes every row of one import; rows it had put to rest count again. Returns rows deleted per entity. */
export function removeImport(sql: Sql, importId: string, place: Place): Removed {
  return forGood(sql, () =>
    inTransaction(sql, () => {
      const imp = sql.get<{ id: number }>('SELECT id FROM imports WHERE import_id = ?', [importId])?.id
      if (imp === undefined) throw new Fault('import_not_found', { importId })
      const columns = new Columns(sql)
      clearTouched(sql)
      touchCustomersOf(sql, columns, imp)
      const removed: Removed = {}
      const isNarrow =
        sql.get<{ narrow: number }>('SELECT narrow FROM imports WHERE id = ?', [imp])?.narrow === 1
      if (isNarrow) {
        const rows = releaseLog(sql, imp, place)
        if (rows > 0) removed['order'] = rows
      } else touchOwners(sql, imp)
      const ratesBefore = rates(sql)
      for (const entity of columns.entities()) {
        const rows = sql.run(`DELETE FROM ${entityTable(entity)} WHERE imp = ?`, [imp])
        if (rows > 0) removed[entity] = (removed[entity] ?? 0) + rows
        sql.run(`UPDATE ${entityTable(entity)} SET dead = NULL WHERE dead = ?`, [imp])
      }
      sql.run('DELETE FROM imports WHERE id = ?', [imp])
      derive(sql, columns, { ratesChanged: rates(sql) !== ratesBefore, place })
      const customers = forgetCustomers(sql, columns)
      if (customers > 0) removed['customers'] = customers
      writeViews(sql, columns)
      return removed
    }),
  )
}

/** Deleted bytes are overwritten with zeros, in the file and in the log. */
function forGood(sql: Sql, body: () => Removed): Removed {
  sql.exec('PRAGMA secure_delete = ON')
  try {
    return body()
  } finally {
    sql.exec('PRAGMA secure_delete = OFF; PRAGMA wal_checkpoint(TRUNCATE)')
  }
}

const rates = (sql: Sql): number => sql.get<{ n: number }>('SELECT count(*) AS n FROM e_fx_rate')?.n ?? 0

/** Customers that no row names any more. */
function forgetCustomers(sql: Sql, columns: Columns): number {
  // Who has a row in a block but no summary has it in an entity table too.
  const named = ['SELECT cid FROM customer_summary']
  for (const entity of columns.entities())
    named.push(`SELECT cid FROM ${entityTable(entity)} WHERE cid IS NOT NULL`)
  return sql.run(`DELETE FROM customers WHERE cid NOT IN (${named.join(' UNION ')})`)
}

/** Deletes all data, results and memory; settings and remembered mappings stay. */
export function removeAll(sql: Sql): Removed {
  const removed = inTransaction(sql, () => {
    const columns = new Columns(sql)
    const counts: Removed = {}
    const narrow = sql.get<{ n: number }>(
      'SELECT coalesce(sum(rows), 0) AS n FROM imports WHERE narrow = 1')?.n ?? 0 // prettier-ignore
    if (narrow > 0) counts['order'] = narrow
    for (const entity of columns.entities()) {
      const rows = sql.run(`DELETE FROM ${entityTable(entity)}`)
      if (rows > 0) counts[entity] = (counts[entity] ?? 0) + rows
    }
    counts['customers'] = sql.get<{ n: number }>('SELECT count(*) AS n FROM customers')?.n ?? 0
    for (const table of [
      'transaction_blocks',
      'customer_summary',
      'customers',
      'imports',
      'results',
      'memory',
      'calendar',
    ]) {
      sql.exec(`DELETE FROM ${table}`)
    }
    sql.exec(`DELETE FROM facts WHERE key = 'reporting_currency'`)
    writeViews(sql, columns)
    return counts
  })
  // Deleted rows must not linger in free pages or in the log.
  sql.exec('VACUUM')
  sql.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  return removed
}
