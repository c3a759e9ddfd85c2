import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  assignArms, compareArms, costPerIncrementalSave, detectableEffect, incrementalBeta, isControl, liftBySegment, liftOf, meanDifference,
  missingOutcomes, namesControl, qiniCurve, reachedLift,
  sampleRatioCheck, sampleSize, sequentialReading, strategyPosteriors, testPower, updateBeta,
} from '../../../src/domain/experiments/index.ts' // prettier-ignore
import { seededRandom } from '../../../src/domain/random.ts'

describe('design', () => {
  it('P42: 20 % against 25 %, 5 %, power 80 %', () => {
    const size = sampleSize({ baselineRate: 0.2, targetRate: 0.25 })
    expect(size.exact).toBeCloseTo(1093.74, 2)
    expect(size).toMatchObject({ perArm: 1094, treated: 1094, control: 1094 })
  })

  it('power and detectable effect turn the sample size round', () => {
    expect(testPower({ baselineRate: 0.2, targetRate: 0.25, treated: 1094 })).toBeCloseTo(0.8, 3)
    expect(detectableEffect({ baselineRate: 0.2, treated: 1094 }).rise).toBeCloseTo(0.05, 4)
    expect(detectableEffect({ baselineRate: 0.05, treated: 20 }).fall).toBeNull()
    fc.assert(
      fc.property(
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.integer({ min: 200, max: 20_000 }),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        (baselineRate, treated, controlPerTreated) => {
          const { rise } = detectableEffect({ baselineRate, treated, controlPerTreated })
          if (rise === null || baselineRate + rise >= 1) return
          expect(
            sampleSize({ baselineRate, targetRate: baselineRate + rise, controlPerTreated }).exact,
          ).toBeCloseTo(treated, 0)
        },
      ),
    )
  })

  it('a smaller control needs more customers in all', () => {
    const uneven = sampleSize({ baselineRate: 0.2, targetRate: 0.25, controlPerTreated: 0.25 })
    expect(uneven.treated + uneven.control).toBeGreaterThan(2 * 1094)
    expect(uneven.control).toBe(Math.ceil(uneven.exact / 4))
  })

  it('refuses what cannot be told apart', () => {
    expect(() => sampleSize({ baselineRate: 0.2, targetRate: 0.2 })).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
    expect(() => sampleSize({ baselineRate: 0, targetRate: 0.2 })).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })
})

describe('assignment', () => {
  const arms = [
    { name: 'treated', share: 0.8 },
    { name: 'hold-out', share: 0.2 },
  ]
  const customers = Array.from({ length: 103 }, (_, index) => ({
    customerId: `c${index}`,
    stratum: ['low', 'mid', 'high'][index % 3] ?? '',
  }))
  const armOf = (rows: { customerId: string; arm: string }[]) =>
    Object.fromEntries(rows.map(row => [row.customerId, row.arm]))

  it('is exact over all, near in every stratum, and the same whatever the order', () => {
    const assigned = assignArms(customers, arms, 42)
    expect(assigned).toHaveLength(103)
    expect(assigned.filter(({ arm }) => arm === 'hold-out')).toHaveLength(21)
    for (const stratum of ['low', 'mid', 'high']) {
      const held = assigned.filter(row => row.stratum === stratum && row.arm === 'hold-out').length
      expect(Math.abs(held - 103 / 15)).toBeLessThan(1.5)
    }
    expect(armOf(assignArms(customers.toReversed(), arms, 42))).toEqual(armOf(assigned))
    expect(armOf(assignArms(customers, arms, 43))).not.toEqual(armOf(assigned))
  })

  it('assigns everybody once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 60 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (strata, share) => {
          const list = strata.map((stratum, index) => ({ customerId: `${index}`, stratum }))
          const assigned = assignArms(
            list,
            [
              { name: 'x', share },
              { name: 'y', share: 1 - share },
            ],
            1,
          )
          expect(new Set(assigned.map(({ customerId }) => customerId)).size).toBe(list.length)
          expect(
            Math.abs(assigned.filter(({ arm }) => arm === 'x').length - share * list.length),
          ).toBeLessThanOrEqual(1 + 1e-6)
        },
      ),
    )
  })

  it('finds a broken split', () => {
    expect(
      sampleRatioCheck([
        { name: 't', n: 5000, share: 0.5 },
        { name: 'c', n: 5100, share: 0.5 },
      ]).mismatch,
    ).toBe(false)
    // (100² + 100²)/2600… by hand: (2700 − 2600)²/2600 × 2 = 7.6923
    expect(
      sampleRatioCheck([
        { name: 't', n: 2700, share: 0.5 },
        { name: 'c', n: 2500, share: 0.5 },
      ]).chiSquare,
    ).toBeCloseTo(7.6923, 4)
    expect(
      sampleRatioCheck([
        { name: 't', n: 5000, share: 0.5 },
        { name: 'c', n: 5600, share: 0.5 },
      ]).mismatch,
    ).toBe(true)
  })
})

