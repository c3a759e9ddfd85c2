/** The first rows of a source as a table: encoding, delimiter, sheet and header found or taken from the caller. */
import { Fault } from '../fault.ts'
import { supported } from './container.ts'
import { guessDelimiter } from './delimiter.ts'
import { guessEncodings } from './encoding.ts'
import type { EncodingGuess } from './encoding.ts'
import { findHeader } from './header-row.ts'
import type { HeaderGuess } from './header-row.ts'
import { openRecords } from './open-blocks.ts'
import type { BlockSource } from './open-blocks.ts'
import type { Cell } from './read/block.ts'
import { cellText } from './read/block.ts'
import { jsonRecords } from './read/json.ts'
import { parquetShape } from './read/parquet.ts'
import { utf8Blocks } from './read/text-stream.ts'
import { readWorkbook } from './read/workbook.ts'
import { fileName } from './scan-file.ts'
import { isRecord, severalTables, within } from './sample-tables.ts'
import type { Scan } from './scan-file.ts'
import { nameRange, readRange } from './sheet-range.ts'
import type { Synonyms } from './synonyms.ts'
import { tablesInSheet } from './tables-in-sheet.ts'
import type { Container, InspectOptions, SheetInfo, Source } from './types.ts'

export const sampleSize = 5000

export interface Sample extends BlockSource {
  encodings: readonly EncodingGuess[]
  header: HeaderGuess
  /** As the file has them; invented where there is no header. */
  headers: readonly string[]
  sheets: readonly SheetInfo[]
  /** Data rows, at most `sampleSize`. */
  rows: readonly (readonly Cell[])[]
  totalRows: number | null
}

/** Null `sheet` with several sheets and no rows means that the caller must choose one. */
export async function readSample(
  source: Source,
  container: Container,
  scan: Scan,
  synonyms: Synonyms,
  options: InspectOptions,
): Promise<Sample> {
  const base = {
    source,
    file: fileName(source),
    bytes: scan.bytes,
    container,
    encoding: null,
    delimiter: null,
    whitespaceSeparated: false,
    carriageReturns: false,
    headerRow: null,
    sheet: null,
    encodings: [],
    sheets: [],
    totalRows: null,
  }
  if (container === 'parquet') {
    const { columns, rows } = await parquetShape(source)
    const first = await firstRows({ ...base, headerRow: 1 }, columns, sampleSize)
    return {
      ...base,
      headerRow: 1,
      header: { index: 0, confidence: 1, known: 0 },
      headers: columns,
      rows: first,
      totalRows: rows,
    }
  }
  if (container === 'xlsx') return sampleWorkbook(source, scan, synonyms, options, base)
  const encodings =
    'text' in source
      ? [{ encoding: 'utf-8', confidence: 1 }]
      : options.encoding === undefined
        ? guessEncodings(scan)
        : [{ encoding: options.encoding, confidence: 1 }]
  const encoding = checkEncoding(encodings[0]?.encoding ?? 'utf-8')
  if (container !== 'delimited') return sampleJson({ ...base, encoding, encodings })
  return sampleDelimited({ ...base, encoding, encodings }, synonyms, options)
}

function checkEncoding(encoding: string): string {
  try {
    return new TextDecoder(encoding).encoding
  } catch {
    throw new Fault('invalid_input', {
      field: 'options.encoding',
      problem: 'unknown_encoding',
      choices: ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'],
    })
  }
}

type Base = Omit<Sample, 'header' | 'headers' | 'rows'>

