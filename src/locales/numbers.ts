import type { Language } from './messages.ts'

/** How numbers, money, shares and days are written for a reader of one language. */
export interface Formats {
  /** At most `digits` decimals (2 if left out), grouped. `null` becomes an en dash. */
  number: (value: number | null, digits?: number) => string
  /** A fraction (0.153) as a percentage (15.3 %). */
  percent: (fraction: number | null, digits?: number) => string
  /** A difference of two fractions in percentage points. */
  points: (fraction: number | null, digits?: number) => string
  /** Money in full, with its currency code or sign. */
  money: (value: number | null, currency: string | null, digits?: number) => string
  /** Large money the way the reader counts: 1.2M, 123万, 123萬. */
  shortMoney: (value: number | null, currency: string | null, digits?: number) => string
  day: (iso: string | null) => string
  /** From one day to another. */
  period: (from: string | null, to: string | null) => string
  /** Sentences one after the other, empty ones left out: Chinese puts no blank between them. */
  sentences: (parts: readonly string[]) => string
  /** Items side by side: `a, b` or `a、b`. */
  list: (items: readonly string[]) => string
  /** Clauses side by side: `a; b` or `a；b`. */
  clauses: (parts: readonly string[]) => string
}

const dash = '–'
const locales: Record<Language, string> = { en: 'en-US', 'zh-CN': 'zh-Hans-CN', 'zh-TW': 'zh-Hant-TW' }

function makeFormats(language: Language): Formats {
  const locale = locales[language]
  const cache = new Map<string, Intl.NumberFormat>()
  const format = (key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat => {
    const known = cache.get(key)
    if (known) return known
    // What rounds to nothing has no sign: “-0 %” says less than “0 %”.
    const made = new Intl.NumberFormat(locale, { signDisplay: 'negative', ...options })
    cache.set(key, made)
    return made
  }
  const number = (value: number | null, digits = 2): string =>
    value === null ? dash : format(`n${digits}`, { maximumFractionDigits: digits }).format(value)
  const money = (value: number | null, currency: string | null, digits = 2): string => {
    if (value === null) return dash
    const fraction = {
      minimumFractionDigits: Number.isInteger(value) ? 0 : digits,
      maximumFractionDigits: digits,
    }
    if (currency === null) return format(`p${digits}${Number.isInteger(value)}`, fraction).format(value)
    return format(`m${currency}${digits}${Number.isInteger(value)}`, {
      style: 'currency',
      currency,
      currencyDisplay: 'symbol',
      ...fraction,
    }).format(value)
  }
  const day = (iso: string | null): string => {
    if (iso === null) return dash
    if (language === 'en') return iso
    const [year, month, date] = iso.split('-').map(Number)
    return `${year}年${month}月${date}日`
  }
  return {
    number,
    percent: (fraction, digits = 1) =>
      fraction === null
        ? dash
        : format(`%${digits}`, { style: 'percent', maximumFractionDigits: digits }).format(fraction),
    points: (fraction, digits = 1) => {
      if (fraction === null) return dash
      const unit = language === 'en' ? ' pp' : language === 'zh-CN' ? ' 个百分点' : ' 個百分點'
      return `${number(fraction * 100, digits)}${unit}`
    },
    money,
    shortMoney: (value, currency, digits = 1) => {
      if (value === null) return dash
      if (Math.abs(value) < 10_000) return money(value, currency)
      const options: Intl.NumberFormatOptions = {
        notation: 'compact',
        maximumFractionDigits: digits,
        // Amounts side by side that need more decimals than usual have them all.
        ...(digits > 1 ? { minimumFractionDigits: digits } : {}),
        // 2,766.5萬 beside 8,424, not 2766.5萬.
        useGrouping: true,
      }
      if (currency === null) return format(`s${digits}`, options).format(value)
      return format(`s${digits}${currency}`, {
        ...options,
        style: 'currency',
        currency,
        currencyDisplay: 'symbol',
      }).format(value)
    },
    day,
    period: (from, to) => `${day(from)}${language === 'en' ? ' to ' : '至'}${day(to)}`,
    sentences: parts =>
      parts
        .map(part => part.trim())
        .filter(Boolean)
        .join(language === 'en' ? ' ' : ''),
    list: items => items.join(language === 'en' ? ', ' : '、'),
    clauses: parts => parts.join(language === 'en' ? '; ' : '；'),
  }
}

const made = new Map<Language, Formats>()

export function formats(language: Language): Formats {
  const known = made.get(language)
  if (known) return known
  const fresh = makeFormats(language)
  made.set(language, fresh)
  return fresh
}
