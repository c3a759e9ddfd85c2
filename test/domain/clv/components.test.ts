import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clvComponents } from '../../../src/domain/clv/components.ts'
import { discountedValue } from '../../../src/domain/clv/discounted.ts'
import { clvSensitivity } from '../../../src/domain/clv/sensitivity.ts'

const course = {
  revenuePerYear: 2400,
  grossMargin: 0.6,
  annualChurn: 0.2,
  annualDiscount: 0.1,
  horizonYears: 5,
  yearsElapsed: 3,
  upgradeMarginPerYear: 720,
  upgradeProbability: 0.3,
  referralsPerYear: 0.5,
  referralReward: 500,
} as const

describe('the CRM course example', () => {
  it('P04 and P05: historical and current value, exact and printed', () => {
    const { framework, recommended } = clvComponents(course)
    expect(recommended.clvHistorical).toBeCloseTo(4320, 8)
    expect(recommended.clvCurrent).toBeCloseTo(3058.7, 2)
    expect(framework.clvCurrent).toBe(3058)
  })

  it('P06: without a horizon', () => {
    const { horizonYears: _, ...open } = course
    expect(clvComponents({ ...open, infinite: true }).recommended.clvCurrent).toBeCloseTo(3840, 8)
  })

  it('P07: five rows', () => {
    const rows = discountedValue(course).yearly
    expect(rows.map(row => Number(row.presentValue.toFixed(2)))).toEqual([
      1047.27, 761.65, 553.93, 402.86, 292.99,
    ])
    expect(rows[1]).toMatchObject({ year: 2, survival: expect.closeTo(0.64, 12), margin: 1440 })
  })

  it('P08: the printed whole numbers', () => {
    expect(clvComponents(course).framework).toEqual({
      clvHistorical: 4320, clvCurrent: 3058, upgradeValue: 458, referralValue: 1029,
      clvPotential: 1487, clvTotal: 8865, clvForward: 4545,
    }) // prettier-ignore
  })

  it('prints whole numbers of amounts in the trillions too', () => {
    const large = clvComponents({ revenuePerYear: 1e12, annualChurn: 0.2, annualDiscount: 0.1 })
    expect(large.framework.clvCurrent).toBe(Math.floor(large.recommended.clvCurrent ?? 0))
  })

  it('recommended: the annuity factor, and one reward a person', () => {
    const { recommended, current } = clvComponents(course)
    expect(current.annuityFactor).toBeCloseTo(2.1240973, 6)
    expect(recommended.upgradeValue).toBeCloseTo(720 * 0.3 * 2.1240973, 3)
    expect(recommended.referralValue).toBeCloseTo(0.5 * (3058.7 - 500) * 2.1240973, 2)
    expect(recommended.clvTotal).toBeCloseTo(
      recommended.clvHistorical + (recommended.clvCurrent ?? 0) + (recommended.clvPotential ?? 0), 9,
    ) // prettier-ignore
  })

  it('follows its inputs: another customer, by hand', () => {
    // 1,000 × 0.5 = 500; r 0.9, i 0.08, 2 years: 500(0.9/1.08 + 0.81/1.1664) = 763.888…
    const other = clvComponents({
      revenuePerYear: 1000, grossMargin: 0.5, annualChurn: 0.1, annualDiscount: 0.08, horizonYears: 2,
      yearsElapsed: 1.5, upgradeMarginPerYear: 100, upgradeProbability: 0.5, referralsPerYear: 1, referralReward: 60,
    }) // prettier-ignore
    expect(other.recommended.clvCurrent).toBeCloseTo(763.8889, 4)
    expect(other.framework).toMatchObject({
      clvHistorical: 750, clvCurrent: 763, upgradeValue: 76, referralValue: 703, clvTotal: 2292,
    }) // prettier-ignore
  })
})

