import { Fault } from '../../../fault.ts'
import { inTransaction } from '../sql.ts'
import type { Sql } from '../sql.ts'
import { base } from './001-base.ts'
import type { Migration } from './migration.ts'

/** In order; a released migration is never edited, only followed by another. */
export const migrations: readonly Migration[] = [base]

/** Marks the file as ours. Layouts before the first release carry other marks: no migration starts from them. */
const mark = 0x48_66_00_01

const applicationId = (sql: Sql): number =>
  sql.get<{ application_id: number }>('PRAGMA application_id')?.application_id ?? 0

const userVersion = (sql: Sql): number =>
  sql.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0

/** Brings the file to the newest layout; refuses a file that a newer version wrote, or one from before the first. */
export function migrate(sql: Sql): void {
  const found = userVersion(sql)
  if (found > migrations.length) throw new Fault('store_too_new', { found, known: migrations.length })
  if (found > 0 && applicationId(sql) !== mark) throw new Fault('store_too_old', {})
  if (found === migrations.length) return
  inTransaction(sql, () => {
    // Read again under the lock: another process may have migrated meanwhile.
    for (const { run } of migrations.slice(userVersion(sql))) run(sql)
    sql.exec(`PRAGMA application_id = ${mark}; PRAGMA user_version = ${migrations.length}`)
  })
}
