import { expect, it } from 'vitest'
import { z } from 'zod'
import { withData } from './with-data.ts'
import type { Product } from './with-data.ts'

const rows = Array.from({ length: 40 }, (_, at) => ({
  id: `C${String(at).padStart(3, '0')}`,
  won: (at % 8) * 3,
  gone: at % 5 === 0 ? '已流失' : '未流失',
}))
const crm = (joined: string) =>
  `客户号,所属行业,累计赢单金额(万元)${joined === '' ? '' : ',建档时间'},流失标记\n${rows
    .map(({ id, won, gone }) => `${id},科技,${won}${joined === '' ? '' : `,${joined}`},${gone}`)
    .join('\n')}`

const yearly = async (ask: Product['ask']): Promise<number> =>
  z
    .object({ totals: z.object({ revenue: z.number() }) })
    .parse(await ask('segment_customers', { by: 'value_tier' })).totals.revenue

it('spreads totals over three assumed years, or over the time as a customer, and says which', async () => {
  const options = { as_of: '2026-01-01' }
  const assumed = await withData()
  await assumed.ask('import_data', { csv_text: crm(''), mode: 'commit', options })
  const plain = await assumed.ask('compute_clv', { limit: 1 })
  expect(plain.method?.parameters).toMatchObject({
    revenue_basis: 'totals_over_assumed_years',
    revenue_years: 3,
  })
  expect(plain.summary).toContain('three years (assumed')
  // 5 times the 0, 3, … 21 of eight customers, in units of 10,000.
  expect(await yearly(assumed.ask)).toBeCloseTo((5 * 84 * 10_000) / 3, 6)

  const dated = await withData()
  // 2,192 days before the day of the list.
  await dated.ask('import_data', { csv_text: crm('2020-01-01'), mode: 'commit', options })
  const spread = await dated.ask('compute_clv', { limit: 1 })
  expect(spread.method?.parameters).toMatchObject({ revenue_basis: 'won_amount_over_tenure' })
  expect(await yearly(dated.ask)).toBeCloseTo((5 * 84 * 10_000 * 365.25) / 2192, 6)
})

it('takes a label without dates for a year wherever a length is needed', async () => {
  const { ask } = await withData()
  await ask('import_data', { csv_text: crm(''), mode: 'commit', options: { as_of: '2026-01-01' } })
  const drivers = await ask('find_churn_drivers', { limit: 1 })
  const roi = await ask('evaluate_retention_roi', { limit: 1 })
  expect(drivers).toMatchObject({ baseline: { window_days: 365, numerator: 8, denominator: 40 } })
  expect(roi).toMatchObject({ decision_horizon: { window_days: 365, days: 365 } })
})
