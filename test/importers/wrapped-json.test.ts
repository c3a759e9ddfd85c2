import { describe, expect, it } from 'vitest'
import { mappingOf, readAll, scratch } from './read-all.ts'

const file = scratch()
const orders = Array.from({ length: 12 }, (_, at) => ({
  id: 1000 + at,
  created_at: `2025-05-${String(at + 1).padStart(2, '0')}`,
  total: { amount: (at + 1) * 9.99, currency: 'USD' },
  customer: { id: `K${at % 5}` },
}))
/** 9.99 × (1 + … + 12) = 9.99 × 78. */
const total = 779.22

describe('answers of web interfaces saved as files', () => {
  it.each([
    ['on one line', JSON.stringify({ orders, next: null })],
    ['written over lines', JSON.stringify({ orders, next: null }, null, 2)],
    ['as a plain list', JSON.stringify(orders)],
    ['as JSON lines', orders.map(order => JSON.stringify(order)).join('\n')],
  ])('are read by their records, values two levels down included: %s', async (_, text) => {
    const all = await readAll(file('orders.json', text), {}, { accept: true, entity: 'order' })
    expect(all.counts).toMatchObject({ rowsRead: 12, rowsUsed: 12, rowsRejected: 0 })
    expect(mappingOf(all.inspection)).toMatchObject({
      created_at: 'order_date',
      'customer.id': 'customer_id',
    })
    expect(
      all.attributes['total.amount']?.reduce<number>((sum, value) => sum + Number(value), 0),
    ).toBeCloseTo(total, 6)
  })

  it('takes one record that carries a list for a record', async () => {
    const one = {
      id: 1,
      created_at: '2025-05-01',
      total_price: 9.99,
      customer_id: 'K1',
      items: [{ sku: 'x', qty: 1 }],
    }
    const all = await readAll(file('order.json', JSON.stringify(one)), {}, { accept: true, entity: 'order' })
    expect(all.inspection.columns.map(({ header }) => header)).toContain('created_at')
  })
})
