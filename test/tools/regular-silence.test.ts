import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWithData } from './with-data.ts'
import type { Product } from './with-data.ts'

let product: Product & { end: () => Promise<void> }
beforeAll(async () => {
  product = await openWithData()
})
afterAll(() => product.end())

it('a monthly bill is missed before it counts as silence: a window without a first of the month loses nobody', async () => {
  const month = (at: number): string => `2025-${String(at + 1).padStart(2, '0')}-01`
  const lines = Array.from({ length: 70 }, (_, who) =>
    Array.from(
      { length: who % 10 === 0 ? 6 : 12 },
      (_gone, at) => `${who}-${at},C${who},${month(at)},100.00`,
    ),
  ).flat()
  await product.ask('import_data', {
    csv_text: ['order_id,customer_id,order_date,paid_amount', ...lines].join('\n'),
  })
  const drivers = await product.ask('find_churn_drivers', {})
  // Gaps are 28 to 31 days: half of the middle one on top of it.
  expect(drivers['baseline']).toMatchObject({ kind: 'silence', window_days: 47 })
  expect(drivers['baseline']).toMatchObject({ numerator: 0, denominator: 63 })
})

it('two columns that could be one field: every call that is suggested works', async () => {
  const csv_text = [
    'order id,customer id,order date,amount,amount,amount',
    ...Array.from(
      { length: 12 },
      (_, at) => `X${at},C${at % 3},2025-12-${String(at + 1).padStart(2, '0')},${at}.00,${at}.50,0`,
    ),
  ].join('\n')
  const open = await product.ask('import_data', { csv_text })
  expect(open.status).toBe('needs_confirmation')
  const mappings = open.suggested_actions.map(({ arguments: given }) => Object(given?.['mapping']))
  for (const mapping of mappings) {
    const fields = Object.values(mapping).filter(field => field !== null)
    expect(new Set(fields).size).toBe(fields.length)
  }
  expect(mappings[0]).toMatchObject({ amount: 'paid_amount' })
  const done = await product.ask('import_data', { ...open.suggested_actions[0]?.arguments, mode: 'preview' })
  expect(done['rows_used']).toBe(12)
})
