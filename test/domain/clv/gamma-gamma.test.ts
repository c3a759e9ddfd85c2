import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectedSpend, fitGammaGamma, populationMeanSpend } from '../../../src/domain/clv/gamma-gamma.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { relative } from './arbitraries.ts'
import { at, cdnow, completeJourney, numberAt, reference, summaryOf } from './logs.ts'

it('P25: expected spend with published parameters', () => {
  const model = { p: 6.25, q: 3.74, gamma: 15.44 }
  expect(
    Math.abs((expectedSpend(model, { repeats: 2, meanSpend: 22.35 }).value ?? NaN) - 24.6637),
  ).toBeLessThan(1e-3)
  expect(
    Math.abs((expectedSpend(model, { repeats: 7, meanSpend: 73.74 }).value ?? NaN) - 71.4697),
  ).toBeLessThan(1e-3)
})

describeWithDatasets('Gamma-Gamma on the logs', () => {
  const spend = (summary: { repeats: Float64Array; meanSpend: Float64Array }) => ({
    repeats: summary.repeats,
    meanSpend: summary.meanSpend.map(cents => cents / 100),
  })

  it('P19: CDNOW, 946 repeat buyers', () => {
    const fit = fitGammaGamma(spend(summaryOf(cdnow(), '1997-09-30')))
    relative(fit.parameters.p, 6.25, 3e-3)
    relative(fit.parameters.q, 3.744, 3e-3)
    relative(fit.parameters.gamma, 15.44, 3e-3)
    expect(Math.abs(fit.logLikelihood - -4055.918)).toBeLessThan(0.01)
    expect(fit).toMatchObject({ n: 946, converged: true, identified: true, excluded: 0, warnings: [] })
    expect(fit.correlation).toBeCloseTo(0.1138879194, 8)
    expect(populationMeanSpend(fit.parameters).value).toBeCloseTo(35.17037133, 4)
  })

  it.each([
    ['cdnow_sample', '1998-06-30', cdnow],
    ['complete_journey', '2017-12-31', completeJourney],
  ] as const)('%s: equal to the peer', (name, end, log) => {
    const fit = fitGammaGamma(spend(summaryOf(log(), end)))
    const peer = at(reference(name), 'btyd', 'full_window', 'gamma_gamma', 'mle')
    expect(Math.abs(fit.logLikelihood - numberAt(peer, 'log_likelihood'))).toBeLessThan(1e-4)
    relative(fit.parameters.p, numberAt(peer, 'params', 'p'), 1e-5)
    relative(fit.parameters.q, numberAt(peer, 'params', 'q'), 1e-5)
    relative(fit.parameters.gamma, numberAt(peer, 'params', 'v'), 1e-5)
  })
})

describe('Gamma-Gamma: edges', () => {
  const buyers = fc.array(fc.record({ x: fc.nat(30), m: fc.double({ min: -5, max: 5000, noNaN: true }) }), {
    minLength: 30,
    maxLength: 80,
  })

  it('stays finite, keeps q above 1, and does not depend on the order', () => {
    fc.assert(
      fc.property(buyers, list => {
        fc.pre(list.filter(({ x, m }) => x > 0 && m > 0).length >= 2)
        const columns = (rows: typeof list) => ({
          repeats: rows.map(row => row.x),
          meanSpend: rows.map(row => row.m),
        })
        const fit = fitGammaGamma(columns(list))
        expect(Number.isFinite(fit.logLikelihood)).toBe(true)
        expect(fit.parameters.q).toBeGreaterThan(1)
        expect(fitGammaGamma(columns([...list].reverse()))).toEqual(fit)
      }),
      { numRuns: 10 },
    )
  })

  it('another currency scales gamma and the forecasts only', () => {
    const repeats = [1, 2, 3, 1, 2, 5, 8, 1, 4, 2, 1, 3]
    const spend = [10, 20, 14, 30, 22, 18, 25, 12, 60, 35, 15, 21]
    const euros = fitGammaGamma({ repeats, meanSpend: spend })
    const cents = fitGammaGamma({ repeats, meanSpend: spend.map(m => m * 100) })
    relative(cents.parameters.gamma, 100 * euros.parameters.gamma, 1e-5)
    relative(cents.parameters.p, euros.parameters.p, 1e-5)
  })

  it('spend that is the same for everybody is not identified but forecasts that spend', () => {
    const fit = fitGammaGamma({
      repeats: Array.from({ length: 60 }, (_, i) => 1 + (i % 4)),
      meanSpend: new Array<number>(60).fill(25),
    })
    expect(fit.identified).toBe(false)
    expect(expectedSpend(fit.parameters, { repeats: 2, meanSpend: 25 }).value).toBeCloseTo(25, 1)
  })

  it('says when frequency and spend go together, and refuses too little', () => {
    const repeats = Array.from({ length: 100 }, (_, i) => 1 + (i % 10))
    const fit = fitGammaGamma({ repeats, meanSpend: repeats.map((x, i) => 10 * x + (i % 7)) })
    expect(fit.warnings.map(warning => warning.code)).toContain('spend_depends_on_frequency')
    expect(() => fitGammaGamma({ repeats: [0, 3], meanSpend: [0, 0] })).toThrow('not_enough_data')
  })
})
