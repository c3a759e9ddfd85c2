import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProduct } from '../contract/sample-product.ts'
import { withData } from './with-data.ts'

describe('the calculator', () => {
  it('P13: of 2,000,000 lost a year a cut of 15 % keeps 300,000', async () => {
    const { ask } = await withData()
    const inputs = { churn_cuts: [{ effect: 0.15, reach: 1 }], revenue_at_risk: 2_000_000 }
    expect(await ask('forecast', { inputs })).toMatchObject({
      status: 'ok',
      combined_cut: expect.closeTo(0.15, 12),
      contradictions: [],
    })
    expect((await ask('forecast', { inputs }))['revenue_kept']).toBeCloseTo(300_000, 6)
  })

  it('combines cuts without counting twice: 1 − (1 − .2 × .5)(1 − .3 × .4) = .208', async () => {
    const { ask } = await withData()
    const answer = await ask('forecast', {
      inputs: {
        churn_cuts: [
          { effect: 0.2, reach: 0.5 },
          { effect: 0.3, reach: 0.4 },
        ],
        annual_churn: 0.25,
      },
    })
    expect(answer['combined_cut']).toBeCloseTo(0.208, 12)
    expect(answer['overlap']).toBeCloseTo(0.012, 12)
    expect(answer['revenue_retention']).toBeCloseTo(1 - 0.25 * 0.792, 12)
  })

  it('names the figures of a plan that cannot hold, with the arithmetic', async () => {
    const { ask } = await withData()
    // 15–20 % less churn of 20 % a year cannot lift retention from 80 % to 90–95 %.
    const answer = await ask('forecast', {
      inputs: {
        annual_churn: 0.2,
        revenue_retention_from: 0.8,
        revenue_retention_to_low: 0.9,
        revenue_retention_to_high: 0.95,
        churn_cut_low: 0.15,
        churn_cut_high: 0.2,
      },
    })
    expect(answer['contradictions']).toEqual([
      {
        claim: 'revenue_retention_to_low',
        claimed: 0.9,
        implied: expect.closeTo(0.83, 12),
        arithmetic: '1 − 0.2 × (1 − 0.15) = 0.83, not 0.9',
        needed_cut: expect.closeTo(0.5, 12),
      },
      {
        claim: 'revenue_retention_to_high',
        claimed: 0.95,
        implied: expect.closeTo(0.84, 12),
        arithmetic: '1 − 0.2 × (1 − 0.2) = 0.84, not 0.95',
        needed_cut: expect.closeTo(0.75, 12),
      },
    ])
    expect(answer.summary).toContain('0.83')
  })

  it('says the sum in the language of the reader, and counts customers, churn and return as claims', async () => {
    const { ask } = await withData()
    const inputs = {
      annual_churn: 0.2, annual_churn_to: 0.1, churn_cut_low: 0.15, churn_cut_high: 0.2, customers_at_risk: 300,
      customers_saved: 350, revenue_saved: 300_000, programme_cost: 200_000, programme_roi: 4,
    } // prettier-ignore
    const answer = await ask('forecast', { inputs }, { language: 'zh-TW' })
    expect(answer['contradictions']).toMatchObject([
      { claim: 'annual_churn_to', arithmetic: '0.2 × (1 − 0.2) = 0.16，而非 0.1', needed_cut: 0.5 },
      { claim: 'customers_saved', implied: 60, unit: 'customers' },
      { claim: 'programme_roi', implied: 0.5 },
    ])
    expect(answer.summary).toContain(
      '目標流失率：0.2 × (1 − 0.2) = 0.16，而非 0.1（需要流失降低 50% 才成立）',
    )
  })

  it('finds savings beyond the risk, lifetime value beyond the cut, and ranges turned round', async () => {
    const { ask } = await withData()
    const answer = await ask('forecast', {
      inputs: {
        revenue_at_risk: 1_200_000,
        revenue_saved: 500_000,
        churn_cut_low: 0.3,
        churn_cut_high: 0.25,
        cltv_uplift_high: 0.6,
        currency: 'USD',
      },
    })
    const found = answer['contradictions'] as { claim: string; implied: number; arithmetic: string }[]
    // 1.2 m × 0.25 = 300,000; 0.25 ÷ 0.75 = a third.
    expect(found.map(({ claim }) => claim)).toEqual(['churn_cut_low', 'revenue_saved', 'cltv_uplift_high'])
    expect(found[1]).toMatchObject({ implied: 300_000, arithmetic: '1200000 × 0.25 = 300000, not 500000' })
    expect(found[2]?.implied).toBeCloseTo(1 / 3, 9)
    expect(answer.figures.find(({ id }) => id.endsWith('contradictions/1/implied'))).toMatchObject({
      unit: 'USD',
    })
  })

  it('answers an empty store with a status, and refuses empty inputs', async () => {
    const { ask, refusal } = await withData()
    expect(await ask('forecast', {})).toMatchObject({ status: 'no_data', measures: [] })
    expect(await refusal('forecast', { inputs: {} })).toMatch(/inputs\.churn_cuts/)
  })
})

