import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitNbd } from '../../../src/domain/clv/nbd.ts'
import {
  fitParetoNbd,
  paretoNbdAlive,
  paretoNbdDiscounted,
  paretoNbdExpected,
  paretoNbdExpectedNew,
  paretoNbdLogLikelihood,
  paretoNbdMass,
} from '../../../src/domain/clv/pareto-nbd.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { buyerArbitrary, relative } from './arbitraries.ts'
import {
  at,
  cdnow,
  completeJourney,
  exampleTransactions,
  numberAt,
  peerHistories,
  reference,
} from './logs.ts'

const published = { r: 0.55, alpha: 10.56, s: 0.61, beta: 11.64 }

it('P24: expected purchases of a new customer in 1 and 9 weeks', () => {
  expect(Math.abs(paretoNbdExpectedNew(published, 1) - 0.05077821)).toBeLessThan(1e-7)
  expect(Math.abs(paretoNbdExpectedNew(published, 9) - 0.38909211)).toBeLessThan(1e-7)
})

describeWithDatasets('Pareto/NBD on CDNOW', () => {
  const log = cdnow()
  const early = peerHistories(log, 'calibration_window', '1997-09-30', 7)
  const fit = fitParetoNbd(early)

  it('P17: fit', () => {
    relative(fit.parameters.r, 0.5533, 5e-3)
    relative(fit.parameters.alpha, 10.578, 5e-3)
    relative(fit.parameters.s, 0.6062, 5e-3)
    relative(fit.parameters.beta, 11.669, 5e-3)
    expect(Math.abs(fit.logLikelihood - -9594.976)).toBeLessThan(0.01)
    expect(fit).toMatchObject({ converged: true, identified: true, atBoundary: [], warnings: [] })
  })

  it('P22: customer 1516', () => {
    const row = log.names.indexOf('1516')
    const history = {
      repeats: early.repeats[row] ?? 0,
      recency: early.recency[row] ?? 0,
      age: early.age[row] ?? 0,
    }
    expect(Math.abs(paretoNbdExpected(fit.parameters, history, 52) - 25.456)).toBeLessThan(0.005)
    expect(Math.abs(paretoNbdAlive(fit.parameters, history) - 0.99787)).toBeLessThan(1e-4)
  })

  it('beats the baseline in which nobody leaves', () => {
    expect(fitNbd(early).logLikelihood).toBeLessThan(fit.logLikelihood - 100)
  })

  it('the likelihood that is maximised is the sum over customers', () => {
    let sum = 0
    for (let i = 0; i < early.age.length; i++) {
      const history = {
        repeats: early.repeats[i] ?? 0,
        recency: early.recency[i] ?? 0,
        age: early.age[i] ?? 0,
      }
      sum += paretoNbdLogLikelihood(fit.parameters, history)
    }
    relative(sum, fit.logLikelihood, 1e-12)
  })

  it('doubling every customer leaves the parameters and doubles the log-likelihood', () => {
    const twice = fitParetoNbd({ ...early, weights: new Float64Array(early.age.length).fill(2) })
    expect(twice.parameters).toEqual(fit.parameters)
    expect(twice.logLikelihood).toBe(2 * fit.logLikelihood)
  })
})

describeWithDatasets('Pareto/NBD against the peer', () => {
  it.each([
    ['cdnow_sample', 'full_window', cdnow, '1998-06-30', 7, 39],
    ['example_transactions', 'calibration_window', exampleTransactions, '2014-09-01', 1, 273],
    ['example_transactions', 'full_window', exampleTransactions, '2014-12-31', 1, 273],
  ] as const)('%s %s', (name, window, log, end, unit, ahead) => {
    const histories = peerHistories(log(), window, end, unit)
    const fit = fitParetoNbd(histories)
    const peer = at(reference(name), 'btyd', window, 'pareto_nbd', 'mle')
    expect(Math.abs(fit.logLikelihood - numberAt(peer, 'log_likelihood'))).toBeLessThan(1e-3)
    for (const key of ['r', 'alpha', 's', 'beta'] as const)
      relative(fit.parameters[key], numberAt(peer, 'params', key), 1e-3)
    let sum = 0
    for (let i = 0; i < histories.age.length; i++) {
      const history = {
        repeats: histories.repeats[i] ?? 0,
        recency: histories.recency[i] ?? 0,
        age: histories.age[i] ?? 0,
      }
      sum += paretoNbdExpected(fit.parameters, history, ahead)
    }
    relative(sum, numberAt(peer, 'sum_expected_purchases_next_39_weeks'), 1e-4)
  })

  it.each([
    ['calibration_window', '2017-07-31'],
    ['full_window', '2017-12-31'],
  ] as const)(
    'complete_journey %s: a ridge, reported as not identified, with finite forecasts',
    (window, end) => {
      const histories = peerHistories(completeJourney(), window, end, 1)
      const fit = fitParetoNbd(histories)
      const peer = at(reference('complete_journey'), 'btyd', window, 'pareto_nbd', 'mle')
      expect(fit.logLikelihood).toBeGreaterThan(numberAt(peer, 'log_likelihood') - 0.01)
      expect(fit.identified).toBe(false)
      expect(fit.standardErrors.s).toBeNull()
      expect(fit.evaluations).toBeLessThan(3000)
      let sum = 0
      for (let i = 0; i < histories.age.length; i++) {
        const history = {
          repeats: histories.repeats[i] ?? 0,
          recency: histories.recency[i] ?? 0,
          age: histories.age[i] ?? 0,
        }
        sum += paretoNbdExpected(fit.parameters, history, 273)
      }
      relative(sum, numberAt(peer, 'sum_expected_purchases_next_39_weeks'), 1e-3)
    },
  )
})

