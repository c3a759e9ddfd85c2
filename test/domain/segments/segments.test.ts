import { describe, expect, it } from 'vitest'
import {
  gini, matches, rfmMap, rfmName, segmentAbc, segmentFigures, segmentLifecyclePattern, segmentLifecycleStage, segmentRfm,
} from '../../../src/domain/segments/index.ts' // prettier-ignore
import { tableOf } from '../table-of.ts'

describe('RFM', () => {
  it('names each of the 125 codes once', () => {
    const fifths = [1, 2, 3, 4, 5]
    for (const r of fifths) {
      for (const f of fifths) {
        for (const m of fifths) {
          const inside = rfmMap.filter(
            box =>
              r >= box.r[0] &&
              r <= box.r[1] &&
              f >= box.f[0] &&
              f <= box.f[1] &&
              m >= box.m[0] &&
              m <= box.m[1],
          )
          expect(inside).toHaveLength(1)
          expect(rfmName(r, f, m)).toBe(inside[0]?.name)
        }
      }
    }
    expect([rfmName(5, 5, 5), rfmName(1, 5, 5), rfmName(1, 1, 1), rfmName(5, 1, 1)]).toEqual([
      'champions', 'cannot_lose', 'lost', 'new_customers',
    ]) // prettier-ignore
    expect(() => rfmName(0, 1, 1)).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  })

  it('gives identical customers identical scores and reports uneven bins', () => {
    const table = tableOf({
      days: [1, 1, 1, 50, 50, 100, 100, 200, 300, 400],
      orders: [1, 1, 1, 1, 1, 1, 2, 3, 4, 9],
      money: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100],
    })
    const { scores, binSizes } = segmentRfm(table, {
      recency: 'days',
      frequency: 'orders',
      monetary: 'money',
    })
    // percent ranks of frequency: six at 0, then 6/9, 7/9, 8/9, 9/9
    expect(Array.from(scores.frequency)).toEqual([1, 1, 1, 1, 1, 1, 4, 4, 5, 5])
    expect(Array.from(scores.recency)).toEqual([4, 4, 4, 3, 3, 2, 2, 2, 1, 1])
    expect(binSizes.filter(({ dimension }) => dimension === 'frequency').map(({ score, n }) => [score, n])).toEqual([
      [1, 6], [4, 2], [5, 2],
    ]) // prettier-ignore
  })
})

describe('ABC', () => {
  it('cuts where the share before a customer passes 80 and 95 %', () => {
    const table = tableOf({ revenue: [500, 200, 100, 100, 50, 30, 10, 10, 0, -20, null] })
    const { codes, groups, gini: inequality } = segmentAbc(table, 'revenue')
    // of 1,000: A to 800, the tied 100s stay together, B to 950, C the rest
    expect(Array.from(codes, code => groups[code]?.name)).toEqual([
      'A',
      'A',
      'A',
      'A',
      'B',
      'C',
      'C',
      'C',
      'C',
      'C',
      'unknown',
    ])
    expect(inequality).toBeCloseTo(gini([500, 200, 100, 100, 50, 30, 10, 10, 0, -20]) ?? NaN, 12)
  })

  it('measures inequality', () => {
    expect(gini([1, 1, 1, 1])).toBe(0)
    expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12)
    expect(gini([1, 2, 3, 4])).toBeCloseTo(0.25, 12)
    expect(gini([0, 0])).toBeNull()
  })
})

describe('lifecycle', () => {
  const table = tableOf({
    purchase_days: [1, 2, 4, 8, 8, 1, 0, null, 3, 6],
    days_since_first_order: [20, 90, 200, 900, 900, 400, null, null, 300, 300],
    days_since_last_order: [20, 10, 15, 30, 500, 400, null, null, 250, 20],
    overdue_ratio: [null, 0.2, 0.3, 0.3, 8, null, null, null, 5, 0.4],
  })
  const names = (segmentation: { codes: Int32Array; groups: readonly { name: string }[] }) =>
    Array.from(segmentation.codes, code => segmentation.groups[code]?.name)

  it('reads the stage from pace, age and count', () => {
    expect(names(segmentLifecycleStage(table))).toEqual([
      'exploration', 'exploration', 'formation', 'stability', 'decline', 'decline', 'no_purchase', 'no_purchase',
      'decline', 'formation',
    ]) // prettier-ignore
  })

  it('reads how relationships end', () => {
    expect(names(segmentLifecyclePattern(table))).toEqual([
      'open', 'open', 'open', 'long_term', 'early_exit', 'early_abortion', 'no_purchase', 'no_purchase',
      'mid_term_abortion', 'open',
    ]) // prettier-ignore
  })

  it('says what it needs', () => {
    expect(() => segmentLifecycleStage(tableOf({ industry: ['a'] }))).toThrowError(
      expect.objectContaining({
        code: 'missing_data',
        facts: expect.objectContaining({ needed: 'purchase_days' }),
      }),
    )
  })
})

it('figures: revenue, CLV and churn of known outcomes only', () => {
  const table = tableOf({
    group: ['a', 'a', 'b'],
    money: [10, 30, 60],
    value: [1, null, 5],
    left: [1, null, 0],
  })
  const segmentation = {
    by: 'group', codes: Int32Array.from([0, 0, 1]), warnings: [],
    groups: ['a', 'b', 'c'].map(name => ({ name, definition: name, filter: { field: 'group', op: 'eq', value: name } as const })),
  } // prettier-ignore
  const { segments, totals } = segmentFigures(table, segmentation, {
    revenue: 'money',
    clv: 'value',
    churned: 'left',
  })
  expect(segments).toMatchObject([
    {
      name: 'a',
      n: 2,
      share: 2 / 3,
      revenue: 40,
      revenueShare: 0.4,
      clv: 1,
      meanClv: 1,
      churnRate: { events: 1, n: 1 },
      flagged: true,
    },
    { name: 'b', n: 1, revenue: 60, clv: 5, churnRate: { events: 0, n: 1 } },
  ])
  expect(totals).toMatchObject({ n: 3, revenue: 100, clv: 6, churnRate: { events: 1, n: 2 } })
  expect(() => matches(table, { field: 'nothing', op: 'is_null' })).toThrowError(
    expect.objectContaining({ code: 'unknown_field' }),
  )
})
