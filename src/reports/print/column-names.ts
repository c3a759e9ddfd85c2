import { wordsOf } from '../word-breaks.ts'
import type { Line } from './blocks.ts'
import { emWidth } from './columns.ts'

/** The name of a column cut into lines of so many ems, between words, as even as they come. */
function nameLines(name: string, ems: number): string {
  if (emWidth(name) * 1.1 <= ems) return name
  const lines: string[] = []
  for (const word of wordsOf(name)) {
    const last = lines.at(-1)
    if (last !== undefined && emWidth((last + word).trim()) * 1.1 <= ems)
      lines[lines.length - 1] = last + word
    else lines.push(word)
  }
  return lines.map(line => line.trim()).join('\n')
}

/** The same for a line as it is set; names of several parts stay as they are. */
export function namedLine(line: Line, ems: number): Line {
  const [span, ...rest] = line
  return span === undefined || rest.length > 0 ? line : [{ ...span, text: nameLines(span.text, ems) }]
}
