import { expect, it } from 'vitest'
import { wholeMonths, windowDays } from '../../src/analysis/churn-model-days.ts'

const first = (count: number, ...asked: Parameters<typeof windowDays>) => {
  const found: string[] = []
  for (const { from, to } of windowDays(...asked)) {
    found.push(`${from} ${to}`)
    if (found.length === count) return found
  }
  return found
}

it('steps from month end to month end, whatever the length of the month, and never counts a day twice', () => {
  expect(first(5, '2026-03-31', 30, true)).toEqual([
    '2026-02-28 2026-03-30',
    '2026-01-31 2026-02-28',
    '2025-12-31 2026-01-30',
    '2025-11-30 2025-12-30',
    '2025-10-31 2025-11-30',
  ])
})

it('keeps the day of the month of the observation date, for two and three months too', () => {
  expect(first(3, '2026-06-17', 60, true)).toEqual([
    '2026-04-17 2026-06-16',
    '2026-02-17 2026-04-17',
    '2025-12-17 2026-02-15',
  ])
  expect(first(2, '2026-06-30', 90, true)).toEqual(['2026-03-31 2026-06-29', '2025-12-31 2026-03-31'])
})

it('puts windows of other lengths one behind the other', () => {
  expect(wholeMonths(45)).toBeNull()
  expect(first(2, '2026-06-30', 45, true)).toEqual(['2026-05-16 2026-06-30', '2026-04-01 2026-05-16'])
  expect(first(2, '2026-06-30', 30, false)).toEqual(['2026-05-31 2026-06-30', '2026-05-01 2026-05-31'])
})
