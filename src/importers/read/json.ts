/** JSON arrays and JSON lines as records: values at the top level are cut out by their brackets, then parsed one by one. */
import type { Block, Cell } from './block.ts'
import { blockOf } from './block.ts'
import type { TextBlock } from './text-stream.ts'

/** Any JSON value. */
type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface JsonRecord {
  row: number
  value: Readonly<Record<string, Cell>> | null
  reason: 'bad_json' | 'not_an_object'
  text: string
  bytesRead: number
}

const longest = 16 << 20

/** Values one level below `[`, or the top-level values of JSON lines; `row` counts from 1. */
export async function* jsonRecords(
  blocks: AsyncIterable<TextBlock>,
  lines: boolean,
): AsyncGenerator<JsonRecord> {
  let row = 0
  if (lines) {
    for await (const { line, bytesRead } of textLines(blocks)) {
      row++
      if (line.trim() !== '') yield toRecord(line, row, bytesRead)
    }
    return
  }
  let depth = 0
  let inString = false
  let escaped = false
  let started = -1
  let outer = -1
  let pending = Buffer.alloc(0)
  let at = 0
  let bytesRead = 0
  for await (const block of blocks) {
    bytesRead = block.bytesRead
    pending = Buffer.concat([started >= 0 ? pending.subarray(started) : pending.subarray(at), block.bytes])
    at = started >= 0 ? at - started : 0
    if (started >= 0) started = 0
    for (; at < pending.length; at++) {
      const byte = pending[at]
      if (inString) {
        if (escaped) escaped = false
        else if (byte === 92) escaped = true
        else if (byte === 34) inString = false
        continue
      }
      if (byte === 34) inString = true
      else if (byte === 123 || byte === 91) {
        depth++
        // Records are the elements of the first array, which may sit in a wrapper: {"data": [...]}.
        if (byte === 91 && outer < 0 && (depth === 1 || opensObject(pending, at + 1))) outer = depth
        else if (outer >= 0 && depth === outer + 1 && started < 0) started = at
      } else if (byte === 125 || byte === 93) {
        depth--
        if (started >= 0 && depth === outer) {
          row++
          yield toRecord(pending.subarray(started, at + 1).toString('utf8'), row, bytesRead)
          started = -1
        }
        if (outer >= 0 && depth < outer) return
      } else if (
        started < 0 &&
        depth === outer &&
        outer > 0 &&
        byte !== 44 &&
        byte !== 32 &&
        byte !== 10 &&
        byte !== 13 &&
        byte !== 9
      ) {
        const end = scalarEnd(pending, at)
        row++
        yield {
          row,
          value: null,
          reason: 'not_an_object',
          text: pending.subarray(at, end).toString('utf8').slice(0, 200),
          bytesRead,
        }
        at = end - 1
      }
    }
    if (started >= 0 && pending.length - started > longest) break
  }
  if (started >= 0) {
    row++
    yield {
      row,
      value: null,
      reason: 'bad_json',
      text: pending.subarray(started, started + 200).toString('utf8'),
      bytesRead,
    }
  }
}

/** The next sign is `{`: an array of objects, not a list of tags. */
function opensObject(bytes: Buffer, from: number): boolean {
  let at = from
  while (at < bytes.length && (bytes[at] ?? 0) <= 32) at++
  return bytes[at] === 123
}

function scalarEnd(bytes: Buffer, from: number): number {
  let end = from
  while (end < bytes.length && bytes[end] !== 44 && bytes[end] !== 93 && bytes[end] !== 10) end++
  return Math.max(end, from + 1)
}

async function* textLines(
  blocks: AsyncIterable<TextBlock>,
): AsyncGenerator<{ line: string; bytesRead: number }> {
  let pending = Buffer.alloc(0)
  let bytesRead = 0
  for await (const block of blocks) {
    bytesRead = block.bytesRead
    pending = Buffer.concat([pending, block.bytes])
    let from = 0
    for (let end = pending.indexOf(10); end >= 0; end = pending.indexOf(10, from)) {
      yield { line: pending.subarray(from, end).toString('utf8'), bytesRead }
      from = end + 1
    }
    pending = pending.subarray(from)
  }
  if (pending.length > 0) yield { line: pending.toString('utf8'), bytesRead }
}

function toRecord(text: string, row: number, bytesRead: number): JsonRecord {
  const cut = text.slice(0, 2000)
  let value: Json
  try {
    value = JSON.parse(keepLongNumbers(text)) as Json // JSON.parse gives exactly this type.
  } catch {
    return { row, value: null, reason: 'bad_json', text: cut, bytesRead }
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { row, value: null, reason: 'not_an_object', text: cut, bytesRead }
  return { row, value: shallow(value), reason: 'bad_json', text: cut, bytesRead }
}

/** Whole numbers of 16 digits and more become text before floating point can touch them. */
const keepLongNumbers = (text: string): string =>
  /\d{16}/.test(text)
    ? text.replace(
        /("(?:[^"\\]|\\.)*")|(?<![\d.eE+-])(-?\d{16,})(?![\d.eE])/g,
        (_, quoted: string | undefined, digits: string) => quoted ?? `"${digits}"`,
      )
    : text

/** Null for nesting so deep that it cannot even be written out again. */
function shallow(value: Readonly<Record<string, Json>>): Record<string, Cell> | null {
  try {
    return flatten(value)
  } catch {
    return null
  }
}

/** Levels of nesting that become `outer.inner`: an order's `total.amount` is a column, deeper things stay JSON text. */
const deepest = 3

function flatten(value: Readonly<Record<string, Json>>): Record<string, Cell> {
  const flat: [string, Cell][] = []
  const add = (from: Readonly<Record<string, Json>>, before: string, level: number): void => {
    for (const [key, item] of Object.entries(from)) {
      if (level < deepest && item !== null && typeof item === 'object' && !Array.isArray(item))
        add(item, `${before}${key}.`, level + 1)
      else flat.push([before + key, simple(item)])
    }
  }
  add(value, '', 1)
  return Object.fromEntries(flat)
}

const simple = (value: Json): Cell =>
  value !== null && typeof value === 'object' ? JSON.stringify(value) : value

/** Records with the columns `keys`; keys that are not among them count as surplus. */
export async function* jsonBlocks(
  blocks: AsyncIterable<TextBlock>,
  lines: boolean,
  keys: readonly string[],
  size: number,
): AsyncGenerator<Block> {
  const known = new Set(keys)
  let cells: Cell[][] = []
  let rows: number[] = []
  let broken: { row: number; reason: 'bad_json' | 'not_an_object'; cells: string[] }[] = []
  let bytesRead = 0
  for await (const record of jsonRecords(blocks, lines)) {
    bytesRead = record.bytesRead
    if (record.value === null) broken.push({ row: record.row, reason: record.reason, cells: [record.text] })
    else {
      const value = record.value
      cells.push([
        ...keys.map(key => value[key] ?? null),
        ...Object.keys(value)
          .filter(key => !known.has(key))
          .map(key => value[key] ?? null),
      ])
      rows.push(record.row)
    }
    if (cells.length + broken.length >= size) {
      yield blockOf(cells, rows, keys.length, bytesRead, broken)
      cells = []
      rows = []
      broken = []
    }
  }
  if (cells.length + broken.length > 0) yield blockOf(cells, rows, keys.length, bytesRead, broken)
}
