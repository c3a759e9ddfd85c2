import { beforeAll, describe, expect, it, afterAll } from 'vitest'
import { z } from 'zod'
import { openWithData } from './with-data.ts'

const familyCard = {
  revenue_per_year: 2400,
  gross_margin: 0.6,
  annual_churn: 0.2,
  annual_discount: 0.1,
  horizon_years: 5,
  years_elapsed: 3,
  upgrade_margin_per_year: 720,
  upgrade_probability: 0.3,
  referrals_per_year: 0.5,
  referral_reward: 500,
}
const weeks = { time_unit: 'week' as const }
const bg = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
const pareto = { r: 0.5533, alpha: 10.578, s: 0.6062, beta: 11.669 }

const calculated = z.object({
  p_alive: z.number().nullable(),
  expected_purchases: z.number().nullable(),
  expected_spend: z.number().nullable(),
  derl: z.number().nullable(),
  model: z
    .object({
      parameters: z.record(z.string(), z.number().nullable()),
      log_likelihood: z.number().nullable(),
    })
    .nullable(),
  yearly: z.array(z.object({ year: z.number(), survival: z.number(), present_value: z.number() })),
})

// One empty store serves all calculations.
let shared: Awaited<ReturnType<typeof openWithData>>
const calculate = async (method: string, inputs: Record<string, unknown>) => {
  const { ask } = shared
  return calculated.parse(await ask('compute_clv', { method, inputs }))
}

