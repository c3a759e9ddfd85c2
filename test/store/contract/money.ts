import { describe, expect, it } from 'vitest'
import { load } from '../feed.ts'
import { rowOf, withStore } from './open.ts'
import type { OpenTestStore } from './open.ts'

const columns = ['customer_id', 'day:order_date', 'money:paid_amount', 'order_id']

/** Who has how much, by customer id. */
const totals = async (store: Parameters<Parameters<typeof withStore>[1]>[0], asOf = '2030-01-01') => {
  const { customerIds, totalSpendMinor, repeats } = await store.purchaseHistories({ asOf })
  return Object.fromEntries(customerIds.map((id, at) => [id, [totalSpendMinor[at], repeats[at]]]))
}

export function moneyContract(open: OpenTestStore): void {
  describe('money and purchase days', () => {
    it('nets money by customer and day before a day counts', () =>
      withStore(open, async store => {
        await load(store, 'order', columns.slice(0, 3), [
          ['same', '2024-01-15', 8000], ['same', '2024-01-15', -8000], ['same', '2024-04-01', 2500],
          ['later', '2024-01-20', 10000], ['later', '2024-02-20', 6000], ['later', '2024-03-05', -6000],
          ['only', '2024-05-01', -3500],
          ['free', '2024-02-01', 0], ['free', '2024-02-15', 0], ['free', '2024-03-01', 3000],
        ]) // prettier-ignore
        // A day sold and returned is no purchase; a free order is; a customer of returns only has none.
        expect(await totals(store)).toEqual({ same: [2500, 0], later: [10000, 1], free: [3000, 2] })
        expect(await store.overview()).toMatchObject({
          customers: 4,
          buyers: 3,
          netRevenueMinor: 12000,
          refundsMinor: 17500,
        })
      }))

    it('books the refund of a known order on the order’s day, from the day it is known', () =>
      withStore(open, async store => {
        await load(store, 'order', columns, [
          ['a', '2024-01-10', 5000, 'o1'],
          ['a', '2024-02-10', 3000, 'o2'],
        ])
        await load(
          store,
          'refund',
          ['order_id', 'day:refund_date', 'money:refund_amount'],
          [['o2', '2024-03-01', 3000]],
        )
        expect(await totals(store, '2024-02-29')).toEqual({ a: [8000, 1] })
        expect(await totals(store, '2024-03-01')).toEqual({ a: [5000, 0] })
      }))

    it('takes a refund_amount column off its order, and the whole of a refunded one', () =>
      withStore(open, async store => {
        await load(store, 'order', [...columns, 'money:refund_amount', 'order_status'], [
          ['a', '2024-01-10', 5000, 'o1', 2000, 'paid'], ['a', '2024-02-10', 3000, 'o2', null, 'refunded'],
          ['a', '2024-03-10', 1000, 'o3', null, null],
        ]) // prettier-ignore
        expect(await totals(store)).toEqual({ a: [4000, 1] })
        expect((await store.overview()).refundsMinor).toBe(5000)
      }))

    it('keeps cancelled and pending orders out of revenue, and their refunds too', () =>
      withStore(open, async store => {
        await load(store, 'order', [...columns, 'order_status'], [
          ['a', '2024-01-10', 5000, 'o1', 'paid'], ['a', '2024-02-10', 3000, 'o2', 'cancelled'],
          ['b', '2024-02-10', 700, 'o3', 'pending'],
        ]) // prettier-ignore
        await load(
          store,
          'refund',
          ['order_id', 'day:refund_date', 'money:refund_amount'],
          [['o2', '2024-03-01', 3000]],
        )
        expect(await totals(store)).toEqual({ a: [5000, 0] })
        const overview = await store.overview()
        expect(overview).toMatchObject({ customers: 2, buyers: 1, orders: 1, netRevenueMinor: 5000 })
        expect(overview.tables.find(table => table.entity === 'order')?.rows).toBe(3)
      }))

    it('gives an order without an amount the sum of its payments, whichever file comes first', () =>
      withStore(open, async store => {
        await load(store, 'payment', ['payment_id', 'order_id', 'money:payment_amount', 'payment_success'],
          [['p1', 'o1', 1000, 1], ['p2', 'o1', 500, 1], ['p3', 'o1', 9000, 0], ['p4', 'o2', 70, 1]]) // prettier-ignore
        await load(
          store,
          'order',
          ['order_id', 'customer_id', 'day:order_date'],
          [
            ['o1', 'a', '2024-01-01'],
            ['o2', 'b', '2024-01-02'],
            ['o3', 'c', '2024-01-03'],
          ],
          { importId: 'orders' },
        )
        expect(await totals(store)).toEqual({ a: [1500, 0], b: [70, 0], c: [0, 0] })
        expect(
          (await store.customerTable({ asOf: '2024-02-01', groups: ['payments'] })).customerIds,
        ).toContain('a')
        await store.removeImport('orders')
        expect(await totals(store)).toEqual({})
        await load(store, 'order', ['order_id', 'customer_id', 'day:order_date'], [['o2', 'b', '2024-01-02']])
        expect(await totals(store)).toEqual({ b: [70, 0] })
      }))

    it('merges order lines into orders and keeps the lines', () =>
      withStore(open, async store => {
        await load(store, 'order_line', ['customer_id', 'day:order_date', 'money:paid_amount', 'order_id', 'quantity', 'product_category'], [
          ['a', '2024-01-01', 100, 'b1', 1, 'tea'], ['a', '2024-01-01', 200, 'b1', 2, 'cups'], ['a', '2024-01-03', 50, 'b2', 1, 'tea'],
          ['b', '2024-01-04', 70, 'b3', 1, 'tea'],
        ]) // prettier-ignore
        expect(await store.overview()).toMatchObject({ orders: 3, netRevenueMinor: 420 })
        expect(rowOf(await store.customerTable({ asOf: '2024-02-01', groups: ['orders'] }), 'a')).toMatchObject({
          order_count: 2, purchase_days: 2, revenue_total: 3.5, distinct_categories: 2, days_since_last_order: 29,
        }) // prettier-ignore
        // The order file speaks before its lines.
        await load(store, 'order', columns, [['a', '2024-01-01', 999, 'b1']])
        expect(await store.overview()).toMatchObject({ orders: 3, netRevenueMinor: 1119 })
      }))

    it('brings currencies together by the dated rate, and adds nothing it has no rate for', () =>
      withStore(open, async store => {
        const named = [...columns, 'currency']
        await load(store, 'order', named, [
          ['a', '2024-01-10', 1000, 'o1', 'USD'], ['a', '2024-02-10', 1000, 'o2', 'EUR'], ['b', '2024-03-10', 500, 'o3', 'JPY'],
          ['c', '2024-03-11', 100, 'o4', 'USD'], ['c', '2024-03-12', 100, 'o5', 'USD'],
        ]) // prettier-ignore
        expect(await store.overview()).toMatchObject({
          currency: 'USD', netRevenueMinor: 1200,
          unconverted: [{ currency: 'EUR', rows: 1, minor: 1000 }, { currency: 'JPY', rows: 1, minor: 500 }],
        }) // prettier-ignore
        // The day counts as a purchase although its money does not.
        expect(await totals(store)).toEqual({ a: [1000, 1], b: [0, 0], c: [200, 1] })
        await load(store, 'fx_rate', ['currency', 'day:rate_date', 'rate'], [
          ['EUR', '2024-01-01', 1.1], ['EUR', '2024-02-09', 1.2], ['EUR', '2024-02-11', 9], ['JPY', '2024-03-10', 0.007],
        ], { importId: 'rates' }) // prettier-ignore
        // 10.00 EUR × 1.2 = 12.00 USD; 500 JPY has no decimals: 3.50 USD.
        expect(await totals(store)).toEqual({ a: [2200, 1], b: [350, 0], c: [200, 1] })
        expect((await store.overview()).unconverted).toEqual([])
        await store.saveSettings(null, { reporting_currency: 'JPY' })
        // Through the dollar that the rates are rates to: 500 + 2 × round(1.00 ÷ 0.007). Before 10 March the yen has no rate.
        expect(await store.overview()).toMatchObject({
          currency: 'JPY', netRevenueMinor: 786, unconverted: [{ currency: 'EUR', rows: 1, minor: 1000 }, { currency: 'USD', rows: 1, minor: 1000 }],
        }) // prettier-ignore
        await store.saveSettings(null, { reporting_currency: null })
        expect(await totals(store)).toEqual({ a: [2200, 1], b: [350, 0], c: [200, 1] })
        await store.removeImport('rates')
        expect((await store.overview()).netRevenueMinor).toBe(1200)
      }))

    it('refreshes only what a late row touches', () =>
      withStore(open, async store => {
        await load(store, 'order', columns, [
          ['a', '2024-02-10', 1000, 'o1'],
          ['b', '2024-02-10', 1000, 'o2'],
        ])
        await load(store, 'order', columns, [['a', '2023-12-10', 300, 'o0']])
        const { firstDay, customerIds } = await store.purchaseHistories({ asOf: '2024-03-01' })
        expect(customerIds).toEqual(['a', 'b'])
        expect([...firstDay]).toEqual([19701, 19763])
      }))
  })
}
