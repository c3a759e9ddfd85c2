/** What a file is, by its content; its name says nothing. */
import { Fault } from '../fault.ts'
import type { Container } from './types.ts'
import { zipEntries } from './zip.ts'

export const supported = ['CSV', 'TSV', 'TXT', 'JSON', 'NDJSON', 'XLSX', 'Parquet'] as const

const magic: readonly [string, readonly number[]][] = [
  ['old Excel (.xls) or encrypted workbook', [0xd0, 0xcf, 0x11, 0xe0]],
  ['gzip', [0x1f, 0x8b]],
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['PNG image', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG image', [0xff, 0xd8, 0xff]],
  ['GIF image', [0x47, 0x49, 0x46, 0x38]],
  ['TIFF image', [0x49, 0x49, 0x2a, 0x00]],
  ['SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ['7-Zip archive', [0x37, 0x7a, 0xbc, 0xaf]],
  ['RAR archive', [0x52, 0x61, 0x72, 0x21]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58]],
  ['Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['Avro', [0x4f, 0x62, 0x6a, 0x01]],
  ['ORC', [0x4f, 0x52, 0x43]],
  ['RTF', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['executable', [0x7f, 0x45, 0x4c, 0x46]],
  ['executable', [0x4d, 0x5a, 0x90]],
  ['HDF5', [0x89, 0x48, 0x44, 0x46]],
  ['Stata or SPSS', [0x24, 0x46, 0x4c, 0x32]],
  ['Arrow', [0x41, 0x52, 0x52, 0x4f, 0x57, 0x31]],
]

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, at) => bytes[at] === byte)

/**
 * `head` is the first 64 KB or less; `tail` the last 64 KB (for the directory of a zip).
 * Throws `unsupported_format` with the real kind where it is another one.
 */
export function recognise(file: string, head: Uint8Array, tail: Uint8Array): Container {
  const refuse = (format: string): never => {
    throw new Fault('unsupported_format', { file, format, supported })
  }
  if (startsWith(head, [0x50, 0x41, 0x52, 0x31])) return 'parquet'
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06]))
    return workbook(file, tail, refuse)
  for (const [name, signature] of magic) if (startsWith(head, signature)) refuse(name)
  const text = new TextDecoder('latin1')
    .decode(head.subarray(0, 4096))
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .replaceAll('\0', '')
    .replace(/^\u00ff\u00fe|^\u00fe\u00ff/, '')
    .trimStart()
  const low = text.slice(0, 600).toLowerCase()
  if (
    /^(?:<!doctype html|<html|<table|<meta|<head|<body)/.test(low) ||
    (low.startsWith('<') && low.includes('<table'))
  )
    refuse('HTML page (often saved as .xls)')
  if (low.startsWith('<?xml') || /^<[a-z][\w:-]*[\s>]/.test(low))
    refuse(low.includes('spreadsheet') ? 'Excel 2003 XML' : 'XML')
  return jsonKind(text) ?? 'delimited'
}

function workbook(file: string, tail: Uint8Array, refuse: (format: string) => never): Container {
  const names = zipEntries(tail).map(entry => entry.name)
  if (names.includes('xl/workbook.xml')) return 'xlsx'
  if (names.includes('xl/workbook.bin')) return refuse('binary Excel workbook (.xlsb)')
  if (names.some(name => name.startsWith('word/'))) return refuse('Word document')
  if (names.some(name => name.startsWith('ppt/'))) return refuse('PowerPoint document')
  if (names.includes('content.xml')) return refuse('OpenDocument spreadsheet (.ods)')
  if (names.some(name => name.startsWith('Index/') || name.endsWith('.iwa')))
    return refuse('Numbers document')
  if (names.length === 0)
    throw new Fault('file_unreadable', { file, problem: 'zip_directory_missing', line: null })
  return refuse('zip archive')
}

function jsonKind(text: string): Container | null {
  if (/^\[\s*(?:[{[\]]|"|-?\d+\s*[,\]])/.test(text) && !/^\[[^\]\n{"]*\]\s*\n/.test(text))
    return /^\[\s*[{[\]]/.test(text) ? 'json' : null
  if (!text.startsWith('{')) return null
  const line = text.split('\n', 1)[0]?.trim() ?? ''
  if (/^\{\s*("|\}|$)/.test(line)) {
    // One line that wraps a list, {"orders": [{…}]}, is one document; several such lines are records.
    const alone = text.slice(text.indexOf(line) + line.length).trim() === ''
    return line.endsWith('}') && isObject(line) && !(alone && wrapsRecords(line)) ? 'ndjson' : 'json'
  }
  return null
}

/** An object whose content is one list of objects, each at least as wide as what stands beside the list. */
function wrapsRecords(text: string): boolean {
  const values: unknown[] = Object.values(Object(JSON.parse(text)))
  const lists = values.filter((value): value is object[] => Array.isArray(value) && value.some(isRecord))
  const first = lists[0]?.find(isRecord)
  return lists.length === 1 && first !== undefined && Object.keys(first).length >= values.length - 1
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function isObject(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object'
  } catch {
    return false
  }
}
