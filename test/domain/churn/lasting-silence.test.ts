import { describe, expect, it } from 'vitest'
import { lastingShare, yearlyChurn } from '../../../src/domain/churn/lasting-silence.ts'
import { wilson } from '../../../src/domain/churn/two-by-two.ts'

/** 100 customers fell silent: 60 were watched for 100 days, 40 for 200. */
const spells = {
  days: [10, 50, 100, 150, 200],
  returned: [20, 10, 0, 5, 0],
  still: [0, 0, 35, 0, 30],
}

describe('silent customers who come back', () => {
  it('counts those watched for a short time only while they were watched', () => {
    const share = lastingShare(spells)
    // By hand: at risk 100, 80, 70, 35, 30: (80/100) (70/80) (30/35) = 0.6.
    expect(share?.value).toBeCloseTo(0.6, 12)
    // Greenwood: 20/(100·80) + 10/(80·70) + 5/(35·30) = 0.0025 + 0.00178571 + 0.00476190.
    expect(share?.logError).toBeCloseTo(Math.sqrt(0.0025 + 10 / 5600 + 5 / 1050), 12)
    expect(share).toMatchObject({ spells: 100, returned: 35, followedDays: 200 })
    // The plain share would say that 65 of 100 stay away, as if all had been watched for 200 days.
    expect(share?.value).toBeLessThan(0.65)
  })

  it('stops where fewer than 30 are left to watch, and says nothing of fewer than 30', () => {
    const thin = { days: [10, 100, 300], returned: [20, 0, 10], still: [0, 60, 10] }
    expect(lastingShare(thin)).toMatchObject({ value: 0.8, returned: 20, followedDays: 100 })
    expect(lastingShare({ days: [10, 20], returned: [5, 0], still: [0, 24] })).toBeNull()
    expect(lastingShare({ days: [], returned: [], still: [] })).toBeNull()
  })

  it('makes yearly churn of the lasting part of the silence, with an interval that holds both', () => {
    const share = lastingShare(spells)
    const rate = wilson(200, 1000)
    const yearly = yearlyChurn(rate, 0.5, share)
    // 1 − (1 − 0.2 × 0.6)² = 0.2256.
    expect(yearly?.value).toBeCloseTo(0.2256, 12)
    const half = Math.exp(1.959963984540054 * Math.sqrt(0.8 / (0.2 * 1000) + (share?.logError ?? 0) ** 2))
    expect(yearly?.low).toBeCloseTo(1 - (1 - 0.12 / half) ** 2, 12)
    expect(yearly?.high).toBeCloseTo(1 - (1 - 0.12 * half) ** 2, 12)
    expect(yearlyChurn(rate, 0.5, null)?.value).toBeCloseTo(0.36, 12)
  })

  it('stays within 0 and 1 at the ends', () => {
    const share = lastingShare(spells)
    expect(yearlyChurn(wilson(0, 100), 0.25, share)).toMatchObject({ value: 0, low: 0 })
    expect(yearlyChurn(wilson(0, 100), 0.25, share)?.high).toBeLessThan(0.2)
    expect(yearlyChurn(wilson(50, 50), 0.5, null)).toMatchObject({ value: 1, high: 1 })
    expect(yearlyChurn(wilson(50, 50), 0.5, share)?.high).toBeLessThanOrEqual(1)
    expect(yearlyChurn(wilson(0, 0), 0.5, share)).toBeNull()
  })
})
