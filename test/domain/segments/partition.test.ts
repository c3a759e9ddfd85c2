import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  matches, negate, segmentAbc, segmentByFields, segmentByHealthBand, segmentByValueTier, segmentClvQuadrant,
  segmentFigures, segmentLifecyclePattern, segmentLifecycleStage, segmentRfm, segmentValueRisk, withOrderTrend,
} from '../../../src/domain/segments/index.ts' // prettier-ignore
import type { Segmentation } from '../../../src/domain/segments/index.ts'
import type { CustomerTable } from '../../../src/domain/table.ts'
import type { Where } from '../../../src/domain/where.ts'
import { tableOf } from '../table-of.ts'

const maybe = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null, freq: 8 })
const customer = fc.record({
  days_since_last_order: maybe(fc.integer({ min: 0, max: 500 })),
  days_since_first_order: maybe(fc.integer({ min: 0, max: 1500 })),
  purchase_days: maybe(fc.integer({ min: 0, max: 9 })),
  revenue_total: maybe(fc.double({ min: -50, max: 5000, noNaN: true })),
  orders_90d: maybe(fc.integer({ min: 0, max: 5 })),
  orders_prior_90d: maybe(fc.integer({ min: 0, max: 5 })),
  overdue_ratio: maybe(fc.double({ min: 0, max: 6, noNaN: true })),
  clv_forward: maybe(fc.oneof(fc.constantFrom(1000, 2000), fc.double({ min: 0, max: 4000, noNaN: true }))),
  clv_current: maybe(fc.integer({ min: 0, max: 20 })),
  clv_potential: maybe(fc.integer({ min: 0, max: 20 })),
  health_score: maybe(fc.oneof(fc.constantFrom(50, 80), fc.double({ min: 0, max: 100, noNaN: true }))),
  churn_probability: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
  churned: maybe(fc.constantFrom(0, 1)),
  industry: maybe(fc.constantFrom('Technology', 'Finance', 'Energy')),
})

const tables = fc.array(customer, { minLength: 1, maxLength: 60 }).map(rows => {
  const names = Object.keys(rows[0] ?? {})
  return withOrderTrend(
    tableOf(
      Object.fromEntries(
        names.map(name => [
          name,
          rows.map(row => Object.entries(row).find(([key]) => key === name)?.[1] ?? null),
        ]),
      ) as Record<string, (number | null)[]>,
    ),
  )
})

const segmentations: Record<string, (table: CustomerTable) => Segmentation> = {
  value_tier: table => segmentByValueTier(table, 'clv_forward', { high: 2000, mid: 1000 }),
  health_band: table => segmentByHealthBand(table, 'health_score', { high: 80, medium: 50 }),
  rfm: table => segmentRfm(table, { recency: 'days_since_last_order', frequency: 'purchase_days', monetary: 'revenue_total' }),
  rfm_of_three: table =>
    segmentRfm(table, { recency: 'days_since_last_order', frequency: 'purchase_days', monetary: 'revenue_total' }, 3),
  lifecycle_stage: table => segmentLifecycleStage(table),
  lifecycle_pattern: table => segmentLifecyclePattern(table),
  clv_quadrant: table => segmentClvQuadrant(table, { current: 'clv_current', potential: 'clv_potential' }),
  value_risk: table =>
    segmentValueRisk(table, { value: 'clv_forward', risk: 'churn_probability' }, { high: 2000, mid: 1000 }),
  abc: table => segmentAbc(table, 'revenue_total'),
  fields: table => segmentByFields(table, ['industry', 'purchase_days']),
  one_field: table => segmentByFields(table, ['revenue_total']),
} // prettier-ignore

describe.each(Object.keys(segmentations))('segments by %s', name => {
  const segment = segmentations[name]

  it('put every customer into one group, and each filter selects exactly its members', () => {
    fc.assert(
      fc.property(tables, table => {
        const segmentation = segment?.(table)
        if (!segmentation) throw new Error('no segmentation')
        segmentation.codes.forEach(code => expect(segmentation.groups[code]).toBeDefined())
        segmentation.groups.forEach(({ filter }, group) => {
          expect(Array.from(matches(table, filter))).toEqual(
            Array.from(segmentation.codes, code => (code === group ? 1 : 0)),
          )
        })
        const { segments, totals } = segmentFigures(table, segmentation, {
          revenue: 'revenue_total', clv: 'clv_forward', churned: 'churned',
        }) // prettier-ignore
        const sum = (read: (figures: (typeof segments)[number]) => number | null | undefined) =>
          segments.reduce((total, figures) => total + (read(figures) ?? 0), 0)
        expect(sum(figures => figures.n)).toBe(table.n)
        expect(sum(figures => figures.revenue)).toBeCloseTo(totals.revenue ?? 0, 6)
        expect(sum(figures => figures.clv)).toBeCloseTo(totals.clv ?? 0, 6)
        expect(sum(figures => figures.churnRate?.events)).toBe(totals.churnRate?.events)
        expect(sum(figures => figures.share)).toBeCloseTo(1, 9)
      }),
      { numRuns: 60 },
    )
  })
})

describe('negate', () => {
  const leaf: fc.Arbitrary<Where> = fc.oneof(
    fc.record({
      field: fc.constant('purchase_days'),
      op: fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte'),
      value: fc.integer({ min: 0, max: 9 }),
    }),
    fc.constant<Where>({ field: 'revenue_total', op: 'between', value: [100, 900] }),
    fc.constant<Where>({ field: 'revenue_total', op: 'is_null' }),
    fc.constantFrom<Where>(
      { field: 'industry', op: 'is_null' },
      { field: 'industry', op: 'in', value: ['Energy', 'Finance'] },
      { field: 'industry', op: 'contains', value: 'n' },
      { field: 'industry', op: 'eq', value: 'Technology' },
    ),
  )
  const { where } = fc.letrec<{ where: Where }>(tie => ({
    where: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie('where'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('where'), { maxLength: 3 }) }),
    ),
  }))

  it('selects exactly the others', () => {
    fc.assert(
      fc.property(tables, where, (table, filter) => {
        const hits = matches(table, filter)
        expect(Array.from(matches(table, negate(table, filter)))).toEqual(Array.from(hits, hit => 1 - hit))
      }),
    )
  })
})
