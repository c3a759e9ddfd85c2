import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { connect } from './connect.ts'
import { openWithData, withData } from './with-data.ts'

const shape = z.object({
  baseline: z.object({
    numerator: z.number(),
    denominator: z.number(),
    rate: z.number(),
    gate_met: z.boolean(),
    definition: z.string(),
  }),
  drivers: z.array(
    z.object({
      name: z.string(),
      impact_pct: z.number(),
      impact_ci: z.tuple([z.number(), z.number()]),
      definition: z.string(),
      rate_exposed: z.number().nullable(),
      rate_others: z.number().nullable(),
      exposure_pct_churned: z.number(),
      exposure_pct_retained: z.number(),
      filter: z.unknown(),
      also_measured_by: z.array(z.string()).default([]),
    }),
  ),
  other_pct: z.number().nullable(),
  unexplained_pct: z.number().nullable(),
  high_risk_groups: z.array(
    z.object({
      n: z.number(),
      risk_pct: z.number(),
      base_rate_pct: z.number(),
      definition_filter: z.unknown(),
      definition_text: z.string(),
      risk_ci: z.tuple([z.number(), z.number()]),
    }),
  ),
})

const labels = (rows: readonly string[]): string =>
  ['customer_id,tenure_months,plan_name,noise,churned', ...rows].join('\n')
/** Coin flips that any machine repeats. */
function coins(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) / 2 ** 24
  }
}

describe('find_churn_drivers', () => {
  it('says “no usable signal” where nothing goes with churn', async () => {
    const coin = coins(7)
    const rows = Array.from(
      { length: 600 },
      (_, index) =>
        `C${index},${Math.floor(coin() * 40)},${coin() < 0.5 ? 'A' : 'B'},${Math.floor(coin() * 100)},${coin() < 0.3 ? 1 : 0}`,
    )
    const { ask } = await withData()
    await ask('import_data', { csv_text: labels(rows), mode: 'commit', entity: 'customer' })
    const answer = await ask('find_churn_drivers', {})
    expect(answer.summary).toContain('No usable signal')
    expect(answer).toMatchObject({ drivers: [], baseline: { denominator: 600 } })
  }, 60_000)

  it('refuses to compare where everybody has the same outcome, and where churn cannot be seen', async () => {
    const { ask } = await withData()
    expect(await ask('find_churn_drivers', {})).toMatchObject({ status: 'no_data' })
    await ask('import_data', {
      csv_text: labels(Array.from({ length: 60 }, (_, index) => `C${index},${index},A,1,0`)),
      mode: 'commit',
      entity: 'customer',
    })
    const answer = await ask('find_churn_drivers', {})
    expect(answer).toMatchObject({
      status: 'not_enough_data',
      drivers: [],
      high_risk_groups: [],
      baseline: { numerator: 0, denominator: 60 },
    })
    expect(answer.summary).toContain('0/60')
  })

  it('calls drivers of a tiny file hypotheses, and never a non-finite number', async () => {
    const { ask } = await withData()
    const rows = Array.from(
      { length: 40 },
      (_, index) => `C${index},${index},${index % 2 ? 'A' : 'B'},${index % 7},${index < 12 ? 1 : 0}`,
    )
    await ask('import_data', { csv_text: labels(rows), mode: 'commit', entity: 'customer' })
    const answer = await ask('find_churn_drivers', {})
    expect(answer['baseline']).toMatchObject({ gate_met: false })
    expect(answer.warnings.join(' ')).toMatch(/hypothes/)
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/)
  })

  it('moves with one imported label', async () => {
    const rows = (first: number) =>
      Array.from(
        { length: 300 },
        (_, index) =>
          `C${index},${index % 40},${index % 3 ? 'A' : 'B'},${index % 11},${index === 0 ? first : index % 3 === 0 && index % 2 === 0 ? 1 : 0}`,
      )
    const counted = async (first: number) => {
      const { ask } = await withData()
      await ask('import_data', { csv_text: labels(rows(first)), mode: 'commit', entity: 'customer' })
      return shape.parse(await ask('find_churn_drivers', {})).baseline.numerator
    }
    expect((await counted(1)) - (await counted(0))).toBe(1)
  }, 60_000)
})

