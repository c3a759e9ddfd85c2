import type { CustomerTable } from '../table.ts'
import { byRanges, requireNumbers } from './by-ranges.ts'
import type { Segmentation } from './segmentation.ts'

/**
 * Gini coefficient of the positive amounts, 0 (all equal) to 1 (one has all); negative amounts count as 0.
 * `null` when nobody has anything.
 */
export function gini(amounts: ArrayLike<number>): number | null {
  const sorted = Float64Array.from(amounts)
    .filter(Number.isFinite)
    .map(amount => Math.max(0, amount))
    .sort()
  const total = sorted.reduce((sum, amount) => sum + amount, 0)
  if (total <= 0) return null
  const n = sorted.length
  const weighted = sorted.reduce((sum, amount, index) => sum + (2 * (index + 1) - n - 1) * amount, 0)
  return weighted / (n * total)
}

/**
 * ABC classes: customers in descending revenue; A while the share before them is below `limits.a` of the total,
 * B below `limits.b`, C the rest. Equal customers share a class.
 */
export function segmentAbc(
  table: CustomerTable,
  field: string,
  limits: { a: number; b: number } = { a: 0.8, b: 0.95 },
): Segmentation & { gini: number | null } {
  const values = requireNumbers(table, field)
  const sorted = Float64Array.from(values).filter(Number.isFinite).sort().reverse()
  const total = sorted.reduce((sum, amount) => sum + Math.max(0, amount), 0)
  let cumulative = 0
  let [lowestA, lowestB] = [Infinity, Infinity]
  for (let start = 0; start < sorted.length && total > 0;) {
    const amount = sorted[start] ?? 0
    const share = cumulative / total
    if (amount <= 0) break
    if (share < limits.a) lowestA = amount
    if (share < limits.b) lowestB = amount
    while (start < sorted.length && sorted[start] === amount) cumulative += sorted[start++] ?? 0
  }
  const result = byRanges(table, 'abc', field, [
    ...(lowestA < Infinity ? [{ name: 'A', definition: `${field} ≥ ${lowestA}`, low: lowestA }] : []),
    ...(lowestB < lowestA
      ? [
          {
            name: 'B',
            definition: `${lowestB} ≤ ${field} < ${lowestA}`,
            low: lowestB,
            high: lowestA,
            openHigh: true,
          },
        ]
      : []),
    lowestB < Infinity
      ? { name: 'C', definition: `${field} < ${lowestB}`, high: lowestB, openHigh: true }
      : { name: 'C', definition: `${field} ≤ 0`, high: 0 },
  ])
  return { ...result, gini: gini(values) }
}
