import { median } from '../quantiles.ts'
import type { TierLimits } from '../roi/tiers.ts'
import type { CustomerTable } from '../table.ts'
import { byRanges, requireNumbers, unknownGroup } from './by-ranges.ts'
import { crossSegments } from './cross.ts'
import type { Segmentation } from './segmentation.ts'
import { segmentByValueTier } from './value-tier.ts'

/**
 * The median. Where nobody lies below it (half have left and are worth nothing), the median of those above it: the
 * limit itself is on the high side, so that the median would put everybody there.
 */
function middleOf(values: Float64Array): number {
  const middle = median(values) ?? 0
  return values.some(value => value < middle)
    ? middle
    : (median(values.filter(value => value > middle)) ?? middle)
}

/**
 * Current × potential CLV: high value (both), watch (current only), growth (potential only), low value. Cut at
 * `cuts`, or at the medians of the data; the limit itself is on the high side.
 */
export function segmentClvQuadrant(
  table: CustomerTable,
  fields: { current: string; potential: string },
  cuts?: { current: number; potential: number },
): Segmentation & { cuts: { current: number; potential: number }; cutsFrom: 'given' | 'medians' } {
  const [current, potential] = [
    requireNumbers(table, fields.current),
    requireNumbers(table, fields.potential),
  ]
  const at = cuts ?? { current: middleOf(current), potential: middleOf(potential) }
  const name = (row: number): number => {
    const [now, later] = [current[row] ?? NaN, potential[row] ?? NaN]
    if (Number.isNaN(now) || Number.isNaN(later)) return 4
    return (now >= at.current ? 0 : 2) + (later >= at.potential ? 0 : 1)
  }
  const sides = (high: boolean, later: boolean) => ({
    all: [
      { field: fields.current, op: high ? 'gte' : 'lt', value: at.current },
      { field: fields.potential, op: later ? 'gte' : 'lt', value: at.potential },
    ] as const,
  })
  const text = (high: boolean, later: boolean) =>
    `${fields.current} ${high ? '≥' : '<'} ${at.current}, ${fields.potential} ${later ? '≥' : '<'} ${at.potential}`
  const group = (label: string, high: boolean, later: boolean) => ({
    name: label,
    definition: text(high, later),
    filter: sides(high, later),
  })
  return {
    by: 'clv_quadrant',
    groups: [
      group('high_value', true, true),
      group('watch', true, false),
      group('growth', false, true),
      group('low_value', false, false),
      unknownGroup([fields.current, fields.potential]),
    ],
    codes: Int32Array.from({ length: table.n }, (_, row) => name(row)),
    warnings: [],
    cuts: at,
    cutsFrom: cuts ? 'given' : 'medians',
  }
}

/** Risk in three steps, upper limits outside: low, medium, high. `field` is a churn probability, 0 to 1. */
export const segmentByRisk = (
  table: CustomerTable,
  field: string,
  cuts: { medium: number; high: number },
): Segmentation =>
  byRanges(table, 'risk', field, [
    { name: 'high risk', definition: `${field} ≥ ${cuts.high}`, low: cuts.high },
    {
      name: 'medium risk',
      definition: `${cuts.medium} ≤ ${field} < ${cuts.high}`,
      low: cuts.medium,
      high: cuts.high,
      openHigh: true,
    },
    { name: 'low risk', definition: `${field} < ${cuts.medium}`, high: cuts.medium, openHigh: true },
  ])

/** Churn probabilities from which a risk is medium and high. */
export const riskCuts = { medium: 0.3, high: 0.6 } as const

/** Value tier × risk step. */
export const segmentValueRisk = (
  table: CustomerTable,
  fields: { value: string; risk: string },
  tiers: TierLimits,
  cuts: { medium: number; high: number } = riskCuts,
): Segmentation =>
  crossSegments(
    'value_risk',
    segmentByValueTier(table, fields.value, tiers),
    segmentByRisk(table, fields.risk, cuts),
  )
