import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clvToCac, monthlyLifetimeValue, paybackMonths } from '../../../src/domain/clv/acquisition.ts'
import { clvByFormula, clvByFormulaDiscounted } from '../../../src/domain/clv/formula.ts'

describe('CLV by the formula of the retention-ROI framework', () => {
  const example = { monthlyRevenue: 150, lifetimeMonths: 24, grossMargin: 0.6, acquisitionCost: 200 }

  it('P01 and P02: 150 a month, 24 months, margin 0.6, CAC 200', () => {
    expect(clvByFormula(example).clv).toBeCloseTo(2160, 8)
    expect(clvByFormula(example).churnCost).toBeCloseTo(2360, 8)
  })

  it('takes the margin and CAC of the documents when they are not given', () => {
    expect(clvByFormula({ monthlyRevenue: 150, lifetimeMonths: 24 })).toEqual(clvByFormula(example))
  })

  it('discounts the same stream, and equals the plain product without discount', () => {
    expect(clvByFormulaDiscounted({ ...example, annualDiscount: 0 })).toBeCloseTo(2160, 8)
    // 90 a month for 24 months at 0.7974140 % a month, by hand: 90 × 0.17355372/0.00797414 = 1958.81
    expect(clvByFormulaDiscounted({ ...example, annualDiscount: 0.1 })).toBeCloseTo(1958.81, 1)
  })

  it('refuses impossible inputs by name', () => {
    expect(() => clvByFormula({ ...example, grossMargin: 60 })).toThrowError(
      expect.objectContaining({
        code: 'invalid_input',
        facts: { field: 'gross_margin', problem: 'must be from 0 to 1' },
      }),
    )
    expect(() => clvByFormula({ ...example, monthlyRevenue: Number.NaN })).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })

  it('P48: CAC 500, ARPA 100, margin 0.8, churn 2 % a month', () => {
    expect(
      paybackMonths({ acquisitionCost: 500, monthlyMargin: 80, monthlyChurn: 0.02 }).ignoringChurn.value,
    ).toBe(6.25)
    expect(monthlyLifetimeValue(80, 0.02).value).toBe(4000)
    expect(clvToCac(4000, 500)).toEqual({ value: 8, target: 3, targetMet: true })
  })

  it('payback with churn: the survivors cover the cost, or never do', () => {
    const { withChurn } = paybackMonths({ acquisitionCost: 500, monthlyMargin: 80, monthlyChurn: 0.02 })
    expect(withChurn.value).toBeCloseTo(Math.log(0.875) / Math.log(0.98), 12)
    const never = paybackMonths({ acquisitionCost: 4000, monthlyMargin: 80, monthlyChurn: 0.02 })
    expect(never.withChurn).toEqual({ value: null, reason: 'lifetime_margin_below_cost' })
    expect(never.ignoringChurn.value).toBe(50)
  })

  it('churn never makes the payback shorter', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        fc.double({ min: 1, max: 1e4, noNaN: true }),
        fc.double({ min: 1e-9, max: 1, noNaN: true }),
        (cost, margin, churn) => {
          const payback = paybackMonths({ acquisitionCost: cost, monthlyMargin: margin, monthlyChurn: churn })
          const plain = payback.ignoringChurn.value ?? 0
          return (
            payback.withChurn.value === null || payback.withChurn.value >= plain * (1 - 1e-9) || plain < 1
          )
        },
      ),
    )
  })
})
