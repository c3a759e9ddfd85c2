/** Spreadsheets run cells that begin like this as formulas. */
const runs = /^[\s\u00a0\u3000]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/
const plainNumber = /^\s*[+-]?\d{1,3}(,?\d{3})*(\.\d+)?\s*$|^\s*[+-]?\d*\.?\d+(e[+-]?\d+)?\s*$/i

/** A cell that no spreadsheet takes for a formula: an apostrophe goes before what would run. Numbers stay numbers. */
export const harmless = (text: string): string =>
  runs.test(text) && !plainNumber.test(text) ? `'${text}` : text

/** One cell of CSV: harmless, and quoted where it must be. */
export function csvCell(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'string') return String(value)
  const text = harmless(value.replaceAll('\0', ''))
  return /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const csvLine = (cells: readonly (string | number | boolean | null | undefined)[]): string =>
  `${cells.map(csvCell).join(',')}\r\n`

/** Excel reads UTF-8 only behind this mark. */
export const byteOrderMark = '\uFEFF'
