/** The words of headers as data: `data/synonyms/*.json`, read once, folded once. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { compact, fold, foldHeader } from './fold.ts'

export interface Rule {
  field: string
  all: readonly string[]
  confidence: number
}

export interface Synonyms {
  /** Folded, without spaces → field. */
  exact: ReadonlyMap<string, string>
  /** Every folded synonym with its words, for whole-word and near matches. */
  phrases: readonly { field: string; words: readonly string[]; compact: string }[]
  /** Folded word → classes it belongs to. */
  classes: ReadonlyMap<string, readonly string[]>
  /** Chinese words of the classes, longest first, to cut headers written without spaces. */
  hanzi: readonly string[]
  neutral: ReadonlySet<string>
  rules: readonly Rule[]
  entities: ReadonlyMap<string, readonly string[]>
  /** Folded, without spaces → trap of DATA-MODEL.md 3. */
  traps: ReadonlyMap<string, string>
  negations: ReadonlyMap<string, string>
  leaks: readonly string[]
  personal: ReadonlySet<string>
  totals: ReadonlySet<string>
  grades: ReadonlySet<string>
}

const words = z.array(z.string())
const fieldsFile = z.record(z.string(), z.record(z.string(), words))
const wordsFile = z.object({
  classes: z.record(z.string(), words),
  neutral: words,
  rules: z.array(z.object({ field: z.string(), all: words, confidence: z.number().default(0.9) })),
  entities: z.record(z.string(), words),
})
const trapsFile = z.object({
  traps: z.record(z.string(), words),
  negations: z.record(z.string(), words),
  leaks: words,
  personal: words,
  totals: words,
  grades: words,
})

/** The folder is beside `src` in development and beside `dist` in the package. */
function folder(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); at !== dirname(at); at = dirname(at)) {
    const candidate = join(at, 'data', 'synonyms')
    if (existsSync(join(candidate, 'fields.json'))) return candidate
  }
  throw new Error('data/synonyms is missing beside the program')
}

let loaded: Synonyms | undefined

export function loadSynonyms(): Synonyms {
  loaded ??= build(folder())
  return loaded
}

const key = (word: string): string => compact(foldHeader(word))

function build(from: string): Synonyms {
  const read = (name: string): unknown => JSON.parse(readFileSync(join(from, name), 'utf8'))
  const lists = { ...fieldsFile.parse(read('fields.json')), ...fieldsFile.parse(read('further-fields.json')) }
  const { classes, neutral, rules, entities } = wordsFile.parse(read('words.json'))
  const { traps, negations, leaks, personal, totals, grades } = trapsFile.parse(read('traps.json'))
  const phrases = Object.entries(lists).flatMap(([field, scripts]) =>
    Object.values(scripts)
      .flat()
      .map(text => {
        const folded = foldHeader(text)
        return { field, words: folded.split(' '), compact: compact(folded) }
      }),
  )
  const byWord = new Map<string, string[]>()
  for (const [name, list] of Object.entries(classes)) {
    for (const word of list) byWord.set(fold(word), [...(byWord.get(fold(word)) ?? []), name])
  }
  const folded = (list: readonly string[]): Set<string> => new Set(list.map(fold))
  const invert = (map: Record<string, string[]>): Map<string, string> =>
    new Map(
      Object.entries(map).flatMap(([name, list]) => list.map((word): [string, string] => [key(word), name])),
    )
  return {
    exact: new Map(phrases.map(phrase => [phrase.compact, phrase.field])),
    phrases,
    classes: byWord,
    hanzi: [...new Set([...byWord.keys(), ...neutral.map(fold)])]
      .filter(word => /\p{Script=Han}/u.test(word))
      .sort((one, two) => two.length - one.length),
    neutral: folded(neutral),
    rules,
    entities: new Map(Object.entries(entities).map(([name, list]) => [name, list.map(fold)])),
    traps: invert(traps),
    negations: invert(negations),
    leaks: leaks.map(key),
    personal: new Set(personal.map(key)),
    totals: folded(totals),
    grades: folded(grades),
  }
}
