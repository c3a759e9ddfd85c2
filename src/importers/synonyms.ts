/** The words of headers as data: `data/synonyms/*.json`, read once, folded once. */
import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
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
  phrases: readonly { field: string; words: readonly string[]; compact: string; letters: number }[]
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
  /** The same in words, longest first, to be found inside longer headers. */
  negationPhrases: readonly { phrase: readonly string[]; field: string }[]
  leaks: readonly string[]
  personal: ReadonlySet<string>
  totals: ReadonlySet<string>
  grades: ReadonlySet<string>
}

type Lists = Record<string, readonly string[]>

/** The files of `data/synonyms` as they must be; a slip in one of them shows at the first import, by its name. */
interface WordsFile {
  classes: Lists
  neutral: readonly string[]
  rules: readonly { field: string; all: readonly string[]; confidence?: number }[]
  entities: Lists
}
interface TrapsFile {
  traps: Lists
  negations: Lists
  leaks: readonly string[]
  personal: readonly string[]
  totals: readonly string[]
  grades: readonly string[]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string')
const isLists = (value: unknown): value is Lists => isRecord(value) && Object.values(value).every(isList)
const isFields = (value: unknown): value is Record<string, Lists> =>
  isRecord(value) && Object.values(value).every(isLists)
const isWords = (value: unknown): value is WordsFile =>
  isRecord(value) &&
  isLists(value['classes']) &&
  isList(value['neutral']) &&
  isLists(value['entities']) &&
  Array.isArray(value['rules']) &&
  value['rules'].every(
    (rule: unknown) => isRecord(rule) && typeof rule['field'] === 'string' && isList(rule['all']),
  )
const isTraps = (value: unknown): value is TrapsFile =>
  isRecord(value) &&
  isLists(value['traps']) &&
  isLists(value['negations']) &&
  [value['leaks'], value['personal'], value['totals'], value['grades']].every(isList)

function readAs<Kind>(file: string, is: (value: unknown) => value is Kind): Kind {
  const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
  if (!is(value)) throw new Error(`${basename(file)} has another shape than it should`)
  return value
}

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

/** The letters of a word as a set of 31 bits. */
export function lettersOf(word: string): number {
  let set = 0
  for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) % 31)
  return set
}

const key = (word: string): string => compact(foldHeader(word))

function build(from: string): Synonyms {
  const lists = {
    ...readAs(join(from, 'fields.json'), isFields),
    ...readAs(join(from, 'further-fields.json'), isFields),
  }
  const { classes, neutral, rules, entities } = readAs(join(from, 'words.json'), isWords)
  const { traps, negations, leaks, personal, totals, grades } = readAs(join(from, 'traps.json'), isTraps)
  const phrases = Object.entries(lists).flatMap(([field, scripts]) =>
    Object.values(scripts)
      .flat()
      .map(text => {
        const folded = foldHeader(text)
        return {
          field,
          words: folded.split(' '),
          compact: compact(folded),
          letters: lettersOf(compact(folded)),
        }
      }),
  )
  const byWord = new Map<string, string[]>()
  for (const [name, list] of Object.entries(classes)) {
    for (const word of list) byWord.set(fold(word), [...(byWord.get(fold(word)) ?? []), name])
  }
  const folded = (list: readonly string[]): Set<string> => new Set(list.map(fold))
  const invert = (map: Lists): Map<string, string> =>
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
    rules: rules.map(({ field, all, confidence = 0.9 }) => ({ field, all, confidence })),
    entities: new Map(Object.entries(entities).map(([name, list]) => [name, list.map(fold)])),
    traps: invert(traps),
    negations: invert(negations),
    negationPhrases: Object.entries(negations)
      .flatMap(([field, list]) => list.map(text => ({ field, phrase: foldHeader(text).split(' ') })))
      .sort((one, two) => two.phrase.length - one.phrase.length),
    leaks: leaks.map(key),
    personal: new Set(personal.map(key)),
    totals: folded(totals),
    grades: folded(grades),
  }
}
