/** Opens the records of an inspected source, on the road that fits its container. */
import { Fault } from '../fault.ts'
import type { Block } from './read/block.ts'
import { blockOf, cutBlock } from './read/block.ts'
import { carefulBlocks } from './read/careful.ts'
import { fastBlocks } from './read/fast.ts'
import { jsonBlocks } from './read/json.ts'
import { parquetBlocks } from './read/parquet.ts'
import { utf8Blocks } from './read/text-stream.ts'
import { readWorkbook, tailOf } from './read/workbook.ts'
import { readRange } from './sheet-range.ts'
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
  | 'columnsInFile'
>

/** `keys` are the columns as the file names them. Records up to the header are in the blocks; callers skip them by row. */
export async function* openRecords(
  from: BlockSource,
  keys: readonly string[],
  size: number,
  careful = false,
): AsyncGenerator<Block> {
  const { sheet, range } = readRange(from.sheet)
  if (range === null) yield* openAll(from, keys, size, careful)
  else {
    // What is left and right of the table is read as well, and left out.
    const wide = Array.from({ length: Math.max(range.toColumn + 1, widthOf(from)) }, (_, at) => String(at))
    for await (const block of openAll({ ...from, sheet }, wide, size, careful)) {
      const cut = cutBlock(block, range)
      if (cut.n > 0 || cut.broken.length > 0) yield cut
      if ((block.rows[block.n - 1] ?? 0) > range.toRow) return
    }
  }
}

const widthOf = ({ columnsInFile }: BlockSource): number => columnsInFile ?? 0

async function* openAll(
  from: BlockSource,
  keys: readonly string[],
  size: number,
  careful: boolean,
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
