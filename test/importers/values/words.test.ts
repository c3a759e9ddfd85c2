import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fields } from '../../../src/domain/entities/index.ts'
import { fold, foldHeader } from '../../../src/importers/fold.ts'
import { isBlank, isBlankFlag, isBlankMeasure } from '../../../src/importers/values/blank.ts'
import { parseId } from '../../../src/importers/values/id.ts'
import { parseBoolean, parseEnum } from '../../../src/importers/values/words.ts'

describe('words', () => {
  it('folds width, case and script', () => {
    expect(fold(' ＡＢＣ 繁體 ')).toBe('abc 繁体')
    expect(foldHeader('customerID')).toBe('customer id')
    expect(foldHeader('MonthlyCharges')).toBe('monthly charges')
    expect(foldHeader('客戶 編號_2')).toBe('客户 编号 2')
  })

  it('knows yes and no', () => {
    expect(['是', '有', 'Y', '1', 'TRUE', '已流失', 'Yes', '1.0'].map(parseBoolean)).toEqual(
      Array.from({ length: 8 }, () => true),
    )
    expect(['否', '無', '无', 'n', '0', 'False', '未流失', 'Failed'].map(parseBoolean)).toEqual(
      Array.from({ length: 8 }, () => false),
    )
    expect(['maybe', '2', ''].map(word => (word === '' ? null : parseBoolean(word)))).toEqual([
      null,
      null,
      null,
    ])
  })

  it('knows blanks, which mean different things in different columns', () => {
    expect(['', '-', 'N/A', '無', '暂无', 'NULL', '#N/A'].every(isBlank)).toBe(true)
    expect(['None', '0', 'no'].some(isBlank)).toBe(false)
    expect(isBlankMeasure('NaN')).toBe(true)
    expect(isBlankFlag('無')).toBe(false)
  })

  it('reads enums', () => {
    const status = fields.get('order_status')
    const size = fields.get('account_size_segment')
    if (status === undefined || size === undefined) throw new Error('catalogue')
    expect(
      ['交易成功', '已取消', 'return_pending', 'Completed', '待付款', 'weird'].map(word =>
        parseEnum(word, status),
      ),
    ).toEqual(['paid', 'cancelled', 'refunded', 'paid', 'pending', null])
    expect(['mid-market', '大型企業', 'smb'].map(word => parseEnum(word, size))).toEqual([
      'Mid-Market',
      'Enterprise',
      'SMB',
    ])
  })

  it('keeps ids as they are and refuses destroyed ones', () => {
    expect(parseId('007', false)).toEqual({ value: '007' })
    expect(parseId('123456789012345678', false)).toEqual({ value: '123456789012345678' })
    expect(parseId('="00123"', false)).toEqual({ value: '00123' })
    expect(parseId("'00123", false)).toEqual({ value: '00123' })
    expect(parseId('17850.0', true)).toEqual({ value: '17850' })
    expect(parseId('1.23E+17', false)).toEqual({ problem: 'id_in_scientific_notation' })
    expect(parseId(1.2345e17, false)).toEqual({ problem: 'id_in_scientific_notation' })
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 25n }), number => {
        expect(parseId(`0${number}`, false)).toEqual({ value: `0${number}` })
      }),
    )
  })
})
