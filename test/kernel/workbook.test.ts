import { describe, expect, it } from 'vitest'
import { columnName, lookOf } from '../../src/kernel/sheet-looks.ts'
import { exportHeader, recordKind } from '../../tools/words/export-presets.ts'

describe('columns of a workbook', () => {
  it('are named as spreadsheets name them', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  it('look like what their names and values say', () => {
    expect(lookOf('churn_rate', [0.12, null])).toEqual({ kind: 'number', format: '0.0%', adds: false })
    expect(lookOf('clv_forward', [12.5, 1e6])).toEqual({ kind: 'number', format: '#,##0.00', adds: true })
    expect(lookOf('n', [3, 4])).toEqual({ kind: 'number', format: '#,##0', adds: true })
    expect(lookOf('mean_revenue', [3.5])).toMatchObject({ adds: false })
    expect(lookOf('health_score', [81])).toEqual({ kind: 'number', adds: false })
    expect(lookOf('last_order_day', ['2026-06-30', null])).toMatchObject({ kind: 'day' })
    expect(lookOf('region', ['2026-06-30', '北區'])).toEqual({ kind: 'text', adds: false })
    expect(lookOf('empty', [null])).toEqual({ kind: 'text', adds: false })
  })
})

describe('headers for a CRM', () => {
  it('differ for firms and persons', () => {
    const names = ['customer_name', 'region', 'annual_revenue', 'health_score']
    expect(recordKind(names)).toBe('firm')
    expect(names.map(name => exportHeader('salesforce', name, 'firm'))).toEqual([
      'Name',
      'BillingState',
      'AnnualRevenue',
      'Health_Score__c',
    ])
    expect(recordKind(['customer_id', 'email'])).toBe('person')
    expect(exportHeader('hubspot', 'customer_name', 'firm')).toBe('Company name')
    expect(exportHeader('dynamics', 'customer_id', 'firm')).toBe('Account Number')
    expect(exportHeader('chinese_crm', 'toString')).toBe('toString')
    expect(exportHeader('salesforce', 'a'.repeat(60)).length).toBeLessThanOrEqual(40)
  })
})
