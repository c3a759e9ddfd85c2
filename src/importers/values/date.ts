/** Dates as people write them. One reader for a cell; `date-column.ts` decides how the whole column is written. */
import type { DateOrder } from '../types.ts'

export interface ParsedDate {
  /** Days since 1970-01-01. */
  day: number
  /** Seconds of the day; -1 when the cell had no time. */
  seconds: number
  /** Minutes east of UTC that the cell states; null when it states none. */
  offsetMinutes: number | null
}

export interface DateReading {
  order: DateOrder | null
  numbers: 'yyyymmdd' | 'yyyymm' | 'excel1900' | 'excel1904' | 'unix_s' | 'unix_ms' | null
  rocYears: boolean
}

/** Three numbers in a row, and what they may be. */
export interface DateParts {
  a: number
  b: number
  c: number
  /** Digits of a, for telling years from days. */
  aDigits: number
  cDigits: number
  sign: string
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const parts = /^(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})$/
const hanzi = /^(民[國国]|中[華华]民[國国])?\s*(\d{1,4})\s*年\s*(\d{1,2})\s*月(?:\s*(\d{1,2})\s*[日号號])?$/
const yearMonth = /^(\d{4})[-/.](\d{1,2})$|^(\d{1,2})\/(\d{4})$/
const dayMonthName = /^(\d{1,2})[\s-]*([a-z]{3,9})\.?[\s,-]*(\d{4}|\d{2})$/i
const nameYear = /^([a-z]{3,9})\.?[\s,'’-]*(?:(\d{4})|['’](\d{2})|(?<=-)(2[0-7]))$/i
const rocMonth = /^(1[0-3]\d)[-/.](\d{1,2})$/
const monthNameDay = /^([a-z]{3,9})\.?[\s-]*(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+(\d{4})$/i
const time =
  /^(?:(上午|下午|早上|晚上|中午|凌晨|am|pm)\s*)?(\d{1,2})(?:[:：時时点點](\d{1,2}))?(?:[:：分](\d{1,2}))?(?:[.,]\d{1,9})?\s*[秒分]?\s*(am|pm|a\.m\.|p\.m\.)?\s*(z|utc|gmt|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i

/** Days since 1970-01-01 of a date of the Gregorian calendar; null for 30 February. Years 1900 to 2200. */
export function dayNumber(year: number, month: number, day: number): number | null {
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > 31) return null
  const milliseconds = Date.UTC(year, month - 1, day)
  return new Date(milliseconds).getUTCDate() === day ? milliseconds / 86_400_000 : null
}

/** Splits `2023-01-05T10:20:30Z` into its date and its time. */
export function splitTime(text: string): { date: string; time: string } {
  const iso = /^(\d{4}-?\d{2}-?\d{2})[Tt](\d{2}.*)$/.exec(text)
  if (iso?.[1] !== undefined && iso[2] !== undefined) return { date: iso[1], time: iso[2] }
  const cut =
    /[日号號]\s*(?=\d|上|下|早|晚|中|凌)|\s+(?=\d{1,2}[:：時时点點])|\s+(?=(?:上午|下午|早上|晚上|中午|凌晨|am|pm)\s*\d)|(?<=\d)(?=上午|下午)/i.exec(
      text,
    )
  if (cut === null) return { date: text, time: '' }
  const end = cut.index + (/^[日号號]/.test(cut[0]) ? 1 : 0)
  return { date: text.slice(0, end).trim(), time: text.slice(cut.index + cut[0].length).trim() }
}

/** The three numbers of `5/1/2023`; null for anything else. */
export function dateParts(date: string): DateParts | null {
  const match = parts.exec(date)
  if (match === null) return null
  const [, a = '', sign = '', b = '', c = ''] = match
  return { a: Number(a), b: Number(b), c: Number(c), aDigits: a.length, cDigits: c.length, sign }
}

/** A letter and a digit begin ids, never a date: most cells that are no dates go no further. */
export const isCode = (text: string): boolean => /^[A-Za-z]\d/.test(text)

/** Null when the text is no date in this reading. */
export function parseDate(raw: string | number, reading: DateReading): ParsedDate | null {
  if (typeof raw === 'number') return fromNumber(raw, reading.numbers)
  if (isCode(raw)) return null
  const text = raw.normalize('NFKC').trim()
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return fromDigits(text, reading)
  const split = splitTime(
    text
      .replace(/^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+/i, '')
      .replace(/[((]?(?:星期|週|周|礼拜)[一二三四五六日天][))]?/u, ' ')
      .trim(),
  )
  const day = readDay(split.date.replace(/,$/, ''), reading)
  if (day === null) return null
  if (split.time === '') return { day, seconds: -1, offsetMinutes: null }
  const clock = readTime(split.time)
  return clock === null
    ? null
    : {
        day: day + Math.floor(clock.seconds / 86_400),
        seconds: clock.seconds % 86_400,
        offsetMinutes: clock.offsetMinutes,
      }
}

function readDay(date: string, { order, rocYears }: DateReading): number | null {
  const three = dateParts(date)
  if (three !== null) return fromParts(three, order, rocYears)
  const chinese = hanzi.exec(date)
  if (chinese !== null) {
    const [, era, y = '', m = '', d = '1'] = chinese
    const year = Number(y)
    return dayNumber(era !== undefined || year < 1000 ? year + 1911 : year, Number(m), Number(d))
  }
  const month = yearMonth.exec(date)
  if (month !== null) return dayNumber(Number(month[1] ?? month[4]), Number(month[2] ?? month[3]), 1)
  const named = dayMonthName.exec(date)
  if (named !== null) return fromName(named[3] ?? '', named[2] ?? '', named[1] ?? '')
  const roc = rocMonth.exec(date)
  if (roc !== null) return dayNumber(Number(roc[1]) + 1911, Number(roc[2]), 1)
  // `Jan-25` is how spreadsheets print a month; days without a year would end past 27 sooner or later.
  const monthly = nameYear.exec(date)
  if (monthly !== null) return fromName(monthly[2] ?? monthly[3] ?? monthly[4] ?? '', monthly[1] ?? '', '1')
  const american = monthNameDay.exec(date)
  return american === null ? null : fromName(american[3] ?? '', american[1] ?? '', american[2] ?? '')
}

const fromName = (year: string, name: string, day: string): number | null =>
  dayNumber(
    year.length === 2 ? century(Number(year)) : Number(year),
    months.indexOf(name.slice(0, 3).toLowerCase()) + 1,
    Number(day),
  )

const century = (year: number): number => (year < 70 ? 2000 + year : 1900 + year)

function fromParts(
  { a, b, c, aDigits, cDigits, sign }: DateParts,
  order: DateOrder | null,
  rocYears: boolean,
): number | null {
  if (aDigits === 4) return cDigits <= 2 ? dayNumber(a, b, c) : null
  if (aDigits === 3 || (rocYears && cDigits <= 2)) return dayNumber(a + 1911, b, c)
  if (cDigits === 3) return null
  if (order === 'ymd') return cDigits > 2 ? null : dayNumber(century(a), b, c)
  const year = cDigits === 4 ? c : century(c)
  const known = order ?? (sign === '.' || a > 12 ? 'dmy' : b > 12 ? 'mdy' : null)
  if (known === null) return null
  return known === 'dmy' ? dayNumber(year, b, a) : dayNumber(year, a, b)
}

function readTime(text: string): { seconds: number; offsetMinutes: number | null } | null {
  const match = time.exec(text)
  if (match === null) return null
  const [, before, h = '', m = '0', s = '0', after, zone] = match
  const half = (before ?? after ?? '').toLowerCase().replaceAll('.', '')
  let hours = Number(h)
  if (/^(下午|晚上|pm)$/.test(half) && hours < 12) hours += 12
  if (half === '中午' && hours < 3) hours += 12
  if (/^(上午|早上|凌晨|am)$/.test(half) && hours === 12) hours = 0
  if (hours > 24 || Number(m) > 59 || Number(s) > 60 || (hours === 24 && Number(m) + Number(s) > 0))
    return null
  return {
    seconds: hours * 3600 + Number(m) * 60 + Math.min(Number(s), 59),
    offsetMinutes: zone === undefined ? null : offset(zone),
  }
}

function offset(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone)
  return match === null ? 0 : (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0))
}

