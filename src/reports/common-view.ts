import type { Asked } from './answers.ts'
import { compareWith } from './changes.ts'
import type { Headline } from './changes.ts'
import type { NamedFacts } from './asking.ts'
import { sourcesView } from './churn/sources-view.ts'
import { chartMark } from './marks.ts'
import { parametersText } from './parameter-words.ts'
import type { Printer } from './printer.ts'
import { Reading } from './reading.ts'
import type { ForReader } from './report-kind.ts'
import { wordsFor } from './words/words.ts'
import type { ReportWords } from './words/words.ts'

export type View = Record<string, unknown>

/** What the sections of one kind of report are written with. */
export interface Section<Name extends string, Own> {
  facts: NamedFacts<Name>
  printer: Printer
  /** Phrases of all reports. */
  words: ReportWords
  /** Phrases of this kind. */
  own: Own
  /** An answer to read from, or `null` where the question found none. */
  read: (name: Name) => Reading | null
  /** Joints of a sentence in the reader's language. */
  joint: { comma: string; semicolon: string; open: string; close: string; stop: string }
}

export function sectionFor<Name extends string, Own>(
  facts: NamedFacts<Name>,
  printer: Printer,
  own: Own,
): Section<Name, Own> {
  const english = printer.language === 'en'
  return {
    facts,
    printer,
    words: wordsFor(printer.language),
    own,
    read: name => {
      const { answer } = facts.asked[name]
      return answer === null ? null : new Reading(answer, facts.book, printer)
    },
    joint: english
      ? { comma: ', ', semicolon: '; ', open: ' (', close: ')', stop: '.' }
      : { comma: '，', semicolon: '；', open: '（', close: '）', stop: '。' },
  }
}

/** Formulas and parameters behind the answers, each once. */
export function formulasView(
  answers: readonly Asked[],
  { facts, printer, words }: Section<string, unknown>,
): View[] {
  const seen = new Set<string>()
  return answers.flatMap(({ answer }) => {
    const method = answer?.method
    if (!method || answer === null || seen.has(method.formula_id)) return []
    seen.add(method.formula_id)
    return [
      {
        name: words.formulas[method.formula_id] ?? printer.text(method.name),
        id: `\`${method.formula_id}\``,
        parameters: parametersText(answer, facts.book, printer),
      },
    ]
  })
}

/** What every report prints besides its own sections: sources, changes, formulas, self-check, register. */
export function commonView<Name extends string>(
  section: Section<Name, { headlines: Readonly<Record<string, string>> }>,
  { rubric, previous }: ForReader,
  {
    population,
    headlines,
  }: {
    /** Answers that know how many customers there are. */
    population: { values: Asked; tiers: Asked }
    headlines: readonly Headline[]
  },
): View {
  const { facts, printer, words, own } = section
  const asked: readonly Asked[] = Object.values(facts.asked)
  return {
    ...sourcesView({
      facts: {
        described: facts.described,
        book: facts.book,
        asOf: facts.asOf,
        currency: facts.currency,
        ...population,
      },
      printer,
      words,
    }),
    business: words.business[facts.business],
    is: {
      saas: facts.business === 'saas',
      retail: facts.business === 'retail',
      services: facts.business === 'services',
      b2b: facts.business === 'b2b',
    },
    changes: compareWith(previous, headlines, {
      book: facts.book,
      printer,
      names: own.headlines,
      intro: words.changes.intro,
    }),
    formulas: formulasView(asked, { ...section, read: () => null }),
    registerHere: chartMark('register'),
    rubric: rubric.view(words, printer),
  }
}
