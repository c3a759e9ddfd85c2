import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bdwDiscountedLifetime,
  bdwDiscountedResidual,
  bdwSurvival,
  fitBdw,
} from '../../../src/domain/clv/bdw.ts'
import {
  fitSbg,
  sbgDiscountedLifetime,
  sbgDiscountedResidual,
  sbgRetention,
  sbgSurvival,
} from '../../../src/domain/clv/sbg.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { relative } from './arbitraries.ts'
import { at, numberAt, readCsv, reference } from './logs.ts'

const regular = [1000, 631, 468, 382, 326, 289, 262, 241]
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491]

describe('sBG: Fader & Hardie (2007)', () => {
  const near = (found: number, wanted: number, tolerance: number): void =>
    expect(Math.abs(found - wanted), `${found} against ${wanted}`).toBeLessThan(tolerance)

  it('P28: Regular, seven renewals', () => {
    const fit = fitSbg([regular])
    near(fit.parameters.alpha, 0.704, 0.002)
    near(fit.parameters.beta, 1.182, 0.002)
    near(fit.logLikelihood, -1680.265, 0.01)
    expect(fit).toMatchObject({ converged: true, identified: true, n: 1000 })
  })

  it('P29: High End, seven renewals', () => {
    const fit = fitSbg([highEnd])
    near(fit.parameters.alpha, 0.668, 0.002)
    near(fit.parameters.beta, 3.806, 0.01)
    near(fit.logLikelihood, -1611.158, 0.01)
  })

  it('P30: Regular, four renewals', () => {
    const fit = fitSbg([regular.slice(0, 5)])
    near(fit.parameters.alpha, 0.764, 0.002)
    near(fit.parameters.beta, 1.296, 0.002)
    near(fit.logLikelihood, -1401.559, 0.01)
  })

  it('P31: High End forecast of years 8 to 12', () => {
    const { parameters } = fitSbg([highEnd])
    ;[0.46, 0.436, 0.414, 0.395, 0.378].forEach((share, i) =>
      near(sbgSurvival(parameters, 8 + i), share, 0.001),
    )
  })

  it('P32: residual lifetime of High End after seven renewals at 10 %', () => {
    near(sbgDiscountedResidual(fitSbg([highEnd]).parameters, 7, 0.1).value ?? NaN, 7.53, 0.002)
  })
})

describeWithDatasets('sBG against its reference', () => {
  it.each([
    ['regular_7_years', 'regular', 7],
    ['regular_12_years', 'regular', 12],
    ['high_end_7_years', 'high_end', 7],
    ['high_end_12_years', 'high_end', 12],
  ] as const)('%s', (block, column, years) => {
    const survivors = readCsv('sbg_retention/survivors.csv')
      .map(row => Number(row[column]))
      .slice(0, years + 1)
    const wanted = at(reference('sbg_retention'), 'sbg', block)
    const { parameters, logLikelihood } = fitSbg([survivors])
    relative(parameters.alpha, numberAt(wanted, 'alpha'), 1e-6)
    relative(parameters.beta, numberAt(wanted, 'beta'), 1e-6)
    relative(logLikelihood, numberAt(wanted, 'log_likelihood'), 1e-9)
    relative(
      sbgDiscountedLifetime(parameters, 0.1).value ?? NaN,
      numberAt(wanted, 'discounted_expected_lifetime_new_customer_10pct'),
      1e-7,
    )
    relative(
      sbgDiscountedResidual(parameters, years, 0.1).value ?? NaN,
      numberAt(wanted, 'discounted_expected_residual_lifetime_active_n_renewals_10pct', 'value'),
      1e-7,
    )
  })

  it('BdW, with one parameter more, is never worse on the same counts and closer on the years ahead', () => {
    const all = readCsv('sbg_retention/survivors.csv').map(row => Number(row['high_end']))
    const sbg = fitSbg([all.slice(0, 8)])
    const bdw = fitBdw([all.slice(0, 8)])
    expect(bdw).toMatchObject({ converged: true, identified: true })
    expect(bdw.logLikelihood).toBeGreaterThan(sbg.logLikelihood)
    const miss = (survives: (t: number) => number): number =>
      [8, 9, 10, 11, 12].reduce((sum, t) => sum + Math.abs(survives(t) - (all[t] ?? 0) / 1000), 0)
    expect(miss(t => bdwSurvival(bdw.parameters, t))).toBeLessThan(miss(t => sbgSurvival(sbg.parameters, t)))
  })
})

