import { isPage } from './page-pieces.ts'

/**
 * A text as we write it, whatever editor or clipboard it came through: ends of lines of other systems, cells set apart
 * by tabs or padded to one width. Lines keep their places.
 */
export function tidy(text: string): string {
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  if (isPage(plain) || /^\s*[{[]/.test(plain)) return plain
  return plain
    .split('\n')
    .map(line => {
      const row = line.includes('\t') && !/^\s*\|/.test(line) ? `| ${line.split('\t').join(' | ')} |` : line
      return /^\s*\|/.test(row)
        ? row
            .trim()
            .replace(/(?<!\\)[ \u00a0]*\|[ \u00a0]*/g, ' | ')
            .trim()
        : line.trimEnd()
    })
    .join('\n')
}
