import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  combinedCut, doNothing, doNothingTogether, findContradictions, overlap, revenueKept, revenueRetention, sensitivity, simulateScenario, sixMonthRevenue,
} from '../../../src/domain/forecast/index.ts' // prettier-ignore
import { campaignProfit } from '../../../src/domain/roi/index.ts'

describe('combined effect', () => {
  it('P13: 2,000,000 lost and a cut of 15 % keep 300,000', () => {
    expect(revenueKept(2_000_000, 0.15)).toBeCloseTo(300_000, 6)
  })

  it('1 − Π(1 − effect × reach), by hand', () => {
    // 0.3 × 0.5 and 0.2 × 0.4: 1 − 0.85 × 0.92 = 0.218; the plain sum is 0.23
    const cuts = [{ effect: 0.3, reach: 0.5 }, { effect: 0.2, reach: 0.4 }] // prettier-ignore
    expect(combinedCut(cuts)).toBeCloseTo(0.218, 12)
    expect(overlap(cuts)).toBeCloseTo(0.012, 12)
    expect(revenueRetention(0.2, 0.218)).toBeCloseTo(0.8436, 12)
    expect(() => combinedCut([{ effect: 1.2, reach: 1 }])).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })

  it('stays between the largest cut and the sum, whatever the order', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(fc.array(fc.record({ effect: rate, reach: rate }), { maxLength: 8 }), cuts => {
        const combined = combinedCut(cuts)
        const products = cuts.map(({ effect, reach }) => effect * reach)
        expect(combined).toBeGreaterThanOrEqual(Math.max(0, ...products) - 1e-12)
        expect(combined).toBeLessThanOrEqual(
          Math.min(
            1,
            products.reduce((sum, product) => sum + product, 0),
          ) + 1e-12,
        )
        expect(combinedCut(cuts.toReversed())).toBeCloseTo(combined, 12)
      }),
    )
  })
})

describe('contradictions', () => {
  it('a cut of 15–20 % cannot lift retention from 80 to 90–95 %', () => {
    const found = findContradictions({
      annualChurn: 0.2, revenueRetentionFrom: 0.8, revenueRetentionToLow: 0.9, revenueRetentionToHigh: 0.95,
      churnCutLow: 0.15, churnCutHigh: 0.2,
    }) // prettier-ignore
    expect(found).toEqual([
      {
        claim: 'revenue_retention_to_low',
        claimed: 0.9,
        implied: expect.closeTo(0.83, 12),
        arithmetic: '1 − 0.2 × (1 − 0.15) = 0.83, not 0.9',
        neededCut: expect.closeTo(0.5, 12),
      },
      {
        claim: 'revenue_retention_to_high',
        claimed: 0.95,
        implied: expect.closeTo(0.84, 12),
        arithmetic: '1 − 0.2 × (1 − 0.2) = 0.84, not 0.95',
        neededCut: expect.closeTo(0.75, 12),
      },
    ])
  })

  it('says nothing of figures that agree to rounding', () => {
    expect(
      findContradictions({
        annualChurn: 0.2, revenueRetentionFrom: 0.8, revenueRetentionToLow: 0.83, revenueRetentionToHigh: 0.84,
        churnCutLow: 0.15, churnCutHigh: 0.2, churnCuts: [{ effect: 0.4, reach: 0.5 }],
      }),
    ).toEqual([]) // prettier-ignore
    expect(findContradictions({})).toEqual([])
  })

  it('holds the start against churn, and the cut against the strategies', () => {
    const found = findContradictions({
      annualChurn: 0.25, revenueRetentionFrom: 0.85, churnCutLow: 0.3, churnCutHigh: 0.4,
      churnCuts: [{ effect: 0.3, reach: 0.5 }, { effect: 0.2, reach: 0.4 }],
    }) // prettier-ignore
    expect(found.map(({ claim, implied }) => [claim, Number(implied.toFixed(6))])).toEqual([
      ['revenue_retention_from', 0.75],
      ['churn_cut_low', 0.218],
      ['churn_cut_high', 0.218],
    ])
    expect(found[1]?.arithmetic).toBe('1 − (1 − 0.3 × 0.5) × (1 − 0.2 × 0.4) = 0.218, not 0.3')
  })

  it('nothing keeps more than everything', () => {
    expect(findContradictions({ revenueRetentionFrom: 0.9, revenueRetentionToHigh: 1.1 })).toMatchObject([
      { claim: 'revenue_retention_to_high', implied: 1 },
    ])
  })
})

