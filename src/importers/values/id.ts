/** Identifiers: digits are text. Leading zeros stay; destroyed digits are refused, not guessed. */
const scientific = /^\d(?:[.,]\d+)?e\+?\d+$/i

export type ParsedId =
  | { value: string; expanded?: true }
  | { problem: 'id_in_scientific_notation' | 'bad_id' }

/**
 * `wholeIds` drops the `.0` of ids that went through floating point while still small (17850.0). `plainDigits` is the
 * length of ids that the same writer writes out in full: only a spreadsheet shortens those, and loses their digits.
 */
export function parseId(cell: string | number, wholeIds: boolean, plainDigits = 0): ParsedId {
  if (typeof cell === 'number') {
    if (!Number.isFinite(cell)) return { problem: 'bad_id' }
    return Math.abs(cell) >= 1e15 ? { problem: 'id_in_scientific_notation' } : { value: String(cell) }
  }
  let text = cell.trim()
  const formula = /^="(.*)"$/.exec(text)
  if (formula?.[1] !== undefined) text = formula[1].trim()
  else if (text.startsWith("'")) text = text.slice(1).trim()
  if (scientific.test(text)) {
    const whole = Number(text)
    const full = Number.isInteger(whole) && whole < 1e15 ? String(whole) : ''
    return full !== '' && full.length <= plainDigits
      ? { value: full, expanded: true }
      : { problem: 'id_in_scientific_notation' }
  }
  if (text.length > 256) return { problem: 'bad_id' }
  if (wholeIds && text.endsWith('.0')) text = text.slice(0, -2)
  return { value: text }
}
