import { describe, expect, it } from 'vitest'
import { withData } from './with-data.ts'

describe('configure', () => {
  it('tells old and new value and what they affect', async () => {
    const { ask } = await withData()
    const answer = await ask('configure', { set: { gross_margin: 0.55 } })
    expect(answer['changes']).toMatchObject([{ key: 'gross_margin', old: 0.6, new: 0.55, source: 'set' }])
    expect(JSON.stringify(answer['changes'])).toContain('compute_clv')
    expect(answer.summary).toContain('0.6 → 0.55')
    expect(await ask('configure', { set: { gross_margin: 0.55 } })).toMatchObject({
      changes: [],
      unchanged: ['gross_margin'],
    })
  })

  it('changes the results that depend on it, and their ids', async () => {
    const { ask } = await withData()
    await ask('import_data', {
      csv_text: 'order_id,customer_id,order_date,paid_amount\nA1,C1,2025-01-05,10\n',
    })
    const before = await ask('describe_data', {})
    await ask('configure', { set: { gross_margin: 0.3 } })
    const after = await ask('describe_data', {})
    expect(after.result_id).not.toBe(before.result_id)
  })

  it('keeps a scenario apart from the base', async () => {
    const { ask, holdfast } = await withData()
    const answer = await ask('configure', {
      set: { gross_margin: 0.45, strategies: null },
      scenario: 'low margin',
    })
    expect(answer).toMatchObject({
      scenario: 'low margin',
      scenarios: ['low margin'],
      changes: [{ key: 'gross_margin', old: 0.6, new: 0.45, source: 'scenario' }],
    })
    const settings = async (scenario?: string): Promise<unknown> =>
      (await ask('describe_data', scenario ? { scenario } : {}))['settings']
    expect(await settings('low margin')).toContainEqual({
      key: 'gross_margin',
      value: 0.45,
      source: 'scenario',
    })
    expect(await settings()).toContainEqual({ key: 'gross_margin', value: 0.6, source: 'default' })
    expect((await (await holdfast.store()).settings()).base).toEqual({})
  })

  it('merges objects key by key, and null goes back to the default', async () => {
    const { ask } = await withData()
    await ask('configure', { set: { churn_definition: { kind: 'silence' } } })
    const second = await ask('configure', { set: { churn_definition: { days: 60 } } })
    expect(second['changes']).toMatchObject([{ new: { kind: 'silence', days: 60, grace_days: 30 } }])
    const back = await ask('configure', { set: { churn_definition: null } })
    expect(back['changes']).toMatchObject([
      { new: { kind: 'auto', days: null, grace_days: 30 }, source: 'default' },
    ])
  })

  it('adds and replaces rules by their name', async () => {
    const { ask } = await withData()
    const rule = (name: string, threshold: number) => ({ name, field: 'health_score', op: 'lt', threshold })
    await ask('configure', { set: { alert_rules: [rule('red', 50), rule('dark red', 30)] } })
    const answer = await ask('configure', { set: { alert_rules: [rule('red', 40)] } })
    expect(answer['changes']).toMatchObject([
      {
        new: [
          { name: 'dark red', threshold: 30 },
          { name: 'red', threshold: 40, cool_down_days: 7 },
        ],
      },
    ])
  })

  it.each([
    [{ gros_margin: 0.5 }, /^unknown_argument: .*set\.gros_margin.*gross_margin/],
    [{ gross_margin: 45 }, /^invalid_input: set\.gross_margin/],
    [{ churn_definition: { day: 3 } }, /^unknown_argument: .*churn_definition\.day/],
    [{ churn_definition: { kind: 'magic' } }, /^invalid_input: set\.churn_definition\.kind.*silence/],
    [{ reporting_currency: 'dollars' }, /^invalid_input: set\.reporting_currency/],
  ])('refuses %o and stores nothing', async (set, message) => {
    const { refusal, holdfast } = await withData()
    expect(await refusal('configure', { set })).toMatch(message)
    expect((await (await holdfast.store()).settings()).base).toEqual({})
  })

  it('answers in the language that was set', async () => {
    const { ask } = await withData()
    const answer = await ask('configure', { set: { annual_discount: 0.08 } }, { language: 'zh-TW' })
    expect(answer.summary).toBe(
      '已變更 1 項設定。年折現率：0.1 → 0.08。以下工具的結果會隨之改變：compute_clv、evaluate_retention_roi、plan_retention、segment_customers、write_report、analyze_costs。',
    )
  })
})
