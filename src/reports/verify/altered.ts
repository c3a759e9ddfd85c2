import { alteredWhole } from './altered-whole.ts'
import { changedRows, miscited, misplaced } from './altered-part.ts'
import { openPage, formatOf } from './kept-page.ts'
import type { KeptLine, PageFormat } from './kept-page.ts'
import { isPage } from './page-pieces.ts'
import { pageLines } from './page-lines.ts'
import type { PageLine } from './page-lines.ts'
import { rewordedFrom } from './reworded.ts'
import { Sayings, sameNumbers, sentencesOf } from './sayings.ts'
import type { Mismatch } from './verify.ts'

export type Problem = 'changed' | 'moved' | 'repeated' | 'missing'

/** A line that does not stand as a report gave it. */
export interface Alteration {
  /** `null` before the first line. */
  line: PageLine | null
  problem: Problem
  /** What the report says there, as far as that can be told. */
  written: string | null
}

/** Share of the lines of a text, and of a report, that must be the same for the text to be that report. */
const likeness = 0.6
const mostOf = 0.5
/** From here on no other report is looked at. */
const certain = 0.98
/** Wordings of that many reports are held against what is in none of them. */
const mostReports = 12

const formatFor = (text: string, given: PageFormat | undefined): PageFormat =>
  given ?? (isPage(text) ? 'html' : /^\s*\{/.test(text) ? 'json' : 'md')

/**
 * Lines of a report of ours that do not read as they were written, or do not stand where they were: words, names, days
 * or figures on them were changed, even where each number would be right by itself. Of a text that is no whole report
 * only what is copied from one counts. `kept` are pages on record, the latest first.
 */
export function alteredLines(text: string, kept: readonly string[], given?: PageFormat): Mismatch[] {
  const lines = pageLines(text)
  const match = matchOf(lines, pagesFor(text, kept, given))
  if (match === null) return []
  const found = match.whole ? alteredWhole(lines, match.best.lines) : alteredPart(lines, match)
  return found.map(told)
}

/** Whether a text is, as a whole, a report on record, however it was changed. */
export const isOnRecord = (text: string, kept: readonly string[], given: PageFormat): boolean =>
  matchOf(pageLines(text), pagesFor(text, kept, given))?.whole === true

const pagesFor = (
  text: string,
  kept: readonly string[],
  given: PageFormat | undefined,
): readonly string[] => {
  const format = formatFor(text, given)
  return kept.filter(page => formatOf(page) === format)
}

interface Match {
  pages: readonly ReadPage[]
  best: ReadPage
  /** Most of the text is on this page. */
  ours: boolean
  /** And most of this page is in the text. */
  whole: boolean
}

function matchOf(lines: readonly PageLine[], kept: readonly string[]): Match | null {
  if (lines.length === 0) return null
  const pages = readPages(lines, kept)
  const best = pages.toSorted((one, two) => two.like - one.like)[0]
  if (best === undefined) return null
  const words = new Set(lines.map(line => line.words))
  const covered = best.lines.filter(line => words.has(line.words)).length
  const ours = best.like >= likeness * lines.length
  return { pages, best, ours, whole: ours && covered >= mostOf * best.lines.length }
}

interface ReadPage {
  lines: KeptLine[]
  known: ReadonlySet<string>
  /** How many lines of the text it has. */
  like: number
}

function readPages(lines: readonly PageLine[], kept: readonly string[]): ReadPage[] {
  const pages: ReadPage[] = []
  for (const one of kept) {
    const written = openPage(one)
    const known = new Set(written.map(({ words }) => words))
    const like = lines.filter(({ words }) => known.has(words)).length
    pages.push({ lines: written, known, like })
    if (like >= certain * lines.length) break
  }
  return pages
}

/** Cells that name something: what a sentence may be about. */
const namesOf = (lines: readonly KeptLine[]): string[] => [
  ...new Set(
    lines
      .flatMap(({ words, kind }) => (kind === 'row' ? words.split(' | ') : []))
      .filter(
        cell => cell.length >= 2 && cell.length <= 60 && /\p{L}/u.test(cell) && !/^[^\p{L}]*\d/u.test(cell),
      ),
  ),
]

function alteredPart(lines: readonly PageLine[], { pages, best, ours }: Match): Alteration[] {
  const known = (line: PageLine): boolean => pages.some(page => page.known.has(line.words))
  const placed = [...misplaced(lines, best.lines), ...miscited(lines, best.lines)]
  const rows = new Set(changedRows(lines, known))
  const other = lines.filter(line => !known(line))
  const changed = other
    .filter(line => rows.has(line) || (ours && line.claims))
    .map((line): Alteration => ({ line, problem: 'changed', written: null }))
  const taken = new Set(changed.map(({ line }) => line))
  const said = other.some(line => !taken.has(line) && sentencesOf(line).length > 0)
    ? misquoted(
        other.filter(line => !taken.has(line)),
        pages,
      )
    : []
  return [...placed, ...changed, ...said].toSorted(
    (one, two) => (one.line?.line ?? 0) - (two.line?.line ?? 0),
  )
}

/**
 * Sentences that are a report's own, word for word, with numbers, signs or units that no report gave them, or with all
 * its numbers and another name, a denial, a contrary. A rounded number is the same one.
 */
function misquoted(lines: readonly PageLine[], pages: readonly ReadPage[]): Alteration[] {
  const latest = pages.toSorted((one, two) => two.like - one.like).slice(0, mostReports)
  const sayings = new Sayings(latest.flatMap(page => page.lines))
  const { all } = sayings
  const names = namesOf(latest.flatMap(page => page.lines))
  return lines.flatMap(line => {
    for (const sentence of sentencesOf(line)) {
      const same = sayings.inTheSameWords(sentence)
      const written =
        same.length === 0
          ? rewordedFrom(sentence, all, names, sameNumbers)
          : same.some(({ numbers }) => sameNumbers(sentence.numbers, numbers))
            ? null
            : (same[0]?.text ?? null)
      if (written !== null) return [{ line, problem: 'changed' as const, written }]
    }
    return []
  })
}

const told = ({ line, problem, written }: Alteration): Mismatch => ({
  text: (problem === 'missing' ? (written ?? '') : (line?.words ?? '')).slice(0, 60),
  line: (line?.line ?? 0) + 1,
  context: (line?.words ?? '').slice(0, 160),
  figure_id: null,
  expected: null,
  problem,
  written,
})

/**
 * Table rows of a text, by line from 1, that are on record as they stand; whether they give figures. A head (“20%
 * lower”) gives none.
 */
export function copiedRows(text: string, kept: readonly string[]): Map<number, boolean> {
  const lines = pageLines(text).filter(({ kind }) => kind === 'row' || kind === 'head')
  if (lines.length === 0) return new Map()
  const pages = readPages(lines, pagesFor(text, kept, undefined))
  return new Map(
    lines.flatMap((line): [number, boolean][] =>
      pages.some(page => page.known.has(line.words)) ? [[line.line + 1, line.claims]] : [],
    ),
  )
}
