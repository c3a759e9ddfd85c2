import { afterTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { TablePages } from './table-pages.ts'

/** Takes summaries in ascending order of their first value, the customer; `insert` ends them. */
export interface SummarySink {
  add: (summary: readonly (number | null)[]) => void
  insert: () => void
}

/** From here on pages of their own cost less than bound values. */
const many = 5_000

/** Inside a transaction. `rows` is how many orders stand behind them; `scratch` gives private paths. */
export function summarySink(sql: Sql, rows: number, scratch: () => string): SummarySink {
  if (rows < many || sql.get('SELECT 1 FROM customer_summary LIMIT 1') !== undefined) {
    const bulk = new BulkInsert(
      sql, 'INSERT OR REPLACE INTO customer_summary (cid, orders, days, first, last, minor, first_day_minor, refunds_minor)', 8) // prettier-ignore
    return { add: summary => bulk.add(...summary), insert: () => bulk.finish() }
  }
  const pages = new TablePages(sql, scratch(), 'customer_summary')
  afterTransaction(sql, () => pages.close())
  return {
    add(summary) {
      pages.begin(summary[0] ?? 0)
      pages.null()
      for (let at = 1; at < summary.length; at++) {
        const value = summary[at] ?? null
        if (value === null) pages.null()
        else pages.integer(value)
      }
      if (!pages.end()) throw new Error('a summary is larger than a page')
    },
    insert: () => pages.insert(),
  }
}
