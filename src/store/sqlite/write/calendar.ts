import { isoDay } from '../../../domain/days.ts'
import type { Sql } from '../sql.ts'

/** year × 12 + month − 1 of a day number. */
export function monthOfDay(day: number): number {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

/** ISO week as year × 100 + week. */
export function isoWeekOfDay(day: number): number {
  const weekday = (((day + 3) % 7) + 7) % 7
  const thursday = day - weekday + 3
  const year = new Date(thursday * 86_400_000).getUTCFullYear()
  const firstDay = Date.UTC(year, 0, 1) / 86_400_000
  return year * 100 + Math.floor((thursday - firstDay) / 7) + 1
}

/** The calendar holds every day that transactions stand on. */
export function extendCalendar(sql: Sql, days: Iterable<number>): void {
  const insert = sql.prepare('INSERT OR IGNORE INTO calendar (day, ym, iso_week, iso) VALUES (?, ?, ?, ?)')
  for (const day of days) insert.run([day, monthOfDay(day), isoWeekOfDay(day), isoDay(day)])
}
