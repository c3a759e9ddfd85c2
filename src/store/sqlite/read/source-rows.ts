import { dayNumber } from '../../../domain/days.ts'
import type { SourceQuery, SourceRows } from '../../store.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { forEachLogRow, plainLogs } from './plain-logs.ts'

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
  const add = (entity: string): void => {
    const table = entityTable(entity)
    const found = sql.all<Source & { n: number }>(
      `SELECT i.id, i.import_id AS importId, i.source AS fileName, i.sha256 AS fileSha256, i.sheet, count(DISTINCT e.src) AS n
       FROM ${table} e JOIN imports i ON i.id = e.imp WHERE ${condition('e')} AND i.done = 1 AND e.dead IS NULL
       GROUP BY i.id ORDER BY i.id`,
    )
    for (const { id, importId, fileName, fileSha256, sheet, n } of found) {
      const sample = sql.all<{ src: number }>(
        `SELECT DISTINCT e.src FROM ${table} e WHERE e.imp = ? AND ${condition('e')} AND e.dead IS NULL ORDER BY e.src LIMIT ?`,
        [id, query.limit],
      )
      const sampleRows = sample.map(row => row.src)
      sources.push({ importId, entity, fileName, fileSha256, sheet, rowsInScope: n, sampleRows })
    }
  }
  for (const entity of columns.entities()) {
    if (query.entities && !query.entities.includes(entity)) continue
    add(entity)
    if (entity === 'order') sources.push(...logSources(sql, to, query))
  }
  return { sources, totalRows: sources.reduce((sum, source) => sum + source.rowsInScope, 0) }
}

/** The same of plain logs, whose rows stand in blocks. `temp.asked` holds the customers that were asked for. */
function logSources(sql: Sql, to: number | null, query: SourceQuery): SourceRows['sources'][number][] {
  const cids = query.customerIds
    ? new Set(
        sql
          .all<{ cid: number }>('SELECT c.cid FROM customers c JOIN temp.asked a ON a.ext = c.ext')
          .map(({ cid }) => cid),
      )
    : undefined
  const rows = new Map<number, { n: number; least: number[] }>()
  forEachLogRow(sql, plainLogs(sql), { to: to ?? undefined, cids }, (_cid, _day, _minor, _kind, imp, src) => {
    let found = rows.get(imp)
    if (!found) rows.set(imp, (found = { n: 0, least: [] }))
    found.n++
    keepLeast(found.least, src, query.limit)
  })
  const imports = sql.all<Source>(
    `SELECT id, import_id AS importId, source AS fileName, sha256 AS fileSha256, sheet FROM imports
     WHERE narrow = 1 AND done = 1 ORDER BY id`,
  )
  return imports.flatMap(({ id, importId, fileName, fileSha256, sheet }) => {
    const found = rows.get(id)
    if (!found) return []
    return [
      {
        importId,
        entity: 'order',
        fileName,
        fileSha256,
        sheet,
        rowsInScope: found.n,
        sampleRows: found.least,
      },
    ]
  })
}

/** Keeps the `limit` least numbers in ascending order. */
function keepLeast(least: number[], value: number, limit: number): void {
  if (least.length >= limit && value >= (least.at(-1) ?? 0)) return
  let at = least.length
  while (at > 0 && (least[at - 1] ?? 0) > value) at--
  least.splice(at, 0, value)
  if (least.length > limit) least.pop()
}