interface Measure {
  measure: string
  baseline: number
  low: number
  base: number
  high: number
}

describe('scenario 11: what if margin drops to 45 % and the success rate halves', () => {
  let product: Awaited<ReturnType<typeof sampleProduct>>
  beforeAll(async () => {
    product = await sampleProduct('saas')
  }, 120_000)
  afterAll(() => product.end())
  const ask = async (tool: string, input: Record<string, unknown>) => {
    const outcome = await product.holdfast.call(tool, input, { language: 'en' })
    if (!outcome.ok) throw new Error(outcome.fault.message)
    return outcome
  }

  it('shows the do-nothing line, ordered ranges and six months by band that add up', async () => {
    const { answer, text } = await ask('forecast', {})
    expect(answer.status).toBe('ok')
    const measures = answer['measures'] as Measure[]
    expect(measures.map(({ measure }) => measure)).toEqual([
      'churn_rate',
      'churn_reduction',
      'revenue_retention',
      'cltv_uplift',
      'revenue',
    ])
    for (const { low, base, high } of measures) {
      expect(low).toBeLessThanOrEqual(base)
      expect(base).toBeLessThanOrEqual(high)
    }
    const bands = answer['six_months'] as { band: string; n: number; value: number }[]
    const total = bands.at(-1)
    expect(total?.band).toBe('total')
    expect(bands.slice(0, -1).reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total?.value ?? 0, 1)
    expect((answer['tornado'] as unknown[]).length).toBeGreaterThan(2)
    expect(answer['contradictions']).toEqual([])
    // The base is never worse than doing nothing, and nobody is lost by a plan.
    const [churn, , retention, uplift, revenue] = measures
    expect(churn?.base).toBeLessThanOrEqual(churn?.baseline ?? 0)
    expect(retention?.base).toBeGreaterThanOrEqual(retention?.baseline ?? 1)
    expect(revenue?.base).toBeGreaterThanOrEqual(revenue?.baseline ?? Infinity)
    expect(uplift?.low).toBeGreaterThanOrEqual(0)
    // Monthly contracts are judged by 30 days; an action holds longer.
    expect(answer['decision_horizon']).toMatchObject({
      days: 90,
      window_days: 30,
      conversion: 'constant_hazard',
    })
    const months = (await ask('forecast', { detail: 'full' })).answer['do_nothing'] as {
      revenue: number
      months: { revenue: number }[]
    }
    expect(months.months.reduce((sum, month) => sum + month.revenue, 0)).toBeCloseTo(months.revenue, 0)
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
    expect(text.length).toBeLessThanOrEqual(8_000)
  }, 240_000)

  it('puts base beside scenario, says who changes tier and who drops out, and leaves the base as it was', async () => {
    const call = {
      name: 'call',
      cost_low: 10,
      cost_high: 20,
      success_low: 0.3,
      success_high: 0.4,
      tier: 'any',
    }
    await ask('configure', { set: { strategies: [call] } })
    const before = await ask('forecast', {})
    const [churn] = before.answer['measures'] as Measure[]
    expect(churn?.base).toBeLessThan(churn?.baseline ?? 0)
    // The suggested scenario keeps the costs in force and halves the success.
    const next = before.answer.suggested_actions.find(({ tool }) => tool === 'configure')
    expect(next?.arguments).toMatchObject({
      set: {
        gross_margin: 0.45,
        strategies: [{ name: 'call', cost_low: 10, cost_high: 20, success_low: 0.15, success_high: 0.2 }],
      },
    })
    const halved = { ...call, success_low: 0.15, success_high: 0.2 }
    await ask('configure', { set: { gross_margin: 0.45, strategies: [halved] }, scenario: 'lean' })
    const { answer } = await ask('forecast', { scenario: 'lean' })
    const rows = answer['scenario_diff'] as {
      measure: string
      base: number
      scenario: number
      change: number
    }[]
    const row = (measure: string) => rows.find(known => known.measure === measure)
    const clv = row('clv_mean')
    // Forward value is proportional to the margin: 0.45 ÷ 0.6.
    expect((clv?.scenario ?? 0) / (clv?.base ?? 1)).toBeCloseTo(0.75, 5)
    expect(row('programme_value')?.change).toBeLessThan(0)
    const moves = answer['tier_moves'] as { from: string; to: string; n: number }[]
    expect(moves.length).toBeGreaterThan(0)
    const rank = ['high', 'mid', 'low']
    for (const { from, to } of moves) expect(rank.indexOf(to)).toBeGreaterThan(rank.indexOf(from))
    expect(answer['drop_outs']).toMatchObject({ n: -(row('programme_customers')?.change ?? 0) })
    expect((answer['drop_outs'] as { n: number }).n).toBeGreaterThan(0)
    expect(answer.summary).toContain('lean')
    expect(answer.warnings.join(' ')).not.toContain('also cost other')
    const after = await ask('forecast', {})
    expect(after.answer['measures']).toEqual(before.answer['measures'])
    expect(after.answer.result_id).not.toBe(answer.result_id)
  }, 240_000)

  it('takes strategies of its own, and the same call gives the same bytes', async () => {
    const input = { strategies: [{ name: 'care', effect: [0.2, 0.3], reach: 0.5 }], horizon_months: 6 }
    const [one, two] = [await ask('forecast', input), await ask('forecast', input)]
    expect(JSON.stringify(one.answer)).toBe(JSON.stringify(two.answer))
    expect(one.answer['combined_cut']).toBeCloseTo(0.125, 12)
  })
})

