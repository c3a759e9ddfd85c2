import { describe, expect, it } from 'vitest'
import { batch, header, load } from '../feed.ts'
import { withStore } from './open.ts'
import type { OpenTestStore } from './open.ts'

const orders = [
  ['a', '2024-01-05', 1000, 'o1'],
  ['b', '2024-02-05', 2000, 'o2'],
  ['a', '2024-03-05', 3000, 'o3'],
] as const
const orderColumns = ['customer_id', 'day:order_date', 'money:paid_amount', 'order_id']
const counts = { rowsRead: 3, rowsRejected: 1, rowsDropped: 0, issues: [{ kind: 'bad_date', count: 1 }] }

export function importsContract(open: OpenTestStore): void {
  describe('imports', () => {
    it('shows nothing of an import before its commit, and all of it after', () =>
      withStore(open, async store => {
        const session = await store.beginImport(header('order', { importId: 'one' }))
        await session.append(batch('order', orderColumns, orders))
        expect((await store.overview()).orders).toBe(0)
        expect(await store.imports()).toEqual([])
        const record = await session.commit(counts)
        expect(record).toMatchObject({
          importId: 'one', rowsRead: 3, rowsUsed: 3, rowsRejected: 1, sequence: 1, firstDay: '2024-01-05', lastDay: '2024-03-05',
        }) // prettier-ignore
        expect(await store.imports()).toEqual([record])
        expect(await store.overview()).toMatchObject({
          customers: 2,
          buyers: 2,
          orders: 3,
          netRevenueMinor: 6000,
        })
      }))

    it('leaves the store as before when an import is discarded', () =>
      withStore(open, async store => {
        const before = await store.dataVersion()
        const session = await store.beginImport(header('order'))
        await session.append(batch('order', orderColumns, orders))
        await session.discard()
        expect(await store.overview()).toMatchObject({ customers: 0, orders: 0, tables: [] })
        expect(await store.dataVersion()).toBe(before)
      }))

    it('takes the same import id once', () =>
      withStore(open, async store => {
        const first = await load(store, 'order', orderColumns, orders, { importId: 'same' })
        const again = await load(store, 'order', orderColumns, orders, { importId: 'same' })
        expect(again).toEqual(first)
        expect((await store.overview()).orders).toBe(3)
      }))

    it('undoes an import: the store is as if it had never been', () =>
      withStore(open, async store => {
        await load(store, 'order', orderColumns, orders, { importId: 'one' })
        const before = { version: await store.dataVersion(), overview: await store.overview() }
        await load(
          store,
          'order',
          orderColumns,
          [
            ['c', '2024-05-01', 500, 'o9'],
            ['a', '2024-05-02', 700, 'o10'],
          ],
          { importId: 'two' },
        )
        expect(await store.overview()).toMatchObject({ customers: 3, orders: 5 })
        expect(await store.removeImport('two')).toEqual({ order: 2, customers: 1 })
        expect({ version: await store.dataVersion(), overview: await store.overview() }).toEqual(before)
        await expect(store.removeImport('two')).rejects.toMatchObject({ code: 'import_not_found' })
      }))

    it('removes everything, settings excepted', () =>
      withStore(open, async store => {
        await load(store, 'order', orderColumns, orders)
        await store.saveSettings(null, { gross_margin: 0.5 })
        expect(await store.removeAll()).toEqual({ order: 3, customers: 2 })
        expect(await store.overview()).toMatchObject({ customers: 0, orders: 0, lastDay: null })
        expect((await store.settings()).base).toEqual({ gross_margin: 0.5 })
      }))

    const changed = [
      ['a', '2024-01-05', 1500, 'o1'],
      ['d', '2024-04-05', 100, 'o4'],
    ] as const

    it('refuses a known key with other content, by name of the rows', () =>
      withStore(open, async store => {
        await load(store, 'order', orderColumns, orders)
        await expect(load(store, 'order', orderColumns, changed)).rejects.toMatchObject({
          code: 'import_conflict',
          facts: { detail: expect.stringContaining('rows 2') },
        })
        expect(await store.overview()).toMatchObject({ orders: 3, customers: 2, netRevenueMinor: 6000 })
      }))

    it('skips, keeping what is on record', () =>
      withStore(open, async store => {
        await load(store, 'order', orderColumns, orders)
        const record = await load(store, 'order', orderColumns, changed, { onConflict: 'skip' })
        expect(record).toMatchObject({ rowsUsed: 1, rowsDropped: 1 })
        expect(await store.overview()).toMatchObject({ orders: 4, netRevenueMinor: 6100 })
      }))

    it('replaces, and brings the old row back when the replacement is removed', () =>
      withStore(open, async store => {
        await load(store, 'order', orderColumns, orders)
        await load(store, 'order', orderColumns, changed, { onConflict: 'replace', importId: 'newer' })
        expect(await store.overview()).toMatchObject({ orders: 4, netRevenueMinor: 6600 })
        await store.removeImport('newer')
        expect(await store.overview()).toMatchObject({ orders: 3, netRevenueMinor: 6000 })
      }))

    it('counts a known key with equal content once, and again when its first import goes', () =>
      withStore(open, async store => {
        await load(store, 'order', orderColumns, orders, { importId: 'first' })
        const record = await load(store, 'order', orderColumns, [...orders, ['e', '2024-06-01', 50, 'o5']])
        expect(record).toMatchObject({ rowsUsed: 1, rowsDropped: 3 })
        expect(await store.overview()).toMatchObject({ orders: 4, netRevenueMinor: 6050 })
        await store.removeImport('first')
        expect(await store.overview()).toMatchObject({ orders: 4, netRevenueMinor: 6050 })
      }))

    it('appends a second file of the same table', () =>
      withStore(open, async store => {
        await load(
          store,
          'order',
          orderColumns.slice(0, 3),
          orders.map(row => row.slice(0, 3)),
        )
        await load(store, 'order', orderColumns.slice(0, 3), [
          ['a', '2024-03-05', 10],
          ['b', '2024-07-01', 5],
        ])
        expect(await store.overview()).toMatchObject({
          orders: 5,
          netRevenueMinor: 6015,
          lastDay: '2024-07-01',
        })
        expect((await store.purchaseHistories({ asOf: '2024-07-01' })).repeats).toEqual(Float64Array.of(1, 1))
      }))

    it('keeps ids apart that differ by leading zeros', () =>
      withStore(open, async store => {
        await load(store, 'order', orderColumns, [
          ['007', '2024-01-01', 1, 'x'],
          ['7', '2024-01-01', 1, 'y'],
        ])
        expect((await store.purchaseHistories({ asOf: '2024-01-01' })).customerIds).toEqual(['007', '7'])
      }))

    it('reads coded columns like text, levels carried over batches', () =>
      withStore(open, async store => {
        const session = await store.beginImport(header('order'))
        const coded = (codes: number[], newLevels: string[], firstRow: number) => {
          const plain = batch('order', ['customer_id', 'day:order_date', 'money:paid_amount'],
            codes.map((_, at) => ['', `2024-0${at + 1}-01`, 100]), null, firstRow) // prettier-ignore
          const fields = new Map(plain.fields)
          fields.set('customer_id', { kind: 'coded', codes: Int32Array.from(codes), newLevels })
          return { ...plain, fields }
        }
        await session.append(coded([0, 1, 0], ['x', 'y'], 2))
        await session.append(coded([2, 1], ['z'], 5))
        await session.commit(counts)
        const { customerIds, totalSpendMinor } = await store.purchaseHistories({ asOf: '2024-12-31' })
        expect(Object.fromEntries(customerIds.map((id, at) => [id, totalSpendMinor[at]]))).toEqual({
          x: 200,
          y: 200,
          z: 100,
        })
      }))

    it('takes a log whose later batches bring more columns', () =>
      withStore(open, async store => {
        const session = await store.beginImport(header('order', { importId: 'mixed' }))
        const plain = batch(
          'order',
          orderColumns.slice(0, 3),
          orders.map(row => row.slice(0, 3)),
        )
        const coded = new Map(plain.fields)
        coded.set('customer_id', { kind: 'coded', codes: Int32Array.of(0, 1, 0), newLevels: ['a', 'b'] })
        await session.append({ ...plain, fields: coded })
        const wide = batch(
          'order',
          orderColumns,
          [
            ['', '2024-04-01', 50, 'o4'],
            ['', '2024-04-02', 60, 'o5'],
          ],
          null,
          5,
        )
        const more = new Map(wide.fields)
        more.set('customer_id', { kind: 'coded', codes: Int32Array.of(1, 2), newLevels: ['c'] })
        await session.append({ ...wide, fields: more })
        await session.commit(counts)
        const { customerIds, totalSpendMinor } = await store.purchaseHistories({ asOf: '2024-12-31' })
        expect(Object.fromEntries(customerIds.map((id, at) => [id, totalSpendMinor[at]]))).toEqual({
          a: 4000,
          b: 2050,
          c: 60,
        })
        expect(await store.removeImport('mixed')).toEqual({ order: 5, customers: 3 })
      }))

    it('knows a log again by its file, and by ids made of file and row', () =>
      withStore(open, async store => {
        const plain = orderColumns.slice(0, 3)
        await load(
          store,
          'order',
          plain,
          orders.map(row => row.slice(0, 3)),
          { fileSha256: 'abc', importId: 'first' },
        )
        await expect(
          load(
            store,
            'order',
            plain,
            orders.map(row => row.slice(0, 3)),
            { fileSha256: 'abc' },
          ),
        ).rejects.toMatchObject({ code: 'import_conflict' })
        expect((await store.overview()).orders).toBe(3)
        // Made ids go unstored, and come back when a later batch needs them.
        const session = await store.beginImport(header('order', { importId: 'made' }))
        await session.append(
          batch(
            'order',
            orderColumns,
            orders.map((row, at) => [...row.slice(0, 3), `0123abcd-${at + 2}`]),
          ),
        )
        await session.append(
          batch(
            'order',
            [...orderColumns, 'order_status'],
            [['a', '2024-05-01', 70, '0123abcd-5', 'paid']],
            null,
            5,
          ),
        )
        await session.commit(counts)
        const rows = await store.entityRows({ entity: 'order' })
        expect(rows.columns.find(column => column.name === 'order_id')).toMatchObject({
          levels: expect.arrayContaining(['0123abcd-2', '0123abcd-5']),
        })
        expect((await store.overview()).orders).toBe(7)
      }))

    it('commits two imports that were open at the same time', () =>
      withStore(open, async store => {
        const names = orderColumns.slice(0, 3)
        const one = await store.beginImport(header('order'))
        const two = await store.beginImport(header('order'))
        await one.append(
          batch('order', names, [
            ['x', '2024-01-01', 1],
            ['y', '2024-01-02', 2],
          ]),
        )
        await two.append(
          batch('order', names, [
            ['z', '2024-01-01', 4],
            ['y', '2024-01-03', 8],
            ['x', '2024-01-01', 16],
          ]),
        )
        await one.commit(counts)
        await two.commit(counts)
        const { customerIds, totalSpendMinor, repeats } = await store.purchaseHistories({
          asOf: '2024-12-31',
        })
        expect(customerIds.map((id, at) => [id, totalSpendMinor[at], repeats[at]])).toEqual([
          ['x', 17, 0],
          ['y', 10, 1],
          ['z', 4, 0],
        ])
        expect(await store.check()).toEqual([])
      }))

    it('stops a question whose signal is aborted', () =>
      withStore(open, async store => {
        const stop = new AbortController()
        stop.abort()
        await expect(store.on(stop.signal).overview()).rejects.toMatchObject({ code: 'cancelled' })
        expect((await store.overview()).customers).toBe(0)
      }))
  })
}
