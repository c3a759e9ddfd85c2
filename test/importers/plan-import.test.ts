import { describe, expect, it } from 'vitest'
import { isFault } from '../../src/fault.ts'
import { inspectFile, planImport } from '../../src/importers/index.ts'
import type { Inspection, InspectOptions } from '../../src/importers/types.ts'
import { mappingOf } from './read-all.ts'

const inspect = (
  lines: readonly string[],
  options: InspectOptions = {},
  name = 'data.csv',
): Promise<Inspection> => inspectFile({ text: [...lines, ''].join('\n'), name }, options)
const repeat = (n: number, line: (at: number) => string): string[] =>
  Array.from({ length: n }, (_, at) => line(at))
const asked = (inspection: Inspection): (string | null)[][] =>
  inspection.questions.map(({ kind, column, proposed }) => [kind, column, proposed])
const date = (at: number): string => `2025-01-${String((at % 28) + 1).padStart(2, '0')}`

describe('traps are asked unless the table itself tells', () => {
  it('金额 in orders: paid, gross or refund', async () => {
    const inspection = await inspect([
      '订单编号,客户编号,下单时间,金额',
      ...repeat(20, at => `A${at},C${at % 5},${date(at)},${at}.5`),
    ])
    expect(asked(inspection)).toEqual([['field', '金额', 'paid_amount']])
    expect(inspection.questions[0]?.choices.map(choice => choice.value)).toEqual([
      'paid_amount',
      'order_amount',
      'refund_amount',
      'attribute',
    ])
    expect(planImport(inspection).status).toBe('needs_confirmation')
    expect(planImport(inspection, { mapping: { 金额: 'order_amount' } })).toMatchObject({
      status: 'ok',
      mapping: { 金额: 'order_amount' },
    })
  })

  it('客户等级: VIP is a membership, SMB a size', async () => {
    const vip = await inspect([
      '客户编号,性别,客户等级',
      ...repeat(20, at => `C${at},女,${['普通', 'VIP', '金卡'][at % 3]}`),
    ])
    expect(mappingOf(vip)['客户等级']).toBe('membership_level')
    const size = await inspect([
      '客户编号,所属行业,员工人数,客户等级',
      ...repeat(20, at => `C${at},制造,${at},${['SMB', 'Enterprise'][at % 2]}`),
    ])
    expect(mappingOf(size)['客户等级']).toBe('account_size_segment')
    const open = await inspect([
      '客户编号,所属行业,员工人数,客户等级',
      ...repeat(20, at => `C${at},制造,${at},${['甲', '乙'][at % 2]}`),
    ])
    expect(asked(open)).toEqual([['field', '客户等级', 'account_size_segment']])
  })

  it('status by its values; unknown ones are asked', async () => {
    const known = await inspect([
      'order_id,customer_id,order_date,paid_amount,status',
      ...repeat(20, at => `A${at},C${at % 5},${date(at)},1.5,${['completed', 'returned'][at % 2]}`),
    ])
    expect([mappingOf(known)['status'], asked(known)]).toEqual(['order_status', []])
    const unknown = await inspect([
      'order_id,customer_id,order_date,paid_amount,status',
      ...repeat(20, at => `A${at},C${at % 5},${date(at)},1.5,${['x1', 'x2'][at % 2]}`),
    ])
    expect(unknown.questions.map(question => [question.kind, question.column])).toEqual([['field', 'status']])
  })

  it("id by uniqueness: the row's own beside a customer, the customer's where it repeats", async () => {
    const own = await inspect([
      'id,user_id,order_date,paid_amount',
      ...repeat(30, at => `${at},${at % 5},${date(at)},2.5`),
    ])
    expect(mappingOf(own)).toMatchObject({ id: 'order_id', user_id: 'customer_id' })
    const customers = await inspect([
      'id,order_date,paid_amount',
      ...repeat(30, at => `${at % 5},${date(at)},2.5`),
    ])
    expect(mappingOf(customers)['id']).toBe('customer_id')
    const open = await inspect(['id,order_date,paid_amount', ...repeat(30, at => `${at},${date(at)},2.5`)], {
      entity: 'order',
    })
    expect(open.questions.map(question => question.kind)).toContain('field')
  })

  it("年收入: a company's turnover among companies, else asked", async () => {
    const companies = await inspect([
      '客户编号,所属行业,员工人数,年收入',
      ...repeat(20, at => `C${at},制造,${at + 5},${at + 1}000000`),
    ])
    expect([mappingOf(companies)['年收入'], asked(companies)]).toEqual(['annual_revenue', []])
    const people = await inspect([
      '客户编号,性别,年龄,年收入',
      ...repeat(20, at => `C${at},女,${at + 20},${at + 1}0000`),
    ])
    expect(people.questions.map(question => [question.kind, question.column])).toEqual([['field', '年收入']])
  })

  it('addresses are personal, places are regions', async () => {
    const long = await inspect([
      '客户编号,是否流失,收货地址',
      ...repeat(10, at => `C${at},${at % 2 === 0 ? '是' : '否'},浙江省杭州市西湖区文三路${at}号院`),
    ])
    expect(long.columns[2]).toMatchObject({ field: 'address', pii: true })
    const short = await inspect([
      '客户编号,是否流失,收货地址',
      ...repeat(10, at => `C${at},${at % 2 === 0 ? '是' : '否'},浙江省`),
    ])
    expect(short.columns[2]).toMatchObject({ field: 'region', pii: false })
  })

  it("consent and verification are not addresses; another model's score is a leak", async () => {
    const inspection = await inspect([
      'customer_id,Email consent,邮箱验证状态,手机归属地,churn_score',
      ...repeat(10, at => `C${at},${at % 2 === 0 ? 'yes' : 'no'},已验证,杭州,0.${at}`),
    ])
    expect(mappingOf(inspection)).toEqual({
      customer_id: 'customer_id',
      'Email consent': 'marketing_consent',
    })
    expect(inspection.columns.find(column => column.header === 'churn_score')).toMatchObject({
      leak: true,
      field: null,
    })
    expect(inspection.issues.map(issue => issue.kind)).toContain('leak_candidate')
  })
})

