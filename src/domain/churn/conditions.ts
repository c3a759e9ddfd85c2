import type { CustomerTable } from '../table.ts'
import type { Condition } from '../where.ts'
import { cutValues, type NumberProfile } from './profile.ts'
import type { ScreenedColumn } from './screen-columns.ts'

/** One simple condition and the customers it selects, 32 a word. */
export interface RowSet {
  column: string
  condition: Condition
  words: Uint32Array
  n: number
  churned: number
}

export const wordsFor = (n: number) => new Uint32Array(Math.ceil(n / 32))

export function packRows(n: number, selected: (row: number) => boolean): Uint32Array {
  const words = wordsFor(n)
  for (let row = 0; row < n; row++)
    if (selected(row)) words[row >>> 5] = (words[row >>> 5] ?? 0) | (1 << (row & 31))
  return words
}

/** Set bits of a and b together (of a alone when b is left out). */
export function countBoth(a: Uint32Array, b: Uint32Array = a): number {
  let total = 0
  for (let at = 0; at < a.length; at++) {
    let word = (a[at] ?? 0) & (b[at] ?? 0)
    word -= (word >>> 1) & 0x55555555
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333)
    total += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
  }
  return total
}

export function intersect(a: Uint32Array, b: Uint32Array): Uint32Array {
  const both = new Uint32Array(a.length)
  for (let at = 0; at < a.length; at++) both[at] = (a[at] ?? 0) & (b[at] ?? 0)
  return both
}

/** Every value of a short scale; else the tenths and the outer twentieths. */
function cutsToTry(profile: NumberProfile): number[] {
  if (profile.distinct <= 20) return cutValues(profile, 20)
  const twentieths = cutValues(profile, 20)
  return [...new Set([...twentieths.slice(0, 1), ...cutValues(profile, 10), ...twentieths.slice(-1)])]
}

/**
 * Every condition worth trying on one column: below and at least each cut, each level, missing. Only those that
 * select at least `smallest` customers, not everybody, and more churn than average: the others cannot lead to risk.
 */
export function simpleConditions(
  { column, profile }: ScreenedColumn,
  table: CustomerTable,
  lost: Uint32Array,
  smallest: number,
): { sets: RowSet[]; tried: number } {
  const sets: RowSet[] = []
  let tried = 0
  const events = countBoth(lost)
  const add = (condition: Condition, selected: (row: number) => boolean) => {
    const words = packRows(table.n, selected)
    const n = countBoth(words)
    if (n < smallest || n === table.n) return
    tried++
    const inside = countBoth(words, lost)
    if (inside * table.n > events * n)
      sets.push({ column: column.name, condition, words, n, churned: inside })
  }
  const field = column.name
  if (column.kind === 'number') {
    const { values } = column
    for (const value of profile.kind === 'number' ? cutsToTry(profile) : []) {
      add({ field, op: 'lt', value }, row => (values[row] ?? NaN) < value)
      add({ field, op: 'gte', value }, row => (values[row] ?? NaN) >= value)
    }
    add({ field, op: 'is_null' }, row => !Number.isFinite(values[row] ?? NaN))
  } else {
    const { codes } = column
    for (const [code, value] of column.levels.entries())
      add({ field, op: 'eq', value }, row => codes[row] === code)
    add({ field, op: 'is_null' }, row => (codes[row] ?? -1) < 0)
  }
  return { sets, tried }
}
