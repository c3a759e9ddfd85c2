import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cohortTable, retentionByAge } from '../../../src/domain/churn/cohorts.ts'
import { comparePeriods, customerWaterfall } from '../../../src/domain/churn/compare-periods.ts'
import {
  churnedByContract,
  churnedBySilence,
  rivalRates,
  silenceFromGaps,
} from '../../../src/domain/churn/definitions.ts'
import { numberDrift, populationStability } from '../../../src/domain/churn/drift.ts'

describe('churn definitions', () => {
  it('P44: 100 active, 20 new, 15 churned of which 5 new, side by side', () => {
    const rates = rivalRates({ activeAtStart: 100, newCustomers: 20, churned: 15, churnedOfNew: 5 })
    expect(
      rates.map(({ name, rate, numerator, denominator }) => [name, rate, numerator, denominator]),
    ).toEqual([
      ['start_basis', 0.1, 10, 100],
      ['start_and_new', 0.125, 15, 120],
      ['all_over_start', 0.15, 15, 100],
    ])
    expect(rivalRates({ activeAtStart: 0, newCustomers: 0, churned: 0, churnedOfNew: 0 })[0]?.rate).toBeNull()
  })

  it('takes the silence from the gaps, or says that there are too few', () => {
    // 1…100: the 90th percentile (type 7) is 90.1, so 91 whole days.
    expect(silenceFromGaps(Array.from({ length: 100 }, (_, at) => at + 1))).toEqual({ days: 91, gaps: 100 })
    expect(silenceFromGaps([10, 20, 30])).toBeNull()
    expect([...churnedBySilence([10, 91, 92], 91)]).toEqual([0, 0, 1])
    expect([...churnedByContract([NaN, -5, 0, 29, 30], 30)]).toEqual([0, 0, 0, 0, 1])
  })
})

describe('cohorts', () => {
  const members = [
    { cohort: '2024-01', observed: 3, active: [0, 1, 3] },
    { cohort: '2024-01', observed: 3, active: [0] },
    { cohort: '2024-02', observed: 2, active: [0, 2] },
    { cohort: '2024-03', observed: 1, active: [0, 1] },
  ]

  it('counts a member only at ages it has reached', () => {
    expect(
      cohortTable(members, [0, 1, 2, 3]).map(({ cohort, size, cells }) => [
        cohort,
        size,
        cells.map(({ rate }) => rate),
      ]),
    ).toEqual([
      ['2024-01', 2, [1, 0.5, 0, 0.5]],
      ['2024-02', 1, [1, 0, 1, null]],
      ['2024-03', 1, [1, 1, null, null]],
    ])
    expect(
      retentionByAge(members, [1, 2]).map(({ numerator, denominator }) => [numerator, denominator]),
    ).toEqual([
      [2, 4],
      [1, 3],
    ])
  })

  it('rolling retention counts whoever comes back later, and never rises among the same members', () => {
    const old = members.slice(0, 2)
    expect(retentionByAge(old, [0, 1, 2, 3], 'rolling').map(({ rate }) => rate)).toEqual([1, 0.5, 0.5, 0.5])
  })
})

describe('comparePeriods', () => {
  it('shows a rise that is all mix as mix', () => {
    const shift = comparePeriods([
      { name: 'monthly', before: { n: 100, churned: 40 }, after: { n: 300, churned: 120 } },
      { name: 'yearly', before: { n: 300, churned: 30 }, after: { n: 100, churned: 10 } },
    ])
    expect(shift.before).toBeCloseTo(0.175, 12)
    expect(shift.after).toBeCloseTo(0.325, 12)
    expect(shift.totalMix).toBeCloseTo(0.15, 12)
    expect(shift.totalRate).toBeCloseTo(0, 12)
    expect(shift.likeForLike).toBeCloseTo(0.175, 12)
  })

  it('always reconciles', () => {
    const period = fc
      .tuple(fc.integer({ min: 0, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([n, share]) => ({ n, churned: Math.round(n * share) }))
    fc.assert(
      fc.property(
        fc.array(fc.record({ name: fc.string(), before: period, after: period }), { maxLength: 8 }),
        segments => {
          const { residual, before, after, totalMix, totalRate } = comparePeriods(segments)
          expect(Math.abs(residual)).toBeLessThan(1e-12)
          if (before !== null && after !== null && totalMix + totalRate !== 0)
            expect(before + totalMix + totalRate).toBeCloseTo(after, 10)
        },
      ),
    )
  })

  it('reconciles customers of two dates', () => {
    expect(customerWaterfall(new Set(['a', 'b', 'c']), new Set(['b', 'd', 'e']), new Set(['e']))).toEqual({
      opening: 3,
      new: 1,
      returned: 1,
      lost: 2,
      closing: 3,
    })
  })
})

describe('drift', () => {
  it('PSI of shares 50/50 against 60/40, by hand', () => {
    // 0.1 ln 1.2 − 0.1 ln 0.8.
    expect(populationStability([50, 50], [60, 40]).psi).toBeCloseTo(
      0.1 * Math.log(1.2) - 0.1 * Math.log(0.8),
      12,
    )
    expect(populationStability([10, 20], [10, 20])).toMatchObject({ psi: 0, reading: 'stable' })
    expect(Number.isFinite(populationStability([10, 0], [0, 10]).psi)).toBe(true)
  })

  it('sees a shifted number and a column that lost its values', () => {
    const before = Array.from({ length: 1000 }, (_, at) => at / 1000)
    expect(numberDrift(before, before)?.reading).toBe('stable')
    expect(
      numberDrift(
        before,
        before.map(value => value + 0.5),
      )?.reading,
    ).toBe('shifted')
    expect(
      numberDrift(
        before,
        before.map((value, at) => (at % 2 ? NaN : value)),
      )?.reading,
    ).toBe('shifted')
    expect(numberDrift([], [1])).toBeNull()
  })
})
