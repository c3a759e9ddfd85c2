import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  discountedPaybackPeriods,
  internalRate,
  netPresentValue,
  paybackPeriods,
} from '../../../src/domain/lifecycle/index.ts'

const example = [-1000, 400, 400, 400, 400]

describe('cash flows', () => {
  it('P49: -1000, then 400 four times, at 10 %', () => {
    expect(netPresentValue(example, 0.1)).toBeCloseTo(267.946, 3)
    expect(internalRate(example).value).toBeCloseTo(0.218623, 6)
    expect(paybackPeriods(example).value).toBeCloseTo(2.5, 12)
  })

  it('discounted payback, by hand: 1000 − 363.64 − 330.58 − 300.53 = 5.26 of 273.21', () => {
    expect(discountedPaybackPeriods(example, 0.1).value).toBeCloseTo(3 + 5.2592 / 273.2054, 4)
  })

  it('has no rate without a change of sign, and none where two rates compete', () => {
    expect(internalRate([100, 200])).toEqual({
      value: null,
      reason: 'cash_flows_never_change_sign',
      signChanges: 0,
    })
    // −1600 + 10000 v − 10000 v²: 25 % and 400 %
    expect(internalRate([-1600, 10_000, -10_000])).toMatchObject({
      value: null,
      reason: 'several_rates',
      signChanges: 2,
    })
    // 60 back of 100 after one period
    expect(internalRate([-100, 60])).toMatchObject({ value: expect.closeTo(-0.4, 9), signChanges: 1 })
  })

  it('finds a rate of a billion, one that only touches 0, and the rate of amounts in the trillions', () => {
    expect(internalRate([-1, 1e9]).value).toBeCloseTo(1e9 - 1, 3)
    // −100 + 150 v − 56.25 v² = −(10 − 7.5 v)²: a rate of −25 % and no other
    expect(internalRate([-100, 150, -56.25]).value).toBeCloseTo(-0.25, 6)
    expect(internalRate([-1e12, 4e11, 4e11, 4e11, 4e11]).value).toBeCloseTo(0.218623, 6)
    expect(internalRate([-100, 0, 0, 0, 100]).value).toBeCloseTo(0, 9)
    expect(internalRate([5, -20, 16])).toMatchObject({ value: null, reason: 'several_rates' })
    // 10 − 12 v + 4 v² has no zero
    expect(internalRate([10, -12, 4])).toMatchObject({ value: null, reason: 'no_rate_found' })
  })

  it('counts payback from the first flow, not from empty periods before it', () => {
    expect(paybackPeriods([0, 0, -100, 50, 80]).value).toBeCloseTo(3.625, 12)
    expect(discountedPaybackPeriods([0, -100, 110], 0.1).value).toBeCloseTo(2, 9)
    expect(paybackPeriods([0, 0]).value).toBe(0)
  })

  it('never pays back where it never does', () => {
    expect(paybackPeriods([-100, 20, 20])).toEqual({ value: null, reason: 'never_paid_back' })
    expect(paybackPeriods([0, 5]).value).toBe(0)
    expect(() => netPresentValue([], 0.1)).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
    expect(() => netPresentValue([1, NaN], 0.1)).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })

  const flows = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 6, maxLength: 6 })

  it('NPV is linear in the flows', () => {
    fc.assert(
      fc.property(
        flows,
        flows,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: -5, max: 5, noNaN: true }),
        (one, two, rate, k) => {
          const sum = one.map((flow, index) => flow + k * (two[index] ?? 0))
          const expected = netPresentValue(one, rate) + k * netPresentValue(two, rate)
          expect(Math.abs(netPresentValue(sum, rate) - expected)).toBeLessThan(
            1e-6 * (1 + Math.abs(expected)) + 1e-4,
          )
        },
      ),
    )
  })

  it('the internal rate brings the NPV to 0', () => {
    const returns = fc.array(fc.double({ min: 1, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(fc.double({ min: 1, max: 1e4, noNaN: true }), returns, (cost, back) => {
        const rate = internalRate([-cost, ...back]).value
        if (rate === null) return
        expect(Math.abs(netPresentValue([-cost, ...back], rate))).toBeLessThan(1e-6 * cost)
      }),
    )
  })
})
