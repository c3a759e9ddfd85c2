import { createHash } from 'node:crypto'

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8)

const scale = String.raw`(?:[KMB]\b|[万萬亿億])`
const unit = String.raw`(?:%|pp\b|percentage points?|percent\b|个百分点|個百分點)`
const number = new RegExp(
  String.raw`[-−+]?[$€£¥]?\d+(?:,\d{3})*(?<point>\.\d+)?(?:[ \u00a0]?${scale})?(?:[ \u00a0]?${unit})?`,
  'gu',
)

/** A sentence with its numbers left out; how many decimals a number had stays, so that a rounded quote is another one. */
const bare = (sentence: string): string =>
  sentence.replace(number, (...found) => {
    const groups: unknown = found.at(-1)
    const point =
      typeof groups === 'object' && groups !== null && 'point' in groups ? groups.point : undefined
    return typeof point === 'string' ? `#.${'#'.repeat(point.length - 1)}` : '#'
  })

interface Saying {
  text: string
  /** From 0. */
  line: number
}

/** Sentences that hold a number, as a reader copies them: no marks of layout, no references. */
function sayingsIn(text: string): Saying[] {
  return text.split('\n').flatMap((line, place) =>
    line
      .replace(/\[(?:F\d+[–, ]*)+\]/g, '')
      .replace(/^[\s>#-]+|[*`]+/g, '')
      .split(/(?<=[.!?])\s+|(?<=[。！？；])/u)
      .map(part => part.replace(/\s+/g, ' ').trim())
      .filter(part => part.length >= 12 && /\d/.test(part) && !part.startsWith('|'))
      .map(part => ({ text: part, line: place })),
  )
}

/** What a report keeps of its sentences: one mark each for its words, then for all of it. */
export const sayingMarks = (text: string): string[] => [
  ...new Set(sayingsIn(text).map(({ text: part }) => `~${short(bare(part))}${short(part)}`)),
]

/**
 * Sentences of a pasted text that are a report's own, word for word, with numbers, signs or units that no report on
 * record gave them: right or not as figures, they are not what was written there.
 */
export function misquoted(text: string, written: readonly (readonly string[])[]): Saying[] {
  const exact = new Map<string, Set<string>>()
  for (const mark of written.flat()) {
    if (!mark.startsWith('~')) continue
    const words = mark.slice(1, 9)
    exact.set(words, (exact.get(words) ?? new Set()).add(mark.slice(9)))
  }
  return sayingsIn(text).filter(({ text: part }) => {
    const known = exact.get(short(bare(part)))
    return known !== undefined && !known.has(short(part))
  })
}
