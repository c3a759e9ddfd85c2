import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { pageLines } from './page-lines.ts'
import type { LineKind, PageLine } from './page-lines.ts'

export type KeptLine = Pick<PageLine, 'words' | 'cites' | 'kind'>

const letters: Readonly<Record<LineKind, string>> = {
  heading: 'h',
  head: 't',
  row: 'r',
  index: 'i',
  text: 'p',
}
const kinds = new Map<string, LineKind>([
  ['h', 'heading'],
  ['t', 'head'],
  ['r', 'row'],
  ['i', 'index'],
  ['p', 'text'],
])

export type PageFormat = 'md' | 'html' | 'json' | 'docx'

/** The first letters tell what is kept from the marks of earlier versions, of which nothing can be read. */
const form = /^b1:(md|html|json|docx):/
const formats: ReadonlySet<string> = new Set<PageFormat>(['md', 'html', 'json', 'docx'])
const isFormat = (name: string): name is PageFormat => formats.has(name)

/** What a report keeps of a page it wrote: all its lines in order, packed. */
export function keepPage(text: string, format: PageFormat): string {
  const lines = pageLines(text).map(({ words, cites, kind }) => `${letters[kind]}${words}\t${cites}`)
  const packed = brotliCompressSync(lines.join('\n'), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  return `b1:${format}:${packed.toString('base64')}`
}

/** What a page on record is; `null` for what an earlier version kept. */
export function formatOf(kept: string): PageFormat | null {
  const name = form.exec(kept)?.[1] ?? ''
  return isFormat(name) ? name : null
}

/** The lines of a page as they were written; none of what an earlier version kept. */
export function openPage(kept: string): KeptLine[] {
  if (!form.test(kept)) return []
  return brotliDecompressSync(Buffer.from(kept.replace(form, ''), 'base64'))
    .toString('utf8')
    .split('\n')
    .map(line => {
      const [words = '', cites = ''] = line.slice(1).split('\t')
      return { words, cites, kind: kinds.get(line.charAt(0)) ?? 'text' }
    })
}
