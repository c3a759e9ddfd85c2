import fc from 'fast-check'
import { expect, it } from 'vitest'
import { explainChange, findMovers } from '../../../src/domain/health/movers.ts'
import { crmProfile } from '../../../src/domain/health/profile.ts'
import { scoreOne, scoreTable } from '../../../src/domain/health/score-table.ts'
import { withWeights } from '../../../src/domain/health/curve.ts'
import { tableOf } from '../table-of.ts'

const points = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { nil: null })
const customer = fc.record({ activity: points, contact_quality: points, value: points, size: points })

it('the parts of a change add up to it exactly, whatever came or went', () => {
  fc.assert(
    fc.property(customer, customer, fc.double({ min: 0.01, max: 5, noNaN: true }), (one, two, weight) => {
      const change = explainChange(
        scoreOne(crmProfile, one),
        scoreOne(withWeights(crmProfile, { activity: weight }), two),
      )
      if (change === null) return
      const sum = change.parts.reduce((total, { byValue, byWeight }) => total + byValue + byWeight, 0)
      expect(sum + change.byOverride).toBeCloseTo(change.change, 9)
    }),
  )
})

it('a change of one dimension under full coverage is its weight times its change', () => {
  const before = scoreOne(crmProfile, { activity: 70, contact_quality: 50, value: 60, size: 40 })
  const after = scoreOne(crmProfile, { activity: 45, contact_quality: 50, value: 60, size: 40 })
  const change = explainChange(before, after)
  expect(change?.change).toBeCloseTo(-10, 9)
  expect(change?.parts[0]).toEqual({
    dimension: 'activity',
    byValue: expect.closeTo(-10, 9),
    byWeight: expect.closeTo(0, 9),
  })
})

it('finds movers, largest first, and who is on one side only', () => {
  const snapshot = (days: (number | null)[]) =>
    scoreTable(tableOf({ days_since_last_activity: days }), { ...crmProfile, coverageFloor: 0.3 })
  const result = findMovers(snapshot([0, 30, 7]), snapshot([60, 14, 7, 5]))
  expect(
    result.movers.map(({ customerId, change, bandBefore, bandAfter }) => [
      customerId,
      change,
      bandBefore,
      bandAfter,
    ]),
  ).toEqual([
    ['c0', -90, 'high', 'low'],
    ['c1', 35, 'low', 'medium'],
  ])
  expect(result).toMatchObject({ changedBand: 2, onlyBefore: 0, onlyAfter: 1 })
})

it('sets the points that people moved apart', () => {
  const override = { customerId: 'c0', score: 90, author: 'a', reason: 'r', expiresOn: null }
  const profile = { ...crmProfile, coverageFloor: 0.3 }
  const table = tableOf({ days_since_last_activity: [60] })
  const { movers } = findMovers(scoreTable(table, profile), scoreTable(table, profile, [override]))
  expect(movers[0]).toMatchObject({ change: 80, byOverride: 80 })
})
