/** Where the header is: behind title rows, or nowhere. */
import { readHeader } from './header-match.ts'
import type { Cell } from './read/block.ts'
import { cellText } from './read/block.ts'
import { readPeriod } from './period-label.ts'
import type { Synonyms } from './synonyms.ts'
import { parseDate } from './values/date.ts'
import { parseNumber } from './values/number.ts'

export interface HeaderGuess {
  /** 0-based index into the rows given; −1 when there is none. */
  index: number
  /** 0 to 1. */
  confidence: number
  /** Words of it that are known as headers. */
  known: number
}

const looksLikeValue = (text: string): boolean =>
  parseNumber(text, '.') !== null ||
  /^\d{1,4}[-/.年]\d{1,2}/.test(text) ||
  /@/.test(text) ||
  parseDate(text, { order: 'mdy', numbers: null, rocYears: false }) !== null

/** `rows` are the first rows of a table, at least a few of them data. */
export function findHeader(rows: readonly (readonly Cell[])[], synonyms: Synonyms): HeaderGuess {
  const filled = rows.map(row => row.filter(cell => cellText(cell).trim() !== '').length)
  const width = typicalWidth(filled)
  let best = { index: -1, score: 0, known: 0 }
  for (let index = 0; index < Math.min(rows.length, 100); index++) {
    const row = rows[index] ?? []
    if ((filled[index] ?? 0) < Math.max(1, width * 0.5) || (filled[index] ?? 0) < Math.min(2, width)) continue
    const texts = row
      .map(cell => (typeof cell === 'string' ? cell.trim() : cellText(cell)))
      .filter(text => text !== '')
    const values = row.filter(
      (cell, column) =>
        (typeof cell === 'number' ||
          typeof cell === 'boolean' ||
          (typeof cell === 'string' && cell.trim() !== '' && looksLikeValue(cell.trim()))) &&
        !(readPeriod(cellText(cell)) !== null && isMeasured(rows, index, column)),
    ).length
    const known = texts.filter(text => text.length <= 60 && understood(text, synonyms)).length
    const distinct = new Set(texts).size / texts.length
    const repeats = repeatsBelow(rows, index)
    const long = texts.filter(text => text.length > 80).length
    const score =
      (known * 3 + (texts.length - values) - values * 1.5 - long * 2) / texts.length +
      (distinct < 1 ? -0.3 : 0) -
      repeats -
      index * 0.02
    if (score > best.score) best = { index, score, known }
    // The first plain row of words is the header; what follows are data that may be words as well.
    if (best.index >= 0 && best.known > 0 && index >= best.index + 3) break
  }
  const { known } = best
  if (best.index < 0 || best.score < 0.4)
    return { index: -1, confidence: best.index < 0 ? 0.9 : 0.6, known: 0 }
  return { index: best.index, confidence: known > 0 || best.score > 0.9 ? 0.95 : 0.7, known }
}

/** The column below is of plain numbers: a month or a year over it is its name. */
function isMeasured(rows: readonly (readonly Cell[])[], index: number, column: number): boolean {
  const below = rows
    .slice(index + 1, index + 31)
    .map(row => cellText(row[column] ?? null).trim())
    .filter(text => text !== '')
  return below.length > 0 && below.every(text => parseNumber(text, '.') !== null && readPeriod(text) === null)
}

function understood(text: string, synonyms: Synonyms): boolean {
  const { matches, trap, leak, negated } = readHeader(text, synonyms)
  return trap !== null || leak || negated || (matches[0]?.confidence ?? 0) >= 0.8
}

/** The widest count of filled cells that is no exception: a table may stand under many short lines of talk. */
function typicalWidth(filled: readonly number[]): number {
  const tally = new Map<number, number>()
  for (const count of filled) if (count > 0) tally.set(count, (tally.get(count) ?? 0) + 1)
  const rows = filled.filter(count => count > 0).length
  const common = [...tally].filter(([, times]) => times >= 2 && times >= rows * 0.05).map(([count]) => count)
  return common.length > 0 ? Math.max(...common) : Math.max(0, ...tally.keys())
}

/** Share of the row's words that occur again further down in their own column: headers do not. */
function repeatsBelow(rows: readonly (readonly Cell[])[], index: number): number {
  const row = rows[index] ?? []
  const below = rows.slice(index + 1, index + 200)
  let again = 0
  let words = 0
  for (const [column, cell] of row.entries()) {
    const text = cellText(cell).trim()
    if (text === '') continue
    words++
    if (below.some(other => cellText(other[column] ?? null).trim() === text)) again++
  }
  return words === 0 ? 0 : again / words
}
