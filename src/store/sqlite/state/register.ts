import type { MemoryRecord, StoredResult } from '../../store.ts'
import type { Sql } from '../sql.ts'

type Mapping = Readonly<Record<string, string | null>>

export function rememberMapping(sql: Sql, signature: string, mapping: Mapping): void {
  sql.run('INSERT OR REPLACE INTO mappings (signature, mapping) VALUES (?, ?)', [
    signature,
    JSON.stringify(mapping),
  ])
}

export function rememberedMapping(sql: Sql, signature: string): Mapping | null {
  const row = sql.get<{ mapping: string }>('SELECT mapping FROM mappings WHERE signature = ?', [signature])
  // Written by rememberMapping above.
  return row ? (JSON.parse(row.mapping) as Mapping) : null
}

const resultColumns = 'result_id AS resultId, tool, call, answer, data_version AS dataVersion'

/** The same result id always stands for the same answer, so the first one stays. */
export function saveResult(sql: Sql, result: StoredResult): void {
  sql.run(
    'INSERT OR IGNORE INTO results (result_id, tool, call, answer, data_version) VALUES (?, ?, ?, ?, ?)',
    [result.resultId, result.tool, result.call, result.answer, result.dataVersion],
  )
}

export const result = (sql: Sql, resultId: string): StoredResult | null =>
  sql.get<StoredResult>(`SELECT ${resultColumns} FROM results WHERE result_id = ?`, [resultId]) ?? null

export const results = (sql: Sql, { limit }: { limit: number }): StoredResult[] =>
  sql.all<StoredResult>(`SELECT ${resultColumns} FROM results ORDER BY seq DESC LIMIT ?`, [limit])

export function remember(sql: Sql, kind: string, { key, day, body }: MemoryRecord): void {
  sql.run('INSERT INTO memory (kind, key, day, body) VALUES (?, ?, ?, ?)', [kind, key, day, body])
}

export function recall(
  sql: Sql,
  kind: string,
  { key, limit }: { key?: string; limit: number },
): MemoryRecord[] {
  const only = key === undefined ? '' : 'AND key = :key'
  return sql.all<MemoryRecord>(
    `SELECT key, day, body FROM memory WHERE kind = :kind ${only} ORDER BY seq DESC LIMIT :limit`,
    key === undefined ? { kind, limit } : { kind, limit, key },
  )
}