describe('find_churn_drivers on the SaaS sample', () => {
  let saas: Awaited<ReturnType<typeof openWithData>>
  beforeAll(async () => {
    saas = await openWithData()
    for (const path of sampleFiles('saas')) await saas.take(path)
  }, 120_000)
  afterAll(() => saas.end())

  it('finds the planted drivers first: low use, failed payments, unresolved tickets; shares add up to 100', async () => {
    const answer = await saas.ask('find_churn_drivers', {})
    const { drivers, other_pct: other, unexplained_pct: unexplained } = shape.parse(answer)
    expect(drivers[0]?.name).toMatch(/active_days|activity/)
    expect(drivers.slice(1, 3).map(({ name }) => name)).toEqual([
      'unresolved_tickets_90d',
      'failed_payments_31d',
    ])
    const sum =
      drivers.reduce((total, { impact_pct: impact }) => total + impact, 0) + (other ?? 0) + (unexplained ?? 0)
    expect(sum).toBeCloseTo(100, 6)
    for (const driver of drivers) {
      expect(driver.exposure_pct_churned).toBeGreaterThan(driver.exposure_pct_retained)
      expect(driver.impact_ci[0]).toBeLessThanOrEqual(driver.impact_pct)
      expect(driver.impact_ci[1]).toBeGreaterThanOrEqual(driver.impact_pct)
    }
    expect(answer.assumptions.join(' ')).toContain('associations, not causes')
  }, 60_000)

  it('keeps a default reply within its budget, structured and as text, with the summary outside the fence', async () => {
    const client = await connect(saas)
    for (const name of ['find_churn_drivers', 'predict_churn']) {
      const { content, structuredContent } = z
        .object({ content: z.array(z.object({ text: z.string() })), structuredContent: z.unknown() })
        .parse(await client.callTool({ name, arguments: {} }, undefined, { timeout: 200_000 }))
      const text = content[0]?.text ?? ''
      expect([name, text.length <= 8_000, JSON.stringify(structuredContent).length <= 8_000]).toEqual([
        name,
        true,
        true,
      ])
      const { summary } = z.object({ summary: z.string() }).parse(structuredContent)
      expect(text.startsWith(summary)).toBe(true)
    }
    await client.close()
  }, 240_000)

  it('shows everything in full detail, with the overlap of the groups', async () => {
    const answer = await saas.ask('find_churn_drivers', { detail: 'full', max_conditions: 2 })
    const groups = shape.parse(answer).high_risk_groups
    const overlap = z.array(z.array(z.number())).parse(answer['overlap'])
    expect(overlap).toHaveLength(groups.length)
    overlap.forEach((row, at) => expect(row[at]).toBe(1))
    const [driver] = z
      .array(z.object({ odds_ratio: z.number(), detail: z.string(), figure_ids: z.array(z.string()) }))
      .parse(answer['drivers'])
    expect(driver?.odds_ratio).toBeGreaterThan(1)
    expect(driver?.detail).toContain('customer-windows')
    expect(answer.figures.map(({ id }) => id)).toContain(driver?.figure_ids[0])
    // Looking at thousands of rules widens the interval of a group beyond that of one proportion.
    const [group] = groups
    const plain =
      196 * Math.sqrt((((group?.risk_pct ?? 0) / 100) * (1 - (group?.risk_pct ?? 0) / 100)) / (group?.n ?? 1))
    expect((group?.risk_ci[1] ?? 0) - (group?.risk_ci[0] ?? 0)).toBeGreaterThan(2 * plain)
  }, 120_000)

  it.each(['en', 'zh-CN', 'zh-TW'] as const)(
    'answers in %s with the same figures, the same bytes twice',
    async language => {
      const ask = () => saas.ask('find_churn_drivers', {}, { language })
      const [one, two] = [await ask(), await ask()]
      expect(JSON.stringify(two)).toBe(JSON.stringify(one))
      const english = await saas.ask('find_churn_drivers', {}, { language: 'en' })
      expect(one.figures.map(({ value }) => value)).toEqual(english.figures.map(({ value }) => value))
    },
    60_000,
  )
})

describe('find_churn_drivers on samples with planted truth', () => {
  const taken = async (sample: string) => {
    const product = await withData()
    for (const path of sampleFiles(sample)) await product.take(path)
    return product.ask('find_churn_drivers', { detail: 'full' })
  }
  const sumOf = (answer: z.infer<typeof shape>) =>
    answer.drivers.reduce((sum, { impact_pct: impact }) => sum + impact, 0) +
    (answer.other_pct ?? 0) +
    (answer.unexplained_pct ?? 0)

  it('shop: the livestream channel and the first coupon', async () => {
    const answer = shape.parse(await taken('shop'))
    const channel = answer.drivers.find(({ name }) => name === 'acquisition_channel')
    expect(channel?.filter).toEqual({ field: 'acquisition_channel', op: 'eq', value: 'Livestream' })
    expect(channel?.rate_exposed).toBeGreaterThan(0.75)
    expect(answer.drivers.map(({ name }) => name)).toContain('discount_share')
    expect(answer.high_risk_groups.map(({ definition_text: text }) => text).join()).toContain('Livestream')
    expect(sumOf(answer)).toBeCloseTo(100, 6)
  }, 120_000)

  it('beauty: the change of stylist first, and no level that is earned by staying', async () => {
    const answer = shape.parse(await taken('beauty'))
    expect(answer.drivers[0]?.definition).toBe('換過設計師 = yes')
    expect(answer.drivers[0]?.rate_exposed).toBeGreaterThan(2 * (answer.drivers[0]?.rate_others ?? 1))
    expect(answer.drivers.map(({ name }) => name)).not.toContain('membership_level')
    expect(sumOf(answer)).toBeCloseTo(100, 6)
  }, 120_000)
})

describeWithDatasets('find_churn_drivers on Telco', () => {
  it('P50 and the known picture: month-to-month contracts, short tenure; groups are executable filters', async () => {
    const { ask, take } = await withData()
    await take(datasetPath('telco_ibm/Telco-Customer-Churn.csv'))
    const answer = shape.parse(await ask('find_churn_drivers', { detail: 'full' }))
    expect(answer.baseline).toMatchObject({
      numerator: 1869,
      denominator: 7043,
      rate: expect.closeTo(0.26537, 6),
      gate_met: true,
    })
    const lead = answer.drivers.slice(0, 4).flatMap(({ name, also_measured_by: alike }) => [name, ...alike])
    expect(lead).toContain('Contract')
    expect(lead.join(' ')).toMatch(/tenure/)
    const [group] = answer.high_risk_groups
    expect(group?.risk_pct).toBeGreaterThan(55)
    const inside = await ask('segment_customers', { by: 'gender', where: group?.definition_filter })
    expect(inside['totals']).toMatchObject({
      n: group?.n,
      churn_rate: expect.closeTo((group?.risk_pct ?? 0) / 100, 9),
    })
  }, 120_000)
})
