import { describe, expect, it } from 'vitest'
import { matchingRows } from '../../../src/domain/churn/matching-rows.ts'
import { riskMatrix, worstFirst } from '../../../src/domain/health/risk-matrix.ts'
import { lowHealthTraits } from '../../../src/domain/health/traits.ts'
import { backtestHealth, suggestWeights } from '../../../src/domain/health/backtest.ts'
import { crmProfile } from '../../../src/domain/health/profile.ts'
import { seededRandom } from '../../../src/domain/random.ts'
import { tableOf } from '../table-of.ts'

/** `n` customers of a cell, `low` of them with low health. */
const cell = (industry: string | null, size: string, n: number, low: number) =>
  Array.from({ length: n }, (_, index) => ({ industry, size, low: index < low ? 1 : 0 }))

const customers = [
  ...cell('Technology', 'SMB', 100, 60),
  ...cell('Finance', 'Mid-Market', 80, 44),
  ...cell('Technology', 'Mid-Market', 120, 24),
  ...cell('Finance', 'SMB', 20, 12),
  ...cell('Energy', 'SMB', 9, 9),
  ...cell(null, 'SMB', 40, 8),
]
const table = tableOf({ industry: customers.map(row => row.industry), size: customers.map(row => row.size) })
const low = customers.map(row => row.low)

describe('risk matrix', () => {
  const matrix = riskMatrix(table, low, { rows: 'industry', columns: 'size' })

  it('puts the worst cells first, suppresses below 10 and flags below 30', () => {
    expect(
      worstFirst(matrix.cells)
        .slice(0, 2)
        .map(({ row, column }) => [row, column]),
    ).toEqual([
      ['Technology', 'SMB'],
      ['Finance', 'Mid-Market'],
    ])
    expect(matrix.cells.find(({ row }) => row === 'Energy')).toMatchObject({
      n: 9,
      suppressed: true,
      lowShare: null,
      rank: null,
    })
    expect(matrix.cells.find(({ row, column }) => row === 'Finance' && column === 'SMB')).toMatchObject({
      flagged: true,
      suppressed: false,
    })
    expect(matrix.cells.find(({ row }) => row === '(missing)')).toMatchObject({ n: 40, low: 8 })
  })

  it('counts everybody once', () => {
    expect(matrix.cells.reduce((sum, { n }) => sum + n, 0)).toBe(table.n)
    expect(matrix.overall).toMatchObject({ events: 157, n: 369 })
    for (const { n, filter } of matrix.cells) {
      expect(matchingRows(table, filter).reduce((sum, hit) => sum + hit, 0)).toBe(n)
    }
  })

  it('leaves customers without a score out and says how many', () => {
    const some = riskMatrix(
      table,
      low.map((state, row) => (row < 5 ? -1 : state)),
      { rows: 'industry', columns: 'size' },
    )
    expect(some).toMatchObject({ unscored: 5, overall: { n: 364 } })
  })

  it('names the fields it knows when asked for another', () => {
    expect(() => riskMatrix(table, low, { rows: 'sector', columns: 'size' })).toThrowError(
      expect.objectContaining({
        code: 'unknown_field',
        facts: { field: 'sector', suggestion: null, known: ['industry', 'size'] },
      }),
    )
  })
})

describe('traits of low health', () => {
  it('reports lift against the others, with counter-examples', () => {
    const [first, second] = lowHealthTraits(table, low, { scoreFields: ['size'] })
    // SMB: 89 of 169 low; others 68 of 200
    expect(first).toMatchObject({
      label: 'SMB',
      lift: { value: expect.closeTo(89 / 169 / 0.34, 9) },
      partOfScore: true,
    })
    // Finance: 56 of 100 low; others 101 of 269
    expect(second).toMatchObject({
      field: 'industry', label: 'Finance', n: 100, lift: { value: expect.closeTo(56 / 100 / (101 / 269), 9) },
      shareOfLow: expect.closeTo(56 / 157, 9), partOfScore: false, counterExample: { n: 44 },
    }) // prettier-ignore
    expect(second?.counterExample.customerIds).toHaveLength(3)
  })

  it('finds nothing where there is nothing', () => {
    const even = customers.map((_, index) => index % 2)
    expect(lowHealthTraits(table, even)).toEqual([])
  })
})

describe('back-test', () => {
  it('counts pairs by hand', () => {
    // churned 10 and 60, retained 50, 60, 90: wins 3 + 0 + ½ + 1 of 6
    expect(backtestHealth([10, 60, 50, 60, 90], [1, 1, 0, 0, 0], crmProfile.bands)).toMatchObject({
      n: 5, churned: 2, auc: expect.closeTo(4.5 / 6, 12), liftAt10: 2.5, ordered: true,
    }) // prettier-ignore
    expect(backtestHealth([1, 2], [0, 0], crmProfile.bands).auc).toBeNull()
  })

  it('suggests the weights that the data were made with', () => {
    const random = seededRandom(3)
    const dimensions = Array.from({ length: 4 }, () =>
      Float64Array.from({ length: 4000 }, () => 100 * random()),
    )
    const churned = Float64Array.from({ length: 4000 }, (_, row) => {
      const risk =
        (3 * (0.7 * (50 - (dimensions[0]?.[row] ?? 0)) + 0.3 * (50 - (dimensions[2]?.[row] ?? 0)))) / 50 - 1
      return random() < 1 / (1 + Math.exp(-risk)) ? 1 : 0
    })
    const ids = Array.from({ length: 4000 }, (_, row) => `c${row}`)
    const { weights, auc, aucNow, gain } = suggestWeights(crmProfile, dimensions, churned, ids)
    expect(weights['activity']).toBeCloseTo(0.7, 1)
    expect(weights['value']).toBeCloseTo(0.3, 1)
    expect((weights['contact_quality'] ?? 1) + (weights['size'] ?? 1)).toBeLessThan(0.06)
    expect((auc ?? 0) - (aucNow ?? 1)).toBeCloseTo(gain.value ?? 0, 12)
    expect(gain.low ?? 0).toBeGreaterThan(0)
    expect(() => suggestWeights(crmProfile, dimensions, new Float64Array(4000), ids)).toThrowError(
      expect.objectContaining({ code: 'not_enough_data' }),
    )
  })

  it('claims nothing for weights learned from noise: judged on customers they had not seen', () => {
    const random = seededRandom(11)
    const n = 1200
    const dimensions = Array.from({ length: 4 }, () => Float64Array.from({ length: n }, () => 100 * random()))
    const churned = Float64Array.from({ length: n }, () => (random() < 0.2 ? 1 : 0))
    const ids = Array.from({ length: n }, (_, row) => `c${row}`)
    const { weights, auc, gain } = suggestWeights(crmProfile, dimensions, churned, ids)
    expect(Object.values(weights).every(weight => weight >= 0 && weight <= 1)).toBe(true)
    expect(Object.values(weights).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
    expect(Math.abs((auc ?? 0) - 0.5)).toBeLessThan(0.06)
    expect(gain.low ?? 1).toBeLessThan(0)
    // The order of the rows changes nothing.
    const back = <Values extends { toReversed: () => Values }>(values: Values): Values => values.toReversed()
    const turned = suggestWeights(crmProfile, dimensions.map(back), back(churned), back(ids))
    expect(turned.auc).toBeCloseTo(auc ?? 0, 9)
  })
})
