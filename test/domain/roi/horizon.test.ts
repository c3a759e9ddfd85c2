import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { churnOver } from '../../../src/domain/roi/index.ts'

describe('a probability brought to another period', () => {
  it('compounds: 10 % a month is 27.1 % a quarter, and back', () => {
    expect(churnOver(0.1, 30, 90)).toBeCloseTo(1 - 0.9 ** 3, 12)
    expect(churnOver(0.271, 90, 30)).toBeCloseTo(0.1, 12)
    expect([churnOver(0, 30, 90), churnOver(1, 30, 90)]).toEqual([0, 1])
  })

  it('keeps the order of customers, stays a probability, and does not depend on the way', () => {
    const rate = fc.double({ min: 0, max: 0.999, noNaN: true })
    const days = fc.integer({ min: 1, max: 400 })
    fc.assert(
      fc.property(rate, rate, days, days, days, (one, two, from, by, to) => {
        const [first, second] = [churnOver(one, from, to), churnOver(two, from, to)]
        expect(first).toBeGreaterThanOrEqual(0)
        expect(first).toBeLessThanOrEqual(1)
        if (one < two) expect(first).toBeLessThanOrEqual(second)
        // Next to 1 a double holds no digits to come back with.
        const between = churnOver(one, from, by)
        if (between < 0.999) expect(churnOver(between, by, to)).toBeCloseTo(first, 6)
      }),
    )
  })

  it('refuses what is no probability or no period', () => {
    expect(() => churnOver(1.2, 30, 90)).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
    expect(() => churnOver(0.2, 0, 90)).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  })
})
