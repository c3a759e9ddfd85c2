import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bgBbAlive,
  bgBbDiscounted,
  bgBbExpected,
  bgBbExpectedNew,
  bgBbMass,
  fitBgBb,
} from '../../../src/domain/clv/bg-bb.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { relative } from './arbitraries.ts'
import { at, numberAt, readCsv, reference } from './logs.ts'

describeWithDatasets('BG/BB on the donations', () => {
  const rows = readCsv('donations_bgbb/donations.csv')
  const column = (name: string): number[] => rows.map(row => Number(row[name]))
  const donations = {
    repeats: column('frequency'),
    recency: column('recency'),
    opportunities: column('periods'),
    weights: column('weights'),
  }
  const fit = fitBgBb(donations)

  it('P33: fit', () => {
    relative(fit.parameters.alpha, 1.2035, 2e-3)
    relative(fit.parameters.beta, 0.7497, 2e-3)
    relative(fit.parameters.gamma, 0.6567, 2e-3)
    relative(fit.parameters.delta, 2.783, 2e-3)
    expect(Math.abs(fit.logLikelihood - -33225.58)).toBeLessThan(0.02)
    expect(fit).toMatchObject({ n: 11104, converged: true, identified: true, warnings: [] })
  })

  it('every pattern as the peer answers it', () => {
    const patterns = at(reference('donations_bgbb'), 'bg_bb', 'patterns')
    if (!Array.isArray(patterns)) throw new Error('no patterns')
    let total = 0
    patterns.forEach((pattern: unknown) => {
      const history = {
        repeats: numberAt(pattern, 'frequency'),
        recency: numberAt(pattern, 'recency'),
        opportunities: numberAt(pattern, 'periods'),
      }
      relative(bgBbAlive(fit.parameters, history), numberAt(pattern, 'p_alive_now'), 1e-6)
      relative(bgBbAlive(fit.parameters, history, 1), numberAt(pattern, 'p_alive_next_period'), 1e-6)
      relative(bgBbExpected(fit.parameters, history, 5), numberAt(pattern, 'expected_purchases_next_5'), 1e-6)
      total += numberAt(pattern, 'customers') * bgBbExpected(fit.parameters, history, 5)
    })
    relative(total, numberAt(reference('donations_bgbb'), 'bg_bb', 'sum_expected_purchases_next_5'), 1e-6)
  })

  it('the order and a doubling of the patterns change no parameter', () => {
    const backwards = {
      repeats: [...donations.repeats].reverse(),
      recency: [...donations.recency].reverse(),
      opportunities: [...donations.opportunities].reverse(),
      weights: [...donations.weights].reverse().map(weight => 2 * weight),
    }
    expect(fitBgBb(backwards).parameters).toEqual(fit.parameters)
  })
})

describe('BG/BB: properties', () => {
  const size = fc.double({ min: 0.05, max: 40, noNaN: true })
  const parameters = fc.record({ alpha: size, beta: size, gamma: size, delta: size })
  const histories = fc
    .record({
      opportunities: fc.integer({ min: 1, max: 300 }),
      reach: fc.double({ min: 0, max: 1, noNaN: true }),
      taken: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ opportunities, reach, taken }) => {
      const recency = Math.round(reach * opportunities)
      return { opportunities, recency, repeats: recency === 0 ? 0 : Math.max(1, Math.round(taken * recency)) }
    })

  it('P(alive) is a probability, grows with recency, and falls with the time ahead', () => {
    fc.assert(
      fc.property(parameters, histories, (model, history) => {
        const now = bgBbAlive(model, history)
        expect(now).toBeGreaterThanOrEqual(0)
        expect(now).toBeLessThanOrEqual(1)
        expect(bgBbAlive(model, history, 3)).toBeLessThanOrEqual(now)
        const later = { ...history, recency: history.opportunities }
        if (history.repeats > 0) expect(bgBbAlive(model, later)).toBeGreaterThanOrEqual(now * (1 - 1e-9))
      }),
    )
  })

  it('counts sum to 1, their mean is the expectation, and the endless value is the limit', () => {
    fc.assert(
      fc.property(parameters, histories, fc.integer({ min: 1, max: 25 }), (model, history, n) => {
        let total = 0
        let mean = 0
        for (let k = 0; k <= n; k++) {
          const p = bgBbMass(model, k, n)
          total += p
          mean += k * p
        }
        expect(total).toBeCloseTo(1, 9)
        relative(mean, bgBbExpectedNew(model, n), 1e-8)
        relative(
          bgBbDiscounted(model, history, { ahead: 900, discount: 0.05 }).value ?? NaN,
          bgBbDiscounted(model, history, { ahead: null, discount: 0.05 }).value ?? NaN,
          1e-8,
        )
      }),
      { numRuns: 40 },
    )
  })

  it('refuses impossible patterns; endless without a discount needs gamma > 1', () => {
    expect(() => fitBgBb({ repeats: [3], recency: [2], opportunities: [6] })).toThrow('invalid_input')
    const model = { alpha: 1, beta: 1, gamma: 0.9, delta: 3 }
    const history = { repeats: 1, recency: 2, opportunities: 4 }
    expect(bgBbDiscounted(model, history, { ahead: null, discount: 0 }).value).toBeNull()
    expect(
      bgBbDiscounted({ ...model, gamma: 1.5 }, history, { ahead: null, discount: 0 }).value,
    ).toBeGreaterThan(0)
  })

  it('everybody at every opportunity: not identified, still finite', () => {
    const fit = fitBgBb({ repeats: [6], recency: [6], opportunities: [6], weights: [400] })
    expect(fit.identified).toBe(false)
    expect(bgBbExpected(fit.parameters, { repeats: 6, recency: 6, opportunities: 6 }, 5)).toBeCloseTo(5, 1)
  })
})
