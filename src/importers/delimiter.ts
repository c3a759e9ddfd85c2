/** The delimiter, from how evenly each candidate cuts the first lines. Quotes are respected. */
import { splitBlanks } from './read/careful.ts'

export interface DelimiterGuess {
  delimiter: string
  whitespace: boolean
  /** Most frequent number of cells. */
  columns: number
}

const candidates = [',', '\t', ';', '|', '\u0001', '^', '~'] as const

/** `text` is the beginning of the file, ending at a line break where possible. */
export function guessDelimiter(text: string): DelimiterGuess {
  const declared = /^sep=(.)\r?\n/i.exec(text)?.[1]
  const body = declared === undefined ? text : text.slice(text.indexOf('\n') + 1)
  if (declared !== undefined)
    return { delimiter: declared, whitespace: false, columns: modal(countCells(body, declared)).value }
  let best = { delimiter: ',', columns: 1, score: 0 }
  for (const delimiter of candidates) {
    const counts = countCells(body, delimiter).filter(count => count > 0)
    const { value, share } = modal(counts.filter(count => count > 1))
    const filled = counts.filter(count => count > 1).length / Math.max(1, counts.length)
    const score = value > 1 ? share * filled * (1 + Math.log2(value) / 4) : 0
    if (score > best.score + 1e-9) best = { delimiter, columns: value, score }
  }
  if (best.score >= 0.35) return { delimiter: best.delimiter, whitespace: false, columns: best.columns }
  const lines = body
    .split(/\r?\n|\r/)
    .slice(0, 200)
    .filter(line => line.trim() !== '')
  const blanks = modal(lines.map(line => splitBlanks(line).length))
  if (lines.length > 1 && blanks.value > 1 && blanks.share >= 0.9)
    return { delimiter: ' ', whitespace: true, columns: blanks.value }
  return best.score > 0
    ? { delimiter: best.delimiter, whitespace: false, columns: best.columns }
    : { delimiter: ',', whitespace: false, columns: 1 }
}

/** Cells of each of the first 200 records. */
function countCells(text: string, delimiter: string): number[] {
  const counts: number[] = []
  let cells = 1
  let quoted = false
  let start = true
  let any = false
  for (let at = 0; at < text.length && counts.length < 200; at++) {
    const character = text[at]
    if (quoted) {
      if (character === '"') text[at + 1] === '"' ? at++ : (quoted = false)
      continue
    }
    if (character === '"' && start) quoted = true
    else if (character === delimiter) {
      cells++
      start = true
      any = true
      continue
    } else if (character === '\n' || (character === '\r' && text[at + 1] !== '\n')) {
      if (any) counts.push(cells)
      cells = 1
      start = true
      any = false
      continue
    } else if (character !== '\r') any = true
    start = false
  }
  if (any && counts.length === 0) counts.push(cells)
  return counts
}

function modal(values: readonly number[]): { value: number; share: number } {
  const tally = new Map<number, number>()
  for (const value of values) tally.set(value, (tally.get(value) ?? 0) + 1)
  const [value = 0, count = 0] = [...tally].sort((one, two) => two[1] - one[1] || two[0] - one[0])[0] ?? []
  return { value, share: values.length === 0 ? 0 : count / values.length }
}
