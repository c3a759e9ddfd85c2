import type { Columns } from '../entity-tables.ts'
import { entityTable } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { whileUnchanged } from '../while-unchanged.ts'

const profiles = ['customer', 'account']
/** Known since before the first day, and not known at all. */
const always = -2_147_483_648
const never = 2_147_483_647

/**
 * Customers known on a day: something happened by then, a profile stands for them (signed up by then, if it says
 * when), or a label names them: a label speaks of an existing customer whatever its date.
 */
export function knownCustomers(sql: Sql, columns: Columns, asOf: number): Uint8Array {
  const since = whileUnchanged(sql, 'known since', () => knownSince(sql, columns))
  const known = new Uint8Array(since.length)
  for (let cid = 0; cid < since.length; cid++) if ((since[cid] ?? never) <= asOf) known[cid] = 1
  return known
}

/** First day on which each customer number is known: one pass over the store serves every day that is asked. */
function knownSince(sql: Sql, columns: Columns): Int32Array {
  const last = sql.get<{ last: number | null }>('SELECT max(cid) AS last FROM customers')?.last ?? 0
  const since = new Int32Array(last + 1).fill(never)
  const mark = (query: string): void => {
    // Lists cross over from SQLite many times faster than rows do.
    const found = sql.get<{ cids: string; days: string }>(
      `SELECT json_group_array(cid) AS cids, json_group_array(since) AS days FROM (${query})`,
    )
    const days = numbersIn(found?.days)
    for (const [at, cid] of numbersIn(found?.cids).entries())
      since[cid] = Math.min(since[cid] ?? never, days[at] ?? never)
  }
  mark(`SELECT cid, coalesce(first, ${always}) AS since FROM customer_summary`)
  for (const entity of columns.entities()) {
    const table = entityTable(entity)
    if (profiles.includes(entity)) {
      const signup = columns.expression(entity, 'signup_date', 'e')
      mark(`SELECT e.cid, coalesce(${signup}, i.as_of, ${always}) AS since
        FROM ${table} e JOIN imports i ON i.id = e.imp WHERE e.cid IS NOT NULL AND e.dead IS NULL`)
    } else {
      const day = entity === 'label' ? String(always) : `coalesce(day, ${always})`
      mark(
        `SELECT cid, min(${day}) AS since FROM ${table} WHERE cid IS NOT NULL AND dead IS NULL GROUP BY cid`,
      )
    }
  }
  return since
}

// A list that SQLite has just made of a column of whole numbers.
const numbersIn = (list = '[]'): number[] => JSON.parse(list) as number[]
