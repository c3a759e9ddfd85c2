/** A cell of a table before it is written; `null` is an empty cell. */
export type Cell = string | number | boolean | null

const needsQuotes = /[",\r\n]/

const quoted = (cell: Cell): string => {
  if (cell === null) return ''
  const text = String(cell)
  return needsQuotes.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Rows as comma-separated text, each line ended by `newline`. */
export const toCsv = (rows: readonly (readonly Cell[])[], newline: '\n' | '\r\n' = '\n'): string =>
  rows.map(row => row.map(quoted).join(',') + newline).join('')

/** Minor units as a plain decimal number: 123456 → "1234.56". */
export function money(minor: number, decimals = 2): string {
  const sign = minor < 0 ? '-' : ''
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0')
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}

/** `number` with leading zeros: padded(7, 4) → "0007". */
export const padded = (number: number, width: number): string => String(number).padStart(width, '0')
