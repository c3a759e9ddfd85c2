import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bgNbdAlive,
  bgNbdDiscounted,
  bgNbdExpected,
  bgNbdExpectedNew,
  bgNbdMass,
} from '../../../src/domain/clv/bg-nbd.ts'
import {
  mbgNbdAlive,
  mbgNbdDiscounted,
  mbgNbdExpected,
  mbgNbdExpectedNew,
  mbgNbdMass,
} from '../../../src/domain/clv/mbg-nbd.ts'
import { buyerArbitrary, relative } from './arbitraries.ts'

const published = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }

describe('BG/NBD and MBG/NBD: properties', () => {
  const models = [
    {
      alive: bgNbdAlive,
      expected: bgNbdExpected,
      expectedNew: bgNbdExpectedNew,
      mass: bgNbdMass,
      discounted: bgNbdDiscounted,
    },
    {
      alive: mbgNbdAlive,
      expected: mbgNbdExpected,
      expectedNew: mbgNbdExpectedNew,
      mass: mbgNbdMass,
      discounted: mbgNbdDiscounted,
    },
  ]
  const size = fc.double({ min: 0.02, max: 60, noNaN: true })
  const parameters = fc.record({ r: size, alpha: size, a: size, b: size })

  it.each(models)('P(alive) is a probability and grows with recency', ({ alive }) => {
    fc.assert(
      fc.property(
        parameters,
        buyerArbitrary(2000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (model, history, share) => {
          const now = alive(model, history)
          expect(now).toBeGreaterThanOrEqual(0)
          expect(now).toBeLessThanOrEqual(1)
          expect(alive(model, { ...history, recency: history.recency * share })).toBeLessThanOrEqual(now)
        },
      ),
    )
  })

  it.each(models)(
    'the expectation starts at 0, grows and bends down; finite for up to 2000 repeats',
    ({ expected }) => {
      fc.assert(
        fc.property(
          parameters,
          buyerArbitrary(2000),
          fc.double({ min: 0.1, max: 500, noNaN: true }),
          (model, history, time) => {
            const one = expected(model, history, time)
            const two = expected(model, history, 2 * time)
            expect(expected(model, history, 0)).toBe(0)
            expect(Number.isFinite(two)).toBe(true)
            expect(two).toBeGreaterThanOrEqual(one * (1 - 1e-12))
            expect(two - one).toBeLessThanOrEqual(one * (1 + 1e-9) + 1e-12)
          },
        ),
        { numRuns: 60 },
      )
    },
  )

  it.each(models)('counts sum to 1 and their mean is the expectation', ({ mass, expectedNew }) => {
    const gentle = fc.double({ min: 0.2, max: 8, noNaN: true })
    fc.assert(
      fc.property(
        fc.record({ r: gentle, alpha: gentle, a: gentle, b: gentle }),
        fc.double({ min: 0.1, max: 4, noNaN: true }),
        (model, time) => {
          let total = 0
          let mean = 0
          for (let k = 0; k < 2500; k++) {
            const p = mass(model, k, time)
            total += p
            mean += k * p
          }
          expect(total).toBeCloseTo(1, 8)
          relative(mean, expectedNew(model, time), 1e-6)
        },
      ),
      { numRuns: 15 },
    )
  })

  it.each(models)(
    'the discounted sum needs no step, and an endless horizon is its limit',
    ({ discounted, expected }) => {
      fc.assert(
        fc.property(
          parameters,
          buyerArbitrary(60),
          fc.double({ min: 0.003, max: 0.2, noNaN: true }),
          (model, history, delta) => {
            const endless = discounted(model, history, { horizon: null, delta })
            const long = discounted(model, history, { horizon: 40 / delta, delta })
            relative(long.value ?? NaN, endless.value ?? NaN, 1e-7)
            const horizon = 30
            let brute = 0
            let before = 0
            const steps = 3000
            let start = 0
            for (let k = 1; k <= steps; k++) {
              const end = horizon * (k / steps) ** 3
              const now = expected(model, history, end)
              brute += (now - before) * Math.exp((-delta * (start + end)) / 2)
              before = now
              start = end
            }
            relative(discounted(model, history, { horizon, delta }).value ?? NaN, brute, 1e-5)
          },
        ),
        { numRuns: 12 },
      )
    },
  )

  it('no infinite horizon without a discount when a ≤ 1', () => {
    const history = { repeats: 3, recency: 20, age: 30 }
    expect(bgNbdDiscounted({ ...published, a: 1 }, history, { horizon: null, delta: 0 })).toEqual({
      value: null,
      reason: 'undiscounted_value_is_infinite',
    })
    const exists =
      bgNbdDiscounted({ ...published, a: 1.8 }, history, { horizon: null, delta: 0 }).value ?? NaN
    relative(bgNbdExpected({ ...published, a: 1.8 }, history, 1e9), exists, 1e-4)
  })
})
