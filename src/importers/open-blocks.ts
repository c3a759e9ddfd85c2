/** Opens the records of an inspected source, on the road that fits its container. */
import { Fault } from '../fault.ts'
import type { Block } from './read/block.ts'
import { blockOf } from './read/block.ts'
import { carefulBlocks } from './read/careful.ts'
import { fastBlocks } from './read/fast.ts'
import { jsonBlocks } from './read/json.ts'
import { parquetBlocks } from './read/parquet.ts'
import { utf8Blocks } from './read/text-stream.ts'
import { readWorkbook, tailOf } from './read/workbook.ts'
import type { Inspection } from './types.ts'

export type BlockSource = Pick<
  Inspection,
  | 'source'
  | 'file'
  | 'bytes'
  | 'container'
  | 'encoding'
  | 'delimiter'
  | 'whitespaceSeparated'
  | 'carriageReturns'
  | 'headerRow'
  | 'sheet'
>

/** `keys` are the columns as the file names them. Records up to the header are in the blocks; callers skip them by row. */
export async function* openRecords(
  from: BlockSource,
  keys: readonly string[],
  size: number,
  careful = false,
): AsyncGenerator<Block> {
  const encoding = from.encoding ?? 'utf-8'
  switch (from.container) {
    case 'json':
    case 'ndjson':
      yield* jsonBlocks(utf8Blocks(from.source, encoding), from.container === 'ndjson', keys, size)
      return
    case 'parquet':
      yield* parquetBlocks(from.source, keys, size, from.bytes)
      return
    case 'xlsx':
      yield* sheetBlocks(from, keys.length, size)
      return
    case 'delimited': {
      const shape = {
        delimiter: from.delimiter ?? ',',
        columns: keys.length,
        whitespace: from.whitespaceSeparated,
        carriageReturns: from.carriageReturns,
      }
      const blocks = utf8Blocks(from.source, encoding)
      const plain =
        shape.delimiter.length === 1 &&
        shape.delimiter.charCodeAt(0) < 0x80 &&
        !shape.whitespace &&
        !shape.carriageReturns
      yield* plain && !careful ? fastBlocks(blocks, shape, 1, size) : carefulBlocks(blocks, shape, 1)
    }
  }
}

async function* sheetBlocks(from: BlockSource, columns: number, size: number): AsyncGenerator<Block> {
  const tail = 'path' in from.source ? await tailOf(from.source.path, from.bytes) : new Uint8Array()
  const sheets = await readWorkbook(from.source, tail)
  const sheet = sheets.find(one => one.name === from.sheet)
  if (sheet === undefined)
    throw new Fault('needs_sheet', { file: from.file, sheets: sheets.map(one => one.name) })
  for (let at = 0; at < sheet.rows.length; at += size) {
    const part = sheet.rows.slice(at, at + size)
    yield blockOf(
      part,
      part.map((_, offset) => at + offset + 1),
      columns,
      Math.round((from.bytes * (at + part.length)) / sheet.rows.length),
    )
  }
}