describe('values that mean two things are asked', () => {
  it('day or month first, when the whole column does not tell; even beyond the sample', async () => {
    const header = 'order_id,customer_id,order_date,paid_amount'
    const open = await inspect([
      header,
      ...repeat(20, at => `A${at},C${at % 5},0${(at % 8) + 1}/0${(at % 7) + 2}/2025,1.5`),
    ])
    expect(asked(open)).toEqual([['date_order', 'order_date', null]])
    expect(planImport(open, { accept: true }).status).toBe('needs_confirmation')
    expect((await inspect([header, 'A1,C1,03/04/2025,1.5'], { dateOrder: 'mdy' })).questions).toEqual([])
    const late = await inspect([
      header,
      ...repeat(6000, at => `A${at},C${at % 500},0${(at % 8) + 1}/0${(at % 7) + 2}/2025,1.5`),
      'Z,C1,25/04/2025,1.5',
    ])
    expect([late.columns[2]?.format.dateOrder, asked(late)]).toEqual(['dmy', []])
  })

  it('¥ and $ name several currencies; NT$ names one', async () => {
    const orders = (mark: string): string[] => [
      'order_id,customer_id,order_date,paid_amount',
      ...repeat(20, at => `A${at},C${at % 5},${date(at)},${mark}${at}.5`),
    ]
    expect(asked(await inspect(orders('$')))).toEqual([['currency', 'paid_amount', null]])
    expect(asked(await inspect(orders('$'), { currency: 'USD' }))).toEqual([])
    const taiwan = await inspect(orders('NT$'))
    expect([asked(taiwan), taiwan.columns[3]?.format.currency]).toEqual([[], 'TWD'])
  })

  it('cents are a question, never an assumption', async () => {
    const lines = [
      'order_id,customer_id,order_date,paid_amount',
      ...repeat(30, at => `A${at},C${at % 5},${date(at)},${(at + 1) * 100 + 99}`),
    ]
    expect(asked(await inspect(lines))).toEqual([['money_unit', 'paid_amount', 'minor']])
    expect(asked(await inspect(lines, { moneyUnit: 'minor' }))).toEqual([])
  })

  it('1,234 in a file that separates with semicolons', async () => {
    const inspection = await inspect([
      'order_id;customer_id;order_date;paid_amount',
      ...repeat(20, at => `A${at};C${at % 5};${date(at)};${at + 1},234`),
    ])
    expect(asked(inspection)).toEqual([['decimal', 'paid_amount', null]])
  })
})

