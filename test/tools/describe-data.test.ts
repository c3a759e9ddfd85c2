import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { settingKeys } from '../../src/kernel/settings.ts'
import { openWithData, withData } from './with-data.ts'

interface Truth {
  gross: string
  discounts: string
  paid: string
  refunds: string
  net: string
  refunded_orders: number
  refunds_in_another_month: { n: number; amount: string }
  months: { month: string; paid: string; refunded_in_month: string; refunds_of_orders_of_month: string }[]
  buyers: number
  buyers_without_member_record: number
}
const truth: { 'zh-CN': Truth } = JSON.parse(readFileSync('data/samples/shop/truth.json', 'utf8'))

describe('scenario 2: can the two tables be joined, and where is the difference to finance?', () => {
  let product: Awaited<ReturnType<typeof openWithData>>
  const planted = truth['zh-CN']
  beforeAll(async () => {
    product = await openWithData()
    await product.take('data/samples/shop/订单导出.csv')
    await product.take('data/samples/shop/会员表.xlsx')
  })
  afterAll(() => product.end())

  it('counts matched and unmatched keys', async () => {
    const answer = await product.ask('describe_data', { detail: 'full' }, { language: 'zh-CN' })
    const matched = planted.buyers - planted.buyers_without_member_record
    expect(answer['joins']).toMatchObject([
      {
        from: 'order',
        to: 'customer',
        key: 'customer_id',
        keys: planted.buyers,
        matched,
        unmatched: planted.buyers_without_member_record,
        match_rate: Math.round((matched / planted.buyers) * 10_000) / 10_000,
      },
    ])
    expect(answer.summary).toContain('6,769')
  })

  it('goes from gross to net to the cent, month by month', async () => {
    const answer = await product.ask('describe_data', { detail: 'full' })
    expect(answer['reconciliation']).toEqual({
      documents: 20_000,
      gross: Number(planted.gross),
      discounts: Number(planted.discounts),
      paid: Number(planted.paid),
      refunds: Number(planted.refunds),
      net: Number(planted.net),
      gross_difference: 0,
      documents_off: 0,
      without_revenue: { documents: 0, paid: 0 },
      refunded_documents: planted.refunded_orders,
      refunds_elsewhere: {
        documents: planted.refunds_in_another_month.n,
        amount: Number(planted.refunds_in_another_month.amount),
      },
      net_in_store: Number(planted.net),
      difference: 0,
      months: planted.months.map(
        ({ month, paid, refunded_in_month: within, refunds_of_orders_of_month: of }) => ({
          month,
          paid: Number(paid),
          refunds_of_orders: Number(of),
          refunds_in_month: Number(within),
        }),
      ),
      months_note: `All ${planted.months.length} months.`,
      documents_note: expect.stringMatching(/^20,000 rows in the files, 0 of them cancelled or pending/),
    })
    expect(answer.summary).toContain('725')
    expect(answer.summary).toContain('95,914.85')
  })

  it('gives every sum a figure id that can be followed to the rows', async () => {
    const answer = await product.ask('describe_data', {})
    const net = answer.figures.find(({ id }) => id.endsWith('reconciliation/net'))
    expect(net).toMatchObject({ value: Number(planted.net), badge: 'measured' })
    const trace = await product.ask('trace_figure', { figure_id: net?.id ?? '' })
    expect(trace).toMatchObject({ holds: true, value: Number(planted.net) })
    expect(trace['sources']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          file: '订单导出.csv',
          entity: 'order',
          rows_in_scope: 20_000,
          row_numbers: [2, 3, 4, 5, 6],
        }),
      ]),
    )
  })

  it('says what the data is enough for, and the shortfall', async () => {
    const gates = (await product.ask('describe_data', {}))['gates']
    expect(gates).toContainEqual({ output: 'predictive_clv', met: true, shortfall: '' })
    expect(gates).toContainEqual({
      output: 'campaign_lift',
      met: false,
      shortfall: 'customers in the control group 0 / 50; outcomes in the smaller arm 0 / 5',
      instead: 'counts only',
    })
  })

  it('stays within the usual size of a reply, in both forms', async () => {
    const outcome = await product.holdfast.call('describe_data', {})
    if (!outcome.ok) throw new Error(outcome.fault.message)
    expect(outcome.text.length).toBeLessThanOrEqual(8_000)
    expect(JSON.stringify(outcome.answer).length).toBeLessThanOrEqual(8_000)
  })

  it('repeats itself byte for byte', async () => {
    expect(await product.ask('describe_data', {})).toEqual(await product.ask('describe_data', {}))
  })
})

