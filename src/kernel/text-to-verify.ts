import { readFileSync } from 'node:fs'
import { Fault } from '../fault.ts'
import { dataFileText } from '../reports/verify/data-file.ts'
import { docxTextOf } from '../reports/verify/docx-text.ts'
import { printMark } from '../reports/verify/kept-file.ts'
import type { PageFormat } from '../reports/verify/kept-page.ts'
import { isPage } from '../reports/verify/page-pieces.ts'
import { tidy } from '../reports/verify/tidy.ts'
import { readableFile } from './file-access.ts'
import type { ReportParts } from './report-service.ts'
import type { Registered } from './reports-on-record.ts'

export interface VerifyRequest {
  path?: string | undefined
  text?: string | undefined
}

export interface TextToVerify {
  /** With its figures as a register, where it is no text to read. */
  text: string
  raw: string
  source: string
  format: PageFormat | 'pdf'
}

const longest = 4_000_000
const readable = ['md', 'html', 'txt', 'json', 'docx']

function readAs(written: string, source: string, format?: PageFormat): TextToVerify {
  const raw = tidy(written)
  const data = dataFileText(raw)
  return {
    text: data ?? raw,
    raw,
    source,
    format: format ?? (data !== null ? 'json' : isPage(raw) ? 'html' : 'md'),
  }
}

const registerText = (register: readonly Registered[]): string =>
  register.map(({ id, value }, place) => `| F${place + 1} | \`${id}\` | ${value} | |`).join('\n')

/** What to verify, as text. A paper is not read back: only one that nobody has touched tells its figures. */
export async function textToVerify(
  { folders }: ReportParts,
  { path, text }: VerifyRequest,
  prints: ReadonlyMap<string, readonly Registered[]>,
): Promise<TextToVerify> {
  if (text !== undefined) return readAs(text, 'text')
  if (path === undefined)
    throw new Fault('invalid_input', { field: 'path', problem: 'give either path or text' })
  const file = await readableFile({ ...folders, readRoots: [...folders.readRoots, folders.output] }, path)
  const format = /\.(md|html|txt|json|docx|pdf)$/i.exec(file.name)?.[1]?.toLowerCase()
  const unread = (): Fault =>
    new Fault('report_unreadable', {
      file: file.name,
      format: format ?? file.name.split('.').at(-1) ?? '',
      supported: readable,
    })
  if (format === undefined) throw unread()
  if (file.bytes > longest)
    throw new Fault('file_too_large', {
      file: file.name,
      bytes: file.bytes,
      limit: longest,
      advice: 'Check the parts of the text one by one',
    })
  const bytes = readFileSync(file.path)
  if (format === 'pdf') {
    const register = prints.get(printMark(bytes))
    if (register === undefined) throw unread()
    return { text: registerText(register), raw: '', source: file.name, format }
  }
  if (format !== 'docx') return readAs(bytes.toString('utf8'), file.name)
  const shown = docxTextOf(bytes)
  if (shown === null) throw unread()
  return readAs(shown, file.name, 'docx')
}
