import { backup, DatabaseSync } from 'node:sqlite'
import type { StatementSync } from 'node:sqlite'
import { IdleStatements } from './idle-statements.ts'
import type { Prepared, Sql, SqlParams, SqlValue } from './sql.ts'

type Named = Record<string, SqlValue>

/** Node's own SQLite behind the seam. Casts: the query file vouches for its row type. */
export function openNode(file: string): Sql {
  const db = new DatabaseSync(file)
  const cache = new Map<string, StatementSync>()

  const statement = (sql: string): StatementSync => {
    let found = cache.get(sql)
    if (!found) {
      if (cache.size > 500) cache.clear()
      found = db.prepare(sql)
      cache.set(sql, found)
    }
    return found
  }
  const walked = new IdleStatements(sql => {
    const prepared = db.prepare(sql)
    prepared.setReturnArrays(true)
    return prepared
  })
  const isList = (params: SqlParams): params is readonly SqlValue[] => Array.isArray(params)

  return {
    driver: 'node:sqlite',
    exec: sql => db.exec(sql),
    run(sql, params = []) {
      const prepared = statement(sql)
      const { changes } = isList(params) ? prepared.run(...params) : prepared.run(params as Named)
      return Number(changes)
    },
    get<Row>(sql: string, params: SqlParams = []) {
      const prepared = statement(sql)
      return (isList(params) ? prepared.get(...params) : prepared.get(params as Named)) as Row | undefined
    },
    all<Row>(sql: string, params: SqlParams = []) {
      const prepared = statement(sql)
      return (isList(params) ? prepared.all(...params) : prepared.all(params as Named)) as Row[]
    },
    rows<Row extends readonly SqlValue[]>(sql: string, params: SqlParams = []) {
      return walked.walk(sql, prepared => {
        const rows: unknown = isList(params) ? prepared.iterate(...params) : prepared.iterate(params as Named)
        return rows as Iterator<Row>
      })
    },
    prepare(sql): Prepared {
      const prepared = db.prepare(sql)
      return { run: values => void prepared.run(...values) }
    },
    backup: async target => void (await backup(db, target)),
    close: () => db.close(),
  }
}
