import { dayNumber } from '../../../domain/days.ts'
import type { SourceQuery, SourceRows } from '../../store.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'

interface Source {
  id: number
  importId: string
  fileName: string
  fileSha256: string
  sheet: string | null
}

/** Files, sheets and row numbers of the live rows in scope; at most `limit` rows a source are named. */
export function sourceRows(sql: Sql, columns: Columns, query: SourceQuery): SourceRows {
  const to = query.to === undefined ? null : dayNumber(query.to, 'to')
  sql.exec('DROP TABLE IF EXISTS temp.asked; CREATE TEMP TABLE asked (ext TEXT PRIMARY KEY)')
  const insert = sql.prepare('INSERT OR IGNORE INTO temp.asked VALUES (?)')
  for (const id of query.customerIds ?? []) insert.run([id])
  const condition = (alias: string): string =>
    [
      query.customerIds
        ? `${alias}.cid IN (SELECT c.cid FROM customers c JOIN temp.asked a ON a.ext = c.ext)`
        : '1',
      to === null ? '1' : `coalesce(${alias}.day, ${to}) <= ${to}`,
    ].join(' AND ')
  const sources: SourceRows['sources'][number][] = []
  const add = (entity: string, from: string): void => {
    const found = sql.all<Source & { n: number }>(
      `SELECT i.id, i.import_id AS importId, i.source AS fileName, i.sha256 AS fileSha256, i.sheet, count(DISTINCT e.src) AS n
       FROM ${from} JOIN imports i ON i.id = e.imp WHERE ${condition('e')} AND i.done = 1
         ${from.startsWith('transactions') ? 'AND i.narrow = 1' : 'AND e.dead IS NULL'} GROUP BY i.id ORDER BY i.id`,
    )
    for (const { id, importId, fileName, fileSha256, sheet, n } of found) {
      const sample = sql.all<{ src: number }>(
        `SELECT DISTINCT e.src FROM ${from} WHERE e.imp = ? AND ${condition('e')}
         ${from.startsWith('transactions') ? '' : 'AND e.dead IS NULL'} ORDER BY e.src LIMIT ?`,
        [id, query.limit],
      )
      sources.push({
        importId,
        entity,
        fileName,
        fileSha256,
        sheet,
        rowsInScope: n,
        sampleRows: sample.map(row => row.src),
      })
    }
  }
  for (const entity of columns.entities()) {
    if (query.entities && !query.entities.includes(entity)) continue
    add(entity, `${entityTable(entity)} e`)
    if (entity === 'order') add(entity, 'transactions e')
  }
  return { sources, totalRows: sources.reduce((sum, source) => sum + source.rowsInScope, 0) }
}
