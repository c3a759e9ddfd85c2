import { readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import readXlsxFile from 'read-excel-file/node'
import { openWithData, withData } from './with-data.ts'

const lines = (path: unknown): string[][] =>
  readFileSync(String(path), 'utf8')
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map(line => line.split(','))

let product: Awaited<ReturnType<typeof openWithData>>
beforeAll(async () => {
  product = await openWithData()
  await product.take('data/samples/shop/orders.csv')
  await product.take('data/samples/shop/members.csv')
})
afterAll(() => product.end())

describe('export_rows', () => {
  it('writes every customer that matches, and tells only path and counts', async () => {
    const where = { all: [{ field: 'membership_level', op: 'eq', value: 'Black' }] }
    const answer = await product.ask('export_rows', { where })
    const [head = [], ...rows] = lines(answer['path'])
    expect(answer).toMatchObject({ rows_written: rows.length, format: 'csv', personal: false })
    expect(rows.length).toBeGreaterThan(10)
    expect(head.slice(0, 1)).toEqual(['customer_id'])
    const level = head.indexOf('membership_level')
    expect(new Set(rows.map(row => row[level]))).toEqual(new Set(['Black']))
    expect(dirname(String(answer['path']))).toBe(join(product.folder, 'output'))
    expect(statSync(String(answer['path'])).mode & 0o777).toBe(0o600)
    expect(readFileSync(String(answer['path'])).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(JSON.stringify(answer)).not.toContain(String(rows[0]?.[0]))
  })

  it('writes all rows of an answer, not only those a reply shows', async () => {
    const shown = await product.ask('score_health', {})
    const answer = await product.ask('export_rows', { result_id: shown.result_id })
    const rows = lines(answer['path'])
    expect(rows.length - 1).toBe(shown['total_rows'])
    expect(rows[0]).toContain('score')
  })

  it('adds personal data only when asked, in the file and not in the reply', async () => {
    const without = await product.ask('export_rows', {})
    expect(readFileSync(String(without['path']), 'utf8')).not.toMatch(/@example\.com|Sample Member/)
    const outcome = await product.holdfast.call('export_rows', {
      include_personal: true,
      preset: 'hubspot',
      keep_barred: true,
    })
    if (!outcome.ok) throw new Error(outcome.fault.message)
    expect(outcome.answer['columns']).toEqual(
      expect.arrayContaining(['Customer ID', 'Email', 'Phone Number', 'Last Name', 'Holdfast Health Score']),
    )
    expect(JSON.stringify(outcome)).not.toMatch(/@example\.com|Sample Member/)
    const text = readFileSync(String(outcome.answer['path']), 'utf8')
    expect(text).toContain('member00001@example.com')
    // Members 99 and 123 carry a formula as their name.
    expect(text).toMatch(/,"?'=/)
    expect(text).not.toMatch(/,"?=/)
  })

  it('names columns as Salesforce does', async () => {
    const answer = await product.ask('export_rows', {
      preset: 'salesforce',
      columns: ['customer_id', 'health_score', 'region'],
    })
    expect(lines(answer['path'])[0]).toEqual(['Customer_Id__c', 'Health_Score__c', 'MailingState'])
  })

  it('writes workbooks and JSON with the same rows', async () => {
    const columns = ['customer_id', 'order_count', 'region']
    const json = await product.ask('export_rows', { format: 'json', columns, file_name: '../../etc/list' })
    expect(json['path']).toBe(join(product.folder, 'output', 'export_etc_list.json'))
    const records: { customer_id: string; order_count: number; region: string | null }[] = JSON.parse(
      readFileSync(String(json['path']), 'utf8'),
    )
    const xlsx = await product.ask('export_rows', { format: 'xlsx', columns })
    const sheets: unknown = await readXlsxFile(String(xlsx['path']))
    expect(JSON.stringify(sheets)).toContain(JSON.stringify(columns))
    expect(JSON.stringify(sheets)).toContain(JSON.stringify(Object.values(records[5] ?? {})))
    expect(records).toHaveLength(Number(xlsx['rows_written']))
  })

  it('puts every table of an answer into one workbook, with formulas that say what they give', async () => {
    const shown = await product.ask('segment_customers', { by: 'value_tier' })
    const call = { result_id: shown.result_id, format: 'xlsx' }
    const answer = await product.ask('export_rows', call)
    const bytes = readFileSync(String(answer['path']))
    const sheets = await readXlsxFile(bytes)
    const named = new Map(sheets.map(({ sheet, data }) => [sheet, data]))
    expect([...named.keys()]).toEqual(expect.arrayContaining(['segments', 'figures', 'totals', 'about']))
    const [head = [], ...rows] = named.get('segments') ?? []
    const of = (name: string): unknown[] => rows.map(row => row[head.indexOf(name)])
    const counts = of('n').map(Number)
    const all = counts.reduce((sum, n) => sum + n, 0)
    // Cells of formulas carry their values for readers that do not compute.
    expect(of('share')).toEqual(counts.map(n => expect.closeTo(n / all, 5)))
    expect(
      named
        .get('totals')
        ?.find(([column]) => column === 'n')
        ?.slice(1, 3),
    ).toEqual([counts.length, all])
    const xml = Object.entries(unzipSync(bytes))
      .filter(([path]) => path.startsWith('xl/worksheets/sheet'))
      .map(([, content]) => strFromU8(content))
      .join('')
    expect(xml).toMatch(/<f>SUM\('segments'!\w2:\w\d+\)<\/f><v>\d/)
    expect(xml).toMatch(/<f>\w2\/SUM\(\w\$2:\w\$\d+\)<\/f>/)
    expect(xml).toContain('state="frozen"')
    await product.ask('export_rows', call)
    expect(readFileSync(String(answer['path'])).equals(bytes)).toBe(true)
  })

  it('keeps formulas of customers text in a workbook, which is imported again as it was', async () => {
    const answer = await product.ask('export_rows', {
      format: 'xlsx',
      include_personal: true,
      preset: 'chinese_crm',
      keep_barred: true,
      columns: ['customer_id', 'customer_name', 'region'],
    })
    const bytes = readFileSync(String(answer['path']))
    const files = unzipSync(bytes)
    expect(Object.keys(files).filter(path => path.startsWith('xl/worksheets/sheet'))).toHaveLength(1)
    expect(strFromU8(files['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('<f>')
    const [head, ...rows] = (await readXlsxFile(bytes))[0]?.data ?? []
    expect(head).toEqual(['客户编号', '客户名称', '省份'])
    expect(rows.filter(([, name]) => String(name).startsWith('=')).length).toBeGreaterThan(0)
    expect(rows).toHaveLength(Number(answer['rows_written']))
  })

  it('speaks to a Chinese CRM in its words, and spells no field that Salesforce would refuse', async () => {
    const columns = ['customer_id', 'value_tier', 'is_active', 'clv_total']
    const chinese = await product.ask('export_rows', { preset: 'chinese_crm', keep_barred: true, columns })
    const [head = [], ...rows] = lines(chinese['path'])
    expect(head.filter(name => !/\p{Script=Han}/u.test(name))).toEqual([])
    expect(rows.filter(([, tier]) => !['高', '中', '低', ''].includes(tier ?? ''))).toEqual([])
    const force = await product.ask('export_rows', { preset: 'salesforce', keep_barred: true })
    const custom = (force['columns'] as string[]).filter(name => name.endsWith('__c'))
    expect(custom.length).toBeGreaterThan(3)
    expect(custom.filter(name => !/^[A-Za-z][A-Za-z0-9_]{0,36}__c$/.test(name))).toEqual([])
  })

  it('takes a segment by its name', async () => {
    const { segments } = await product.ask('segment_customers', { by: 'value_tier' })
    const high = (Array.isArray(segments) ? segments : []).find(
      (one: { name: string }) => one.name === 'high',
    )
    const answer = await product.ask('export_rows', { segment: 'value_tier:high' })
    expect(answer['rows_written']).toBe(high.n)
    expect(await product.refusal('export_rows', { segment: 'value_tier:golden' })).toMatch(
      /^invalid_input: .*high/,
    )
  })

  it('refuses what it cannot find, and says when nothing matches', async () => {
    expect(await product.refusal('export_rows', { result_id: 'r_0000000000000000' })).toMatch(
      /^result_not_found/,
    )
    expect(await product.refusal('export_rows', { columns: ['shoe_size'] })).toMatch(/^unknown_field/)
    expect(await product.refusal('export_rows', { result_id: 'r_1', segment: 'rfm:x' })).toMatch(
      /^invalid_input/,
    )
    const none = await product.ask('export_rows', { where: { field: 'order_count', op: 'gt', value: 1e6 } })
    expect(none).toMatchObject({ status: 'no_data', path: null, rows_written: 0 })
  })

  it('marks customers who are not to be contacted', async () => {
    const { ask, take } = await withData()
    await take('data/samples/shop/orders.csv')
    await ask('configure', { set: { do_not_contact: ['0000631'] } })
    const [head = [], ...rows] = lines((await ask('export_rows', {}))['path'])
    const at = head.indexOf('do_not_contact')
    expect(rows.filter(row => row[at] === 'true').map(row => row[0])).toEqual(['0000631'])
  })
})
