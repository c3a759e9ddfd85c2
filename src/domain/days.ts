import { Fault } from '../fault.ts'

const msPerDay = 86_400_000

/** A month is 365.25/12 days everywhere in the product. */
export const daysPerMonth = 365.25 / 12

const isoPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Days since 1970-01-01 of an ISO day, or `null` when the text is not a day of the calendar. */
export function parseDay(iso: string): number | null {
  const match = isoPattern.exec(iso)
  if (!match) return null
  const days = Math.round(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / msPerDay)
  return isoDay(days) === iso ? days : null
}

/** Days since 1970-01-01; refuses what is not an ISO day (`field` names it in the fault). */
export function dayNumber(iso: string, field = 'day'): number {
  const days = parseDay(iso)
  if (days === null) throw new Fault('invalid_input', { field, problem: 'must be a day as YYYY-MM-DD' })
  return days
}

export const isoDay = (days: number): string => new Date(days * msPerDay).toISOString().slice(0, 10)

/** Days from `start` to `end`; negative when `end` comes first. */
export const daysBetween = (start: string, end: string): number => dayNumber(end) - dayNumber(start)

export const addDays = (iso: string, days: number): string => isoDay(dayNumber(iso) + days)

/** The same day of a later or earlier month; cut to the month's last day (31 January + 1 → 28 February). */
export function addMonths(iso: string, months: number): string {
  const date = new Date(dayNumber(iso) * msPerDay)
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)
  const next = new Date(first)
  const lastDay = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate()
  return isoDay(Math.round(first / msPerDay) + Math.min(date.getUTCDate(), lastDay) - 1)
}

/** First day of the month of `iso`. */
export const monthStart = (iso: string): string => isoDay(dayNumber(`${iso.slice(0, 7)}-01`))

/** First day of the week of `iso`; `weekStart` 0 is Sunday, 1 Monday (ISO), up to 6. */
export function weekStart(iso: string, firstWeekday = 1): string {
  const days = dayNumber(iso)
  const weekday = (((days + 4) % 7) + 7) % 7
  return isoDay(days - ((weekday - firstWeekday + 7) % 7))
}
