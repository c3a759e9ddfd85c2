import { describe, expect, it } from 'vitest'
import {
  bgNbdAlive,
  bgNbdExpected,
  bgNbdExpectedNew,
  bgNbdLogLikelihood,
  bgNbdMass,
  fitBgNbd,
} from '../../../src/domain/clv/bg-nbd.ts'
import { fitMbgNbd, mbgNbdAlive, mbgNbdExpected, mbgNbdExpectedNew } from '../../../src/domain/clv/mbg-nbd.ts'
import { describeWithDatasets } from '../../datasets.ts'
import {
  at,
  cdnow,
  completeJourney,
  exampleTransactions,
  historiesOf,
  numberAt,
  peerHistories,
  reference,
  summaryOf,
} from './logs.ts'
import { relative } from './arbitraries.ts'

const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

describe('BG/NBD: published values', () => {
  it('P20: conditional expectation of (2, 30.43, 38.86) over 39 weeks', () => {
    expect(bgNbdExpected(published, { repeats: 2, recency: 30.43, age: 38.86 }, 39)).toBeCloseTo(1.22603, 4)
  })

  it('P23: counts of a new customer', () => {
    relative(bgNbdMass(published, 10, 2), 1.07869e-7, 1e-4)
    relative(bgNbdMass(published, 0, 39), 0.5737864, 1e-6)
  })
})

describeWithDatasets('BG/NBD and MBG/NBD on CDNOW', () => {
  const log = cdnow()
  const early = historiesOf(summaryOf(log, '1997-09-30'), 7)
  const fit = fitBgNbd(early)

  it('P16: BG/NBD fit', () => {
    const { parameters, logLikelihood } = fit
    relative(parameters.r, 0.2426, 2e-3)
    relative(parameters.alpha, 4.4136, 2e-3)
    relative(parameters.a, 0.7929, 2e-3)
    relative(parameters.b, 2.4259, 2e-3)
    expect(Math.abs(logLikelihood - -9582.429)).toBeLessThan(0.01)
    expect(fit).toMatchObject({ converged: true, identified: true, atBoundary: [], n: 2357, warnings: [] })
    expect(fit.gradientNorm).toBeLessThan(1e-9)
    expect(fit.aic).toBeCloseTo(8 - 2 * logLikelihood, 9)
    expect(fit.bic).toBeCloseTo(4 * Math.log(2357) - 2 * logLikelihood, 9)
  })

  it('P18: MBG/NBD fit', () => {
    const { parameters, logLikelihood } = fitMbgNbd(early)
    expect(Math.abs(parameters.r - 0.525)).toBeLessThan(0.002)
    expect(Math.abs(parameters.alpha - 6.183)).toBeLessThan(0.002)
    expect(Math.abs(parameters.a - 0.891)).toBeLessThan(0.002)
    expect(Math.abs(parameters.b - 1.614)).toBeLessThan(0.002)
    expect(Math.abs(logLikelihood - -9582.136)).toBeLessThan(0.01)
  })

  it('P21: customer 1516', () => {
    const row = log.names.indexOf('1516')
    const history = {
      repeats: early.repeats[row] ?? 0,
      recency: early.recency[row] ?? 0,
      age: early.age[row] ?? 0,
    }
    expect(Math.abs(bgNbdExpected(fit.parameters, history, 52) - 25.757)).toBeLessThan(0.002)
    expect(Math.abs(bgNbdAlive(fit.parameters, history) - 0.96885)).toBeLessThan(1e-4)
  })

  it('doubling every customer leaves the parameters and doubles the log-likelihood', () => {
    const twice = fitBgNbd({ ...early, weights: new Float64Array(early.age.length).fill(2) })
    expect(twice.parameters).toEqual(fit.parameters)
    expect(twice.logLikelihood).toBe(2 * fit.logLikelihood)
    relative(twice.standardErrors.r ?? NaN, (fit.standardErrors.r ?? NaN) / Math.SQRT2, 1e-9)
  })

  it('the order of the customers changes no byte', () => {
    const backwards = {
      repeats: early.repeats.slice().reverse(),
      recency: early.recency.slice().reverse(),
      age: early.age.slice().reverse(),
    }
    expect(fitBgNbd(backwards)).toEqual(fit)
  })

  it('another time unit changes alpha and nothing else', () => {
    const days = fitBgNbd(historiesOf(summaryOf(log, '1997-09-30'), 1))
    relative(days.parameters.alpha, 7 * fit.parameters.alpha, 1e-7)
    relative(days.parameters.b, fit.parameters.b, 1e-6)
  })

  it('the gradient that the fit uses is the slope of the likelihood', () => {
    const nudge = 1e-4
    const total = (r: number): number => {
      let sum = 0
      for (let i = 0; i < early.age.length; i++) {
        sum += bgNbdLogLikelihood(
          { ...fit.parameters, r },
          { repeats: early.repeats[i] ?? 0, recency: early.recency[i] ?? 0, age: early.age[i] ?? 0 },
        )
      }
      return sum
    }
    relative(total(fit.parameters.r), fit.logLikelihood, 1e-12)
    expect(
      Math.abs((total(fit.parameters.r + nudge) - total(fit.parameters.r - nudge)) / (2 * nudge)),
    ).toBeLessThan(1e-2)
  })
})

