import { align } from './align.ts'
import { counted, likeness, near, tokensOf } from './similar.ts'

/** Words of which one means the contrary of another: exchanged, a sentence says something else. */
const contraries: readonly (readonly string[])[] = [
  ['higher', 'lower'],
  ['highest', 'lowest'],
  ['high', 'medium', 'mid', 'low'],
  ['more', 'less', 'fewer'],
  ['most', 'least'],
  ['above', 'below', 'under', 'over'],
  ['best', 'worst'],
  ['better', 'worse'],
  ['up', 'down'],
  ['rise', 'fall', 'rises', 'falls', 'rose', 'fell'],
  ['increase', 'decrease', 'increased', 'decreased'],
  ['gain', 'loss', 'gained', 'lost', 'kept'],
  ['before', 'after', 'now'],
  ['active', 'inactive', 'churned', 'retained', 'left'],
  ['all', 'some', 'none'],
  ['measured', 'modelled', 'assumed'],
  ['day', 'week', 'month', 'quarter', 'year'],
  ['days', 'weeks', 'months', 'quarters', 'years'],
  ['高', '中', '低'],
  ['升', '降'],
  ['增', '减'],
  ['增', '減'],
  ['多', '少'],
  ['上', '下'],
  ['前', '后'],
  ['前', '後'],
  ['好', '差'],
  ['大', '小'],
  ['优', '劣'],
  ['優', '劣'],
  ['盈', '亏'],
  ['天', '周', '月', '季', '年'],
  ['天', '週', '月', '季', '年'],
]
const negations = new Set(
  'not no never none neither nor cannot without hardly 不 没 沒 无 無 未 非'.split(' ').concat("n't"),
)

interface Change {
  gone: string[]
  come: string[]
}

function changesOf(now: readonly string[], then: readonly string[]): Change[] {
  const places = align(now, then)
  const changes: Change[] = []
  let [next, come]: [number, string[]] = [0, []]
  const close = (to: number): void => {
    if (come.length > 0 || next < to) changes.push({ gone: then.slice(next, to), come })
    come = []
  }
  now.forEach((word, place) => {
    const at = places[place] ?? -1
    if (at < 0) {
      come.push(word)
      return
    }
    close(at)
    next = at + 1
  })
  close(then.length)
  return changes
}

const negated = (words: readonly string[]): number => words.filter(word => negations.has(word)).length

const startOf = (words: readonly string[], name: readonly string[]): number =>
  words.findIndex((_word, place) => name.every((part, step) => words[place + step] === part))

/** Two names with a number between them that have changed places, while the numbers have not. */
function exchanged(
  now: readonly string[],
  then: readonly string[],
  names: readonly (readonly string[])[],
): boolean {
  const both = names
    .map(name => ({ before: startOf(then, name), after: startOf(now, name) }))
    .filter(place => place.before >= 0 && place.after >= 0)
  return both.some(one =>
    both.some(
      other =>
        one.before < other.before &&
        one.after > other.after &&
        then.slice(one.before, other.before).includes('#'),
    ),
  )
}

/** Whether a sentence says another thing than the one it was made from: another name, the contrary, a denial. */
function saysOther(
  now: readonly string[],
  then: readonly string[],
  names: readonly (readonly string[])[],
): boolean {
  if (negated(now) % 2 !== negated(then) % 2) return true
  const changes = changesOf(now, then)
  const [gone, come] = [changes.flatMap(change => change.gone), changes.flatMap(change => change.come)]
  if (
    contraries.some(set =>
      set.some(one => gone.includes(one) && set.some(other => other !== one && come.includes(other))),
    )
  )
    return true
  if (exchanged(now, then, names)) return true
  const holds = (words: readonly string[], name: readonly string[]): boolean =>
    words.some((_word, place) => name.every((part, step) => words[place + step] === part))
  return names.some(
    name =>
      holds(then, name) &&
      !holds(now, name) &&
      changes.some(one => one.come.length > 0 && one.gone.some(word => name.includes(word))),
  )
}

export interface Sentence {
  text: string
  numbers: readonly string[]
}

/**
 * The sentence of a report that another one was made from by exchanging a name, by a denial or its contrary, while its
 * numbers stayed; `null` where there is none, or where it says the same in other words.
 */
export function rewordedFrom(
  said: Sentence,
  written: readonly Sentence[],
  names: readonly string[],
  same: (now: readonly string[], then: readonly string[]) => boolean,
): string | null {
  const now = tokensOf(said.text)
  const bag = counted(now)
  const like = written
    .filter(({ numbers }) => numbers.length === said.numbers.length && same(said.numbers, numbers))
    .map(sentence => ({ sentence, tokens: tokensOf(sentence.text) }))
    .map(one => ({ ...one, share: likeness(bag, now.length, one.tokens) }))
    .filter(({ share }) => share >= near)
    .toSorted((one, two) => two.share - one.share)
  if (like.length === 0 || like.some(({ share }) => share === 1)) return null
  const called = names.map(tokensOf).filter(name => name.some(part => part !== '#'))
  return like.every(({ tokens }) => saysOther(now, tokens, called)) ? (like[0]?.sentence.text ?? null) : null
}