describe('every kind of contradiction', () => {
  const found = (claims: Parameters<typeof findContradictions>[0]) =>
    findContradictions(claims).map(({ claim, implied }) => [claim, Number(implied.toFixed(6))])

  it.each([
    ['retention 80 → 90 % with a cut of 5 %', { revenueRetentionFrom: 0.8, revenueRetentionToLow: 0.9, revenueRetentionToHigh: 0.9, churnCutLow: 0.05, churnCutHigh: 0.05 }, [['revenue_retention_to_low', 0.81], ['revenue_retention_to_high', 0.81]]],
    ['more saved than was at risk', { revenueAtRisk: 500_000, revenueSaved: 650_000 }, [['revenue_saved', 500_000]]],
    ['more saved than the cut can save', { revenueAtRisk: 500_000, revenueSaved: 200_000, churnCutHigh: 0.3 }, [['revenue_saved', 150_000]]],
    ['less saved than the cut saves', { revenueAtRisk: 500_000, revenueSaved: 50_000, churnCuts: [{ effect: 0.5, reach: 0.6 }] }, [['revenue_saved', 150_000]]],
    ['effects that add up to more than everything', { churnCuts: [{ effect: 0.7, reach: 0.9 }, { effect: 0.6, reach: 0.8 }] }, [['churn_cuts', 0.8076]]],
    ['a low above its high', { churnCutLow: 0.3, churnCutHigh: 0.2, revenueRetentionToLow: 0.9, revenueRetentionToHigh: 0.85 }, [['churn_cut_low', 0.2], ['revenue_retention_to_low', 0.85]]],
    ['a rise beyond what churn leaves', { annualChurn: 0.12, revenueRetentionToHigh: 1.03 }, [['revenue_retention_to_high', 1]]],
    ['a start that churn does not leave', { annualChurn: 0.3, revenueRetentionFrom: 0.8 }, [['revenue_retention_from', 0.7]]],
    ['lifetime value growing by more than a fifth less churn allows', { churnCutLow: 0.15, churnCutHigh: 0.2, cltvUpliftLow: 0.25, cltvUpliftHigh: 0.3 }, [['cltv_uplift_low', 0.176471], ['cltv_uplift_high', 0.25]]],
    ['a claimed cut below what the strategies come to', { churnCutHigh: 0.1, churnCuts: [{ effect: 0.5, reach: 0.5 }] }, [['churn_cut_high', 0.25]]],
    ['more customers saved than were at risk', { customersAtRisk: 400, customersSaved: 450 }, [['customers_saved', 400]]],
    ['more customers saved than the cut can save', { customersAtRisk: 400, customersSaved: 200, churnCutLow: 0.2, churnCutHigh: 0.3 }, [['customers_saved', 120]]],
    ['a return that gain and cost do not give', { revenueSaved: 300_000, programmeCost: 200_000, programmeRoi: 1.5 }, [['programme_roi', 0.5]]],
    ['half the churn by a cut of a fifth', { annualChurn: 0.2, annualChurnTo: 0.1, churnCutLow: 0.15, churnCutHigh: 0.2 }, [['annual_churn_to', 0.16]]],
    ['churn aimed at above what the cut leaves', { annualChurn: 0.2, annualChurnTo: 0.19, churnCutHigh: 0.2 }, [['annual_churn_to', 0.16]]],
    ['money saved beyond what the retention aimed at keeps', { annualChurn: 0.2, revenueRetentionToHigh: 0.85, revenueAtRisk: 1000, revenueSaved: 400 }, [['revenue_saved', 250]]],
    ['a churn aimed at that is not the retention aimed at', { annualChurn: 0.2, annualChurnTo: 0.12, revenueRetentionToHigh: 0.9 }, [['annual_churn_to', 0.1]]],
    ['a fall of retention beside a cut of churn', { annualChurn: 0.2, revenueRetentionToHigh: 0.78, churnCutLow: 0.1, churnCutHigh: 0.2 }, [['revenue_retention_to_high', 0.82]]],
  ] as const)('%s', (_name, claims, expected) => {
    expect(found(claims)).toEqual(expected)
  }) // prettier-ignore

  it('and the sum is shown', () => {
    expect(findContradictions({ revenueAtRisk: 2_000_000, revenueSaved: 900_000, churnCutLow: 0.15, churnCutHigh: 0.2 })).toEqual([
      { claim: 'revenue_saved', claimed: 900_000, implied: 400_000, unit: 'money', neededCut: 0.45, arithmetic: '2000000 × 0.2 = 400000, not 900000' },
    ]) // prettier-ignore
  })

  it('plans whose figures follow from each other have none', () => {
    const rate = fc.double({ min: 0.01, max: 0.95, noNaN: true })
    fc.assert(
      fc.property(rate, fc.array(fc.record({ effect: rate, reach: rate }), { minLength: 1, maxLength: 3 }), (churn, cuts) => {
        fc.pre(cuts.reduce((sum, { effect, reach }) => sum + effect * reach, 0) <= 1)
        const cut = combinedCut(cuts)
        const after = 1 - churn * (1 - cut)
        expect(
          findContradictions({
            annualChurn: churn, revenueRetentionFrom: 1 - churn, revenueRetentionToLow: after, revenueRetentionToHigh: after,
            churnCuts: cuts, churnCutLow: cut, churnCutHigh: cut, revenueAtRisk: 1e6, revenueSaved: 1e6 * cut,
            cltvUpliftHigh: cut / (1 - cut), annualChurnTo: churn * (1 - cut), customersAtRisk: 400,
            customersSaved: 400 * cut, programmeCost: 1e5, programmeRoi: (1e6 * cut - 1e5) / 1e5,
          }),
        ).toEqual([])
      }),
    ) // prettier-ignore
  })
})

