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
