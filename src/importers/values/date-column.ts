/** How a whole column writes its dates: order of day and month, years of the Republic, what bare numbers count. */
import type { DateOrder } from '../types.ts'
import { dateParts, isCode, parseDate, splitTime } from './date.ts'
import type { DateReading } from './date.ts'

/** Evidence gathered value by value, so that a whole file can be looked at with constant memory. */
export interface DateEvidence {
  dayFirst: number
  monthFirst: number
  /** Both numbers 12 or less. */
  open: number
  yearFirst: number
  rocYears: number
  shortYearFirst: number
  numeric: Map<Exclude<DateReading['numbers'], null>, number>
  /** Values that look like dates at all. */
  dates: number
  seen: number
}

export const noEvidence = (): DateEvidence => ({
  dayFirst: 0,
  monthFirst: 0,
  open: 0,
  yearFirst: 0,
  rocYears: 0,
  shortYearFirst: 0,
  numeric: new Map(),
  dates: 0,
  seen: 0,
})

const now = 2100

/** Adds one non-blank value that occurs `count` times. */
export function addEvidence(evidence: DateEvidence, raw: string | number, count = 1): void {
  evidence.seen += count
  if (typeof raw === 'string' && isCode(raw)) return
  const text = String(raw).normalize('NFKC').trim()
  if (!/^\p{N}|[\p{N}]$|年|月|午|M$/iu.test(text)) return
  if (/^\d+(?:\.\d+)?$/.test(text)) return addNumber(evidence, text, count)
  const { date } = splitTime(text)
  const three = dateParts(date)
  if (three === null) {
    if (parseDate(text, { order: null, numbers: null, rocYears: false }) !== null) evidence.dates += count
    return
  }
  const { a, b, c, aDigits, cDigits, sign } = three
  if (aDigits === 4 && b <= 12 && c <= 31) {
    evidence.yearFirst += count
    evidence.dates += count
  } else if (aDigits === 3 && b <= 12 && c <= 31 && cDigits <= 2) {
    evidence.rocYears += count
    evidence.dates += count
  } else if (cDigits === 4 && c <= now) addOrder(evidence, a, b, sign, count)
  else if (cDigits === 2 && aDigits <= 2) {
    if (a > 31 && b <= 12 && c <= 31) {
      evidence.shortYearFirst += count
      evidence.dates += count
    } else addOrder(evidence, a, b, sign, count)
  }
}

function addOrder(evidence: DateEvidence, a: number, b: number, sign: string, count: number): void {
  if (a > 31 || b > 31 || (a > 12 && b > 12) || a === 0 || b === 0) return
  evidence.dates += count
  if (a > 12 || sign === '.') evidence.dayFirst += count
  else if (b > 12) evidence.monthFirst += count
  else if (a !== b) evidence.open += count
}

function addNumber({ numeric }: DateEvidence, text: string, count: number): void {
  const value = Number(text)
  const add = (kind: Exclude<DateReading['numbers'], null>): void =>
    void numeric.set(kind, (numeric.get(kind) ?? 0) + count)
  if (
    /^\d{7,8}$/.test(text) &&
    parseDate(text, { order: null, numbers: 'yyyymmdd', rocYears: text.length === 7 }) !== null
  )
    add('yyyymmdd')
  else if (/^(?:19|20)\d{4}$/.test(text) && value % 100 >= 1 && value % 100 <= 12) add('yyyymm')
  else if (value >= 20_000 && value < 80_000) add('excel1900')
  else if (/^\d{9,10}(?:\.\d+)?$/.test(text) && value >= 3e8) add('unix_s')
  else if (/^\d{12,13}$/.test(text)) add('unix_ms')
}

export interface DateDecision {
  reading: DateReading
  /** Share of values that are dates in this reading, 0 to 1. */
  share: number
  /** Nothing in the column tells day from month. */
  ambiguous: boolean
  /** Only bare numbers, which could also be plain numbers. */
  bareNumbers: boolean
}

/** What the evidence says. `asked` is the caller's word on the order and wins. */
export function decideDates(evidence: DateEvidence, asked?: DateOrder): DateDecision {
  const { dayFirst, monthFirst, open, yearFirst, rocYears, shortYearFirst, seen } = evidence
  const best = [...evidence.numeric].sort((one, two) => two[1] - one[1])[0]
  const numbers = best?.[0] ?? null
  const roc = rocYears > 0 && yearFirst === 0
  const order: DateOrder | null =
    asked !== undefined && dayFirst + monthFirst + open > 0
      ? asked
      : shortYearFirst > 0 && !roc
        ? 'ymd'
        : dayFirst > monthFirst
          ? 'dmy'
          : monthFirst > dayFirst
            ? 'mdy'
            : null
  return {
    reading: {
      order,
      numbers,
      rocYears: roc || (numbers === 'yyyymmdd' && evidence.dates === 0 && rocYears > 0),
    },
    share: seen === 0 ? 0 : (evidence.dates + (best?.[1] ?? 0)) / seen,
    ambiguous: order === null && open > 0 && !roc,
    bareNumbers: evidence.dates === 0,
  }
}
