import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWithData } from './with-data.ts'
import type { Product } from './with-data.ts'

let product: Product & { end: () => Promise<void> }
beforeAll(async () => {
  product = await openWithData()
  const accounts = Array.from({ length: 12 }, (_, at) => `ACC-${100 + at},Company ${at},Retail,${at + 5}`)
  await product.ask('import_data', {
    csv_text: ['company id,company name,industry,employees', ...accounts].join('\n'),
  })
})
afterAll(() => product.end())

const tickets = [
  'ticket id,company id,ticket created',
  ...Array.from(
    { length: 30 },
    (_, at) => `T${at},${at % 2 ? 'acc' : 'Acc '}${100 + (at % 10)},2026-05-0${(at % 9) + 1}`,
  ),
].join('\n')

it('asks whether ids in another spelling are the same customers, and takes those on record', async () => {
  const asked = await product.ask('import_data', { csv_text: tickets })
  expect(asked.status).toBe('needs_confirmation')
  expect(asked['stored']).toBe(false)
  expect(asked['questions']).toEqual([
    expect.objectContaining({
      proposed: 'on_record',
      choices: ['on_record', 'as_written'],
      argument: 'options.ids',
    }),
  ])
  const next = asked.suggested_actions[0]
  expect(next?.arguments).toMatchObject({ options: { ids: 'on_record' } })
  const stored = await product.ask('import_data', { ...next?.arguments })
  expect(stored['joins']).toEqual([
    expect.objectContaining({ from: 'ticket', to: 'account', keys: 10, matched: 10 }),
  ])
  const described = await product.ask('describe_data', {})
  expect(described['tables']).toContainEqual(expect.objectContaining({ entity: 'ticket', customers: 10 }))
})

it('asks nothing where ids agree, or where the customers are others', async () => {
  const lines = (id: (at: number) => string): string =>
    [
      'ticket id,company id,ticket created',
      ...Array.from({ length: 20 }, (_, at) => `U${id(at)}${at},${id(at)},2026-05-03`),
    ].join('\n')
  for (const id of [(at: number) => `ACC-${100 + (at % 12)}`, (at: number) => `Z${at}`])
    expect((await product.ask('import_data', { csv_text: lines(id) })).status).toBe('ok')
})
