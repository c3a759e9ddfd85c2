import { gzipSync } from 'node:zlib'
import iconv from 'iconv-lite'
import { parquetWriteBuffer } from 'hyparquet-writer'
import writeXlsx from 'write-excel-file/node'
import { describe, expect, it } from 'vitest'
import { isFault } from '../../src/fault.ts'
import { inspectFile, planImport } from '../../src/importers/index.ts'
import type { InspectOptions, Source } from '../../src/importers/types.ts'
import { mappingOf, readAll, scratch } from './read-all.ts'

const file = scratch()
const table = (...lines: string[]): { text: string } => ({ text: [...lines, ''].join('\n') })
const inspect = (source: Source, options: InspectOptions = {}) => inspectFile(source, options)
async function faultOf(source: Source, options: InspectOptions = {}): Promise<string> {
  const error = await inspect(source, options).catch((failure: unknown) => failure)
  if (!isFault(error)) throw error
  return 'format' in error.facts ? `${error.code}: ${error.facts.format}` : error.code
}

const chinese = [
  '订单编号,客户编号,下单时间,实付金额,备注',
  ...Array.from(
    { length: 30 },
    (_, at) => `A${at},C${at % 7},2025年1月${(at % 28) + 1}日,${at}.50,请尽快发货谢谢`,
  ),
  '',
].join('\r\n')
const traditional = [
  '訂單編號,會員編號,消費日期,實付金額,商品類別',
  ...Array.from(
    { length: 30 },
    (_, at) => `A${at},C${at % 7},113/05/${String((at % 28) + 1).padStart(2, '0')},${at},護膚保養`,
  ),
  '',
].join('\r\n')

