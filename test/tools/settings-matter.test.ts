import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWithData } from './with-data.ts'
import type { Product } from './with-data.ts'

const calculator = {
  inputs: { clv: 1000, acquisition_cost: 0, cost: 240, success_rate: 0.5, churn_probability: 0.8 },
}
const sunday =
  'order_id,customer_id,order_date,paid_amount\nO1,K1,2025-01-05,10\nO2,K1,2025-01-06,12\nO3,K2,2025-01-12,9\n'

const costs = `cost_date,cost_stage,channel,cost_amount,budget_amount,currency
2025-01-31,acquisition,search,100,90,USD
2025-01-31,service,phone,40,50,USD
2025-02-28,service,phone,45,50,USD
`

let product: Product & { end: () => Promise<void> }
beforeAll(async () => {
  product = await openWithData()
  await product.ask('import_data', { csv_text: sunday, entity: 'order', mode: 'commit' })
  await product.ask('import_data', { csv_text: costs, entity: 'cost', mode: 'commit' })
})
afterAll(() => product.end())

/** What an answer says, without its ids. */
async function told(tool: string, input: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await product.ask(tool, input)
  return JSON.stringify(answer).replaceAll(answer.result_id, '')
}

it.each([
  ['roi_thresholds', { consider: 2, execute: 3 }, 'evaluate_retention_roi', calculator],
  [
    'spend_caps',
    { high: { flat: 90, share: 0.1 }, mid: { flat: 60, share: 0.1 }, low: { flat: 30, share: 0.1 } },
    'evaluate_retention_roi',
    calculator,
  ],
  ['tiers', { high: 30, mid: 5 }, 'segment_customers', { by: 'value_tier' }],
  ['lifecycle_rules', { exploration_days: 1 }, 'segment_customers', { by: 'lifecycle_stage' }],
  ['week_start', 'sunday', 'analyze_retention', { view: 'cohorts', periods: 4, detail: 'full' }],
  ['language', 'zh-TW', 'describe_data', {}],
  ['cost_stages', ['service', 'acquisition'], 'analyze_costs', {}],
  ['reporting_currency', 'EUR', 'describe_data', {}],
] as const)('%s changes what depends on it, and null takes it back', async (key, value, tool, input) => {
  const before = await told(tool, input)
  await product.ask('configure', { set: { [key]: value } })
  expect(await told(tool, input)).not.toBe(before)
  await product.ask('configure', { set: { [key]: null } })
  expect(await told(tool, input)).toBe(before)
})

it('time_zone decides the day of an instant that is imported after it was set', async () => {
  const other = await openWithData()
  try {
    await other.ask('configure', { set: { time_zone: 'Asia/Taipei' } })
    const instants =
      'order_id,customer_id,order_date,paid_amount\nO1,K1,2025-01-31T20:30:00Z,10\nO2,K2,2025-01-31T21:30:00Z,10\n'
    await other.ask('import_data', { csv_text: instants, entity: 'order', mode: 'commit' })
    expect((await other.ask('describe_data', {})).as_of).toBe('2025-02-01')
  } finally {
    await other.end()
  }
})
