/**
 * The careful road for delimited text: csv-parse on slices that end between records. A quote that never closes would
 * swallow the rest of the file; here it costs its own line, which is reported, and reading goes on behind it.
 */
import type { Block } from './block.ts'
import { blockOf } from './block.ts'
import type { TextBlock } from './text-stream.ts'

export interface DelimitedShape {
  delimiter: string
  /** Cells a record should have. */
  columns: number
  /** Columns are parted by runs of blanks. */
  whitespace: boolean
  /** Lines end with a bare carriage return. */
  carriageReturns: boolean
}

/** Loaded with the first file that needs it. */
type Parse = typeof import('csv-parse/sync').parse

/** A record longer than this without a closing quote is taken for a broken one. */
const longestRecord = 4 << 20

interface Parsed {
  record: string[]
  info: { bytes: number }
}

interface Slice {
  records: string[][]
  /** Byte offset behind each record. */
  ends: number[]
}

/** `firstRow` is the 1-based row of the first record in `blocks`. */
export async function* carefulBlocks(
  blocks: AsyncIterable<TextBlock>,
  shape: DelimitedShape,
  firstRow: number,
): AsyncGenerator<Block> {
  const { parse } = await import('csv-parse/sync')
  let pending: Buffer = Buffer.alloc(0)
  let row = firstRow
  let bytesRead = 0
  const emit = (records: string[][], broken: string[] = []): Block => {
    const rows = records.map((_, at) => row + at)
    row += records.length
    const bad = broken.map((text, at) => ({
      row: row + at,
      reason: 'broken_quotes' as const,
      cells: [text.slice(0, 2000)],
    }))
    row += bad.length
    return blockOf(records, rows, shape.columns, bytesRead, bad)
  }
  const drain = function* (final: boolean): Generator<Block> {
    while (pending.length > 0) {
      const { records, ends } = readSlice(pending, shape, parse)
      // The last record of a slice may be cut in the middle: it is judged with the next slice.
      const complete = final ? records : records.slice(0, -1)
      const odd = shape.whitespace ? -1 : complete.findIndex(record => swallowed(record, shape.columns))
      const whole = odd >= 0 ? odd : complete.length
      const used = whole === 0 ? 0 : (ends[whole - 1] ?? 0)
      if (whole > 0) yield emit(records.slice(0, whole))
      pending = pending.subarray(used)
      const stuck =
        pending.length > 0 && (odd >= 0 || final || (whole === 0 && pending.length > longestRecord))
      if (!stuck) return
      const line = endOfLine(pending, shape)
      yield emit([], [pending.subarray(0, line).toString('utf8').trimEnd()])
      pending = pending.subarray(line)
    }
  }
  for await (const block of blocks) {
    bytesRead = block.bytesRead
    pending = pending.length === 0 ? block.bytes : Buffer.concat([pending, block.bytes])
    yield* drain(false)
  }
  yield* drain(true)
}

/** A record over several lines that does not fit the table: a stray quote has swallowed line breaks. */
const swallowed = (record: readonly string[], columns: number): boolean =>
  record.length !== columns && record.some(cell => cell.includes('\n'))

function endOfLine(bytes: Buffer, { carriageReturns }: DelimitedShape): number {
  const at = bytes.indexOf(carriageReturns ? 13 : 10)
  return at < 0 ? bytes.length : at + 1
}

function readSlice(
  bytes: Buffer,
  { delimiter, whitespace, carriageReturns }: DelimitedShape,
  parse: Parse,
): Slice {
  if (whitespace) return readWhitespace(bytes, carriageReturns)
  const records: string[][] = []
  const ends: number[] = []
  // csv-parse types records by its options; with `info` each one is { record, info }.
  const found = parse(bytes, {
    delimiter,
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    info: true,
    bom: false,
    record_delimiter: carriageReturns ? ['\r'] : ['\r\n', '\n'],
  }) as unknown as Parsed[]
  for (const { record, info } of found) {
    records.push(record)
    ends.push(info.bytes)
  }
  return { records, ends }
}

function readWhitespace(bytes: Buffer, carriageReturns: boolean): Slice {
  const records: string[][] = []
  const ends: number[] = []
  const mark = carriageReturns ? 13 : 10
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(mark, at)
    const end = found < 0 ? bytes.length : found
    records.push(splitBlanks(bytes.subarray(at, end).toString('utf8')))
    at = end + 1
    ends.push(Math.min(at, bytes.length))
  }
  return { records, ends }
}

export const splitBlanks = (line: string): string[] => {
  const text = line.trim()
  return text === '' ? [''] : text.split(/\s+/)
}
