import { describe, expect, it } from 'vitest'
import { readHeader } from '../../src/importers/header-match.ts'
import { loadSynonyms } from '../../src/importers/synonyms.ts'

const synonyms = loadSynonyms()
const read = (header: string) => readHeader(header, synonyms)
const best = (header: string): string | null => {
  const match = read(header).matches[0]
  return match !== undefined && match.confidence >= 0.6 ? match.field : null
}

describe('headers by their words', () => {
  it.each([
    ['customerID', 'customer_id'],
    ['CUSTOMER_ID', 'customer_id'],
    [' 会员编号 ', 'customer_id'],
    ['會員編號', 'customer_id'],
    ['household_id', 'customer_id'],
    ['subscriber no', 'customer_id'],
    ['客户代码', 'customer_id'],
    ['basket_id', 'order_id'],
    ['InvoiceNo', 'order_id'],
    ['transaction_timestamp', 'order_date'],
    ['purchased_at', 'order_date'],
    ['下单日', 'order_date'],
    ['sales_value', 'paid_amount'],
    ['订单实付金额', 'paid_amount'],
    ['MonthlyCharges', 'mrr'],
    ['opened_on', 'ticket_created_at'],
    ['hours_to_close', 'response_hours'],
    ['UnitPrice', 'unit_price'],
    ['contact_date', 'treated_at'],
    ['retained_90d', 'retained'],
    ['country', 'region'],
    ['cutomer_id', 'customer_id'],
    ['Last Visit Date', 'last_activity_at'],
    ['買家手機號', 'phone'],
    ['action_id', 'campaign_id'],
    ['Refunded Amount', 'refund_amount'],
  ])('%s means %s', (header, field) => {
    expect(read(header).matches.map(match => match.field)).toContain(field)
    expect(best(header)).not.toBeNull()
  })

  it.each([
    'tenure',
    'total_day_charge_minutes',
    'initial_plan',
    'voice_mail_plan',
    'number_customer_service_calls',
    'OnlineSecurity',
    'churn_id',
    '手机归属地',
    '邮箱验证状态',
    'T',
    'xyz',
  ])('%s is left alone', header => expect(best(header)).toBeNull())

  it('reads units and currencies out of headers', () => {
    expect(read('金额(万元)')).toMatchObject({ multiplier: 10_000, trap: 'amount' })
    expect(read('年营业额（万元）').matches[0]).toMatchObject({ field: 'annual_revenue', confidence: 1 })
    expect(read('Revenue (USD)')).toMatchObject({ currency: 'USD' })
    expect(read('金額(新台幣)')).toMatchObject({ currency: 'TWD', trap: 'amount' })
    expect(read('Paid amount (cents)').multiplier).toBe(0.01)
    expect(read('resolution_minutes').hoursPerUnit).toBeCloseTo(1 / 60)
  })

  it('knows negations, leaks, people and traps', () => {
    expect(read('是否退訂')).toMatchObject({
      negated: true,
      matches: [{ field: 'marketing_consent', confidence: 1 }],
    })
    expect(read('unsubscribed')).toMatchObject({ negated: true })
    expect(read('Email consent').matches[0]?.field).toBe('marketing_consent')
    expect(read('churn_score')).toMatchObject({ leak: true, matches: [] })
    expect(read('流失风险').leak).toBe(true)
    expect(read('first_name').personal).toBe(true)
    const traps = {
      金額: 'amount',
      total: 'amount',
      客戶等級: 'grade',
      segment: 'grade',
      狀態: 'status',
      日期: 'date',
      created: 'date',
      编号: 'id',
      'no.': 'id',
      年收入: 'annual_revenue',
      收货地址: 'address',
      负责人: 'owner',
      昵称: 'nickname',
    }
    for (const [header, trap] of Object.entries(traps)) expect(read(header).trap, header).toBe(trap)
  })
})
