import { afterTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { BulkInsert } from './bulk-insert.ts'
import { RowPages } from './row-pages.ts'
import { TablePages } from './table-pages.ts'

/** Rows in key order on their way into `transactions`, and summaries into `customer_summary`; `insert` ends them. */
export interface RowSink {
  add: RowPages['add']
  insert: () => void
}
export interface SummarySink {
  add: (summary: readonly (number | null)[]) => void
  insert: () => void
}

/** From here on pages of their own cost less than bound values. */
const many = 5_000

/** Inside a transaction. `scratch` gives private paths. */
export function rowSink(sql: Sql, rows: number, scratch: () => string): RowSink {
  if (rows >= many) {
    const pages = new RowPages(sql, scratch())
    afterTransaction(sql, () => pages.close())
    return pages
  }
  const bulk = new BulkInsert(
    sql,
    'INSERT INTO transactions (cid, ym, day, seq, minor, kind, imp, src, known)',
    9,
  )
  return { add: (...row) => bulk.add(...row), insert: () => bulk.finish() }
}

/** Inside a transaction; rows in ascending order of their first value, the customer. */
export function summarySink(sql: Sql, rows: number, scratch: () => string): SummarySink {
  if (rows < many) {
    const bulk = new BulkInsert(
      sql, 'INSERT INTO customer_summary (cid, orders, days, first, last, minor, first_day_minor, refunds_minor)', 8) // prettier-ignore
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
