import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { withData } from './with-data.ts'

const columnsOf = (mapping: unknown): Record<string, unknown> =>
  Object.fromEntries(
    Array.isArray(mapping)
      ? mapping.map((row: { column: string; field: unknown }) => [row.column, row.field])
      : [],
  )

describe('scenario 1: a workbook as the office keeps it, and a till export in Big5', () => {
  it('shows what was read before anything is stored', async () => {
    const { ask, holdfast } = await withData()
    const input = { path: 'data/samples/beauty/客戶名單.xlsx', mode: 'preview' }
    const answer = await ask('import_data', input, { language: 'zh-TW' })
    expect(answer).toMatchObject({
      entity: 'customer',
      stored: false,
      rows_read: 3001,
      rows_used: 3000,
      rows_rejected: 0,
      rows_dropped: 1,
      form: { header_row: 3, sheet: '客戶' },
      rejects_file: null,
    })
    // Members alone do not tell who leaves; the answer says so and asks for what does.
    expect(answer.summary).toMatch(/目前還不能分析流失.*您有這樣的檔案嗎？$/)
    const orders = await ask('import_data', { path: 'data/samples/beauty/消費紀錄.csv', mode: 'preview' })
    expect(orders.summary).not.toContain('Not possible yet')
    expect(answer['mapping']).toContainEqual({
      column: '入會日',
      field: 'signup_date',
      confidence: 1,
      samples: ['109/10/23', '113/03/11', '112/08/28'],
      read_as: ['2020-10-23', '2024-03-11', '2023-08-28'],
    })
    expect(answer['issues']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'opted_out', column: '是否退訂', count: 360 }),
        expect.objectContaining({ kind: 'total_row_dropped', count: 1, row_numbers: [3004] }),
        expect.objectContaining({ kind: 'title_rows_skipped', count: 2 }),
      ]),
    )
    expect(answer.summary).toContain('3,001')
    expect(answer.summary).toContain('未存入')
    expect(answer.suggested_actions).toEqual([
      { tool: 'import_data', why: '依所示匯入', arguments: { path: input.path, mode: 'commit' } },
    ])
    expect(await (await holdfast.store()).imports()).toEqual([])
  })

  it('asks for the encoding that the bytes leave open, and gives both readings as complete calls', async () => {
    const { ask, take } = await withData()
    await take('data/samples/beauty/客戶名單.xlsx')
    const open = await ask('import_data', { path: 'data/samples/beauty/消費紀錄.csv' })
    if (open.status !== 'ok') {
      expect(open.suggested_actions[0]?.arguments).toMatchObject({
        options: { encoding: 'big5' },
        mode: 'commit',
      })
      await ask('import_data', open.suggested_actions[0]?.arguments ?? {})
    }
    const again = await ask('import_data', {
      path: 'data/samples/beauty/消費紀錄.csv',
      options: { encoding: 'big5' },
      mode: 'commit',
    })
    expect(again).toMatchObject({
      entity: 'order',
      stored: true,
      rows_used: 12460,
      form: { encoding: 'big5' },
    })
    expect(again['joins']).toEqual([
      { from: 'order', to: 'customer', key: 'customer_id', keys: 2900, matched: 2900 },
    ])
  })

  it('keeps names and phone numbers out of every reply', async () => {
    const { holdfast, take } = await withData()
    await take('data/samples/shop/members.csv')
    const replies = [
      await holdfast.call('import_data', { path: 'data/samples/shop/members.csv', mode: 'preview' }),
      await holdfast.call('import_data', { path: 'data/samples/beauty/客戶名單.xlsx', on_conflict: 'skip' }),
      await holdfast.call('describe_data', { detail: 'full' }),
      await holdfast.call('export_rows', { include_personal: true }),
    ]
    const said = JSON.stringify(replies)
    expect(replies.every(({ ok }) => ok)).toBe(true)
    expect(said).not.toMatch(/555-01\d\d|0900-?000|Sample Member|@example\.com/)
  })
})
describeWithDatasets('public files that no one prepared', () => {
  it('joins the three files of a shop', async () => {
    const { take } = await withData()
    await take(datasetPath('jaffle_shop/raw_customers.csv'))
    await take(datasetPath('jaffle_shop/raw_orders.csv'))
    const answer = await take(datasetPath('jaffle_shop/raw_payments.csv'), {
      options: { money_unit: 'minor' },
    })
    expect(answer).toMatchObject({ entity: 'payment', rows_used: 113 })
    expect(answer['joins']).toContainEqual({
      from: 'payment',
      to: 'order',
      key: 'order_id',
      keys: 99,
      matched: 99,
    })
  })

  it('reads two halves of a year of till lines, the second by the memory of the first', async () => {
    const { ask, take, holdfast } = await withData()
    expect(await take(datasetPath('complete_journey/transactions_2017h1.csv'))).toMatchObject({
      entity: 'order_line',
      rows_used: 37_186,
      rows_rejected: 0,
    })
    const second = await ask('import_data', { path: datasetPath('complete_journey/transactions_2017h2.csv') })
    expect(second).toMatchObject({ status: 'ok', rows_used: 37_814, rows_rejected: 0 })
    // Sum of sales_value over both files.
    const sold = ['transactions_2017h1.csv', 'transactions_2017h2.csv'].flatMap(name => {
      const [head = '', ...lines] = readFileSync(datasetPath(`complete_journey/${name}`), 'utf8')
        .trim()
        .split('\n')
      const at = head.split(',').indexOf('sales_value')
      return lines.map(line => Math.round(Number(line.split(',')[at]) * 100))
    })
    const { netRevenueMinor } = await (await holdfast.store()).overview()
    expect(netRevenueMinor).toBe(sold.reduce((sum, minor) => sum + minor, 0))
  })

  it.each(['Telco-Customer-Churn.csv', 'Telco-Customer-Churn.xlsx', 'telco_first_2000.json'])(
    'recognises customers with a label in %s',
    async name => {
      const { ask } = await withData()
      const answer = await ask('import_data', { path: datasetPath(`telco_ibm/${name}`) })
      const rows = name.endsWith('json') ? 2000 : 7043
      expect(answer).toMatchObject({
        status: 'ok',
        stored: true,
        entity: 'customer',
        rows_read: rows,
        rows_used: rows,
      })
      expect(columnsOf(answer['mapping'])).toMatchObject({
        customerID: 'customer_id',
        Churn: 'churned',
        MonthlyCharges: 'mrr',
        Contract: null,
      })
      expect(existsSync(String(answer['rejects_file']))).toBe(false)
    },
  )
})
