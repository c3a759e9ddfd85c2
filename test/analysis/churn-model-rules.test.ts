import { expect, it } from 'vitest'
import { ruleBands } from '../../src/analysis/churn-model-rules.ts'
import { weakSpots } from '../../src/analysis/churn-model-weak-spots.ts'
import type { CustomerTable } from '../../src/domain/table.ts'

const missing = Number.NaN

it('bands by the number of signs, and says unknown where no sign could be looked at', () => {
  const table: CustomerTable = {
    asOf: '2026-03-31',
    n: 4,
    customerIds: ['both', 'one', 'none', 'unseen'],
    columns: [
      { kind: 'number', name: 'failed_payments_90d', values: Float64Array.of(1, 2, 0, missing) },
      { kind: 'number', name: 'unresolved_tickets', values: Float64Array.of(2, 1, 0, missing) },
      { kind: 'number', name: 'csat_mean', values: Float64Array.of(missing, missing, missing, missing) },
    ],
  }
  const { band, signs, shown } = ruleBands(table, {
    kind: 'contract',
    days: 30,
    graceDays: 30,
    chosen: 'derived',
  })
  expect(band).toEqual(['high', 'medium', 'low', 'unknown'])
  expect(signs.map(({ field }) => field)).toEqual(['failed_payments_90d', 'unresolved_tickets'])
  expect(shown[1]?.map(({ field }) => field)).toEqual(['failed_payments_90d'])
})

it('names the level in which the probabilities were off, and only that one', () => {
  const n = 400
  const codes = Int32Array.from({ length: n }, (_, row) => row % 2)
  const labels = Array.from({ length: n }, (_, row) =>
    row % 2 === 0 ? (row % 4 === 0 ? 1 : 0) : row % 10 === 1 ? 1 : 0,
  )
  const scores = Array.from({ length: n }, () => 0.2)
  const table: CustomerTable = {
    asOf: '2026-03-31',
    n,
    customerIds: labels.map((_, row) => `c${row}`),
    columns: [{ kind: 'category', name: 'plan', levels: ['basic', 'pro'], codes }],
  }
  const spots = weakSpots(table, scores, labels)
  expect(spots).toHaveLength(1)
  expect(spots[0]).toMatchObject({ field: 'plan', level: 'basic', n: 200, observed: 0.5 })
  expect(spots[0]?.predicted).toBeCloseTo(0.2, 12)
})
