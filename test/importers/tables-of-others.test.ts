import writeXlsx from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { inspectFile, planImport } from '../../src/importers/index.ts'
import { mappingOf, readAll, reconciles, scratch } from './read-all.ts'

const file = scratch()
const times = <Kind>(count: number, make: (at: number) => Kind): Kind[] =>
  Array.from({ length: count }, (_, at) => make(at))
const two = (value: number): string => String(value).padStart(2, '0')

describe('several tables in one sheet', () => {
  const orders = [
    ['order id', 'customer id', 'order date', 'paid amount'],
    ...times(30, at => [`O${at}`, `C${at % 9}`, `2026-06-${two((at % 28) + 1)}`, `${at + 10}.00`]),
  ]
  const people = [
    ['customer id', 'customer name', 'signup date', 'region'],
    ...times(9, at => [`C${at}`, `Name ${at}`, `2025-0${at + 1}-11`, 'North']),
  ]
  const csv = (rows: readonly (readonly string[])[]): string => rows.map(row => row.join(',')).join('\n')
  const stacked = [['Orders of June'], ...orders, [''], ['Customers'], ...people]

  it('one below the other are told apart, and each is read by its range', async () => {
    const inspection = await inspectFile({ text: csv(stacked) })
    expect(inspection.questions).toEqual([
      expect.objectContaining({
        kind: 'sheet',
        proposed: null,
        choices: [
          expect.objectContaining({ value: 'A2:D32' }),
          expect.objectContaining({ value: 'A35:D44' }),
        ],
      }),
    ])
    expect(planImport(inspection, { accept: true }).status).toBe('needs_confirmation')
    const first = await readAll(csv(stacked), { sheet: 'A2:D32' })
    expect([first.inspection.entity, first.n, reconciles(first.counts)]).toEqual(['order', 30, true])
    expect(first.fields['paid_amount']?.reduce<number>((sum, value) => sum + Number(value), 0)).toBe(73_500)
    const second = await readAll(csv(stacked), { sheet: 'A35:D44' })
    expect([second.inspection.entity, second.n, second.sourceRows[0]]).toEqual(['customer', 9, 36])
  })

  it('side by side, in text and in a workbook, shorter ones without the blanks below them', async () => {
    const beside = orders.map((row, at) => [...row, '', ...(people[at] ?? ['', '', '', ''])])
    const cells = beside.map(row => row.map(value => (value === '' ? null : { value })))
    // The typings know no sheet of plain cells.
    const path = file(
      'beside.xlsx',
      await writeXlsx([{ data: cells, sheet: 'Data' }] as never, {}).toBuffer(),
    )
    for (const [source, sheet] of [
      [{ text: csv(beside) }, ''],
      [path, 'Data!'],
    ] as const) {
      const { questions } = await inspectFile(source)
      expect(questions.flatMap(({ choices }) => choices.map(({ value }) => value))).toEqual([
        `${sheet}A1:D31`,
        `${sheet}F1:I10`,
      ])
      const right = await readAll(source, { sheet: `${sheet}F1:I10` })
      expect([right.inspection.entity, right.n, right.counts.blanksDropped]).toEqual(['customer', 9, 0])
      expect(right.fields['customer_id']?.slice(0, 2)).toEqual(['C0', 'C1'])
    }
  })

  it('blank rows, notes and a blank column alone make no second table', async () => {
    const plain = [...orders, [''], ['Notes:'], ['Amounts include tax'], ['P1', 'C1', '2026-06-29', '5.00']]
    const spaced = orders.map(([id = '', who = '', ...rest]) => [id, who, '', ...rest])
    for (const rows of [plain, spaced]) {
      const { questions, columns } = await inspectFile({ text: csv(rows) })
      expect([questions, columns.length > 3]).toEqual([[], true])
    }
  })
})

