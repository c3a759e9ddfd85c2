import { resolve } from 'node:path'
import { sqliteStore } from './sqlite/sqlite-store.ts'
import type { DriverChoice } from './sqlite/driver.ts'
import type { Store } from './store.ts'

export interface OpenStore {
  /** The store's file; made, with mode 0600, when the first question needs it. `:memory:` keeps nothing. */
  file: string
  /** `node` forces Node's own SQLite; default `HOLDFAST_SQLITE`, else better-sqlite3 where it loads. */
  driver?: DriverChoice
  /** Seconds to wait for another process that writes; default 10. */
  busySeconds?: number
  /** Rows an import may keep in memory; larger ones are staged on disk. Default 1.5 million. */
  importRows?: number
}

/** A store whose file is opened at the first question. A new engine is one folder and one line here. */
export function openStore({ file, driver, busySeconds = 10, importRows = 1_500_000 }: OpenStore): Store {
  const choice = driver ?? (process.env['HOLDFAST_SQLITE'] === 'node' ? 'node' : 'auto')
  const path = file === ':memory:' ? file : resolve(file)
  return sqliteStore({ file: path, choice, busySeconds, importRows }, 'sqlite')
}
