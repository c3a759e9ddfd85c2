import { describe, expect, it } from 'vitest'
import { isFault } from '../../src/fault.ts'
import { inspectFile, planImport, readRows } from '../../src/importers/index.ts'
import { readAll, reconciles } from './read-all.ts'

const orders = (...rows: string[]): string =>
  ['order_id,customer_id,order_date,paid_amount', ...rows, ''].join('\n')
const kinds = (issues: readonly { kind: string; count: number }[]): Record<string, number> =>
  Object.fromEntries(issues.map(issue => [issue.kind, issue.count]))

describe('rows', () => {
  it('become typed columns with their source rows', async () => {
    const { fields, sourceRows, counts, inspection } = await readAll(
      orders('A1,007,2025-01-05 10:20:30,10.10', 'A2,7,2025-02-06,20.05'),
    )
    expect(inspection.entity).toBe('order')
    expect(fields).toEqual({
      order_id: ['A1', 'A2'],
      customer_id: ['007', '7'],
      order_date: ['2025-01-05 10:20:30', '2025-02-06'],
      paid_amount: [1010, 2005],
    })
    expect(sourceRows).toEqual([2, 3])
    expect(counts).toEqual({
      rowsRead: 2,
      rowsUsed: 2,
      rowsRejected: 0,
      totalsDropped: 0,
      blanksDropped: 0,
      duplicatesDropped: 0,
    })
  })

  it('are all accounted for: used, rejected, totals, blank, repeated', async () => {
    const { counts, rejects, issues, fields } = await readAll(
      orders(
        'A1,C1,2025-01-05,10',
        'A2,C2,2025-02-30,20',
        '',
        'A3,,2025-03-01,30',
        'A4,C4,2025-03-02,abc',
        ',,,',
        'A1,C1,2025-01-05,10',
        'A1,C1,2025-01-06,10',
        'A5,C5,2025-03-03,50,surplus',
        '小計,,,60',
        '合計,,,60',
        'Total,,,120',
      ),
    )
    expect(counts).toEqual({
      rowsRead: 12,
      rowsUsed: 2,
      rowsRejected: 4,
      totalsDropped: 3,
      blanksDropped: 2,
      duplicatesDropped: 1,
    })
    expect(reconciles(counts)).toBe(true)
    expect(rejects.map(({ row, reason, column }) => [row, reason, column])).toEqual([
      [3, 'bad_date', 'order_date'],
      [5, 'missing_required', 'customer_id'],
      [6, 'bad_number', 'paid_amount'],
      [10, 'ragged_row', null],
    ])
    expect(rejects[0]?.cells).toEqual(['A2', 'C2', '2025-02-30', '20'])
    expect(kinds(issues)).toMatchObject({
      total_row_dropped: 3,
      blank_row_dropped: 2,
      duplicate_row_dropped: 1,
      duplicate_key_differs: 1,
    })
    expect(fields['order_id']).toEqual(['A1', 'A1'])
  })

  it('a customer called Total is a customer', async () => {
    const { counts } = await readAll(orders('A1,Total,2025-01-05,10', 'A2,C2,2025-01-06,11'))
    expect(counts).toMatchObject({ rowsUsed: 2, totalsDropped: 0 })
  })

  it('alike rows without a key are kept and counted', async () => {
    const { counts, issues, fields } = await readAll(
      'customer_id,order_date,paid_amount\nC1,2025-01-01,5\nC1,2025-01-01,5\nC2,2025-01-01,5\n',
    )
    expect(counts.rowsUsed).toBe(3)
    expect(kinds(issues)).toMatchObject({ alike_rows_kept: 1, key_generated: 3 })
    expect(new Set(fields['order_id']).size).toBe(3)
  })

  it('the same customer with other content is reported, with equal content dropped', async () => {
    const { counts, issues } = await readAll(
      'customer_id,signup_date,email\nC1,2025-01-01,a@example.org\nC1,2025-01-01,a@example.org\nC1,2025-01-02,a@example.org\nC2,2025-01-01,b@example.org\n',
      { entity: 'customer' },
    )
    expect(counts).toMatchObject({ rowsUsed: 3, duplicatesDropped: 1 })
    expect(kinds(issues)).toMatchObject({ duplicate_key_differs: 1 })
  })

  it('ids keep zeros and digits; destroyed ones are refused with advice', async () => {
    const { fields, rejects } = await readAll(
      orders(
        '0001,C1,2025-01-05,1',
        '123456789012345678,C1,2025-01-06,2',
        '1.23457E+17,C1,2025-01-07,3',
        '="0042",C1,2025-01-08,4',
      ),
    )
    expect(fields['order_id']).toEqual(['0001', '123456789012345678', '0042'])
    expect(rejects.map(reject => [reject.row, reject.reason])).toEqual([[4, 'id_in_scientific_notation']])
  })

  it('a short form of an id that the same file writes out in full has lost nothing', async () => {
    const { fields, issues } = await readAll(
      orders('40127999999,C1,2025-01-05,1', '4.0128e+10,C1,2025-01-06,2', '40128000001,C1,2025-01-07,3'),
    )
    expect(fields['order_id']).toEqual(['40127999999', '40128000000', '40128000001'])
    expect(kinds(issues)).toMatchObject({ id_expanded: 1 })
  })

  it('money keeps its currency: by column, by mark, by header, by minor unit', async () => {
    const named = await readAll(
      'order_id,customer_id,order_date,paid_amount,currency\nA,C,2025-01-01,1200,JPY\nB,C,2025-01-02,12.50,EUR\n',
    )
    expect([named.fields['paid_amount'], named.currencies]).toEqual([
      [1200, 1250],
      ['JPY', 'EUR'],
    ])
    const marked = await readAll(
      orders('A,C,2025-01-01,€12.50', 'B,C,2025-01-02,"NT$1,200"', 'D,C,2025-01-03,(HK$3)'),
    )
    expect([marked.fields['paid_amount'], marked.currencies]).toEqual([
      [1250, 120_000, -300],
      ['EUR', 'TWD', 'HKD'],
    ])
    const header = await readAll(
      '订单编号,客户编号,下单时间,实付金额(万元)\nA,C,2025年1月5日,1.25\nB,C,2025年1月6日,0.3亿\n',
    )
    expect(header.fields['paid_amount']).toEqual([1_250_000, 3_000_000_000])
    const given = await readAll(orders('A,C,2025-01-01,7'), { currency: 'USD' })
    expect(given.currencies).toEqual(['USD'])
  })

  it('cents only when the caller says so; refunds lose their sign, and it is said', async () => {
    const cents = await readAll(orders('A,C,2025-01-01,1999'), { moneyUnit: 'minor' })
    expect(cents.fields['paid_amount']).toEqual([1999])
    const refunds = await readAll(
      'refund_id,order_id,refund_date,refund_amount\nR1,A1,2025-01-01,-5.00\nR2,A2,2025-01-02,6.00\n',
    )
    expect(refunds.inspection.entity).toBe('refund')
    expect(refunds.fields['refund_amount']).toEqual([500, 600])
    expect(kinds(refunds.issues)).toMatchObject({ sign_normalised: 1 })
  })

  it('percent by column, decimal comma by column, hours from minutes', async () => {
    const percent = await readAll(
      'opportunity_id,customer_id,amount,probability\nO1,C1,100,15\nO2,C2,200,80\n',
    )
    expect(percent.fields['probability']).toEqual([0.15, 0.8])
    const fraction = await readAll(
      'opportunity_id,customer_id,amount,probability\nO1,C1,100,0.15\nO2,C2,200,0.8\n',
    )
    expect(fraction.fields['probability']).toEqual([0.15, 0.8])
    const comma = await readAll(
      'order_id;customer_id;order_date;paid_amount\nA;C;05.01.2023;1.234,50\nB;C;06.01.2023;7,25\n',
    )
    expect([comma.fields['paid_amount'], comma.fields['order_date']]).toEqual([
      [123_450, 725],
      ['2023-01-05', '2023-01-06'],
    ])
    const minutes = await readAll(
      'ticket_id,customer_id,ticket_created_at,resolution minutes\nT1,C1,2025-01-01,90\nT2,C2,2025-01-02,30\n',
    )
    expect(minutes.fields['response_hours']).toEqual([1.5, 0.5])
  })

  it('dates of the Republic, serials, Chinese times and the order of the whole column', async () => {
    const read = async (...dates: string[]) =>
      (await readAll(orders(...dates.map((date, at) => `A${at},C1,"${date}",1`)))).fields['order_date']
    expect(await read('113/05/01', '112/12/31')).toEqual(['2024-05-01', '2023-12-31'])
    expect(await read('45000', '45001.5')).toEqual(['2023-03-15', '2023-03-16 12:00:00'])
    expect(await read('2023年1月5日 下午3:05', '2023年1月6日')).toEqual(['2023-01-05 15:05:00', '2023-01-06'])
    expect(await read('03/04/2025', '25/04/2025')).toEqual(['2025-04-03', '2025-04-25'])
    expect(await read('03/04/2025', '04/25/2025')).toEqual(['2025-03-04', '2025-04-25'])
  })

  it('times with an offset stay as written, or come to the zone of the business', async () => {
    const text = orders('A,C,2025-01-05T20:30:00Z,1', 'B,C,2025-01-06T01:00:00+08:00,1')
    expect((await readAll(text)).fields['order_date']).toEqual(['2025-01-05 20:30:00', '2025-01-06 01:00:00'])
    expect((await readAll(text, { timeZone: 'Asia/Shanghai' })).fields['order_date']).toEqual([
      '2025-01-06 04:30:00',
      '2025-01-06 01:00:00',
    ])
  })

  it('opt-outs are the negation of consent; personal columns nobody asked for are not handed on', async () => {
    const { fields, attributes, issues, inspection } = await readAll(
      '会员编号,姓名,手机号,身份证号,是否退订,偏好\nM1,王小明,13800000000,110101199001011234,是,茶\nM2,李四,13900000000,110101199001011235,否,咖啡\n',
    )
    expect(fields['marketing_consent']).toEqual([0, 1])
    expect(Object.keys(attributes)).toEqual(['偏好'])
    expect(kinds(issues)).toMatchObject({ opted_out: 1 })
    expect(inspection.columns.flatMap(column => (column.pii ? column.samples : [])).join()).not.toMatch(
      /小明|13800000000|19900101/,
    )
    expect(
      inspection.issues.filter(issue => issue.kind === 'personal_data').map(issue => issue.column),
    ).toEqual(['姓名', '手机号', '身份证号'])
  })

  it('unknown columns stay as typed attributes', async () => {
    const { attributes } = await readAll(
      'customer_id,churned,score_x,is_student,band,visited\nC1,yes,1.5,yes,5+,2025-01-01\nC2,no,2.5,no,3,2025-01-02\nC3,no,,yes,2,2025-01-03\n',
    )
    expect(attributes).toEqual({
      score_x: [1.5, 2.5, null],
      is_student: [1, 0, 1],
      band: ['5+', '3', '2'],
      visited: ['2025-01-01', '2025-01-02', '2025-01-03'],
    })
  })

  it('line amounts follow from quantity and unit price where the file has no amount', async () => {
    const { fields, inspection, issues } = await readAll(
      'InvoiceNo,StockCode,Quantity,InvoiceDate,UnitPrice,CustomerID\n1,A,6,2025-01-05,2.55,17850.0\n1,B,2,2025-01-05,3.39,17850.0\n2,A,1,2025-01-06,2.55,13047.0\n',
    )
    expect(inspection.entity).toBe('order_line')
    expect([fields['paid_amount'], fields['customer_id']]).toEqual([
      [1530, 678, 255],
      ['17850', '17850', '13047'],
    ])
    expect(kinds(issues)).toMatchObject({ amount_derived: 3 })
  })

  it('stops when told to, and reports progress up to the end', async () => {
    const text = orders(...Array.from({ length: 5000 }, (_, at) => `A${at},C${at % 50},2025-01-05,1`))
    const inspection = await inspectFile({ text })
    const plan = planImport(inspection, { accept: true })
    const controller = new AbortController()
    const reader = readRows(inspection, plan, { batchRows: 1000, signal: controller.signal })
    const failure = await (async () => {
      for await (const batch of reader) {
        void batch
        controller.abort()
      }
    })().catch((error: unknown) => error)
    expect(isFault(failure) && failure.code).toBe('cancelled')
    const seen: number[] = []
    for await (const batch of readRows(inspection, plan, {
      batchRows: 1000,
      onProgress: ({ rows }) => seen.push(rows),
    }))
      expect(batch.n).toBeLessThanOrEqual(1000)
    expect(seen.at(-1)).toBe(5000)
  })
})
