import { daysPerUnit } from '../history/purchase-history.ts'
import type { TimeUnit } from '../history/purchase-history.ts'
import type { BuyingModel } from './buying-model.ts'
import type { TrackingData } from './race-data.ts'

/** Repeat purchases of the cohort up to the end of a week. */
export interface TrackedWeek {
  week: number
  /** True for weeks that the model has not seen. */
  isHoldout: boolean
  actual: number
  expected: number
}

/** Cumulative repeat purchases by week, as they were and as the model expects them of the whole cohort. */
export function trackWeekly(
  model: BuyingModel,
  { births, repeats, calibrationDays }: TrackingData,
  unit: TimeUnit,
): TrackedWeek[] {
  const days = daysPerUnit[unit]
  const known = new Map<number, number>()
  const expectedAfter = (lived: number): number => {
    const value = known.get(lived) ?? model.expectedNew(lived / days)
    known.set(lived, value)
    return value
  }
  const weeks: TrackedWeek[] = []
  let actual = 0
  for (let week = 1; 7 * week <= repeats.length; week++) {
    const end = 7 * week
    for (let day = end - 7; day < end; day++) actual += repeats[day] ?? 0
    let expected = 0
    for (let day = 0; day < Math.min(end, births.length); day++) {
      const born = births[day] ?? 0
      if (born > 0) expected += born * expectedAfter(end - day)
    }
    weeks.push({ week, isHoldout: end > calibrationDays + 1, actual, expected })
  }
  return weeks
}

/** Mean |expected − actual|/actual over the hold-out weeks; `null` without any. */
export function trackingError(weeks: readonly TrackedWeek[]): number | null {
  const seen = weeks.filter(week => week.isHoldout && week.actual > 0)
  if (seen.length === 0) return null
  return (
    seen.reduce((sum, week) => sum + Math.abs(week.expected - week.actual) / week.actual, 0) / seen.length
  )
}
