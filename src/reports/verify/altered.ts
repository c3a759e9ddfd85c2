import { createHash } from 'node:crypto'
import { isPage, pageLines } from './page-lines.ts'
import type { PageLine } from './page-lines.ts'
import { misquoted, sayingMarks } from './sayings.ts'
import type { Mismatch } from './verify.ts'

/**
 * Enough to tell the lines of a report apart, short enough to keep for every one of them. Signs of layout are left out:
 * a copy from a page has none. The first letter tells these marks from those of earlier versions.
 */
const mark = (line: string): string =>
  `=${createHash('sha256').update(line.replace(/[*`]/g, '').trim()).digest('base64url').slice(0, 8)}`

/** What a report keeps of a page it wrote: one mark a line, and those of its sentences. */
export const marksOf = (text: string): string[] => [
  ...new Set(pageLines(text).flatMap(({ text: line }) => (line.trim() === '' ? [] : [mark(line)]))),
  ...(isPage(text) ? [] : sayingMarks(text)),
]

/** Share of its lines that a page must have in common with one on record to be taken for it. */
const likeness = 0.6

/**
 * Lines of a report of ours that do not read as they were written: words, names, days or figures on them were changed,
 * even where each number would be right by itself. Sentences of others that carry no figure are left alone. Of a text
 * that is no page on record only sentences and rows count that are copied from one.
 */
export function alteredLines(text: string, written: readonly (readonly string[])[]): Mismatch[] {
  const lines = pageLines(text)
  const full = lines.filter(line => line.text.trim() !== '')
  const kept = written
    .map(marks => new Set(marks))
    .map(marks => ({ marks, like: full.filter(line => marks.has(mark(line.text))).length }))
    .toSorted((one, two) => two.like - one.like)[0]
  if (kept === undefined || full.length === 0) return []
  const known = (line: PageLine): boolean => kept.marks.has(mark(line.text))
  const quoted = isPage(text) ? [] : misquoted(text, written).map(({ text: said, line }) => told(said, line))
  const ours = kept.like / full.length >= likeness
  const rows = changedRows(lines, known)
  const changed = lines.flatMap((line, place) =>
    rows.has(place) || (ours && line.claims && line.text.trim() !== '' && !known(line))
      ? [told(line.text.trim(), place)]
      : [],
  )
  const places = new Set(changed.map(({ line }) => line))
  return [...changed, ...quoted.filter(({ line }) => !places.has(line))]
}

/**
 * Table rows of a text, by line from 1, that are on record as they stand; whether they give figures. A head (“20%
 * lower”) gives none.
 */
export function copiedRows(text: string, written: readonly (readonly string[])[]): Map<number, boolean> {
  const marks = new Set(written.flat())
  return new Map(
    pageLines(text).flatMap((line, place): [number, boolean][] =>
      line.row && marks.has(mark(line.text)) ? [[place + 1, line.claims]] : [],
    ),
  )
}

/** Rows that are not as written in a table of which at least half of the others, and two of them, are. */
function changedRows(lines: readonly PageLine[], known: (line: PageLine) => boolean): Set<number> {
  const tables: number[][] = []
  lines.forEach((line, place) => {
    if (!/^\s*\|/.test(line.text)) return
    const last = tables.at(-1)
    if (last && /^\s*\|/.test(lines[place - 1]?.text ?? '')) last.push(place)
    else tables.push([place])
  })
  return new Set(
    tables.flatMap(table => {
      const rows = table.flatMap(place => (lines[place]?.row ? [{ place, line: lines[place] }] : []))
      const other = rows.filter(({ line }) => !known(line))
      const same = rows.length - other.length
      return same >= 2 && same * 2 >= rows.length - 1 ? other.map(({ place }) => place) : []
    }),
  )
}

const told = (text: string, place: number): Mismatch => ({
  text: text.slice(0, 60),
  line: place + 1,
  context: text.slice(0, 160),
  figure_id: null,
  expected: null,
})
