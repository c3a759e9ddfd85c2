/** One pass over a whole source: its hash, its size and what its bytes say about its encoding. */
import { isAscii, isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Fault } from '../fault.ts'
import type { TextFacts } from './encoding.ts'
import type { Source } from './types.ts'

export interface Scan extends TextFacts {
  contentHash: string
  /** First and last 64 KB (the tail grows to 1 MB for the directory of a workbook). */
  tail: Uint8Array
}

const keep = 65_536
const longestTail = 1 << 20

export function fileName(source: Source): string {
  if (source.name !== undefined) return source.name
  return 'path' in source ? basename(source.path) : 'pasted text'
}

export async function sourceBytes(source: Source): Promise<number> {
  if ('text' in source) return Buffer.byteLength(source.text)
  try {
    const found = await stat(source.path)
    if (found.isFile()) return found.size
  } catch {
    // Told below in one way: absent, unreadable or no file.
  }
  throw new Fault('file_not_found', { file: fileName(source), inbox: '' })
}

/** The bytes of a source in blocks of 1 MB. */
export function openBlocks(source: Source, start = 0): AsyncIterable<Buffer> {
  if ('path' in source) return createReadStream(source.path, { highWaterMark: 1 << 20, start })
  const whole = Buffer.from(source.text)
  return (async function* (): AsyncGenerator<Buffer> {
    for (let at = start; at < whole.length; at += 1 << 20) yield whole.subarray(at, at + (1 << 20))
  })()
}

export async function scanFile(source: Source, signal?: AbortSignal): Promise<Scan> {
  const hash = createHash('sha256')
  let head = Buffer.alloc(0)
  let tail: Buffer = Buffer.alloc(0)
  let carry = Buffer.alloc(0)
  const high: Buffer[] = []
  let highLength = 0
  let bytes = 0
  let validUtf8 = true
  let ascii = true
  let zerosEven = 0
  let zerosOdd = 0
  for await (const block of openBlocks(source)) {
    if (signal?.aborted === true) throw new Fault('cancelled', {})
    hash.update(block)
    if (head.length < keep) head = Buffer.concat([head, block.subarray(0, keep - head.length)])
    tail = (block.length < longestTail ? Buffer.concat([tail, block]) : block).subarray(-longestTail)
    for (let at = block.indexOf(0); at >= 0; at = block.indexOf(0, at + 1))
      (bytes + at) % 2 === 0 ? zerosEven++ : zerosOdd++
    if (validUtf8) {
      const joined = carry.length === 0 ? block : Buffer.concat([carry, block])
      const cut = lastWhole(joined)
      validUtf8 = isUtf8(joined.subarray(0, cut))
      carry = Buffer.from(joined.subarray(cut))
    }
    const from = isAscii(block) ? -1 : firstHigh(block)
    if (from >= 0) {
      ascii = false
      if (highLength < keep) {
        const runs = highRuns(block, from, keep - highLength)
        high.push(runs)
        highLength += runs.length
      }
    }
    bytes += block.length
  }
  return {
    contentHash: hash.digest('hex'),
    head,
    tail,
    bytes,
    ascii,
    zerosEven,
    zerosOdd,
    validUtf8: validUtf8 && carry.length === 0,
    highBytes: Buffer.concat(high),
  }
}

/** End of the last whole UTF-8 character. */
function lastWhole(block: Buffer): number {
  for (let back = 1; back <= 3 && back <= block.length; back++) {
    const byte = block[block.length - back] ?? 0
    if (byte < 0x80) return block.length
    if (byte >= 0xc0)
      return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? block.length - back : block.length
  }
  return block.length
}

function firstHigh(block: Buffer): number {
  for (let at = 0; at < block.length; at++) if ((block[at] ?? 0) >= 0x80) return at
  return -1
}

/** Pieces of the block with high bytes: double-byte runs whole, with the byte before, each closed by a line break. */
function highRuns(block: Buffer, from: number, room: number): Buffer {
  const parts: Buffer[] = []
  let length = 0
  for (let at = from; at < block.length && length < room;) {
    if ((block[at] ?? 0) < 0x80) {
      at++
      continue
    }
    let end = at
    // The second byte of a pair may be ASCII: a run ends at a byte that neither starts nor follows a high one.
    while (end < block.length && (block[end] ?? 0) >= 0x80) end += 2
    if (end > block.length) end = block.length
    const start = at > 0 && (block[at - 1] ?? 0x80) < 0x80 ? at - 1 : at
    parts.push(block.subarray(start, end), Buffer.from('\n'))
    length += end - start + 1
    at = end
  }
  return Buffer.concat(parts)
}
