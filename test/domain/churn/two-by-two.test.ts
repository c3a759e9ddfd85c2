import { expect, it } from 'vitest'
import { rateDifference, wilson } from '../../../src/domain/churn/index.ts'

it('gives the difference of two rates the published interval, and none without both rates', () => {
  // Newcombe (1998), Statistics in Medicine 17, table II, method 10: 56 of 70 against 48 of 80.
  const found = rateDifference(wilson(56, 70), wilson(48, 80))
  expect(found.value).toBeCloseTo(0.2, 12)
  expect([found.low, found.high].map(bound => bound?.toFixed(4))).toEqual(['0.0524', '0.3339'])
  // Same paper: 5 of 56 against 0 of 29.
  const small = rateDifference(wilson(5, 56), wilson(0, 29))
  expect([small.low, small.high].map(bound => bound?.toFixed(4))).toEqual(['-0.0381', '0.1926'])
  expect(rateDifference(wilson(1, 4), wilson(0, 0))).toEqual({ value: null, low: null, high: null })
})
