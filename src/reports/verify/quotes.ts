import type { Known } from './match.ts'

const rates: ReadonlySet<unknown> = new Set(['fraction', 'share', 'percent', 'relative', 'roi', '%'])
const amounts: ReadonlySet<unknown> = new Set([
  'count',
  'customers',
  'days',
  'months',
  'years',
  'ratio',
  'score',
  'points of 100',
])

/**
 * As what a figure may stand in a text that others wrote: 13.6 % is no amount of money, and a rate is no difference
 * of rates. `undefined` where the unit tells nothing.
 */
export function quotedAs(id: string, unit: unknown): Known['quotes'] {
  if (unit === 'points' || unit === 'pp') return 'points'
  // A difference of rates is on record as a fraction like any rate.
  if (rates.has(unit)) return /effect|change|difference|gain|uplift|\bece$/.test(id) ? undefined : 'rate'
  if (amounts.has(unit)) return 'amount'
  return unit === 'money' || (typeof unit === 'string' && /^[A-Z]{3}$/.test(unit)) ? 'money' : undefined
}
