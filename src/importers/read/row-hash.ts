/** What has been seen before: rows by a 53-bit hash of their key and, where it is told, a 32-bit hash of their content. */
import type { Block } from './block.ts'
import { cellText } from './block.ts'
import type { ReadColumn } from './assemble-batch.ts'
import { ok, textOf } from './column-values.ts'
import type { ColumnValues } from './column-values.ts'
import { textAt } from './fast.ts'

const prime = 16777619
const basis = 2166136261

/** Two hashes of 32 bits. */
export interface TwoHashes {
  one: number
  two: number
}

/** Hashes of all cells of a record, whatever its quoting, over four bytes of UTF-8 at a time. */
export function hashRecord(block: Block, record: number, columns: number, into: TwoHashes): void {
  const { fast } = block
  into.one = basis
  into.two = 7
  if (fast === undefined) {
    for (let column = 0; column < columns; column++) hashText(cellText(block.cell(record, column)), into)
  } else {
    const { bytes, view, starts, ends } = fast
    for (let cell = record * fast.columns, last = cell + columns; cell < last; cell++) {
      const start = starts[cell] ?? 0
      const end = ends[cell] ?? 0
      if (end >= 0) hashBytes(view, start, end, into)
      else hashText(textAt(bytes, start, end), into)
    }
  }
  into.one = spread(into.one)
  into.two = spread(into.two)
}

/** Hashes of many rows, one pair each. */
export interface RowHashes {
  ones: Int32Array
  twos: Int32Array
}

/**
 * Hashes of the records `rows`. Where every column of the file has been read into numbers, days and codes, these tell
 * rows apart; else the cells do.
 */
export function hashRows(
  block: Block,
  columns: readonly ReadColumn[],
  rows: Int32Array,
  width: number,
): RowHashes {
  const n = rows.length
  const ones = new Int32Array(n).fill(basis)
  const twos = new Int32Array(n).fill(7)
  const into = { one: 0, two: 0 }
  const found = new Set(columns.map(({ planned }) => planned.guess.index))
  if (found.size < width || columns.some(({ values }) => values.kind === 'text' && values.codes === null)) {
    for (let at = 0; at < n; at++) {
      hashRecord(block, rows[at] ?? 0, width, into)
      ones[at] = into.one
      twos[at] = into.two
    }
    return { ones, twos }
  }
  for (const { planned, values } of columns) {
    for (const words of wordsOf(values)) mixWords(words, values.state, rows, ones, twos)
    for (let at = 0; at < n; at++) {
      const row = rows[at] ?? 0
      if (values.state[row] === ok) continue
      into.one = ones[at] ?? 0
      into.two = twos[at] ?? 0
      // What could not be read may be anything: its own letters tell.
      hashText(cellText(block.cell(row, planned.guess.index)), into)
      ones[at] = into.one
      twos[at] = into.two
    }
  }
  for (let at = 0; at < n; at++) {
    ones[at] = spread(ones[at] ?? 0)
    twos[at] = spread(twos[at] ?? 0)
  }
  return { ones, twos }
}

/** The values of a column as integers: each list holds one or two for a row. */
function wordsOf({ kind, codes, days, hasTime, seconds, numbers }: ColumnValues): Int32Array[] {
  if (kind === 'text') return codes === null ? [] : [codes]
  if (kind === 'day') return hasTime ? [days, seconds] : [days]
  return [new Int32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2)]
}

function mixWords(
  words: Int32Array,
  state: Uint8Array,
  rows: Int32Array,
  ones: Int32Array,
  twos: Int32Array,
): void {
  const step = words.length / state.length
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0
    if (state[row] !== ok) continue
    let one = ones[at] ?? 0
    let two = twos[at] ?? 0
    for (let place = row * step, end = place + step; place < end; place++) {
      const word = words[place] ?? 0
      const mixed = Math.imul(word, 0xcc9e2d51)
      one ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593)
      one = (Math.imul((one << 13) | (one >>> 19), 5) + 0xe6546b64) | 0
      two = Math.imul(two ^ word, 0x85ebca6b)
      two ^= two >>> 13
    }
    ones[at] = one
    twos[at] = two
  }
}

function hashBytes(view: DataView, start: number, end: number, into: TwoHashes): void {
  let { one, two } = into
  let at = start
  for (; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true)
    const mixed = Math.imul(word, 0xcc9e2d51)
    one ^= Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593)
    one = (Math.imul((one << 13) | (one >>> 19), 5) + 0xe6546b64) | 0
    two = Math.imul(two ^ word, 0x85ebca6b)
    two ^= two >>> 13
  }
  // The length closes a cell, so that "ab,c" and "a,bc" differ.
  let rest = (end - start) << 24
  for (; at < end; at++) rest = Math.imul(rest, 257) ^ view.getUint8(at)
  one = (Math.imul(one ^ Math.imul(rest, 0xcc9e2d51), 5) + 0xe6546b64) | 0
  one = (one << 13) | (one >>> 19)
  two = Math.imul(two ^ rest, 0xc2b2ae35)
  into.one = one
  into.two = two ^ (two >>> 16)
}

