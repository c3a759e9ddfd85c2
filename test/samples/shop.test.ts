import { describe, expect, it } from 'vitest'
import { cell, cents, csvRows, shareOf, sheetRows, sumOf, truthOf, type Row } from './read-sample.ts'

const orders = csvRows('shop', '订单导出.csv', 'gbk')
const english = csvRows('shop', 'orders.csv')
const members = await sheetRows('shop', '会员表.xlsx', '会员')

/** First and last order day of every buyer. */
function spans(): Map<string, { first: string; last: string; count: number }> {
  const all = new Map<string, { first: string; last: string; count: number }>()
  for (const row of orders) {
    const [id, date] = [cell(row, '买家会员名'), cell(row, '订单创建时间').slice(0, 10)]
    const known = all.get(id)
    all.set(id, { first: known?.first ?? date, last: date, count: (known?.count ?? 0) + 1 })
  }
  return all
}

/** Share of the members seen since before November 2025 who ordered nothing in the last 120 days. */
function silentShare(belongs: (member: Row) => boolean): number {
  const buyers = spans()
  const seen = members.filter(belongs).flatMap(member => buyers.get(cell(member, '会员编号')) ?? [])
  return shareOf(
    seen.filter(({ first }) => first < '2025-11-01'),
    ({ last }) => last <= '2026-03-02',
  )
}

describe('the shop sample', () => {
  it('has 20,000 orders, 8 % of them refunded, many in another month', () => {
    expect(orders).toHaveLength(20_000)
    expect(new Set(orders.map(row => cell(row, '订单编号'))).size).toBe(20_000)
    const refunded = orders.filter(row => cell(row, '退款金额') !== '')
    expect(refunded).toHaveLength(1600)
    const later = refunded.filter(
      row => cell(row, '退款时间').slice(0, 7) !== cell(row, '订单创建时间').slice(0, 7),
    )
    expect(truthOf('shop')).toMatchObject({ 'zh-CN': { refunds_in_another_month: { n: later.length } } })
    expect(later.length).toBeGreaterThan(400)
  })

  it('reconciles to the cent', () => {
    for (const row of orders) {
      expect(cents(row, '总金额') - cents(row, '优惠金额')).toBe(cents(row, '买家实际支付金额'))
      expect(cents(row, '退款金额')).toBeLessThanOrEqual(cents(row, '买家实际支付金额'))
    }
    const total = (column: string) => (sumOf(orders, row => cents(row, column)) / 100).toFixed(2)
    expect(truthOf('shop')).toMatchObject({
      'zh-CN': { gross: total('总金额'), paid: total('买家实际支付金额'), refunds: total('退款金额') },
    })
    const paid = (sumOf(english, row => cents(row, 'Paid Amount')) / 100).toFixed(2)
    expect(truthOf('shop')).toMatchObject({ en: { paid, orders: english.length } })
  })

  it('joins members and buyers, but not all on either side', () => {
    const buyers = new Set(orders.map(row => cell(row, '买家会员名')))
    const known = new Set(members.map(row => cell(row, '会员编号')))
    const strangers = [...buyers].filter(id => !known.has(id))
    const idle = [...known].filter(id => !buyers.has(id))
    expect(truthOf('shop')).toMatchObject({
      'zh-CN': {
        buyers: buyers.size,
        buyers_without_member_record: strangers.length,
        members_without_order: idle.length,
      },
    })
    expect(strangers.length).toBeGreaterThan(100)
    expect(idle.length).toBeGreaterThan(100)
  })

  it('makes coupon hunters and livestream buyers go silent', () => {
    const coupon = silentShare(row => cell(row, '首单是否用券') === '是')
    const other = silentShare(row => cell(row, '首单是否用券') === '否')
    expect(coupon - other).toBeGreaterThan(0.08)
    const byChannel = ['直播间', '搜索', '老客推荐', '线下门店'].map(name =>
      silentShare(row => cell(row, '获客渠道') === name),
    )
    expect(Math.max(...byChannel)).toBe(byChannel[0])
    expect(Math.min(...byChannel)).toBe(byChannel[2])
  })

  it('carries enough history for the purchase models', () => {
    const repeaters = [...spans().values()].filter(({ count }) => count >= 3)
    expect(repeaters.length).toBeGreaterThan(500)
    expect(cell(orders.at(-1) ?? {}, '订单创建时间').slice(0, 7)).toBe('2026-06')
  })

  it('keeps odd forms: trailing spaces, long numbers, leading zeros, planted text', () => {
    expect(orders.every(row => /^\d{19}$/.test(cell(row, '订单编号')))).toBe(true)
    expect(members.every(row => /^\d{7}$/.test(cell(row, '会员编号')))).toBe(true)
    expect(members.every(row => /^120\d{8}$/.test(cell(row, '手机号')))).toBe(true)
    const names = csvRows('shop', 'members.csv').map(row => cell(row, 'Full Name'))
    expect(
      names.filter(name => /^[=+\-@]|SYSTEM/.test(name) || name.includes('ignore the rules')).length,
    ).toBeGreaterThan(1)
  })
})
