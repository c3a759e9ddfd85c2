import { expect, it } from 'vitest'
import { businessLike } from '../../src/domain/business.ts'
import { toDecision } from '../../src/reports/churn/decision-risk.ts'
import { foreignNames, readable } from '../../src/reports/churn/page-checks.ts'
import type { ReportAnswer } from '../../src/reports/answers.ts'

const answer = (fields: Readonly<Record<string, unknown>>): ReportAnswer => ({
  result_id: 'r_1',
  status: 'ok',
  as_of: null,
  currency: null,
  figures: [],
  method: null,
  ...fields,
})
const drivers = answer({ baseline: { rate: 0.1 } })

it('brings the risk of a group to the period for which an action holds, and leaves out those who come back', () => {
  // Over 30 days 5 of 100 are lost for good where 10 fall silent; over 90 days 1 − 0.95³ = 14.2625 %.
  const lost = 1 - 0.95 ** 3
  const roi = answer({ decision_horizon: { days: 90, window_days: 30, churn_rate: lost } })
  expect(toDecision(0.1, drivers, roi)).toBeCloseTo(lost, 12)
  // Twice the risk: 10 of 100 lost in 30 days, 1 − 0.9³ = 27.1 % in 90.
  expect(toDecision(0.2, drivers, roi)).toBeCloseTo(0.271, 12)
  expect(toDecision(null, drivers, roi)).toBeNull()
  expect(toDecision(0.2, drivers, null)).toBe(0.2)
})

it('tells software by subscription from contracts with visits', () => {
  const table = (entity: string, ...fields: string[]) => ({ entity, rows: 10, fields: new Set(fields) })
  expect(businessLike([table('subscription', 'mrr'), table('activity', 'active_days')])).toBe('saas')
  expect(businessLike([table('subscription', 'mrr')])).toBe('saas')
  expect(businessLike([table('subscription', 'mrr'), table('activity', 'activity_type')])).toBe('services')
  expect(
    businessLike([table('subscription', 'contract_value'), table('activity'), table('account', 'industry')]),
  ).toBe('b2b')
})

it('lays the brackets of a column of the files to nobody’s charge, but those of our own text', () => {
  const page = (text: string) => [
    { language: 'zh-CN' as const, text: `## 一页结论\n\n${text}`, orphans: 0, mismatches: 0 },
  ]
  const names = foreignNames(answer({ drivers: [{ filter: { field: '在网时长(月)' } }] }))
  expect(names).toEqual(['在网时长(月)'])
  expect(readable(page('在网时长(月)低于 33 的客户'), names)).toBe(true)
  expect(readable(page('在网时长(月)低于 33 的客户(较多)'), names)).toBe(false)
})