describe('the form of a file, by its content', () => {
  it.each([
    ['utf-8', Buffer.from(chinese), 'utf-8'],
    ['utf-8 with mark', Buffer.from(`\uFEFF${chinese}`), 'utf-8'],
    ['GBK', iconv.encode(chinese, 'gbk'), 'gb18030'],
    ['Big5', iconv.encode(traditional, 'big5'), 'big5'],
    ['UTF-16 LE with mark', Buffer.from(`\uFEFF${chinese}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 LE without', Buffer.from('order_id,customer_id\nA1,C1\nA2,C2\n', 'utf16le'), 'utf-16le'],
    ['UTF-16 BE with mark', Buffer.from(`\uFEFF${chinese}`, 'utf16le').swap16(), 'utf-16be'],
    [
      'Latin-1',
      Buffer.from(
        'customer_id,customer_name,region\nC1,José Müller,Genève\nC2,Zoé,Köln\nC3,Ana,São Paulo\n',
        'latin1',
      ),
      'windows-1252',
    ],
  ])('encoding %s', async (name, bytes, encoding) => {
    const inspection = await inspect(file(`${name}.csv`, bytes))
    expect(inspection.encoding).toBe(encoding)
    expect(inspection.questions.filter(question => question.kind === 'encoding')).toEqual([])
    expect(inspection.columns.length).toBeGreaterThan(1)
  })

  it('a Big5 file with years of the Republic reads to its values', async () => {
    const { fields, inspection } = await readAll(file('消費紀錄.csv', iconv.encode(traditional, 'big5')))
    expect(inspection.columns.map(column => column.field)).toEqual([
      'order_id',
      'customer_id',
      'order_date',
      'paid_amount',
      'product_category',
    ])
    expect(fields['order_date']?.[2]).toBe('2024-05-03')
    expect(fields['product_category']?.[0]).toBe('護膚保養')
  })

  it.each([
    [',', ','],
    [';', ';'],
    ['\t', '\t'],
    ['|', '|'],
  ])('delimiter %j', async (_, delimiter) => {
    const inspection = await inspect({ text: chinese.replaceAll(',', delimiter) })
    expect([inspection.delimiter, inspection.columns.length]).toEqual([delimiter, 5])
  })

  it('quoted cells do not mislead the delimiter; Excel may declare one', async () => {
    expect(
      (await inspect(table('customer_id;customer_name', 'C1;"a,b,c,d"', 'C2;"e,f,g,h"'))).delimiter,
    ).toBe(';')
    const declared = await readAll('sep=|\ncustomer_id|churned\nC1|yes\nC2|no\n')
    expect(declared.fields).toEqual({ customer_id: ['C1', 'C2'], churned: [1, 0] })
    expect(declared.sourceRows).toEqual([3, 4])
  })

  it('finds the header behind title rows, and its absence', async () => {
    const titled = await readAll(
      '2025年会员报表,,,\n制表日期:2025-01-31,,,\n,,,\n会员编号,性别,注册日期,累计消费金额\nM1,女,2024-01-05,100\nM2,男,2024-01-06,200\n合计,,,300\n',
    )
    expect(titled.inspection.headerRow).toBe(4)
    expect(titled.counts).toMatchObject({ rowsRead: 3, rowsUsed: 2, totalsDropped: 1 })
    expect(titled.sourceRows).toEqual([5, 6])
    const bare = await inspect(
      table(
        ...Array.from(
          { length: 40 },
          (_, at) => `${1000 + (at % 9)},2025-01-${String((at % 28) + 1).padStart(2, '0')},${at}.25`,
        ),
      ),
    )
    expect([bare.headerRow, bare.entity]).toEqual([null, 'order'])
    expect(mappingOf(bare)).toEqual({
      'column 1': 'customer_id',
      'column 2': 'order_date',
      'column 3': 'paid_amount',
    })
    expect(bare.questions.map(question => question.kind)).toEqual(['mapping'])
    expect(
      (await inspect(table('a,b', 'customer_id,churned', 'C1,yes', 'C2,no'), { headerRow: 2 })).headerRow,
    ).toBe(2)
  })

  it('numbers headers that repeat and trims them', async () => {
    const inspection = await inspect(table(' customer_id ,churned,note_x,note_x', 'C1,yes,a,b', 'C2,no,c,d'))
    expect(inspection.columns.map(column => column.header)).toEqual([
      'customer_id',
      'churned',
      'note_x',
      'note_x (2)',
    ])
    expect(inspection.issues.map(issue => issue.kind)).toEqual(['header_trimmed', 'duplicate_header'])
  })

  it('tells what it cannot read', async () => {
    expect(await faultOf({ text: '' })).toBe('file_empty')
    expect(await faultOf({ text: ' \n\n' })).toBe('file_empty')
    expect(await faultOf({ path: '/nowhere/at-all.csv' })).toBe('file_not_found')
    expect(await faultOf(file('a.xls', '<html><table><tr><td>x</td></tr></table></html>'))).toContain('HTML')
    expect(await faultOf(file('b.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')))).toContain('.xls')
    expect(await faultOf(file('c.csv', gzipSync('a,b\n1,2\n')))).toContain('gzip')
    expect(await faultOf(file('d.csv', Buffer.from('%PDF-1.7')))).toContain('PDF')
    expect(await faultOf(file('e.csv', Buffer.from('89504e470d0a1a0a', 'hex')))).toContain('PNG')
    expect(
      await faultOf(file('f.csv', Buffer.from(Array.from({ length: 4000 }, (_, at) => (at * 7919) % 256)))),
    ).toMatch(/binary/)
    expect(await faultOf({ text: 'a,b\n1,2\n' }, { maxBytes: 3 })).toBe('file_too_large')
    expect(await faultOf(file('g.csv', 'a,b\n1,2\n'), { encoding: 'klingon' })).toBe('invalid_input')
  })
})

describe('containers', () => {
  const rows = [
    { customer_id: 'C1', churned: true, mrr: 10.5, signup_date: '2025-01-05' },
    { customer_id: 'C2', churned: false, mrr: null, signup_date: '2025-02-06' },
  ]
  const expected = {
    customer_id: ['C1', 'C2'],
    churned: [1, 0],
    mrr: [1050, null],
    signup_date: ['2025-01-05', '2025-02-06'],
  }

  it('JSON arrays, wrapped arrays and lines', async () => {
    for (const text of [
      JSON.stringify(rows),
      JSON.stringify({ meta: { tags: ['x'] }, data: rows }, null, 2),
      rows.map(row => JSON.stringify(row)).join('\n'),
    ]) {
      const { fields, inspection } = await readAll({ text })
      expect(fields).toEqual(expected)
      expect(inspection.entity).toBe('customer')
    }
  })

  it('JSON lines: a broken line is one rejected row; long numbers stay whole', async () => {
    const { fields, rejects, counts } = await readAll(
      '{"customer_id":12345678901234567890,"churned":1}\n{"customer_id":\n{"customer_id":7,"churned":0}\n[1]\n',
    )
    expect(fields['customer_id']).toEqual(['12345678901234567890', '7'])
    expect(rejects.map(reject => [reject.row, reject.reason])).toEqual([
      [2, 'bad_json'],
      [4, 'not_an_object'],
    ])
    expect(counts.rowsRead).toBe(4)
  })

  it('workbooks: one sheet is read, several are asked, a wrong name is refused', async () => {
    const header = ['客戶編號', '是否流失', '註冊日期', '累積消費金額'].map(value => ({ value }))
    const data = [
      [
        { value: '0007' },
        { value: '是' },
        { value: new Date(Date.UTC(2025, 0, 5)), type: Date, format: 'yyyy/mm/dd' },
        { value: 12.5 },
      ],
      [{ value: '8' }, { value: '否' }, { value: '113/05/01' }, { value: 3 }],
    ]
    const one = file(
      '客戶.xlsx',
      await writeXlsx([[{ value: '會員報表' }], [], header, ...data] as never, {}).toBuffer(),
    )
    const { fields, inspection, sourceRows } = await readAll(one)
    expect([inspection.container, inspection.headerRow]).toEqual(['xlsx', 3])
    expect(fields).toEqual({
      customer_id: ['0007', '8'],
      churned: [1, 0],
      signup_date: ['2025-01-05', '2024-05-01'],
      total_spent: [1250, 300],
    })
    expect(sourceRows).toEqual([4, 5])
    const two = file(
      'two.dat',
      await writeXlsx(
        [
          { data: [header, ...data], sheet: '甲' },
          { data: [header, ...data], sheet: '乙' },
        ] as never,
        {},
      ).toBuffer(),
    )
    const asked = await inspect(two)
    expect(asked.questions).toMatchObject([
      { kind: 'sheet', choices: [{ value: '甲' }, { value: '乙' }], proposed: null },
    ])
    expect(planImport(asked, { accept: true }).status).toBe('needs_confirmation')
    expect((await inspect(two, { sheet: '乙' })).columns).toHaveLength(4)
    expect(await faultOf(two, { sheet: '丙' })).toBe('needs_sheet')
  })

  it('Parquet', async () => {
    const bytes = parquetWriteBuffer({
      columnData: [
        { name: 'customer_id', data: ['C1', 'C2'] },
        { name: 'churned', data: [true, false] },
        { name: 'mrr', data: [10.5, null], type: 'DOUBLE' },
        { name: 'signup_date', data: [new Date(Date.UTC(2025, 0, 5)), new Date(Date.UTC(2025, 1, 6))] },
        { name: 'visits', data: [5n, 7n] },
      ],
    })
    const { fields, attributes, inspection } = await readAll(file('table.bin', new Uint8Array(bytes)))
    expect(inspection.container).toBe('parquet')
    expect(fields).toEqual(expected)
    expect(attributes).toEqual({ visits: [5, 7] })
  })
})
