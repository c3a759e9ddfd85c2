import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { languages } from '../../locales/index.ts'
import { labelsWithDigits } from '../field-labels.ts'
import { kindWords } from '../kind-words.ts'
import { wordsFor } from '../words/words.ts'

/** Stretches of our own templates and playbooks that hold digits: an exact repeat of them is no figure. */
export function staticFragments(folders: { templates: string; playbooks: string }): string[] {
  const texts = readdirSync(folders.templates, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(folders.templates, name))
        .filter(file => file.endsWith('.hbs'))
        .map(file => readFileSync(join(folders.templates, name, file), 'utf8')),
    )
    .flatMap(text => text.replace(/\{\{[^}]*\}\}|\*+|\|/g, '\n').split('\n'))
    // A page shows headings and points without their signs.
    .flatMap(text => [text, text.replace(/^(?:#+|-) /, '')])
  const plays = readdirSync(folders.playbooks).flatMap(file =>
    stringsIn(JSON.parse(readFileSync(join(folders.playbooks, file), 'utf8'))).flatMap(text =>
      text.split(/\{\w+\}/),
    ),
  )
  const phrases = languages.flatMap(language => stringsIn([wordsFor(language), ...kindWords(language)]))
  const sentences = labelsWithDigits.map(label => label.charAt(0).toUpperCase() + label.slice(1))
  const useful = [...texts, ...plays, ...phrases, ...labelsWithDigits, ...sentences]
    .map(text => text.trim())
    .filter(text => /\d/.test(text) && text.length >= 4)
  return [...new Set(useful)].toSorted((one, two) => two.length - one.length)
}

const stringsIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsIn)
      : []

/** The text with every such stretch blanked; lines and places stay. */
export const withoutStatic = (text: string, fragments: readonly string[]): string =>
  fragments.reduce((rest, fragment) => rest.replaceAll(fragment, ' '.repeat(fragment.length)), text)
