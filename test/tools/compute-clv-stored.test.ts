import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import type { Answer } from '../../src/kernel/answer.ts'
import { addDays } from '../../src/domain/days.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { openWithData } from './with-data.ts'
import type { Product } from './with-data.ts'

const value = z.number().nullable()
const shape = z.object({
  setting: z.object({ kind: z.string(), reason: z.string() }).nullable(),
  model: z
    .object({
      name: z.string(),
      parameters: z.record(z.string(), z.number()),
      log_likelihood: z.number(),
      n: z.number(),
      identified: z.boolean(),
      diagnostics: z.object({
        aic: value,
        bic: value,
        gradient_norm: value,
        kkt_first_order: z.boolean(),
        kkt_second_order: z.boolean(),
        warnings: z.array(z.string()),
      }),
      holdout: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))),
      calibration: z.array(z.object({ n: z.number(), actual: value, predicted: value })),
      tracking: z.array(z.object({ week: z.number(), actual: z.number(), expected: value })),
      covariates: z.array(z.object({ name: z.string(), buying: value, buying_error: value, leaving: value })),
    })
    .nullable(),
  segments: z.array(
    z.object({
      segment: z.string().nullable(),
      n: z.number(),
      clv_forward: value,
      low: value,
      high: value,
      new_customer: z
        .object({ source: z.string(), expected_purchases: value, clv_forward: value })
        .nullable(),
    }),
  ),
  rows: z.array(
    z.object({ p_alive: value, expected_purchases: value, clv_forward: value, low: value, high: value }),
  ),
})
const read = (answer: Answer) => shape.parse(answer)

/** Imports lines as a file of the inbox. */
async function takeLines(product: Product, name: string, lines: readonly string[]): Promise<void> {
  mkdirSync(product.inbox, { recursive: true })
  const path = join(product.inbox, name)
  writeFileSync(path, lines.join('\n'))
  await product.take(path)
}

const inOrder = ({ rows }: ReturnType<typeof read>): boolean =>
  rows.every(
    ({ low, clv_forward: own, high }) =>
      low === null || high === null || own === null || (low <= own && own <= high),
  )

describe('contracts on record', () => {
  let product: Awaited<ReturnType<typeof openWithData>>
  // Fader & Hardie (2007), High End: a thousand yearly contracts, survivors after each of seven renewals.
  const survivors = [1000, 869, 743, 653, 593, 551, 517, 491]
  beforeAll(async () => {
    product = await openWithData()
    const lines = Array.from({ length: 1000 }, (_, who) => {
      const renewals = survivors.findLastIndex(count => who < count)
      const end = renewals === 7 ? '' : `${2015 + renewals + 1}-01-01`
      return `S${who},C${who},2015-01-01,${end},${who % 2 === 0 ? 'red' : 'blue'},100,USD`
    })
    await takeLines(product, 'contracts.csv', [
      'subscription_id,customer_id,start_date,end_date,plan,mrr,currency',
      ...lines,
    ])
  }, 120_000)
  afterAll(() => product.end())

  it('P29, P32: sBG on stored contracts, and what seven renewals leave to come', async () => {
    const answer = read(
      await product.ask('compute_clv', {
        method: 'sbg',
        as_of: '2022-06-30',
        infinite: true,
        annual_discount: 0.1,
        gross_margin: 1,
      }),
    )
    const { parameters = {}, log_likelihood: logLikelihood } = answer.model ?? {}
    expect(parameters['alpha']).toBeCloseTo(0.668, 2)
    expect(Math.abs((parameters['beta'] ?? 0) - 3.806)).toBeLessThan(0.01)
    expect(Math.abs((logLikelihood ?? 0) + 1611.158)).toBeLessThan(0.01)
    expect(answer.model?.diagnostics).toMatchObject({ kkt_first_order: true, kkt_second_order: true })
    // DERL 7.530 payments of 1,200 a year, the next one due in half a year.
    const ahead = 1 - 181 / 365.25
    expect((answer.rows[0]?.clv_forward ?? 0) / (1200 * 7.53 * 1.1 ** -ahead)).toBeCloseTo(1, 2)
    expect(inOrder(answer)).toBe(true)
  })

  it('chooses by the data: contractual, sBG or BdW, segments with priors of their own', async () => {
    const found = await product.ask('compute_clv', { as_of: '2022-06-30', by: 'plan_name' })
    const answer = read(found)
    expect(answer.setting).toEqual({ kind: 'contractual', reason: 'contracts_on_record' })
    expect(['sbg', 'bdw']).toContain(answer.model?.name)
    expect(found.summary).toMatch(/491 of 1,000 customers under contract/)
    const [all, ...parts] = answer.segments
    expect(parts.map(({ segment }) => segment)).toEqual(['blue', 'red'])
    expect(parts.reduce((sum, part) => sum + (part.clv_forward ?? 0), 0)).toBeCloseTo(
      all?.clv_forward ?? 0,
      2,
    )
    for (const part of answer.segments) {
      expect(part.low ?? 0).toBeLessThan(part.clv_forward ?? 0)
      expect(part.high ?? 0).toBeGreaterThan(part.clv_forward ?? 0)
    }
    expect(parts.map(part => part.new_customer?.source)).toEqual(['segment', 'segment'])
  })

  it('refuses traits and segments where no model is fitted, and BG/BB without orders', async () => {
    expect(await product.refusal('compute_clv', { method: 'discounted', by: 'plan_name' })).toMatch(
      /^invalid_input: by/,
    )
    expect(await product.refusal('compute_clv', { method: 'sbg', covariates: ['seats'] })).toMatch(
      /pareto_nbd/,
    )
    expect(await product.ask('compute_clv', { method: 'bg_bb' })).toMatchObject({ status: 'not_enough_data' })
  })
})

