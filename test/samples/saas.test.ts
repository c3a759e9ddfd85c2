import { describe, expect, it } from 'vitest'
import { cell, cents, csvRows, number, shareOf, sumOf, truthOf, type Row } from './read-sample.ts'

const accounts = csvRows('saas', 'accounts.csv')
const subscriptions = csvRows('saas', 'subscriptions.csv')
const usage = csvRows('saas', 'usage_monthly.csv')
const tickets = csvRows('saas', 'tickets.csv')
const payments = csvRows('saas', 'payments.csv')
const cancelled = new Map(
  subscriptions
    .filter(row => cell(row, 'Cancelled At') !== '')
    .map(row => [cell(row, 'Customer ID'), cell(row, 'Cancelled At')]),
)

/** "2025-01-31" → "2025-02": the month in which a month's behaviour may end a subscription. */
function monthAfter(date: string): string {
  const at = new Date(`${date.slice(0, 7)}-01T00:00:00Z`)
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)).toISOString().slice(0, 7)
}

const leavesAfter = (row: Row, dateColumn: string): boolean =>
  cancelled.get(cell(row, 'Customer ID'))?.slice(0, 7) === monthAfter(cell(row, dateColumn))

const usual = shareOf(usage, row => leavesAfter(row, 'Activity Date'))

describe('the subscription sample', () => {
  it('has 800 accounts over 24 months in three currencies', () => {
    expect(accounts).toHaveLength(800)
    expect(new Set(subscriptions.map(row => cell(row, 'Currency')))).toEqual(new Set(['USD', 'EUR', 'GBP']))
    expect(new Set(usage.map(row => cell(row, 'Activity Date')))).toHaveProperty('size', 24)
    expect(csvRows('saas', 'fx_rates.csv')).toHaveLength(24 * 3)
    expect(truthOf('saas')).toMatchObject({ churned: cancelled.size, tickets: tickets.length })
  })

  it('plants few active days, unresolved tickets and failed payments as drivers', () => {
    const quiet = usage.filter(row => (number(row, 'Active Days') ?? 0) < 5)
    expect(shareOf(quiet, row => leavesAfter(row, 'Activity Date'))).toBeGreaterThan(2.5 * usual)
    const open = tickets.filter(row => cell(row, 'Resolved') === 'No')
    const closed = tickets.filter(row => cell(row, 'Resolved') === 'Yes')
    const afterTicket = (row: Row) => leavesAfter(row, 'Ticket Created')
    expect(shareOf(open, afterTicket)).toBeGreaterThan(1.5 * shareOf(closed, afterTicket))
    const failed = payments.filter(row => cell(row, 'Payment Success') === '0')
    expect(shareOf(failed, row => leavesAfter(row, 'Paid On'))).toBeGreaterThan(2 * usual)
  })

  it('states a reason for every cancellation and for nothing else', () => {
    for (const row of subscriptions) {
      expect(cell(row, 'Churn Reason') !== '').toBe(cell(row, 'Cancelled At') !== '')
    }
  })

  it('carries the same money in the events as in the subscriptions', () => {
    const last = new Map(
      csvRows('saas', 'subscription_events.csv').map(row => [cell(row, 'Customer ID'), row]),
    )
    for (const row of subscriptions) {
      const event = last.get(cell(row, 'Customer ID')) ?? {}
      const money = cell(event, 'Event Type') === 'cancel' ? 'MRR Before' : 'MRR After'
      expect(cents(event, money)).toBe(cents(row, 'MRR'))
    }
  })

  it('says the same in Chinese', () => {
    const chinese = csvRows('saas', '订阅.csv')
    expect(sumOf(chinese, row => cents(row, '月经常性收入'))).toBe(
      sumOf(subscriptions, row => cents(row, 'MRR')),
    )
    expect(chinese.filter(row => cell(row, '取消时间') !== '')).toHaveLength(cancelled.size)
    expect(csvRows('saas', '客户.csv')).toHaveLength(800)
  })

  it('carries planted instructions in tickets and names nobody', () => {
    const texts = tickets.map(row => cell(row, 'Text'))
    expect(texts.filter(text => /remove_data|SYSTEM|^=cmd/.test(text))).toHaveLength(3)
    expect(accounts.every(row => cell(row, 'Email').endsWith('@example.org'))).toBe(true)
  })
})