describe('compute_clv as a calculator', () => {
  beforeAll(async () => {
    shared = await openWithData()
  })
  afterAll(() => shared.end())

  it('P01, P02: 150 a month over 24 months at 60 % is 2,160, and 2,360 with acquisition', async () => {
    const { ask } = shared
    const answer = await ask('compute_clv', {
      method: 'formula',
      inputs: { monthly_revenue: 150, lifetime_months: 24 },
    })
    expect(answer).toMatchObject({ framework: { clv: 2160, churn_cost: 2360 }, clv_to_cac: 10.8 })
    expect(answer.figures[0]).toMatchObject({
      id: `${answer.result_id}.framework/clv`,
      value: 2160,
      badge: 'assumed',
    })
  })

  it('P04–P08, conversation 4: past, five years and infinite, potential printed beside exact, yearly table', async () => {
    const { ask } = shared
    const answer = await ask('compute_clv', { method: 'components', inputs: familyCard })
    expect(answer).toMatchObject({
      framework: {
        clv_historical: 4320,
        clv_current: 3058,
        upgrade_value: 458,
        referral_value: 1029,
        clv_potential: 1487,
        clv_total: 8865,
      },
      recommended: { clv_historical: 4320, clv_current: expect.closeTo(3058.7, 2) },
    })
    const { yearly } = calculated.parse(answer)
    expect(yearly.map(({ present_value: value }) => Math.round(value * 100) / 100)).toEqual([
      1047.27, 761.65, 553.93, 402.86, 292.99,
    ])
    expect(answer.summary).toMatch(/3,058\.7.*3,840/)
    const endless = await ask('compute_clv', {
      method: 'discounted',
      inputs: { ...familyCard, horizon_years: undefined, infinite: true },
    })
    expect(endless).toMatchObject({ recommended: { clv_current: expect.closeTo(3840, 2) } })
  })

  it('caps spending by forward value only, and says what is assumed', async () => {
    const { ask } = shared
    const answer = await ask('compute_clv', { method: 'components', inputs: familyCard })
    const { recommended } = z
      .object({
        recommended: z.object({
          clv_current: z.number(),
          clv_potential: z.number(),
          clv_forward: z.number(),
        }),
      })
      .parse(answer)
    expect(recommended.clv_forward).toBeCloseTo(recommended.clv_current + recommended.clv_potential, 9)
    expect(answer.figures.every(({ badge }) => badge === 'assumed')).toBe(true)
    expect(answer.suggested_actions).toMatchObject([
      { arguments: { inputs: { clv: recommended.clv_forward } } },
    ])
  })

  it('gives no infinite value without a discount where nobody leaves: null and a reason', async () => {
    const { ask } = shared
    const answer = await ask('compute_clv', {
      method: 'discounted',
      inputs: { revenue_per_year: 100, annual_churn: 0, annual_discount: 0, infinite: true },
    })
    expect(answer['recommended']).toMatchObject({ clv_current: null, reason: expect.stringMatching(/.{10}/) })
  })

  it('P20, P21: conditional expectation and P(alive) under BG/NBD', async () => {
    const one = await calculate('bg_nbd', {
      parameters: bg,
      repeats: 2,
      recency: 30.43,
      age: 38.86,
      horizon: 39,
      ...weeks,
    })
    expect(one.expected_purchases).toBeCloseTo(1.22603, 4)
    const fitted = { r: 0.2426, alpha: 4.4136, a: 0.7929, b: 2.4259 }
    const busy = await calculate('bg_nbd', {
      parameters: fitted,
      repeats: 26,
      recency: 30.86,
      age: 31,
      horizon: 52,
      ...weeks,
    })
    expect(busy.expected_purchases).toBeCloseTo(25.757, 1)
    expect(busy.p_alive).toBeCloseTo(0.96885, 3)
  })

  it('P22: the same customer under Pareto/NBD', async () => {
    const busy = await calculate('pareto_nbd', {
      parameters: pareto,
      repeats: 26,
      recency: 30.86,
      age: 31,
      horizon: 52,
      ...weeks,
    })
    expect(busy.expected_purchases).toBeCloseTo(25.456, 2)
    expect(busy.p_alive).toBeCloseTo(0.99787, 4)
  })

  it.each([
    [2, 22.35, 24.6637],
    [7, 73.74, 71.4697],
  ])('P25: expected spend after %d repeats at %d is %d', async (repeats, mean, expected) => {
    const inputs = {
      parameters: bg,
      repeats,
      recency: 30,
      age: 38,
      ...weeks,
      mean_spend: mean,
      spend_parameters: { p: 6.25, q: 3.74, gamma: 15.44 },
    }
    expect((await calculate('bg_nbd', inputs)).expected_spend).toBeCloseTo(expected, 3)
  })

  const regular = [1000, 631, 468, 382, 326, 289, 262, 241]
  const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491]
  it.each([
    ['P28 Regular, 7 renewals', regular, 0.704, 1.182, -1680.265],
    ['P29 High End, 7 renewals', highEnd, 0.668, 3.806, -1611.158],
    ['P30 Regular, 4 renewals', regular.slice(0, 5), 0.764, 1.296, -1401.559],
  ])('%s', async (_name, survivors, alpha, beta, logLikelihood) => {
    const { model } = await calculate('sbg', { survivors })
    expect(model?.parameters['alpha']).toBeCloseTo(alpha, 2)
    expect(Math.abs((model?.parameters['beta'] ?? 0) - beta)).toBeLessThan(0.01)
    expect(Math.abs((model?.log_likelihood ?? 0) - logLikelihood)).toBeLessThan(0.01)
  })

  it('P31, P32: High End survival in years 8 to 12, and the residual payments after 7 renewals', async () => {
    const { yearly, derl } = await calculate('sbg', { survivors: highEnd, annual_discount: 0.1 })
    const later = yearly.filter(({ year }) => year >= 8 && year <= 12).map(({ survival }) => survival)
    for (const [index, share] of [0.46, 0.436, 0.414, 0.395, 0.378].entries())
      expect(Math.abs((later[index] ?? 0) - share)).toBeLessThan(0.001)
    expect(Math.abs((derl ?? 0) - 7.53)).toBeLessThan(0.002)
  })

  it('P33: BG/BB by the fitted parameters; more purchases, more expected', async () => {
    const parameters = { alpha: 1.2035, beta: 0.7497, gamma: 0.6567, delta: 2.783 }
    const expected = async (repeats: number): Promise<number> =>
      (await calculate('bg_bb', { parameters, repeats, recency: 6, age: 6, horizon: 5 }))
        .expected_purchases ?? -1
    // Fader, Hardie & Shang (2010), table 5: 3.75 for (6, 6), 0.73 for (1, 6) rounded to the printed parameters.
    expect(await expected(6)).toBeCloseTo(3.75, 1)
    expect(await expected(1)).toBeLessThan(await expected(2))
  })

  it('BG/BB: alive at the last opportunity, and beside it at the next one, which some tools call alive', async () => {
    const parameters = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.8 }
    const { ask } = shared
    const answer = await ask('compute_clv', {
      method: 'bg_bb',
      inputs: { parameters, repeats: 3, recency: 4, age: 6, horizon: 5 },
    })
    const { p_alive: now } = calculated.parse(answer)
    // Staying once more: (delta + n) / (gamma + delta + n).
    expect(answer.method).toMatchObject({
      parameters: { p_alive_next_opportunity: expect.closeTo(((now ?? 0) * 8.8) / 9.46, 9) },
    })
  })

  it('says in words why a value is missing, and names the inputs there are', async () => {
    const { ask, refusal } = shared
    const answer = await ask('compute_clv', {
      inputs: {
        model: 'bg_nbd', parameters: bg, repeats: 0, recency: 0, age: 10, horizon: 52, mean_spend: 30,
        spend_parameters: { p: 0.3, q: 0.8, gamma: 5 },
      },
    }) // prettier-ignore
    expect(answer.warnings).toEqual([expect.stringContaining('mean spend does not exist')])
    expect(await refusal('compute_clv', { inputs: { revenue_per_yaer: 100 } })).toMatch(
      /Did you mean.*revenue_per_year|revenue_per_year/,
    )
  })

  it('says which field a calculation lacks', async () => {
    const { refusal } = shared
    expect(await refusal('compute_clv', { method: 'formula', inputs: { monthly_revenue: 150 } })).toMatch(
      /^invalid_input: inputs\.lifetime_months/,
    )
    expect(
      await refusal('compute_clv', { method: 'bg_nbd', inputs: { parameters: bg, repeats: 2 } }),
    ).toMatch(/^invalid_input: inputs\.recency/)
  })

  it.each(['en', 'zh-CN', 'zh-TW'] as const)('gives the same numbers in %s', async language => {
    const { ask } = shared
    const [own, english] = [
      await ask('compute_clv', { method: 'components', inputs: familyCard }, { language }),
      await ask('compute_clv', { method: 'components', inputs: familyCard }),
    ]
    expect(own.figures.map(({ value }) => value)).toEqual(english.figures.map(({ value }) => value))
    if (language !== 'en') expect(own.summary).toMatch(/[\u4e00-\u9fff]/)
  })
})
