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

  it('says in the language of the reader why a figure does not exist, and what was given in vain', async () => {
    const { ask, refusal } = await withData()
    const several = await ask(
      'analyze_costs',
      { inputs: { cash_flows: [-1000, 2500, -1540], annual_discount: 0.1, investment: 100 } },
      { language: 'zh-TW' },
    )
    // −1000 + 2500 v − 1540 v² = 0 at v = 1/1.1 and 1/1.4.
    expect(several).toMatchObject({ irr: null, reasons: { irr: 'several_rates' } })
    expect(several.warnings.join('')).toContain('10%、40%')
    expect(several.warnings.join('')).toContain('只有 investment，還缺 total_benefit')
    expect(several.assumptions[0]).toContain('10%')
    const churned = await ask('analyze_costs', {
      inputs: { acquisition_cost: 500, monthly_revenue: 100, gross_margin: 0.8, monthly_churn: 0.02 },
    })
    // 80 a month from survivors: 500 = 80 (1 − 0.98^n)/0.02, so n = ln(0.875)/ln(0.98).
    expect(churned['payback_months_with_churn']).toBeCloseTo(Math.log(0.875) / Math.log(0.98), 9)
    expect(
      await refusal('analyze_costs', { inputs: { investment: 200, total_benefit: 300, net_gain: 300 } }),
    ).toContain('total_benefit − investment = 100')
    expect(
      await ask('analyze_costs', { inputs: { investment: 200, total_benefit: 300, net_gain: 100 } }),
    ).toMatchObject({
      roi: 0.5,
    })
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
    // Acquisition is the one stage off its budget; it cost less because fewer customers came, service for its own sake.
    expect(overview['stages']).toEqual(
      expect.arrayContaining([expect.objectContaining({ stage: 'acquisition', over_budget: -146_400 })]),
    )
    expect(overview['measures']).toMatchObject([{ stage: 'service' }])
    expect(overview.summary).toContain('No stage is over its budget')
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
    // Five channels: four methods fit a short answer, the others come when asked for.
    expect([...totals.keys()]).toEqual(['first', 'last', 'linear', 'shapley'])
    expect(JSON.stringify(channels).length).toBeLessThanOrEqual(8_000)
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
    // 59 % of the cost for 10 % of the margin.
    const segments = (service['service'] as { segments: { segment: string; over_served: boolean }[] })
      .segments
    expect(segments.filter(row => row.over_served).map(row => row.segment)).toEqual(['low'])
    // Neither orders nor uses are on record here.
    expect(channels['activation']).toBeNull()
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

  it('keeps a measure as a record of five steps, against the goals that the user set', async () => {
    const { ask, take } = await withData()
    for (const path of sampleFiles('lifecycle-costs')) await take(path)
    await take('data/samples/saas/accounts.csv')
    await take('data/samples/saas/tickets.csv')
    await ask('configure', { set: { reporting_currency: 'USD' } })
    const measure = { name: 'portal', stage: 'service', started: '2026-01-01', target_saving: 0.15 }
    const met = await ask('analyze_costs', { measure: { ...measure, investment: 20_000 } })
    const record = met['record'] as Record<string, unknown> & { steps: string[]; collected: unknown[] }
    // 126,000 before and 100,800 after in six months each: 4,200 a month; 25,200 in all for 20,000.
    expect(record).toMatchObject({
      monthly_saving: 4200,
      saving_rate: 0.2,
      benefit: 25_200,
      roi: 0.26,
      goal_met: true,
      missed_by: null,
    })
    expect(record.steps).toHaveLength(5)
    expect(record.collected).toEqual(
      expect.arrayContaining([expect.objectContaining({ figure: 'satisfaction', unit: 'points_of_five' })]),
    )
    const more = { ...measure, target_satisfaction: 1, compare_stage: 'retention' }
    const missed = await ask('analyze_costs', { measure: more })
    expect(missed['record']).toMatchObject({ goal_met: false, missed_by: 'design' })
    expect((missed['record'] as { adjusted_monthly_saving: number }).adjusted_monthly_saving).toBeLessThan(
      4200.01,
    )
    const half = await ask(
      'analyze_costs',
      { measure: { ...more, executed_share: 0.5 } },
      { language: 'zh-TW' },
    )
    expect(half['record']).toMatchObject({ missed_by: 'execution' })
    expect(half.summary).toContain('沒有執行到位')
    const late = await ask('analyze_costs', { measure: { started: '2031-01-01' } })
    expect(late).toMatchObject({ record: null })
    expect(late.warnings.join(' ')).toContain('cannot be judged')
  }, 120_000)
})

