import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  coxSurvival,
  fitCox,
  kaplanMeier,
  logRank,
  restrictedMean,
  survivalAt,
} from '../../../src/domain/survival/index.ts'

describe('kaplanMeier', () => {
  // By hand: 5 customers, leaving at 1, 2 and 4, censored at 2 and 5: 4/5, × 3/4, × 1/2.
  const hand = { durations: [1, 2, 2, 4, 5], events: [1, 1, 0, 1, 0] }

  it('agrees with a curve worked by hand', () => {
    const curve = kaplanMeier(hand)
    expect(curve.steps.map(({ time, atRisk, events, censored }) => [time, atRisk, events, censored])).toEqual(
      [
        [1, 5, 1, 0],
        [2, 4, 1, 1],
        [4, 2, 1, 0],
        [5, 1, 0, 1],
      ],
    )
    expect(curve.steps.map(({ survival }) => Number(survival.toFixed(12)))).toEqual([0.8, 0.6, 0.3, 0.3])
    expect(curve.median).toBe(4)
    // Area: 1×1 + 0.8×1 + 0.6×2 + 0.3×1.
    expect(restrictedMean(curve, 5).value).toBeCloseTo(3.3, 12)
    expect(survivalAt(curve, 0.5)).toBeNull()
    expect(survivalAt(curve, 3)?.survival).toBeCloseTo(0.6, 12)
  })

  it('says when the median was not reached and when everybody left', () => {
    expect(kaplanMeier({ durations: [3, 4, 5], events: [1, 0, 0] })).toMatchObject({
      median: null,
      medianReason: 'not_reached',
    })
    const gone = kaplanMeier({ durations: [3, 4], events: [1, 1] })
    expect(gone.steps.at(-1)).toMatchObject({ survival: 0, low: null, high: null })
    expect(restrictedMean(gone, 10).value).toBeCloseTo(3.5, 12)
    expect(restrictedMean(kaplanMeier(hand), 6).value).toBeNull()
  })

  it('keeps a log of which nobody leaves at 1', () => {
    const curve = kaplanMeier({ durations: [1, 2, 3], events: [0, 0, 0] })
    expect(curve.steps.map(({ survival, low, high }) => [survival, low, high])).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ])
  })

  it('tells no mean of times whose squares are past all numbers', () => {
    const { steps } = kaplanMeier({ durations: [1, 1e300, 1e300], events: [1, 1, 1] })
    expect(restrictedMean({ steps }, 1e300).standardError).toBeNull()
  })

  it('refuses impossible input', () => {
    expect(() => kaplanMeier({ durations: [1, -2], events: [1, 0] })).toThrow('invalid_input')
    expect(() => kaplanMeier({ durations: [1, NaN], events: [1, 0] })).toThrow('invalid_input')
    expect(() => kaplanMeier({ durations: [1], events: [2] })).toThrow('invalid_input')
    expect(() => kaplanMeier({ durations: [], events: [] })).toThrow('not_enough_data')
  })

  const row = fc.record({
    duration: fc.integer({ min: 0, max: 30 }),
    event: fc.constantFrom(0, 1),
    group: fc.constantFrom('a', 'b', 'c'),
    x: fc.integer({ min: -3, max: 3 }),
  })
  const rowsOf = fc.array(row, { minLength: 2, maxLength: 80 })
  const dataOf = (rows: readonly { duration: number; event: number }[]) => ({
    durations: rows.map(({ duration }) => duration),
    events: rows.map(({ event }) => event),
  })

  it('never rises, stays in 0 to 1 inside its interval, and ignores the order of rows', () => {
    fc.assert(
      fc.property(rowsOf, rows => {
        const curve = kaplanMeier(dataOf(rows))
        let last = 1
        for (const { survival, low, high } of curve.steps) {
          expect(survival).toBeLessThanOrEqual(last)
          expect(survival).toBeGreaterThanOrEqual(0)
          if (low !== null && high !== null) {
            expect(low).toBeLessThanOrEqual(survival + 1e-12)
            expect(high).toBeGreaterThanOrEqual(survival - 1e-12)
          }
          last = survival
        }
        expect(kaplanMeier(dataOf(rows.toReversed()))).toEqual(curve)
        expect(JSON.stringify(curve)).not.toMatch(/NaN|Infinity/)
      }),
      { numRuns: 200, seed: 1 },
    )
  })

  it('log-rank and Cox stay finite and ignore the order of rows', () => {
    fc.assert(
      fc.property(rowsOf, rows => {
        fc.pre(rows.some(({ event }) => event === 1) && new Set(rows.map(({ group }) => group)).size > 1)
        const test = logRank(
          dataOf(rows),
          rows.map(({ group }) => group),
        )
        const back = rows.toReversed()
        expect(
          logRank(
            dataOf(back),
            back.map(({ group }) => group),
          ).chiSquare,
        ).toBeCloseTo(test.chiSquare, 9)
        const observed = test.groups.reduce((sum, group) => sum + group.observed, 0)
        expect(test.groups.reduce((sum, group) => sum + group.expected, 0)).toBeCloseTo(observed, 9)
        const model = fitCox(dataOf(rows), [{ name: 'x', values: rows.map(({ x }) => x) }])
        expect(model.logLikelihood).toBeGreaterThanOrEqual(model.logLikelihoodNull - 1e-9)
        expect(Object.values(model).every(value => typeof value !== 'number' || Number.isFinite(value))).toBe(
          true,
        )
        for (const { coefficient, reason } of model.coefficients)
          expect(coefficient === null ? reason : Number.isFinite(coefficient)).toBeTruthy()
      }),
      { numRuns: 200, seed: 2 },
    )
  })
})

describe('fitCox', () => {
  const random = (seed: number) => (((Math.sin(seed * 12.9898) * 43758.5453) % 1) + 1) % 1
  const n = 120
  const x = Array.from({ length: n }, (_, row) => random(row + 1))
  const durations = x.map((value, row) => -Math.log(1 - random(row + 500)) / Math.exp(value))
  const events = x.map((_, row) => (random(row + 900) < 0.8 ? 1 : 0))

  it('drops a covariate that repeats another and says so', () => {
    const model = fitCox({ durations, events }, [
      { name: 'x', values: x },
      { name: 'twice_x', values: x.map(value => 2 * value) },
    ])
    expect(model.coefficients.map(({ reason }) => reason)).toEqual([null, 'collinear'])
    expect(model.coefficients[0]?.coefficient).toBeCloseTo(
      fitCox({ durations, events }, [{ name: 'x', values: x }]).coefficients[0]?.coefficient ?? 0,
      8,
    )
  })

  it('marks a covariate that separates perfectly as not identified, with finite numbers', () => {
    const model = fitCox({ durations: [1, 2, 3, 10, 11, 12], events: [1, 1, 1, 0, 0, 0] }, [
      { name: 'left', values: [1, 1, 1, 0, 0, 0] },
    ])
    expect(model.coefficients[0]?.reason).toBe('not_identified')
    expect(Number.isFinite(model.coefficients[0]?.coefficient ?? NaN)).toBe(true)
  })

  it('predicts a curve that never rises', () => {
    const model = fitCox({ durations, events }, [{ name: 'x', values: x }])
    const curve = model.baseline.map(({ time }) => coxSurvival(model, [0.5], time))
    expect(curve.every((value, at) => at === 0 || value <= (curve[at - 1] ?? 0))).toBe(true)
  })
})