const scratch = Buffer.alloc(1 << 16)
const scratchView = new DataView(scratch.buffer, scratch.byteOffset, scratch.length)

function hashText(text: string, into: TwoHashes): void {
  if (text.length * 3 <= scratch.length) {
    hashBytes(scratchView, 0, scratch.write(text), into)
    return
  }
  const bytes = Buffer.from(text)
  hashBytes(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0, bytes.length, into)
}

/** Every bit of a hash into every other (the finish of MurmurHash 3). */
function spread(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** 53 bits out of two 32-bit hashes; never 0, which marks a free slot. */
export const wideHash = (one: number, two: number): number =>
  (one >>> 0) * 2_097_152 + ((two >>> 0) & 0x1fffff) + 1

/**
 * 53 bits of the texts that identify a row; null when one of them is missing. Parts of a key that are days or numbers
 * have no text: such rows are not compared.
 */
export function hashKey(columns: readonly (ColumnValues | undefined)[], record: number): number | null {
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

const highOf = (key: number): number => Math.floor((key - 1) / 2_097_152) | 0

export type Sighting = 'new' | 'same' | 'different' | 'unchecked'

/** Rows remembered by their keys; above it new rows are no longer checked, and the report says so. */
const limit = 4_000_000
/** Rows without a key: nothing is dropped for being alike, so less of them will do. */
const alikeLimit = 2_000_000

export interface SeenRows {
  /** How many rows are likely to come, so that the table need not be made anew as they do. */
  expect: (rows: number, keyed: boolean) => void
  /** Whether the key was seen before, and with the same content. */
  look: (key: number, content: number) => Sighting
  /** Tells of every row (its place in `hashes`) that was seen before: its key is all there is. */
  lookAlike: (hashes: RowHashes, onSame: (at: number) => void) => void
  unchecked: () => number
}

export function createSeenRows(): SeenRows {
  let slots = 1 << 13
  let keys = new Float64Array(slots)
  /** Made with the first key that has a content of its own. */
  let contents = new Int32Array(0)
  let count = 0
  let skipped = 0
  /** `high` is the upper 32 bits of the key, a hash of their own. */
  const place = (key: number, high: number): number => {
    let slot = (high ^ (high >>> 16)) & (slots - 1)
    for (;;) {
      const found = keys[slot]
      if (found === 0 || found === key) return slot
      slot = (slot + 1) & (slots - 1)
    }
  }
  const grow = (size: number): void => {
    const oldKeys = keys
    const oldContents = contents
    slots = size
    keys = new Float64Array(slots)
    if (oldContents.length > 0) contents = new Int32Array(slots)
    for (let at = 0; at < oldKeys.length; at++) {
      const key = oldKeys[at] ?? 0
      if (key === 0) continue
      const slot = place(key, highOf(key))
      keys[slot] = key
      if (oldContents.length > 0) contents[slot] = oldContents[at] ?? 0
    }
  }
  const added = (): void => {
    if (++count > slots * 0.6) grow(slots * 4)
  }
  return {
    expect: (rows, keyed) => {
      const needed = Math.min(keyed ? limit : alikeLimit, rows) / 0.6
      let size = slots
      while (size < needed) size *= 2
      if (size > slots) grow(size)
    },
    look: (key, content) => {
      if (count >= limit) {
        skipped++
        return 'unchecked'
      }
      if (contents.length === 0) contents = new Int32Array(slots)
      const slot = place(key, highOf(key))
      if (keys[slot] !== 0) return contents[slot] === (content | 0) ? 'same' : 'different'
      keys[slot] = key
      contents[slot] = content
      added()
      return 'new'
    },
    lookAlike: ({ ones, twos }, onSame) => {
      // Nothing but look-ups: the next ones are under way while one waits for memory.
      for (let at = 0; at < ones.length; at++) {
        if (count >= alikeLimit) {
          skipped += ones.length - at
          return
        }
        const one = ones[at] ?? 0
        const key = wideHash(one, twos[at] ?? 0)
        const slot = place(key, one)
        if (keys[slot] !== 0) onSame(at)
        else {
          keys[slot] = key
          added()
        }
      }
    },
    unchecked: () => skipped,
  }
}
