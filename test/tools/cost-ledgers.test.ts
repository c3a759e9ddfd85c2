import { describe, expect, it } from 'vitest'
import { withData } from './with-data.ts'

type Row = Record<string, unknown>

/** Gives a table as text, answers what is asked, and says which columns became which fields. */
async function shop(language: 'en' | 'zh-CN' | 'zh-TW') {
  const { ask } = await withData()
  const give = async (rows: readonly string[], entity?: string): Promise<Record<string, string | null>> => {
    const first = await ask('import_data', {
      csv_text: `${rows.join('\n')}\n`,
      ...(entity ? { entity } : {}),
    })
    const next = first.suggested_actions.find(({ tool, arguments: given }) => tool === 'import_data' && given)
    const done = first.status === 'ok' ? first : await ask('import_data', next?.arguments ?? {})
    expect(done.status).toBe('ok')
    return Object.fromEntries(
      (done['mapping'] as { column: string; field: string | null }[]).map(({ column, field }) => [
        column,
        field,
      ]),
    )
  }
  return { give, ask: (input: Row) => ask('analyze_costs', input, { language }), configure: ask }
}

const find = (rows: unknown, key: string, value: string): Row | undefined =>
  (rows as Row[]).find(row => row[key] === value)

describe('ledgers in their own words', () => {
  it('reads the stages of a Chinese chain, counts a month as a month, and folds channel names', async () => {
    const { give, ask, configure } = await shop('zh-CN')
    const mapped = await give([
      ' 费用所属阶段 ,投放渠道,实际支出（元）,预算（元） ,所属月份',
      ...[1, 2, 3, 4].flatMap(month => [
        `拉新获客,抖音,${4000 + month},4000,2025年${month}月`,
        `拉新获客,,1000,,2025年${month}月`,
        `教务服务,,6000,7000,2025年${month}月`,
        `流失挽回,,500,,2025年${month}月`,
      ]),
    ])
    expect(mapped).toMatchObject({ 费用所属阶段: 'cost_stage', 所属月份: 'cost_date' })
    await configure('configure', { set: { reporting_currency: 'CNY' } })
    const alone = await ask({})
    // A ledger needs no customers.
    expect(alone).toMatchObject({ status: 'ok', total_cost: 46_010, cac: null })
    expect(alone['budget']).toEqual({ planned: 44_000, spent: 40_010, over: -3990, over_share: -0.0906818 })
    expect(find(alone['stages'], 'stage', 'service')).toMatchObject({ amount: 24_000, over_budget: -4000 })
    expect(alone.assumptions[0]).toContain('教务服务 → 服务')
    expect(alone.summary).toContain('2025年4月30日')
    await give(
      [
        '学员编号,入学日期,来源渠道',
        ...Array.from(
          { length: 40 },
          (_, n) => `S${n},2025-0${1 + (n % 4)}-29,${n % 2 ? ' 抖音' : '自然到访'}`,
        ).filter(row => !row.includes('02-29')),
      ],
      'customer',
    )
    const answer = await ask({ view: 'channels' })
    const cac = answer['cac'] as Row
    // Ten come in each of three months: January, March, April, all even ones but those of February.
    expect(cac).toMatchObject({
      new_customers: 30,
      blended: 667,
      total_spend: 20_010,
      unassigned_spend: 4000,
    })
    expect(find(cac['channels'], 'channel', '抖音')).toMatchObject({
      new_customers: 10,
      spend: 16_010,
      over_budget: 10,
    })
    expect(find(cac['channels'], 'channel', '自然到访')).toMatchObject({ attributed: null })
    expect(answer.warnings.join('')).toContain('自然到访')
    expect(answer.warnings.join('')).toContain('无法归因')
    // A window without costs is told from no costs at all.
    const outside = await ask({ periods: [{ from: '2024-01-01', to: '2024-06-30' }] })
    expect(outside).toMatchObject({ status: 'no_data' })
    expect(outside.summary).toContain('2025年1月1日')
  })

  it('holds actuals against budget by cost centre, and plans of months to come apart', async () => {
    const { give, ask } = await shop('en')
    await give([
      'Month,Cost center,Channel,Budget USD,Actual USD',
      ...['Jan 2025,9|10', 'Feb 2025,9|11', 'Mar 2025,9|'].flatMap(line => {
        const [month, pair = ''] = line.split(',')
        const [budget, actual] = pair.split('|')
        return [
          `${month},Sales & Marketing,Google Ads,${budget},${actual}`,
          `${month},Customer support,,5,${actual}`,
        ]
      }),
    ])
    const answer = await ask({})
    expect(answer).toMatchObject({ status: 'ok', total_cost: 42 })
    expect(answer['budget']).toMatchObject({ planned: 28, spent: 42, over: 14, over_share: 0.5 })
    expect(find(answer['stages'], 'stage', 'acquisition')).toMatchObject({ budget: 18, amount: 21 })
    expect(answer.warnings.join(' ')).toContain('2 lines hold a budget ($14')
    expect(answer.warnings.join(' ')).toContain('2025-03')
    expect(answer.summary).toContain('to 2025-02-28')
    const strange = await ask({ benchmarks: { cca: 3, 'stage_cost:service': 20 } })
    expect(find(strange['benchmarks'], 'name', 'stage_cost:service')).toMatchObject({
      value: 21,
      ratio: 1.05,
    })
    expect(strange.warnings.join(' ')).toMatch(/Nothing is measured under cca\..*stage_cost:service/)
  })

  it('says what a ledger without dates or stages cannot answer, never a zero', async () => {
    const { give, ask } = await shop('zh-TW')
    await give(['成本階段,成本金額,預算金額', '獲客,700,500', '服務,300,400'], 'cost')
    const undated = await ask({ view: 'channels' })
    expect(undated).toMatchObject({ status: 'ok', total_cost: 1000, cac: null, indicators: [] })
    expect(undated.summary).toContain('沒有日期')
    const other = await shop('zh-TW')
    await other.give(['日期,成本金額', '2025-01-31,700', '2025-02-28,300'], 'cost')
    await other.give(['會員編號,入會日', 'A,2025-01-05', 'B,2025-02-05'], 'customer')
    const bare = await other.ask({})
    expect(bare).toMatchObject({ status: 'ok', cac: null })
    expect(bare.warnings.join('')).toContain('2 筆成本沒有註明階段')
    expect(bare.warnings.join('')).toContain('沒有獲客階段的成本紀錄')
    expect(bare.summary).not.toContain('綜合獲客成本')
  })
})

