import { Fault } from '../../../fault.ts'
import { inTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { base } from './001-base.ts'

export interface Migration {
  name: string
  run: (sql: Sql) => void
}

/** In order; a released migration is never edited, only followed by another. */
export const migrations: readonly Migration[] = [base]

const userVersion = (sql: Sql): number =>
  sql.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0

/** Brings the file to the newest layout; refuses a file that a newer version wrote. */
export function migrate(sql: Sql): void {
  const found = userVersion(sql)
  if (found > migrations.length) throw new Fault('store_too_new', { found, known: migrations.length })
  if (found === migrations.length) return
  inTransaction(sql, () => {
    // Read again under the lock: another process may have migrated meanwhile.
    for (const { run } of migrations.slice(userVersion(sql))) run(sql)
    sql.exec(`PRAGMA user_version = ${migrations.length}`)
  })
}
