import { describe, expect, it } from 'vitest'
import { contractSetting } from '../../../src/domain/clv/contract-setting.ts'
import { segmentPriors } from '../../../src/domain/clv/segment-priors.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { relative } from './arbitraries.ts'
import { cdnow, dayOf } from './logs.ts'
import { seeded, simulatePareto } from './simulate.ts'

describe('contractual or not', () => {
  it('monthly payments are contracts, even without a contract on record', () => {
    const customer: number[] = []
    const day: number[] = []
    for (let who = 0; who < 40; who++) {
      for (let month = 0; month < 4 + (who % 9); month++) {
        customer.push(who)
        day.push(Math.floor(Date.UTC(2024, month, 1 + (who % 28)) / 86_400_000))
      }
    }
    const decision = contractSetting({ customer, day }, { asOfDay: dayOf('2025-12-31') })
    expect(decision).toMatchObject({
      setting: 'contractual',
      reason: 'regular_billing',
      methods: ['sbg', 'bdw', 'discounted'],
    })
    expect(decision.evidence).toMatchObject({ customers: 40, billingShare: 1 })
  })

  it('contracts on record decide first', () => {
    const decision = contractSetting(
      { customer: [0, 0, 1], day: [1, 9, 4] },
      { asOfDay: 10, contractCustomers: 2 },
    )
    expect(decision).toMatchObject({ setting: 'contractual', reason: 'contracts_on_record' })
  })

  it('a yearly appeal is a row of opportunities', () => {
    const random = seeded(3)
    const customer: number[] = []
    const day: number[] = []
    for (let who = 0; who < 200; who++) {
      for (let year = 0; year < 7; year++) {
        if (year > 0 && random() > 0.6) continue
        customer.push(who)
        day.push(18_000 + 365 * year)
      }
    }
    expect(contractSetting({ customer, day }, { asOfDay: 30_000 })).toMatchObject({
      setting: 'discrete_opportunities',
      methods: ['bg_bb'],
    })
  })
})

describeWithDatasets('contractual or not: CDNOW', () => {
  it('people who buy records come when they like', () => {
    const decision = contractSetting(cdnow().purchases, { asOfDay: dayOf('1998-06-30') })
    expect(decision).toMatchObject({ setting: 'non_contractual', reason: 'irregular_purchases' })
    expect(decision.evidence.gapVariation).toBeGreaterThan(0.5)
  })
})

describe('priors for new customers', () => {
  const fast = simulatePareto(1500, { r: 2, alpha: 10, s: 1, beta: 40 }, { seed: 5 })
  const slow = simulatePareto(1500, { r: 0.6, alpha: 30, s: 1, beta: 40 }, { seed: 6 })
  const few = simulatePareto(12, { r: 2, alpha: 10, s: 1, beta: 40 }, { seed: 8 })
  const joined = (of: (log: typeof fast) => Float64Array): Float64Array =>
    Float64Array.from([...of(fast), ...of(slow), ...of(few)])
  const histories = {
    repeats: joined(log => log.repeats),
    recency: joined(log => log.recency),
    age: joined(log => log.age),
  }
  const segments = [
    ...new Array<number>(1500).fill(0),
    ...new Array<number>(1500).fill(1),
    ...new Array<number>(12).fill(2),
  ]
  const spend = segments.map((segment, i) => 20 + 10 * segment + (i % 13))

  it('differ by segment where there is enough, and fall back to everybody where there is not', () => {
    const [all, first, second, third] = segmentPriors(histories, segments, {
      model: 'mbg_nbd',
      times: [26, 52],
      meanSpend: spend,
    })
    expect(all).toMatchObject({ segment: null, source: 'pooled', n: 3012 })
    expect(first).toMatchObject({ segment: 0, source: 'segment', n: 1500 })
    expect(second).toMatchObject({ segment: 1, source: 'segment' })
    expect(third).toMatchObject({
      segment: 2,
      source: 'pooled',
      n: 12,
      expectedPurchases: all?.expectedPurchases,
    })
    expect(first?.expectedPurchases[1]).toBeGreaterThan(3 * (second?.expectedPurchases[1] ?? NaN))
    relative(first?.expectedSpend ?? NaN, 26, 0.05)
    relative(second?.expectedSpend ?? NaN, 36, 0.05)
  })
})
