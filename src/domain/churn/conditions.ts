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

/** Rows with a value below the limit, and rows with one that is not: in one pass, without a call for each row. */
function packSides(values: Float64Array, limit: number): { below: Uint32Array; above: Uint32Array } {
  const below = wordsFor(values.length)
  const above = wordsFor(values.length)
  for (let word = 0, row = 0; word < below.length; word++) {
    let low = 0
    let high = 0
    for (const end = Math.min(values.length, row + 32); row < end; row++) {
      const value = values[row] ?? Number.NaN
      if (value < limit) low |= 1 << (row & 31)
      else if (value >= limit) high |= 1 << (row & 31)
    }
    below[word] = low
    above[word] = high
  }
  return { below, above }
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

/** Set bits of all three together. */
export function countAll(a: Uint32Array, b: Uint32Array, c: Uint32Array): number {
  let total = 0
  for (let at = 0; at < a.length; at++) {
    let word = (a[at] ?? 0) & (b[at] ?? 0) & (c[at] ?? 0)
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
  const add = (condition: Condition, words: Uint32Array) => {
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
      const { below, above } = packSides(values, value)
      add({ field, op: 'lt', value }, below)
      add({ field, op: 'gte', value }, above)
    }
    add(
      { field, op: 'is_null' },
      packRows(table.n, row => !Number.isFinite(values[row] ?? NaN)),
    )
  } else {
    const { codes } = column
    for (const [code, value] of column.levels.entries())
      add(
        { field, op: 'eq', value },
        packRows(table.n, row => codes[row] === code),
      )
    add(
      { field, op: 'is_null' },
      packRows(table.n, row => (codes[row] ?? -1) < 0),
    )
  }
  return { sets, tried }
}