describe('contractual models: properties', () => {
  const size = fc.double({ min: 0.05, max: 50, noNaN: true })

  it('survival never rises and retention is a probability', () => {
    fc.assert(
      fc.property(size, size, fc.double({ min: 0.3, max: 3, noNaN: true }), (alpha, beta, c) => {
        for (let t = 1; t < 30; t++) {
          expect(bdwSurvival({ alpha, beta, c }, t)).toBeLessThanOrEqual(
            bdwSurvival({ alpha, beta, c }, t - 1),
          )
          const kept = sbgRetention({ alpha, beta }, t)
          expect(kept).toBeGreaterThan(0)
          expect(kept).toBeLessThan(1)
          relative(kept, (beta + t - 1) / (alpha + beta + t - 1), 1e-9)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('sBG is BdW with c = 1: lifetimes agree by two different sums, down to tiny discounts', () => {
    fc.assert(
      fc.property(
        size,
        size,
        fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
        fc.nat(20),
        (alpha, beta, discount, renewals) => {
          const shape = { alpha, beta, c: 1 }
          relative(
            bdwDiscountedLifetime(shape, discount).value ?? NaN,
            sbgDiscountedLifetime(shape, discount).value ?? NaN,
            1e-7,
          )
          relative(
            bdwDiscountedResidual(shape, renewals, discount).value ?? NaN,
            sbgDiscountedResidual(shape, renewals, discount).value ?? NaN,
            1e-7,
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  it('the same at the ends of the search box, where nobody leaves or everybody does alike', () => {
    for (const alpha of [1e-7, 1e-3, 0.05, 100, 1e4, 8e6])
      for (const beta of [1e-7, 0.5, 100, 1e6, 9e6])
        for (const discount of [1e-4, 0.1, 1]) {
          const shape = { alpha, beta, c: 1 }
          relative(
            bdwDiscountedResidual(shape, 3, discount).value ?? NaN,
            sbgDiscountedResidual(shape, 3, discount).value ?? NaN,
            1e-6,
          )
        }
    // Nobody leaves: a perpetuity at 10 %, its first payment now.
    const { parameters, identified } = fitSbg([[100, 100, 100]])
    expect(identified).toBe(false)
    relative(sbgDiscountedResidual(parameters, 3, 0.1).value ?? NaN, 11, 1e-5)
  })

  it('the undiscounted value exists for alpha > 1 only, and is (beta + n − 1)/(alpha − 1)', () => {
    expect(sbgDiscountedResidual({ alpha: 1, beta: 3 }, 2, 0)).toEqual({
      value: null,
      reason: 'undiscounted_value_is_infinite',
    })
    expect(sbgDiscountedLifetime({ alpha: 0.7, beta: 1.2 }, 0).value).toBeNull()
    expect(bdwDiscountedLifetime({ alpha: 0.7, beta: 1.2, c: 1.2 }, 0).value).toBeNull()
    expect(sbgDiscountedResidual({ alpha: 3, beta: 4 }, 5, 0).value).toBeCloseTo(9 / 2, 12)
    relative(sbgDiscountedLifetime({ alpha: 3, beta: 4 }, 1e-9).value ?? NaN, 3, 1e-6)
    relative(bdwDiscountedLifetime({ alpha: 3, beta: 4, c: 1 }, 0).value ?? NaN, 3, 1e-6)
  })

  it('cohorts of different length are pooled, and doubling them changes no parameter', () => {
    const pooled = fitSbg([regular, regular.slice(0, 5), regular.slice(0, 3)])
    expect(pooled.n).toBe(3000)
    relative(pooled.parameters.alpha, 0.704, 0.1)
    expect(fitSbg([regular, regular]).parameters).toEqual(fitSbg([regular]).parameters)
  })

  it('a constant churn rate is a ridge, not a pair of parameters; nobody leaving stays finite', () => {
    const constant = fitSbg([Array.from({ length: 12 }, (_, t) => 1000 * 0.8 ** t)])
    expect(constant.identified).toBe(false)
    relative(sbgRetention(constant.parameters, 3), 0.8, 1e-3)
    const nobody = fitSbg([[500, 500, 500, 500]])
    expect(nobody.identified).toBe(false)
    expect(sbgSurvival(nobody.parameters, 10)).toBeGreaterThan(0.99)
    const all = fitSbg([[500, 0, 0]])
    expect(Number.isFinite(all.logLikelihood)).toBe(true)
    expect(Number.isFinite(fitBdw([[500, 500, 400, 0]]).logLikelihood)).toBe(true)
  })

  it('refuses counts that grow and curves that are too short', () => {
    expect(() => fitSbg([[100, 90, 95]])).toThrow('invalid_input')
    expect(() => fitSbg([[100, 90]])).toThrow('not_enough_data')
  })
})
