/** XLSX sheets as rows of cells. The reader holds a whole sheet, so size is capped before anything is unpacked. */
import { open } from 'node:fs/promises'
import { Fault } from '../../fault.ts'
import { fileName, sourceBytes } from '../scan-file.ts'
import type { Source } from '../types.ts'
import type { Cell } from './block.ts'
import { guardWorkbook } from './workbook-guard.ts'

const maxPacked = 50 << 20
const maxRows = 300_000

export interface SheetCells {
  name: string
  rows: Cell[][]
}

/** Every sheet of a workbook. Refuses what would not fit into memory and says what to do instead. */
export async function readWorkbook(source: Source, tail: Uint8Array): Promise<SheetCells[]> {
  const file = fileName(source)
  if ('text' in source)
    throw new Fault('unsupported_format', { file, format: 'pasted workbook', supported: ['CSV'] })
  const bytes = await sourceBytes(source)
  const advice = 'save_as_csv'
  if (bytes > maxPacked) throw new Fault('file_too_large', { file, bytes, limit: maxPacked, advice })
  await guardWorkbook(source.path, file, tail)
  const sheets = await readSheets(source.path, file)
  for (const { rows } of sheets) {
    if (rows.length > maxRows)
      throw new Fault('file_too_large', {
        file,
        bytes: rows.length,
        limit: maxRows,
        advice: 'save_as_csv_rows',
      })
  }
  return sheets
}

async function readSheets(path: string, file: string): Promise<SheetCells[]> {
  // Loaded for workbooks only: most imports are text and should not pay for it.
  const { default: readXlsx } = await import('read-excel-file/node')
  try {
    const sheets = await readXlsx(path, { trim: false })
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map(row => row.map(toCell)) }))
  } catch {
    throw new Fault('file_unreadable', { file, problem: 'workbook_damaged', line: null })
  }
}

/** The last bytes of a source, where a zip keeps its directory. */
export async function tailOf(path: string, bytes: number): Promise<Buffer> {
  const handle = await open(path)
  try {
    const size = Math.min(bytes, 1 << 20)
    const buffer = Buffer.alloc(size)
    await handle.read(buffer, 0, size, bytes - size)
    return buffer
  } finally {
    await handle.close()
  }
}

/** The typings of the library say `typeof Date` where it gives dates. */
function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (value instanceof Date) {
    if (Number.isNaN(value.getTime())) return null
    // Excel keeps days as floating point: a rounded second undoes 23:59:59.9995.
    const iso = new Date(Math.round(value.getTime() / 1000) * 1000).toISOString()
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ')
  }
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string'
    ? value
    : JSON.stringify(value)
}
