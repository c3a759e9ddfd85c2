import { expect, it } from 'vitest'
import { programmeFigures } from '../../../src/domain/roi/programme.ts'
import type { RetentionAttempt } from '../../../src/domain/roi/programme.ts'

const attempt = (changes: Partial<RetentionAttempt>): RetentionAttempt => ({
  customerId: 'c', strategy: 'A', tier: 'high', identifiedAtHours: 0, executedAtHours: 10, executedOn: '2024-01-01',
  marketingCost: 50, offerCost: 40, labourCost: 10, responded: true, retained: false, benefit: 0,
  revenueAtRisk: 1000, revenueSaved: 0, satisfaction: null, churnedAgainOn: null, ...changes,
}) // prettier-ignore

const saved = { retained: true, benefit: 500, revenueSaved: 1000 }

it('counts every attempt, and only full follow-ups for repeat churn', () => {
  const figures = programmeFigures(
    [
      attempt({ ...saved, satisfaction: 5, churnedAgainOn: '2024-03-01' }),
      attempt({ ...saved, satisfaction: 4 }),
      attempt({ ...saved, executedOn: '2024-11-01', churnedAgainOn: '2024-11-20' }),
      attempt({ strategy: 'B', tier: 'mid', responded: false, executedAtHours: 30 }),
      attempt({ strategy: 'B', tier: 'mid', responded: false, executedAtHours: null, executedOn: null }),
    ],
    { asOf: '2024-12-01', stayRateUntreated: 0.2 },
  )
  expect(figures).toMatchObject({
    attempts: 5, saves: 3, totalCost: 500, totalBenefit: 1500, totalRoi: 2, costPerSave: 500 / 3,
    costPerIncrementalSave: 250, protectionRate: 0.6, medianHours: 10, meanSatisfaction: 4.5,
    successRate: { events: 3, n: 5 }, responseRate: { events: 3, n: 5 }, highTierSaveRate: { events: 3, n: 3 },
    inTime: { events: 3, n: 5 }, repeatChurn: { events: 1, n: 2 },
  }) // prettier-ignore
  expect(figures.successByStrategy.map(({ strategy, rate }) => [strategy, rate.events, rate.n])).toEqual([
    ['A', 3, 3],
    ['B', 0, 2],
  ])
})

it('has no figure per save where nobody was saved', () => {
  expect(programmeFigures([attempt({})], { asOf: '2024-12-01' })).toMatchObject({
    totalRoi: -1, costPerSave: null, costPerIncrementalSave: null, repeatChurn: { value: null, n: 0 },
  }) // prettier-ignore
  expect(programmeFigures([], { asOf: '2024-12-01' })).toMatchObject({ totalRoi: null, protectionRate: null })
})