async function sampleDelimited(base: Base, synonyms: Synonyms, options: InspectOptions): Promise<Sample> {
  const text = await beginning(base)
  if (text.trim() === '') throw new Fault('file_empty', { file: base.file })
  refuseBinary(base.file, text)
  const carriageReturns = !text.includes('\n') && text.includes('\r')
  const guess =
    options.delimiter === undefined
      ? guessDelimiter(text)
      : { ...guessDelimiter(`sep=${options.delimiter}\n${text}`), delimiter: options.delimiter }
  const shape = {
    ...base,
    delimiter: guess.delimiter,
    whitespaceSeparated: guess.whitespace,
    carriageReturns,
  }
  const width = Array.from({ length: guess.columns }, (_, at) => String(at))
  const rows: Cell[][] = []
  const numbers: number[] = []
  for await (const block of openRecords(shape, width, sampleSize)) {
    for (let record = 0; record < block.n && rows.length < sampleSize + 30; record++) {
      rows.push(Array.from({ length: Math.max(block.width(record), 1) }, (_, at) => block.cell(record, at)))
      numbers.push(block.rows[record] ?? 0)
    }
    if (rows.length >= sampleSize + 30) break
  }
  const { range } = readRange(options.sheet)
  const columnsInFile = guess.columns
  if (range !== null) {
    const part = within(rows, numbers, range)
    const table = toTable(part.rows, part.numbers, synonyms, options, base.file)
    const { sheets } = severalTables(null, tablesInSheet(rows, numbers, synonyms))
    return { ...shape, ...table, sheets, sheet: nameRange(null, range), columnsInFile }
  }
  const several = options.headerRow === undefined ? tablesInSheet(rows, numbers, synonyms) : []
  if (several.length > 1) return { ...shape, ...severalTables(null, several) }
  const table = toTable(rows, numbers, synonyms, options, base.file)
  return { ...shape, ...table }
}

interface Table {
  header: HeaderGuess
  headerRow: number | null
  headers: string[]
  rows: Cell[][]
}

/** Finds the header among rows (or takes the caller's) and names every column. */
function toTable(
  rows: readonly Cell[][],
  numbers: readonly number[],
  synonyms: Synonyms,
  options: InspectOptions,
  file: string,
): Table {
  if (rows.length === 0) throw new Fault('file_empty', { file })
  const asked = options.headerRow
  const header =
    asked === undefined
      ? findHeader(rows, synonyms)
      : { index: asked === 0 ? -1 : numbers.indexOf(asked), confidence: 1, known: 0 }
  if (asked !== undefined && asked > 0 && header.index < 0) {
    throw new Fault('invalid_input', { field: 'options.header_row', problem: 'no_such_row' })
  }
  const data = rows.slice(header.index + 1)
  const named = header.index < 0 ? [] : (rows[header.index] ?? []).map(cellText)
  const widths = data
    .filter(row => row.some(cell => cellText(cell).trim() !== ''))
    .map(row => row.length)
    .sort((one, two) => one - two)
  const width =
    header.index >= 0 ? trimmedWidth(named, data) : (widths[Math.floor(widths.length / 2)] ?? named.length)
  const headers = Array.from({ length: Math.max(1, width) }, (_, at) => {
    const text = named[at] ?? ''
    return text.trim() === '' ? `column ${at + 1}` : text
  })
  if (data.length === 0) throw new Fault('file_empty', { file })
  const records = data.slice(0, sampleSize).filter(row => isRecord(row, named, width, synonyms))
  return {
    header,
    headerRow: header.index < 0 ? null : (numbers[header.index] ?? 1),
    headers,
    rows: records.length > 0 ? records : data.slice(0, sampleSize),
  }
}

/** Columns with a name, or with values under a blank name; what is blank all the way is no column. */
function trimmedWidth(named: readonly string[], data: readonly Cell[][]): number {
  let width = named.length
  while (
    width > 1 &&
    (named[width - 1] ?? '').trim() === '' &&
    data.every(row => cellText(row[width - 1] ?? null).trim() === '')
  )
    width--
  return width
}

async function beginning(base: Base): Promise<string> {
  let text = ''
  for await (const { bytes } of utf8Blocks(base.source, base.encoding ?? 'utf-8')) {
    text += bytes.toString('utf8')
    if (text.length >= 1 << 20) break
  }
  const cut = text.length > 1 << 20 ? text.lastIndexOf('\n', 1 << 20) : -1
  return cut > 0 ? text.slice(0, cut + 1) : text
}

