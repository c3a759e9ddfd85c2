import type { Columns } from '../entity-tables.ts'
import { entityTable } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'

const profiles = ['customer', 'account']

/**
 * Customers known on a day: something happened by then, a profile stands for them (signed up by then, if it says
 * when), or a label names them: a label speaks of an existing customer whatever its date.
 */
export function knownCustomers(sql: Sql, columns: Columns, asOf: number): Uint8Array {
  const last = sql.get<{ last: number | null }>('SELECT max(cid) AS last FROM customers')?.last ?? 0
  const known = new Uint8Array(last + 1)
  const mark = (query: string): void => {
    for (const [cid] of sql.rows<[number]>(query, { asOf })) known[cid] = 1
  }
  mark('SELECT cid FROM customer_summary WHERE first IS NULL OR first <= :asOf')
  for (const entity of columns.entities()) {
    const table = entityTable(entity)
    if (profiles.includes(entity)) {
      const signup = columns.expression(entity, 'signup_date', 'e')
      mark(`SELECT e.cid FROM ${table} e JOIN imports i ON i.id = e.imp WHERE e.cid IS NOT NULL AND e.dead IS NULL
        AND CASE WHEN ${signup} IS NULL THEN coalesce(i.as_of, -2147483648) <= :asOf ELSE ${signup} <= :asOf END`)
    } else {
      const any = entity === 'label' ? 'OR :asOf IS NOT NULL' : ''
      mark(
        `SELECT DISTINCT cid FROM ${table} WHERE cid IS NOT NULL AND dead IS NULL AND (day IS NULL OR day <= :asOf ${any})`,
      )
    }
  }
  return known
}
