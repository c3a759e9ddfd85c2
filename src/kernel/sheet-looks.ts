import type { Cell } from './exports.ts'

/** How a column of a workbook is shown, and whether its sum means something. */
export interface ColumnLook {
  kind: 'text' | 'number' | 'day'
  /** Number format of the workbook; none for text. */
  format?: string
  /** Amounts and counts add up; rates, scores and means do not. */
  adds: boolean
}

const isoDay = /^\d{4}-\d{2}-\d{2}$/
const names = {
  share: /(^|_)(share|rate|probability|p_alive|margin|risk|discount)(_|$)/,
  money: /(^|_)(revenue|clv|value|cost|costs|spend|amount|price|loss|gain|budget|mrr|arr|paid|refunds?)(_|$)/,
  count: /(^|_)(n|count|counts|customers|orders|orders_count|churned|seats|tickets|quantity)(_|$)/,
  single:
    /(^|_)(mean|average|median|min|max|low|high|score|rank|days|months|years|recency|age|aov|per|index|percentile|year|id|of)(_|$)/,
} as const

/** Reads the look of a column off its name and values. */
export function lookOf(name: string, values: Iterable<Cell>): ColumnLook {
  let [numbers, days, others, whole, unit] = [0, 0, 0, true, true]
  for (const value of values) {
    if (value === null || value === '') continue
    if (typeof value === 'number') {
      numbers += 1
      whole &&= Number.isInteger(value)
      unit &&= Math.abs(value) <= 1
    } else if (typeof value === 'string' && isoDay.test(value)) days += 1
    else others += 1
  }
  if (days > 0 && numbers + others === 0) return { kind: 'day', format: 'yyyy-mm-dd', adds: false }
  if (numbers === 0 || days + others > 0) return { kind: 'text', adds: false }
  const plain = name.toLowerCase()
  if (unit && !whole && names.share.test(plain)) return { kind: 'number', format: '0.0%', adds: false }
  const adds = !names.single.test(plain) && (names.money.test(plain) || (whole && names.count.test(plain)))
  if (names.money.test(plain) && !whole) return { kind: 'number', format: '#,##0.00', adds }
  if (whole && (adds || names.money.test(plain))) return { kind: 'number', format: '#,##0', adds }
  return { kind: 'number', adds }
}

/** `A`, `B` … `Z`, `AA` for the columns of a sheet, from 0. */
export const columnName = (at: number): string =>
  at < 26 ? String.fromCharCode(65 + at) : columnName(Math.floor(at / 26) - 1) + columnName(at % 26)