describe('reading a test', () => {
  const p41 = { treatedN: 1000, treatedSuccesses: 250, controlN: 1000, controlSuccesses: 200 }

  it('P41: z, p and interval', () => {
    const lift = liftOf(p41)
    expect(lift.z).toBeCloseTo(2.677398, 5)
    expect(lift.pValue).toBeCloseTo(0.00741965, 7)
    expect([lift.low, lift.high]).toEqual([expect.closeTo(0.013464, 5), expect.closeTo(0.086536, 5)])
    expect(lift).toMatchObject({ relative: expect.closeTo(0.25, 12), harmful: false, sufficient: true })
  })

  it('calls a harmful variant harmful, and a tiny test insufficient', () => {
    expect(
      liftOf({ treatedN: 1000, treatedSuccesses: 200, controlN: 1000, controlSuccesses: 250 }).harmful,
    ).toBe(true)
    expect(liftOf({ treatedN: 30, treatedSuccesses: 3, controlN: 30, controlSuccesses: 1 }).sufficient).toBe(
      false,
    )
    expect(liftOf({ treatedN: 10, treatedSuccesses: 0, controlN: 10, controlSuccesses: 0 })).toMatchObject({
      z: null,
      pValue: null,
      relative: null,
    })
    expect(() => liftOf({ ...p41, treatedSuccesses: 1001 })).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
  })

  it('cost per incremental save turns the interval over', () => {
    expect(costPerIncrementalSave(5000, 1000, { value: 0.05, low: 0.02, high: 0.08 })).toEqual({
      value: expect.closeTo(100, 9), low: expect.closeTo(62.5, 9), high: expect.closeTo(250, 9), saves: 50,
    }) // prettier-ignore
    expect(costPerIncrementalSave(5000, 1000, { value: -0.01, low: -0.03, high: 0.01 })).toMatchObject({
      value: null, reason: 'no_incremental_saves', high: null,
    }) // prettier-ignore
  })

  it('probability of being better: against a closed case and against draws', () => {
    // Beta(2, 1) over Beta(1, 2): ∫ 2x (2x − x²) dx = 5/6
    expect(
      compareArms({ treatedN: 1, treatedSuccesses: 1, controlN: 1, controlSuccesses: 0 }).probabilityBetter,
    ).toBeCloseTo(5 / 6, 8)
    expect(
      compareArms({ treatedN: 50, treatedSuccesses: 20, controlN: 50, controlSuccesses: 20 })
        .probabilityBetter,
    ).toBeCloseTo(0.5, 8)
    // Equal arms of any size: a half, where the density of 1e12 trials is lost to rounding.
    const vast = { treatedN: 1e12, treatedSuccesses: 1e11, controlN: 1e12, controlSuccesses: 1e11 }
    expect(compareArms(vast).probabilityBetter).toBeCloseTo(0.5, 5)
    // Nobody in either arm: Beta(1, 64474) over Beta(1, 18185), closed: P = 18185/(64474 + 18185).
    const none = { treatedN: 64_473, treatedSuccesses: 0, controlN: 18_184, controlSuccesses: 0 }
    expect(compareArms(none).probabilityBetter).toBeCloseTo(18_185 / (64_474 + 18_185), 6)
    const all = { treatedN: 64_473, treatedSuccesses: 64_473, controlN: 18_184, controlSuccesses: 18_184 }
    expect(compareArms(all).probabilityBetter).toBeCloseTo(64_474 / (64_474 + 18_185), 6)
    const both = compareArms(p41)
    expect(both.probabilityBetter).toBeGreaterThan(0.995)
    expect(both.expectedLossControl - both.expectedLossTreated).toBeCloseTo(both.meanDifference, 10)
  })

  it('the sequential reading is stricter than the z-test and keeps its promise under daily looks', () => {
    expect(sequentialReading(p41, 0.05).alwaysValidP).toBeGreaterThan(liftOf(p41).pValue ?? 1)
    const random = seededRandom(11)
    let stopped = 0
    for (let run = 0; run < 400; run++) {
      const counts = { treatedN: 0, treatedSuccesses: 0, controlN: 0, controlSuccesses: 0 }
      for (let day = 0; day < 30; day++) {
        for (let customer = 0; customer < 50; customer++) {
          counts.treatedN += 1
          counts.controlN += 1
          counts.treatedSuccesses += random() < 0.3 ? 1 : 0
          counts.controlSuccesses += random() < 0.3 ? 1 : 0
        }
        if (sequentialReading(counts, 0.05).stop) {
          stopped += 1
          break
        }
      }
    }
    expect(stopped / 400).toBeLessThan(0.05)
  })

  it('means: money per customer', () => {
    const result = meanDifference(
      { n: 6019, mean: 124.5361406, sd: 106.2498992 },
      { n: 5981, mean: 117.8057432, sd: 105.7975382 },
    )
    expect(result.value).toBeCloseTo(6.730397, 5)
    expect([result.low, result.high]).toEqual([expect.closeTo(2.936, 2), expect.closeTo(10.5247, 2)])
  })
})

