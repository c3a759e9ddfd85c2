/** What has been seen before: rows by a 53-bit hash of their key and a 32-bit hash of their content, 12 bytes a row. */
import type { Block } from './block.ts'
import { cellText } from './block.ts'
import { textOf } from './column-values.ts'
import type { ColumnValues } from './column-values.ts'
import { textAt } from './fast.ts'

const prime = 16777619
const basis = 2166136261
const secondSeed = 7

/** FNV-1a over UTF-8, so that bytes and strings of the same text agree. */
export function hashText(text: string, seed = basis): number {
  let hash = seed
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x80) return hashBytes(Buffer.from(text), 0, Buffer.byteLength(text), seed)
    hash = Math.imul(hash ^ code, prime)
  }
  return hash
}

function hashBytes(bytes: Buffer, start: number, end: number, seed: number): number {
  let hash = seed
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), prime)
  return hash
}

/** Hash of all cells of a record, whatever its quoting. */
export function hashRecord(block: Block, record: number, columns: number, seed = basis): number {
  const { fast } = block
  let hash = seed
  if (fast === undefined) {
    for (let column = 0; column < columns; column++)
      hash = Math.imul(hashText(cellText(block.cell(record, column)), hash) ^ 0x1f, prime)
    return hash
  }
  const { bytes, starts, ends } = fast
  for (let at = record * fast.columns, last = at + columns; at < last; at++) {
    const start = starts[at] ?? 0
    const end = ends[at] ?? 0
    hash = end >= 0 ? hashBytes(bytes, start, end, hash) : hashText(textAt(bytes, start, end), hash)
    hash = Math.imul(hash ^ 0x1f, prime)
  }
  return hash
}

/** Hashes of a record by two seeds, in one pass over its bytes where they are at hand. */
export function hashRecordTwice(
  block: Block,
  record: number,
  columns: number,
  into: { one: number; two: number },
): void {
  const { fast } = block
  if (fast === undefined) {
    into.one = hashRecord(block, record, columns)
    into.two = hashRecord(block, record, columns, secondSeed)
    return
  }
  const { bytes, starts, ends } = fast
  let one = basis
  let two = secondSeed
  for (let cell = record * fast.columns, last = cell + columns; cell < last; cell++) {
    const start = starts[cell] ?? 0
    const end = ends[cell] ?? 0
    if (end >= 0) {
      for (let at = start; at < end; at++) {
        const byte = bytes[at] ?? 0
        one = Math.imul(one ^ byte, prime)
        two = Math.imul(two ^ byte, prime)
      }
    } else {
      const text = textAt(bytes, start, end)
      one = hashText(text, one)
      two = hashText(text, two)
    }
    one = Math.imul(one ^ 0x1f, prime)
    two = Math.imul(two ^ 0x1f, prime)
  }
  into.one = one
  into.two = two
}

/** 53 bits out of two 32-bit hashes; never 0, which marks a free slot. */
export const wideHash = (one: number, two: number): number =>
  (one >>> 0) * 2_097_152 + ((two >>> 0) & 0x1fffff) + 1

/**
 * 53 bits of the texts that identify a row; null when one of them is missing. Parts of a key that are days or numbers
 * have no text: such rows are not compared.
 */
export function hashKey(
  columns: readonly (ColumnValues | undefined)[],
  record: number,
): number | null {
  let one = basis
  let two = 0x1234567
  for (const values of columns) {
    const text = values === undefined ? null : textOf(values, record)
    if (text === null) return null
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      one = Math.imul(one ^ code, prime)
      two = Math.imul(two + code, 0x5bd1e995) ^ (two >>> 13)
    }
    one = Math.imul(one ^ 0x1f, prime)
    two = Math.imul(two + 0x1f, 0x5bd1e995)
  }
  return wideHash(one, two ^ (two >>> 16))
}

export type Sighting = 'new' | 'same' | 'different' | 'unchecked'

/** Rows remembered; above it new rows are no longer checked, and the report says so. */
const limit = 4_000_000

export interface SeenRows {
  look: (key: number, content: number) => Sighting
  unchecked: () => number
}

export function createSeenRows(): SeenRows {
  let slots = 1 << 16
  let keys = new Float64Array(slots)
  let contents = new Int32Array(slots)
  let count = 0
  let skipped = 0
  const place = (key: number, content: number): Sighting => {
    // The upper 32 bits of the key are a hash of their own.
    const high = (key / 2_097_152) | 0
    let slot = (high ^ (high >>> 16)) & (slots - 1)
    for (;;) {
      const found = keys[slot]
      if (found === 0) {
        keys[slot] = key
        contents[slot] = content
        return 'new'
      }
      if (found === key) return contents[slot] === content ? 'same' : 'different'
      slot = (slot + 1) & (slots - 1)
    }
  }
  const grow = (): void => {
    const oldKeys = keys
    const oldContents = contents
    slots *= 4
    keys = new Float64Array(slots)
    contents = new Int32Array(slots)
    for (let at = 0; at < oldKeys.length; at++) {
      const key = oldKeys[at] ?? 0
      if (key !== 0) place(key, oldContents[at] ?? 0)
    }
  }
  return {
    look: (key, content) => {
      if (count >= limit) {
        skipped++
        return 'unchecked'
      }
      const sighting = place(key, content | 0)
      if (sighting === 'new' && ++count > slots * 0.6) grow()
      return sighting
    },
    unchecked: () => skipped,
  }
}
