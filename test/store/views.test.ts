import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore } from '../../src/store/open-store.ts'
import { openDriver } from '../../src/store/sqlite/driver.ts'
import type { Sql } from '../../src/store/sqlite/sql.ts'
import { load } from './feed.ts'

/** What docs/views.md promises to other programs, read by plain SQL on the file. */
const folder = mkdtempSync(join(tmpdir(), 'holdfast-views-'))
const file = join(folder, 'store.db')
let sql: Sql
beforeAll(async () => {
  const store = openStore({ file })
  const plain = ['customer_id', 'day:order_date', 'money:paid_amount']
  const log = [
    ['a', '2024-01-05', 1000],
    ['a', '2024-01-05', 500],
    ['b', '2024-02-01', 700],
    ['a', '2024-02-10', -200],
  ]
  await load(store, 'order', plain, log, { importId: 'log', currency: 'EUR' })
  const orders = [
    ['o1', 'b', '2024-03-01', 4000, 'completed', 'web'],
    ['o2', 'c', '2024-03-02', 900, 'cancelled', 'shop'],
  ]
  const named = ['order_id', ...plain, 'order_status', 'attr:till']
  await load(store, 'order', named, orders, { importId: 'orders', currency: 'EUR' })
  const refunds = [['o1', '2024-03-09', 1500]]
  await load(store, 'refund', ['order_id', 'day:refund_date', 'money:refund_amount'], refunds, {
    importId: 'refunds',
    currency: 'EUR',
  })
  const people = [['b', 'Zebedee Quux', 'z@example.org', 'North']]
  await load(store, 'customer', ['customer_id', 'customer_name', 'email', 'region'], people, {
    importId: 'people',
  })
  await store.close()
  sql = await openDriver(file, 'auto')
})
afterAll(() => {
  sql.close()
  rmSync(folder, { recursive: true, force: true })
})
const lines = (text: string): string[] => sql.all<object>(text).map(row => Object.values(row).join(' '))

it('customer_totals', () => {
  expect(lines('SELECT * FROM customer_totals ORDER BY customer_id')).toMatchInlineSnapshot(`
    [
      "a 2 1 2024-01-05 2024-01-05 1300 200 EUR",
      "b 2 2 2024-02-01 2024-03-01 3200 1500 EUR",
    ]
  `)
})

it('purchase_days and customer_month', () => {
  expect(lines('SELECT * FROM purchase_days ORDER BY customer_id, day')).toMatchInlineSnapshot(`
    [
      "a 2024-01-05 24288 2 1500",
      "b 2024-02-01 24289 1 700",
      "b 2024-03-01 24290 1 2500",
    ]
  `)
  expect(lines('SELECT * FROM customer_month ORDER BY customer_id, month')).toMatchInlineSnapshot(`
    [
      "a 24288 2 1 1500",
      "a 24289 0 1 -200",
      "b 24289 1 1 700",
      "b 24290 1 1 2500",
    ]
  `)
})

it('transaction_rows lead back to file and row', () => {
  expect(lines('SELECT * FROM transaction_rows ORDER BY import_id, source_row, kind')).toMatchInlineSnapshot(`
    [
      "a 2024-01-05 1000 sale  log 2",
      "a 2024-01-05 500 sale  log 3",
      "b 2024-02-01 700 sale  log 4",
      "a 2024-02-10 -200 refund  log 5",
      "b 2024-03-01 4000 sale  orders 2",
      "c 2024-03-02 900 cancelled  orders 3",
      "b 2024-03-01 -1500 refund 2024-03-09 refunds 2",
    ]
  `)
})

it('import_list', () => {
  expect(
    lines(
      'SELECT import_id, entity, file_name, rows, rejected, first_day, last_day FROM import_list ORDER BY import_id',
    ),
  ).toMatchInlineSnapshot(`
    [
      "log order order.csv 4 0 2024-01-05 2024-02-10",
      "orders order order.csv 2 0 2024-03-01 2024-03-02",
      "people customer customer.csv 1 0  ",
      "refunds refund refund.csv 1 0 2024-03-09 2024-03-09",
    ]
  `)
})

it('rows of an entity with what the files brought, and nobody by name', () => {
  expect(lines('SELECT * FROM order_rows ORDER BY source_row')).toMatchInlineSnapshot(`
    [
      "b 2024-03-01 orders 2 EUR o1 2024-03-01 4000 completed web",
      "c 2024-03-02 orders 3 EUR o2 2024-03-02 900 cancelled shop",
    ]
  `)
  const columns = sql.all<{ name: string }>(`SELECT name FROM pragma_table_info('customer_rows')`)
  expect(columns.map(({ name }) => name)).toEqual([
    'customer_id',
    'day',
    'import_id',
    'source_row',
    'currency',
    'region',
  ])
})
