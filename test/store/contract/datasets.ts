import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { column, numbers } from '../../../src/domain/table.ts'
import { toMinor } from '../../../src/domain/money.ts'
import type { Store } from '../../../src/store/store.ts'
import { datasetPath, describeWithDatasets } from '../../datasets.ts'
import { load } from '../feed.ts'
import type { Cell } from '../feed.ts'
import { withStore } from './open.ts'
import type { OpenTestStore } from './open.ts'

const csv = (name: string): Record<string, string>[] =>
  parse(readFileSync(datasetPath(name), 'utf8'), { columns: true, bom: true })
// The reference files of the data sets: each test names the part it reads.
type Tree = { readonly [key: string]: Tree }
const json = <Part>(name: string, ...path: string[]): Part => {
  const whole = JSON.parse(readFileSync(datasetPath(name), 'utf8')) as Tree
  return path.reduce<Tree | undefined>((tree, key) => tree?.[key], whole) as unknown as Part
}
const cents = (text: string | undefined): number => toMinor(Number(text), 'USD')
const orNull = (text: string | undefined): string | null => (text === undefined || text === '' ? null : text)
const orderColumns = ['customer_id', 'day:order_date', 'money:paid_amount']
const sum = (values: Iterable<number> | undefined): number =>
  [...(values ?? [])].reduce((total, value) => total + value, 0)

/** Order ids repeat in no golden file here, so these logs travel as customer, day and amount alone. */
const log = (store: Store, rows: Record<string, string>[], names: readonly [string, string, string]): Promise<unknown> =>
  load(store, 'order', orderColumns,
    rows.map((row): Cell[] => [row[names[0]] ?? null, (row[names[1]] ?? '').slice(0, 10), cents(row[names[2]])])) // prettier-ignore

interface Summary { frequency: number; recency: number; T: number; monetary_value: number } // prettier-ignore

