import { beforeAll, expect, it, afterAll, describe } from 'vitest'
import { z } from 'zod'
import { dayNumber, isoDay } from '../../src/domain/days.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { openWithData, withData } from './with-data.ts'

describe('compute_clv on small data', () => {
  it('says no_data, and names the shortfall of a tiny file', async () => {
    const { ask } = await withData()
    expect(await ask('compute_clv', {})).toMatchObject({ status: 'no_data' })
    await ask('import_data', {
      csv_text: 'order_id,customer_id,order_date,paid_amount\nA1,C1,2025-01-05,10\nA2,C2,2025-02-06,20\n',
    })
    const answer = await ask('compute_clv', { method: 'bg_nbd' })
    expect(answer).toMatchObject({ status: 'not_enough_data', rows: [] })
    expect(answer.summary).toMatch(/50/)
  })

  it('moves the figures of a customer when one imported amount changes', async () => {
    const line = (index: number, amount: number): string =>
      `O${index},C${index % 20},${isoDay(dayNumber('2025-01-01') + index * 3)},${amount}`
    const file = (first: number): string =>
      [
        'order_id,customer_id,order_date,paid_amount',
        ...Array.from({ length: 100 }, (_, index) => line(index, index === 7 ? first : 20)),
      ].join('\n')
    const rows = async (amount: number) => {
      const { ask } = await withData()
      await ask('import_data', { csv_text: file(amount) })
      const answer = await ask('compute_clv', { limit: 100 })
      const known = z
        .array(z.object({ customer_id: z.string(), clv_historical: z.number() }))
        .parse(answer['rows'])
      return {
        id: answer.result_id,
        own: known.find(({ customer_id: id }) => id === 'C7')?.clv_historical ?? 0,
        sum: known.reduce((total, row) => total + row.clv_historical, 0),
      }
    }
    const [before, after] = [await rows(20), await rows(70)]
    expect(after.own - before.own).toBeCloseTo(50 * 0.6, 9)
    expect(after.sum - before.sum).toBeCloseTo(30, 9)
    expect(after.id).not.toBe(before.id)
  })
})

describeWithDatasets('compute_clv on CDNOW', () => {
  let shop: Awaited<ReturnType<typeof openWithData>>
  beforeAll(async () => {
    shop = await openWithData()
    await shop.take(datasetPath('cdnow_sample/cdnow_sample_iso.csv'))
  }, 120_000)
  afterAll(() => shop.end())

  const fitted = z.object({
    model: z.object({
      name: z.string(),
      n: z.number(),
      time_unit: z.string(),
      log_likelihood: z.number(),
      parameters: z.record(z.string(), z.number()),
    }),
    rows: z.array(
      z.object({
        customer_id: z.string(),
        repeats: z.number(),
        low: z.number().nullable(),
        clv_forward: z.number(),
        high: z.number().nullable(),
      }),
    ),
    population: z.object({
      clv_forward_sum: z.number(),
      by_tier: z.array(z.object({ n: z.number(), clv_forward: z.number() })),
    }),
  })

  // On the raw orders: the product groups them into purchase days and counts in exact weeks.
  it.each([
    ['P16', 'bg_nbd', { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }, -9582.429, 2e-3],
    ['P17', 'pareto_nbd', { r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.669 }, -9594.976, 5e-3],
    ['P18', 'mbg_nbd', { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, -9582.136, 2e-3],
  ])(
    '%s: %s fitted on the raw orders up to 1997-09-30',
    async (_name, method, parameters, logLikelihood, tolerance) => {
      const answer = await shop.ask('compute_clv', { method, as_of: '1997-09-30', limit: 3 })
      const { model, rows, population } = fitted.parse(answer)
      expect(model).toMatchObject({ name: method, n: 2357, time_unit: 'week' })
      for (const [name, value] of Object.entries(parameters))
        expect(Math.abs((model.parameters[name] ?? 0) / value - 1)).toBeLessThan(tolerance)
      expect(Math.abs(model.log_likelihood - logLikelihood)).toBeLessThan(0.01)
      expect(
        rows.every(
          ({ low, clv_forward: value, high }) =>
            low === null || high === null || (low <= value && value <= high),
        ),
      ).toBe(true)
      const tiers = population.by_tier
      expect(tiers.reduce((sum, tier) => sum + tier.n, 0)).toBe(2357)
      expect(tiers.reduce((sum, tier) => sum + tier.clv_forward, 0)).toBeCloseTo(
        population.clv_forward_sum,
        4,
      )
    },
    60_000,
  )

  it('P15, P19: 2,357 buyers, 1,411 without a repeat; Gamma-Gamma printed with its correlation', async () => {
    const answer = await shop.ask('compute_clv', { method: 'bg_nbd', as_of: '1997-09-30', limit: 100 })
    const spend = z
      .object({
        parameters: z.object({
          spend: z.object({ p: z.number(), q: z.number(), gamma: z.number(), correlation: z.number() }),
        }),
      })
      .parse(answer.method).parameters.spend
    for (const [own, printed] of [
      [spend.p, 6.25],
      [spend.q, 3.744],
      [spend.gamma, 15.44],
    ] as const)
      expect(Math.abs(own / printed - 1)).toBeLessThan(3e-3)
    expect(answer['total_rows']).toBe(2357)
    const repeats = z
      .array(z.object({ repeats: z.number() }))
      .parse(answer['rows'])
      .map(row => row.repeats)
    expect(repeats.every(count => count > 0)).toBe(true)
  }, 60_000)

  it('races the models by itself, never leaves P(alive) to BG/NBD, and answers the same bytes twice', async () => {
    const [one, two] = [
      await shop.ask('compute_clv', { as_of: '1997-09-30', limit: 3 }),
      await shop.ask('compute_clv', { as_of: '1997-09-30', limit: 3 }),
    ]
    expect(JSON.stringify(two)).toBe(JSON.stringify(one))
    const { holdout } = z
      .object({ holdout: z.array(z.object({ model: z.string(), winner: z.boolean(), mae: z.number() })) })
      .parse(one['model'])
    expect(holdout.length).toBeGreaterThanOrEqual(3)
    expect(holdout.filter(({ winner }) => winner)).toHaveLength(1)
    expect(one.method?.parameters['p_alive_from']).not.toBe('bg_nbd')
  }, 60_000)

  it('changes with margin, discount and horizon, in a scenario without touching the base', async () => {
    const sum = async (more: Record<string, unknown>): Promise<number> =>
      fitted
        .pick({ population: true })
        .parse(await shop.ask('compute_clv', { method: 'mbg_nbd', as_of: '1997-09-30', limit: 1, ...more }))
        .population.clv_forward_sum
    const base = await sum({})
    await shop.ask('configure', { set: { gross_margin: 0.3 }, scenario: 'thin' })
    expect(await sum({ scenario: 'thin' })).toBeCloseTo(base / 2, 4)
    expect(await sum({ annual_discount: 0.3 })).toBeLessThan(base)
    expect(await sum({ horizon_months: 60 })).toBeGreaterThan(base)
    expect(await sum({})).toBe(base)
  }, 60_000)
})