describe('present value of the present pattern', () => {
  it('pays in advance when asked: the first payment is sure', () => {
    const value = discountedValue({ ...course, timing: 'advance' })
    expect(value.value).toBeCloseTo(3058.7 / (0.8 / 1.1), 1)
    expect(value.yearly[0]).toMatchObject({ survival: 1, factor: 1 })
  })

  it('compounds churn that differs by year', () => {
    const value = discountedValue({ annualMargin: 100, churnByYear: [0.1, 0.2, 0.5], annualDiscount: 0 })
    expect(value.yearly.map(row => Number(row.presentValue.toFixed(9)))).toEqual([90, 72, 36])
    expect(value.horizonYears).toBe(3)
  })

  it('takes revenue by year, times margin', () => {
    const value = discountedValue({
      revenueByYear: [1000, 2000], grossMargin: 0.5, annualChurn: 0, annualDiscount: 0.1,
    }) // prettier-ignore
    expect(value.value).toBeCloseTo(500 / 1.1 + 1000 / 1.21, 9)
  })

  it('gives null and the reason where an infinite sum does not exist', () => {
    const value = discountedValue({ annualMargin: 100, annualChurn: 0, annualDiscount: 0, infinite: true })
    expect(value).toMatchObject({ value: null, reason: 'infinite_horizon_without_discount_or_churn' })
    expect(clvComponents({ annualMargin: 100, annualChurn: 0, annualDiscount: 0, infinite: true }).recommended)
      .toMatchObject({ clvCurrent: null, clvForward: null, clvTotal: null }) // prettier-ignore
  })

  it.each(['arrears', 'advance'] as const)('an infinite horizon is the limit of long ones (%s)', timing => {
    const inputs = { annualMargin: 700, churnByYear: [0.4, 0.3, 0.25], annualDiscount: 0.07, revenueTrend: 0.02,
      maintenanceCostPerYear: 50, timing } // prettier-ignore
    const long = discountedValue({ ...inputs, horizonYears: 400 }).value
    expect(discountedValue({ ...inputs, infinite: true }).value).toBeCloseTo(long ?? NaN, 6)
  })

  it('is linear in the margin, and NPV of parts adds up', () => {
    const churns = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })
    const money = fc.double({ min: 0, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(
        churns,
        money,
        money,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (churnByYear, one, two, annualDiscount) => {
          const value = (annualMargin: number) =>
            discountedValue({ annualMargin, churnByYear, annualDiscount }).value ?? NaN
          const sum = value(one) + value(two)
          return Math.abs(value(one + two) - sum) <= 1e-9 * Math.max(1, sum)
        },
      ),
    )
  })

  it('never lets NaN or infinity out', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        rate,
        rate,
        fc.boolean(),
        fc.constantFrom('arrears', 'advance'),
        (annualChurn, annualDiscount, infinite, timing) => {
          const { value } = discountedValue({
          annualMargin: 100, annualChurn, annualDiscount, timing, ...(infinite ? { infinite } : { horizonYears: 7.5 }),
        }) // prettier-ignore
          return value === null || Number.isFinite(value)
        },
      ),
    )
  })

  it('asks for what is missing and says what was assumed', () => {
    expect(() => discountedValue({ revenuePerYear: 100 })).toThrowError(
      expect.objectContaining({ facts: { field: 'annual_churn', problem: 'is needed, or churn_by_year' } }),
    )
    expect(discountedValue({ revenuePerYear: 100, annualChurn: 0.1 }).defaulted).toEqual([
      'gross_margin', 'annual_discount', 'horizon_years', 'timing',
    ]) // prettier-ignore
  })
})

describe('sensitivity', () => {
  const rows = clvSensitivity(course)

  it('moves each of the eight factors and sorts by range', () => {
    expect(new Set(rows.map(row => row.factor)).size).toBe(8)
    const ranges = rows.map(row => row.range ?? NaN)
    expect(ranges).toEqual(ranges.toSorted((one, two) => two - one))
  })

  it('answers at the longest horizon, which cannot grow further', () => {
    const longest = clvSensitivity({ revenuePerYear: 100, annualChurn: 0.2, horizonYears: 1000 })
    expect(longest.find(({ factor }) => factor === 'horizon')).toMatchObject({
      lowInput: 800,
      highInput: 1000,
    })
  })

  it('has the directions of the eight factors', () => {
    const direction = Object.fromEntries(
      rows.map(row => [row.factor, Math.sign((row.highValue ?? NaN) - (row.lowValue ?? NaN))]),
    )
    expect(direction).toEqual({
      horizon: 1, discount: -1, retention: 1, revenue_trend: 1, maintenance_cost: -1,
      purchase_value: 1, referral_value: 1, data_value: 1,
    }) // prettier-ignore
  })

  it('purchase value scales the current value by ±20 %', () => {
    const { upgradeMarginPerYear: _u, referralsPerYear: _r, ...plain } = course
    const row = clvSensitivity(plain).find(candidate => candidate.factor === 'purchase_value')
    expect(row?.lowValue).toBeCloseTo(0.8 * 3058.7, 1)
    expect(row?.highValue).toBeCloseTo(1.2 * 3058.7, 1)
  })
})