describe('learning', () => {
  it('a prior and its outcomes', () => {
    expect(updateBeta({ alpha: 4, beta: 6 }, 3, 10)).toMatchObject({ alpha: 7, beta: 13, mean: 0.35, n: 10 })
    const rows = strategyPosteriors(
      [{ strategy: 'A', tier: 'high', prior: { alpha: 5, beta: 5 } }],
      [
        { strategy: 'A', tier: 'high', retained: true },
        { strategy: 'A', tier: 'high', retained: null },
        { strategy: 'B', tier: 'low', retained: false },
      ],
    )
    expect(rows.map(({ strategy, alpha, beta, n }) => [strategy, alpha, beta, n])).toEqual([
      ['A', 6, 5, 1],
      ['B', 1, 2, 1],
    ])
    for (const { low, mean, high } of rows) expect(low < mean && mean < high).toBe(true)
  })
})

describe('uplift', () => {
  it('Qini by hand: two persuadables first, then two who never react', () => {
    // curve after each customer: treated success +1, control failure, treated failure, control failure
    const qini = qiniCurve([4, 3, 2, 1], [1, 0, 1, 0], [1, 0, 0, 0])
    expect(qini.curve.map(({ incremental }) => incremental)).toEqual([0, 1, 1, 1, 1])
    expect(qini.coefficient).toBeCloseTo((3.5 - 2) / 16, 12)
  })

  it('a constant score has no gain over chance, and ties enter together', () => {
    const qini = qiniCurve([1, 1, 1, 1], [1, 0, 1, 0], [1, 0, 0, 0])
    expect(qini).toMatchObject({ coefficient: 0, curve: [{ n: 0 }, { n: 4, incremental: 1 }] })
  })

  it('lift by segment, best first', () => {
    const rows = [
      ...Array.from({ length: 100 }, (_, index) => ({
        segment: 'a',
        treated: index % 2 === 0,
        success: index % 4 === 0,
      })),
      ...Array.from({ length: 100 }, (_, index) => ({
        segment: 'b',
        treated: index % 2 === 0,
        success: index % 4 === 1,
      })),
      { segment: 'c', treated: true, success: true },
    ]
    const { segments, withoutBothArms } = liftBySegment(rows)
    expect(segments.map(({ segment, value }) => [segment, value])).toEqual([
      ['a', 0.5],
      ['b', -0.5],
    ])
    expect(withoutBothArms).toEqual(['c'])
  })
})

