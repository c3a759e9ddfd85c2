import { createHash } from 'node:crypto'
import { pageText, referencesOf, registerRows } from './document.ts'
import { misquoted, sayingMarks } from './sayings.ts'
import type { Mismatch } from './verify.ts'

/** Enough to tell the lines of a report apart, short enough to keep for every one of them. */
const short = (line: string): string =>
  createHash('sha256').update(line.trim()).digest('base64url').slice(0, 8)

const isPage = (text: string): boolean => /^\s*<!doctype html/i.test(text)

interface Line {
  text: string
  /** It prints figures or a day: other words on it make it say another thing. */
  claims: boolean
}

const day = /\d{4}-\d{2}-\d{2}|\d{4}年\d{1,2}月\d{1,2}日/

function linesOf(text: string): Line[] {
  if (isPage(text)) {
    const page = pageText(text)
    const figured = new Set(page.tagged.map(({ line }) => line))
    return page.text.split('\n').map((line, place) => ({
      text: line,
      claims: figured.has(place) || day.test(line),
    }))
  }
  const register = new Set(registerRows(text).map(({ line }) => line))
  return text.split('\n').map((line, place) => ({
    text: line,
    claims: !register.has(place) && (referencesOf(line).length > 0 || day.test(line)),
  }))
}

/** What a report keeps of a page it wrote: one mark a line, and those of its sentences. */
export const marksOf = (text: string): string[] => [
  ...new Set(linesOf(text).flatMap(({ text: line }) => (line.trim() === '' ? [] : [short(line)]))),
  ...(isPage(text) ? [] : sayingMarks(text)),
]

/** Share of its lines that a page must have in common with one on record to be taken for it. */
const likeness = 0.6

/**
 * Lines of a report of ours that do not read as they were written: words, names, days or figures on them were changed,
 * even where each number would be right by itself. Sentences of others that carry no figure are left alone. Of a text
 * that is no page on record only sentences count that are copied from one.
 */
export function alteredLines(text: string, written: readonly (readonly string[])[]): Mismatch[] {
  const lines = linesOf(text)
  const full = lines.filter(line => line.text.trim() !== '')
  const kept = written
    .map(marks => new Set(marks))
    .map(marks => ({ marks, like: full.filter(line => marks.has(short(line.text))).length }))
    .toSorted((one, two) => two.like - one.like)[0]
  if (kept === undefined || full.length === 0) return []
  const quoted = isPage(text) ? [] : misquoted(text, written).map(({ text: said, line }) => told(said, line))
  if (kept.like / full.length < likeness) return quoted
  const changed = lines.flatMap((line, place) =>
    line.claims && line.text.trim() !== '' && !kept.marks.has(short(line.text))
      ? [told(line.text.trim(), place)]
      : [],
  )
  const places = new Set(changed.map(({ line }) => line))
  return [...changed, ...quoted.filter(({ line }) => !places.has(line))]
}

const told = (text: string, place: number): Mismatch => ({
  text: text.slice(0, 60),
  line: place + 1,
  context: text.slice(0, 160),
  figure_id: null,
  expected: null,
})
