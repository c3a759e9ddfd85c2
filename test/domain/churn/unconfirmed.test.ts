import { expect, it } from 'vitest'
import { unconfirmedConditions } from '../../../src/domain/churn/unconfirmed.ts'
import { asTable, categoryColumn, numberColumn, plantedCustomers } from './planted.ts'

it('names what comes nearest in small data, with exposure and both rates counted by hand', () => {
  // 16 of 40 churned: 10 of 20 in the north, 6 of 20 in the south. The second column says nothing.
  const churned = Uint8Array.from({ length: 40 }, (_, row) =>
    row < 20 ? (row < 10 ? 1 : 0) : row < 26 ? 1 : 0,
  )
  const table = asTable(40, [
    categoryColumn(
      'branch',
      Array.from({ length: 40 }, (_, row) => (row < 20 ? 'north' : 'south')),
    ),
    numberColumn(
      'same',
      Array.from({ length: 40 }, (_, row) => row % 2),
    ),
  ])
  const [first] = unconfirmedConditions(table, churned)
  expect(first).toMatchObject({ name: 'branch', where: { field: 'branch', op: 'eq', value: 'north' } })
  expect(first?.rateExposed).toMatchObject({ value: 0.5, n: 20 })
  expect(first?.rateOthers).toMatchObject({ value: 0.3, n: 20 })
  expect(first?.exposureChurned.value).toBeCloseTo(10 / 16, 12)
  expect(first?.exposureRetained.value).toBeCloseTo(10 / 24, 12)
  expect(first?.lift).toBeCloseTo(1.25, 12)
  expect(first?.pValue).toBeGreaterThan(0.05)
})

it('names nothing that is a driver, and nothing where nobody or everybody churned', () => {
  const { table, churned } = plantedCustomers(1500, 7)
  const names = unconfirmedConditions(table, churned).map(({ name }) => name)
  expect(names).not.toContain('active_days')
  expect(unconfirmedConditions(table, new Uint8Array(table.n))).toEqual([])
})