function refuseBinary(file: string, text: string): void {
  const sample = text.slice(0, 65_536)
  // oxlint-disable-next-line no-control-regex
  const odd = sample.match(/[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/g)?.length ?? 0
  if (odd > sample.length * 0.05)
    throw new Fault('unsupported_format', { file, format: 'binary data', supported })
}

async function sampleJson(base: Base): Promise<Sample> {
  const keys = new Set<string>()
  const values: Readonly<Record<string, Cell>>[] = []
  let seen = 0
  for await (const record of jsonRecords(
    utf8Blocks(base.source, base.encoding ?? 'utf-8'),
    base.container === 'ndjson',
  )) {
    seen++
    if (record.value !== null) {
      for (const key of Object.keys(record.value)) keys.add(key)
      values.push(record.value)
    }
    if (seen >= sampleSize) break
  }
  // No array in it: one object a line, the first one longer than what was looked at.
  if (seen === 0 && base.container === 'json') return sampleJson({ ...base, container: 'ndjson' })
  if (seen === 0) throw new Fault('file_empty', { file: base.file })
  if (values.length === 0)
    throw new Fault('file_unreadable', { file: base.file, problem: 'json_without_objects', line: 1 })
  const headers = [...keys].slice(0, 500)
  if (headers.length === 0) throw new Fault('file_empty', { file: base.file })
  return {
    ...base,
    header: { index: 0, confidence: 1, known: 0 },
    headerRow: 0,
    headers,
    rows: values.map(value => headers.map(key => value[key] ?? null)),
  }
}

async function sampleWorkbook(
  source: Source,
  scan: Scan,
  synonyms: Synonyms,
  options: InspectOptions,
  base: Base,
): Promise<Sample> {
  const sheets = await readWorkbook(source, scan.tail)
  const infos = sheets.map(({ name, rows }) => ({
    name,
    rows: rows.length,
    columns: Math.max(0, ...rows.slice(0, 200).map(row => row.length)),
  }))
  const useful = infos.filter(info => info.rows >= 2 && info.columns >= 1)
  if (useful.length === 0) throw new Fault('file_empty', { file: base.file })
  const asked = sheets.some(one => one.name === options.sheet)
    ? { sheet: options.sheet ?? null, range: null }
    : readRange(options.sheet)
  const name = asked.sheet ?? (useful.length === 1 ? useful[0]?.name : undefined)
  const sheet = sheets.find(one => one.name === name)
  if (options.sheet !== undefined && sheet === undefined)
    throw new Fault('needs_sheet', { file: base.file, sheets: sheets.map(one => one.name) })
  if (sheet === undefined)
    return { ...base, sheets: useful, header: { index: -1, confidence: 1, known: 0 }, headers: [], rows: [] }
  const rows = sheet.rows.slice(0, sampleSize + 30)
  const numbers = sheet.rows.map((_, at) => at + 1)
  const several =
    asked.range === null && options.headerRow === undefined ? tablesInSheet(rows, numbers, synonyms) : []
  if (several.length > 1) return { ...base, ...severalTables(sheet.name, several) }
  const part = asked.range === null ? { rows, numbers } : within(sheet.rows, numbers, asked.range)
  const table = toTable(part.rows, part.numbers, synonyms, options, base.file)
  return {
    ...base,
    ...table,
    sheets:
      asked.range === null
        ? useful
        : severalTables(sheet.name, tablesInSheet(rows, numbers, synonyms)).sheets,
    sheet: asked.range === null ? sheet.name : nameRange(sheet.name, asked.range),
    totalRows: (asked.range?.toRow ?? sheet.rows.length) - (table.headerRow ?? 0),
  }
}

async function firstRows(from: BlockSource, keys: readonly string[], size: number): Promise<Cell[][]> {
  for await (const block of openRecords(from, keys, size)) {
    return Array.from({ length: block.n }, (_, record) => keys.map((_key, at) => block.cell(record, at)))
  }
  throw new Fault('file_empty', { file: from.file })
}
