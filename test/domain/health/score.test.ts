import { overridesInForce } from '../../../src/domain/health/overrides.ts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onCurve, withWeights } from '../../../src/domain/health/curve.ts'
import {
  activityCurve,
  crmProfile,
  healthProfiles,
  recencyCurve,
} from '../../../src/domain/health/profile.ts'
import { healthBand } from '../../../src/domain/health/score.ts'
import { scoreOne, scoreTable } from '../../../src/domain/health/score-table.ts'
import { tableOf } from '../table-of.ts'

describe('health score of one customer', () => {
  it('P11: activity 70, contact quality 50, value 60, size 40 make 59.0, medium', () => {
    const result = scoreOne(crmProfile, { activity: 70, contact_quality: 50, value: 60, size: 40 })
    expect(result).toMatchObject({
      score: expect.closeTo(59, 9),
      band: 'medium',
      coverage: expect.closeTo(1, 12),
    })
    expect(Object.fromEntries(Object.entries(result.parts).map(([name, part]) => [name, Number(part.points.toFixed(9))]))).toEqual({
      activity: 28, contact_quality: 15, value: 12, size: 4,
    }) // prettier-ignore
  })

  it('P12: bands are half-open on the unrounded score', () => {
    expect([80, 79.999, 50, 49.999].map(score => healthBand(score, crmProfile.bands))).toEqual([
      'high', 'medium', 'medium', 'low',
    ]) // prettier-ignore
  })

  it('reads the curves of METHODS 4', () => {
    expect([0, 7, 10.5, 14, 30, 60, 75, 90, 400].map(days => onCurve(recencyCurve, days))).toEqual([
      100, 90, 82.5, 75, 40, 10, 5, 0, 0,
    ]) // prettier-ignore
    expect([0, 5, 7.5, 20, 30, 99].map(count => onCurve(activityCurve, count))).toEqual([
      0, 40, 50, 85, 92.5, 100,
    ])
  })

  it('computes the dimensions from the CRM fields', () => {
    // activity (75 + 60)/2 = 67.5, contacts 80, value 65, Mid-Market 70 → 27 + 24 + 13 + 7 = 71
    const result = scoreOne(crmProfile, {
      days_since_last_activity: 14, total_activities_30d: 10, total_contacts: 5, contacts_with_email: 4,
      value_percentile: 65, account_size_segment: 'mid market',
    }) // prettier-ignore
    expect(result.score).toBeCloseTo(71, 9)
  })

  it('spreads the weight of what is missing, also of 0 contacts', () => {
    const result = scoreOne(crmProfile, {
      activity: 70, total_contacts: 0, contacts_with_email: 0, value: 60, size: 40,
    }) // prettier-ignore
    expect(result.score).toBeCloseTo((28 + 12 + 4) / 0.7, 9)
    expect(result.coverage).toBeCloseTo(0.7, 12)
    expect(result.parts['contact_quality']).toEqual({ dimension: null, weight: 0, points: 0 })
  })

  it('withholds the score below the coverage floor, and keeps it exactly there', () => {
    expect(scoreOne(crmProfile, { contact_quality: 90, size: 40 })).toMatchObject({
      score: null, band: null, coverage: 0.4, reason: 'coverage_below_floor',
    }) // prettier-ignore
    expect(scoreOne(crmProfile, { activity: 90, size: 40 }).score).toBeCloseTo(80, 9)
    expect(scoreOne(crmProfile, {}).score).toBeNull()
  })

  it('knows the other policies', () => {
    const given = { activity: 70, value: 60, size: 40 }
    expect(scoreOne({ ...crmProfile, missing: 'neutral' }, given).score).toBeCloseTo(59, 9)
    expect(scoreOne({ ...crmProfile, missing: 'zero' }, given).score).toBeCloseTo(44, 9)
    expect(() => scoreOne({ ...crmProfile, missing: 'fail' }, given)).toThrowError(
      expect.objectContaining({ code: 'missing_data' }),
    )
  })

  it('refuses what is no score and weights of no dimension', () => {
    expect(() => scoreOne(crmProfile, { activity: 170 })).toThrowError(
      expect.objectContaining({ code: 'invalid_input' }),
    )
    expect(() => withWeights(crmProfile, { charm: 1 })).toThrowError(
      expect.objectContaining({ facts: expect.objectContaining({ field: 'weights.charm' }) }),
    )
    expect(withWeights(crmProfile, { activity: 0.8 }).dimensions.map(({ weight }) => Number(weight.toFixed(6)))).toEqual([
      0.571429, 0.214286, 0.142857, 0.071429,
    ]) // prettier-ignore
  })

  it('every profile has weights that add up and a name of its own', () => {
    for (const profile of healthProfiles) {
      expect(profile.dimensions.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12)
    }
    expect(new Set(healthProfiles.map(({ name }) => name)).size).toBe(healthProfiles.length)
  })
})

