import { describe, expect, it } from 'vitest'
import { withData } from './with-data.ts'

describe('open deals in the six months', () => {
  it('weighs those due, leaves out stale, late, won and lost ones by the names of their stages, and says so', async () => {
    const { ask } = await withData()
    const give = (entity: string, rows: string[]) =>
      ask('import_data', { csv_text: `${rows.join('\n')}\n`, entity, mode: 'commit' })
    await give('account', [
      '客户编号,年合同额（万元）,建档时间',
      ...Array.from({ length: 30 }, (_, n) => `A${n},12,2024-0${1 + (n % 9)}-01`),
    ])
    // The last event says what day it is.
    await give('ticket', ['工单编号,客户编号,工单创建时间', 'T1,A1,2025-06-30'])
    await give('opportunity', [
      '商机编号,客户编号,商机金额（万元）,阶段,预计成交日期,赢率',
      'O1,A1,10,方案报价,2025-09-01,40%',
      'O2,A2,20,谈判,2025-08-01,',
      'O3,A3,50,赢单,2025-05-01,',
      'O4,A4,50,输单,2025-05-01,',
      'O5,A5,70,谈判,2025-01-01,90%',
      'O6,A6,80,谈判,2026-06-01,90%',
      'O7,L1,90,谈判,2025-09-01,50%',
    ])
    await ask('configure', { set: { reporting_currency: 'CNY' } })
    const answer = await ask('forecast', {}, { language: 'zh-CN' })
    const total = (answer['six_months'] as { band: string; n: number; weighted_pipeline: number }[]).at(-1)
    // 100,000 × 0.4, and 200,000 × one win of two; a lead is no customer.
    expect(total).toMatchObject({ band: 'total', n: 30, weighted_pipeline: 140_000 })
    const told = answer.warnings.join('')
    for (const part of ['1 个在途商机（¥70万）本应', '¥80万', '¥90万']) expect(told).toContain(part)
  }, 60_000)
})