function fromDigits(text: string, reading: DateReading): ParsedDate | null {
  if (reading.numbers === 'yyyymmdd' || (reading.numbers === null && /^(?:19|20)\d{6}$/.test(text))) {
    const roc = text.length === 7 && reading.rocYears
    const match = roc ? /^(\d{3})(\d{2})(\d{2})$/.exec(text) : /^(\d{4})(\d{2})(\d{2})$/.exec(text)
    const day =
      match === null
        ? null
        : dayNumber(Number(match[1]) + (roc ? 1911 : 0), Number(match[2]), Number(match[3]))
    return day === null ? null : { day, seconds: -1, offsetMinutes: null }
  }
  if (/^(?:19|20)\d{12}$/.test(text) && reading.numbers === null) {
    const day = dayNumber(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6, 8)))
    const seconds =
      Number(text.slice(8, 10)) * 3600 + Number(text.slice(10, 12)) * 60 + Number(text.slice(12))
    return day === null || seconds >= 86_400 ? null : { day, seconds, offsetMinutes: null }
  }
  return fromNumber(Number(text), reading.numbers)
}

function fromNumber(value: number, numbers: DateReading['numbers']): ParsedDate | null {
  if (!Number.isFinite(value)) return null
  if (numbers === 'yyyymm') {
    const day = dayNumber(Math.floor(value / 100), value % 100, 1)
    return day === null ? null : { day, seconds: -1, offsetMinutes: null }
  }
  if (numbers === 'yyyymmdd')
    return Number.isInteger(value)
      ? fromDigits(String(value), { order: null, numbers, rocYears: false })
      : null
  if (numbers === 'unix_s' || numbers === 'unix_ms') {
    const seconds = Math.floor(numbers === 'unix_s' ? value : value / 1000)
    const day = Math.floor(seconds / 86_400)
    return day < -25_567 || day > 84_006 ? null : { day, seconds: seconds - day * 86_400, offsetMinutes: 0 }
  }
  if (numbers === 'excel1900' || numbers === 'excel1904') return fromSerial(value, numbers)
  return null
}

/** Excel's day 1 is 1900-01-01, with a 29 February 1900 that never was; Excel for Mac once began in 1904. */
function fromSerial(value: number, system: 'excel1900' | 'excel1904'): ParsedDate | null {
  if (value < 1 || value > 110_000) return null
  const whole = Math.floor(value)
  const seconds = Math.round((value - whole) * 86_400)
  const base = system === 'excel1904' ? -24_107 : whole < 60 ? -25_568 : -25_569
  const day = base + whole + (seconds === 86_400 ? 1 : 0)
  return { day, seconds: value === whole ? -1 : seconds % 86_400, offsetMinutes: null }
}
