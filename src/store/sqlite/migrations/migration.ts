import type { Sql } from '../sql.ts'

export interface Migration {
  name: string
  run: (sql: Sql) => void
}
