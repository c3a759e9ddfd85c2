import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { openWithData, withData } from './with-data.ts'

const shape = z.object({
  segments: z.array(
    z.object({
      name: z.string(),
      filter: z.unknown(),
      n: z.number(),
      revenue: z.number().nullable(),
      clv: z.number().nullable(),
      churn_rate: z.number().nullable(),
      churn_low: z.number().nullable().optional(),
      churn_high: z.number().nullable().optional(),
      churn_n: z.number().nullable().optional(),
    }),
  ),
  totals: z.object({
    n: z.number(),
    revenue: z.number().nullable(),
    clv: z.number().nullable(),
    churn_rate: z.number().nullable(),
    not_shown: z.number(),
  }),
})

const opened: Awaited<ReturnType<typeof openWithData>>[] = []
const products: Record<string, Awaited<ReturnType<typeof openWithData>>> = {}
beforeAll(async () => {
  for (const name of ['shop', 'b2b-crm'] as const) {
    const product = await openWithData()
    opened.push(product)
    products[name] = product
    for (const path of sampleFiles(name)) await product.take(path)
  }
}, 240_000)
afterAll(() => Promise.all(opened.map(({ end }) => end())))
const on = (name: 'shop' | 'b2b-crm') => {
  const product = products[name]
  if (!product) throw new Error('not opened')
  return product
}

describe.each(['shop', 'b2b-crm'] as const)('segment_customers on %s', sample => {
  const ways =
    sample === 'shop'
      ? [
          'value_tier',
          'rfm',
          'health_band',
          'lifecycle_stage',
          'lifecycle_pattern',
          'clv_quadrant',
          'value_risk',
          'abc',
          'membership_level',
        ]
      : [
          'value_tier',
          'health_band',
          'clv_quadrant',
          'value_risk',
          'abc',
          'industry',
          'industry,account_size_segment',
        ]

  it.each(ways)(
    'by %s: disjoint, total, sums reconcile, every filter selects its n',
    async by => {
      const { ask } = on(sample)
      const { segments, totals } = shape.parse(await ask('segment_customers', { by, limit: 200 }))
      expect(totals.not_shown).toBe(0)
      expect(segments.reduce((sum, { n }) => sum + n, 0)).toBe(totals.n)
      expect(segments.reduce((sum, { revenue }) => sum + (revenue ?? 0), 0)).toBeCloseTo(
        totals.revenue ?? 0,
        4,
      )
      expect(segments.reduce((sum, { clv }) => sum + (clv ?? 0), 0)).toBeCloseTo(totals.clv ?? 0, 4)
      for (const segment of segments.filter(({ n }) => n > 0).slice(0, 12)) {
        const inside = await ask('segment_customers', { by: 'health_band', where: segment.filter })
        expect([segment.name, shape.parse(inside).totals.n]).toEqual([segment.name, segment.n])
        if (segment.churn_rate === null) continue
        expect(segment.churn_low).toBeLessThanOrEqual(segment.churn_rate)
        expect(segment.churn_high).toBeGreaterThanOrEqual(segment.churn_rate)
      }
    },
    120_000,
  )
})

