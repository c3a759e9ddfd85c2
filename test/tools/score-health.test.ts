import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { shape } from './health-shape.ts'
import { openWithData, withData } from './with-data.ts'

describe('score_health on stored customers', () => {
  let crm: Awaited<ReturnType<typeof openWithData>>
  beforeAll(async () => {
    crm = await openWithData()
    for (const path of sampleFiles('b2b-crm')) await crm.take(path)
  }, 120_000)
  afterAll(() => crm.end())

  it('conversation 5: the planted cells lead the matrix of the latest snapshot, small cells give nothing away', async () => {
    const answer = await crm.ask('score_health', {
      as_of: '2026-04-30',
      matrix: { rows: 'industry', columns: 'account_size_segment' },
      limit: 5,
      detail: 'full',
    })
    const { bands, matrix, traits } = shape.parse(answer)
    const ranked = (matrix?.cells ?? [])
      .filter(({ rank }) => rank !== null)
      .toSorted((one, two) => (one.rank ?? 0) - (two.rank ?? 0))
    expect(
      ranked
        .slice(0, 2)
        .map(cell => `${cell.row} × ${cell.column}`)
        .toSorted(),
    ).toEqual(['Financial Services × Mid-Market', 'Technology × SMB'])
    expect(
      matrix?.cells
        .filter(({ suppressed }) => suppressed)
        .every(({ low_share: share, rank }) => share === null && rank === null),
    ).toBe(true)
    expect(bands.reduce((sum, { n }) => sum + n, 0)).toBeGreaterThan(1000)
    expect(bands.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(traits.every(({ lift_low: low }) => (low ?? 0) > 1)).toBe(true)
    expect(answer.method?.parameters).toMatchObject({
      weights: {
        activity: expect.closeTo(0.4),
        contact_quality: expect.closeTo(0.3),
        value: expect.closeTo(0.2),
        size: expect.closeTo(0.1),
      },
      bands: { high: 80, medium: 50 },
    })
    expect(answer.summary).toMatch(/Technology × SMB/)
  }, 60_000)

  it('gives bands whose filters select them, and parts that add up to the score', async () => {
    const { bands, rows } = shape.parse(await crm.ask('score_health', { limit: 50, detail: 'full' }))
    for (const { filter, n } of bands)
      expect(await crm.ask('segment_customers', { by: 'health_band', where: filter })).toMatchObject(
        n > 0 ? { totals: { n } } : { status: 'no_data' },
      )
    for (const { score, parts } of rows) {
      if (score !== null)
        expect(Object.values(parts).reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9)
    }
  }, 60_000)

  it('takes weights and a profile for one call, refuses dimensions that it does not have', async () => {
    const first = async (more: Record<string, unknown>) =>
      shape.parse(
        await crm.ask('score_health', {
          as_of: '2026-04-30',
          backtest: false,
          limit: 1,
          detail: 'full',
          ...more,
        }),
      ).rows[0]
    const only = await first({ weights: { contact_quality: 1 } })
    expect(only?.score).toBeCloseTo(only?.parts['contact_quality']?.dimension ?? -1, 9)
    const profiled = await crm.ask('score_health', {
      as_of: '2026-04-30',
      backtest: false,
      profile: 'saas_usage',
    })
    expect(profiled.method?.parameters).toMatchObject({ profile: 'saas_usage' })
    expect(await crm.refusal('score_health', { weights: { charm: 1 } })).toMatch(
      /^invalid_input: weights\.charm.*contact_quality/s,
    )
    expect(await crm.refusal('score_health', { weights: { activity: 0 } })).toMatch(/^invalid_input: weights/)
  }, 60_000)

  it('explains movers between the two snapshots by parts that add up exactly', async () => {
    const { movers } = shape.parse(
      await crm.ask('score_health', {
        as_of: '2026-04-30',
        compare_to: '2026-03-31',
        backtest: false,
        detail: 'full',
      }),
    )
    expect(movers.length).toBeGreaterThan(5)
    for (const { change, before, after, parts } of movers) {
      expect(after - before).toBeCloseTo(change, 9)
      expect(parts.reduce((sum, part) => sum + part.by_value + part.by_weight, 0)).toBeCloseTo(change, 9)
    }
  }, 60_000)

  it('holds an override with author, reason and last day, keeps the record, and tells it apart in movers', async () => {
    const judged = (id: string, score: number | null, more: object = {}) =>
      crm.ask('configure', {
        set: {
          health_profile: {
            overrides: [{ customer_id: id, score, author: 'Li', reason: 'Sponsor left', ...more }],
          },
        },
      })
    const ask = (more: object = {}) =>
      crm.ask('score_health', {
        backtest: false,
        limit: 100,
        ...more,
      })
    const seen = z.object({
      rows: z.array(
        z.object({
          customer_id: z.string(),
          score: z.number(),
          band: z.string(),
          override: z.object({ author: z.string() }).optional(),
        }),
      ),
    })
    const data = seen.parse(await ask()).rows.at(-1)
    const id = data?.customer_id ?? ''
    const own = async (more: object = {}) =>
      seen.parse(await ask(more)).rows.find(({ customer_id: known }) => known === id)
    await judged(id, 2, { set_on: '2026-04-15', expires_on: '2026-12-31' })
    const held = await ask()
    expect(await own()).toMatchObject({ score: 2, band: 'low', override: { author: 'Li' } })
    expect(held.warnings.join(' ')).toContain('1 scores are set by a person')
    expect((await own({ as_of: '2026-03-31' }))?.override).toBeUndefined()
    const moved = z.object({
      movers: z.array(
        z.object({
          customer_id: z.string(),
          change: z.number(),
          by_override: z.number().optional(),
          parts: z.array(z.object({ by_value: z.number(), by_weight: z.number() })),
        }),
      ),
    })
    const { movers } = moved.parse(
      await crm.ask('score_health', { compare_to: '2026-03-31', backtest: false }),
    )
    const mine = movers.find(({ customer_id: mover }) => mover === id)
    expect(
      mine?.parts.reduce((sum, part) => sum + part.by_value + part.by_weight, mine.by_override ?? 0),
    ).toBeCloseTo(mine?.change ?? Number.NaN, 9)
    expect(await crm.refusal('configure', { set: { health_profile: { overrides: null } } })).toContain(
      'only added',
    )
    await crm.ask('configure', { set: { health_profile: null } })
    expect(await own()).toMatchObject({ score: 2 })
    await judged(id, null)
    expect(await own()).toEqual(data)
  }, 60_000)

  it('says that snapshot fields have aged when the day asked for lies after the snapshot', async () => {
    const late = await crm.ask('score_health', { as_of: '2026-06-29', backtest: false })
    expect(late.warnings.join(' ')).toContain('2026-04-30')
    const fresh = await crm.ask('score_health', { as_of: '2026-04-30', backtest: false })
    expect(fresh.warnings.join(' ')).not.toContain('2026-04-30')
  }, 60_000)

  it.each(['en', 'zh-CN', 'zh-TW'] as const)(
    'answers in %s with the same figures and the same bytes twice',
    async language => {
      const ask = () => crm.ask('score_health', { limit: 3, as_of: '2026-04-30' }, { language })
      const [one, two] = [await ask(), await ask()]
      expect(JSON.stringify(two)).toBe(JSON.stringify(one))
      const english = await crm.ask('score_health', { limit: 3, as_of: '2026-04-30' }, { language: 'en' })
      expect(one.figures.map(({ value }) => value)).toEqual(english.figures.map(({ value }) => value))
    },
    30_000,
  )

  it('says no_data on an empty store and not_enough_data where no profile fits', async () => {
    const { ask } = await withData()
    expect(await ask('score_health', {})).toMatchObject({ status: 'no_data', bands: [] })
    await ask('import_data', {
      csv_text: 'customer_id,shoe size\nC1,41\nC2,39\n',
      entity: 'customer',
      mode: 'commit',
    })
    expect(await ask('score_health', {})).toMatchObject({
      status: 'not_enough_data',
      rows: [{ score: null }, { score: null }],
    })
  })
})