describe('what an action adds', () => {
  const prior = { alpha: 2, beta: 8 }

  it('is the plain posterior where nobody would have stayed', () => {
    expect(incrementalBeta(prior, 30, 100, 0)).toEqual(updateBeta(prior, 30, 100))
  })

  it('takes off who stays untreated: 75 of 100 against 50 % are 25 saves of 50 who could be saved', () => {
    const posterior = incrementalBeta(prior, 75, 100, 0.5)
    expect(posterior).toMatchObject({ alpha: 27, beta: 33, successes: 25, n: 50 })
    expect(posterior.mean).toBeCloseTo(27 / 60, 12)
  })

  it('never counts fewer than no saves, nor more than could be saved', () => {
    expect(incrementalBeta(prior, 20, 100, 0.4)).toMatchObject({ successes: 0, n: 60 })
    expect(incrementalBeta(prior, 100, 100, 0.4)).toMatchObject({ successes: 60, n: 60 })
    expect(incrementalBeta(prior, 10, 10, 1)).toMatchObject({ alpha: 2, beta: 8, mean: 0.2 })
  })
})

describe('whom the test really treated', () => {
  it('names of groups left alone, in the words of files', () => {
    for (const name of [
      'control',
      'Holdout 10%',
      'No E-Mail',
      'control group',
      '對照組（不發送）',
      '未触达',
      '空白组',
    ])
      expect(namesControl(name), name).toBe(true)
    for (const name of ['0', 'C', 'Group B (control)', 'A组（对照）', 'arm0_control'])
      expect([isControl(name), namesControl(name)], name).toEqual([true, false])
    for (const name of ['No surprises plan', '不限量', 'Mens E-Mail', '1', 'treatment', null])
      expect(isControl(name), String(name)).toBe(false)
  })

  it('effect among those reached: by hand, lift 0.1 over a difference of 0.5 is 0.2', () => {
    const rows = [
      ...Array.from({ length: 1000 }, (_, at) => ({
        treated: true,
        reached: at < 700,
        success: at % 10 < 6,
      })),
      ...Array.from({ length: 1000 }, (_, at) => ({
        treated: false,
        reached: at < 200,
        success: at % 10 < 5,
      })),
    ]
    const found = reachedLift(rows)
    expect(found?.value).toBeCloseTo(0.2, 12)
    expect(found?.difference).toBeCloseTo(0.5, 12)
    // Var(y − 0.2 x) of either arm ÷ 1000, over 0.5².
    const spread = (x: number, y: number, both: number) =>
      (y * (1 - y) + 0.04 * x * (1 - x) - 0.4 * (both - x * y)) / 1000
    const error = Math.sqrt(spread(0.7, 0.6, 0.42) + spread(0.2, 0.5, 0.1)) / 0.5
    expect((found?.high ?? 0) - 0.2).toBeCloseTo(1.959964 * error, 6)
    expect(reachedLift(rows.map(row => ({ ...row, reached: true })))).toBeNull()
  })

  it('missing outcomes: how far they could move the lift', () => {
    const bounds = missingOutcomes(
      { n: 100, judged: 90, successes: 45 },
      { n: 100, judged: 80, successes: 32 },
    )
    expect(bounds).toMatchObject({ treated: 10, control: 20 })
    expect(bounds.lowest).toBeCloseTo(0.45 - 0.52, 12)
    expect(bounds.highest).toBeCloseTo(0.55 - 0.32, 12)
    // z = 0.1 ÷ √(0.15 × 0.85 × 0.02)
    expect(bounds.pValue).toBeCloseTo(0.0477, 4)
  })
})