describe('baseline', () => {
  it('spreads churn over the months and adds up, by hand', () => {
    // 19 % in two months is 10 % a month: 100 × (0.9 + 0.81 + 0.729)
    const result = doNothing({ monthlyRevenue: 100, churnRate: 0.19, churnMonths: 2, horizonMonths: 3 })
    expect(result.monthlyChurn).toBeCloseTo(0.1, 12)
    expect(result.revenue).toBeCloseTo(243.9, 9)
    expect(result.lostRevenue).toBeCloseTo(56.1, 9)
  })
})

describe('scenario', () => {
  const n = 1000
  const customers = {
    churnProbability: new Float64Array(n).fill(0.2),
    monthlyRevenue: new Float64Array(n).fill(50),
    clvForward: new Float64Array(n).fill(800),
  }
  const strategies = [
    { name: 'A', effect: { kind: 'uniform', low: 0.2, high: 0.4 }, reach: { kind: 'fixed', value: 0.5 } },
    { name: 'B', effect: { kind: 'fixed', value: 0.2 }, reach: { kind: 'fixed', value: 0.4 } },
  ] as const

  it('is centred where the means are, with the baseline beside it', () => {
    const forecast = simulateScenario(customers, strategies, { horizonMonths: 12, runs: 20_000, seed: 4 })
    expect(forecast.churnRate.baseline).toBeCloseTo(0.2, 12)
    expect(forecast.churnRate.base).toBeCloseTo(0.2 * (1 - 0.218), 2)
    expect(forecast.revenueRetention).toMatchObject({
      baseline: expect.closeTo(0.8, 12),
      base: expect.closeTo(0.8436, 2),
    })
    expect(forecast.cltvUplift.base / (0.218 * 0.2 * n * 800)).toBeCloseTo(1, 1)
    // Each month 1 − 0.8^(1/12) leave, and the month of leaving brings nothing: a geometric sum.
    const kept = 0.8 ** (1 / 12)
    expect(forecast.revenue.baseline).toBeCloseTo((50 * n * kept * 0.2) / (1 - kept), 4)
    // the middle nine tenths of 1 − (1 − e/2) × 0.92 for e uniform on [0.2, 0.4]
    expect(forecast.combinedCut.low).toBeCloseTo(1 - (1 - 0.21 / 2) * 0.92, 2)
    expect(forecast.combinedCut.high).toBeCloseTo(1 - (1 - 0.39 / 2) * 0.92, 2)
    for (const measure of [
      forecast.churnRate,
      forecast.churnReduction,
      forecast.revenueRetention,
      forecast.cltvUplift,
    ]) {
      expect(measure.low).toBeLessThanOrEqual(measure.base)
      expect(measure.base).toBeLessThanOrEqual(measure.high)
    }
  })

  it('keeps value and revenue where the strategies go, not by the number of customers', () => {
    const aimed = [{ name: 'A', effect: { kind: 'fixed', value: 0.5 }, reach: { kind: 'fixed', value: 0.1 }, reachRevenue: 0.4, reachValue: 0.6 }] as const // prettier-ignore
    const forecast = simulateScenario(customers, aimed, { horizonMonths: 12, runs: 4000, seed: 3 })
    expect(forecast.churnRate.base).toBeCloseTo(0.2 * 0.95, 9)
    expect(forecast.revenueRetention.base).toBeCloseTo(1 - 0.2 * 0.8, 9)
    expect(forecast.cltvUplift.base).toBeCloseTo(0.3 * 0.2 * n * 800, 6)
  })

  it('loses nobody by a plan: a small one keeps few, its low is 0 and not below', () => {
    const small = [{ name: 'A', effect: { kind: 'fixed', value: 0.2 }, reach: { kind: 'fixed', value: 0.1 } }] as const // prettier-ignore
    const forecast = simulateScenario(customers, small, { horizonMonths: 12, runs: 4000, seed: 3 })
    expect(forecast.churnReduction.base).toBeCloseTo(0.02, 9)
    expect(forecast.churnReduction.low).toBeGreaterThanOrEqual(0)
    // Of 0.2 × n who would leave each is kept with 0.02: a standard error of √(0.02 × 0.98 ÷ (0.2 × n)).
    const error = Math.sqrt((0.02 * 0.98) / (0.2 * n))
    expect((forecast.churnReduction.high - 0.02) / error).toBeCloseTo(1.645, 1)
  })

  it('repeats with its seed and does nothing without strategies', () => {
    const run = (seed: number) =>
      simulateScenario(customers, strategies, { horizonMonths: 6, runs: 200, seed })
    expect(run(1)).toEqual(run(1))
    expect(run(1)).not.toEqual(run(2))
    const idle = simulateScenario(customers, [], { horizonMonths: 6, runs: 500 })
    expect(idle.combinedCut).toEqual({ low: 0, base: 0, high: 0 })
    expect(idle.churnReduction).toMatchObject({ low: 0, base: 0, high: 0 })
    expect(idle.cltvUplift.base).toBeCloseTo(0, 9)
  })

  it('is never worse at its base than doing nothing, however small the cut', () => {
    const probability = fc.oneof(fc.constant(0), fc.double({ min: 1e-6, max: 1, noNaN: true }))
    fc.assert(
      fc.property(fc.array(probability, { minLength: 1, maxLength: 30 }), fc.double({ min: 0, max: 0.02, noNaN: true }), fc.integer({ min: 1, max: 1e6 }), (rates, cut, seed) => {
        const some = { churnProbability: rates, monthlyRevenue: rates.map((_, row) => 10 + row), clvForward: rates.map((_, row) => 500 * row) }
        const plan = [{ name: 'x', effect: { kind: 'uniform', low: 0, high: cut }, reach: { kind: 'fixed', value: 1 } } as const]
        const forecast = simulateScenario(some, plan, { horizonMonths: 12, runs: 200, seed })
        expect(forecast.churnRate.base).toBeLessThanOrEqual(forecast.churnRate.baseline + 1e-12)
        expect(forecast.revenueRetention.base).toBeGreaterThanOrEqual(forecast.revenueRetention.baseline - 1e-12)
        expect(forecast.revenue.base).toBeGreaterThanOrEqual(forecast.revenue.baseline - 1e-6)
        expect(forecast.cltvUplift.low).toBeGreaterThanOrEqual(0)
      }),
    ) // prettier-ignore
  })

  it('agrees with the months of doing nothing', () => {
    const some = { churnProbability: [0.1, 0.5, 0.9, Number.NaN], monthlyRevenue: [100, 20, 5, 7], clvForward: [1, 1, 1, 1] }
    const idle = doNothingTogether(some.churnProbability, some.monthlyRevenue, 6)
    const forecast = simulateScenario(some, [], { horizonMonths: 6, runs: 10 })
    expect(idle.revenue).toBeCloseTo(forecast.revenue.baseline, 9)
    expect(idle.months.reduce((sum, { revenue }) => sum + revenue, 0)).toBeCloseTo(idle.revenue, 9)
    expect(idle.months.at(-1)?.remaining).toBeCloseTo((0.9 + 0.5 + 0.1) / 3, 12)
    expect(idle.lostRevenue).toBeCloseTo(125 * 6 - idle.revenue, 9)
  }) // prettier-ignore

  it('says when there is nobody to forecast', () => {
    expect(() =>
      simulateScenario({ churnProbability: [NaN], monthlyRevenue: [1], clvForward: [1] }, [], {
        horizonMonths: 6,
      }),
    ).toThrowError(expect.objectContaining({ code: 'not_enough_data' }))
  })
})