describe('tables of results', () => {
  it('survivors by period are for a calculation, not for the store', async () => {
    const { questions, summary } = await inspectFile({
      text: 'year,regular,high_end\n0,1000,1000\n1,631,869\n2,468,743\n3,382,653\n',
    })
    expect(questions).toEqual([expect.objectContaining({ kind: 'summary_table', proposed: null })])
    expect(summary).toMatchObject({
      kind: 'survivors',
      groups: [{ column: 'regular', survivors: [1000, 631, 468, 382] }, { column: 'high_end' }],
    })
  })

  it('times to an event keep the order of their rows; a flag without a name is told by what is cut off', async () => {
    const named = await inspectFile({
      text: ['T,E,group', ...times(20, at => `${20 - at},${at % 3 ? 1 : 0},${at % 2 ? 'a' : 'b'}`)].join(
        '\n',
      ),
    })
    expect(named.summary).toMatchObject({ kind: 'durations', event: 'E', group: 'group' })
    expect(named.summary?.kind === 'durations' && named.summary.durations.slice(0, 3)).toEqual([20, 19, 18])
    const cut = await inspectFile({
      text: [
        'week,arrest,age',
        ...times(40, at => (at % 2 ? `52,0,${20 + at}` : `${at + 3},1,${20 + at}`)),
      ].join('\n'),
    })
    expect(cut.summary).toMatchObject({ kind: 'durations', duration: 'week', event: 'arrest' })
  })

  it('frequency and recency: groups are refused, customers kept without taking repeats for orders', async () => {
    const groups = await inspectFile({
      text: 'frequency,recency,periods,weights\n0,0,6,3464\n1,1,6,1091\n1,2,6,277\n2,4,6,90\n',
    })
    expect(groups.questions.map(({ kind }) => kind)).toEqual(['summary_table'])
    const own = await inspectFile({
      text: ['ID,frequency,recency,T', ...times(30, at => `${at + 1},${at % 4},${at % 4 ? 20 : 0},38`)].join(
        '\n',
      ),
    })
    expect(mappingOf(own)).toEqual({ ID: 'customer_id' })
    expect(own.issues.map(({ kind }) => kind)).toContain('purchase_summary')
  })

  it('a customer file with a tenure and a label stays a customer file', async () => {
    const { entity, summary } = await inspectFile({
      text: ['customer_id,tenure,churned', ...times(30, at => `A${at},${at},${at % 2}`)].join('\n'),
    })
    expect([entity, summary]).toEqual(['customer', undefined])
  })

  it('months as columns are named as such, under their own headers', async () => {
    const text = [
      '客户编号,客户名称,2026年1月,2026年2月,2026年3月,合计',
      ...times(20, at => `K${at},公司${at},${at * 3},${at * 5},${at},${at * 9}`),
    ].join('\n')
    const inspection = await inspectFile({ text })
    expect([inspection.headerRow, mappingOf(inspection)['客户编号']]).toEqual([1, 'customer_id'])
    expect(inspection.issues).toContainEqual(expect.objectContaining({ kind: 'period_columns', count: 3 }))
  })
})

