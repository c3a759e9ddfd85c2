import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { planImport } from '../../src/importers/index.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { mappingOf, readAll } from './read-all.ts'

interface Expected {
  entity: string
  rows: number
  /** Fields that must be mapped, by column. */
  mapping: Record<string, string>
  /** Kinds of the questions asked before an import without help. */
  asks: readonly string[]
}

const table: Record<string, Expected> = {
  'telco_ibm/Telco-Customer-Churn.csv': {
    entity: 'customer',
    rows: 7043,
    mapping: {
      customerID: 'customer_id',
      gender: 'gender',
      MonthlyCharges: 'mrr',
      TotalCharges: 'total_spent',
      Churn: 'churned',
    },
    asks: [],
  },
  'telco_ibm/Telco-Customer-Churn.xlsx': {
    entity: 'customer',
    rows: 7043,
    mapping: {
      customerID: 'customer_id',
      gender: 'gender',
      MonthlyCharges: 'mrr',
      TotalCharges: 'total_spent',
      Churn: 'churned',
    },
    asks: [],
  },
  'telco_ibm/telco_first_2000.json': {
    entity: 'customer',
    rows: 2000,
    mapping: {
      customerID: 'customer_id',
      gender: 'gender',
      MonthlyCharges: 'mrr',
      TotalCharges: 'total_spent',
      Churn: 'churned',
    },
    asks: [],
  },
  'cdnow_sample/cdnow_sample_iso.csv': {
    entity: 'order',
    rows: 6919,
    mapping: { customer_id: 'customer_id', date: 'order_date', quantity: 'quantity', amount: 'paid_amount' },
    asks: ['field'],
  },
  'cdnow_sample/CDNOW_sample.txt': {
    entity: 'order',
    rows: 6919,
    mapping: {
      'column 1': 'customer_id',
      'column 3': 'order_date',
      'column 4': 'quantity',
      'column 5': 'paid_amount',
    },
    asks: ['mapping'],
  },
  'complete_journey/transactions_2017h1.csv': {
    entity: 'order_line',
    rows: 37_186,
    mapping: {
      household_id: 'customer_id',
      basket_id: 'order_id',
      product_id: 'product_id',
      quantity: 'quantity',
      sales_value: 'paid_amount',
      transaction_timestamp: 'order_date',
    },
    asks: ['mapping'],
  },
  'complete_journey/transactions_2017h2.csv': {
    entity: 'order_line',
    rows: 37_814,
    mapping: {
      household_id: 'customer_id',
      basket_id: 'order_id',
      product_id: 'product_id',
      quantity: 'quantity',
      sales_value: 'paid_amount',
      transaction_timestamp: 'order_date',
    },
    asks: ['mapping'],
  },
  'complete_journey/demographics.csv': {
    entity: 'customer',
    rows: 801,
    mapping: { household_id: 'customer_id' },
    asks: [],
  },
  'complete_journey/campaigns.csv': {
    entity: 'campaign_member',
    rows: 6589,
    mapping: { campaign_id: 'campaign_id', household_id: 'customer_id' },
    asks: ['without_field'],
  },
  'complete_journey/campaign_descriptions.csv': {
    entity: 'campaign',
    rows: 27,
    mapping: { campaign_id: 'campaign_id', start_date: 'subscription_start', end_date: 'renewal_date' },
    asks: [],
  },
  'jaffle_shop/raw_customers.csv': {
    entity: 'customer',
    rows: 100,
    mapping: { id: 'customer_id' },
    asks: [],
  },
  'jaffle_shop/raw_orders.csv': {
    entity: 'order',
    rows: 99,
    mapping: { id: 'order_id', user_id: 'customer_id', order_date: 'order_date', status: 'order_status' },
    asks: ['without_field'],
  },
  'jaffle_shop/raw_payments.csv': {
    entity: 'payment',
    rows: 113,
    mapping: {
      id: 'payment_id',
      order_id: 'order_id',
      payment_method: 'payment_method',
      amount: 'payment_amount',
    },
    asks: ['money_unit'],
  },
  'example_transactions/example_transactions.csv': {
    entity: 'order',
    rows: 15_273,
    mapping: { date: 'order_date', id: 'customer_id' },
    asks: ['without_field'],
  },
  'rfm_edge_cases/transactions.csv': {
    entity: 'order',
    rows: 57,
    mapping: { customer_id: 'customer_id', purchased_at: 'order_date', amount: 'paid_amount' },
    asks: ['field'],
  },
  'mlc_churn/mlc_churn.csv': {
    entity: 'customer',
    rows: 5000,
    mapping: { state: 'region', churn: 'churned' },
    asks: [],
  },
  'campaign_synth/campaign.csv': {
    entity: 'campaign_member',
    rows: 12_000,
    mapping: {
      customer_id: 'customer_id',
      contact_date: 'treated_at',
      group: 'variant',
      retained_90d: 'retained',
    },
    asks: [],
  },
  'saas_synth/accounts.csv': {
    entity: 'account',
    rows: 500,
    mapping: {
      account_id: 'customer_id',
      company: 'customer_name',
      industry: 'industry',
      country: 'region',
      signup_date: 'signup_date',
      source: 'acquisition_channel',
    },
    asks: [],
  },
  'saas_synth/subscriptions.csv': {
    entity: 'subscription',
    rows: 935,
    mapping: {
      subscription_id: 'subscription_id',
      account_id: 'customer_id',
      start_date: 'subscription_start',
      end_date: 'renewal_date',
      plan: 'plan_name',
      seats: 'seats',
      mrr: 'mrr',
    },
    asks: [],
  },
  'saas_synth/usage_monthly.csv': {
    entity: 'activity',
    rows: 6175,
    mapping: { account_id: 'customer_id', month: 'event_time', events: 'activity_count' },
    asks: [],
  },
  'saas_synth/tickets.csv': {
    entity: 'ticket',
    rows: 2632,
    mapping: {
      ticket_id: 'ticket_id',
      account_id: 'customer_id',
      opened_on: 'ticket_created_at',
      priority: 'priority',
      hours_to_close: 'response_hours',
      satisfaction: 'csat',
    },
    asks: [],
  },
  'saas_synth/churn_events.csv': {
    entity: 'label',
    rows: 295,
    mapping: { account_id: 'customer_id', churn_date: 'churn_date', reason: 'churn_reason' },
    asks: [],
  },
}

