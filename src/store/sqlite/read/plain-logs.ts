import { forEachOf, forEachTransaction } from '../blocks/read-blocks.ts'
import type { OnTransaction } from '../blocks/read-blocks.ts'
import type { Sql } from '../sql.ts'

export interface LogFilter {
  /** Day numbers, inclusive. */
  from?: number | undefined
  to?: number | undefined
  /** Customer numbers; all when absent. */
  cids?: ReadonlySet<number> | undefined
}

/** A few customers are looked up, more are found in one pass. */
const few = 32

/** Import ids, by number, of files that hold nothing but customer, day and amount: their orders live in blocks alone. */
export const plainLogs = (sql: Sql): Map<number, string> =>
  new Map(
    sql
      .all<{ id: number; importId: string }>(
        'SELECT id, import_id AS importId FROM imports WHERE narrow = 1 ORDER BY id',
      )
      .map(({ id, importId }) => [id, importId]),
  )

/** Rows of such files, in order of customer and day. */
export function forEachLogRow(
  sql: Sql,
  logs: ReadonlyMap<number, unknown>,
  { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY, cids }: LogFilter,
  onRow: OnTransaction,
): void {
  if (logs.size === 0) return
  const chosen: OnTransaction = (cid, day, minor, kind, imp, ...rest) => {
    if (day >= from && day <= to && logs.has(imp) && (cids === undefined || cids.has(cid)))
      onRow(cid, day, minor, kind, imp, ...rest)
  }
  if (cids === undefined || cids.size > few) forEachTransaction(sql, chosen)
  else for (const cid of [...cids].sort((one, two) => one - two)) forEachOf(sql, cid, chosen)
}
