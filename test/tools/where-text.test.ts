import { describe, expect, it } from 'vitest'
import { formats } from '../../src/locales/numbers.ts'
import { words as driverWords } from '../../tools/words/find-churn-drivers.ts'
import { whereText } from '../../tools/parts/where-text.ts'

describe('a filter as its reader would say it', () => {
  const said = (language: 'en' | 'zh-CN' | 'zh-TW', field: string): string =>
    whereText({ field, op: 'is_null' }, driverWords[language].ops, { formats: formats(language), language })

  it('says of fields between purchases that there were not two', () => {
    expect(said('en', 'overdue_ratio')).toBe('fewer than two purchases')
    expect(said('zh-CN', 'purchase_gap_mean_days')).toBe('购买不足两次')
    expect(said('zh-TW', 'overdue_ratio')).toBe('購買不足兩次')
  })

  it('says of other fields that they are missing', () => {
    expect(said('en', 'PaperlessBilling')).toBe('PaperlessBilling is missing')
    expect(said('zh-TW', 'mrr')).toBe('月經常性營收缺漏')
  })
})
