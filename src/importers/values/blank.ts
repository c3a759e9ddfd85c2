/** Words that files write where there is no value. */
const always = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '–',
  '－',
  'n/a',
  'na',
  '#n/a',
  '#null!',
  '#value!',
  '#ref!',
  '#name?',
  '#div/0!',
  'null',
  '\\n',
  '(null)',
  '(blank)',
  '(空白)',
  '无',
  '無',
  '暂无',
  '暫無',
  '空',
  '<na>',
  'n.a.',
])
/** Levels in their own right for categories, but never a number or a date. */
const forMeasures = new Set([
  'none',
  'nil',
  'nan',
  'nat',
  'undefined',
  '?',
  'missing',
  'unknown',
  '未知',
  '不详',
  '不詳',
  '未填',
  '0000-00-00',
  '0000-00-00 00:00:00',
])

/** True when a text cell holds no value. */
export function isBlank(trimmed: string): boolean {
  const length = trimmed.length
  if (length === 0) return true
  const first = trimmed.charCodeAt(0) | 0x20
  // Digits and letters other than n start no blank word.
  if ((first >= 0x30 && first <= 0x39) || (first >= 0x61 && first <= 0x7a && first !== 0x6e)) return false
  return length <= 8 && always.has(trimmed.toLowerCase())
}

/** True when a number or date cell holds no value. */
export const isBlankMeasure = (trimmed: string): boolean =>
  isBlank(trimmed) || (trimmed.length <= 19 && forMeasures.has(trimmed.toLowerCase()))

/** `无` says no in a yes/no column. */
export const isBlankFlag = (trimmed: string): boolean =>
  trimmed !== '无' && trimmed !== '無' && isBlankMeasure(trimmed)
