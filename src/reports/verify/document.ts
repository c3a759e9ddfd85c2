import { decoded, pagePieces } from './page-pieces.ts'
import { wordsFor } from '../words/words.ts'
import { languages } from '../../locales/index.ts'

export interface RegisterRow {
  number: string
  id: string
  /** As printed in the document. */
  value: number
  line: number
}

/** The register at the end of a Markdown document: `| F1 | \`id\` | value | …`. */
export const registerRows = (text: string): RegisterRow[] =>
  text.split('\n').flatMap((line, place) => {
    const match = /^\| (F\d+) \| `([^`]+)` \| ([^|]+) \|/.exec(line)
    return match ? [{ number: match[1] ?? '', id: match[2] ?? '', value: Number(match[3]), line: place }] : []
  })

/** Reference numbers as they are cited, ranges spelled out. */
export const referencesIn = (cited: string): string[] =>
  cited.split(', ').flatMap(part => {
    const [from, to] = [...part.matchAll(/F(\d+)/g)].map(match => Number(match[1]))
    if (from === undefined) return []
    return Array.from({ length: (to ?? from) - from + 1 }, (_, index) => `F${from + index}`)
  })

/** Reference numbers of a line. */
export function referencesOf(line: string): string[] {
  if (!/F\d+(?:\]\s*| \|)$/.test(line)) return []
  const cited =
    /\[((?:F\d+(?:–F\d+)?(?:, )?)+)\]\s*$/.exec(line)?.[1] ??
    /\| ((?:F\d+(?:–F\d+)?(?:, )?)+) \|$/.exec(line)?.[1]
  return referencesIn(cited ?? '')
}

const names = new Set(languages.flatMap(language => wordsFor(language).rubric.names))

/** Lines of the self-check and the register: their numbers are places and points, not figures of the data. */
export const isSelfCheck = (line: string): boolean =>
  names.has((line.split(' | ')[1] ?? '').replace(/ \*\*[(（].*[)）]\*\*$/, '').trim())

/** A page as plain lines: each tagged number keeps its id, everything that is not read is gone. */
export function pageText(html: string): {
  lines: { text: string; line: number }[]
  tagged: { id: string; text: string; line: number; place: number }[]
} {
  const tagged: { id: string; text: string; line: number; place: number }[] = []
  const lines = pagePieces(html)
    .filter(({ part }) => part === null)
    .map((piece, place) => {
      const bare = piece.html
        .replace(/<code>[^<]*<\/code>/g, ' ')
        .replace(
          /<(span|tspan) [^>]*data-figure="([^"]+)"[^>]*>([^<]*)<\/\1>/g,
          (_whole, _tag: string, id: string, printed: string) => {
            tagged.push({ id: decoded(id), text: decoded(printed), line: piece.line, place })
            return ' '
          },
        )
        .replace(/<(span|tspan) data-name(?:="")?>[^<]*<\/\1>/g, ' ')
      return { text: decoded(bare), line: piece.line }
    })
  return { lines, tagged }
}