describe('the plan', () => {
  const good = [
    'order_id,customer_id,order_date,paid_amount',
    ...repeat(20, at => `A${at},C${at % 5},${date(at)},${at}.5`),
  ]

  it('is ok when every required column matched exactly and nothing is open', async () => {
    const plan = planImport(await inspect(good))
    expect(plan).toMatchObject({ status: 'ok', entity: 'order', missing: [], questions: [], assumptions: [] })
    expect(plan.importId).toMatch(/^imp_[0-9a-f]{16}$/)
  })

  it('needs a mapping when a required column is missing, and offers columns', async () => {
    const inspection = await inspect(
      [
        'order_id,buyer_handle_x,order_date,paid_amount',
        ...repeat(20, at => `A${at},h${at % 5},${date(at)},${at}.5`),
      ],
      { entity: 'order' },
    )
    const plan = planImport(inspection, { accept: true })
    expect(plan).toMatchObject({ status: 'needs_mapping', missing: ['customer_id'] })
    expect(
      plan.questions.find(question => question.kind === 'missing_field')?.choices.map(choice => choice.value),
    ).toContain('buyer_handle_x')
    expect(planImport(inspection, { mapping: { buyer_handle_x: 'customer_id' } })).toMatchObject({
      status: 'ok',
      missing: [],
    })
  })

  it('a field given to one column leaves the column that was guessed', async () => {
    const inspection = await inspect([
      'order_id,customer_id,member_key,order_date,paid_amount',
      ...repeat(20, at => `A${at},C${at % 5},M${at % 4},${date(at)},${at}.5`),
    ])
    expect(planImport(inspection, { mapping: { member_key: 'customer_id' } }).mapping).toMatchObject({
      member_key: 'customer_id',
      customer_id: null,
    })
  })

  it('the id follows content, entity, mapping and options', async () => {
    const first = await inspect(good)
    const id = planImport(first).importId
    expect(planImport(await inspect(good, {}, 'renamed.csv')).importId).toBe(id)
    expect(planImport(first, { mapping: { paid_amount: 'order_amount' } }).importId).not.toBe(id)
    expect(planImport(await inspect(good, { currency: 'EUR' })).importId).not.toBe(id)
    expect(planImport(await inspect([...good, 'Z,C1,2025-02-01,1'])).importId).not.toBe(id)
  })

  it('refuses columns and fields that do not exist, and one field for two columns', async () => {
    const inspection = await inspect(good)
    const codeOf = (mapping: Record<string, string>): string => {
      try {
        planImport(inspection, { mapping })
      } catch (error) {
        return isFault(error) ? error.code : 'crash'
      }
      return 'none'
    }
    expect(codeOf({ nope: 'customer_id' })).toBe('invalid_input')
    expect(codeOf({ customer_id: 'nope' })).toBe('unknown_field')
    expect(codeOf({ customer_id: 'order_id', order_id: 'order_id' })).toBe('invalid_input')
  })

  it('a remembered mapping needs no names in the file', async () => {
    const remembered = {
      k1: 'order_id',
      k2: 'customer_id',
      k3: 'order_date',
      k4: 'paid_amount',
      gone: 'region',
    }
    const inspection = await inspect(
      ['k1,k2,k3,k4', ...repeat(20, at => `A${at},C${at % 5},${date(at)},${at}.5`)],
      { mapping: remembered, entity: 'order' },
    )
    expect(planImport(inspection)).toMatchObject({
      status: 'ok',
      mapping: { k1: 'order_id', k2: 'customer_id', k3: 'order_date', k4: 'paid_amount' },
    })
  })

  it('survives the way through a worker', async () => {
    const inspection = await inspect(good)
    expect(structuredClone(planImport(inspection))).toEqual(planImport(inspection))
  })
})
