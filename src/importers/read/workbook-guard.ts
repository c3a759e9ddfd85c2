/**
 * Looks into the parts of a workbook before the reader that holds everything: parts that unpack to more than they
 * declare, and cells so far out that the table between would not fit into memory.
 */
import { readFile } from 'node:fs/promises'
import { inflateRawSync } from 'node:zlib'
import { Fault } from '../../fault.ts'
import { zipEntries } from '../zip.ts'
import type { ZipEntry } from '../zip.ts'

const maxPart = 400 << 20
const maxTotal = 600 << 20
const maxParts = 5000
const maxCells = 20_000_000
const maxRows = 300_000
/** Real sheets pack ten to forty times; blanks and empty rows without end pack a thousand times. */
const maxRatio = 200

export async function guardWorkbook(path: string, file: string, tail: Uint8Array): Promise<void> {
  const entries = zipEntries(tail)
  if (entries.length > maxParts)
    throw new Fault('file_unreadable', { file, problem: 'workbook_damaged', line: null })
  const declared = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  if (declared > maxTotal) throw tooLarge(file, declared)
  const bomb = entries.find(entry => entry.unpacked > 8 << 20 && entry.unpacked > entry.packed * maxRatio)
  if (bomb !== undefined) throw tooLarge(file, bomb.unpacked)
  const bytes = await readFile(path)
  let total = 0
  for (const entry of entries) {
    if (!entry.name.endsWith('.xml')) continue
    const part = unpack(bytes, entry, file)
    total += part.length
    if (total > maxTotal) throw tooLarge(file, total)
    if (part.length > 8 << 20 && part.length > entry.packed * maxRatio) throw tooLarge(file, part.length)
    if (entry.name.startsWith('xl/worksheets/')) refuseFarCells(part, file)
  }
}

const tooLarge = (file: string, bytes: number): Fault =>
  new Fault('file_too_large', { file, bytes, limit: maxTotal, advice: 'save_as_csv' })

function unpack(bytes: Buffer, entry: ZipEntry, file: string): Buffer {
  const start = entry.offset
  if (start + 30 > bytes.length)
    throw new Fault('file_unreadable', { file, problem: 'workbook_damaged', line: null })
  const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28)
  const packed = bytes.subarray(from, from + entry.packed)
  if (!entry.deflated) return packed
  try {
    return inflateRawSync(packed, { maxOutputLength: maxPart })
  } catch (error) {
    const large = error instanceof RangeError
    throw large
      ? tooLarge(file, maxPart)
      : new Fault('file_unreadable', { file, problem: 'workbook_damaged', line: null })
  }
}

/** The rectangle of all cell references: a reader that fills it must be able to. */
function refuseFarCells(xml: Buffer, file: string): void {
  let rows = 0
  for (let at = xml.indexOf('<row'); at >= 0; at = xml.indexOf('<row', at + 4)) rows++
  if (rows > maxRows)
    throw new Fault('file_too_large', { file, bytes: rows, limit: maxRows, advice: 'save_as_csv_rows' })
  let lastRow = 0
  let lastColumn = 0
  for (let at = xml.indexOf(' r="'); at >= 0; at = xml.indexOf(' r="', at + 4)) {
    let column = 0
    let row = 0
    for (let to = at + 4; to < at + 16; to++) {
      const byte = xml[to] ?? 0
      if (byte >= 65 && byte <= 90) column = column * 26 + byte - 64
      else if (byte >= 48 && byte <= 57) row = row * 10 + byte - 48
      else break
    }
    if (row > lastRow) lastRow = row
    if (column > lastColumn) lastColumn = column
  }
  if (lastRow > 1_048_576 || lastColumn > 16_384)
    throw new Fault('file_unreadable', { file, problem: 'workbook_damaged', line: null })
  if (lastRow * Math.max(1, lastColumn) > maxCells) {
    throw new Fault('file_too_large', {
      file,
      bytes: lastRow * lastColumn,
      limit: maxCells,
      advice: 'save_as_csv_rows',
    })
  }
}
