import { describe, expect, it } from 'vitest'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { withData } from './with-data.ts'

describe('the calculator', () => {
  it('P09 and P10: 1,000 → 800 saves 20 %; 200 that bring 300, and 1,000 that bring 1,500, return 50 %', async () => {
    const { ask } = await withData()
    expect(
      (await ask('analyze_costs', { inputs: { cost_before: 1000, cost_after: 800 } }))['saving_rate'],
    ).toBeCloseTo(0.2, 12)
    expect(
      (await ask('analyze_costs', { inputs: { investment: 200, total_benefit: 300 } }))['roi'],
    ).toBeCloseTo(0.5, 12)
    expect(
      (await ask('analyze_costs', { inputs: { investment: 1000, total_benefit: 1500 } }))['roi'],
    ).toBeCloseTo(0.5, 12)
    expect(await ask('analyze_costs', { inputs: { investment: 1000, net_gain: 500 } })).toMatchObject({
      roi: 0.5,
      roi_basis: 'net_gain',
    })
  })

  it('P48: payback 6.25 months, LTV 4,000, ratio 8', async () => {
    const { ask } = await withData()
    const answer = await ask('analyze_costs', {
      inputs: { acquisition_cost: 500, monthly_revenue: 100, gross_margin: 0.8, monthly_churn: 0.02 },
    })
    expect(answer).toMatchObject({ payback_months: 6.25, ltv: 4000, clv_to_cac: 8 })
  })

  it('P49: −1,000 and four times 400 at 10 %', async () => {
    const { ask } = await withData()
    const answer = await ask('analyze_costs', {
      inputs: { cash_flows: [-1000, 400, 400, 400, 400], annual_discount: 0.1 },
    })
    expect(answer['npv']).toBeCloseTo(267.946, 3)
    expect(answer['irr']).toBeCloseTo(0.218623, 6)
    expect(answer['payback_periods']).toBe(2.5)
    expect(answer['discounted_payback_periods']).toBeGreaterThan(3)
  })

  it('gives null with a reason where a figure does not exist', async () => {
    const { ask, refusal } = await withData()
    expect(await ask('analyze_costs', { inputs: { cash_flows: [100, 100] } })).toMatchObject({
      irr: null,
      reasons: { irr: 'cash_flows_never_change_sign' },
    })
    expect(await ask('analyze_costs', { inputs: { monthly_revenue: 100, monthly_churn: 0 } })).toMatchObject({
      ltv: null,
      reasons: { ltv: 'no_churn_no_finite_lifetime' },
    })
    expect(await refusal('analyze_costs', { inputs: { cost_before: 1 } })).toMatch(/cost_after/)
    expect(await ask('analyze_costs', {})).toMatchObject({ status: 'no_data' })
  })
})

describe('the costs of the subscription business', () => {
  it('finds the planted CAC of each channel, the stage totals, and the fifth that service saved', async () => {
    const { ask, take } = await withData()
    for (const path of sampleFiles('lifecycle-costs')) await take(path)
    await take('data/samples/saas/accounts.csv')
    await take('data/samples/saas/subscriptions.csv')
    await take('data/samples/saas/tickets.csv')
    await take('data/samples/saas/fx_rates.csv')
    await ask('configure', { set: { reporting_currency: 'USD' } })
    const overview = await ask('analyze_costs', { benchmarks: { cac: 500 } })
    expect(overview.status).toBe('ok')
    expect(overview.currency).toBe('USD')
    const stages = Object.fromEntries(
      (overview['stages'] as { stage: string; amount: number }[]).map(({ stage, amount }) => [stage, amount]),
    )
    expect(stages).toEqual({
      acquisition: 93_600,
      activation: 76_800,
      service: 226_800,
      retention: 57_600,
      upgrade: 31_200,
      data: 22_800,
      churn: 39_600,
    })
    expect(overview['total_cost']).toBe(548_400)
    // Acquisition is the one stage off its budget, and the one that moved most between the halves of the year.
    expect(overview['stages']).toEqual(
      expect.arrayContaining([expect.objectContaining({ stage: 'acquisition', over_budget: -146_400 })]),
    )
    expect(overview['measures']).toMatchObject([{ stage: 'acquisition' }])
    expect(overview['benchmarks']).toMatchObject([{ name: 'cac', benchmark: 500 }])
    expect(JSON.stringify(overview).length).toBeLessThanOrEqual(8_000)
    const channels = await ask('analyze_costs', { view: 'channels' })
    const cac = channels['cac'] as {
      channels: { channel: string; attributed: number; fully_loaded: number }[]
    }
    expect(Object.fromEntries(cac.channels.map(row => [row.channel, row.attributed]))).toEqual({
      Events: 950,
      Partner: 610,
      Referral: 120,
      'Search ads': 420,
    })
    const shares = channels['attribution'] as { method: string; customers: number }[]
    const totals = new Map<string, number>()
    for (const { method, customers } of shares) totals.set(method, (totals.get(method) ?? 0) + customers)
    expect([...totals.keys()]).toEqual(['first', 'last', 'linear', 'position', 'time_decay', 'shapley'])
    for (const sum of totals.values()) expect(sum).toBeCloseTo([...totals.values()][0] ?? 0, 2)
    const service = await ask('analyze_costs', { view: 'service' })
    expect(service['service']).toMatchObject({ cost: 226_800, driver: 'tickets' })
    // As booked on the cost lines, whatever the tickets.
    const {
      utilisation,
      minutes,
      capacity_minutes: capacity,
    } = service['service'] as { utilisation: number; minutes: number; capacity_minutes: number }
    expect(utilisation).toBeCloseTo(minutes / capacity, 5)
    expect(utilisation).toBeGreaterThan(0)
    const whale = service['whale'] as { peak: number; total: number }
    expect(whale.peak).toBeGreaterThanOrEqual(whale.total)
    const periods = await ask('analyze_costs', {
      view: 'periods',
      periods: [
        { from: '2025-07-01', to: '2025-12-31' },
        { from: '2026-01-01', to: '2026-06-30' },
      ],
    })
    expect(
      (periods['measures'] as { stage: string; saving_rate: number }[]).find(
        ({ stage }) => stage === 'service',
      )?.saving_rate,
    ).toBeCloseTo(0.2, 6)
  }, 120_000)
})
