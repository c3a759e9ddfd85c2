import { describe, expect, it } from 'vitest'
import { campaignProfit, expectedMaximumProfit, maximumProfit } from '../../../src/domain/churn/profit.ts'

describe('profit of a retention campaign', () => {
  const scores = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
  const labels = [0, 1, 0, 1, 0, 1, 0, 1]

  it('P37: expected maximum profit of the published toy example, default economics', () => {
    const profit = expectedMaximumProfit(scores, labels)
    expect(profit?.value).toBeCloseTo(23.8755934, 6)
    expect(profit?.fraction).toBeCloseTo(0.8743701, 6)
  })

  it('P38: maximum profit at 30 % acceptance', () => {
    const profit = maximumProfit(scores, labels, { accept: 0.3 })
    expect(profit?.value).toBeCloseTo(23.875, 9)
    expect(profit?.fraction).toBeCloseTo(0.875, 9)
  })

  it('where contact and offer cost nothing, everybody is contacted', () => {
    const free = { clv: 200, incentive: 0, contactCost: 0 }
    const profit = expectedMaximumProfit(scores, labels, free)
    // Half of the base churns and 6/20 of them accept: 200 × 0.5 × 0.3
    expect(profit?.value).toBeCloseTo(30, 9)
    expect(profit?.fraction).toBeCloseTo(1, 9)
    expect(expectedMaximumProfit(scores, labels, { clv: 10, incentive: 10, contactCost: 1 })?.value).toBe(0)
  })

  it('P39: Neslin', () => {
    const profit = campaignProfit({
      customers: 100_000,
      contactedShare: 0.1,
      churnAmongContacted: 0.2,
      acceptance: 0.3,
      clv: 200,
      incentive: 10,
      contactCost: 1,
    })
    expect(profit).toBeCloseTo(24_000, 6)
  })

  it('agrees with the integral over the acceptance, taken numerically', () => {
    const economics = { clv: 120, incentive: 15, contactCost: 4 }
    const [alpha, beta, parts] = [3, 5, 20_000]
    let value = 0
    let weight = 0
    for (let part = 0; part < parts; part++) {
      const accept = (part + 0.5) / parts
      const density = accept ** (alpha - 1) * (1 - accept) ** (beta - 1)
      value += density * (maximumProfit(scores, labels, { ...economics, accept })?.value ?? 0)
      weight += density
    }
    const exact = expectedMaximumProfit(scores, labels, {
      ...economics,
      acceptAlpha: alpha,
      acceptBeta: beta,
    })
    expect(exact?.value).toBeCloseTo(value / weight, 5)
  })

  it('does nothing when nothing pays, and says nothing with one class', () => {
    expect(maximumProfit(scores, labels, { clv: 20, incentive: 15, contactCost: 4 })).toEqual({
      value: 0,
      fraction: 0,
    })
    expect(expectedMaximumProfit([0.2, 0.4], [1, 1])).toBeNull()
    expect(() => expectedMaximumProfit(scores, labels, { clv: -1 })).toThrow('invalid_input')
  })
})