describe('attribution over many channels', () => {
  it('keeps to a short answer, says which methods it left out, and gives each when asked', async () => {
    const { give, ask } = await shop('en')
    const channels = [
      'Google Ads',
      'LinkedIn',
      'Content',
      'Events',
      'Referral',
      'Partner',
      'Email',
      'Outbound',
    ]
    await give(
      [
        'Cost stage,Channel,Cost amount,Cost date',
        ...channels.map(one => `acquisition,${one},90,2025-01-31`),
      ],
      'cost',
    )
    await give(
      ['Customer ID,Signup date,Acquisition channel', ...channels.map((one, n) => `C${n},2025-01-20,${one}`)],
      'customer',
    )
    await give(
      [
        'Customer ID,Channel,Touched at,Touch cost',
        ...channels.flatMap((one, n) => [
          `C${n},${one},2025-01-05 10:00,3`,
          `C${n},google ads,2025-01-05 09:00,5`,
        ]),
        'L1,Events,2025-01-07,10',
      ],
      'touchpoint',
    )
    const answer = await ask({ view: 'channels' })
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8000)
    const rows = answer['attribution'] as { method: string; channel: string; customers: number }[]
    expect([...new Set(rows.map(({ method }) => method))]).toEqual(['first', 'last', 'shapley'])
    expect(answer.warnings.join(' ')).toContain('linear, position')
    // By the hour the search ad came first for all eight; a lead's touch costs its channel as well.
    expect(rows.find(row => row.method === 'first' && row.channel === 'Google Ads')?.customers).toBe(8)
    expect(find(rows, 'channel', 'Events')).toMatchObject({ touch_cost: 13 })
    const linear = await ask({ view: 'channels', attribution: 'linear' })
    expect(find(linear['attribution'], 'channel', 'Events')).toMatchObject({
      method: 'linear', customers: 0.5, cost_per_customer: 26,
    }) // prettier-ignore
  })
})

describe('cost to serve by the minutes of tickets', () => {
  const lines = [
    '成本階段,成本金額,產能時數,成本日期',
    '服務,6000,100,2025-01-31',
    '服務,6000,100,2025-02-28',
    '服務,900,,2025-02-28',
  ]
  const tickets = [
    '案件編號,病歷號,案件建立時間,服務分鐘',
    'T1,P1,2025-01-10,60',
    'T2,P1,2025-02-10,30',
    'T3,P2,2025-02-11,10',
  ]

  it('charges each customer their own minutes at the price of capacity, and nobody what was not used', async () => {
    const { give, ask } = await shop('zh-TW')
    await give(lines, 'cost')
    const first = await ask({ view: 'service' })
    expect(first['service']).toMatchObject({
      rate_per_minute: 1,
      utilisation: null,
      driver: null,
      segments: [],
    })
    expect(first.warnings.join('')).toContain('沒有案件紀錄')
    expect(await give(tickets, 'ticket')).toMatchObject({ 服務分鐘: 'minutes' })
    expect((await ask({ view: 'service' })).warnings.join('')).toContain('沒有營收紀錄')
    await give(
      [
        '單號,病歷號,看診日期,實收金額',
        ...Array.from(
          { length: 40 },
          (_, n) => `V${n},P${n % 4},2025-0${1 + (n % 2)}-15,${n % 4 === 1 ? 10 : 20}`,
        ),
        // Taken before the window: no margin of it.
        'V99,P1,2024-11-01,5000',
      ],
      'order',
    )
    const answer = await ask({ view: 'service' })
    // 12,000 over 200 hours: 1 a minute; 100 minutes used of 12,000.
    expect(answer['service']).toMatchObject({
      rate_per_minute: 1, minutes: 100, capacity_minutes: 12_000, unused_cost: 11_900, untimed_cost: 900,
      driver: 'ticket_minutes', margin_basis: 'orders',
    }) // prettier-ignore
    const segments = (answer['service'] as { segments: { cost: number; margin: number }[] }).segments
    expect(segments.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(100, 9)
    // 40 orders: 10 × 10 and 30 × 20, at 60 %.
    expect(segments.reduce((sum, { margin }) => sum + margin, 0)).toBeCloseTo(420, 9)
    // P1 brings 60 and takes 90 minutes.
    expect(answer['whale']).toMatchObject({ n: 4, total: 320, peak: 350, count_at_peak: 3, unprofitable: 1 })
    expect(answer.warnings.join('')).toContain('有 900 沒有產能分鐘')
  })
})
