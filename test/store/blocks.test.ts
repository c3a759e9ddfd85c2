import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import { always } from '../../src/store/sqlite/blocks/block-writer.ts'
import { pack, unpack } from '../../src/store/sqlite/blocks/pack.ts'
import { forEachOf, forEachTransaction } from '../../src/store/sqlite/blocks/read-blocks.ts'
import { rewriteBlocks } from '../../src/store/sqlite/blocks/rewrite.ts'
import { forEachBlockDay } from '../../src/store/sqlite/day-blocks.ts'
import { check } from '../../src/store/sqlite/maintenance.ts'
import { migrate } from '../../src/store/sqlite/migrations/index.ts'
import { inTransaction } from '../../src/store/sqlite/sql.ts'
import type { Sql } from '../../src/store/sqlite/sql.ts'
import { Columns } from '../../src/store/sqlite/entity-tables.ts'
import { PurchaseWriter } from '../../src/store/sqlite/write/purchase-writer.ts'
import { blockOf } from '../../src/store/sqlite/write/sort-rows.ts'
import type { RowBlock } from '../../src/store/sqlite/write/sort-rows.ts'
import { writeViews } from '../../src/store/sqlite/write/views.ts'

const max = Number.MAX_SAFE_INTEGER

describe('numbers as bytes', () => {
  it('come back as they were, at every width', () => {
    const spans = [0, 1, 255, 256, 65_535, 65_536, 2 ** 24 - 1, 2 ** 24, 2 ** 32 - 1, 2 ** 32, 2 ** 48, max]
    const widths = spans.map(span => {
      const values = Float64Array.from([-7, span - 7, Math.floor(span / 3) - 7])
      const { min, bytes } = pack(values, 3)
      const back = new Float64Array(3)
      unpack(bytes, min, 3, back)
      expect(back).toEqual(values)
      return bytes.length / 3
    })
    expect(widths).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4, 7, 7, 7])
    const far = Float64Array.from([-max, max, 0])
    const { min, bytes } = pack(far, 3)
    const back = new Float64Array(3)
    unpack(bytes, min, 3, back)
    expect([bytes.length, back]).toEqual([24, far])
    expect(() => pack(Float64Array.from([-(2 ** 63), 2 ** 63]), 2)).toThrow(RangeError)
    expect(() => unpack(new Uint8Array(10), 0, 2, back)).toThrow(/damaged/)
  })

  it('need not stand alone in their buffer', () => {
    const { min, bytes } = pack(Int32Array.from([5, 70_000, 900]), 3)
    const shifted = new Uint8Array(bytes.length + 1)
    shifted.set(bytes, 1)
    const back = new Int32Array(3)
    unpack(shifted.subarray(1), min, 3, back)
    expect([...back]).toEqual([5, 70_000, 900])
  })
})

/** customer, day, minor, kind, import, row, known */
type Row = [number, number, number, number, number, number, number]

const row = fc.tuple(
  fc.integer({ min: 1, max: 9 }),
  fc.integer({ min: 19_000, max: 19_006 }),
  fc.oneof(fc.integer({ min: -300, max: 90_000 }), fc.constantFrom(2 ** 33, -(2 ** 40), 0)),
  fc.constantFrom(0, 0, 0, 1, 2, 3, 4),
)
const step = fc.record({
  rows: fc.array(row, { maxLength: 25 }),
  late: fc.boolean(),
  dropImport: fc.option(fc.nat(6)),
  dropCustomers: fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
})

function blockFrom(rows: readonly Row[]): RowBlock {
  const block = blockOf(rows.length)
  rows.forEach(([cid, day, minor, kind, imp, src], at) => {
    block.cids[at] = cid
    block.days[at] = day
    block.minors[at] = minor
    block.rows[at] = src
    block.tags[at] = imp * 8 + kind
  })
  return block
}

const inOrder = (rows: readonly Row[]): Row[] =>
  rows.toSorted((one, two) => one[0] - two[0] || one[1] - two[1])

/** Late refunds are known a week after the day they stand on. */
const knownOf = (day: number, kind: number, late: boolean): number => (late && kind === 1 ? day + 7 : always)

/** Nets, sales and refunds by customer and day, from rows one by one. */
function daysOf(rows: readonly Row[], asOf: number): number[][] {
  const days = new Map<string, number[]>()
  for (const [cid, day, minor, kind, , , known] of rows) {
    if (kind === 2 || kind === 3 || day > asOf || known > asOf) continue
    const found = days.get(`${cid}/${day}`) ?? [cid, day, 0, 0, 0]
    days.set(`${cid}/${day}`, found)
    found[2] = (found[2] ?? 0) + minor
    const place = kind === 1 ? 4 : 3
    found[place] = (found[place] ?? 0) + 1
  }
  return [...days.values()]
}

