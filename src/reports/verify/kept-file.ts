import { createHash } from 'node:crypto'
import { docxText } from './docx-text.ts'
import { keepPage } from './kept-page.ts'
import type { PageFormat } from './kept-page.ts'

/** A mark of a file that is not read back: any other byte makes another. */
export const printMark = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** What a report keeps of a file it wrote, to hold a copy against. */
export function keepFile(content: string | Uint8Array, format: PageFormat | 'pdf'): string {
  if (format === 'pdf') return printMark(Buffer.from(content))
  return keepPage(typeof content === 'string' ? content : docxText(content), format)
}
