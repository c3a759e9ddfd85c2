import { expect, it } from 'vitest'
import { openProduct, realTools } from '../faces/fixture-product.ts'

const orders = `Order ID,Customer ID,Order Date,Amount,Currency
1,C1,2025-01-10,20.00,USD
2,C1,2025-03-01,25.00,USD
3,C2,2025-06-30,30.00,USD
`

it('lists the longest silent buyer first, and says so when there is none', async () => {
  const { holdfast, end } = await openProduct([realTools])
  try {
    expect(await holdfast.call('longest_silent', {})).toMatchObject({
      ok: true,
      answer: { status: 'no_data', longest_days: null },
    })
    await holdfast.call('import_data', {
      csv_text: orders,
      entity: 'order',
      options: { date_order: 'ymd' },
      mode: 'commit',
    })
    // By hand: 2025-03-01 to 2025-06-30 is 30 + 30 + 31 + 30 = 121 days.
    expect(await holdfast.call('longest_silent', { limit: 1 })).toMatchObject({
      ok: true,
      answer: { rows: [{ customer_id: 'C1', days_since_last: 121 }], total_rows: 2, longest_days: 121 },
    })
  } finally {
    await end()
  }
})
