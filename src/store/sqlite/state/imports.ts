import { createHash } from 'node:crypto'
import type { ImportRecord } from '../../store.ts'
import type { Sql } from '../sql.ts'

// The column holds what this module's callers wrote: an ImportRecord.
const parse = (record: string): ImportRecord => JSON.parse(record) as ImportRecord

export const importRecord = (sql: Sql, importId: string): ImportRecord | null => {
  const row = sql.get<{ record: string }>('SELECT record FROM imports WHERE import_id = ? AND done = 1', [
    importId,
  ])
  return row ? parse(row.record) : null
}

export const imports = (sql: Sql): ImportRecord[] =>
  sql
    .all<{ record: string }>('SELECT record FROM imports WHERE done = 1 ORDER BY id')
    .map(row => parse(row.record))

/** The visible imports, in order: what every figure may depend on. */
export function dataVersion(sql: Sql): string {
  const hash = createHash('sha256')
  for (const { import_id } of sql.all<{ import_id: string }>(
    'SELECT import_id FROM imports WHERE done = 1 ORDER BY id',
  )) {
    hash.update(import_id).update('\n')
  }
  return hash.digest('hex').slice(0, 32)
}