describe('segment_customers by kmeans', () => {
  it('parts customers by how they buy, says how well, and gives filters that select each group', async () => {
    const { ask } = on('shop')
    const answer = await ask('segment_customers', { by: 'kmeans', k: 3 })
    const { segments, totals } = shape.parse(answer)
    expect(segments.reduce((sum, { n }) => sum + n, 0)).toBe(totals.n)
    expect(segments.filter(({ name }) => /^\d$/.test(name))).toHaveLength(3)
    const { parameters } = z.object({ parameters: z.record(z.string(), z.unknown()) }).parse(answer['method'])
    expect(parameters).toMatchObject({ k: 3, silhouette: expect.any(Number) })
    for (const { filter, n } of segments) {
      const inside = await ask('segment_customers', { by: 'value_tier', where: filter })
      expect(shape.parse(inside).totals.n).toBe(n)
    }
    const repeated = await ask('segment_customers', { by: 'kmeans', k: 3 })
    expect(repeated['segments']).toEqual(answer['segments'])
  }, 60_000)

  it('clusters by the fields that follow, chooses k by silhouette, and refuses what has no groups', async () => {
    const { ask } = on('b2b-crm')
    const chosen = await ask('segment_customers', {
      by: ['kmeans', 'total_activities_30d', 'contacts_with_email'],
    })
    expect(
      z.object({ fields: z.string(), silhouette: z.number() }).parse(Object(chosen['method']).parameters),
    ).toEqual({
      fields: 'total_activities_30d, contacts_with_email',
      silhouette: expect.toSatisfy((found: number) => found >= 0.25),
    })
    const few = await ask('segment_customers', {
      by: 'kmeans',
      k: 20,
      where: { field: 'industry', op: 'eq', value: 'none' },
    })
    expect(few['status']).toBe('no_data')
    await expect(ask('segment_customers', { by: ['kmeans', 'industry'] })).rejects.toThrow('number fields')
  }, 60_000)
})

describe('segment_customers', () => {
  it('cuts tiers where the settings say, and only there', async () => {
    const { ask } = on('b2b-crm')
    await ask('configure', { set: { tiers: { high: 1e9, mid: 1 } }, scenario: 'steep' })
    const tiers = async (more = {}) =>
      Object.fromEntries(
        shape
          .parse(await ask('segment_customers', { by: 'value_tier', ...more }))
          .segments.map(({ name, n }) => [name, n]),
      )
    const base = await tiers()
    expect((await tiers({ scenario: 'steep' }))['high'] ?? 0).toBe(0)
    expect(base['high']).toBeGreaterThan(0)
    expect(await tiers()).toEqual(base)
  }, 60_000)

  it('bins RFM as the settings say', async () => {
    const { ask } = on('shop')
    const scores = async (more = {}) =>
      new Set(
        z
          .array(z.object({ score: z.number() }))
          .parse((await ask('segment_customers', { by: 'rfm', ...more }))['bins'])
          .map(({ score }) => score),
      ).size
    await ask('configure', { set: { rfm: { bins: 3 } }, scenario: 'three bins' })
    expect(await scores()).toBe(5)
    expect(await scores({ scenario: 'three bins' })).toBe(3)
  }, 60_000)

  it.each([
    ['en', /customers/],
    ['zh-CN', /[\u4e00-\u9fff]/],
    ['zh-TW', /[\u4e00-\u9fff]/],
  ] as const)(
    'answers in %s, with the same bytes twice',
    async (language, words) => {
      const { ask } = on('shop')
      const [one, two] = [
        await ask('segment_customers', { by: 'abc' }, { language }),
        await ask('segment_customers', { by: 'abc' }, { language }),
      ]
      expect(one.summary).toMatch(words)
      expect(JSON.stringify(two)).toBe(JSON.stringify(one))
    },
    30_000,
  )

  it('says no_data, and names the known fields for an unknown one', async () => {
    const { ask } = await withData()
    expect(await ask('segment_customers', { by: 'abc' })).toMatchObject({ status: 'no_data', segments: [] })
    expect(await on('shop').refusal('segment_customers', { by: 'membership_levle' })).toMatch(
      /^unknown_field.*membership_level/s,
    )
  })
})

describeWithDatasets('segment_customers on Telco', () => {
  it('P50: churn overall and by contract', async () => {
    const { ask, take } = await withData()
    await take(datasetPath('telco_ibm/Telco-Customer-Churn.csv'))
    const { segments, totals } = shape.parse(await ask('segment_customers', { by: 'Contract' }))
    expect(totals).toMatchObject({ n: 7043, churn_rate: expect.closeTo(1869 / 7043, 6) })
    const rates = segments.map(({ churn_rate: rate }) => rate ?? -1).toSorted((one, two) => two - one)
    for (const [index, rate] of [0.427097, 0.112695, 0.028319].entries())
      expect(rates[index]).toBeCloseTo(rate, 6)
  }, 120_000)
})
