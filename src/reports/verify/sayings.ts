import type { KeptLine } from './kept-page.ts'
import type { Sentence } from './reworded.ts'

const scale = String.raw`(?:[KMB]\b|[万萬亿億])`
const unit = String.raw`(?:%|pp\b|percentage points?|percent\b|个百分点|個百分點)`
// Numbers in words, and grades.
const said = String.raw`[一二两兩三四五六七八九]成半?|[一二两兩三四五六七八九十](?=[个個项項条條种種])|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b|\bone(?= (?:in|out of)\b)|(?<=[:：] ?)[A-E](?=\.|。| ?[级級])`
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

/** Letters of a part that can be told apart; a Chinese sign says as much as two. */
const shortest = 12

const references = /\[(?:F\d+[–, ]*)+\]/g

/**
 * Sentences as a reader copies them: no references; whole, and by clauses where these are long
 * enough to be told apart. A row is one.
 */
export function sentencesOf({ words, kind }: Pick<KeptLine, 'words' | 'kind'>): Sentence[] {
  if (kind === 'index') return []
  if (kind === 'row')
    return [{ text: words, numbers: numbersOf(words) }].filter(({ numbers }) => numbers.length > 0)
  const sentences = words.replace(references, '').split(/(?<=[.!?])\s+|(?<=[。！？])/u)
  return [...new Set([...sentences, ...sentences.flatMap(sentence => sentence.split(/(?<=；)/u))])]
    .map(part => part.replace(/\s+/g, ' ').trim())
    .filter(part => part.length >= (/\p{Script=Han}/u.test(part) ? shortest / 2 : shortest))
    .map(text => ({ text, numbers: numbersOf(text) }))
}

/** The same numbers, or the same ones rounded. */
export const sameNumbers = (now: readonly string[], written: readonly string[]): boolean =>
  now.length === written.length && now.every((one, place) => quotes(one, written[place] ?? ''))

/** What reports said in each wording, numbers apart. */
export class Sayings {
  readonly #given = new Map<string, Sentence[]>()

  constructor(written: readonly Pick<KeptLine, 'words' | 'kind'>[]) {
    for (const sentence of written.flatMap(sentencesOf)) {
      const words = bare(sentence.text)
      const known = this.#given.get(words)
      if (known) known.push(sentence)
      else this.#given.set(words, [sentence])
    }
  }

  get all(): Sentence[] {
    return [...this.#given.values()].flat()
  }

  /** What was said in the same words; nothing where these words were never used. */
  inTheSameWords({ text }: Sentence): readonly Sentence[] {
    return this.#given.get(bare(text)) ?? []
  }
}
