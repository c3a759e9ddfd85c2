import { expect, describe, it } from 'vitest'
import { withData } from './with-data.ts'

const mixed =
  'user id,order id,order date,paid amount\nA,1,2025-01-03,$10.00\nB,2,2025-01-04,€20.00\nC,3,2025-02-04,¥3000\n'

describe('money of several currencies', () => {
  it('is never added together: ambiguous marks are asked for, one by one', async () => {
    const { ask, holdfast } = await withData()
    for (const mode of ['auto', 'commit']) {
      const open = await ask('import_data', { csv_text: mixed, mode })
      expect(open).toMatchObject({ status: 'needs_confirmation', stored: false })
      expect(open['questions']).toMatchObject([
        { argument: 'options.marks.$', proposed: null },
        { argument: 'options.marks.¥', choices: ['CNY', 'JPY'] },
      ])
    }
    const open = await ask('import_data', { csv_text: mixed })
    const next = open.suggested_actions[0]?.arguments ?? {}
    expect(next).toMatchObject({ options: { marks: { $: 'USD', '¥': 'CNY' } } })
    await ask('import_data', { ...next, options: { marks: { $: 'USD', '¥': 'JPY' } } })
    const rows = await (await holdfast.store()).overview()
    expect(rows.unconverted.map(({ currency, minor }) => [currency, minor])).toEqual([
      ['JPY', 3000],
      ['USD', 1000],
    ])
    const described = await ask('describe_data', {})
    expect(described['reconciliation']).toMatchObject({ net_in_store: 20 })
  })

  it('needs no question where every mark is plain', async () => {
    const { ask, holdfast } = await withData()
    const done = await ask('import_data', { csv_text: mixed.replace('$', 'US$').replace('¥', '£') })
    expect(done).toMatchObject({ status: 'ok', stored: true })
    const { unconverted, currency } = await (await holdfast.store()).overview()
    expect([currency, ...unconverted.map(other => other.currency)]).toEqual(['EUR', 'GBP', 'USD'])
  })

  it('asks when a file states no currency beside stored money that does, and says what was never stated', async () => {
    const { ask } = await withData()
    await ask('import_data', {
      csv_text:
        'order_id,customer_id,order_date,paid_amount\nP1,C1,2025-01-05,10.00\nP2,C2,2025-02-06,20.50\n',
    })
    await ask('import_data', {
      csv_text:
        'order_id,customer_id,order_date,paid_amount\nE1,C1,2025-03-05,€10.00\nE2,C2,2025-03-06,€20.50\n',
    })
    const described = await ask('describe_data', {})
    expect(described.warnings.join()).toContain('2 rows of orders state no currency')
    const plain =
      'order_id,customer_id,order_date,paid_amount\nQ1,C1,2025-04-05,10.00\nQ2,C2,2025-04-06,20.50\n'
    const open = await ask('import_data', { csv_text: plain })
    expect(open).toMatchObject({ status: 'needs_confirmation', stored: false })
    expect(open['questions']).toMatchObject([
      { argument: 'options.currency', proposed: 'EUR', choices: ['EUR'] },
    ])
    const zh = await ask('import_data', {
      csv_text: '訂單編號,會員編號,下單日期,實付金額(萬元)\nQ1,C1,2025-04-05,1.5\n',
    })
    expect(zh['questions']).toContainEqual(
      expect.objectContaining({ argument: 'options.currency', proposed: 'TWD' }),
    )
  })

  it('does not take revenue in 元 for the dollars of the bills, and says which bills are in no sum', async () => {
    const { ask } = await withData()
    await ask('import_data', {
      csv_text:
        '客户编号,所属行业,年合同额(万元),合同到期日\nK1,能源,5.2,2026-09-01\nK2,零售,7.1,2026-10-01\n',
    })
    const costs =
      'cost_stage,cost_amount,cost_date,currency\nservice,120,2026-05-31,USD\nservice,90,2026-06-30,USD\n'
    const bills = await ask('import_data', { csv_text: costs })
    expect(bills).toMatchObject({ status: 'ok', stored: true })
    expect(bills.warnings).toEqual([
      '2 amounts in USD are in no sum: import fx_rate rows, or set reporting_currency.',
    ])
    expect(await ask('describe_data', {})).toMatchObject({ currency: null })
    await ask('configure', { set: { reporting_currency: 'USD' } })
    const told = await ask('describe_data', {})
    expect(told).toMatchObject({ currency: 'USD' })
    expect(told.warnings.join()).toContain('2 rows of accounts state no currency and are taken for USD')
    expect(await ask('analyze_costs', {})).toMatchObject({ currency: 'USD', total_cost: 210 })
  })

  it('lets bills name the currency of money that says nothing of its own', async () => {
    const { ask } = await withData()
    await ask('import_data', {
      csv_text: 'account id,industry,contract value,renewal date\nK1,Energy,5000,2026-09-01\n',
    })
    await ask('import_data', {
      csv_text: 'cost_stage,cost_amount,cost_date,currency\nservice,120,2026-05-31,USD\n',
    })
    expect(await ask('analyze_costs', {})).toMatchObject({ currency: 'USD', total_cost: 120 })
  })
})
