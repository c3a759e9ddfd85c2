import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/domain/roi/decide.ts'
import { retentionRoi } from '../../../src/domain/roi/retention-roi.ts'
import { atMeans, simulateRoi } from '../../../src/domain/roi/simulation.ts'
import { roiTornado } from '../../../src/domain/roi/tornado.ts'

const scenario3 = {
  monthlyRevenue: 150,
  lifetimeMonths: 24,
  grossMargin: 0.6,
  acquisitionCost: 200,
  cost: 500,
  successRate: 0.5,
} as const

describe('retention ROI of scenario 3', () => {
  const result = retentionRoi(scenario3)

  it('P03: framework 136 %, execute', () => {
    expect(result.framework.roi).toBeCloseTo(1.36, 12)
    expect(result.framework.decision).toBe('execute')
  })

  it('incremental by P(churn): -35.2, 8.0, 51.2, 94.4 %', () => {
    const rows = result.incremental.byChurnProbability.map(row => Number(row.roi?.toFixed(9)))
    expect(rows).toEqual([-0.352, 0.08, 0.512, 0.944])
    expect(result.incremental.byChurnProbability.map(row => row.decision)).toEqual([
      'no',
      'no',
      'consider',
      'consider',
    ])
  })

  it('break-evens: P(churn) 46.3 %, and the rest of its block', () => {
    expect(result.incremental.breakEven).toEqual({
      churnProbability: expect.closeTo(500 / 1080, 12),
      successRate: expect.closeTo(500 / 2160, 12),
      successRateFor50: expect.closeTo(750 / 2160, 12),
      successRateFor100: expect.closeTo(1000 / 2160, 12),
      maxSpend: expect.closeTo(720, 9),
      outOfReach: [],
    })
    expect(result.framework.breakEven.successRate).toBeCloseTo(500 / 2360, 12)
    expect(result.framework.breakEven.maxSpend).toBeCloseTo(1180 / 1.5, 9)
  })

  it('assumes certain churn only with a warning', () => {
    expect(result.warnings).toEqual(['churn_probability_assumed_one'])
    expect(retentionRoi({ ...scenario3, churnProbability: 0.5 }).warnings).toEqual([])
    expect(retentionRoi({ ...scenario3, churnProbability: 0.5 }).incremental.roi).toBeCloseTo(0.08, 12)
  })

  it('names the break-evens that no success rate can reach', () => {
    const { breakEven } = retentionRoi({ ...scenario3, churnProbability: 0.3 }).incremental
    expect(breakEven.successRateFor100).toBeCloseTo(1000 / 648, 12)
    expect(breakEven.outOfReach).toEqual(['successRateFor50', 'successRateFor100'])
  })
})

describe('incremental ROI', () => {
  it('with a control takes the difference of stay rates and leaves P(churn) out', () => {
    // (0.80 − 0.70) × 2,000 = 200 gained for 100
    const { incremental, warnings } = retentionRoi({
      clv: 2000, cost: 100, successRate: 0.8, stayRateUntreated: 0.7, churnProbability: 0.3,
    }) // prettier-ignore
    expect(incremental).toMatchObject({
      gain: expect.closeTo(200, 9),
      roi: expect.closeTo(1, 9),
      decision: 'consider',
    })
    expect(incremental).toMatchObject({ basis: 'control', churnProbability: null, byChurnProbability: [] })
    expect(incremental.breakEven.successRate).toBeCloseTo(0.75, 12)
    expect(warnings).toEqual(['churn_probability_not_used_with_control'])
  })

  it('says so when the treated stay less than the untreated', () => {
    const { incremental, warnings } = retentionRoi({
      clv: 2000,
      cost: 100,
      successRate: 0.6,
      stayRateUntreated: 0.7,
    })
    expect(incremental.roi).toBeCloseTo(-3, 9)
    expect(incremental.breakEven.maxSpend).toBe(0)
    expect(warnings).toContain('treatment_below_control')
  })

  it('pays the offer on acceptance and the contact always', () => {
    const parts = { clv: 1000, marketing: 20, offer: 200, labour: 30, successRate: 0.4, churnProbability: 1 }
    expect(retentionRoi({ ...parts, acceptance: 0.5 }).incremental.cost).toBe(150)
    expect(retentionRoi({ ...parts, acceptance: 0.5 }).framework.cost).toBe(250)
    expect(retentionRoi(parts).incremental.cost).toBe(250)
  })

  it('uses forward value, not the total, when both are known', () => {
    const { framework, incremental } = retentionRoi({
      clv: 8865,
      forwardClv: 4000,
      cost: 100,
      successRate: 0.1,
      churnProbability: 1,
    })
    expect(framework.clv).toBe(8865)
    expect(incremental.gain).toBeCloseTo(400, 9)
  })

  it('has no ROI where nothing is spent', () => {
    const { incremental } = retentionRoi({ clv: 100, cost: 0, successRate: 0.1, churnProbability: 0.5 })
    expect(incremental).toMatchObject({ roi: null, reason: 'nothing_is_spent', decision: 'execute' })
  })

  it.each([
    [{ clv: 100, successRate: 0.5 }, 'cost'],
    [{ clv: 100, successRate: 0.5, cost: 10, offer: 5 }, 'cost'],
    [{ successRate: 0.5, cost: 10, lifetimeMonths: 3 }, 'monthly_revenue'],
    [{ clv: 100, successRate: 50, cost: 10 }, 'success_rate'],
    [{ clv: 100, successRate: 0.5, cost: 10, churnProbability: -0.1 }, 'churn_probability'],
  ])('refuses %o by name', (inputs, field) => {
    expect(() => retentionRoi(inputs)).toThrowError(
      expect.objectContaining({ facts: expect.objectContaining({ field }) }),
    )
  })

  it('break-evens bring exactly the ROI they promise', () => {
    const rate = fc.double({ min: 0.01, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        rate,
        rate,
        (clv, churnProbability, share) => {
          const cost = (clv * churnProbability * share) / 4
          const { breakEven } = retentionRoi({ clv, cost, successRate: share, churnProbability }).incremental
          const at = (changed: object) =>
            retentionRoi({ clv, cost, successRate: share, churnProbability, ...changed }).incremental.roi ??
            NaN
          expect(at({ successRate: breakEven.successRate })).toBeCloseTo(0, 9)
          expect(at({ successRate: breakEven.successRateFor50 })).toBeCloseTo(0.5, 9)
          expect(at({ successRate: breakEven.successRateFor100 })).toBeCloseTo(1, 9)
          expect(at({ cost: breakEven.maxSpend })).toBeCloseTo(0.5, 9)
        },
      ),
    )
  })
})

