import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { openWithData, withData } from './with-data.ts'

const salon = {
  monthly_revenue: 150,
  lifetime_months: 24,
  gross_margin: 0.6,
  acquisition_cost: 200,
  cost: 500,
  success_rate: 0.5,
}

const direct = z.object({
  framework: z.object({ roi: z.number(), decision: z.string() }),
  incremental: z.object({
    roi: z.number().nullable(),
    decision: z.string(),
    by_churn_probability: z.array(z.object({ churn_probability: z.number(), roi: z.number() })),
  }),
  break_even: z.object({ churn_probability: z.number().nullable() }),
  tornado: z.array(z.object({ factor: z.string(), low_roi: z.number(), high_roi: z.number() })),
  simulation: z
    .object({
      mean_roi: z.number(),
      p_over_50: z.number(),
      p_over_100: z.number(),
      n: z.number(),
      seed: z.number(),
    })
    .nullable(),
})

describe('evaluate_retention_roi as a calculator', () => {
  it('P01–P03, conversation 3: framework 136 %, incremental by churn probability, break-even, cap, tier', async () => {
    const { ask } = await withData()
    const answer = await ask('evaluate_retention_roi', { inputs: salon })
    expect(answer).toMatchObject({
      framework: { clv: 2160, churn_cost: 2360, roi: expect.closeTo(1.36, 9), decision: 'execute' },
      spend_cap: { amount: 600, rule: 'flat', flat: 600, by_share: 648, within_cap: true },
      tier: 'high',
      tier_conflict: false,
      incremental: { value_lost: 2160 },
      break_even: {
        success_rate: expect.closeTo(500 / 2360, 5),
        success_rate_for_50: expect.closeTo(750 / 2360, 5),
        success_rate_for_100: expect.closeTo(1000 / 2360, 5),
      },
    })
    const { incremental, break_even: even } = direct.parse(answer)
    const at = new Map(incremental.by_churn_probability.map(row => [row.churn_probability, row.roi]))
    // (p × 0.5 × 2,160 − 500) ÷ 500
    for (const [probability, roi] of [
      [0.3, -0.352],
      [0.5, 0.08],
      [0.7, 0.512],
      [0.9, 0.944],
    ] as const)
      expect(at.get(probability)).toBeCloseTo(roi, 9)
    expect(even.churn_probability).toBeCloseTo(500 / 1080, 5)
    expect(answer.summary).toMatch(/136.*-35\.2.*8.*51\.2.*94\.4.*46\.3/s)
    expect(answer.warnings.length).toBeGreaterThan(0)
  })

  it.each([
    [0.49999, 'no'],
    [0.5, 'consider'],
    [1, 'consider'],
    [1.00001, 'execute'],
  ])('decides at exactly %d: %s', async (roi, decision) => {
    const { ask } = await withData()
    const answer = await ask('evaluate_retention_roi', {
      inputs: { clv: 1000 * (1 + roi), acquisition_cost: 0, cost: 500, success_rate: 0.5 },
    })
    expect(direct.parse(answer).framework).toMatchObject({ roi: expect.closeTo(roi, 9), decision })
  })

  it('does not multiply the churn probability in again where a control stands behind it', async () => {
    const { ask } = await withData()
    const answer = await ask('evaluate_retention_roi', {
      inputs: { ...salon, churn_probability: 0.3, stay_rate_untreated: 0.2 },
    })
    expect(direct.parse(answer).incremental.roi).toBeCloseTo((0.3 * 2160 - 500) / 500, 9)
    expect(answer['incremental']).toMatchObject({ basis: 'control' })
  })

  it('sorts the tornado by range, ±20 %, and repeats its simulation', async () => {
    const { ask } = await withData()
    const call = { inputs: { ...salon, success_rate: [0.3, 0.7], cost: [400, 600] } }
    const one = direct.parse(await ask('evaluate_retention_roi', call))
    expect(one.tornado.map(({ factor }) => factor)).toHaveLength(6)
    const success = one.tornado.find(({ factor }) => factor === 'success_rate')
    expect(success?.low_roi).toBeCloseTo((0.4 * 2360 - 500) / 500, 9)
    const ranges = one.tornado.map(row => Math.round(Math.abs(row.high_roi - row.low_roi) * 1e9))
    expect(ranges).toEqual(ranges.toSorted((a, b) => b - a))
    expect(direct.parse(await ask('evaluate_retention_roi', call)).simulation).toEqual(one.simulation)
    // E[s] E[1/c] CC − 1 with s uniform on .3–.7 and c uniform on 400–600.
    expect(one.simulation?.mean_roi).toBeCloseTo((0.5 * 2360 * Math.log(600 / 400)) / 200 - 1, 1)
  })

  it('names a conflict of tiers, and the field that is missing', async () => {
    const { ask, refusal } = await withData()
    expect(await ask('evaluate_retention_roi', { inputs: { ...salon, lifetime_months: 3 } })).toMatchObject({
      tier: 'low',
      tier_conflict: true,
    })
    expect(
      await refusal('evaluate_retention_roi', {
        inputs: { clv: 1000, cost: 100, marketing: 30, success_rate: 0.4 },
      }),
    ).toMatch(/^invalid_input: inputs\.cost: excludes/)
    expect(await refusal('evaluate_retention_roi', { inputs: { clv: 1000, cost: 100 } })).toMatch(
      /^invalid_input: inputs\.success_rate/,
    )
  })

  it.each(['zh-CN', 'zh-TW'] as const)('says the same in %s', async language => {
    const { ask } = await withData()
    const [own, english] = [
      await ask('evaluate_retention_roi', { inputs: salon }, { language }),
      await ask('evaluate_retention_roi', { inputs: salon }),
    ]
    expect(own.summary).toMatch(/136.*46\.3/s)
    expect(own.summary).toMatch(/[\u4e00-\u9fff]/)
    expect(own.figures.map(({ value }) => value)).toEqual(english.figures.map(({ value }) => value))
  })
})