describeWithDatasets('BG/NBD and MBG/NBD against the peers', () => {
  const cases = [
    {
      name: 'cdnow_sample',
      log: cdnow,
      end: { calibration_window: '1997-09-30', full_window: '1998-06-30' },
      unit: 7,
      ahead: 39,
    },
    {
      name: 'example_transactions',
      log: exampleTransactions,
      end: { calibration_window: '2014-09-01', full_window: '2014-12-31' },
      unit: 1,
      ahead: 273,
    },
    {
      name: 'complete_journey',
      log: completeJourney,
      end: { calibration_window: '2017-07-31', full_window: '2017-12-31' },
      unit: 1,
      ahead: 273,
    },
  ] as const
  const models = [
    {
      name: 'bg_nbd',
      fit: fitBgNbd,
      alive: bgNbdAlive,
      expected: bgNbdExpected,
      expectedNew: bgNbdExpectedNew,
    },
    {
      name: 'mbg_nbd',
      fit: fitMbgNbd,
      alive: mbgNbdAlive,
      expected: mbgNbdExpected,
      expectedNew: mbgNbdExpectedNew,
    },
  ] as const
  for (const data of cases) {
    for (const window of ['calibration_window', 'full_window'] as const) {
      it.each(models)(`${data.name} ${window}: $name`, model => {
        const histories = peerHistories(data.log(), window, data.end[window], data.unit)
        const fit = model.fit(histories)
        const peer = at(reference(data.name), 'btyd', window, model.name, 'mle')
        expect(fit.logLikelihood).toBeGreaterThan(numberAt(peer, 'log_likelihood') - 1e-3)
        for (const name of ['r', 'alpha', 'a', 'b'] as const) {
          relative(fit.parameters[name], numberAt(peer, 'params', name), 1e-4)
        }
        let sum = 0
        let alive = 0
        for (let i = 0; i < histories.age.length; i++) {
          const history = {
            repeats: histories.repeats[i] ?? 0,
            recency: histories.recency[i] ?? 0,
            age: histories.age[i] ?? 0,
          }
          sum += model.expected(fit.parameters, history, data.ahead)
          alive += model.alive(fit.parameters, history)
        }
        relative(sum, numberAt(peer, 'sum_expected_purchases_next_39_weeks'), 2e-6)
        relative(alive / histories.age.length, numberAt(peer, 'mean_p_alive'), 2e-6)
        relative(
          model.expectedNew(fit.parameters, data.ahead),
          numberAt(peer, 'expected_purchases_new_customer_39_weeks'),
          2e-6,
        )
      })
    }
  }
})

describe('a log in which nobody leaves', () => {
  // Everybody has bought on the last day: the likelihood only grows as the chance of leaving goes to nil.
  const loyal = {
    repeats: Array.from({ length: 200 }, (_, i) => 5 + (i % 40)),
    recency: Array.from({ length: 200 }, () => 100),
    age: Array.from({ length: 200 }, () => 100),
  }
  it.each([fitBgNbd, fitMbgNbd])('is not identified, stays finite and says so', fit => {
    const found = fit(loyal)
    expect(found.identified).toBe(false)
    expect(found.standardErrors).toEqual({ r: null, alpha: null, a: null, b: null })
    expect(found.warnings.some(warning => warning.code === 'not_identified')).toBe(true)
    expect(Number.isFinite(found.logLikelihood)).toBe(true)
    expect(found.evaluations).toBeLessThan(5000)
    const forecast = bgNbdExpected(found.parameters, { repeats: 24, recency: 100, age: 100 }, 100)
    expect(forecast).toBeGreaterThan(20)
    expect(forecast).toBeLessThan(26)
  })
})
