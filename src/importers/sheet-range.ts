/** One table of several in a sheet, named as a spreadsheet names it: `Sheet1!A2:D62`, or `A2:D62` in a text file. */

export interface SheetRange {
  /** 1-based, both included. */
  fromRow: number
  toRow: number
  /** 0-based, both included. */
  fromColumn: number
  toColumn: number
}

const pattern = /^(?:(.*)!)?([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/

/** The sheet and the range that a `sheet` argument means; a plain name has no range. */
export function readRange(text: string | null | undefined): {
  sheet: string | null
  range: SheetRange | null
} {
  const found = pattern.exec(text ?? '')
  if (found === null) return { sheet: text ?? null, range: null }
  const [, sheet, left = 'A', top, right = 'A', bottom] = found
  const range = {
    fromRow: Number(top),
    toRow: Number(bottom),
    fromColumn: columnNumber(left),
    toColumn: columnNumber(right),
  }
  const upright = range.fromRow >= 1 && range.toRow >= range.fromRow && range.toColumn >= range.fromColumn
  return upright ? { sheet: sheet ?? null, range } : { sheet: text ?? null, range: null }
}

export const nameRange = (sheet: string | null, range: SheetRange): string =>
  `${sheet === null ? '' : `${sheet}!`}${columnLetters(range.fromColumn)}${range.fromRow}:${columnLetters(range.toColumn)}${range.toRow}`

function columnLetters(column: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return letters
}

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
