import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { auc, aucDifference } from '../../../src/domain/churn/auc.ts'
import { churnMetrics, confusionAt } from '../../../src/domain/churn/metrics.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'

describe('auc', () => {
  it('counts pairs, ties as half (by hand: 3 of 4 pairs and one tie of 2 × 3)', () => {
    // Pairs (churned, retained): 0.9>0.8, 0.9>0.5, 0.9>0.1; 0.5<0.8, 0.5=0.5, 0.5>0.1: 4.5 of 6.
    expect(auc([0.9, 0.5, 0.8, 0.5, 0.1], [1, 1, 0, 0, 0]).value).toBeCloseTo(0.75, 12)
    expect(auc([0.1, 0.2], [1, 1])).toEqual({ value: null, low: null, high: null })
  })

  it('has an interval that covers, and none for a comparison with itself', () => {
    const random = seeded(3)
    let covered = 0
    for (let trial = 0; trial < 300; trial++) {
      const labels = Array.from({ length: 200 }, () => (random() < 0.3 ? 1 : 0))
      // Exponential scores, churned at twice the scale: the true AUC is 2/3.
      const scores = labels.map(label => -Math.log(1 - random()) * (label ? 2 : 1))
      const { low, high } = auc(scores, labels)
      if ((low ?? 1) <= 2 / 3 && (high ?? 0) >= 2 / 3) covered++
      if (trial === 0) expect(aucDifference(scores, scores, labels)).toEqual({ value: 0, low: 0, high: 0 })
    }
    expect(covered / 300).toBeGreaterThan(0.92)
    expect(covered / 300).toBeLessThan(0.98)
  })

  it('agrees with counting every pair', () => {
    const row = fc.record({ score: fc.integer({ min: 0, max: 9 }), label: fc.constantFrom(0, 1) })
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 40 }), rows => {
        const of = (wanted: number) => rows.filter(({ label }) => label === wanted).map(({ score }) => score)
        const pairs = of(1).flatMap(one => of(0).map(two => (one > two ? 1 : one === two ? 0.5 : 0)))
        const expected = pairs.length
          ? pairs.reduce<number>((sum, pair) => sum + pair, 0) / pairs.length
          : null
        const actual = auc(
          rows.map(({ score }) => score),
          rows.map(({ label }) => label),
        ).value
        if (expected === null) expect(actual).toBeNull()
        else expect(actual).toBeCloseTo(expected, 12)
      }),
    )
  })
})

describe('churnMetrics', () => {
  it('gives the whole sheet for a small example worked by hand', () => {
    const metrics = churnMetrics([0.9, 0.5, 0.8, 0.1], [1, 1, 0, 0])
    // Average precision: 1/2 · 1/1 + 1/2 · 2/3; Brier: (0.01 + 0.25 + 0.64 + 0.01)/4.
    expect(metrics.prAuc).toBeCloseTo(0.5 + 1 / 3, 12)
    expect(metrics.brier).toBeCloseTo(0.2275, 12)
    expect(metrics.logLoss).toBeCloseTo(
      -(Math.log(0.9) + Math.log(0.5) + Math.log(0.2) + Math.log(0.9)) / 4,
      12,
    )
    expect(metrics.ece).toBeCloseTo((0.1 + 0.5 + 0.8 + 0.1) / 4, 12)
    expect(metrics.liftAt10).toBeCloseTo(2, 12)
    expect(metrics.ks).toBeCloseTo(0.5, 12)
    expect(confusionAt([0.9, 0.5, 0.8, 0.1], [1, 1, 0, 0], 2)).toEqual({
      contacted: 2,
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
      trueNegatives: 1,
      threshold: 0.8,
    })
  })

  it('cuts tenths from the highest score down', () => {
    // Twenty customers, five churned: four of them in the first tenth and a half. By hand: 2 of 2 → 1 / 0.25 = 4.
    const scores = Array.from({ length: 20 }, (_, row) => 1 - row / 20)
    const labels = scores.map((_, row) => (row < 3 || row === 5 || row === 19 ? 1 : 0))
    const { deciles, liftAt10 } = churnMetrics(scores, labels)
    expect(deciles.map(({ n, events }) => [n, events])).toEqual(
      [2, 1, 1, 0, 0, 0, 0, 0, 0, 1].map(events => [2, events]),
    )
    expect(deciles.map(({ lift }) => lift)).toEqual([4, 2, 2, 0, 0, 0, 0, 0, 0, 2])
    expect(deciles[0]?.lift).toBe(liftAt10)
    expect(churnMetrics([0.2], [1]).deciles).toEqual([])
  })

  it('stays finite for certain and wrong scores and for one class', () => {
    for (const [scores, labels] of [
      [
        [0, 1],
        [1, 0],
      ],
      [[0.5], [0]],
      [
        [1, 1],
        [1, 1],
      ],
    ] as const)
      expect(JSON.stringify(churnMetrics(scores, labels))).not.toMatch(/NaN|Infinity/)
  })
})

describe('equal scores', () => {
  it('lift does not hang on the order of rows that score the same', () => {
    const random = seeded(8)
    const rows = Array.from({ length: 200 }, () => {
      const score = Math.round(random() * 10) / 10
      return { score, label: random() < score / 2 ? 1 : 0 }
    })
    const metricsOf = (ordered: typeof rows) =>
      churnMetrics(
        ordered.map(({ score }) => score),
        ordered.map(({ label }) => label),
      )
    const turned = metricsOf(rows.toReversed())
    const sorted = metricsOf(rows.toSorted((one, two) => two.label - one.label))
    expect(turned.liftAt10).toBeCloseTo(sorted.liftAt10 ?? 0, 12)
    expect(turned.deciles.map(({ lift }) => lift)).toEqual(
      sorted.deciles.map(({ lift }) => expect.closeTo(lift ?? 0, 9)),
    )
  })

  it('a score that says nothing has a lift of 1', () => {
    const metrics = churnMetrics(new Float64Array(40).fill(0.3), [...Array(10).fill(1), ...Array(30).fill(0)])
    expect(metrics.liftAt10).toBeCloseTo(1, 12)
    expect(metrics.deciles.reduce((sum, { events }) => sum + events, 0)).toBeCloseTo(10, 9)
  })
})
