/**
 * The fast road for delimited UTF-8 with a one-byte delimiter: offsets into the bytes, no strings. Anything RFC 4180
 * does not allow hands the rest of the file over to the careful road, which gives the same records on good files.
 */
import { isAscii } from 'node:buffer'
import type { Block } from './block.ts'
import { carefulBlocks } from './careful.ts'
import type { DelimitedShape } from './careful.ts'
import type { TextBlock } from './text-stream.ts'

const quote = 34
const newline = 10
const carriageReturn = 13

export async function* fastBlocks(
  blocks: AsyncIterable<TextBlock>,
  shape: DelimitedShape,
  firstRow: number,
  maxRecords: number,
): AsyncGenerator<Block> {
  const source = blocks[Symbol.asyncIterator]()
  let pending: Buffer = Buffer.alloc(0)
  let bytesRead = 0
  let row = firstRow
  // Blocks come one after the other: each takes the place of the one before.
  const places: Places = { starts: new Int32Array(0), ends: new Int32Array(0) }
  for (let final = false; !final || pending.length > 0;) {
    const next = final ? null : await source.next()
    if (next !== null && next.done !== true) {
      bytesRead = next.value.bytesRead
      pending = pending.length === 0 ? next.value.bytes : Buffer.concat([pending, next.value.bytes])
    } else final = true
    for (;;) {
      const cut = tokenise(pending, shape, maxRecords, final, places)
      if (cut.n > 0) yield toBlock(cut, pending, row, bytesRead, shape.columns)
      row += cut.n
      pending = pending.subarray(cut.consumed)
      if (cut.trouble) {
        yield* carefulBlocks(rest(pending, bytesRead, source, final), shape, row)
        return
      }
      if (!cut.full) break
    }
    if (final) return
  }
}

async function* rest(
  pending: Buffer,
  bytesRead: number,
  source: AsyncIterator<TextBlock>,
  final: boolean,
): AsyncGenerator<TextBlock> {
  yield { bytes: pending, bytesRead }
  if (final) return
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value
}

interface Places {
  starts: Int32Array
  ends: Int32Array
}

interface Cut {
  n: number
  starts: Int32Array
  ends: Int32Array
  widths: Int32Array
  /** Texts of the cells beyond the last column, where a record has any. */
  surplus: Map<number, string[]>
  consumed: number
  trouble: boolean
  /** It stopped for want of room: there may be more in the same bytes. */
  full: boolean
}

function tokenise(
  bytes: Buffer,
  shape: DelimitedShape,
  maxRecords: number,
  final: boolean,
  places: Places,
): Cut {
  const { columns } = shape
  const delimiter = shape.delimiter.charCodeAt(0)
  const length = bytes.length
  // A record takes at least one byte, its line break.
  const room = Math.max(1, Math.min(maxRecords, length + 1, Math.floor(4_000_000 / columns)))
  if (places.starts.length < room * columns) {
    places.starts = new Int32Array(room * columns)
    places.ends = new Int32Array(room * columns)
  }
  const { starts, ends } = places
  const widths = new Int32Array(room)
  const surplus = new Map<number, string[]>()
  let n = 0
  let at = 0
  let consumed = 0
  let trouble = false
  while (n < room && at < length) {
    const base = n * columns
    let cells = 0
    let open = true
    while (open) {
      let start = at
      let end: number
      if (bytes[at] === quote) {
        start = at + 1
        let close = bytes.indexOf(quote, start)
        let doubled = false
        while (close >= 0 && bytes[close + 1] === quote) {
          doubled = true
          close = bytes.indexOf(quote, close + 2)
        }
        if (close < 0 || (!final && close + 2 >= length)) {
          if (final || length - consumed > 4 << 20) trouble = true
          return { n, starts, ends, widths, surplus, consumed, trouble, full: false }
        }
        at = close + 1
        const after = bytes[at]
        if (after === carriageReturn && (bytes[at + 1] === newline || at + 1 === length)) at++
        else if (after !== delimiter && after !== newline && at < length)
          return { n, starts, ends, widths, surplus, consumed, trouble: true, full: false }
        end = doubled ? -close - 1 : close
      } else {
        let byte = -1
        while (at < length) {
          byte = bytes[at] ?? -1
          if (byte === delimiter || byte === newline) break
          at++
        }
        if (at >= length && !final)
          return { n, starts, ends, widths, surplus, consumed, trouble, full: false }
        end =
          at > start && bytes[at - 1] === carriageReturn && (byte === newline || at >= length) ? at - 1 : at
      }
      if (cells < columns) {
        starts[base + cells] = start
        ends[base + cells] = end
      } else surplus.set(n, [...(surplus.get(n) ?? []), textAt(bytes, start, end)])
      cells++
      open = at < length && bytes[at] === delimiter
      at++
      // A delimiter as the very last byte still opens one more, empty, cell.
      if (open && at >= length) {
        if (!final) return { n, starts, ends, widths, surplus, consumed, trouble, full: false }
        if (cells >= columns) surplus.set(n, [...(surplus.get(n) ?? []), ''])
        else starts[base + cells] = ends[base + cells] = 0
        cells++
        open = false
      }
    }
    if (cells !== columns && spansLines(bytes, consumed, Math.min(at, length)))
      return { n, starts, ends, widths, surplus, consumed, trouble: true, full: false }
    // The places are those of the block before: cells that this record lacks are empty.
    for (let missing = cells; missing < columns; missing++) starts[base + missing] = ends[base + missing] = 0
    widths[n] = cells
    n++
    consumed = Math.min(at, length)
  }
  return { n, starts, ends, widths, surplus, consumed, trouble, full: n === room }
}

/** A line break before the one that ends the record. */
function spansLines(bytes: Buffer, from: number, to: number): boolean {
  const found = bytes.indexOf(newline, from)
  return found >= 0 && found < to - 1
}

function toBlock(cut: Cut, bytes: Buffer, firstRow: number, bytesRead: number, columns: number): Block {
  const { n, starts, ends, widths, surplus } = cut
  const rows = new Int32Array(n)
  for (let record = 0; record < n; record++) rows[record] = firstRow + record
  let ascii: string | null | undefined
  return {
    n,
    rows,
    cell: (record, column) =>
      column >= columns
        ? (surplus.get(record)?.[column - columns] ?? '')
        : textAt(bytes, starts[record * columns + column] ?? 0, ends[record * columns + column] ?? 0),
    width: record => widths[record] ?? 0,
    surplus:
      surplus.size === 0
        ? () => false
        : record => surplus.get(record)?.some(text => text.trim() !== '') ?? false,
    fast: {
      bytes,
      view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length),
      starts,
      ends,
      columns,
      get ascii() {
        if (ascii !== undefined) return ascii
        const whole = bytes.subarray(0, cut.consumed)
        ascii = isAscii(whole) ? whole.toString('latin1') : null
        return ascii
      },
    },
    broken: [],
    bytesRead,
  }
}

/** The text of one cell; a negative end marks doubled quotes. */
export function textAt(bytes: Buffer, start: number, end: number): string {
  if (end >= 0) return end <= start ? '' : bytes.toString('utf8', start, end)
  return bytes.toString('utf8', start, -end - 1).replaceAll('""', '"')
}
