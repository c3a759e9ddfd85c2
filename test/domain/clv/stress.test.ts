import { expect, it } from 'vitest'
import { dropoutAlive } from '../../../src/domain/clv/geometric-dropout.ts'
import { dropoutExpected } from '../../../src/domain/clv/dropout-expectation.ts'
import {
  paretoNbdAlive,
  paretoNbdDiscounted,
  paretoNbdExpected,
  paretoNbdLogLikelihood,
} from '../../../src/domain/clv/pareto-nbd.ts'
import { buyingModel, buyingModelNames, fitBuyingModel } from '../../../src/domain/clv/buying-model.ts'
import fixtures from './stress.json' with { type: 'json' }

const close = (found: number, wanted: number, tolerance: number, label: string): void =>
  expect(Math.abs(found - wanted), `${label}: ${found} against ${wanted}`).toBeLessThanOrEqual(
    tolerance * Math.abs(wanted) + 1e-290,
  )

it('BG/NBD and MBG/NBD agree with 80-digit arithmetic for up to 2000 purchases, at a = 1 and far ahead', () => {
  for (const row of fixtures.dropout) {
    const [
      first = 0,
      r = 0,
      alpha = 0,
      a = 0,
      b = 0,
      repeats = 0,
      recency = 0,
      age = 0,
      time = 0,
      alive = 0,
      expected = 0,
    ] = row
    const model = { r, alpha, a, b }
    const toss = first === 1 ? 1 : 0
    close(dropoutAlive(model, { repeats, recency, age }, toss), alive, 1e-10, `alive ${row.join(', ')}`)
    close(
      dropoutExpected(model, { repeats, recency, age }, time, toss),
      expected,
      1e-9,
      `expected ${row.join(', ')}`,
    )
  }
})

it('Pareto/NBD agrees with 80-digit arithmetic: alpha = beta, t_x = T, a huge beta, 2000 purchases', () => {
  for (const row of fixtures.pareto) {
    const [
      r = 0,
      alpha = 0,
      s = 0,
      beta = 0,
      repeats = 0,
      recency = 0,
      age = 0,
      time = 0,
      logLikelihood = 0,
      alive = 0,
      expected = 0,
      dert = 0,
    ] = row
    const model = { r, alpha, s, beta }
    const history = { repeats, recency, age }
    close(paretoNbdLogLikelihood(model, history), logLikelihood, 1e-11, `likelihood ${row.join(', ')}`)
    close(paretoNbdAlive(model, history), alive, 1e-9, `alive ${row.join(', ')}`)
    close(paretoNbdExpected(model, history, time), expected, 1e-9, `expected ${row.join(', ')}`)
    close(
      paretoNbdDiscounted(model, history, { horizon: null, delta: 0.0017 }).value ?? NaN,
      dert,
      1e-9,
      `dert ${row.join(', ')}`,
    )
  }
})

it.each(buyingModelNames)('%s fits odd little logs to something finite', name => {
  const logs = [
    { repeats: [0, 0, 0], recency: [0, 0, 0], age: [10, 20, 30] },
    { repeats: [2000, 1500, 0, 3], recency: [365, 364, 0, 2], age: [365, 365, 300, 365] },
    { repeats: [1], recency: [1], age: [1] },
    { repeats: [3, 2], recency: [0, 0], age: [5, 5] },
    { repeats: [0, 1, 5], recency: [0, 1e-6, 2e-6], age: [1e-6, 2e-6, 3e-6] },
    { repeats: [0, 4], recency: [0, 1e7], age: [1e8, 2e7] },
    { repeats: [0, 0], recency: [0, 0], age: [0, 0] },
  ]
  for (const log of logs) {
    const fit = fitBuyingModel(name, log)
    expect(Number.isFinite(fit.logLikelihood), JSON.stringify(log)).toBe(true)
    expect(fit.warnings.map(warning => warning.code)).toContain('few_repeaters')
    expect(fit.evaluations).toBeLessThan(6000)
    const model = buyingModel(name, fit.parameters)
    log.repeats.forEach((repeats, i) => {
      const history = { repeats, recency: log.recency[i] ?? 0, age: log.age[i] ?? 0 }
      const forecast = model.expected(history, 10)
      expect(Number.isFinite(forecast), `${JSON.stringify(history)} ${JSON.stringify(fit.parameters)}`).toBe(
        true,
      )
      expect(model.alive(history)).toBeGreaterThanOrEqual(0)
      expect(JSON.stringify(fit)).not.toContain('NaN')
    })
  }
})
