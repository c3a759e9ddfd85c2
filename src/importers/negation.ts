/** Headers that say the opposite of a field: `unsubscribed`, and longer ones that hold such a word. */
import type { Synonyms } from './synonyms.ts'

/** Words that may stand around an opt-out without changing it: `Unsubscribed from all email`. */
const around = new Set(['from', 'all', 'for', 'has', 'is', 'at', 'by', 'any', 'emails', 'e', 'messages'])

/** The field a folded header negates, or undefined. An exact synonym of another field is no negation. */
export function negationOf(folded: string, key: string, synonyms: Synonyms): string | undefined {
  const exact = synonyms.negations.get(key)
  if (exact !== undefined || synonyms.exact.has(key)) return exact
  const words = folded.split(' ')
  if (words.length < 2 || words.length > 8 || !words.some(word => beginnings(synonyms).has(word)))
    return undefined
  for (const { phrase, field } of synonyms.negationPhrases) {
    const start = words.findIndex((_, at) => phrase.every((word, offset) => words[at + offset] === word))
    if (start < 0) continue
    const left = words.filter((_, at) => at < start || at >= start + phrase.length)
    if (left.every(word => harmless(word, synonyms))) return field
  }
  return undefined
}

const known = new WeakMap<Synonyms, ReadonlySet<string | undefined>>()

/** First words of all phrases: nearly every text that is looked at has none of them. */
function beginnings(synonyms: Synonyms): ReadonlySet<string | undefined> {
  let found = known.get(synonyms)
  if (!found) known.set(synonyms, (found = new Set(synonyms.negationPhrases.map(({ phrase }) => phrase[0]))))
  return found
}

const harmless = (word: string, { neutral, classes }: Synonyms): boolean =>
  around.has(word) ||
  neutral.has(word) ||
  (classes.get(word) ?? []).some(name => name === 'marketing' || name === 'mail' || name === 'consent')
