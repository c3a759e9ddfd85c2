/** A value as SQLite hands it over or takes it. */
export type SqlValue = string | number | bigint | null | Uint8Array

export type SqlParams = readonly SqlValue[] | Readonly<Record<string, SqlValue>>

/** A statement for hot loops. */
export interface Prepared {
  run(values: readonly SqlValue[]): void
}

/**
 * The seam between the engine and a SQLite driver: synchronous, positional or `:named` parameters.
 * Row types are what the SQL text names; each query file vouches for its own.
 */
export interface Sql {
  readonly driver: 'better-sqlite3' | 'node:sqlite'
  exec(sql: string): void
  /** Rows changed. */
  run(sql: string, params?: SqlParams): number
  get<Row>(sql: string, params?: SqlParams): Row | undefined
  all<Row>(sql: string, params?: SqlParams): Row[]
  /** Rows as arrays, one at a time, for passes over many rows. */
  rows<Row extends readonly SqlValue[]>(sql: string, params?: SqlParams): Iterable<Row>
  prepare(sql: string): Prepared
  backup(file: string): Promise<void>
  close(): void
}

const afterwards = new WeakMap<Sql, (() => void)[]>()

/** Runs `task` when the transaction under way (`inTransaction`) has ended, well or not. */
export function afterTransaction(sql: Sql, task: () => void): void {
  afterwards.set(sql, [...(afterwards.get(sql) ?? []), task])
}

/** Runs `body` in one transaction that takes the write lock at once; any throw rolls everything back. */
export function inTransaction<Result>(sql: Sql, body: () => Result): Result {
  sql.exec('BEGIN IMMEDIATE')
  try {
    const result = body()
    sql.exec('COMMIT')
    return result
  } catch (error) {
    // A failed statement may have rolled back already; the first error is the one that tells.
    try {
      sql.exec('ROLLBACK')
    } catch {}
    throw error
  } finally {
    const tasks = afterwards.get(sql) ?? []
    afterwards.delete(sql)
    for (const task of tasks) task()
  }
}
