import type { Column } from '../table.ts'
import type { Exposure } from './exposure.ts'

export interface ExposedColumn {
  exposure: Exposure
  column: Column
  rows: Uint8Array
  sensitive: boolean
  informationValue: number
}

/** Exposures that say nearly the same thing; `lead` is the one that separates best. */
export interface ExposureGroup {
  lead: ExposedColumn
  others: readonly ExposedColumn[]
}

const sameRows = 0.8
const sameNumbers = 0.95

/**
 * Groups exposures whose rows agree (phi ≥ 0.8) or whose numbers are nearly proportional (|r| ≥ 0.95), so that
 * a duplicate column is not counted twice. `exposed` is ordered, best first; groups keep that order.
 */
export function groupCorrelated(exposed: readonly ExposedColumn[]): ExposureGroup[] {
  const groups: { lead: ExposedColumn; others: ExposedColumn[] }[] = []
  for (const candidate of exposed) {
    const home = groups.find(({ lead, others }) => [lead, ...others].some(member => alike(member, candidate)))
    if (home) home.others.push(candidate)
    else groups.push({ lead: candidate, others: [] })
  }
  return groups
}

function alike(one: ExposedColumn, two: ExposedColumn): boolean {
  if (Math.abs(phi(one.rows, two.rows)) >= sameRows) return true
  if (one.column.kind !== 'number' || two.column.kind !== 'number') return false
  return Math.abs(correlation(one.column.values, two.column.values)) >= sameNumbers
}

function phi(one: Uint8Array, two: Uint8Array): number {
  let both = 0
  let first = 0
  let second = 0
  for (let row = 0; row < one.length; row++) {
    const a = one[row] ?? 0
    const b = two[row] ?? 0
    both += a & b
    first += a
    second += b
  }
  const n = one.length
  const spread = first * (n - first) * second * (n - second)
  return spread === 0 ? 0 : (n * both - first * second) / Math.sqrt(spread)
}

function correlation(one: Float64Array, two: Float64Array): number {
  let n = 0
  let sx = 0
  let sy = 0
  for (let row = 0; row < one.length; row++) {
    const x = one[row] ?? NaN
    const y = two[row] ?? NaN
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    n++
    sx += x
    sy += y
  }
  if (n < 3) return 0
  let xx = 0
  let yy = 0
  let xy = 0
  for (let row = 0; row < one.length; row++) {
    const x = (one[row] ?? NaN) - sx / n
    const y = (two[row] ?? NaN) - sy / n
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue
    xx += x * x
    yy += y * y
    xy += x * y
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : 0
}