describe('exports in words nobody taught us', () => {
  it('a German ledger is proposed as orders by its values: gross is net and tax, the number is who', async () => {
    const money = (cents: number): string => `${Math.floor(cents / 100)},${two(cents % 100)} €`
    const rows = times(60, at => {
      const net = 1_000 + at * 37
      const tax = Math.round(net * 0.19)
      return `RE-${5000 + at};${10_000 + (at % 13)};Weinstube Größe ${at % 13};${two((at % 27) + 1)}.03.2026;${money(net)};${money(tax)};${money(net + tax)};Köln`
    })
    const bytes = Buffer.from(
      ['Belegnr.;Kundennr.;Firma;Belegdatum;Netto;MwSt;Brutto;Ort', ...rows]
        .join('\r\n')
        .replaceAll('€', '\u0080'),
      'latin1',
    )
    const { inspection, fields, currencies, n } = await readAll(file('Umsatz.csv', bytes))
    expect(inspection.encoding).toBe('windows-1252')
    expect(mappingOf(inspection)).toEqual({
      'Belegnr.': 'order_id',
      'Kundennr.': 'customer_id',
      Belegdatum: 'order_date',
      Brutto: 'paid_amount',
    })
    expect(inspection.questions).toEqual([expect.objectContaining({ kind: 'mapping', proposed: 'accept' })])
    expect([n, fields['paid_amount']?.[1], currencies[1], fields['order_date']?.[1]]).toEqual([
      60,
      1_037 + 197,
      'EUR',
      '2026-03-02',
    ])
  })

  it('pages printed one after the other: headers again, page sums and page numbers are no rows', async () => {
    const page = (number: number): string[] => [
      `第 ${number} 頁,,,`,
      '單號,客戶編號,訂單日期,實付金額',
      ...times(20, at => `S${number * 20 + at},K${at % 7},115/0${number}/${two(at + 1)},${100 + at}`),
      '本頁合計,,,2190',
      '',
    ]
    const { counts, issues, n, inspection, fields } = await readAll(
      [...page(1), ...page(2), ...page(3)].join('\n'),
    )
    expect([inspection.entity, inspection.questions, n, reconciles(counts)]).toEqual(['order', [], 60, true])
    expect(counts).toMatchObject({ totalsDropped: 3, rowsRejected: 2 })
    expect(issues.find(({ kind }) => kind === 'header_row_repeated')).toMatchObject({
      count: 2,
      rows: [26, 50],
    })
    expect(fields['order_date']?.[0]).toBe('2026-01-01')
  })

  it('sums named after what they sum are totals', async () => {
    const { counts } = await readAll(
      [
        '门店,会员卡号,缴费金额',
        '朝阳店,GYM001,500',
        ',GYM002,300',
        '朝阳店小计,,800',
        'North total,,800',
        '合计,,800',
      ].join('\n'),
      { entity: 'customer' },
    )
    expect(counts).toMatchObject({ rowsUsed: 2, totalsDropped: 3 })
  })

  it('an opt-out is one in longer words too', async () => {
    const text = [
      'Record ID,Email,Unsubscribed from all email',
      ...times(12, at => `${at},a${at}@x.example,${at % 3 ? '' : 'true'}`),
    ].join('\n')
    const { inspection, fields } = await readAll(text)
    expect(mappingOf(inspection)['Unsubscribed from all email']).toBe('marketing_consent')
    expect(fields['marketing_consent']?.slice(0, 2)).toEqual([0, null])
  })

  it('records of a billing program: what the row is, whose it is, and cents that are asked about', async () => {
    const data = times(24, at => ({
      id: `sub_${1000 + at}`,
      object: 'subscription',
      customer: `cus_${at % 20}`,
      status: at % 4 ? 'active' : 'canceled',
      start_date: 1_760_000_000 + at * 86_400,
      canceled_at: at % 4 ? null : 1_770_000_000,
      currency: 'usd',
      plan: {
        id: `price_${at % 3}`,
        nickname: 'Team',
        amount: [1900, 4900, 9900][at % 3],
        interval: 'month',
      },
    }))
    const inspection = await inspectFile(file('list.json', JSON.stringify({ object: 'list', data })))
    expect(inspection.entity).toBe('subscription')
    expect(mappingOf(inspection)).toMatchObject({
      id: 'subscription_id',
      customer: 'customer_id',
      'plan.amount': 'mrr',
      'plan.interval': 'billing_period',
      start_date: 'subscription_start',
    })
    expect(inspection.questions.map(({ kind, proposed }) => [kind, proposed])).toContainEqual([
      'money_unit',
      null,
    ])
    const yen = data.map(one => ({ ...one, currency: 'jpy' }))
    const other = await inspectFile(file('yen.json', JSON.stringify({ object: 'list', data: yen })))
    expect(other.questions.filter(({ kind }) => kind === 'money_unit')).toEqual([])
  })

  it('dates open to two readings follow the dates beside them that are not', async () => {
    const text = [
      'Invoice #,Bill To,Invoice Date,Due Date,Amount Paid',
      ...times(
        24,
        at => `INV${at},ACC-${at % 6},${two((at % 12) + 1)}/01/2026,${two((at % 12) + 1)}/31/2026,10.00`,
      ),
    ].join('\n')
    const { inspection, fields, counts } = await readAll(text)
    expect(mappingOf(inspection)).toMatchObject({ 'Invoice #': 'order_id', 'Bill To': 'customer_id' })
    expect(inspection.questions).toContainEqual(
      expect.objectContaining({ kind: 'date_order', proposed: 'mdy' }),
    )
    expect([fields['order_date']?.[1], counts.rowsRejected]).toEqual(['2026-02-01', 0])
  })

  it('money with a mark on both sides is money of the currency that both allow', async () => {
    const amounts = ['￥1，000.00元', '￥2，000.50元', '￥30元']
    const text = (list: readonly string[]): string =>
      [
        '订单编号,客户编号,下单时间,实付金额',
        ...times(12, at => `O${at},C${at % 3},2026-05-${two(at + 1)},"${list[at % 3] ?? ''}"`),
      ].join('\n')
    const yuan = await readAll(text(amounts))
    expect([yuan.fields['paid_amount']?.slice(0, 3), yuan.currencies[0]]).toEqual([
      [100_000, 200_050, 3_000],
      'CNY',
    ])
    const dollars = await readAll(text(['NT$1,200元', 'NT$30元', 'NT$5元']))
    expect([dollars.fields['paid_amount']?.[0], dollars.currencies[0]]).toEqual([120_000, 'TWD'])
  })
})
