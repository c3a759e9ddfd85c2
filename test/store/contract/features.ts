import { describe, expect, it } from 'vitest'
import { load } from '../feed.ts'
import { rowOf, withStore } from './open.ts'
import type { OpenTestStore } from './open.ts'

export function featuresContract(open: OpenTestStore): void {
  describe('features as of a day', () => {
    it('takes profiles from the latest snapshot by then, aged to the day', () =>
      withStore(open, async store => {
        const names = ['customer_id', 'region', 'industry', 'days_since_last_activity', 'total_activities_30d', 'day:signup_date', 'customer_name', 'money:annual_revenue', 'attr:Colour']
        await load(store, 'account', names, [['a', 'N', 'Media', 3, 12, '2023-01-01', 'Acme', 500000, 'red'], ['b', 'S', null, 60, 0, '2024-05-01', 'Beta', null, null]], { asOf: '2024-03-01', currency: 'USD' })
        await load(store, 'account', names, [['a', 'W', null, 50, 1, '2023-01-01', 'Acme', 700000, 'blue']], { asOf: '2024-06-01', currency: 'USD' })
        const spring = await store.customerTable({ asOf: '2024-03-11' })
        expect(rowOf(spring, 'a')).toEqual({ region: 'N', industry: 'Media', days_since_last_activity: 13, total_activities_30d: 12, tenure_days: 435, annual_revenue: 5000, Colour: 'red' })
        expect(spring.customerIds).toEqual(['a'])
        const summer = await store.customerTable({ asOf: '2024-06-01', groups: ['profile'] })
        expect(rowOf(summer, 'a')).toEqual({ region: 'W', industry: 'Media', days_since_last_activity: 50, total_activities_30d: 1, tenure_days: 517, annual_revenue: 7000 })
        expect(rowOf(summer, 'b')).toMatchObject({ region: 'S', days_since_last_activity: 152 })
        // Before any snapshot only lasting facts are known.
        expect(rowOf(await store.customerTable({ asOf: '2024-01-01' }), 'a')).toEqual({ region: 'N', industry: 'Media', tenure_days: 365 })
      })) // prettier-ignore

    it('knows the sums of an undated customer file on the last day only, never on a day before', () =>
      withStore(open, async store => {
        await load(store, 'order', ['customer_id', 'day:order_date', 'money:paid_amount', 'order_id'], [['a', '2024-01-01', 1000, 'o1'], ['a', '2024-06-10', 1500, 'o2']])
        await load(store, 'customer', ['customer_id', 'region', 'money:total_spent', 'money:avg_order_value', 'day:last_order_date', 'attr:Colour'], [['a', 'N', 2500, 1250, '2024-06-10', 'red']])
        const groups = ['profile', 'attributes'] as const
        expect(rowOf(await store.customerTable({ asOf: '2024-06-10', groups }), 'a')).toEqual({ region: 'N', total_spent: 25, avg_order_value: 12.5, days_since_last_order: 0, Colour: 'red' })
        expect(rowOf(await store.customerTable({ asOf: '2024-06-09', groups }), 'a')).toEqual({ region: 'N', Colour: 'red' })
      })) // prettier-ignore

    it('counts contacts where the account does not', () =>
      withStore(open, async store => {
        await load(
          store,
          'account',
          ['customer_id', 'industry'],
          [
            ['a', 'x'],
            ['b', 'y'],
          ],
        )
        await load(
          store,
          'contact',
          ['contact_id', 'customer_id', 'email'],
          [
            ['1', 'a', 'z@example.com'],
            ['2', 'a', null],
            ['3', 'a', 'none'],
          ],
        )
        expect(rowOf(await store.customerTable({ asOf: '2024-01-01' }), 'a')).toMatchObject({
          total_contacts: 3,
          contacts_with_email: 1,
        })
      }))

    it('describes buying by windows, rhythm and shares', () =>
      withStore(open, async store => {
        await load(store, 'order', ['customer_id', 'day:order_date', 'money:paid_amount', 'order_id', 'money:discount_amount', 'money:refund_amount', 'product_category'], [
          ['a', '2024-01-01', 1000, 'o1', 250, null, 'x'], ['a', '2024-04-10', 2000, 'o2', null, 500, 'y'], ['a', '2024-06-10', 1500, 'o3', 0, null, 'x'],
          ['a', '2024-07-05', 100, 'o4', null, null, 'z'], ['b', '2023-01-01', 700, 'o5', null, null, null],
        ]) // prettier-ignore
        const table = await store.customerTable({ asOf: '2024-06-30', groups: ['orders'] })
        const {
          refund_share: refunds,
          discount_share: discounts,
          overdue_ratio: overdue,
          average_order_value: average,
          ...rest
        } = rowOf(table, 'a')
        expect(rest).toEqual({
          order_count: 3, purchase_days: 3, revenue_total: 40, days_since_first_order: 181, days_since_last_order: 20, repeats: 2,
          orders_90d: 2, revenue_90d: 30, orders_prior_90d: 0, revenue_prior_90d: 0, purchase_gap_mean_days: 80.5, distinct_categories: 2,
        }) // prettier-ignore
        expect([refunds, discounts, overdue, average].map(value => Number(Number(value).toFixed(6)))).toEqual(
          [0.111111, 0.052632, 0.248447, 13.333333],
        )
        expect(rowOf(table, 'b')).toMatchObject({
          order_count: 1,
          repeats: 0,
          days_since_last_order: 546,
          orders_90d: 0,
        })
      }))

    it('describes tickets, activity, payments, surveys, deals and campaigns', () =>
      withStore(open, async store => {
        await load(store, 'ticket', ['customer_id', 'day:ticket_created_at', 'ticket_id', 'is_resolved', 'response_hours', 'csat'], [
          ['a', '2024-06-01', 't1', 0, 4, 2], ['a', '2024-02-01', 't2', 1, 8, null], ['a', '2023-02-01', 't3', 0, null, null], ['a', '2024-07-15', 't4', 0, 99, 1],
        ])
        await load(store, 'activity', ['customer_id', 'day:event_time', 'activity_count'], [['a', '2024-06-20', 5], ['a', '2024-06-20', 2], ['a', '2024-05-01', 3], ['a', '2024-02-01', 4], ['b', '2024-01-01', null]])
        await load(store, 'payment', ['customer_id', 'day:paid_on', 'money:payment_amount', 'payment_success'], [['a', '2024-06-01', 100, 0], ['a', '2024-05-01', 100, 1], ['a', '2024-01-01', 100, 1]])
        await load(store, 'survey', ['customer_id', 'day:survey_date', 'survey_type', 'score'], [['a', '2024-01-01', 'nps', 9], ['a', '2024-06-01', 'nps', 3], ['a', '2024-08-01', 'nps', 1], ['a', '2024-03-01', 'csat', 4]])
        await load(store, 'opportunity', ['opportunity_id', 'customer_id', 'money:amount', 'is_won', 'probability', 'day:expected_close'], [['1', 'a', 10000, 1, null, '2024-01-01'], ['2', 'a', 4000, null, 0.25, '2024-09-01'], ['3', 'a', 900, 0, null, '2024-02-01']])
        await load(store, 'campaign_member', ['campaign_id', 'customer_id', 'variant', 'day:treated_at', 'responded'], [['c', 'a', 'treatment', '2024-05-05', 1], ['d', 'a', 'control', '2024-05-06', 0]])
        const row = rowOf(await store.customerTable({ asOf: '2024-06-30' }), 'a')
        expect(row).toMatchObject({
          tickets_90d: 1, tickets_180d: 2, unresolved_tickets: 2, unresolved_tickets_90d: 1, unresolved_share_180d: 0.5, response_hours_mean: 6, csat_mean: 2,
          activity_count_30d: 7, activity_count_90d: 10, activity_prior_90d: 4, active_days_30d: 1, days_since_last_activity: 10, total_activities_30d: 7,
          payments_90d: 2, failed_payments_31d: 1, failed_payments_90d: 1, nps_last: 3, csat_last: 4, won_amount: 100, open_pipeline: 40, weighted_pipeline: 10,
          campaigns_90d: 1, campaign_response_share: 1,
        })
        expect(Number(row['failed_payment_share'])).toBeCloseTo(1 / 3, 12)
        expect(rowOf(await store.customerTable({ asOf: '2024-06-30' }), 'b')).toMatchObject({ tickets_90d: 0, activity_count_30d: 0, days_since_last_activity: 181 })
      })) // prettier-ignore

    it('describes contracts: money, age, renewal, downgrade, end', () =>
      withStore(open, async store => {
        const names = ['subscription_id', 'customer_id', 'day:subscription_start', 'day:cancelled_at', 'day:renewal_date', 'money:mrr', 'money:contract_value', 'plan_name', 'seats', 'subscription_status']
        await load(store, 'subscription', names, [
          ['s1', 'a', '2023-01-01', '2024-01-01', null, 10000, null, 'Pro', 5, 'cancelled'], ['s2', 'a', '2024-01-01', null, '2025-01-01', 6000, null, 'Lite', 3, 'active'],
          ['s3', 'b', '2024-02-01', '2024-05-01', null, null, 120000, 'Pro', 1, 'cancelled'], ['s4', 'c', '2024-06-15', null, null, 500, null, 'Try', 1, 'trial'],
        ])
        await load(store, 'ticket', ['customer_id', 'day:ticket_created_at'], [['a', '2024-06-30']])
        const table = await store.customerTable({ asOf: '2024-06-30', groups: ['subscription'] })
        expect(rowOf(table, 'a')).toEqual({ active: 1, mrr: 60, plan_name: 'Lite', seats: 3, subscription_status: 'active', subscription_age_days: 546, days_to_renewal: 185, downgraded_365d: 1 })
        expect(rowOf(table, 'b')).toEqual({ active: 0, mrr: 0, plan_name: 'Pro', subscription_status: 'cancelled', subscription_age_days: 150, downgraded_365d: 0 })
        expect(rowOf(table, 'c')).toMatchObject({ active: 1, mrr: 0, plan_name: 'Try' })
        // On an earlier day the later cancellation is not known.
        expect(rowOf(await store.customerTable({ asOf: '2024-03-01', groups: ['subscription'] }), 'b')).toMatchObject({ active: 1, mrr: 100, subscription_status: 'active' })
      })) // prettier-ignore

    it('takes an empty day of leaving in a list of customers for still being there', () =>
      withStore(open, async store => {
        await load(store, 'customer', ['customer_id', 'day:signup_date', 'day:churn_date'], [['left', '2023-01-01', '2024-03-10'], ['gone', '2023-01-01', '2023-12-01'], ['stays', '2023-01-01', null], ['too', '2023-05-01', null]])
        const judged = await store.outcomes({ from: '2024-01-31', to: '2024-06-30', definition: { kind: 'label' } })
        expect([judged.customerIds, [...judged.churned]]).toEqual([['left', 'stays', 'too'], [1, 0, 0]])
      })) // prettier-ignore

    it('labels by the day: gone, back, still there, unknown', () =>
      withStore(open, async store => {
        await load(store, 'label', ['customer_id', 'day:churn_date', 'churn_reason'], [['gone', '2024-02-01', 'price'], ['later', '2024-09-01', 'service'], ['back', '2024-01-01', 'price']])
        await load(store, 'subscription', ['subscription_id', 'customer_id', 'day:subscription_start', 'money:mrr'], [['1', 'gone', '2023-01-01', 1], ['2', 'back', '2024-03-01', 1], ['3', 'stays', '2023-01-01', 1]])
        const table = await store.customerTable({ asOf: '2024-06-30', groups: ['label'] })
        expect(rowOf(table, 'gone')).toEqual({ churned: 1, churn_day: 19754, churn_reason: 'price' })
        expect([rowOf(table, 'later'), rowOf(table, 'back'), rowOf(table, 'stays')]).toEqual([{ churned: 0 }, { churned: 0 }, { churned: 0 }])
      })) // prettier-ignore

    it('knows the outcome by each definition of churn', () =>
      withStore(open, async store => {
        await load(store, 'order', ['customer_id', 'day:order_date', 'money:paid_amount'], [
          ['quiet', '2024-01-20', 1], ['buys', '2024-01-20', 1], ['buys', '2024-02-10', 1], ['gone', '2023-06-01', 1], ['new', '2024-02-05', 1],
          ['slow', '2024-01-05', 1], ['slow', '2024-02-25', 1],
        ])
        // Nothing bought in the window after 31 January: quiet, silent for 30 days on 19 February. Who came back has not left.
        const silent = await store.outcomes({ from: '2024-01-31', to: '2024-02-29', definition: { kind: 'silence', days: 30 } })
        expect(silent).toMatchObject({ customerIds: ['quiet', 'buys', 'slow'], eligible: 3, churnedCount: 1 })
        expect([...silent.churned]).toEqual([1, 0, 0])
        expect([...silent.churnDay]).toEqual([19772, -2147483648, -2147483648])

        await load(store, 'subscription', ['subscription_id', 'customer_id', 'day:subscription_start', 'day:cancelled_at', 'money:mrr'], [
          ['1', 'ends', '2023-01-01', '2024-02-15', 1], ['2', 'renews', '2023-01-01', '2024-02-15', 1], ['3', 'renews', '2024-02-20', null, 1],
          ['4', 'stays', '2023-01-01', null, 1], ['5', 'over', '2023-01-01', '2023-12-31', 1],
        ])
        const ended = await store.outcomes({ from: '2024-01-31', to: '2024-02-29', definition: { kind: 'contract', graceDays: 7 } })
        expect(ended.customerIds.map((id, at) => [id, ended.churned[at]])).toEqual([['ends', 1], ['renews', 0], ['stays', 0]])

        await load(store, 'label', ['customer_id', 'day:churn_date'], [['ends', '2024-02-15'], ['over', '2023-12-31'], ['stays', '2024-06-01']])
        const declared = await store.outcomes({ from: '2024-01-31', to: '2024-02-29', definition: { kind: 'label' } })
        expect(declared.customerIds).not.toContain('over')
        expect(declared.customerIds.filter((_, at) => declared.churned[at] === 1)).toEqual(['ends'])
        await expect(store.outcomes({ from: '2024-02-29', to: '2024-01-31', definition: { kind: 'label' } })).rejects.toMatchObject({ code: 'invalid_input' })
      })) // prettier-ignore
  })
}
