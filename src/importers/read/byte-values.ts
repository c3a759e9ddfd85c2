/**
 * Plain numbers and ISO dates straight from bytes. Both read only the strictest forms and say so when a cell is
 * anything else; the text readers then decide. What they do read is what the text readers would have given.
 */

/** NaN when the bytes are not plain digits with at most one point and fifteen digits. */
export function byteNumber(bytes: Buffer, start: number, end: number): number {
  let at = start
  const negative = bytes[at] === 45
  if (negative) at++
  const first = at
  let mantissa = 0
  let point = -1
  for (; at < end; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit >= 0 && digit <= 9) mantissa = mantissa * 10 + digit
    else if (digit === -2 && point < 0 && at > first && at + 1 < end) point = at
    else return Number.NaN
  }
  const digits = end - first - (point < 0 ? 0 : 1)
  if (digits < 1 || digits > 15) return Number.NaN
  // One division of two exact integers rounds once, exactly as parsing the text does.
  const value = point < 0 ? mantissa : mantissa / (tens[end - point - 1] ?? 1)
  return negative && value !== 0 ? -value : value
}

const tens = Array.from({ length: 16 }, (_, power) => 10 ** power)
const daysIn = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const two = (bytes: Buffer, at: number): number => {
  const tensDigit = (bytes[at] ?? 0) - 48
  const digit = (bytes[at + 1] ?? 0) - 48
  return tensDigit < 0 || tensDigit > 9 || digit < 0 || digit > 9 ? -1 : tensDigit * 10 + digit
}

export interface ByteDate {
  day: number
  /** −1 without a time. */
  seconds: number
}

/** Reads `2023-01-05`, `2023/01/05`, `20230105` (when allowed) and `… 10:20[:30]` into `out`; false for anything else. */
export function byteDate(
  bytes: Buffer,
  start: number,
  end: number,
  compact: boolean,
  out: ByteDate,
): boolean {
  const length = end - start
  let month: number
  let day: number
  const high = two(bytes, start)
  const low = two(bytes, start + 2)
  if (high < 0 || low < 0) return false
  out.seconds = -1
  if (length === 8 && compact) {
    month = two(bytes, start + 4)
    day = two(bytes, start + 6)
  } else {
    const sign = bytes[start + 4]
    if (length < 10 || (sign !== 45 && sign !== 47) || bytes[start + 7] !== sign) return false
    month = two(bytes, start + 5)
    day = two(bytes, start + 8)
    if (length !== 10 && !byteTime(bytes, start + 10, end, sign, out)) return false
  }
  const year = high * 100 + low
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0
  if (year < 1900 || year > 2200 || month < 1 || month > 12 || day < 1 || day > (daysIn[month] ?? 0) + leap)
    return false
  out.day = civil(year, month, day)
  return true
}

function byteTime(bytes: Buffer, start: number, end: number, sign: number, out: ByteDate): boolean {
  const length = end - start
  const gap = bytes[start]
  if (
    (gap !== 32 && (gap !== 84 || sign !== 45)) ||
    (length !== 6 && length !== 9) ||
    bytes[start + 3] !== 58
  )
    return false
  const hours = two(bytes, start + 1)
  const minutes = two(bytes, start + 4)
  const seconds = length === 9 ? (bytes[start + 6] === 58 ? two(bytes, start + 7) : -1) : 0
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) return false
  out.seconds = hours * 3600 + minutes * 60 + seconds
  return true
}

/** Days since 1970-01-01 of a Gregorian date; Howard Hinnant's days_from_civil. */
function civil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  )
}
