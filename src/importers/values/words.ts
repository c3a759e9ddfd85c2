/** Yes and no, and the values of enums, in three scripts. */
import { leftWords, noWords, stayedWords, yesWords } from '../../domain/entities/index.ts'
import type { Field } from '../../domain/entities/index.ts'
import { fold } from '../fold.ts'

let flags: Map<string, boolean> | undefined

/** Null when the word is neither yes nor no. */
export function parseBoolean(text: string): boolean | null {
  flags ??= new Map([
    ...yesWords.map((word): [string, boolean] => [fold(word), true]),
    ...noWords.map((word): [string, boolean] => [fold(word), false]),
  ])
  const known = flags.get(fold(text))
  if (known !== undefined) return known
  const number = Number(text)
  return number === 1 ? true : number === 0 ? false : null
}

/** Short Chinese words that say yes or no by how they begin: 有回應, 未開信. */
const begins = /^(?:(?<yes>已|有)|(?<no>未|没|无|不))\p{Script=Han}{1,6}$/u

/**
 * A cell of a yes-or-no field. What means yes depends on the field: `Cancelled` under `outcome` says that nobody was
 * retained, under `churned` that somebody has. A column that says the opposite of `retained` is read as `churned`.
 */
export function parseFlag(text: string, field: string | null, negated = false): boolean | null {
  if (field === 'retained' || field === 'churned') {
    const folded = fold(text)
    const stayed = stayedWords.has(folded) ? true : leftWords.has(folded) ? false : null
    if (stayed !== null) return stayed === (field === 'retained' && !negated)
  }
  const known = parseBoolean(text)
  if (known !== null || field === null) return known
  const found = begins.exec(fold(text))
  return found === null ? null : found.groups?.['yes'] !== undefined
}

const byField = new Map<string, Map<string, string>>()
const loose = (text: string): string =>
  fold(text)
    .replaceAll(/[\s_\-/.]+/g, ' ')
    .trim()

/** The canonical value of an enum cell (卖家已发货，等待买家确认 by its first part), or null when no word is meant. */
export function parseEnum(text: string, field: Field): string | null {
  let known = byField.get(field.name)
  if (known === undefined) {
    known = new Map(
      (field.values ?? []).flatMap(one =>
        one.words
          .map((word): [string, string] => [loose(word), one.value])
          .concat([[loose(one.value), one.value]]),
      ),
    )
    byField.set(field.name, known)
  }
  return known.get(loose(text)) ?? known.get(loose(text.split(/[，,；;（(：:]/u, 1)[0] ?? '')) ?? null
}