describe('health scores of a table', () => {
  const table = tableOf({
    days_since_last_activity: [0, 14, 90, null],
    total_activities_30d: [40, 10, 0, null],
    total_contacts: [4, 5, 0, 2],
    contacts_with_email: [4, 4, 0, 1],
    annual_revenue: [400, 300, 100, 200],
    total_won_amount: [40, 10, 10, null],
    account_size_segment: ['Enterprise', 'Mid-Market', 'SMB', 'SMB'],
  })

  it('ranks value by tie-sharing percentile', () => {
    const { rows, fieldsUsed, inputsMissing } = scoreTable(table, crmProfile)
    // revenue ranks 87.5, 62.5, 12.5, 37.5; won amounts 83.33, 33.33, 33.33, missing
    expect(rows.map(({ parts }) => Number(parts['value']?.dimension?.toFixed(3)))).toEqual([
      85.417, 47.917, 22.917, 37.5,
    ])
    expect(rows.map(({ band }) => band)).toEqual(['high', 'medium', 'low', 'low'])
    expect(rows[3]).toMatchObject({ coverage: expect.closeTo(0.6, 12) })
    expect(fieldsUsed).toHaveLength(7)
    expect(inputsMissing).toEqual([])
  })

  it('does not depend on the order of the rows', () => {
    const scores = (order: number[]) => {
      const shuffled = {
        ...table,
        customerIds: order.map(row => table.customerIds[row] ?? ''),
        columns: table.columns.map(column =>
          column.kind === 'number'
            ? { ...column, values: Float64Array.from(order, row => column.values[row] ?? NaN) }
            : { ...column, codes: Int32Array.from(order, row => column.codes[row] ?? -1) },
        ),
      }
      const scored = scoreTable(shuffled, crmProfile)
      return Object.fromEntries(scored.customerIds.map((id, row) => [id, scored.rows[row]?.score]))
    }
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), order => {
        expect(scores(order)).toEqual(scores([0, 1, 2, 3]))
      }),
    )
  })

  it('lets a person overrule until the day is over', () => {
    const override = {
      customerId: 'c2',
      score: 85,
      author: 'owner',
      reason: 'renewed by phone',
      expiresOn: '2024-12-31',
    }
    const [, , overruled] = scoreTable(table, crmProfile, [override]).rows
    expect(overruled).toMatchObject({ score: 85, band: 'high', override })
    const [, , expired] = scoreTable(table, crmProfile, [{ ...override, expiresOn: '2024-12-30' }]).rows
    expect(expired).toMatchObject({ band: 'low', override: null })
  })
})

it('lets the last entry of a customer hold: it may run out or be taken back, and nothing older returns', () => {
  const entry = (score: number | null, setOn: string | null, expiresOn: string | null) => ({
    customerId: 'a',
    score,
    author: 'Li',
    reason: 'why',
    setOn,
    expiresOn,
  })
  const entries = [
    entry(10, null, null),
    entry(20, '2026-02-01', '2026-02-28'),
    entry(null, '2026-04-01', null),
  ]
  const holds = (day: string) => overridesInForce(entries, day).get('a')?.score
  expect(['2026-01-31', '2026-02-01', '2026-02-28', '2026-03-01', '2026-04-02'].map(holds)).toEqual([
    10,
    20,
    20,
    undefined,
    undefined,
  ])
})