describe('the shop sample', () => {
  let product: Awaited<ReturnType<typeof openWithData>>
  beforeAll(async () => {
    product = await openWithData()
    for (const path of sampleFiles('shop')) await product.take(path)
  }, 240_000)
  afterAll(() => product.end())

  it('splits by a field with intervals, and says what a new customer of each brings', async () => {
    const answer = read(await product.ask('compute_clv', { by: 'membership_level', limit: 3 }))
    expect(answer.setting?.kind).toBe('non_contractual')
    const [all, ...parts] = answer.segments
    // Who has no level belongs to no part.
    expect(parts.reduce((sum, part) => sum + part.n, 0)).toBeLessThanOrEqual(all?.n ?? 0)
    expect(parts.reduce((sum, part) => sum + (part.clv_forward ?? 0), 0)).toBeLessThanOrEqual(
      all?.clv_forward ?? 0,
    )
    expect(parts.some(part => part.new_customer?.source === 'segment')).toBe(true)
    for (const { low, high, clv_forward: own, new_customer: prior } of parts) {
      expect(low ?? 0).toBeLessThan(own ?? 0)
      expect(high ?? 0).toBeGreaterThan(own ?? 0)
      expect(prior?.clv_forward ?? -1).toBeGreaterThan(0)
    }
  }, 60_000)

  it('takes traits into Pareto/NBD, with errors and the gain in likelihood', async () => {
    const found = await product.ask('compute_clv', { covariates: ['acquisition_channel'], limit: 3 })
    const answer = read(found)
    expect(answer.model?.name).toBe('pareto_nbd')
    expect(answer.model?.covariates.length).toBeGreaterThan(1)
    expect(Object.keys(answer.model?.parameters ?? {})).toEqual(['r', 'alpha', 's', 'beta'])
    expect(answer.model?.covariates.every(({ buying_error: error }) => (error ?? 0) > 0)).toBe(true)
    expect(found.summary).toMatch(/Traits improve the fit by [\d.]+ on \d+ degrees/)
    expect(inOrder(answer)).toBe(true)
    expect(await product.refusal('compute_clv', { covariates: ['shoe_size'] })).toContain('membership_level')
  }, 60_000)

  it('shows bins and weeks of the hold-out in full detail, and stays short without', async () => {
    const short = await product.ask('compute_clv', {})
    expect(JSON.stringify(short).length).toBeLessThan(8000)
    const { model } = read(await product.ask('compute_clv', { detail: 'full', limit: 3 }))
    expect(model?.holdout.every(row => typeof row['tracking_error'] === 'number')).toBe(true)
    expect(model?.calibration.length).toBeGreaterThan(4)
    const weeks = model?.tracking ?? []
    expect(weeks.length).toBeGreaterThan(50)
    weeks.slice(1).forEach((week, at) => expect(week.actual).toBeGreaterThanOrEqual(weeks[at]?.actual ?? 0))
  }, 60_000)

  it('names its method in Chinese', async () => {
    const answer = await product.ask('compute_clv', { limit: 1 }, { language: 'zh-CN' })
    expect(answer.method?.name).toMatch(/购买模型$/)
    expect(answer.assumptions[0]).toMatch(/^不属于合同型业务/)
  })

  it('gives no endless value without a discount where the model has none', async () => {
    const answer = await product.ask('compute_clv', {
      method: 'bg_nbd',
      infinite: true,
      annual_discount: 0,
      limit: 1,
    })
    expect(answer).toMatchObject({
      recommended: { clv_forward: null, reason: expect.stringMatching(/Without a discount/) },
      population: { clv_forward_sum: null },
    })
    expect(JSON.stringify(answer)).not.toMatch(/NaN|Infinity/)
  })
})