describe('a chain in Taiwan that nobody prepared', () => {
  it('reads 萬, tells the missing month, takes it out of CAC, and counts every stage it has data for', async () => {
    const { ask } = await withData()
    const give = async (entity: string, rows: string[]) =>
      expect(
        await ask('import_data', { csv_text: `${rows.join('\n')}\n`, entity, mode: 'commit' }),
      ).toMatchObject({ status: 'ok' })
    const months = ['01', '02', '03', '04', '05', '06', '07', '08'].filter(month => month !== '04')
    await give('customer', [
      '會員編號,入會日,來源管道',
      ...Array.from(
        { length: 80 },
        (_, id) => `M${id},2025-0${1 + (id % 8)}-05,${id % 2 ? '門市' : '會員推薦'}`,
      ),
    ])
    await give('cost', [
      '成本階段,通路,成本金額(萬元),預算金額(萬元),成本日期',
      ...months.flatMap(month => [`獲客,門市,7,6,2025-${month}-28`, `服務,,4,5,2025-${month}-28`]),
    ])
    await give('order', [
      '訂單編號,會員編號,消費日期,實付金額',
      ...Array.from({ length: 120 }, (_, n) => `T${n},M${n % 80},2025-0${1 + (n % 8)}-1${n % 9},${500 + n}`),
    ])
    await give('survey', [
      '會員編號,調查日期,調查類型,分數,滿分',
      ...[9, 10, 9, 3, 8].map((score, id) => `M${id},2025-05-0${id + 1},NPS,${score},10`),
    ])
    await give('campaign_member', [
      '活動編號,會員編號,分組,發送時間,是否開啟,是否點擊,是否使用優惠券',
      ...Array.from(
        { length: 40 },
        (_, id) => `夏日,M${id},${id < 10 ? '對照組' : '實驗組'},2025-06-03,${id % 2 ? '是' : '否'},否,否`,
      ),
    ])
    await ask('configure', { set: { reporting_currency: 'TWD' } })
    const answer = await ask('analyze_costs', {}, { language: 'zh-TW' })
    // Seven months of 7 萬 and 4 萬; ten of the 80 customers came in April, whose spend is not on record.
    expect(answer['total_cost']).toBe(770_000)
    expect(answer['missing_months']).toEqual([{ stage: null, months: ['2025-04'] }])
    expect(answer.warnings[0]).toContain('2025-04')
    expect(answer['cac']).toMatchObject({ new_customers: 70, blended: 7000 })
    expect(answer.summary).toContain('獲客超出預算 $70,000')
    const found = Object.fromEntries(
      (answer['indicators'] as { name: string; value: number }[]).map(({ name, value }) => [name, value]),
    )
    // Three promoters and one detractor of five; 15 of the 30 who were sent something opened it.
    expect(found).toMatchObject({ nps: 40, open_rate: 0.5, click_rate: 0, coupon_rate: 0, cac: 7000 })
    expect(found['repurchase_rate']).toBeGreaterThan(0)
    expect(answer['missing_indicators']).toEqual(
      expect.arrayContaining([expect.objectContaining({ name: 'feature_use_share' })]),
    )
  }, 60_000)
})
