import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import { inTransaction } from '../../src/store/sqlite/sql.ts'
import type { Sql } from '../../src/store/sqlite/sql.ts'
import { RowPages } from '../../src/store/sqlite/write/row-pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const table = `CREATE TABLE transactions (cid INTEGER NOT NULL, ym INTEGER NOT NULL, day INTEGER NOT NULL, seq INTEGER NOT NULL,
  minor INTEGER NOT NULL, kind INTEGER NOT NULL, imp INTEGER NOT NULL, src INTEGER NOT NULL, known INTEGER,
  PRIMARY KEY (cid, ym, day, seq)) STRICT, WITHOUT ROWID`
type Row = [number, number, number, number, number, number, number, number, number | null]

/** Values on both sides of every width that the format knows. */
const edges = [0, 1, 2, -1, 127, 128, -128, -129, 32_767, 32_768, -32_768, -32_769, 8_388_607, 8_388_608, -8_388_608, -8_388_609, 2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 2 ** 47, -(2 ** 47) - 1, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER] // prettier-ignore
const rowsOf = (n: number, first = 1): Row[] =>
  Array.from({ length: n }, (_, at) => [
    first + Math.floor(at / 3), 24_000 + (at % 3), -700 + 31 * (at % 3), at % 2, edges[at % edges.length] ?? 0,
    at % 5, 1 + (at % 300), at + 2, at % 4 === 0 ? at - 50 : null,
  ]) // prettier-ignore

let made = 0
const closeAll = (pages: RowPages | null): void => pages?.close()
function write(sql: Sql, rows: readonly Row[], size?: number): void {
  let pages: RowPages | null = null
  try {
    inTransaction(sql, () => {
      pages = new RowPages(sql, join(folder, `scratch-${++made}`), size)
      for (const row of rows) pages.add(...row)
      pages.insert()
    })
  } finally {
    closeAll(pages)
  }
}
const stored = (sql: Sql): Row[] => [
  ...sql.rows<Row>('SELECT * FROM transactions ORDER BY cid, ym, day, seq'),
]
const healthy = (sql: Sql): unknown => sql.get('PRAGMA integrity_check')

describe.each(['better', 'node'] as const)('rows as pages, %s', choice => {
  it('gives SQLite the same rows, whatever their number and the size of a page', async () => {
    // 512-byte pages hold about ten rows and dividers, so these counts cross every border of three levels.
    const counts = [...Array.from({ length: 160 }, (_, n) => n), 500, 1_234, 5_000]
    for (const n of counts) {
      const sql = await openDriver(':memory:', choice)
      sql.exec(table)
      write(sql, rowsOf(n), 512)
      expect(stored(sql)).toEqual(rowsOf(n))
      expect(healthy(sql)).toEqual({ integrity_check: 'ok' })
      sql.close()
    }
  })

  it('writes a file that is a sound database itself', async () => {
    for (const [n, size] of [
      [0, 512],
      [9, 512],
      [333, 512],
      [20_000, 512],
      [20_000, 16_384],
    ] as const) {
      const sql = await openDriver(':memory:', choice)
      sql.exec(table)
      const pages = new RowPages(sql, join(folder, `scratch-${++made}`), size)
      for (const row of rowsOf(n)) pages.add(...row)
      pages.insert()
      expect(sql.get(`PRAGMA ${pages.name}.integrity_check`)).toEqual({ integrity_check: 'ok' })
      expect(sql.get(`SELECT count(*) AS n FROM ${pages.name}.transactions`)).toEqual({ n })
      pages.close()
      sql.close()
    }
  }, 60_000)

  it('adds to rows that are there, and refuses a place that is taken, leaving nothing', async () => {
    const sql = await openDriver(join(folder, `${choice}.db`), choice)
    sql.exec(`PRAGMA journal_mode = WAL; ${table}`)
    write(sql, rowsOf(600, 1_000))
    write(sql, rowsOf(900, 1))
    expect(stored(sql)).toEqual([...rowsOf(900, 1), ...rowsOf(600, 1_000)])
    expect(() => write(sql, rowsOf(6, 299))).toThrow(/UNIQUE/)
    expect(stored(sql)).toHaveLength(1_500)
    expect(healthy(sql)).toEqual({ integrity_check: 'ok' })
    sql.close()
    expect(readdirSync(folder).filter(name => name.startsWith('scratch'))).toEqual([])
  })

  it('refuses amounts beyond 64 bits', async () => {
    const sql = await openDriver(':memory:', choice)
    sql.exec(table)
    expect(() => write(sql, [[2, 2, 2, 0, 2 ** 63, 0, 1, 2, null]])).toThrow(RangeError)
    expect(existsSync(join(folder, `scratch-${made}`))).toBe(false)
    sql.close()
  })
})
