import { referencesOf, textOf } from './blocks.ts'
import type { Line, TableBlock } from './blocks.ts'

const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/

/** Width of one line of text in ems, as Noto Sans sets it; a little too much rather than too little. */
export function emWidth(text: string): number {
  let width = 0
  for (const sign of text) {
    if (wide.test(sign)) width += 1
    else if (/[iljtfI1.,:;'|!()[\]\s/·-]/.test(sign)) width += sign === '1' ? 0.56 : 0.36
    else if (/[A-ZmwMW@%&—]/.test(sign)) width += /[mwMW@%—]/.test(sign) ? 0.93 : 0.68
    else width += 0.575
  }
  return width
}

/** The longest piece that may not be broken, in ems. Chinese breaks anywhere; other text at spaces and after - – /, dates nowhere. */
const longestPiece = (text: string): number =>
  Math.max(
    0,
    ...text
      .replace(/([\u2e80-\uffef])/gu, '$1 ')
      .replace(/([–/]|-(?!\d))/g, '$1 ')
      .split(/\s+/)
      .map(emWidth),
  )

export interface Columns {
  /** Of the text in each column, without padding, in the unit of `total`. */
  widths: readonly number[]
  fontSize: number
  /** Something does not fit even at the smallest size: words must be broken. */
  tight: boolean
}

/** Cells of a table with one more column for references where it prints figures. */
export function withReferences(table: TableBlock): { cites: readonly string[]; cited: boolean } {
  const cites = table.rows.map(referencesOf)
  return { cites, cited: cites.some(cite => cite !== '') }
}

/** References are set smaller than the rest of a row. */
export const citeScale = 0.75

const sizes = [8.5, 8, 7.5, 7, 6.5, 6] as const

/**
 * Widths that use the whole measure: numbers stay on one line, text gets the rest by its length, and type is as large
 * as lets every word stay whole. `total` in points, `padding` on each side of a cell.
 */
export function columnsFor(
  { head, rows, align }: TableBlock,
  cites: readonly string[] | null,
  {
    total,
    padding,
    citeHead = '',
    largest = 8.5,
  }: { total: number; padding: number; citeHead?: string; largest?: number },
): Columns {
  const count = Math.max(head?.length ?? 0, ...rows.map(row => row.length))
  const cell = (line: Line | undefined): string => (line ? textOf(line) : '')
  const measured = Array.from({ length: count }, (_, column) => {
    const name = cell(head?.[column])
    const body = rows.map(row => cell(row[column]))
    const whole = Math.max(emWidth(name) * 1.12, ...body.map(emWidth), 1.5)
    // The name of a column of four signs or fewer stays on one line.
    const named = (emWidth(name) <= 4.2 ? emWidth(name) : Math.max(3, longestPiece(name))) * 1.12
    const broken = Math.max(named, ...body.map(longestPiece), 1.5)
    // A number that is broken over two lines is misread.
    const short = body.map(text => (emWidth(text) <= 9 ? emWidth(text) : longestPiece(text)))
    const least = align[column] === 'right' ? Math.max(named, ...short, 1.5) : broken
    return { whole: Math.min(whole, 60), least: Math.min(least, whole) }
  })
  if (cites !== null) {
    const name = emWidth(citeHead) * 1.12
    measured.push({
      whole: Math.max(name, ...cites.map(cite => emWidth(cite) * citeScale)),
      least: Math.max(name, ...cites.map(cite => longestPiece(cite) * citeScale)),
    })
  }
  const room = total - measured.length * 2 * padding
  const sum = (key: 'whole' | 'least'): number => measured.reduce((all, one) => all + one[key], 0)
  const cap = Math.min(largest, measured.length >= 9 ? 7.5 : 8.5)
  const fitting = sizes.filter(size => size <= cap)
  const fontSize = fitting.find(size => sum('least') * size <= room) ?? fitting.at(-1) ?? 6
  const tight = sum('least') * fontSize > room
  const scaled = measured.map(({ whole, least }) => ({ whole: whole * fontSize, least: least * fontSize }))
  const [wholes, leasts] = [sum('whole') * fontSize, sum('least') * fontSize]
  const widths = tight
    ? scaled.map(({ least }) => (least / leasts) * room)
    : wholes <= room
      ? scaled.map(({ whole }) => whole + ((room - wholes) * whole) / wholes)
      : scaled.map(
          ({ whole, least }) => least + ((room - leasts) * (whole - least)) / Math.max(1e-9, wholes - leasts),
        )
  return { widths, fontSize, tight }
}
