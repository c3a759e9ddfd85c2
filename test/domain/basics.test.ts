import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dayNumber,
  daysBetween,
  isoDay,
  monthStart,
  parseDay,
  weekStart,
} from '../../src/domain/days.ts'
import { printedWhole, splitMinor, toMinor } from '../../src/domain/money.ts'
import {
  annualChurn,
  annualDiscount,
  monthlyChurn,
  monthlyDiscount,
  weeklyContinuousDiscount,
} from '../../src/domain/rates.ts'

describe('days', () => {
  it('knows the calendar', () => {
    expect(daysBetween('2015-01-01', '2015-02-07')).toBe(37)
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01')
    expect(addMonths('2023-01-31', 1)).toBe('2023-02-28')
    expect(addMonths('2024-03-31', -13)).toBe('2023-02-28')
    expect(monthStart('2024-05-17')).toBe('2024-05-01')
    expect(weekStart('2024-05-19')).toBe('2024-05-13')
    expect(weekStart('2024-05-19', 0)).toBe('2024-05-19')
    expect([parseDay('2023-02-29'), parseDay('2023-2-1'), parseDay('1970-01-01')]).toEqual([null, null, 0])
    expect(() => dayNumber('soon', 'as_of')).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  })

  it('counts and names every day of three centuries back and forth', () => {
    fc.assert(
      fc.property(fc.integer({ min: -70_000, max: 70_000 }), days => dayNumber(isoDay(days)) === days),
    )
  })
})

describe('money', () => {
  it('goes to minor units without binary noise', () => {
    expect([toMinor(1.005, 'USD'), toMinor(-0.125, 'EUR'), toMinor(1234, 'JPY'), toMinor(1.2345, 'KWD')]).toEqual([
      101, -13, 1234, 1235,
    ]) // prettier-ignore
  })

  it('prints whole units as the documents do', () => {
    expect([printedWhole(3058.7), printedWhole(4319.9999999999995), printedWhole(1029.35)]).toEqual([
      3058, 4320, 1029,
    ])
  })

  it('splits without losing a cent', () => {
    expect(splitMinor(100, [1, 1, 1])).toEqual([34, 33, 33])
    const weights = fc.array(fc.double({ min: 0.001, max: 1e3, noNaN: true }), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        weights,
        (total, shares) => splitMinor(total, shares).reduce((sum, part) => sum + part, 0) === total,
      ),
    )
  })
})

describe('rates', () => {
  it('P47: 10 % a year is 0.797414 % a month', () => {
    expect(monthlyDiscount(0.1)).toBeCloseTo(0.00797414, 8)
    expect(annualDiscount(monthlyDiscount(0.1))).toBeCloseTo(0.1, 12)
    expect(weeklyContinuousDiscount(0.1)).toBeCloseTo(Math.log(1.1) / 52, 15)
    expect(monthlyChurn(0.2)).toBeCloseTo(1 - 0.8 ** (1 / 12), 15)
    expect(annualChurn(monthlyChurn(0.2))).toBeCloseTo(0.2, 12)
  })
})