describe('plans whose figures cannot all hold', () => {
  const cuts = [
    { effect: 0.2, reach: 0.6 },
    { effect: 0.3, reach: 0.5 },
  ]
  // Together 1 − 0.88 × 0.85 = 0.252; each plan with the claims that must be named.
  const plans: [Record<string, unknown>, string[]][] = [
    [{ churn_cuts: cuts, churn_cut_low: 0.27, churn_cut_high: 0.3 }, ['churn_cut_low', 'churn_cut_high']],
    [{ annual_churn: 0.25, revenue_retention_from: 0.8 }, ['revenue_retention_from']],
    [
      { annual_churn: 0.2, churn_cut_high: 0.15, revenue_retention_to_high: 0.92 },
      ['revenue_retention_to_high'],
    ],
    [{ revenue_at_risk: 2_000_000, churn_cut_high: 0.15, revenue_saved: 600_000 }, ['revenue_saved']],
    [{ churn_cut_high: 0.2, cltv_uplift_high: 0.5 }, ['cltv_uplift_high']],
    [{ churn_cut_low: 0.3, churn_cut_high: 0.2 }, ['churn_cut_low']],
    [
      {
        churn_cuts: [
          { effect: 0.6, reach: 1 },
          { effect: 0.7, reach: 0.9 },
        ],
        churn_cut_high: 1,
      },
      ['churn_cuts', 'churn_cut_high'],
    ],
    [{ revenue_at_risk: 500_000, revenue_saved: 700_000 }, ['revenue_saved']],
    [
      {
        churn_cuts: [{ effect: 0.1, reach: 0.5 }],
        revenue_retention_from: 0.7,
        revenue_retention_to_low: 0.8,
      },
      ['revenue_retention_to_low'],
    ],
    [
      { annual_churn: 0.3, churn_cut_low: 0.1, churn_cut_high: 0.2, revenue_retention_to_high: 0.68 },
      ['revenue_retention_to_high'],
    ],
    [{ churn_cuts: cuts, churn_cut_low: 0.2, churn_cut_high: 0.252 }, []],
    [{ annual_churn: 0.2, churn_cut_low: 0.1, churn_cut_high: 0.15, revenue_retention_to_high: 0.83 }, []],
  ]

  it('names each of them with the sum, and lets sound plans stand', async () => {
    const { ask } = await withData()
    for (const [inputs, claims] of plans) {
      const answer = await ask('forecast', { inputs })
      const found = answer['contradictions'] as { claim: string; arithmetic: string }[]
      expect(found.map(({ claim }) => claim).toSorted(), JSON.stringify(inputs)).toEqual(claims.toSorted())
      for (const { claim, arithmetic } of found) expect(answer.summary, claim).toContain(arithmetic)
    }
  })
})
