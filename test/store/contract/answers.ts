import { describe, expect, it } from 'vitest'
import { load } from '../feed.ts'
import { withStore } from './open.ts'
import type { OpenTestStore } from './open.ts'

/** GOLDEN.md P14: six customers, amounts in whole units (here minor units ×100). */
const p14 = [
  ['1', '2015-01-01', 100], ['1', '2015-02-06', 200], ['2', '2015-01-01', 200], ['3', '2015-01-01', 300],
  ['3', '2015-01-02', 100], ['3', '2015-01-05', 500], ['4', '2015-01-16', 600], ['4', '2015-02-02', 300],
  ['4', '2015-02-05', 300], ['5', '2015-01-16', 300], ['5', '2015-01-17', 100], ['5', '2015-01-18', 800],
  ['6', '2015-02-02', 500],
] as const // prettier-ignore
const columns = ['customer_id', 'day:order_date', 'money:paid_amount']

export function answersContract(open: OpenTestStore): void {
  describe('answers', () => {
    it('P14: (x, t_x, T, m) of six customers', () =>
      withStore(open, async store => {
        await load(store, 'order', columns, p14)
        const { customerIds, repeats, recencyDays, ageDays, meanRepeatSpendMinor } =
          await store.purchaseHistories({ asOf: '2015-02-07' })
        expect(customerIds.map((id, at) => [id, repeats[at], recencyDays[at], ageDays[at], meanRepeatSpendMinor[at]])).toEqual([
          ['1', 1, 36, 37, 200], ['2', 0, 0, 37, 0], ['3', 2, 4, 37, 300], ['4', 2, 20, 22, 300], ['5', 2, 2, 22, 450],
          ['6', 0, 0, 5, 0],
        ]) // prettier-ignore
      }))

    it('splits a history into calibration and hold-out', () =>
      withStore(open, async store => {
        await load(store, 'order', columns, p14)
        const split = await store.purchaseHistories({ asOf: '2015-01-17', holdoutUntil: '2015-02-07' })
        expect(split.customerIds).toEqual(['1', '2', '3', '4', '5'])
        expect([...split.repeats]).toEqual([0, 0, 2, 0, 1])
        expect([...(split.holdoutRepeats ?? [])]).toEqual([1, 0, 0, 2, 1])
        expect([...(split.holdoutSpendMinor ?? [])]).toEqual([200, 0, 0, 600, 800])
      }))

    it('lays cohorts out by first month × month', () =>
      withStore(open, async store => {
        await load(store, 'order', columns, p14)
        const january = 2015 * 12
        expect(await store.cohortMatrix({ asOf: '2015-02-07' })).toEqual([
          { firstMonth: january, month: january, customers: 5, purchaseDays: 9, minor: 3000 },
          { firstMonth: january, month: january + 1, customers: 2, purchaseDays: 3, minor: 800 },
          { firstMonth: january + 1, month: january + 1, customers: 1, purchaseDays: 1, minor: 500 },
        ])
        expect(await store.monthlyActivity({ asOf: '2015-02-07' })).toEqual([
          { month: january, customers: 5, newCustomers: 5, purchaseDays: 9, minor: 3000 },
          { month: january + 1, customers: 3, newCustomers: 1, purchaseDays: 4, minor: 1300 },
        ])
      }))

    it('gives quantiles of the gaps: 36, 1, 3, 17, 3, 1, 1 days', () =>
      withStore(open, async store => {
        expect(await store.purchaseGapQuantiles({ asOf: '2015-02-07', probabilities: [0.5] })).toBeNull()
        await load(store, 'order', columns, p14)
        // Sorted 1 1 1 3 3 17 36; type 7 at 0.9 is position 5.4: 17 + 0.4 × 19.
        const quantiles = await store.purchaseGapQuantiles({
          asOf: '2015-02-07',
          probabilities: [0, 0.5, 0.9, 1],
        })
        expect(quantiles?.map(value => Number(value.toFixed(9)))).toEqual([1, 3, 24.6, 36])
      }))

    it('tells a customer by rows, newest first, without personal data', () =>
      withStore(open, async store => {
        await load(
          store,
          'order',
          [...columns, 'order_id'],
          p14.map((row, at) => [...row, `o${at}`]),
          { currency: 'EUR' },
        )
        await load(
          store,
          'customer',
          ['customer_id', 'customer_name', 'region', 'attr:Shoe size'],
          [['4', 'Zhang San', 'North', 43]],
        )
        const found = await store.dossier({ customerId: '4', asOf: '2015-02-03', limit: 2 })
        expect(found).toMatchObject({
          customerId: '4',
          firstDay: '2015-01-16',
          lastDay: '2015-02-02',
          totalRows: 3,
        })
        expect(found?.rows).toEqual([
          { entity: 'order', day: '2015-02-02', importId: expect.any(String), sourceRow: 9,
            values: { order_date: '2015-02-02', paid_amount: 3, order_id: 'o7', currency: 'EUR' } },
          { entity: 'order', day: '2015-01-16', importId: expect.any(String), sourceRow: 8,
            values: { order_date: '2015-01-16', paid_amount: 6, order_id: 'o6', currency: 'EUR' } },
        ]) // prettier-ignore
        expect(
          JSON.stringify(await store.dossier({ customerId: '4', asOf: '2015-12-31', limit: 9 })),
        ).not.toContain('Zhang')
        expect(await store.dossier({ customerId: 'nobody', asOf: '2015-02-03', limit: 2 })).toBeNull()
      }))

    it('hands out rows of an entity as columns, personal fields only when asked', () =>
      withStore(open, async store => {
        await load(store, 'cost', ['cost_stage', 'money:cost_amount', 'day:cost_date'],
          [['acquisition', 12345, '2024-01-31'], ['service', null, '2024-03-31']], { currency: 'JPY', importId: 'costs' }) // prettier-ignore
        await load(
          store,
          'customer',
          ['customer_id', 'customer_name', 'region'],
          [
            ['1', 'Ann', 'N'],
            ['2', 'Bo', null],
          ],
        )
        const costs = await store.entityRows({ entity: 'cost', to: '2024-02-01' })
        expect(costs).toMatchObject({ n: 1, importIds: ['costs'], customerIds: [null] })
        expect(costs.columns).toEqual([
          { kind: 'category', name: 'cost_stage', codes: Int32Array.of(0), levels: ['acquisition'] },
          { kind: 'number', name: 'cost_amount', values: Float64Array.of(12345) },
          { kind: 'number', name: 'cost_date', values: Float64Array.of(19753) },
          { kind: 'category', name: 'currency', codes: Int32Array.of(0), levels: ['JPY'] },
        ])
        const plain = await store.entityRows({ entity: 'customer', customerIds: ['2'] })
        expect([plain.customerIds, plain.columns.map(column => column.name)]).toEqual([['2'], ['region']])
        const personal = await store.entityRows({ entity: 'customer', includePersonal: true })
        expect(personal.columns.map(column => column.name)).toEqual(['customer_name', 'region'])
      }))

    it('leads a figure back to file and rows, narrow files included', () =>
      withStore(open, async store => {
        await load(store, 'order', columns, p14, { importId: 'log', fileName: 'log.csv' })
        await load(
          store,
          'ticket',
          ['customer_id', 'day:ticket_created_at', 'ticket_id'],
          [['4', '2015-02-01', 't1']],
          { importId: 'cases' },
        )
        expect(await store.sourceRows({ customerIds: ['4'], to: '2015-02-04', limit: 1 })).toEqual({
          totalRows: 3,
          sources: [
            { importId: 'log', entity: 'order', fileName: 'log.csv', fileSha256: 'log', sheet: null, rowsInScope: 2, sampleRows: [8] },
            { importId: 'cases', entity: 'ticket', fileName: 'ticket.csv', fileSha256: 'cases', sheet: null, rowsInScope: 1, sampleRows: [2] },
          ],
        }) // prettier-ignore
        expect((await store.sourceRows({ entities: ['order'], limit: 99 })).totalRows).toBe(13)
      }))

    it('reports what tables share', () =>
      withStore(open, async store => {
        await load(
          store,
          'order',
          [...columns, 'order_id'],
          p14.map((row, at) => [...row, `o${at}`]),
        )
        await load(
          store,
          'customer',
          ['customer_id', 'region'],
          [
            ['1', 'N'],
            ['2', 'N'],
            ['99', 'S'],
          ],
        )
        await load(
          store,
          'payment',
          ['order_id', 'money:payment_amount'],
          [
            ['o0', 1],
            ['zz', 2],
          ],
        )
        expect(await store.joins()).toEqual([
          { leftEntity: 'order', rightEntity: 'customer', key: 'customer_id', leftKeys: 6, matched: 2, unmatchedSample: ['3', '4', '5', '6'] },
          { leftEntity: 'payment', rightEntity: 'order', key: 'order_id', leftKeys: 2, matched: 1, unmatchedSample: ['zz'] },
        ]) // prettier-ignore
      }))

    it('keeps settings, mappings, results and memory', () =>
      withStore(open, async store => {
        await store.saveSettings(null, { gross_margin: 0.6, tiers: { high: 2000 } })
        await store.saveSettings('bold', { gross_margin: 0.7 })
        await store.saveSettings(null, { gross_margin: null })
        expect(await store.settings()).toEqual({
          base: { tiers: { high: 2000 } },
          scenarios: { bold: { gross_margin: 0.7 } },
        })
        await store.rememberMapping('a|b', { a: 'customer_id', b: null })
        expect(await store.rememberedMapping('a|b')).toEqual({ a: 'customer_id', b: null })
        expect(await store.rememberedMapping('other')).toBeNull()
        const one = { resultId: 'r1', tool: 't', call: '{}', answer: '{"x":1}', dataVersion: 'v' }
        await store.saveResult(one)
        await store.saveResult({ ...one, answer: '{"x":2}' })
        await store.saveResult({ ...one, resultId: 'r2' })
        expect(await store.result('r1')).toEqual(one)
        expect((await store.results({ limit: 5 })).map(result => result.resultId)).toEqual(['r2', 'r1'])
        await store.remember('alert', { key: 'c1', day: '2024-01-01', body: '1' })
        await store.remember('alert', { key: 'c2', day: '2024-01-02', body: '2' })
        expect(await store.recall('alert', { limit: 1 })).toEqual([
          { key: 'c2', day: '2024-01-02', body: '2' },
        ])
        expect(await store.recall('alert', { key: 'c1', limit: 9 })).toEqual([
          { key: 'c1', day: '2024-01-01', body: '1' },
        ])
      }))

    it('has nothing to complain about in a sound store', () =>
      withStore(open, async store => {
        await load(store, 'order', columns, p14)
        expect(await store.check()).toEqual([])
      }))
  })
}
