import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import { inTransaction } from '../../src/store/sqlite/sql.ts'
import type { Sql, SqlValue } from '../../src/store/sqlite/sql.ts'
import { RowWriters } from '../../src/store/sqlite/write/row-writers.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-writers-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const table = `CREATE TABLE e_thing (row INTEGER PRIMARY KEY, imp INTEGER NOT NULL, src INTEGER NOT NULL,
  linked INTEGER NOT NULL DEFAULT 0, share REAL, name TEXT, a_1 ANY) STRICT; CREATE INDEX things ON e_thing (name)`
const values: readonly (readonly SqlValue[])[] = [
  [1, 2, 0.5, 'Ann', 'north'], [1, 3, 2, '客户', 7], [1, 4, null, null, 0.1], [1, 5, -1e300, '', null],
  [1, 6, 0, 'x'.repeat(5_000), 12], [1, 7, 3, 'y'.repeat(40_000), 'huge'], [1, 8, 4, 'after the huge one', -3],
] // prettier-ignore

/** Every value of the table with its type, after columns came and went. `rows` decides between pages and bound values. */
async function written(choice: 'better' | 'node', rows: number): Promise<unknown> {
  const sql = await openDriver(':memory:', choice)
  sql.exec(table)
  let made = 0
  const scratch = (): string => join(folder, `scratch-${choice}-${rows}-${++made}`)
  const write = (batches: (writers: RowWriters) => void): void =>
    inTransaction(sql, () => {
      const writers = new RowWriters(sql, rows, scratch)
      batches(writers)
      writers.finish()
    })
  write(writers => {
    for (const row of values) writers.of('e_thing', ['imp', 'src', 'share', 'name', 'a_1']).add(row)
  })
  write(writers => {
    writers.of('e_thing', ['src', 'imp']).add([9, 2])
    // A later batch brings another column: the table grows while rows wait.
    sql.exec('ALTER TABLE e_thing ADD COLUMN day INTEGER')
    writers.of('e_thing', ['imp', 'src', 'name']).add([2, 10, 'before the day'])
    for (let at = 0; at < 9; at++) {
      writers.of('e_thing', ['imp', 'src', 'day']).add([2, 11 + 2 * at, 19_000 + at])
      sql.exec(`ALTER TABLE e_thing ADD COLUMN more_${at} ANY`)
      writers.of('e_thing', ['imp', 'src', `more_${at}`]).add([2, 12 + 2 * at, at])
    }
  })
  expect(sql.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
  const found = everything(sql)
  sql.close()
  return found
}

function everything(sql: Sql): unknown {
  const names = sql.all<{ name: string }>(`SELECT name FROM pragma_table_info('e_thing')`)
  const shown = names.map(({ name }) => `${name}, typeof(${name}) AS type_of_${name}`)
  return sql.all(`SELECT ${shown.join(', ')} FROM e_thing ORDER BY row`)
}

describe.each(['better', 'node'] as const)('rows of an entity, %s', choice => {
  it('are the same as pages and as bound values, in the order they came', async () => {
    const bound = await written(choice, 0)
    expect(bound).toHaveLength(27)
    expect(await written(choice, 1_000_000)).toEqual(bound)
    expect(readdirSync(folder)).toEqual([])
  })
})