describeWithDatasets('occasions: eleven thousand donors', () => {
  let product: Awaited<ReturnType<typeof openWithData>>
  beforeAll(async () => {
    product = await openWithData()
    const [, ...patterns] = readFileSync(datasetPath('donations_bgbb/donations.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
    const lines: string[] = []
    let donor = 0
    for (const pattern of patterns) {
      const [repeats = 0, recency = 0, , weight = 0] = pattern.split(',').map(Number)
      // The last gift falls on `recency`, the others on the years before it: only their number counts.
      const years = [0, ...Array.from({ length: repeats }, (_, k) => (k === repeats - 1 ? recency : k + 1))]
      for (let copy = 0; copy < weight; copy++, donor++)
        for (const year of years) lines.push(`D${donor},${1995 + year}-12-01,50`)
    }
    await takeLines(product, 'donations.csv', ['customer_id,order_date,paid_amount', ...lines])
  }, 120_000)
  afterAll(() => product.end())

  it('P33: BG/BB fitted on the stored gifts, chosen by itself', async () => {
    const found = await product.ask('compute_clv', { as_of: '2001-12-31', horizon_months: 60, limit: 3 })
    const { setting, model } = read(found)
    expect(setting).toEqual({ kind: 'discrete_opportunities', reason: 'few_purchase_dates' })
    expect(model).toMatchObject({ name: 'bg_bb', n: 11104 })
    for (const [name, printed] of Object.entries({
      alpha: 1.2035,
      beta: 0.7497,
      gamma: 0.6567,
      delta: 2.783,
    }))
      expect(Math.abs((model?.parameters[name] ?? 0) / printed - 1)).toBeLessThan(2e-3)
    expect(Math.abs((model?.log_likelihood ?? 0) + 33225.58)).toBeLessThan(0.02)
    // Fader, Hardie & Shang (2010): 3.75 gifts in five years of who gave every year.
    expect(read(found).rows[0]?.expected_purchases).toBeCloseTo(3.75, 2)
    expect(model?.holdout[0]?.['total_error']).not.toBeNull()
  }, 60_000)
})

describe('a log in which nobody leaves', () => {
  it('says not identified, keeps finite forecasts and ends', async () => {
    const product = await openWithData()
    try {
      const lines: string[] = []
      for (let who = 0; who < 600; who++) {
        // Gaps of 9 to 40 days, up to the last days of the log.
        let day = addDays('2024-01-01', who % 30)
        for (let k = 0; day <= '2025-01-31'; k++) {
          lines.push(`K${who},${day},${10 + (who % 7)}`)
          day = addDays(day, 9 + ((who * 7 + k * 13) % 32))
        }
      }
      await takeLines(product, 'loyal.csv', ['customer_id,order_date,paid_amount', ...lines])
      const auto = await product.ask('compute_clv', { limit: 5 })
      expect(auto.status).toBe('ok')
      expect(JSON.stringify(auto)).not.toMatch(/NaN|Infinity/)
      const named = await product.ask('compute_clv', { method: 'mbg_nbd', limit: 5 })
      const answer = read(named)
      expect(answer.model?.identified).toBe(false)
      expect(named.warnings.join(' ')).toMatch(/not identified/)
      expect(answer.rows.every(row => Number.isFinite(row.expected_purchases ?? Number.NaN))).toBe(true)
    } finally {
      await product.end()
    }
  }, 120_000)
})

describe('a log of orders without amounts', () => {
  it('foretells purchases, worth nothing, instead of failing for want of spend', async () => {
    const product = await openWithData()
    try {
      const lines: string[] = []
      for (let who = 0; who < 120; who++)
        for (let k = 0; k < 2 + (who % 4); k++)
          lines.push(`K${who},${addDays('2024-01-01', (who * 3 + k * (20 + (who % 50))) % 400)},0`)
      await takeLines(product, 'free.csv', ['customer_id,order_date,paid_amount', ...lines])
      const named = await product.ask('compute_clv', { method: 'bg_nbd', limit: 5 })
      expect(named.status).toBe('ok')
      const { rows } = read(named)
      expect(rows.every(row => (row.expected_purchases ?? -1) >= 0 && row.clv_forward === 0)).toBe(true)
    } finally {
      await product.end()
    }
  }, 60_000)
})
