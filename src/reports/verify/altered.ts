import { alteredWhole, replacedLines } from './altered-whole.ts'
import { changedRows, miscited, misplaced } from './altered-part.ts'
import { openPage, formatOf } from './kept-page.ts'
import type { KeptLine, PageFormat } from './kept-page.ts'
import { isPage } from './page-pieces.ts'
import { pageLines } from './page-lines.ts'
import type { PageLine } from './page-lines.ts'
import { rewordedFrom } from './reworded.ts'
import type { Sentence } from './reworded.ts'
import { near, resemblance } from './similar.ts'
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
const mostOf = 0.6
/** Wordings of that many pages are held against what is in none of them. */
const mostPages = 40

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
  if (match.whole) return alteredWhole(lines, match.best.lines).map(told)
  // A page of its own, as of a single chart, is no copy of a report; only a stretch with our tags may be one.
  if (/^\s*<(?:!doctype|html)/i.test(text)) return []
  const found = alteredPart(lines, match, isPage(text))
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
  const full = best.lines.filter(({ kind }) => kind !== 'index')
  const covered = full.filter(line => words.has(line.words)).length
  const ours = best.like >= likeness * lines.length
  return { pages, best, ours, whole: ours && covered >= mostOf * full.length }
}

interface ReadPage {
  lines: KeptLine[]
  /** References of its lines, by their words. */
  known: ReadonlyMap<string, ReadonlySet<string>>
  /** How many lines of the text it has. */
  like: number
}

