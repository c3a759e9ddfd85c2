/** Any text source as UTF-8 blocks without a byte-order mark and without NUL characters. */
import { openBlocks } from '../scan-file.ts'
import type { Source } from '../types.ts'

export interface TextBlock {
  bytes: Buffer
  /** Bytes of the source behind this block and all before it. */
  bytesRead: number
}

export async function* utf8Blocks(source: Source, encoding: string): AsyncGenerator<TextBlock> {
  const native = 'text' in source || /^utf-?8$/i.test(encoding)
  const decoder = native ? null : new TextDecoder(encoding)
  let bytesRead = 0
  let first = true
  for await (const block of openBlocks(source)) {
    bytesRead += block.length
    let bytes = decoder === null ? block : Buffer.from(decoder.decode(block, { stream: true }))
    if (first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) bytes = bytes.subarray(3)
    first = false
    if (bytes.includes(0)) bytes = Buffer.from(bytes.filter(byte => byte !== 0))
    if (bytes.length > 0) yield { bytes, bytesRead }
  }
  const rest = decoder?.decode() ?? ''
  if (rest !== '') yield { bytes: Buffer.from(rest), bytesRead }
}
