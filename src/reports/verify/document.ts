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

/** Reference numbers of a line, ranges spelled out. */
export function referencesOf(line: string): string[] {
  const cited =
    /\[((?:F\d+(?:–F\d+)?(?:, )?)+)\]\s*$/.exec(line)?.[1] ??
    /\| ((?:F\d+(?:–F\d+)?(?:, )?)+) \|$/.exec(line)?.[1]
  return (cited ?? '').split(', ').flatMap(part => {
    const [from, to] = [...part.matchAll(/F(\d+)/g)].map(match => Number(match[1]))
    if (from === undefined) return []
    return Array.from({ length: (to ?? from) - from + 1 }, (_, index) => `F${from + index}`)
  })
}

const names = new Set(languages.flatMap(language => wordsFor(language).rubric.names))

/** Lines of the self-check and the register: their numbers are places and points, not figures of the data. */
export const isSelfCheck = (line: string): boolean =>
  names.has((line.split(' | ')[1] ?? '').replace(/ \*\*[(（].*[)）]\*\*$/, '').trim())

/** A page as plain lines: each tagged number keeps its id, everything that is not read is gone. */
export function pageText(html: string): {
  text: string
  tagged: { id: string; text: string; line: number }[]
} {
  const body = html
    .slice(html.indexOf('<body'))
    .replace(/<details class="register">[\s\S]*?<\/details>/g, '')
    .replace(/<nav [\s\S]*?<\/nav>/g, '')
    .replace(/<footer>[\s\S]*?<\/footer>/g, '')
    .replace(/<style>[\s\S]*?<\/style>|<!\[CDATA\[[\s\S]*?\]\]>/g, '')
    .replace(/<code>[^<]*<\/code>/g, ' ')
  const lines = body.replace(/<\/(?:p|li|tr|h\d|text|summary|figcaption)>/g, '\n').split('\n')
  const tagged: { id: string; text: string; line: number }[] = []
  const decode = (text: string): string =>
    text
      .replace(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&')
  const text = lines.map((line, place) => {
    const bare = line.replace(
      /<(span|tspan) [^>]*data-figure="([^"]+)"[^>]*>([^<]*)<\/\1>/g,
      (_whole, _tag: string, id: string, printed: string) => {
        tagged.push({ id: decode(id), text: decode(printed), line: place })
        return ' '
      },
    )
    const named = bare.replace(/<(span|tspan) data-name>[^<]*<\/\1>/g, ' ')
    const cells = named.replace(/<\/t[dh]>\s*(?=<t)/g, ' | ')
    return decode(cells)
  })
  return { text: text.join('\n'), tagged }
}
