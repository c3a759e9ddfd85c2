import { createRequire } from 'node:module'
import type BetterSqlite3 from 'better-sqlite3'
import { IdleStatements } from './idle-statements.ts'
import type { Prepared, Sql, SqlParams, SqlValue } from './sql.ts'

/**
 * better-sqlite3 behind the seam. Loaded through `require` so that a machine that cannot load the native
 * module fails here, where the caller can fall back. Casts: the query file vouches for its row type.
 */
export function openBetter(file: string): Sql {
  const load = createRequire(import.meta.url)
  const Database = load('better-sqlite3') as typeof BetterSqlite3
  const db = new Database(file)
  // The default checkpoints on close are wanted; the timeout is set by the engine.
  const cache = new Map<string, BetterSqlite3.Statement>()

  const statement = (sql: string, key = sql): BetterSqlite3.Statement => {
    let found = cache.get(key)
    if (!found) {
      if (cache.size > 500) cache.clear()
      found = db.prepare(sql)
      if (found.reader) found.safeIntegers(false)
      cache.set(key, found)
    }
    return found
  }
  const walked = new IdleStatements(sql => db.prepare(sql).raw(true))
  const bind = (params: SqlParams | undefined): unknown[] =>
    params === undefined ? [] : Array.isArray(params) ? params : [params]

  return {
    driver: 'better-sqlite3',
    exec: sql => void db.exec(sql),
    run: (sql, params) => statement(sql).run(...bind(params)).changes,
    get: <Row>(sql: string, params?: SqlParams) => statement(sql).get(...bind(params)) as Row | undefined,
    all: <Row>(sql: string, params?: SqlParams) => statement(sql).all(...bind(params)) as Row[],
    rows: <Row extends readonly SqlValue[]>(sql: string, params?: SqlParams) =>
      walked.walk(sql, prepared => prepared.iterate(...bind(params)) as Iterator<Row>),
    prepare(sql): Prepared {
      const prepared = db.prepare(sql)
      return { run: values => void prepared.run(values) }
    },
    backup: async target => void (await db.backup(target)),
    close: () => void db.close(),
  }
}