describe('evaluate_retention_roi on stored customers', () => {
  let crm: Awaited<ReturnType<typeof openWithData>>
  beforeAll(async () => {
    crm = await openWithData()
    for (const path of sampleFiles('b2b-crm')) await crm.take(path)
  }, 120_000)
  afterAll(() => crm.end())

  const stored = z.object({
    rows: z.array(
      z.object({
        customer_id: z.string(),
        clv_forward: z.number(),
        churn_probability: z.number(),
        success_rate: z.number(),
        cost: z.number(),
        spend_cap: z.number(),
        expected_value: z.number(),
        roi: z.number().nullable(),
        decision: z.string(),
        blocked: z.string().nullable(),
      }),
    ),
    groups: z.array(z.object({ n: z.number(), worth: z.number() })),
    total_rows: z.number(),
  })

  it('computes each row from its own numbers, keeps the caps, and counts every customer once', async () => {
    const {
      rows,
      groups,
      total_rows: total,
    } = stored.parse(await crm.ask('evaluate_retention_roi', { limit: 100 }))
    for (const row of rows) {
      expect(row.expected_value / (row.churn_probability * row.success_rate * row.clv_forward)).toBeCloseTo(
        1,
        4,
      )
      expect(row.roi).toBeCloseTo((row.expected_value - row.cost) / row.cost, 3)
      if (row.decision !== 'no') expect(row.cost).toBeLessThanOrEqual(row.spend_cap)
    }
    expect(groups.reduce((sum, { n }) => sum + n, 0)).toBe(total)
  }, 30_000)

  it('spends nothing on who must not be contacted, and moves with margin and thresholds', async () => {
    const worth = async (scenario?: string): Promise<number> => {
      const answer = await crm.ask('evaluate_retention_roi', {
        limit: 1,
        churn_probability: 0.3,
        ...(scenario ? { scenario } : {}),
      })
      return stored.parse(answer).groups.reduce((sum, group) => sum + group.worth, 0)
    }
    const base = await worth()
    await crm.ask('configure', {
      set: { roi_thresholds: { consider: 1e6, execute: 2e6 } },
      scenario: 'strict',
    })
    expect(base).toBeGreaterThan(0)
    expect(await worth('strict')).toBe(0)
    expect(await worth()).toBe(base)
    const [best] = stored.parse(
      await crm.ask('evaluate_retention_roi', { limit: 1, churn_probability: 0.3 }),
    ).rows
    await crm.ask('configure', { set: { do_not_contact: [best?.customer_id] }, scenario: 'barred' })
    const barred = await crm.ask('evaluate_retention_roi', {
      customer_ids: [best?.customer_id],
      churn_probability: 0.3,
      scenario: 'barred',
    })
    expect(stored.parse(barred).rows[0]).toMatchObject({ decision: 'no', blocked: 'do_not_contact' })
  }, 60_000)

  it('judges over one stated horizon: decision_days converts P(churn) by a constant hazard', async () => {
    const horizon = z.object({
      decision_horizon: z.object({
        days: z.number(),
        window_days: z.number(),
        conversion: z.string(),
        churn_rate: z.number(),
        low: z.number(),
        high: z.number(),
        n: z.number(),
      }),
    })
    const plain = await crm.ask('evaluate_retention_roi', { limit: 100 })
    const usual = horizon.parse(plain).decision_horizon
    // Labels of 90 days, and 90 days are the default: nothing to convert.
    expect(usual).toMatchObject({ days: 90, window_days: 90, conversion: 'none' })
    await crm.ask('configure', { set: { decision_days: 180 }, scenario: 'half-year' })
    const longer = await crm.ask('evaluate_retention_roi', { limit: 100, scenario: 'half-year' })
    const told = horizon.parse(longer).decision_horizon
    expect(told).toMatchObject({ days: 180, window_days: 90, conversion: 'constant_hazard' })
    expect(told.churn_rate).toBeCloseTo(1 - (1 - usual.churn_rate) ** 2, 5)
    expect(told.low).toBeLessThan(told.churn_rate)
    const before = new Map(stored.parse(plain).rows.map(row => [row.customer_id, row.churn_probability]))
    const both = stored.parse(longer).rows.filter(row => before.has(row.customer_id))
    expect(both.length).toBeGreaterThan(10)
    for (const row of both)
      expect(row.churn_probability).toBeCloseTo(1 - (1 - (before.get(row.customer_id) ?? 0)) ** 2, 5)
    expect(longer.assumptions.join(' ')).toMatch(/180.*constant hazard.*assumption/)
    expect(longer.figures.map(({ id }) => id)).toContain(`${longer.result_id}.decision_horizon/churn_rate`)
  }, 60_000)

  it('finds worth exactly whom a plan without limit and hold-out treats', async () => {
    const { groups } = stored.parse(await crm.ask('evaluate_retention_roi', { limit: 1 }))
    const plan = await crm.ask('plan_retention', { budget: 1e12, hold_out_share: 0, limit: 1 })
    expect(groups.reduce((sum, { worth }) => sum + worth, 0)).toBe(plan['total_rows'])
  }, 60_000)

  it('adds up: the scope’s gain and cost are the means of the rows', async () => {
    const ids = stored
      .parse(await crm.ask('evaluate_retention_roi', { limit: 40 }))
      .rows.map(row => row.customer_id)
    const answer = await crm.ask('evaluate_retention_roi', { customer_ids: ids, limit: 100 })
    const { rows } = stored.parse(answer)
    const whole = answer['incremental'] as { gain: number; cost: number; roi: number }
    const mean = (of: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((sum, row) => sum + of(row), 0) / rows.length
    expect(whole.gain / mean(row => row.expected_value)).toBeCloseTo(1, 5)
    expect(whole.cost / mean(row => row.cost)).toBeCloseTo(1, 5)
    // The best there is, over the ranges of success, is no less than what these bring at the midpoints.
    const best = (answer['expected_maximum_profit'] as { value: number }).value
    const now = rows.reduce(
      (sum, row) => sum + (row.blocked ? 0 : Math.max(0, row.expected_value - row.cost)),
      0,
    )
    expect(best).toBeGreaterThanOrEqual(now * (1 - 1e-6))
  }, 60_000)

  it('pays contact always and an offer on acceptance, by those who stay', async () => {
    const answer = await crm.ask('evaluate_retention_roi', {
      strategy: { marketing: 5, labour: 10, offer: 100, success_rate: 0.4 },
      churn_probability: 0.25,
      limit: 5,
    })
    // 1 − 0.25 × (1 − 0.4) = 0.85 stay and take the offer.
    for (const row of stored.parse(answer).rows) expect(row.cost).toBeCloseTo(15 + 85, 6)
    expect(answer['incremental']).toMatchObject({ cost: expect.closeTo(100, 6) })
  }, 60_000)

  it('does not take an unknown acquisition cost for nothing without a word', async () => {
    const unknown = await crm.ask('evaluate_retention_roi', { limit: 1 })
    expect(unknown.warnings.join(' ')).toMatch(/acquisition cost is not known/)
    expect(unknown.suggested_actions.map(({ tool }) => tool)).toContain('configure')
    expect((unknown['tornado'] as { factor: string }[]).map(({ factor }) => factor)).not.toContain(
      'acquisition_cost',
    )
    await crm.ask('configure', { set: { acquisition_cost: 900 }, scenario: 'known-cac' })
    const known = await crm.ask('evaluate_retention_roi', { limit: 1, scenario: 'known-cac' })
    const of = (answer: typeof known) => answer['framework'] as { clv: number; churn_cost: number }
    expect(of(known).churn_cost - of(known).clv).toBeCloseTo(900, 4)
    expect(known.warnings.join(' ')).not.toMatch(/acquisition/)
  }, 60_000)

  it('says no_data on an empty store and for a filter that selects nobody', async () => {
    const { ask } = await withData()
    expect(await ask('evaluate_retention_roi', {})).toMatchObject({ status: 'no_data', framework: null })
    expect(
      await crm.ask('evaluate_retention_roi', { where: { field: 'industry', op: 'eq', value: 'none such' } }),
    ).toMatchObject({ status: 'no_data', rows: [] })
  })
})
