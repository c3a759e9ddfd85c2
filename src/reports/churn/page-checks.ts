import { keysIn, printedIn, replaceMarks, replacePlans } from '../marks.ts'
import type { CheckedPage } from '../report-kind.ts'
import type { ChurnFacts } from './facts.ts'
import { causalClaims } from './causal-words.ts'
import { churnWords } from './words/words.ts'

/** What a reader sees of a marked text: no marks, no register, no self-check. */
const seen = (text: string): string =>
  replacePlans(
    replaceMarks(text, (_key, printed) => printed),
    inner => inner,
  )

const idsOn = (facts: ChurnFacts, { text }: CheckedPage): Set<string> =>
  new Set(keysIn(text).flatMap(key => facts.book.get(key)?.id ?? []))

/** Figures that every page must print. */
export const printsAll = (
  facts: ChurnFacts,
  pages: readonly CheckedPage[],
  ids: readonly string[],
): boolean =>
  pages.every(page => {
    const printed = idsOn(facts, page)
    return ids.every(id => printed.has(id))
  })

/** Window, numerator and denominator of churn stand before the first rate, the report's day before all. */
export const definedFirst = (facts: ChurnFacts, pages: readonly CheckedPage[]): boolean =>
  pages.every(({ text }) => {
    const drivers = facts.drivers.answer
    if (drivers === null) return false
    const printed = printedIn(text)
    const rate = printed.findIndex(({ printed: number }) => /%/.test(number))
    const before = new Set(printed.slice(0, rate).flatMap(({ key }) => facts.book.get(key)?.id ?? []))
    const needed = ['window_days', 'numerator', 'denominator'].map(
      name => `${drivers.result_id}.baseline/${name}`,
    )
    return rate > 0 && needed.every(id => before.has(id))
  })

/** Sentences that sell association as cause, over all pages. */
export const claims = (pages: readonly CheckedPage[]): string[] =>
  pages.flatMap(({ text, language }) => causalClaims(seen(text), language))

/** Phrases that a page must hold, as the words of its language have them. */
export const says = (
  pages: readonly CheckedPage[],
  phrases: (words: ReturnType<typeof churnWords>) => readonly string[],
): boolean =>
  pages.every(({ text, language }) => {
    const read = seen(text)
    return phrases(churnWords(language)).every(phrase => read.includes(phrase))
  })

const mail = /[\w.+-]+@[\w-]+\.[a-z]{2,}/i
const phone =
  /(?<![\d.,-])(?:\+\d{1,3}[ -]?)?(?:1[3-9]\d{9}|09\d{2}-?\d{3}-?\d{3}|\(\d{3}\) ?\d{3}-\d{4})(?![\d.])/

/** Han text with half-width punctuation, which no reader would sign. */
const halfWidth = /\p{Script=Han}[,;:?!](?!\d)|\p{Script=Han} ?\([^)]*\p{Script=Han}[^)]*\)/u

/** Texts of answers that a Chinese page may hold with marks of half width: names of columns, values, files and sheets. */
export function foreignNames(value: unknown): string[] {
  if (typeof value === 'string') return halfWidth.test(value) && value.length <= 120 ? [value] : []
  if (Array.isArray(value)) return [...new Set(value.flatMap(foreignNames))]
  return typeof value === 'object' && value !== null
    ? [
        ...new Set(
          Object.entries(value).flatMap(([key, item]) => [
            ...foreignNames(key),
            ...(worded.has(key) ? [] : foreignNames(item)),
          ]),
        ),
      ]
    : []
}

/** Fields of answers that are sentences of ours. */
const worded = new Set([
  'text',
  'assumptions',
  'warnings',
  'detail',
  'definition',
  'definition_text',
  'why',
  'reason',
  'suggested_actions',
])

const escaped = (name: string): string => name.replace(/([\\|`*_[\]#~!])/g, '\\$1')

/** The answer comes first, in the reader's writing, without addresses. `names`, as the files write them, are no text of ours. */
export const readable = (pages: readonly CheckedPage[], names: readonly string[] = []): boolean =>
  pages.every(({ text, language }) => {
    const read = names.reduce(
      (rest, name) => rest.replaceAll(name, '').replaceAll(escaped(name), ''),
      seen(text),
    )
    const lines = read.split('\n')
    const firstSection = lines.find(line => line.startsWith('## ')) ?? ''
    const prose = lines.filter(line => !/`/.test(line))
    return (
      /one page|一页结论|一頁結論/.test(firstSection) &&
      !prose.some(line => mail.test(line) || phone.test(line)) &&
      (language === 'en'
        ? !/[\u3000-\u303f\uff01-\uff5e]/.test(firstSection)
        : !prose.some(line => halfWidth.test(line)))
    )
  })
