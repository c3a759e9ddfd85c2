import { createHash } from 'node:crypto'

const short = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 8)

const scale = String.raw`(?:[KMB]\b|[万萬亿億])`
const unit = String.raw`(?:%|pp\b|percentage points?|percent\b|个百分点|個百分點)`
const said = String.raw`[一二两兩三四五六七八九]成半?|\b(?:one|two|three|four|five|six|seven|eight|nine|ten)(?= (?:in|out of)\b)`
const number = new RegExp(
  String.raw`[-−+]?[$€£¥]?\d+(?:,\d{3})*(?:\.\d+)?(?:[ \u00a0]?${scale})?(?:[ \u00a0]?${unit})?|${said}`,
  'gu',
)

/** A sentence with its numbers left out. */
const bare = (sentence: string): string => sentence.replace(number, '#')

/** The numbers of a sentence, written one way. */
const numbersOf = (sentence: string): string[] =>
  [...sentence.matchAll(number)].map(([found]) =>
    found
      .replace(/[\s,\u00a0]/g, '')
      .replace('−', '-')
      .replace('percentagepoint', 'pp')
      .replace('percent', '%'),
  )

const parts = /^([^\d]*)(\d+)(?:\.(\d+))?(.*)$/

/** The same number, or the same one rounded to fewer decimals. */
function quotes(now: string, written: string): boolean {
  if (now === written) return true
  const [one, two] = [parts.exec(now), parts.exec(written)]
  if (!one || !two || one[1] !== two[1] || one[4] !== two[4]) return false
  const [fewer, all] = [one[3]?.length ?? 0, two[3]?.length ?? 0]
  const value = (match: RegExpExecArray): number => Number(`${match[2]}.${match[3] ?? '0'}`)
  return fewer < all && Math.abs(value(one) - value(two)) <= 0.5 * 10 ** -fewer + 1e-9
}

interface Saying {
  text: string
  /** From 0. */
  line: number
}

const references = /\[(?:F\d+[–, ]*)+\]/g
const referenceCell = /\| (?:F\d+(?:–F\d+)?(?:, )?)+ \|\s*$/

/**
 * Sentences that hold a number, as a reader copies them: no marks of layout, no references; whole, and by clauses where
 * these are long enough to be told apart. Of tables only rows that cite their figures.
 */
function sayingsIn(text: string): Saying[] {
  return text.split('\n').flatMap((line, place) => {
    const plain = line
      .replace(references, '')
      .replace(/^[\s>#-]+|[*`]+/g, '')
      .trim()
    if (plain.startsWith('|'))
      return referenceCell.test(plain) ? [{ text: plain.replace(referenceCell, '|'), line: place }] : []
    const sentences = plain.split(/(?<=[.!?])\s+|(?<=[。！？])/u)
    return [...new Set([...sentences, ...sentences.flatMap(sentence => sentence.split(/(?<=；)/u))])]
      .map(part => part.replace(/\s+/g, ' ').trim())
      .filter(part => part.length >= 12 && numbersOf(part).length > 0)
      .map(part => ({ text: part, line: place }))
  })
}

/** What a report keeps of its sentences: a mark of the words of each, then its numbers. */
export const sayingMarks = (text: string): string[] => [
  ...new Set(sayingsIn(text).map(({ text: part }) => `^${short(bare(part))}${numbersOf(part).join(' ')}`)),
]

/**
 * Sentences of a pasted text that are a report's own, word for word, with numbers, signs or units that no report on
 * record gave them: right or not as figures, they are not what was written there. A rounded number is the same one.
 */
export function misquoted(text: string, written: readonly (readonly string[])[]): Saying[] {
  const given = new Map<string, string[][]>()
  for (const mark of written.flat()) {
    if (!mark.startsWith('^')) continue
    const words = mark.slice(1, 9)
    given.set(words, [...(given.get(words) ?? []), mark.slice(9).split(' ')])
  }
  const wrong = sayingsIn(text).filter(({ text: part }) => {
    const now = numbersOf(part)
    return given
      .get(short(bare(part)))
      ?.every(numbers => !now.every((one, place) => quotes(one, numbers[place] ?? '')))
  })
  return wrong.filter(({ line }, place) => wrong.findIndex(other => other.line === line) === place)
}
