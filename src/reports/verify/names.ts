const nameKeys = new Set([
  'field',
  'name',
  'row',
  'column',
  'label',
  'value',
  'file',
  'sheet',
  'also_measured_by',
])

/** Texts of an answer that name something and hold a digit (“Tier 2”, a column of the user's): words, not figures. */
export function namesIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string')
    return nameKeys.has(key) &&
      value.length >= 2 &&
      value.length <= 120 &&
      /\d/.test(value) &&
      /\p{L}/u.test(value)
      ? [value]
      : []
  if (Array.isArray(value)) return value.flatMap(item => namesIn(item, key))
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => namesIn(item, name))
    : []
}

/** Each name once, as stored and as a reader sees it. */
export const spelled = (names: readonly string[]): string[] =>
  [...new Set(names)].flatMap(name => [name, name.replaceAll('_', ' ')])

const signKeys = new Set(['name', 'row', 'column', 'label', 'value'])
const mostSigns = 2000

/** Values of the data without a letter that name a row, a column or a group: “5+”, “18-25”, “3”. */
export function signsIn(value: unknown, key = ''): string[] {
  if (typeof value === 'string')
    return signKeys.has(key) && value.length <= 40 && /\d/.test(value) && !/\p{L}/u.test(value)
      ? [value.trim()]
      : []
  if (Array.isArray(value)) return value.flatMap(item => signsIn(item, key))
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, item]) => signsIn(item, name))
    : []
}

const escaped = (text: string): string => text.replaceAll(/[$.*+?^()[\]{}|\\/-]/g, '\\$&')

/**
 * A text with such names blanked where they name something: one of digits alone in a cell of its own or beside the × of
 * a pair, any other wherever it stands whole. Lines and places stay.
 */
export function withoutSigns(text: string, signs: readonly string[]): string {
  const all = [...new Set(signs)].toSorted((one, two) => two.length - one.length).slice(0, mostSigns)
  const [plain, other] = [all.filter(sign => /^\d+$/.test(sign)), all.filter(sign => !/^\d+$/.test(sign))]
  const patterns = [
    ...(other.length === 0 ? [] : [String.raw`(?<![\d.,])(?:${other.map(escaped).join('|')})(?![\d.,%])`]),
    ...(plain.length === 0
      ? []
      : [
          String.raw`(?<=^|\| )(?:${plain.join('|')})(?= \|)|(?<=× )(?:${plain.join('|')})(?![\d.,%])|(?<![\d.,])(?:${plain.join('|')})(?= ×)`,
        ]),
  ]
  return patterns.reduce(
    (rest, pattern) => rest.replace(new RegExp(pattern, 'gm'), found => ' '.repeat(found.length)),
    text,
  )
}
