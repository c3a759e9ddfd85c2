import { describe, expect, it } from 'vitest'
import { ascending, finiteAscending } from '../../../src/domain/ascending.ts'
import type { DesignMatrix } from '../../../src/domain/churn/encoding.ts'
import { crossProduct, layOut, linearPredictor } from '../../../src/domain/churn/normal-equations.ts'
import { eventsAmong, rankScores, risingOrder } from '../../../src/domain/churn/ranking.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'
import { weightedGram } from '../../../src/domain/churn/weighted-gram.ts'
import { buyingModel } from '../../../src/domain/clv/models.ts'
import { mbgNbdDiscounted } from '../../../src/domain/clv/mbg-nbd.ts'

const random = seeded(11)

describe('orders', () => {
  const scores = Float64Array.from({ length: 5000 }, (_, row) =>
    row % 7 === 0 ? -0 : row % 11 === 0 ? 0 : Math.round((random() - 0.5) * 400) * 1.7e-3 * 10 ** (row % 5),
  )

  it('by digits are the stable order by comparing, ties and signs of 0 included', () => {
    const compared = [...scores.keys()].sort((one, two) => (scores[one] ?? 0) - (scores[two] ?? 0))
    expect([...risingOrder(scores)]).toEqual(compared)
    expect([...risingOrder(scores.subarray(0, 300))]).toEqual(compared.filter(row => row < 300))
  })

  it('by counting are the order by comparing', () => {
    const days = Float64Array.from({ length: 3000 }, () => Math.floor(random() * 700) - 20)
    expect(ascending(days, true)).toEqual(days.toSorted())
    expect(finiteAscending(Float64Array.of(3, Number.NaN, -1, Infinity, 2))).toEqual(
      Float64Array.of(-1, 2, 3),
    )
    expect(finiteAscending(scores)).toEqual(scores.toSorted())
  })

  it('share the events out where scores tie at the edge', () => {
    const ranking = rankScores([0.9, 0.5, 0.5, 0.5, 0.1], [1, 1, 0, 0, 1])
    expect([1, 2, 4, 5].map(count => eventsAmong(ranking, count))).toEqual([1, 1 + 1 / 3, 2, 3])
  })
})

describe('sums of a design', () => {
  // Two full columns, one with gaps, three levels of which one is rare.
  const width = 6
  const rows = Array.from({ length: 97 }, (_, row) => {
    const level = row % 17 === 0 ? 5 : 3 + (row % 2)
    const gap = row % 3 === 0
    return [[0, random()], [1, random() - 0.5], ...(gap ? [] : [[2, random()]]), [level, 1]] as const
  })
  const starts = Int32Array.of(0, ...rows.map((_, at) => rows.slice(0, at + 1).flat().length))
  const design: DesignMatrix = {
    starts,
    features: Int32Array.from(rows.flat(), ([feature]) => feature ?? 0),
    values: Float64Array.from(rows.flat(), ([, value]) => value ?? 0),
    n: rows.length,
    width,
  }
  const full = rows.map(row => {
    const line = [1, ...new Array<number>(width).fill(0)]
    for (const [feature = 0, value = 0] of row) line[feature + 1] = value
    return line
  })
  const weights = Float64Array.from(rows, () => 0.05 + random())

  it('dense or sparse, are those of the whole matrix', () => {
    const layout = layOut(design)
    expect(layout.values.length).toBeGreaterThan(0)
    const gram = weightedGram(layout, weights)
    const beta = Float64Array.from({ length: width + 1 }, () => random() - 0.5)
    const product = crossProduct(layout, weights)
    const eta = linearPredictor(layout, beta)
    for (let i = 0; i <= width; i++) {
      const cross = full.reduce((sum, line, row) => sum + (line[i] ?? 0) * (weights[row] ?? 0), 0)
      expect(product[i]).toBeCloseTo(cross, 11)
      for (let j = 0; j <= width; j++) {
        const sum = full.reduce(
          (total, line, row) => total + (weights[row] ?? 0) * (line[i] ?? 0) * (line[j] ?? 0),
          0,
        )
        expect(gram[i * (width + 1) + j]).toBeCloseTo(sum, 11)
      }
    }
    for (const [row, line] of full.entries())
      expect(eta[row]).toBeCloseTo(
        line.reduce((sum, value, j) => sum + value * (beta[j] ?? 0), 0),
        11,
      )
  })
})

it('a purchase model remembers by age and repeats, one span at a time', () => {
  const parameters = { r: 0.6, alpha: 5, a: 0.8, b: 2.5 }
  const model = buyingModel('mbg_nbd', parameters)
  const spans = [
    { horizon: 52, delta: 0.002 },
    { horizon: 26, delta: 0.002 },
    { horizon: null, delta: 0.002 },
  ]
  for (const span of [...spans, ...spans])
    for (const recency of [0, 12, 30]) {
      const history = { repeats: recency === 0 ? 0 : 3, recency, age: 40 }
      expect(model.discounted(history, span)).toEqual(mbgNbdDiscounted(parameters, history, span))
    }
})
