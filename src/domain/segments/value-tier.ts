import type { HealthProfile } from '../health/profile.ts'
import type { TierLimits } from '../roi/tiers.ts'
import type { CustomerTable } from '../table.ts'
import { byRanges } from './by-ranges.ts'
import type { Segmentation } from './segmentation.ts'

/** high > limits.high, mid in between with both ends, low below mid. `field` holds forward CLV. */
export const segmentByValueTier = (
  table: CustomerTable,
  field: string,
  { high, mid }: TierLimits,
): Segmentation =>
  byRanges(table, 'value_tier', field, [
    { name: 'high', definition: `${field} > ${high}`, low: high, openLow: true },
    { name: 'mid', definition: `${mid} ≤ ${field} ≤ ${high}`, low: mid, high },
    { name: 'low', definition: `${field} < ${mid}`, high: mid, openHigh: true },
  ])

/** Half-open bands of the health score. */
export const segmentByHealthBand = (
  table: CustomerTable,
  field: string,
  { high, medium }: HealthProfile['bands'],
): Segmentation =>
  byRanges(table, 'health_band', field, [
    { name: 'high', definition: `${field} ≥ ${high}`, low: high },
    { name: 'medium', definition: `${medium} ≤ ${field} < ${high}`, low: medium, high, openHigh: true },
    { name: 'low', definition: `${field} < ${medium}`, high: medium, openHigh: true },
  ])