describe('describing data', () => {
  it('an empty store names the inbox and what waits there', async () => {
    const { ask, inbox } = await withData()
    writeFileSync(
      join(inbox, 'orders.csv'),
      'order_id,customer_id,order_date,paid_amount\nA1,C1,2025-01-05,10\n',
    )
    const answer = await ask('describe_data', {})
    expect(answer).toMatchObject({ status: 'no_data', inbox: [{ name: 'orders.csv', imported: false }] })
    expect(answer.suggested_actions).toEqual([
      {
        tool: 'import_data',
        why: 'Look at this file before storing it',
        arguments: { path: 'orders.csv', mode: 'preview' },
      },
    ])
    expect(answer.summary).toContain(inbox)
    await ask('import_data', { path: 'orders.csv' })
    expect(await ask('describe_data', {})).toMatchObject({
      status: 'ok',
      inbox: [{ name: 'orders.csv', imported: true }],
    })
  })

  it('counts what was refused and doubted, and how old each table is', async () => {
    const { ask } = await withData()
    const orders = [
      'A1,C1,2025-01-05,10',
      'A2,C2,2025-02-30,20',
      'A3,C3,2025-03-07,30',
      'A4,C4,2025-03-10,40',
    ]
    await ask('import_data', {
      csv_text: `order_id,customer_id,order_date,paid_amount\n${orders.join('\n')}\n`,
      mode: 'commit',
    })
    await ask('import_data', { csv_text: 'ticket_id,customer_id,ticket_created_at\nT1,C1,2025-03-20\n' })
    const { quality } = await ask('describe_data', {})
    expect(quality).toContainEqual({
      dimension: 'accuracy',
      table: null,
      measure: 'share of rows accepted',
      value: 0.8,
      detail: '1 of 5 rows rejected; 1 doubtful values',
    })
    expect(quality).toContainEqual(
      expect.objectContaining({ dimension: 'timeliness', table: 'order', value: 10 }),
    )
    expect(quality).toContainEqual(
      expect.objectContaining({ dimension: 'timeliness', table: 'ticket', value: 0 }),
    )
  })

  it('counts gross against paid where they disagree, and orders without revenue', async () => {
    const { ask } = await withData()
    const rows = [
      'A1,C1,2025-01-05,10,2,8,paid',
      'A2,C2,2025-01-06,20,0,19,paid',
      'A3,C3,2025-01-07,30,0,30,cancelled',
    ]
    await ask('import_data', {
      csv_text: `order_id,customer_id,order_date,order_amount,discount_amount,paid_amount,order_status\n${rows.join('\n')}\n`,
      mode: 'commit',
    })
    const answer = await ask('describe_data', {})
    expect(answer['reconciliation']).toMatchObject({
      gross: 30,
      discounts: 2,
      paid: 27,
      net: 27,
      gross_difference: 1,
      documents_off: 1,
      without_revenue: { documents: 1, paid: 30 },
      difference: 0,
    })
    expect(answer.warnings).toHaveLength(2)
  })

  it('prints every setting with its default in full', async () => {
    const { ask } = await withData()
    await ask('configure', { set: { gross_margin: 0.45 } })
    const { settings } = await ask('describe_data', { detail: 'full' })
    expect(settings).toHaveLength(settingKeys.length)
    expect(settings).toContainEqual({ key: 'gross_margin', value: 0.45, source: 'set', default: 0.6 })
    expect(settings).toContainEqual({ key: 'annual_discount', value: 0.1, source: 'default', default: 0.1 })
  })
})
