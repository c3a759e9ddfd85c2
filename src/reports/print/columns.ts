import { wordsOf } from '../word-breaks.ts'
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
    else width += /[bdghnopqu]/.test(sign) ? 0.615 : 0.575
  }
  return width
}

/** Days in any of the languages; a broken one is misread. */
export const dayPattern =
  /至?\d{4}年\d{1,2}月\d{1,2}日|(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])(?: \d{2}:\d{2}Z)?/g

/** Chinese breaks after any sign but an opening bracket, and never before a closing one: 9,925（5,101– stays whole. */
const hanziBreak = /((?![（「『《〈【“‘])[\u2e80-\uffef])(?![）」』》〉】”’，。；：、！？])/gu

/** The longest piece that may not be broken, in ems. Chinese breaks anywhere; other text at spaces and after - – /, dates nowhere. */
const longestPiece = (text: string): number =>
  Math.max(
    0,
    ...(text.match(dayPattern) ?? []).map(emWidth),
    ...text
      .replace(dayPattern, ' ')
      .replace(hanziBreak, '$1 ')
      .replace(/([–/]|-(?!\d))/g, '$1 ')
      .split(/\s+/)
      .map(emWidth),
  )

/** The longest word of a column's name, in ems: Chinese words stay whole too. */
const longestWord = (name: string): number =>
  Math.max(...wordsOf(name).map(word => emWidth(word.trim())), longestPiece(name))

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

interface Measured {
  whole: number
  least: number
  /** Of numbers: more room than they need helps nobody. */
  numbers: boolean
}

/** Widths in ems that each column would like and needs; texts of up to `kept` ems stay on one line. */
function measuredColumns({ head, rows, align }: TableBlock, kept: number, air: number): Measured[] {
  const count = Math.max(head?.length ?? 0, ...rows.map(row => row.length))
  const cell = (line: Line | undefined): string => (line ? textOf(line) : '')
  return Array.from({ length: count }, (_, column) => {
    const name = cell(head?.[column])
    const body = rows.map(row => cell(row[column]))
    const whole = Math.max(emWidth(name) * 1.12, ...body.map(emWidth), 1.5)
    // The name of a column of four signs or fewer stays on one line.
    const named =
      (emWidth(name) <= Math.max(4.4, kept) ? emWidth(name) : Math.max(3, longestWord(name))) * 1.12
    const right = align[column] === 'right'
    // A number that is broken over two lines is misread.
    const held = right ? 9 : kept
    const short = body.map(text => (emWidth(text) <= held ? emWidth(text) : longestPiece(text)))
    return {
      whole: Math.min(whole, 60) + air,
      least: Math.min(Math.max(named, ...short, 1.5), whole) + air,
      numbers: right,
    }
  })
}

const most = (list: readonly Measured[], key: 'whole' | 'least'): number =>
  list.reduce((all, one) => all + one[key], 0)

/** Short texts that stay on one line, in ems, from generous to none; type below `readable` is worse than a break. */
const kepts = [7.3, 4.4, 0] as const
const readable = 7

/**
 * Widths that use the whole measure: numbers, days and short texts stay on one line, longer text gets the rest by its
 * length, and type is as large as lets every word stay whole. `total` in points, `padding` on each side of a cell,
 * `air` in ems for programs that set text wider than we measure it.
 */
export function columnsFor(
  table: TableBlock,
  cites: readonly string[] | null,
  {
    total,
    padding,
    citeHead = '',
    largest = 8.5,
    air = 0,
  }: { total: number; padding: number; citeHead?: string; largest?: number; air?: number },
): Columns {
  const name = emWidth(citeHead) * 1.12
  const cited =
    cites === null
      ? []
      : [
          {
            whole: Math.max(name, ...cites.map(cite => emWidth(cite) * citeScale)),
            least: Math.max(name, ...cites.map(cite => longestPiece(cite) * citeScale)),
            numbers: false,
          },
        ]
  const tried = kepts.map(kept => {
    const measured = [...measuredColumns(table, kept, air), ...cited]
    const room = total - measured.length * 2 * padding
    const cap = Math.min(largest, measured.length >= 9 ? 7.5 : 8.5)
    const fitting = sizes.filter(size => size <= cap)
    const least = most(measured, 'least')
    const fontSize = fitting.find(size => least * size <= room) ?? fitting.at(-1) ?? 6
    return {
      measured,
      room,
      fontSize,
      tight: least * fontSize > room,
      good: fontSize >= Math.min(readable, cap),
    }
  })
  const fit = tried.filter(({ tight, good }) => good && !tight)
  const sets = (fit.length > 0 ? fit : tried.slice(-1)).map(one => spread(one))
  const [generous, second] = sets
  if (generous === undefined) return { widths: [], fontSize: 6, tight: false }
  // What is kept whole in some columns may not press another into a tower of words.
  return second && linesOf(table, generous) > 1.2 * linesOf(table, second) ? second : generous
}

/** About how many lines all rows take. */
const linesOf = ({ rows }: TableBlock, { widths, fontSize }: Columns): number =>
  rows.reduce(
    (sum, row) =>
      sum +
      Math.max(
        1,
        ...row.map((cell, at) =>
          Math.ceil((emWidth(textOf(cell)) * 1.08) / Math.max(1, (widths[at] ?? 1) / fontSize)),
        ),
      ),
    0,
  )

/** Shares the room out: every column gets what it needs, and of the rest by what it would like. */
function spread({
  measured,
  room,
  fontSize,
  tight,
}: {
  measured: readonly Measured[]
  room: number
  fontSize: number
  tight: boolean
}): Columns {
  const scaled = measured.map(({ whole, least, numbers }) => ({
    whole: whole * fontSize,
    least: least * fontSize,
    numbers,
  }))
  const [wholes, leasts] = [most(scaled, 'whole'), most(scaled, 'least')]
  const wish = ({ whole, least, numbers }: Measured): number => (whole - least) * (numbers ? 0.2 : 1)
  const wishes = scaled.reduce((sum, one) => sum + wish(one), 0)
  const widths = tight
    ? scaled.map(({ least }) => (least / leasts) * room)
    : wholes <= room
      ? scaled.map(({ whole }) => whole + ((room - wholes) * whole) / wholes)
      : wishes > 0
        ? scaled.map(one => one.least + ((room - leasts) * wish(one)) / wishes)
        : scaled.map(({ least }) => (least / leasts) * room)
  return { widths, fontSize, tight }
}