export function datasetsContract(open: OpenTestStore): void {
  describeWithDatasets('the shared data sets', () => {
    it('P15: CDNOW calibration and hold-out, free orders counted', () =>
      withStore(open, async store => {
        await log(store, csv('cdnow_sample/cdnow_sample_iso.csv'), ['customer_id', 'date', 'amount'])
        const split = await store.purchaseHistories({ asOf: '1997-09-30', holdoutUntil: '1998-06-30' })
        expect(split.customerIds.length).toBe(2357)
        expect(split.repeats.filter(x => x === 0).length).toBe(1411)
        expect(sum(split.repeats)).toBe(2457)
        expect(sum(split.holdoutRepeats)).toBe(1882)

        const whole = await store.purchaseHistories({ asOf: '1998-06-30' })
        const reference: { sums: Summary; customers: Record<string, Summary> } = json(
          'cdnow_sample/reference.json',
          'btyd',
          'rfm_full',
        )
        expect(sum(whole.repeats)).toBe(reference.sums.frequency)
        expect(sum(whole.recencyDays) / 7).toBeCloseTo(reference.sums.recency, 4)
        expect(sum(whole.ageDays) / 7).toBeCloseTo(reference.sums.T, 3)
        expect(sum(whole.meanRepeatSpendMinor) / 100).toBeCloseTo(reference.sums.monetary_value, 4)
        expect(await store.overview()).toMatchObject({
          customers: 2357,
          orders: 6919,
          netRevenueMinor: 24409194,
        })

        const table = await store.customerTable({ asOf: '1998-06-30', groups: ['orders'] })
        expect(sum(numbers(table, 'days_since_last_order'))).toBe(875776)
        expect(sum(numbers(table, 'order_count'))).toBe(6919)
      }))

    it('CDNOW cohorts by first month', () =>
      withStore(open, async store => {
        await log(store, csv('cdnow_sample/cdnow_sample_iso.csv'), ['customer_id', 'date', 'amount'])
        const cells = await store.cohortMatrix({ asOf: '1998-06-30' })
        const {
          active,
          revenue,
        }: Record<'active' | 'revenue', Record<string, number[]>> = json(
          'cdnow_sample/reference.json',
          'rfm_segments_cohorts',
          'cohorts_monthly',
        )
        for (const [cohort, counts] of Object.entries(active)) {
          const [year, month] = cohort.split('-').map(Number)
          const own = cells.filter(cell => cell.firstMonth === (year ?? 0) * 12 + (month ?? 1) - 1)
          expect(own.map(cell => cell.customers)).toEqual(counts)
          expect(own.map(cell => cell.minor / 100)).toEqual(revenue[cohort])
        }
      }))

    it('the edge cases, money netted by day first', () =>
      withStore(open, async store => {
        await log(store, csv('rfm_edge_cases/transactions.csv'), ['customer_id', 'purchased_at', 'amount'])
        const found = await store.purchaseHistories({ asOf: '2024-06-30' })
        const reference: Record<string, Summary> = {
          ...json<Record<string, Summary>>(
            'rfm_edge_cases/reference.json',
            'rfm',
            'net_by_day_then_positive_daily',
          ),
          // A free order is a purchase, as in the published CDNOW summary; the peer drops days without money here.
          zero_amount: json('rfm_edge_cases/reference.json', 'rfm', 'all_rows_daily', 'zero_amount'),
        }
        expect([...found.customerIds].sort()).toEqual(Object.keys(reference).sort())
        found.customerIds.forEach((id, at) => {
          const {
            frequency,
            recency,
            T,
            monetary_value: mean,
          } = reference[id] ?? { frequency: -1, recency: -1, T: -1, monetary_value: -1 }
          expect([id, found.repeats[at], found.recencyDays[at], found.ageDays[at]]).toEqual([
            id,
            frequency,
            recency,
            T,
          ])
          // 0.30000001 becomes 0.30 at rest: money is whole minor units.
          expect((found.meanRepeatSpendMinor[at] ?? 0) / 100).toBeCloseTo(mean, 2)
        })
      }))

    it('Complete Journey: baskets from lines in two files', () =>
      withStore(open, async store => {
        const names = [
          'customer_id',
          'order_id',
          'day:order_date',
          'money:paid_amount',
          'product_id',
          'quantity',
        ]
        for (const half of ['h1', 'h2']) {
          const rows = csv(`complete_journey/transactions_2017${half}.csv`)
          await load(store, 'order_line', names, rows.map((row): Cell[] => [
            row['household_id'] ?? null, row['basket_id'] ?? null, (row['transaction_timestamp'] ?? '').slice(0, 10),
            cents(row['sales_value']), row['product_id'] ?? null, Number(row['quantity']),
          ])) // prettier-ignore
        }
        const found = await store.purchaseHistories({ asOf: '2017-12-31' })
        const {
          rfm_full: reference,
          full_window: window,
        }: { rfm_full: { sums: Summary }; full_window: Record<string, number> } = json(
          'complete_journey/reference.json',
          'btyd',
        )
        expect(found.customerIds.length).toBe(2377)
        expect(sum(found.repeats)).toBe(reference.sums.frequency)
        expect(sum(found.recencyDays)).toBe(reference.sums.recency)
        expect(sum(found.ageDays)).toBe(reference.sums.T)
        expect(sum(found.meanRepeatSpendMinor) / 100).toBeCloseTo(reference.sums.monetary_value, 4)
        expect(found.repeats.filter(x => x === 0).length).toBe(window['n_frequency_0'])
        expect(await store.overview()).toMatchObject({
          customers: 2377,
          orders: 47243,
          netRevenueMinor: 23393524,
        })
      }))

    it('SaaS: MRR and active accounts on month ends', () =>
      withStore(open, async store => {
        await load(store, 'subscription', ['subscription_id', 'customer_id', 'day:subscription_start', 'day:renewal_date', 'plan_name', 'seats', 'money:mrr'],
          csv('saas_synth/subscriptions.csv').map((row): Cell[] => [
            row['subscription_id'] ?? null, row['account_id'] ?? null, orNull(row['start_date']), orNull(row['end_date']),
            row['plan'] ?? null, Number(row['seats']), cents(row['mrr']),
          ])) // prettier-ignore
        const months: Record<string, { mrr: number; accounts: number }> = json(
          'saas_synth/reference.json',
          'mrr',
          'months',
        )
        for (const [month, day] of [
          ['2024-01', '31'],
          ['2024-06', '30'],
          ['2025-02', '28'],
          ['2025-12', '31'],
          ['2026-06', '30'],
        ] as const) {
          const table = await store.customerTable({ asOf: `${month}-${day}`, groups: ['subscription'] })
          expect([month, sum(numbers(table, 'mrr')), sum(numbers(table, 'active'))]).toEqual([
            month,
            months[month]?.mrr,
            months[month]?.accounts,
          ])
          // End dates are recorded ends, not plans: on an earlier day they would tell the future.
          expect(column(table, 'days_to_renewal')).toBeUndefined()
        }
      }))

    it('Jaffle shop: orders take their amounts from payments', () =>
      withStore(open, async store => {
        await load(store, 'order', ['order_id', 'customer_id', 'day:order_date', 'attr:status'],
          csv('jaffle_shop/raw_orders.csv').map((row): Cell[] => [row['id'] ?? null, row['user_id'] ?? null, row['order_date'] ?? null, row['status'] ?? null])) // prettier-ignore
        await load(store, 'payment', ['payment_id', 'order_id', 'payment_method', 'money:payment_amount'],
          csv('jaffle_shop/raw_payments.csv').map((row): Cell[] => [row['id'] ?? null, row['order_id'] ?? null, row['payment_method'] ?? null, Number(row['amount'])])) // prettier-ignore
        await load(store, 'customer', ['customer_id', 'customer_name'],
          csv('jaffle_shop/raw_customers.csv').map((row): Cell[] => [row['id'] ?? null, row['first_name'] ?? null])) // prettier-ignore
        const paid = sum(csv('jaffle_shop/raw_payments.csv').map(row => Number(row['amount'])))
        expect(await store.overview()).toMatchObject({
          customers: 100,
          buyers: 62,
          orders: 99,
          netRevenueMinor: paid,
        })
        expect((await store.joins()).find(join => join.leftEntity === 'payment')).toMatchObject({
          leftKeys: 99,
          matched: 99,
        })
      }))
  })
}
