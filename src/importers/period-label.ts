/** Headers that name a month, a quarter or a year: `Jan-26`, `2026年1月`, `2026-01`, `Q1 2026`, `2026`. */

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthWord = /^(jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*\.?$/

/** Sortable: 2026.01 for a month, 2026.1 for a quarter, 2026 for a year; null for anything else. */
export function readPeriod(header: string): number | null {
  const text = header.normalize('NFKC').trim().toLowerCase()
  if (text.length > 20) return null
  const numeric = /^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*月)?(?:[-/.]0?1(?: 00:00:00)?)?$/.exec(text)
  if (numeric !== null) return monthOf(Number(numeric[1]), Number(numeric[2]))
  const compact = /^(20\d{2})(0[1-9]|1[0-2])$/.exec(text)
  if (compact !== null) return monthOf(Number(compact[1]), Number(compact[2]))
  const quarter = /^(?:q([1-4])\s*[-/ ]?\s*(20\d{2})|(20\d{2})\s*[-/ ]?\s*q([1-4]))$/.exec(text)
  if (quarter !== null) return Number(quarter[2] ?? quarter[3]) + Number(quarter[1] ?? quarter[4]) / 10
  if (/^(?:19|20)\d{2}年?$/.test(text)) return Number(text.slice(0, 4))
  const parts = text.split(/[\s\-/.,']+/).filter(part => part !== '')
  const word = parts.find(part => monthWord.test(part))
  const year = parts.find(part => /^(?:20)?\d{2}$/.test(part))
  if (parts.length !== 2 || word === undefined || year === undefined) return null
  return monthOf((Number(year) % 100) + 2000, months.indexOf(word.slice(0, 3)) + 1)
}

const monthOf = (year: number, month: number): number | null =>
  month >= 1 && month <= 12 && year >= 1990 && year <= 2100 ? year + month / 100 : null
