/** What the values of one column are, from a sample: the kind, how they are written, how often they repeat. */
import type { Cell } from './read/block.ts'
import { cellText } from './read/block.ts'
import type { ColumnFormat, DateOrder } from './types.ts'
import { isBlank, isBlankMeasure } from './values/blank.ts'
import { addEvidence, decideDates, noEvidence } from './values/date-column.ts'
import type { DateDecision } from './values/date-column.ts'
import { decimalOf, parseNumber } from './values/number.ts'
import { parseBoolean } from './values/words.ts'

export interface Profile {
  kind: ColumnFormat['kind']
  format: ColumnFormat
  dates: DateDecision
  /** Numbers of the sample, as written (before unit and percent). */
  numbers: readonly number[]
  numberShare: number
  booleanShare: number
  /** Comma or point cannot be told (1,234 everywhere). */
  decimalOpen: boolean
  /** Currencies a mark in the column may mean; one entry when it is certain. */
  currencies: readonly string[]
  /** Marks that no one currency explains ($ beside €), with what each may mean; empty where one explains all. */
  mixedMarks: ReadonlyMap<string, readonly string[]>
  /** Some number of the column carries a mark, another none. */
  partlyMarked: boolean
  /** Trimmed non-blank texts of the sample. */
  texts: readonly string[]
  levels: ReadonlyMap<string, number>
  blankShare: number
  unique: boolean
  meanLength: number
  /** Whole numbers only. */
  whole: boolean
}

export interface ProfileOptions {
  dateOrder?: DateOrder | undefined
  decimal?: '.' | ',' | undefined
  excelEpoch?: 1900 | 1904 | undefined
}

export function profileColumn(cells: readonly Cell[], options: ProfileOptions): Profile {
  const values = cells
    .map(cell => (typeof cell === 'string' ? cell.trim() : cell))
    .filter(cell => cell !== null && !isBlank(cellText(cell)))
  const texts = values.map(cellText)
  const levels = new Map<string, number>()
  for (const text of texts) levels.set(text, (levels.get(text) ?? 0) + 1)
  // Every distinct value is parsed once and counts as often as it occurs.
  const distinct = new Map<Cell, number>()
  for (const value of values) distinct.set(value, (distinct.get(value) ?? 0) + 1)
  const measures = [...distinct].filter(([cell]) => !isBlankMeasure(cellText(cell)))
  const measured = measures.reduce((sum, [, count]) => sum + count, 0)
  const decided =
    options.decimal ?? decimalOf(measures.flatMap(([cell]) => (typeof cell === 'string' ? [cell] : [])))
  const decimal = decided ?? '.'
  const numbers: number[] = []
  const marked = new Map<string, readonly string[]>()
  let percent = false
  let unmarked = 0
  const evidence = noEvidence()
  for (const [cell, count] of measures) {
    const number =
      typeof cell === 'number'
        ? { value: cell, percent: false, currencies: [], mark: null }
        : typeof cell === 'string'
          ? parseNumber(cell, decimal)
          : null
    if (number !== null) {
      for (let times = 0; times < count; times++) numbers.push(number.value)
      if (number.mark === null) unmarked += count
      else marked.set(number.mark, number.currencies)
      percent ||= number.percent
    }
    if (typeof cell !== 'boolean' && cell !== null) addEvidence(evidence, cell, count)
  }
  const numberShare = measured === 0 ? 0 : numbers.length / measured
  const dates = decideDates(evidence, options.dateOrder)
  if (dates.reading.numbers === 'excel1900' && options.excelEpoch === 1904)
    dates.reading.numbers = 'excel1904'
  const words = levels.size > 60 ? 0 : [...levels.keys()].filter(text => parseBoolean(text) !== null).length
  const booleanShare = levels.size === 0 ? 0 : words / levels.size
  const kind = kindOf({ texts, levels, numberShare, booleanShare, dates, measures: measured })
  const currencies = intersect([...marked.values()])
  return {
    kind,
    format: {
      kind,
      dateOrder: dates.reading.order,
      dateNumbers: dates.reading.numbers,
      decimal,
      multiplier: 1,
      hoursPerUnit: 1,
      beyondOne: numbers.some(value => Math.abs(value) > 1.5),
      wholeIds: wholeIds(texts),
      plainDigits: texts.reduce(
        (most, text) => (/^\d+$/.test(text) && text.length < 16 ? Math.max(most, text.length) : most),
        0,
      ),
      rocYears: dates.reading.rocYears,
      percent,
      currency: null,
      negated: false,
    },
    dates,
    numbers,
    numberShare,
    booleanShare,
    decimalOpen: decided === null && kind === 'number',
    currencies,
    mixedMarks: currencies.length === 0 ? marked : new Map(),
    partlyMarked: unmarked > 0 && marked.size > 0,
    texts,
    levels,
    blankShare: cells.length === 0 ? 1 : 1 - texts.length / cells.length,
    unique: texts.length > 0 && levels.size === texts.length,
    meanLength: texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length),
    whole: numbers.every(Number.isInteger),
  }
}

interface KindFacts {
  texts: readonly string[]
  levels: ReadonlyMap<string, number>
  numberShare: number
  booleanShare: number
  dates: DateDecision
  measures: number
}

function kindOf({
  texts,
  levels,
  numberShare,
  booleanShare,
  dates,
  measures,
}: KindFacts): ColumnFormat['kind'] {
  if (texts.length === 0) return 'empty'
  const zeroOne = [...levels.keys()].every(text => text === '0' || text === '1')
  const wordy = [...levels.keys()].every(text => parseNumber(text, '.') === null)
  if (
    levels.size <= 2 &&
    booleanShare === 1 &&
    texts.length >= 2 &&
    (wordy || (zeroOne && levels.size === 2))
  )
    return 'boolean'
  if (dates.share >= 0.8 && !dates.bareNumbers) return 'date'
  if (measures > 0 && numberShare >= 0.9) {
    if (dates.bareNumbers && dates.share >= 0.95 && dates.reading.numbers === 'yyyymmdd') return 'date'
    // Codes of one length with leading zeros are names, not quantities.
    if (
      texts.some(text => /^0\d/.test(text)) ||
      texts.filter(text => /^\d{16,}$/.test(text)).length > texts.length / 2
    )
      return 'id'
    return 'number'
  }
  const alike = texts.filter(
    text => /^[\p{L}\p{N}][\p{L}\p{N}_\-./#]*$/u.test(text) && /\p{N}/u.test(text),
  ).length
  if (alike >= texts.length * 0.95 && levels.size > texts.length * 0.2 && levels.size > 20) return 'id'
  return levels.size <= Math.max(12, texts.length * 0.05) ? 'category' : 'text'
}

/** Every id a whole number that floating point has given a `.0`. */
const wholeIds = (texts: readonly string[]): boolean =>
  texts.length > 0 && texts.every(text => /^\d+\.0$/.test(text))

function intersect(lists: readonly (readonly string[])[]): readonly string[] {
  const [first, ...others] = lists
  return first === undefined ? [] : first.filter(code => others.every(list => list.includes(code)))
}
