import { expect, it } from 'vitest'
import { z } from 'zod'
import { withData } from './with-data.ts'

const cells = z.object({
  by_age: z.array(z.object({ age: z.number(), numerator: z.number(), denominator: z.number() })),
})
const amount = z.number().nullable()
const month = z.object({
  month: z.string(),
  start: z.number(),
  new: z.number(),
  expansion: z.number(),
  contraction: z.number(),
  churn: z.number(),
  reactivation: z.number(),
  fx: z.number(),
  end: z.number(),
  grr: amount,
  nrr: amount,
  quick_ratio: amount,
})

it('counts days, weeks and months where the business is, through both changes of its clock', async () => {
  const { ask } = await withData()
  await ask('configure', { set: { time_zone: 'America/New_York', week_start: 'sunday' } })
  await ask('import_data', {
    csv_text: [
      'order_id,customer_id,order_date,amount,currency',
      // Saturday 9 March 23:59, and 23 hours later Sunday 10 March 23:59: the clock went forward between them.
      '1,a,2024-03-10T04:59:00Z,10,USD',
      '2,a,2024-03-11T03:59:00Z,10,USD',
      // Saturday 30 and Sunday 31 March, the second of them 1 April in UTC.
      '3,b,2024-03-31T03:59:00Z,10,USD',
      '4,b,2024-04-01T03:59:00Z,10,USD',
      // Sunday 3 November 00:30 and 23:30: one day of 25 hours.
      '5,c,2024-11-03T04:30:00Z,10,USD',
      '6,c,2024-11-04T04:30:00Z,10,USD',
      '7,d,2024-11-30T12:00:00Z,10,USD',
    ].join('\n'),
    entity: 'order',
    mode: 'commit',
  })
  const ageOne = async (more: object) => {
    const answer = await ask('analyze_retention', { view: 'cohorts', ...more })
    const { by_age: ages } = cells.parse(answer)
    return { asOf: answer.as_of, ...ages.find(({ age }) => age === 1) }
  }
  expect(await ageOne({ cohort: 'n_day' })).toMatchObject({
    asOf: '2024-11-30',
    numerator: 2,
    denominator: 3,
  })
  expect(await ageOne({ period: 'week' })).toMatchObject({ numerator: 2, denominator: 3 })
  expect(await ageOne({ period: 'month' })).toMatchObject({ numerator: 0, denominator: 2 })
  // Weeks from Monday hold each of the two weekends whole.
  await ask('configure', { set: { week_start: 'monday' } })
  expect(await ageOne({ period: 'week' })).toMatchObject({ numerator: 0, denominator: 3 })
})

it('brings two currencies together by the rate of each month’s end, exchange apart, whichever file comes first', async () => {
  const { ask } = await withData()
  const rates = [
    'rate_date,currency,rate',
    '2024-01-31,EUR,1.10',
    '2024-02-15,EUR,1.20',
    '2024-03-20,EUR,1.25',
  ].join('\n')
  await ask('import_data', { csv_text: rates, entity: 'fx_rate', mode: 'commit' })
  await ask('import_data', {
    csv_text: [
      'subscription_id,customer_id,start_date,end_date,mrr,currency',
      'S1,A,2024-01-10,,100,EUR',
      'S2,B,2024-01-05,2024-02-20,50,EUR',
      'S3,B,2024-03-05,,50,EUR',
      'S4,C,2024-01-01,,40,USD',
      'S5,C,2024-02-10,2024-03-10,10,USD',
    ].join('\n'),
    entity: 'subscription',
    mode: 'commit',
  })
  // Most rows are in euro, but the rates are to the dollar: the euro has rates of its own.
  await ask('configure', { set: { reporting_currency: 'USD' } })
  const answer = await ask('analyze_retention', { view: 'movements', as_of: '2024-03-31', detail: 'full' })
  const found = z.array(month).parse(answer['movements'])
  expect(answer.warnings).toEqual([])
  const near = (row: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'number' ? expect.closeTo(value, 9) : value,
      ]),
    )
  expect(found).toEqual(
    [
      // 100 and 50 euro at 1.10, and 40 dollars.
      { month: '2024-01', start: 0, new: 205, expansion: 0, contraction: 0, churn: 0, reactivation: 0, fx: 0, end: 205, grr: null, nrr: null, quick_ratio: null },
      // 150 euro gain 0.10 each; B leaves with 50 × 1.20; C adds 10.
      { month: '2024-02', start: 205, new: 0, expansion: 10, contraction: 0, churn: 60, reactivation: 0, fx: 15, end: 170, grr: 145 / 205, nrr: 155 / 205, quick_ratio: 1 / 6 },
      // 100 euro gain 0.05 each; B is back with 50 × 1.25; C drops 10.
      { month: '2024-03', start: 170, new: 0, expansion: 0, contraction: 10, churn: 0, reactivation: 62.5, fx: 5, end: 227.5, grr: 160 / 170, nrr: 160 / 170, quick_ratio: 6.25 },
    ].map(near), // prettier-ignore
  )
  // D began before the first rate and pays more since March: what the list says today is not what D paid in February.
  for (const [entity, csv_text] of Object.entries({
    subscription: 'subscription_id,customer_id,start_date,end_date,mrr,currency\nS6,D,2024-01-10,,150,EUR',
    subscription_event: [
      'subscription_id,customer_id,event_type,event_date,mrr_before,mrr_after,currency',
      'S6,D,start,2024-01-10,0,100,EUR',
      'S6,D,upgrade,2024-03-10,100,150,EUR',
    ].join('\n'),
  }))
    await ask('import_data', { csv_text, entity, mode: 'commit' })
  const later = await ask('analyze_retention', { view: 'movements', as_of: '2024-03-31', detail: 'full' })
  expect(later['movements']).toMatchObject([
    near({ end: 205 + 110 }),
    near({ fx: 15 + 10, end: 170 + 120 }),
    near({ expansion: 50 * 1.25, fx: 5 + 5, end: 227.5 + 150 * 1.25 }),
  ])
})
