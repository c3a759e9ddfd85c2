import { describe, expect, it } from 'vitest'
import { inspectFile } from '../../src/importers/index.ts'
import { mappingOf, readAll, scratch } from './read-all.ts'

const file = scratch()
const table = (name: string, header: string, row: (at: number) => string) =>
  file(name, Buffer.from([header, ...Array.from({ length: 60 }, (_, at) => row(at)), ''].join('\n')))
const one = (at: number, ...choices: string[]): string => choices[at % choices.length] ?? ''

describe('results of tests as businesses export them', () => {
  it('a gym in Taiwan: arms, answers and returns in Chinese, each cost with its sign', async () => {
    const source = table(
      '喚回.csv',
      '會員編號,組別,發送日期,回應,是否回訪,成本,方案',
      at =>
        `M${at},${one(at, '簡訊組', 'LINE推播組', '對照組（不發送）')},114/03/0${1 + (at % 7)},${one(at, '有回應', '無回應')},${one(at, '已回訪', '未回訪', '未回訪')},NT$1.2,${one(at, '月繳', '年繳')}`,
    )
    const inspection = await inspectFile(source, {})
    expect(inspection).toMatchObject({ entity: 'campaign_member', questions: [] })
    expect(mappingOf(inspection)).toMatchObject({
      組別: 'variant',
      發送日期: 'treated_at',
      回應: 'responded',
      是否回訪: 'retained',
      成本: 'marketing_cost',
    })
    const { fields, counts } = await readAll(source)
    expect(counts).toMatchObject({ rowsUsed: 60, rowsRejected: 0 })
    expect(fields['variant']?.slice(0, 3)).toEqual(['簡訊組', 'LINE推播組', 'control'])
    expect(fields['retained']?.slice(0, 3)).toEqual([1, 0, 0])
    expect(fields['responded']?.slice(0, 2)).toEqual([1, 0])
  })

  it('an e-mail test: the column that names a hold-out holds the arms; a cancellation is no unknown word', async () => {
    const source = table(
      'renewals.csv',
      'User ID,Cell letter,Send date,Outcome,Cost per user',
      at =>
        `u-${at},${one(at, 'Free month', 'Survey', 'Holdout')},2025-04-02,${one(at, 'Renewed', 'Cancelled')},4.5`,
    )
    const { fields, counts } = await readAll(source)
    expect(mappingOf(await inspectFile(source, {}))).toMatchObject({
      'Cell letter': 'variant',
      Outcome: 'retained',
    })
    expect(counts.rowsUsed).toBe(60)
    expect(fields['retained']?.slice(0, 2)).toEqual([1, 0])
    expect(fields['variant']?.[2]).toBe('control')
  })

  it('reads what says the opposite: churned as the outcome, yes under a control flag', async () => {
    const source = table(
      'test.csv',
      'customer_id,campaign,control_flag,churned',
      at => `C${at},spring,${one(at, 'Y', 'N', 'N')},${one(at, 'churned', 'retained', 'retained')}`,
    )
    const { fields } = await readAll(source, { entity: 'campaign_member' })
    expect(fields['variant']?.slice(0, 3)).toEqual(['control', 'treatment', 'treatment'])
    expect(fields['retained']?.slice(0, 3)).toEqual([0, 1, 1])
  })

  it('an outcome may name its window, and what customers spent is no cost', async () => {
    const source = table(
      'calls.csv',
      'Account,Campaign,Group,Contact date,Agent cost,Still active after 90 days,spend',
      at => `ACC${at},q1,${one(at, 'Call', 'Control')},2025-05-0${1 + (at % 9)},${at % 4},${at % 2},${at}.5`,
    )
    const mapping = mappingOf(await inspectFile(source, {}))
    expect(mapping).toMatchObject({ 'Still active after 90 days': 'retained', 'Agent cost': 'labor_cost' })
    expect(mapping).not.toHaveProperty('spend')
  })

  it('a log of calls in Chinese: plan names the strategy, kept and lost the outcome', async () => {
    const source = table(
      '挽回紀錄.csv',
      '編號,會員編號,方案,發現日期,執行日期,是否回應,結果,保住營收',
      at =>
        `R${at},K${at % 20},${one(at, '專人致電', '優惠券')},2025-03-03,2025-03-04,${one(at, '是', '否')},${one(at, '留住', '流失')},${at * 10}`,
    )
    const inspection = await inspectFile(source, {})
    expect(inspection.entity).toBe('retention_action')
    expect(mappingOf(inspection)).toMatchObject({
      方案: 'strategy',
      結果: 'retained',
      執行日期: 'executed_at',
    })
    const { fields } = await readAll(source, { currency: 'TWD' })
    expect(fields['retained']?.slice(0, 2)).toEqual([1, 0])
  })

  it('a public test that names nobody: each row is a customer of its own, once that is agreed', async () => {
    const source = table(
      'email.csv',
      'recency,history,zip_code,segment,visit,conversion,spend',
      at =>
        `${1 + (at % 12)},${30 + at}.5,${one(at, 'Urban', 'Rural')},${one(at, 'Mens E-Mail', 'Womens E-Mail', 'No E-Mail')},${at % 2},${at % 5 === 0 ? 1 : 0},${at % 5 === 0 ? 29.99 : 0}`,
    )
    const inspection = await inspectFile(source, {})
    expect(inspection.entity).toBe('campaign_member')
    expect(inspection.questions).toMatchObject([{ kind: 'without_field', facts: { field: 'customer_id' } }])
    expect(mappingOf(inspection)).toMatchObject({ segment: 'variant', conversion: 'retained' })
    expect(mappingOf(inspection)).not.toHaveProperty('spend')
    const { counts, fields } = await readAll(source, { entity: 'campaign_member' })
    expect(counts).toMatchObject({ rowsUsed: 60, rowsRejected: 0 })
    expect(new Set(fields['customer_id'])).toHaveProperty('size', 60)
  })
})
