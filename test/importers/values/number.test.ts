import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencyCode, minorDigits } from '../../../src/importers/values/currency.ts'
import { decimalOf, parseNumber, toMinor } from '../../../src/importers/values/number.ts'

const value = (text: string, decimal: '.' | ',' = '.'): number | null =>
  parseNumber(text, decimal)?.value ?? null

describe('numbers as people write them', () => {
  it.each([
    ['1234.5', 1234.5],
    ['1,234.50', 1234.5],
    ['12,34,567.8', 1234567.8],
    ['1,2345,6789', 123456789],
    ['-5', -5],
    ['+5', 5],
    ['(1,234)', -1234],
    ['1,234-', -1234],
    ['−7', -7],
    ['（1,234.5）', -1234.5],
    ['１２３．４', 123.4],
    ['￥1,234', 1234],
    ['¥-3', -3],
    ['-¥3', -3],
    ['NT$1,200', 1200],
    ['HK$ 5.5', 5.5],
    ['1.2万', 12000],
    ['1.2萬元', 12000],
    ['3亿', 3e8],
    ['0.5億', 5e7],
    ['35千元', 35000],
    ['2百万', 2e6],
    ['1千万', 1e7],
    ['1.5K', 1500],
    ['2M', 2e6],
    ['3bn', 3e9],
    ['100元', 100],
    ['€12.50', 12.5],
    ['12.50 USD', 12.5],
    ['EUR 12.50', 12.5],
    ['(NT$500)', -500],
    ['$(500)', -500],
    ['1 234 567', 1234567],
    ["1'234.5", 1234.5],
    ['1.2E+3', 1200],
    ['.5', 0.5],
    ['15%', 15],
    ['-0', 0],
    ['0.1万', 1000],
    ['1.1万', 11000],
  ])('%s is %d', (text, expected) => expect(value(text)).toBe(expected))

  it.each([
    'abc',
    '1,5',
    '1.2.3',
    '12-34',
    '1,23,4',
    '--5',
    '1e999',
    '12a',
    '%',
    '元',
    '()',
    '1,,234',
    '2024-01-05',
  ])('%s is no number', text => expect(value(text)).toBeNull())

  it('reads a decimal comma where the column has one', () => {
    expect(value('1.234,50', ',')).toBe(1234.5)
    expect(value('1,5', ',')).toBe(1.5)
    expect(value('1.5', ',')).toBeNull()
  })

  it('says what a mark may mean', () => {
    expect(parseNumber('¥5', '.')?.currencies).toEqual(['CNY', 'JPY'])
    expect(parseNumber('NT$5', '.')?.currencies).toEqual(['TWD'])
    expect(parseNumber('5 rmb', '.')?.currencies).toEqual(['CNY'])
    expect([currencyCode('ntd'), currencyCode('人民币'), currencyCode('eur'), currencyCode('xxx')]).toEqual([
      'TWD',
      'CNY',
      'EUR',
      null,
    ])
    expect([minorDigits('JPY'), minorDigits('USD'), minorDigits('KWD'), minorDigits(null)]).toEqual([
      0, 2, 3, 2,
    ])
  })

  it('decides comma or point by column', () => {
    expect(decimalOf(['1,5', '2,25'])).toBe(',')
    expect(decimalOf(['1.234,5', '2'])).toBe(',')
    expect(decimalOf(['1,234', '2,500', '1.5'])).toBe('.')
    expect(decimalOf(['1,234', '2,500'])).toBeNull()
    expect(decimalOf(['1,234,567'])).toBe('.')
    expect(decimalOf(['12', '5'])).toBe('.')
  })

  it('keeps every cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), cents => {
        const sign = cents < 0 ? '-' : ''
        const absolute = Math.abs(cents)
        const text = `${sign}${Math.floor(absolute / 100).toLocaleString('en-US')}.${String(absolute % 100).padStart(2, '0')}`
        expect(toMinor(value(text) ?? Number.NaN, 2)).toBe(cents === 0 ? 0 : cents)
      }),
    )
    expect(toMinor(1.005, 2)).toBe(101)
    expect(toMinor(-1.005, 2)).toBe(-101)
    expect(toMinor(1e17, 2)).toBeNaN()
  })

  it('never throws and never gives a number that is not finite', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 20 }),
        fc.constantFrom<'.' | ','>('.', ','),
        (text, decimal) => {
          const parsed = parseNumber(text, decimal)
          expect(parsed === null || Number.isFinite(parsed.value)).toBe(true)
        },
      ),
    )
  })

  it('reads back what it wrote with points and commas exchanged', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), number => {
        const text = number.toFixed(3)
        expect(value(text.replace('.', ','), ',')).toBe(value(text))
      }),
    )
  })
})
