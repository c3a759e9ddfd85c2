import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '../../locales/index.ts'
import { labelsWithDigits } from '../../locales/field-labels.ts'
import { ofOne } from '../conditions.ts'
import { chartWordsFor } from '../charts/words/words.ts'
import { churnWords } from '../churn/words/words.ts'
import { kindWords } from '../kind-words.ts'
import { countedAsFirms } from '../own-measure.ts'
import { ownPlaybookTexts } from '../own-playbooks.ts'
import { wordsFor } from '../words/words.ts'
import { extractNumbers } from './extract.ts'

/** What the package itself brings does not change while it runs, and is long: read once. */
const packaged = new Map<string, readonly string[]>()

/** Stretches of our own templates and playbooks that hold digits: an exact repeat of them is no figure. */
export function staticFragments(folders: {
  templates: string
  playbooks: string
  ownPlaybooks?: string | null
}): string[] {
  const key = `${folders.templates}\n${folders.playbooks}`
  const ours = packaged.get(key) ?? packagedFragments(folders)
  packaged.set(key, ours)
  const own = ownPlaybookTexts(folders.ownPlaybooks ?? null).flatMap(playTexts)
  return [...new Set([...ours, ...own.flatMap(withDigits)])].toSorted((one, two) => two.length - one.length)
}

const playTexts = (file: string): string[] =>
  stringsIn(JSON.parse(file)).flatMap(text => text.split(/\{\w+\}/))

const withDigits = (fragment: string): string[] =>
  [fragment, countedAsFirms(fragment)]
    .map(text => text.trim())
    .filter(text => text.length >= 4 && (/\d/.test(text) || extractNumbers(text).length > 0))

function packagedFragments(folders: { templates: string; playbooks: string }): string[] {
  const texts = readdirSync(folders.templates, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(folders.templates, name))
        .filter(file => file.endsWith('.hbs'))
        .map(file => readFileSync(join(folders.templates, name, file), 'utf8')),
    )
    .flatMap(text => text.replace(/\{\{[^}]*\}\}|\*+|\|/g, '\n').split('\n'))
    // A page shows headings and points without their signs.
    .flatMap(text => [text, text.replace(/^(?:#+|-|\d+\.) /, '')])
  const plays = readdirSync(folders.playbooks)
    .map(file => readFileSync(join(folders.playbooks, file), 'utf8'))
    .flatMap(playTexts)
  const phrases = languages.flatMap(language => [
    ...stringsIn(wordsFor(language)),
    ...stringsIn(churnWords(language)),
    ...stringsIn(kindWords(language)),
    ...stringsIn(chartWordsFor(language)),
  ])
  // A condition of one names it in the singular.
  const labels = labelsWithDigits.flatMap(label => [label, ofOne(label)])
  const sentences = labels.map(label => label.charAt(0).toUpperCase() + label.slice(1))
  return [...texts, ...plays, ...phrases, ...labels, ...sentences].flatMap(withDigits)
}

/** A rate said in words, and the score of the self-check: their numbers are read as wholes. */
const judged: ReadonlySet<string> = new Set(['about', 'aboutHundred', 'intro'])

const hole = '\u0000'
/** Stands for whatever a phrase is filled with: a text, or a bag of texts. */
const filling = (): unknown =>
  new Proxy(
    Object.assign(() => hole, {}),
    {
      get: (_target, name) => (name === Symbol.toPrimitive || name === 'toString' ? () => hole : hole),
    },
  )

/** The words of a phrase around what it is filled with; none where it needs real values. */
function phrase(say: (...facts: unknown[]) => unknown): string[] {
  try {
    const said = say(filling(), filling(), filling())
    return typeof said === 'string' ? said.split(hole) : []
  } catch {
    return []
  }
}

const isPhrase = (value: unknown): value is (...facts: unknown[]) => unknown => typeof value === 'function'

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : isPhrase(value)
      ? phrase(value)
      : typeof value === 'object' && value !== null
        ? Object.entries(value).flatMap(([name, part]) => (judged.has(name) ? [] : stringsIn(part)))
        : []

/** The text with every such stretch blanked; lines and places stay. */
export const withoutStatic = (text: string, fragments: readonly string[]): string =>
  fragments.reduce(
    (rest, fragment) =>
      rest.replaceAll(fragment, (found, at: number) =>
        insideNumber(rest, at, at + found.length) ? found : ' '.repeat(found.length),
      ),
    text,
  )

/** Whether a stretch begins or ends in the middle of a number: “2. Churn” is no phrase of ours in “2025-09-22. Churn”. */
const insideNumber = (text: string, from: number, to: number): boolean =>
  (/\d/.test(text[from] ?? '') && /\d[.,]?$/.test(text.slice(Math.max(0, from - 2), from))) ||
  (/\d/.test(text[to - 1] ?? '') && /^[.,]?\d/.test(text.slice(to, to + 2)))
