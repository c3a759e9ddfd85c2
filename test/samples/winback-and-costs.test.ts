import { describe, expect, it } from 'vitest'
import { cell, cents, csvRows, number, shareOf, sheetRows, sumOf, truthOf, type Row } from './read-sample.ts'

const test = await sheetRows('winback', '挽回实验.xlsx', '实验')
const actions = csvRows('winback', 'retention_actions.csv')
const kept = (belongs: (row: Row) => boolean): number =>
  shareOf(test.filter(belongs), row => cell(row, '是否挽回') === '是')
const arm = (row: Row): string => cell(row, '实验组别')
const untreated = kept(row => arm(row) === '对照组')

describe('the win-back sample', () => {
  it('has a true lift of 4.0 points overall', () => {
    expect(test).toHaveLength(4000)
    expect(kept(row => arm(row) !== '对照组') - untreated).toBeCloseTo(0.04, 9)
    expect(truthOf('winback')).toMatchObject({ lift: 0.04, harmful: 'daily_sms' })
  })

  it('has one variant that does harm', () => {
    const lift = (name: string) => kept(row => arm(row) === `实验组-${name}`) - untreated
    expect(lift('电话关怀')).toBeCloseTo(0.09, 9)
    expect(lift('优惠券')).toBeCloseTo(0.065, 9)
    expect(lift('每日短信')).toBeCloseTo(-0.035, 9)
  })

  it('keeps the strata in balance', () => {
    for (const name of ['对照组', '实验组-电话关怀', '实验组-优惠券', '实验组-每日短信']) {
      const members = test.filter(row => arm(row) === name)
      expect(shareOf(members, row => cell(row, '价值分层') === '高价值')).toBeCloseTo(0.2, 9)
      expect(shareOf(members, row => cell(row, '价值分层') === '低价值')).toBeCloseTo(0.45, 9)
    }
  })

  it('logs every treated customer with the same outcome and costs', () => {
    const logged = new Map(actions.map(row => [cell(row, 'customer_id'), row]))
    const treated = test.filter(row => arm(row) !== '对照组')
    expect(logged.size).toBe(treated.length)
    for (const row of treated) {
      const action = logged.get(cell(row, '客户编号')) ?? {}
      expect(cell(action, 'retained')).toBe(cell(row, '是否挽回') === '是' ? '1' : '0')
      expect(cents(action, 'labor_cost')).toBe(cents(row, '人力成本'))
    }
    expect(actions.every(row => cell(row, 'identified_at') <= cell(row, 'executed_at'))).toBe(true)
  })
})

describe('the cost sample', () => {
  const costs = csvRows('lifecycle-costs', 'costs.csv')
  const accounts = csvRows('saas', 'accounts.csv').filter(row => cell(row, 'Signup Date') >= '2025-07-01')

  it.each([
    ['Search ads', 420],
    ['Events', 950],
    ['Referral', 120],
    ['Partner', 610],
  ])('spends the planted amount on a customer of %s', (channel, dollars) => {
    const spent = sumOf(
      costs.filter(row => cell(row, 'Channel') === channel),
      row => cents(row, 'Cost Amount'),
    )
    const won = accounts.filter(row => cell(row, 'Acquisition Channel') === channel)
    expect(spent / won.length).toBe(dollars * 100)
  })

  it('saves a fifth of the service costs from January 2026 on', () => {
    const service = costs.filter(row => cell(row, 'Cost Stage') === 'service')
    const [before, after] = [service.slice(0, 6), service.slice(6)].map(rows =>
      sumOf(rows, row => cents(row, 'Cost Amount')),
    )
    expect(1 - (after ?? 0) / (before ?? 0)).toBeCloseTo(0.2, 12)
  })

  it('knows all seven stages, in Chinese as in English', () => {
    expect(new Set(costs.map(row => cell(row, 'Cost Stage')))).toHaveProperty('size', 7)
    const chinese = csvRows('lifecycle-costs', '成本.csv')
    expect(sumOf(chinese, row => cents(row, '成本金额'))).toBe(sumOf(costs, row => cents(row, 'Cost Amount')))
  })

  it('lets every touch precede the signature and the last one carry the channel of the account', () => {
    const byId = new Map(accounts.map(row => [cell(row, 'Customer ID'), row]))
    const touches = csvRows('lifecycle-costs', 'touchpoints.csv')
    const last = new Map(touches.map(row => [cell(row, 'Customer ID'), row]))
    expect(last.size).toBe(accounts.length)
    for (const row of touches) {
      expect(cell(row, 'Touched At') < cell(byId.get(cell(row, 'Customer ID')) ?? {}, 'Signup Date')).toBe(
        true,
      )
      expect(number(row, 'Cost')).toBeGreaterThan(0)
    }
    for (const [id, row] of last)
      expect(cell(row, 'Channel')).toBe(cell(byId.get(id) ?? {}, 'Acquisition Channel'))
  })
})
