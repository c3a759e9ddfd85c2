import { expect, it } from 'vitest'
import { segmentClvQuadrant } from '../../../src/domain/segments/index.ts'
import { tableOf } from '../table-of.ts'

const quadrants = (current: (number | null)[], potential: (number | null)[]) =>
  segmentClvQuadrant(tableOf({ current, potential }), { current: 'current', potential: 'potential' })

it('cuts at the medians', () => {
  expect(quadrants([1, 2, 3], [10, 30, 20]).cuts).toEqual({ current: 2, potential: 20 })
})

it('cuts at the median of those who have some where half the customers are worth nothing', () => {
  const { cuts, codes } = quadrants([0, 0, 0, 4, 8, null], [0, 0, 0, 50, 90, 0])
  expect(cuts).toEqual({ current: 6, potential: 70 })
  expect([...codes]).toEqual([3, 3, 3, 3, 0, 4])
})

it('leaves everybody on one side where all have the same', () => {
  expect(quadrants([5, 5], [7, 7]).cuts).toEqual({ current: 5, potential: 7 })
})
