/** Parquet, row group by row group. */
import type { AsyncBuffer, FileMetaData } from 'hyparquet'
import { Fault } from '../../fault.ts'
import { fileName } from '../scan-file.ts'
import type { Source } from '../types.ts'
import type { Block, Cell } from './block.ts'
import { blockOf } from './block.ts'

export interface ParquetShape {
  columns: string[]
  rows: number
}

/** Loaded for Parquet only: most imports are text and should not pay for it. */
const library = () => import('hyparquet')

export async function parquetShape(source: Source): Promise<ParquetShape> {
  const file = fileName(source)
  if ('text' in source)
    throw new Fault('unsupported_format', { file, format: 'pasted Parquet', supported: ['CSV'] })
  const { asyncBufferFromFile, parquetMetadataAsync, parquetSchema } = await library()
  try {
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(source.path))
    return {
      columns: parquetSchema(metadata).children.map(child => child.element.name),
      rows: Number(metadata.num_rows),
    }
  } catch {
    throw new Fault('file_unreadable', { file, problem: 'parquet_damaged', line: null })
  }
}

export async function* parquetBlocks(
  source: Source,
  columns: readonly string[],
  size: number,
  bytes: number,
): AsyncGenerator<Block> {
  if ('text' in source) return
  const { asyncBufferFromFile, parquetMetadataAsync } = await library()
  const file = await asyncBufferFromFile(source.path)
  const metadata = await parquetMetadataAsync(file)
  const total = Number(metadata.num_rows)
  for (let rowStart = 0; rowStart < total; rowStart += size) {
    const rowEnd = Math.min(total, rowStart + size)
    const found = await read(source, file, metadata, rowStart, rowEnd)
    const records = found.map(row => columns.map(name => toCell(row[name])))
    // The header counts as row 1, as it would in the same table saved as CSV.
    yield blockOf(
      records,
      records.map((_, at) => rowStart + at + 2),
      columns.length,
      Math.round((bytes * rowEnd) / Math.max(1, total)),
    )
  }
}

async function read(
  source: Source,
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
): Promise<Record<string, unknown>[]> {
  const { parquetReadObjects } = await library()
  const { compressors } = await import('hyparquet-compressors')
  try {
    return await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd })
  } catch {
    throw new Fault('file_unreadable', {
      file: fileName(source),
      problem: 'parquet_damaged',
      line: rowStart + 2,
    })
  }
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) {
    const iso = value.toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value)
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? String(item) : item)) ?? null
}
