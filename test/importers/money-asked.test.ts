import { expect, it } from 'vitest'
import { inspectFile } from '../../src/importers/index.ts'
import { openWithData } from '../tools/with-data.ts'
import { scratch } from './read-all.ts'

const file = scratch()
const orders = (header: string, amount: string): Buffer =>
  Buffer.from(
    [
      `order_id,customer_id,order_date,${header}`,
      ...Array.from(
        { length: 60 },
        (_, at) => `${at},C${at % 12},2026-0${1 + (at % 6)}-${10 + (at % 18)},${amount}`,
      ),
      '',
    ].join('\n'),
  )

it('a column in a currency under a strange name is offered before going without money', async () => {
  const inspection = await inspectFile(file('orders.csv', orders('Takings so to say', '$12.50')), {})
  expect(inspection.questions.find(({ kind }) => kind === 'without_field')).toMatchObject({
    proposed: null,
    choices: [
      expect.objectContaining({ value: 'Takings so to say' }),
      expect.objectContaining({ value: 'without' }),
    ],
  })
})

it('orders without amounts are worth an unknown sum, not nothing', async () => {
  const product = await openWithData()
  try {
    const text = orders('note', 'x').toString()
    await product.ask('import_data', { csv_text: text, entity: 'order', mode: 'commit' })
    const answer = await product.ask('compute_clv', {})
    expect(answer.status).toBe('not_enough_data')
    expect(JSON.stringify(answer)).not.toContain('"clv_forward_sum":0')
  } finally {
    await product.end()
  }
})
