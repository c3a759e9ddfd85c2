import { mkdirSync, renameSync, rmSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import { Fault } from '../fault.ts'
import type { Answer } from './answer.ts'
import type { Folders } from './config.ts'
import { byteOrderMark, csvLine } from './csv-out.ts'

export type Cell = string | number | boolean | null

/** A table with its name, as a sheet of a workbook. */
export interface NamedTable {
  name: string
  columns: readonly string[]
  rows: Iterable<readonly Cell[]>
}

/** Rows on their way into a file; `rows` may be made while they are written. */
export interface ExportTable {
  /** Of the first sheet of a workbook. */
  name?: string
  columns: readonly string[]
  rows: Iterable<readonly Cell[]>
  n: number
  /** Further sheets of a workbook; other formats hold the rows alone. */
  further?: readonly NamedTable[]
  /** Words for a sheet of totals: its name, then column, filled, sum, mean, smallest, largest. No such sheet without. */
  totals?: readonly string[]
}

export type ExportFormat = 'csv' | 'json' | 'xlsx'

export interface ExportService {
  /** Writes a file into the output folder, readable by its owner only; returns its path. */
  write: (table: ExportTable, name: string, format: ExportFormat) => Promise<string>
  /** An earlier answer, computed again on the present data with every row, however many a reply would show. */
  wholeAnswer: (resultId: string) => Promise<{ answer: Answer; tool: string; dataChanged: boolean }>
}

const xlsxRows = 200_000
const blockRows = 5_000

/** Letters and digits of any script; everything else could mean something to a file system. */
export const safeFileName = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 80) || 'rows'

export async function writeTable(
  folders: Folders,
  table: ExportTable,
  name: string,
  format: ExportFormat,
): Promise<string> {
  if (format === 'xlsx' && table.n > xlsxRows) {
    throw new Fault('invalid_input', {
      field: 'format',
      problem: `${table.n} rows are more than a workbook takes here (${xlsxRows})`,
      choices: ['csv', 'json'],
    })
  }
  mkdirSync(folders.output, { recursive: true, mode: 0o700 })
  const path = join(folders.output, `export_${safeFileName(name)}.${format}`)
  const draft = `${path}.${process.pid}.part`
  try {
    if (format === 'xlsx') await (await import('./workbook.ts')).writeWorkbook(draft, table)
    else await writeText(draft, table, format)
    renameSync(draft, path)
    return path
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

async function writeText(path: string, table: ExportTable, format: 'csv' | 'json'): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.write(format === 'csv' ? byteOrderMark + csvLine(table.columns) : '[')
    let block: string[] = []
    let first = true
    const flush = async (): Promise<void> => {
      if (block.length > 0) await file.write(block.join(''))
      block = []
      await breathe()
    }
    for (const row of table.rows) {
      if (format === 'csv') block.push(csvLine(row))
      else {
        const named = Object.fromEntries(table.columns.map((column, at) => [column, row[at] ?? null]))
        block.push(`${first ? '\n' : ',\n'}${JSON.stringify(named)}`)
        first = false
      }
      if (block.length >= blockRows) await flush()
    }
    await flush()
    if (format === 'json') await file.write('\n]\n')
  } finally {
    await file.close()
  }
}
