import { describe, expect, it } from 'vitest'
import {
  betaFromRange,
  checkStrategy,
  documentStrategies,
  strategyPoint,
} from '../../../src/domain/roi/strategies.ts'
import { spendCap, tiersFromData, valueTier } from '../../../src/domain/roi/tiers.ts'

describe('value tiers', () => {
  it('has both limits inside mid', () => {
    expect([2000.01, 2000, 1000, 999.99].map(clv => valueTier({ clv }).tier)).toEqual([
      'high',
      'mid',
      'mid',
      'low',
    ])
    expect([100.01, 100, 50, 49.99].map(monthlyRevenue => valueTier({ clv: 0, monthlyRevenue }).byRevenue)).toEqual([
      'high', 'mid', 'mid', 'low',
    ]) // prettier-ignore
  })

  it('lets CLV decide and reports the conflict', () => {
    expect(valueTier({ clv: 2160, monthlyRevenue: 80 })).toEqual({
      tier: 'high',
      conflict: true,
      byRevenue: 'mid',
    })
    expect(valueTier({ clv: 2160, monthlyRevenue: 150 })).toEqual({
      tier: 'high',
      conflict: false,
      byRevenue: 'high',
    })
    expect(valueTier({ clv: 2160, monthlyRevenue: 80 }, undefined, 'revenue').tier).toBe('mid')
    expect(valueTier({ clv: 2160, monthlyRevenue: 80 }, undefined, 'both').tier).toBe('mid')
    expect(valueTier({ clv: 900, monthlyRevenue: 180 }, undefined, 'both').tier).toBe('low')
  })

  it('caps spending by the smaller of a flat amount and a share of forward value', () => {
    expect(spendCap(2160, 'high')).toEqual({ amount: 600, flat: 600, byShare: 648, rule: 'flat' })
    expect(spendCap(900, 'low')).toEqual({ amount: 135, flat: 150, byShare: 135, rule: 'share' })
    expect(spendCap(-50, 'low').amount).toBe(0)
  })

  it('derives limits and caps from the business itself', () => {
    const clv = Array.from({ length: 101 }, (_, index) => index * 1000)
    const derived = tiersFromData(clv)
    expect(derived).toMatchObject({
      n: 101,
      tiers: { clv: { high: 80_000, mid: 50_000 }, basis: 'data_quantiles' },
    })
    expect(derived.caps.high).toEqual({ flat: 24_000, share: 0.3 })
    expect(derived.caps.low).toEqual({ flat: 7500, share: 0.15 })
    expect(() => tiersFromData([1, 2, 3])).toThrowError(expect.objectContaining({ code: 'not_enough_data' }))
  })
})

describe('strategies', () => {
  it('are ranges whose midpoints are the points', () => {
    expect(documentStrategies.map(strategyPoint)).toEqual([
      { cost: 400, successRate: 0.5 },
      { cost: 200, successRate: 0.325 },
      { cost: 60, successRate: 0.175 },
    ])
    expect(() =>
      checkStrategy({ name: 'X', costLow: 5, costHigh: 1, successLow: 0, successHigh: 1, tier: 'low' }),
    ).toThrow()
  })

  it('become a Beta with the same mean and variance', () => {
    const { alpha, beta } = betaFromRange(0.4, 0.6)
    const sum = alpha + beta
    expect(alpha / sum).toBeCloseTo(0.5, 12)
    expect((alpha * beta) / (sum * sum * (sum + 1))).toBeCloseTo(0.2 ** 2 / 12, 12)
  })
})