const numbersOf = (values: readonly unknown[] | undefined): number[] =>
  (values ?? []).filter((value): value is number => typeof value === 'number')
const sum = (values: readonly unknown[] | undefined): number =>
  numbersOf(values).reduce((total, value) => total + value, 0)
const columnOf = (name: string, column: number): string[] =>
  readFileSync(datasetPath(name), 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map(line => line.split(',')[column] ?? '')
const cents = (texts: readonly string[]): number =>
  texts.reduce((total, text) => total + Math.round(Number(text) * 100), 0)

describeWithDatasets('files that no one prepared', () => {
  it.each(Object.entries(table))(
    '%s is understood without help, or with one clear question',
    async (name, { entity, rows, mapping, asks }) => {
      const { inspection, counts, n } = await readAll({ path: datasetPath(name) })
      expect({ entity: inspection.entity, mapping: mappingOf(inspection) }).toEqual({ entity, mapping })
      expect(inspection.questions.map(question => question.kind)).toEqual(asks)
      expect(planImport(inspection).status).toBe(asks.length === 0 ? 'ok' : 'needs_confirmation')
      expect(counts).toEqual({
        rowsRead: rows,
        rowsUsed: rows,
        rowsRejected: 0,
        totalsDropped: 0,
        blanksDropped: 0,
        duplicatesDropped: 0,
      })
      expect(n).toBe(rows)
    },
  )

  it('sums agree with the files to the cent', async () => {
    const read = async (name: string) => (await readAll({ path: datasetPath(name) })).fields
    expect(sum((await read('complete_journey/transactions_2017h1.csv'))['paid_amount'])).toBe(
      cents(columnOf('complete_journey/transactions_2017h1.csv', 5)),
    )
    expect(sum((await read('complete_journey/transactions_2017h2.csv'))['paid_amount'])).toBe(
      cents(columnOf('complete_journey/transactions_2017h2.csv', 5)),
    )
    expect(sum((await read('cdnow_sample/CDNOW_sample.txt'))['paid_amount'])).toBe(
      cents(columnOf('cdnow_sample/cdnow_sample_iso.csv', 4)),
    )
    expect(sum((await read('saas_synth/subscriptions.csv'))['mrr'])).toBe(
      cents(columnOf('saas_synth/subscriptions.csv', 6)),
    )
  })

  it('the same table reads the same from CSV and XLSX', async () => {
    const csv = await readAll({ path: datasetPath('telco_ibm/Telco-Customer-Churn.csv') })
    const xlsx = await readAll({ path: datasetPath('telco_ibm/Telco-Customer-Churn.xlsx') })
    expect(xlsx.fields).toEqual(csv.fields)
    expect(xlsx.attributes).toEqual(csv.attributes)
    expect(numbersOf(csv.fields['total_spent'])).toHaveLength(7043 - 11)
    expect(sum(csv.fields['churned'])).toBe(1869)
  })

  it('alike rows that are real orders stay: 21 of CDNOW, 1,003 of the example', async () => {
    const alike = async (name: string) =>
      (await readAll({ path: datasetPath(name) })).issues.find(issue => issue.kind === 'alike_rows_kept')
        ?.count
    expect(await alike('cdnow_sample/CDNOW_sample.txt')).toBe(21)
    expect(await alike('example_transactions/example_transactions.csv')).toBe(1003)
  })

  it('nothing of a band or a level gets lost', async () => {
    const { attributes, issues } = await readAll({ path: datasetPath('complete_journey/demographics.csv') })
    expect(new Set(attributes['household_size'])).toEqual(new Set(['1', '2', '3', '4', '5+']))
    expect(issues.filter(issue => issue.kind === 'bad_number')).toEqual([])
  })
})
