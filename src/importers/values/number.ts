/** Numbers as people write them: 1,234.50 · (1,234) · 1,234- · ￥1.2万 · 15% · １２３. DATA-MODEL.md 4. */
import { stripCurrency } from './currency.ts'

export interface ParsedNumber {
  value: number
  /** Written with a percent sign; `value` is the number before it. */
  percent: boolean
  /** What a currency mark may mean; empty without one. */
  currencies: readonly string[]
  /** The mark as written; null without one. */
  mark: string | null
  /** Written with a unit of its own (万, K): no unit of the header applies on top. */
  scaled: boolean
}

const plain = /^-?\d{1,15}(?:\.\d{1,15})?$/
const units: readonly [RegExp, number][] = [
  [/(?:亿|億)$/, 1e8],
  [/千(?:万|萬)$/, 1e7],
  [/(?:百万|百萬)$/, 1e6],
  [/(?:万|萬)$/, 1e4],
  [/千$/, 1e3],
  [/百$/, 1e2],
  [/(?:bn|b)$/i, 1e9],
  [/(?:mm|mn|m)$/i, 1e6],
  [/k$/i, 1e3],
]
const noMark: readonly string[] = []
/** Days, times and codes: no number has these between digits. Most cells that are no numbers go no further. */
const never = /\d[-/:]\d|^[A-Za-z](?:\d|_)/
const ascii = /^[\x21-\x7e]*$/

/** Null when the text is no number. Blank cells are the caller's business. */
export function parseNumber(text: string, decimal: '.' | ','): ParsedNumber | null {
  if (decimal === '.' && plain.test(text))
    return { value: scale(Number(text), 1), percent: false, currencies: noMark, mark: null, scaled: false }
  if (never.test(text)) return null
  let rest = ascii.test(text)
    ? text
    : text
        .normalize('NFKC')
        .trim()
        .replaceAll(/[\u2212\u2013\u2014\ufe63]/g, '-')
  let negative = false
  const takeSign = (): void => {
    const bracketed = /^\((.+)\)$/.exec(rest)
    if (bracketed?.[1] !== undefined) {
      negative = !negative
      rest = bracketed[1].trim()
    } else if (/^-./.test(rest)) {
      negative = !negative
      rest = rest.slice(1).trim()
    } else if (/.-$/.test(rest)) {
      negative = !negative
      rest = rest.slice(0, -1).trim()
    } else if (rest.startsWith('+')) rest = rest.slice(1).trim()
  }
  takeSign()
  const percent = rest.endsWith('%')
  if (percent) rest = rest.slice(0, -1).trim()
  const stripped = stripCurrency(rest)
  rest = stripped.rest
  if (stripped.currencies.length > 0 && !negative) takeSign()
  let factor = 1
  for (const [unit, times] of /\d$/.test(rest) ? [] : units) {
    if (!unit.test(rest)) continue
    rest = rest.replace(unit, '').trim()
    factor = times
    break
  }
  const value = readDigits(rest, decimal)
  if (value === null) return null
  return {
    value: scale(negative ? -value : value, factor),
    percent,
    currencies: stripped.currencies,
    mark: stripped.mark,
    scaled: factor !== 1,
  }
}

/** `value · factor` without the dust of binary fractions: 1.1 · 10000 is 11000. */
export const scale = (value: number, factor: number): number =>
  factor === 1 ? (value === 0 ? 0 : value) : Number((value * factor).toPrecision(15))

function readDigits(text: string, decimal: '.' | ','): number | null {
  const tight = text.replaceAll(/(?<=\d)[\s\u00a0\u2009\u202f'’](?=\d{3})/g, '')
  if (/^(?:\d+\.?\d*|\.\d+)e[+-]?\d{1,3}$/i.test(tight)) return finite(Number(tight))
  const [point, group] = decimal === '.' ? ['.', ','] : [',', '.']
  const parts = tight.split(point)
  const whole = parts[0] ?? ''
  const fraction = parts[1] ?? ''
  if (parts.length > 2 || !/^\d*$/.test(fraction) || whole + fraction === '') return null
  const digits = whole.includes(group) ? ungroup(whole, group) : whole
  if (digits === null || !/^\d*$/.test(digits)) return null
  return finite(Number(`${digits === '' ? '0' : digits}.${fraction === '' ? '0' : fraction}`))
}

/** Groups of three (1,234,567), of the Indian kind (12,34,567) or of four (1,2345); else no grouping at all. */
function ungroup(whole: string, group: string): string | null {
  const groups = whole.split(group)
  const [first = '', ...others] = groups
  const last = others.at(-1) ?? ''
  const three = first.length >= 1 && first.length <= 3 && others.every(part => part.length === 3)
  const indian =
    first.length <= 2 &&
    first.length >= 1 &&
    last.length === 3 &&
    others.slice(0, -1).every(part => part.length === 2)
  const four =
    first.length >= 1 && first.length <= 4 && others.length > 1 && others.every(part => part.length === 4)
  return three || indian || four ? groups.join('') : null
}

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Money in minor units, rounded half away from zero; NaN beyond what a double holds exactly. */
export function toMinor(value: number, digits: number): number {
  const scaled = value * (powers[digits] ?? 1)
  const nearest = Math.round(scaled)
  // Away from a half, binary dust cannot change the result.
  if (Math.abs(scaled - nearest) < 0.49)
    return Math.abs(nearest) <= Number.MAX_SAFE_INTEGER ? nearest + 0 : Number.NaN
  const exact = Number(scaled.toPrecision(15))
  const rounded = Math.sign(exact) * Math.round(Math.abs(exact))
  return Math.abs(rounded) <= Number.MAX_SAFE_INTEGER ? rounded + 0 : Number.NaN
}

const powers = [1, 10, 100, 1000, 10_000]

/** True when minor units cannot hold the value (1.2345 in cents). */
export const losesDigits = (value: number, minor: number, digits: number): boolean =>
  Math.abs(value * (powers[digits] ?? 1) - minor) > 1e-6 * Math.max(1, Math.abs(value))

/** Point or comma, from all values of a column; null when no value tells (1,234 everywhere). */
export function decimalOf(values: Iterable<string>): '.' | ',' | null {
  let point = 0
  let comma = 0
  let open = 0
  for (const raw of values) {
    const text = raw.normalize('NFKC').replaceAll(/[^\d.,]/g, '')
    const lastPoint = text.lastIndexOf('.')
    const lastComma = text.lastIndexOf(',')
    if (lastPoint >= 0 && lastComma >= 0) lastPoint > lastComma ? point++ : comma++
    else if (lastComma >= 0)
      text.indexOf(',') !== lastComma
        ? point++
        : text.length - lastComma === 4 && lastComma > 0 && lastComma <= 3 && !text.startsWith('0')
          ? open++
          : comma++
    else if (lastPoint >= 0)
      text.indexOf('.') !== lastPoint
        ? comma++
        : text.length - lastPoint === 4 && lastPoint <= 3 && lastPoint > 0 && !text.startsWith('0')
          ? open++
          : point++
  }
  if (point > comma) return '.'
  if (comma > point) return ','
  return open > 0 ? null : '.'
}
