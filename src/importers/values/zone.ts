/** Times that state their offset, brought to the wall clock of the business. */
import type { ParsedDate } from './date.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

export function inZone(parsed: ParsedDate, timeZone: string): ParsedDate {
  const instant =
    (parsed.day * 86_400 + Math.max(0, parsed.seconds) - (parsed.offsetMinutes ?? 0) * 60) * 1000
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(timeZone, format)
  }
  const part = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
  const day =
    Date.UTC(part.get('year') ?? 1970, (part.get('month') ?? 1) - 1, part.get('day') ?? 1) / 86_400_000
  return {
    day,
    seconds: (part.get('hour') ?? 0) * 3600 + (part.get('minute') ?? 0) * 60 + (part.get('second') ?? 0),
    offsetMinutes: parsed.offsetMinutes,
  }
}
