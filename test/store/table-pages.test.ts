import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import { inTransaction } from '../../src/store/sqlite/sql.ts'
import type { Sql } from '../../src/store/sqlite/sql.ts'
import { TablePages } from '../../src/store/sqlite/write/table-pages.ts'

const folder = mkdtempSync(join(tmpdir(), 'holdfast-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Row = [number, number | null, string | null, number | null]
const table = 'CREATE TABLE people (id INTEGER PRIMARY KEY, age INTEGER, name TEXT, share REAL) STRICT'
const names = ['', 'Ann', 'Zoë 客户 🙂', 'x'.repeat(56), 'y'.repeat(57), 'z'.repeat(300), null]
const rowsOf = (n: number, step = 1): Row[] =>
  Array.from({ length: n }, (_, at) => [
    1 + at * step, at % 5 === 0 ? null : at * 7_919 - 50, names[at % names.length] ?? null,
    at % 3 === 0 ? null : at / 8,
  ]) // prettier-ignore

let made = 0
function write(sql: Sql, rows: readonly Row[], size: number): void {
  let pages: TablePages | null = null
  try {
    inTransaction(sql, () => {
      const open = (pages = new TablePages(sql, join(folder, `scratch-${++made}`), 'people', size))
      for (const [id, age, name, share] of rows) {
        open.begin(id)
        open.null()
        if (age === null) open.null()
        else open.integer(age)
        if (name === null) open.null()
        else open.text(name)
        if (share === null) open.null()
        else open.real(share)
        if (!open.end()) throw new Error('a row did not fit')
      }
      open.insert()
    })
  } finally {
    close(pages)
  }
}
const close = (pages: TablePages | null): void => pages?.close()

describe.each(['better', 'node'] as const)('a table as pages, %s', choice => {
  it('gives SQLite the same rows, whatever their number and the size of a page', async () => {
    // 512-byte pages hold a few rows, and about sixty links: 5,000 rows stand four levels high.
    for (const n of [...Array.from({ length: 60 }, (_, at) => at), 700, 5_000]) {
      for (const [size, step] of [
        [512, 1],
        [16_384, 100_003],
      ] as const) {
        const sql = await openDriver(':memory:', choice)
        sql.exec(table)
        write(sql, rowsOf(n, step), size)
        expect([...sql.rows<Row>('SELECT * FROM people ORDER BY id')]).toEqual(rowsOf(n, step))
        expect(sql.get('PRAGMA integrity_check')).toEqual({ integrity_check: 'ok' })
        sql.close()
      }
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('writes a file that is a sound database itself', async () => {
    for (const n of [0, 1, 333, 20_000]) {
      const sql = await openDriver(':memory:', choice)
      sql.exec(table)
      const pages = new TablePages(sql, join(folder, `scratch-${++made}`), 'people', 512)
      for (let id = 1; id <= n; id++) {
        pages.begin(id)
        pages.null()
        pages.integer(id)
        pages.text(`person ${id}`)
        pages.null()
        expect(pages.end()).toBe(true)
      }
      pages.insert()
      expect(sql.get(`PRAGMA ${pages.name}.integrity_check`)).toEqual({ integrity_check: 'ok' })
      expect(
        sql.get(`SELECT count(*) AS n, max(name) AS name FROM ${pages.name}.people WHERE age = id`),
      ).toEqual({ n, name: n === 0 ? null : n === 1 ? 'person 1' : n === 333 ? 'person 99' : 'person 9999' })
      pages.close()
      sql.close()
    }
  })

  it('says when a row is larger than a page, and goes on without it', async () => {
    const sql = await openDriver(':memory:', choice)
    sql.exec(table)
    const pages = new TablePages(sql, join(folder, `scratch-${++made}`), 'people', 512)
    for (const [id, length] of [
      [1, 10],
      [2, 600],
      [3, 20],
    ] as const) {
      pages.begin(id)
      pages.null()
      pages.null()
      pages.text('客'.repeat(length))
      pages.null()
      expect(pages.end()).toBe(length < 600)
    }
    pages.insert()
    expect(sql.all('SELECT id, length(name) AS n FROM people')).toEqual([
      { id: 1, n: 10 },
      { id: 3, n: 20 },
    ])
    pages.close()
    sql.close()
  })
})