function readPages(lines: readonly PageLine[], kept: readonly string[]): ReadPage[] {
  const pages: ReadPage[] = []
  for (const one of kept) {
    const written = openPage(one)
    const known = new Map<string, Set<string>>()
    for (const { words, cites } of written) known.set(words, (known.get(words) ?? new Set()).add(cites))
    const like = lines.filter(({ words, cites }) =>
      cites === '' ? known.has(words) : known.get(words)?.has(cites) === true,
    ).length
    pages.push({ lines: written, known, like })
    // A nearly equal page is not enough: a version to be shared differs from the other in a few lines.
    if (like === lines.length) break
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

function alteredPart(
  lines: readonly PageLine[],
  { pages, best, ours }: Match,
  tagged: boolean,
): Alteration[] {
  const known = (line: PageLine): boolean => pages.some(page => page.known.has(line.words))
  const placed = [
    ...misplaced(lines, best.lines),
    ...miscited(
      lines,
      pages.flatMap(page => page.lines),
    ),
  ]
  const rows = new Set(changedRows(lines, known))
  const other = lines.filter(line => !known(line))
  // What stands in our own tags was copied with them: a part of a line is right, nearly the same words are not.
  const ownTags = (line: PageLine): boolean => {
    if (!tagged || !line.claims) return false
    const written = pages.flatMap(page => page.lines)
    return (
      !written.some(({ words }) => within(words, line.words)) &&
      written.some(({ words }) => resemblance(words, line.words) >= near)
    )
  }
  const changed = other
    .filter(line => rows.has(line) || (ours && line.claims) || ownTags(line))
    .map((line): Alteration => ({ line, problem: 'changed', written: null }))
  const replaced = ours ? replacedLines(lines, best.lines) : []
  const taken = new Set([...changed, ...replaced].map(({ line }) => line))
  const rest = other.filter(line => !taken.has(line))
  const said = rest.length === 0 ? [] : misquoted(rest, pages)
  const all = [...placed, ...changed, ...replaced, ...said]
  const first = all.filter(({ line }, place) => all.findIndex(other => other.line === line) === place)
  return first.toSorted((one, two) => (one.line?.line ?? 0) - (two.line?.line ?? 0))
}

const han = /\p{Script=Han}/u

/** Pages that a text may quote: those in its script, the most alike first. */
function quotable(lines: readonly PageLine[], pages: readonly ReadPage[]): ReadPage[] {
  const chinese = lines.some(({ words }) => han.test(words))
  // A text without letters, or one in both scripts (an English sentence about 丰台店), may come from any page.
  const told = lines.some(({ words }) => /\p{L}/u.test(words))
  const mixed = chinese && lines.some(({ words }) => /[A-Za-z]{3}/.test(words))
  // Names of files and customers may be Chinese in any page; most lines are in its own script.
  const isChinese = (page: ReadPage): boolean => {
    const said = page.lines.filter(({ words, kind }) => kind === 'text' && /\p{L}/u.test(words))
    return said.filter(({ words }) => han.test(words)).length > said.length / 2
  }
  return pages
    .filter(page => !told || mixed || isChinese(page) === chinese)
    .toSorted((one, two) => two.like - one.like)
    .slice(0, mostPages)
}

/** Whether a text holds another one whole, no word or number of it cut short. */
function within(whole: string, part: string): boolean {
  const at = whole.indexOf(part)
  if (at < 0) return false
  const [before, after] = [whole.charAt(at - 1), whole.slice(at + part.length)]
  return !/[A-Za-z\d.,%$€£¥-]/.test(before) && !/^(?:[A-Za-z\d%万萬亿億]|[.,]\d)/.test(after)
}

/** Cells that hold a number and no word. */
const figuresOf = ({ words }: KeptLine): string[] =>
  words.split(' | ').filter(cell => /\d/.test(cell) && !/\p{L}/u.test(cell))

function sameRow(one: PageLine, other: KeptLine): boolean {
  const now = figuresOf(one)
  return now.length >= 2 && now.join('|') === figuresOf(other).join('|')
}

/** Of sentences in the same words the one with most of the same numbers. */
const closest = ({ numbers }: Sentence, said: readonly Sentence[]): string | null => {
  const same = (one: Sentence): number =>
    one.numbers.filter((number, place) => number === numbers[place]).length
  return said.toSorted((one, two) => same(two) - same(one))[0]?.text ?? null
}

/**
 * Sentences that are a report's own, word for word, with numbers, signs or units that no report gave them, or with all
 * its numbers and another name, a denial, a contrary. A rounded number is the same one.
 */
function misquoted(lines: readonly PageLine[], pages: readonly ReadPage[]): Alteration[] {
  const written = quotable(lines, pages).flatMap(page => page.lines)
  const sayings = new Sayings(written)
  const names = namesOf(written)
  return lines.flatMap(line => {
    if (line.words.length >= 8 && written.some(({ words }) => within(words, line.words))) return []
    const cited = line.cites === '' ? [] : written.filter(({ cites }) => cites === line.cites)
    // A row that cites what ours cites, with all its numbers, is ours, whatever name it goes by.
    const source = cited.find(
      own => resemblance(line.words, own.words) >= near || (line.kind === 'row' && sameRow(line, own)),
    )
    if (source) return [{ line, problem: 'changed' as const, written: source.words }]
    for (const sentence of sentencesOf(line)) {
      const same = sayings.inTheSameWords(sentence)
      const own =
        same.length === 0
          ? rewordedFrom(sentence, sayings.all, names, sameNumbers)
          : same.some(({ numbers }) => sameNumbers(sentence.numbers, numbers))
            ? null
            : closest(sentence, same)
      if (own !== null) return [{ line, problem: 'changed' as const, written: own }]
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

/** A line that reads as a report wrote it, with the references it has there. */
export interface RecalledLine {
  cites: string
  /** What is kept of the page it stands on. */
  kept: string
}

/** The lines of a text, from 0, that stand word for word in a report on record. */
export function recalledLines(
  text: string,
  kept: readonly string[],
  given?: PageFormat,
): Map<number, RecalledLine> {
  const found = new Map<number, RecalledLine>()
  let open = pageLines(text)
  for (const page of pagesFor(text, kept, given)) {
    if (open.length === 0) break
    const written = new Map<string, string[]>()
    for (const { words, cites } of openPage(page)) written.set(words, [...(written.get(words) ?? []), cites])
    open = open.filter(({ line, words, cites }) => {
      const there = written.get(words)
      const own =
        cites === '' ? (there?.find(one => one !== '') ?? there?.[0]) : there?.find(one => one === cites)
      if (own === undefined) return true
      found.set(line, { cites: own, kept: page })
      return false
    })
  }
  return found
}