describe('Pareto/NBD: properties', () => {
  const size = fc.double({ min: 0.02, max: 80, noNaN: true })
  const parameters = fc.record({ r: size, alpha: size, s: size, beta: size })

  it('P(alive) is a probability, grows with recency, and is 1 for a purchase on the last day', () => {
    fc.assert(
      fc.property(
        parameters,
        buyerArbitrary(2000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (model, history, share) => {
          const now = paretoNbdAlive(model, history)
          expect(now).toBeGreaterThanOrEqual(0)
          expect(now).toBeLessThanOrEqual(1)
          expect(paretoNbdAlive(model, { ...history, recency: history.recency * share })).toBeLessThanOrEqual(
            now * (1 + 1e-9),
          )
          expect(
            paretoNbdAlive(model, { ...history, repeats: history.repeats + 1, recency: history.age }),
          ).toBe(1)
        },
      ),
    )
  })

  it('the expectation starts at 0, grows and bends down', () => {
    fc.assert(
      fc.property(
        parameters,
        buyerArbitrary(2000),
        fc.double({ min: 0.1, max: 500, noNaN: true }),
        (model, history, time) => {
          const one = paretoNbdExpected(model, history, time)
          const two = paretoNbdExpected(model, history, 2 * time)
          expect(paretoNbdExpected(model, history, 0)).toBe(0)
          expect(Number.isFinite(two)).toBe(true)
          expect(two).toBeGreaterThanOrEqual(one)
          expect(two - one).toBeLessThanOrEqual(one * (1 + 1e-12))
        },
      ),
    )
  })

  it('counts sum to 1 and their mean is the expectation', () => {
    const gentle = fc.double({ min: 0.3, max: 6, noNaN: true })
    fc.assert(
      fc.property(
        fc.record({ r: gentle, alpha: gentle, s: gentle, beta: gentle }),
        fc.double({ min: 0.1, max: 3, noNaN: true }),
        (model, time) => {
          let total = 0
          let mean = 0
          for (let k = 0; k < 900; k++) {
            const p = paretoNbdMass(model, k, time)
            total += p
            mean += k * p
          }
          expect(total).toBeCloseTo(1, 8)
          relative(mean, paretoNbdExpectedNew(model, time), 1e-6)
        },
      ),
      { numRuns: 8 },
    )
  })

  it('DERT is the limit of long horizons, and of small discounts where s > 1', () => {
    fc.assert(
      fc.property(
        parameters,
        buyerArbitrary(200),
        fc.double({ min: 1e-4, max: 0.3, noNaN: true }),
        (model, history, delta) => {
          const endless = paretoNbdDiscounted(model, history, { horizon: null, delta }).value ?? NaN
          relative(
            paretoNbdDiscounted(model, history, { horizon: 45 / delta, delta }).value ?? NaN,
            endless,
            1e-9,
          )
        },
      ),
      { numRuns: 40 },
    )
    const history = { repeats: 4, recency: 20, age: 30 }
    const slow = { ...published, s: 2.5 }
    relative(
      paretoNbdDiscounted(slow, history, { horizon: null, delta: 1e-9 }).value ?? NaN,
      paretoNbdDiscounted(slow, history, { horizon: null, delta: 0 }).value ?? NaN,
      1e-5,
    )
    expect(paretoNbdDiscounted(published, history, { horizon: null, delta: 0 }).reason).toBe(
      'undiscounted_value_is_infinite',
    )
    expect(
      paretoNbdDiscounted({ ...published, beta: 1e9, s: 6e7 }, history, { horizon: null, delta: 0.002 })
        .value,
    ).toBeGreaterThan(0)
  })
})