async function prepared(choice: 'better' | 'node'): Promise<Sql> {
  const sql = await openDriver(':memory:', choice)
  migrate(sql)
  for (let cid = 1; cid <= 9; cid++) sql.run('INSERT INTO customers VALUES (?, ?)', [cid, `c${cid}`])
  writeViews(sql, new Columns(sql))
  return sql
}

describe.each(['better', 'node'] as const)('blocks of transactions, %s', choice => {
  it('hold what a plain list of rows holds, whatever comes and goes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), fc.integer({ min: 1, max: 12 }), async (steps, size) => {
        const sql = await prepared(choice)
        let held: Row[] = []
        for (const [at, { rows, late, dropImport, dropCustomers }] of steps.entries()) {
          const imp = at + 1
          const fresh = inOrder(rows.map((own, place): Row => [...own, imp, place + 2, knownOf(own[1], own[3], late)]))
          const goes = (cid: number, of: number): boolean => dropCustomers.includes(cid) || of === dropImport
          const touched = [...new Set(held.filter(([cid, , , , of]) => goes(cid, of)).map(([cid]) => cid))]
          inTransaction(sql, () => {
            const writer = new PurchaseWriter(sql, 0, () => '', size)
            rewriteBlocks(sql, writer, {
              incoming: [blockFrom(fresh)],
              imp: null,
              knownOf: (_imp, src) => fresh.find(own => own[5] === src)?.[6] ?? always,
              touched: Int32Array.from(touched.sort((one, two) => one - two)),
              drop: goes,
              check: () => undefined,
            })
            const days = fresh.map(([, day]) => day)
            expect(writer.finish()).toEqual(days.length === 0 ? { firstDay: null, lastDay: null } : { firstDay: Math.min(...days), lastDay: Math.max(...days) })
          })
          held = inOrder([...held.filter(([cid, , , , of]) => !goes(cid, of)), ...fresh])

          const found: Row[] = []
          forEachTransaction(sql, (...own) => void found.push(own))
          expect(found).toEqual(held)
          expect(sql.all<object>('SELECT cid, day, minor, kind, imp, src, known FROM transactions ORDER BY cid, day, imp, src').map(own => Object.values(own))).toEqual(
            held.map(own => [...own.slice(0, 6), own[6] === always ? null : own[6]]))
          const own: Row[] = []
          forEachOf(sql, 4, (...one) => void own.push(one))
          expect(own).toEqual(held.filter(([cid]) => cid === 4))
          const days: number[][] = []
          forEachBlockDay(sql, { asOf: 19_004, until: 19_004 }, (...day) => void days.push(day))
          expect(days).toEqual(daysOf(held, 19_004))
          expect(check(sql)).toEqual([])
          const summed = new Map<number, number>()
          for (const [cid, , minor, kind] of held) if (kind !== 2 && kind !== 3) summed.set(cid, (summed.get(cid) ?? 0) + minor)
          expect(sql.all<object>('SELECT cid, minor FROM customer_summary ORDER BY cid').map(one => Object.values(one))).toEqual([...summed])
        }
        sql.close()
      }),
      { numRuns: 30, endOnFailure: true },
    )
  }, 60_000) // prettier-ignore

  it('leaves blocks alone that nobody touches', async () => {
    const sql = await prepared(choice)
    const put = (rows: readonly Row[]): void =>
      inTransaction(sql, () => {
        const writer = new PurchaseWriter(sql, 0, () => '', 2)
        rewriteBlocks(sql, writer, {
          incoming: [blockFrom(rows)],
          imp: null,
          touched: new Int32Array(0),
          drop: () => false,
          check: () => undefined,
        })
        writer.finish()
      })
    const log = (imp: number, ...cids: number[]): Row[] =>
      cids.flatMap(cid => [0, 1].map((at): Row => [cid, 19_000 + at, 100, 0, imp, cid, always]))
    put(log(1, 1, 3, 5, 7))
    const ids = () =>
      sql.all<{ id: number }>('SELECT id FROM transaction_blocks ORDER BY cid_min, part').map(({ id }) => id)
    expect(ids()).toEqual([1, 2, 3, 4])
    put(log(2, 5))
    const [first, second, third, last] = ids()
    expect([first, second, last]).toEqual([1, 2, 4])
    expect(third).toBeGreaterThan(4)
    sql.close()
  })
})
