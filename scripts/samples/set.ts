import iconv from 'iconv-lite'
import writeExcelFile from 'write-excel-file/node'
import type { Cell } from './text.ts'
import { toCsv } from './text.ts'

type Encoding = 'utf-8' | 'utf-8 with BOM' | 'gbk' | 'big5'

interface Sheet {
  name: string
  rows: readonly (readonly Cell[])[]
}

/** One file of a sample, before it becomes bytes. `about` is its line in the README. */
export type SampleFile =
  | {
      kind: 'csv'
      name: string
      about: string
      rows: readonly (readonly Cell[])[]
      encoding: Encoding
      newline: '\n' | '\r\n'
    }
  | { kind: 'xlsx'; name: string; about: string; sheets: readonly Sheet[] }

/** A sample with the truth that was planted in it. */
export interface SampleSet {
  folder: string
  title: string
  story: string
  files: readonly SampleFile[]
  /** Written to truth.json for tests and readers; no product code may read it. */
  truth: Readonly<Record<string, unknown>>
  planted: readonly string[]
  oddities: readonly string[]
}

/** The bytes of one file; the same input gives the same bytes on every day. */
export async function fileBytes(file: SampleFile): Promise<Buffer> {
  if (file.kind === 'xlsx') return workbook(file.sheets)
  const text = toCsv(file.rows, file.newline)
  if (file.encoding === 'utf-8') return Buffer.from(text)
  if (file.encoding === 'utf-8 with BOM') return Buffer.from(`\uFEFF${text}`)
  return iconv.encode(text, file.encoding)
}

async function workbook(sheets: readonly Sheet[]): Promise<Buffer> {
  const data = sheets.map(({ name, rows }) => ({ sheet: name, data: rows.map(row => [...row]) }))
  return withoutClock(await writeExcelFile(data).toBuffer())
}

const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endOfDirectory = 0x06054b50
const firstOfJanuary1980 = 0x0021

/** A zip archive whose entries all carry the oldest date that zip knows, instead of the time of writing. */
function withoutClock(zip: Buffer): Buffer {
  const bytes = Buffer.from(zip)
  let end = bytes.length - 22
  while (end > 0 && bytes.readUInt32LE(end) !== endOfDirectory) end -= 1
  let entry = bytes.readUInt32LE(end + 16)
  while (bytes.readUInt32LE(entry) === centralHeader) {
    const local = bytes.readUInt32LE(entry + 42)
    if (bytes.readUInt32LE(local) !== localHeader) throw new Error('not a zip archive')
    bytes.writeUInt32LE(firstOfJanuary1980 << 16, entry + 12)
    bytes.writeUInt32LE(firstOfJanuary1980 << 16, local + 10)
    const lengths = [28, 30, 32].map(at => bytes.readUInt16LE(entry + at))
    entry += 46 + lengths.reduce((sum, length) => sum + length, 0)
  }
  return bytes
}

const rowCount = (file: SampleFile): number =>
  file.kind === 'csv' ? file.rows.length - 1 : file.sheets.reduce((sum, { rows }) => sum + rows.length - 1, 0)

const form = (file: SampleFile): string =>
  file.kind === 'csv' ? `CSV, ${file.encoding}` : `XLSX, ${file.sheets.map(({ name }) => name).join(', ')}`

const list = (lines: readonly string[]): string => lines.map(line => `- ${line}`).join('\n')

/** The README of a set: where it comes from, what lies in it, what was planted. */
export function readme({ title, story, files, planted, oddities }: SampleSet): string {
  const table = files.map(file => `| \`${file.name}\` | ${form(file)} | ${rowCount(file)} | ${file.about} |`)
  return `# ${title}

${story}

- Origin: made by \`scripts/make-samples.ts\` from a fixed seed. No real person or company is in it.
- Licence: CC0 1.0.

| file | form | rows | what |
|---|---|---|---|
${table.join('\n')}

Planted truth (numbers in \`truth.json\`, which no product code may read):

${list(planted)}

Oddities, on purpose:

${list(oddities)}
`
}

/** `truth.json`, one line a value list so that it stays readable. */
export const truthJson = ({ truth }: SampleSet): string => `${JSON.stringify(truth, null, 1)}\n`
