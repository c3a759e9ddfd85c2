import { addDays, addMonths, daysPerMonth } from '../domain/days.ts'

/** One past window: features speak for `from`, the outcome is what came in (from, to]. */
export interface WindowDays {
  from: string
  to: string
}

/** A window this many days off a whole number of months still counts as months. */
const monthTolerance = 3

/** Whole months that `days` come closest to; `null` where that is none or not close. */
export function wholeMonths(days: number): number | null {
  const months = Math.round(days / daysPerMonth)
  return months >= 1 && Math.abs(days - months * daysPerMonth) <= monthTolerance ? months : null
}

/** The day of `asOf`'s month that stands as `asOf` does (last day to last day), `months` earlier. */
function sameDay(asOf: string, months: number): string {
  const last = addDays(asOf, 1).endsWith('-01')
  return last ? addDays(addMonths(addDays(asOf, 1), -months), -1) : addMonths(asOf, -months)
}

/**
 * Past windows of `days`, latest first, none reaching beyond the start of the one after it. With `monthly`, windows of
 * whole months begin on the same day of the month as `asOf`: bills, reports and cancellations follow the calendar, and
 * a model must be learned at the point of the month at which it is used.
 */
export function* windowDays(asOf: string, days: number, monthly: boolean): Generator<WindowDays> {
  const months = monthly ? wholeMonths(days) : null
  let end = asOf
  for (let back = months ?? 0; ; back += months ?? 0) {
    let from = addDays(end, -days)
    if (months !== null) {
      from = sameDay(asOf, back)
      // Before the first window: its outcome must be complete on `asOf`.
      if (end === asOf && addDays(from, days) > asOf) from = sameDay(asOf, ++back)
    }
    const complete = addDays(from, days)
    yield { from, to: complete < end ? complete : end }
    end = from
  }
}
