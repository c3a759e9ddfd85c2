import { chmodSync, closeSync, existsSync, openSync } from 'node:fs'
import { Fault } from '../../fault.ts'
import { forEachTransaction } from './blocks/read-blocks.ts'
import type { Sql } from './sql.ts'

/** Copies the store while it is in use; the copy is private to the user. Refuses to overwrite. */
export async function backup(sql: Sql, file: string): Promise<void> {
  if (existsSync(file)) throw new Fault('invalid_input', { field: 'file', problem: 'already exists' })
  // Made here first, so that it is never readable by others, not even while it grows.
  closeSync(openSync(file, 'wx', 0o600))
  await sql.backup(file)
  chmodSync(file, 0o600)
}

/** Everything the deep check finds wrong with the file, and with what is derived from it. */
export function check(sql: Sql): string[] {
  const found = sql
    .all<{ integrity_check: string }>('PRAGMA integrity_check(20)')
    .map(row => row.integrity_check)
  const problems = found.filter(text => text !== 'ok')
  const orphans = sql.get<{ n: number }>(
    'SELECT count(*) AS n FROM customer_summary WHERE cid NOT IN (SELECT cid FROM customers)')?.n ?? 0 // prettier-ignore
  if (orphans > 0) problems.push(`${orphans} summaries belong to no customer`)
  let rows = 0
  forEachTransaction(sql, (_cid, _day, minor, kind) => {
    if (kind !== 2 && kind !== 3) rows += minor
  })
  const summary = sql.get<{ minor: number | null }>('SELECT sum(minor) AS minor FROM customer_summary')
  if (rows !== (summary?.minor ?? 0)) problems.push('the summaries do not add up to the transactions')
  return problems
}

/**
 * A cheap look at every open (header, schema, first pages), a thorough one after a shutdown that was not clean
 * (a log was left behind).
 */
export function checkOnOpen(sql: Sql, uncleanShutdown: boolean): void {
  sql.get('SELECT count(*) AS n FROM sqlite_schema')
  if (!uncleanShutdown) return
  const found = sql.all<{ quick_check: string }>('PRAGMA quick_check(5)').map(row => row.quick_check)
  const problems = found.filter(text => text !== 'ok')
  if (problems.length > 0) throw new Fault('store_damaged', { detail: problems.join('; '), backup: null })
}