describe('decision', () => {
  it('puts exactly 50 % and exactly 100 % under consider', () => {
    expect([0.4999, 0.5, 0.75, 1, 1.0001].map(roi => decide(roi))).toEqual([
      'no',
      'consider',
      'consider',
      'consider',
      'execute',
    ])
    // (0.5 × 2,360 − 590)/590 and /786.67 by the framework
    expect(retentionRoi({ ...scenario3, cost: 590 }).framework.decision).toBe('consider')
    expect(retentionRoi({ ...scenario3, cost: 1180 / 1.5 }).framework.decision).toBe('consider')
  })

  it('follows the thresholds in force', () => {
    expect(decide(0.3, { consider: 0.2, execute: 0.25 })).toBe('execute')
  })
})

describe('tornado', () => {
  it('moves the six factors of the framework by 20 % and sorts by range', () => {
    const rows = roiTornado(scenario3)
    const cost = rows.find(row => row.factor === 'cost')
    // 1,180/400 − 1 and 1,180/600 − 1
    expect(cost).toMatchObject({ lowRoi: expect.closeTo(1.95, 9), highRoi: expect.closeTo(0.966667, 6) })
    const success = rows.find(row => row.factor === 'success_rate')
    // 0.4 × 2,360/500 − 1 and 0.6 × 2,360/500 − 1
    expect(success).toMatchObject({ lowRoi: expect.closeTo(0.888, 9), highRoi: expect.closeTo(1.832, 9) })
    expect(rows.map(row => row.factor)).toEqual([
      'cost', 'success_rate', 'monthly_revenue', 'lifetime_months', 'gross_margin', 'acquisition_cost',
    ]) // prettier-ignore
    expect(rows.at(-1)).toMatchObject({ lowRoi: expect.closeTo(1.32, 9), highRoi: expect.closeTo(1.4, 9) })
  })

  it('never lets a rate pass 1', () => {
    const [success] = roiTornado({ ...scenario3, successRate: 0.9 }).filter(
      row => row.factor === 'success_rate',
    )
    expect(success?.highInput).toBe(1)
  })
})

describe('simulation', () => {
  const distributions = {
    successRate: { kind: 'uniform', low: 0.4, high: 0.6 },
    cost: { kind: 'uniform', low: 400, high: 600 },
  } as const
  const simulated = simulateRoi(scenario3, distributions, { n: 40_000, seed: 7 })

  it('agrees with the mean by hand: 0.5 × 2,360 × ln(1.5)/200 − 1', () => {
    expect(simulated?.framework.meanRoi).toBeCloseTo((0.5 * 2360 * Math.log(1.5)) / 200 - 1, 2)
    // P(s/K > 2/2,360), by the area of the square above that line
    const exact = 1 - integralBelow(2)
    expect(simulated?.framework.pOver100).toBeCloseTo(exact, 2)
    expect(simulated?.framework.pOver50).toBe(1)
  })

  it('is the same for the same seed, another for another', () => {
    expect(simulateRoi(scenario3, distributions, { n: 500, seed: 7 })).toEqual(
      simulateRoi(scenario3, distributions, { n: 500, seed: 7 }),
    )
    expect(simulateRoi(scenario3, distributions, { n: 500, seed: 8 })?.framework.meanRoi).not.toBe(
      simulateRoi(scenario3, distributions, { n: 500, seed: 7 })?.framework.meanRoi,
    )
  })

  it('declares ±20 % where no range was given', () => {
    expect(simulateRoi(scenario3, {}, { n: 100 })).toMatchObject({
      defaultRanges: true,
      distributions: { cost: { kind: 'uniform', low: 400, high: 600 } },
    })
  })

  it('takes the midpoint of a range as the point', () => {
    expect(atMeans({ clv: 100 }, distributions)).toEqual({ clv: 100, successRate: 0.5, cost: 500 })
  })

  it('refuses a range that is turned round', () => {
    expect(() => simulateRoi(scenario3, { cost: { kind: 'uniform', low: 600, high: 400 } })).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })

  /** P(s × 2,360/K ≤ back) for s on [0.4, 0.6], K on [400, 600]. */
  function integralBelow(back: number): number {
    let below = 0
    const steps = 2000
    for (let index = 0; index < steps; index++) {
      const cost = 400 + ((index + 0.5) / steps) * 200
      below += Math.min(1, Math.max(0, ((back * cost) / 2360 - 0.4) / 0.2)) / steps
    }
    return below
  }
})