it('six months by band: run-rate × (1 − churn) + weighted pipeline', () => {
  const { bands, total } = sixMonthRevenue([
    { band: 'high', runRate: 600, churnProbability: 0.1, pipeline: [{ amount: 100, probability: 0.5 }] },
    { band: 'low', runRate: 400, churnProbability: 0.5, pipeline: [] },
    { band: null, runRate: 100, churnProbability: 0, pipeline: [] },
  ])
  expect(bands.map(({ band, value }) => [band, value])).toEqual([['high', 590], ['low', 200], ['unscored', 100]]) // prettier-ignore
  expect(total.value).toBeCloseTo(890, 9)
  // variance 600² × 0.09 + 100² × 0.25
  expect(bands[0]?.high).toBeCloseTo(590 + 1.959964 * Math.sqrt(32_400 + 2500), 3)
  expect(bands.reduce((sum, band) => sum + band.value, 0)).toBeCloseTo(total.value, 9)
})

it('tornado of any figure', () => {
  const rows = sensitivity(
    { churn: 0.2, cut: 0.9, money: 100 },
    ({ churn, cut, money }) => money * (1 - churn * (1 - cut)),
    { ceilings: { cut: 1 } },
  )
  expect(rows.map(({ factor }) => factor)).toEqual(['money', 'cut', 'churn'])
  expect(rows[1]).toMatchObject({ highInput: 1, high: 100, low: expect.closeTo(94.4, 9) })
})

it('P39: profit of a campaign by Neslin', () => {
  const result = campaignProfit({
    customers: 1e5, targetedShare: 0.1, churnersAmongTargeted: 0.2, acceptance: 0.3, value: 200, incentive: 10, contactCost: 1,
  }) // prettier-ignore
  expect(result.profit).toBeCloseTo(24_000, 6)
  expect(result).toMatchObject({
    contacted: 10_000,
    saved: 600,
    cost: expect.closeTo(96_000, 6),
    roi: expect.closeTo(0.25, 12),
  })
  expect(
    campaignProfit({
      customers: 10,
      targetedShare: 0,
      churnersAmongTargeted: 0,
      acceptance: 0,
      value: 1,
      incentive: 1,
      contactCost: 1,
    }).roi,
  ).toBeNull()
})
