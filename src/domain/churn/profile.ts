import { ascending } from '../ascending.ts'
import type { CategoryColumn, Column, NumberColumn } from '../table.ts'

/** Customers and churned customers that share a value, a range or a level. */
export interface Cell {
  n: number
  churned: number
}

export interface NumberProfile {
  kind: 'number'
  name: string
  missing: Cell
  present: Cell
  /** All present values, ascending. */
  sorted: Float64Array
  /** Present values of churned customers, ascending. */
  sortedChurned: Float64Array
  distinct: number
  integers: boolean
}

export interface CategoryProfile {
  kind: 'category'
  name: string
  missing: Cell
  present: Cell
  levels: readonly string[]
  cells: readonly Cell[]
  /** Levels that occur. */
  distinct: number
}

export type ColumnProfile = NumberProfile | CategoryProfile

/** Counts of one column against the label (1 = churned). The order of the rows does not matter. */
export const profileColumn = (column: Column, churned: Uint8Array): ColumnProfile =>
  column.kind === 'number' ? profileNumbers(column, churned) : profileCategories(column, churned)

function profileNumbers({ name, values }: NumberColumn, churned: Uint8Array): NumberProfile {
  const missing = { n: 0, churned: 0 }
  const present = { n: 0, churned: 0 }
  const all = new Float64Array(values.length)
  const lost = new Float64Array(values.length)
  let integers = true
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN
    const label = churned[row] ?? 0
    if (!Number.isFinite(value)) {
      missing.n++
      missing.churned += label
      continue
    }
    if (label) lost[present.churned] = value
    all[present.n++] = value
    present.churned += label
    integers &&= Number.isInteger(value)
  }
  const sorted = ascending(all.subarray(0, present.n), integers)
  let distinct = sorted.length > 0 ? 1 : 0
  for (let at = 1; at < sorted.length; at++) if (sorted[at] !== sorted[at - 1]) distinct++
  return {
    kind: 'number',
    name,
    missing,
    present,
    sorted,
    sortedChurned: ascending(lost.subarray(0, present.churned), integers),
    distinct,
    integers,
  }
}

function profileCategories({ name, codes, levels }: CategoryColumn, churned: Uint8Array): CategoryProfile {
  const cells = levels.map(() => ({ n: 0, churned: 0 }))
  const missing = { n: 0, churned: 0 }
  const present = { n: 0, churned: 0 }
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -1
    const label = churned[row] ?? 0
    const level = code < 0 ? undefined : cells[code]
    const cell = level ?? missing
    cell.n++
    cell.churned += label
    if (!level) continue
    present.n++
    present.churned += label
  }
  return {
    kind: 'category',
    name,
    missing,
    present,
    levels,
    cells,
    distinct: cells.filter(cell => cell.n > 0).length,
  }
}

/** How many values of an ascending array are below `limit`. */
export function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) < limit) low = middle + 1
    else high = middle
  }
  return low
}

/** Customers with a present value below `limit`. */
export const cellBelow = (profile: NumberProfile, limit: number): Cell => ({
  n: countBelow(profile.sorted, limit),
  churned: countBelow(profile.sortedChurned, limit),
})

/**
 * Cut values for "below v" against "v or more": every distinct value when there are at most `parts` of them,
 * else the quantiles. Always values that occur, so a filter on them is exact.
 */
export function cutValues({ sorted, distinct }: NumberProfile, parts: number): number[] {
  const cuts: number[] = []
  const add = (value: number | undefined) => {
    if (value !== undefined && value !== sorted[0] && value !== cuts.at(-1)) cuts.push(value)
  }
  if (distinct <= parts) for (const value of sorted) add(value)
  else for (let part = 1; part < parts; part++) add(sorted[Math.floor((part * sorted.length) / parts)])
  return cuts
}

/** The column as disjoint cells: levels (rare ones together), or ranges between cuts; missing values apart. */
export function cellsOf(profile: ColumnProfile, parts: number, smallest: number): Cell[] {
  const cells =
    profile.kind === 'number' ? rangeCells(profile, parts) : profile.cells.filter(cell => cell.n > 0)
  const kept = cells.filter(cell => cell.n >= smallest)
  const rare = sum(cells.filter(cell => cell.n < smallest))
  return [...kept, rare, profile.missing].filter(cell => cell.n > 0)
}

function rangeCells(profile: NumberProfile, parts: number): Cell[] {
  const below = [...cutValues(profile, parts).map(cut => cellBelow(profile, cut)), profile.present]
  return below.map((cell, index) => {
    const before = below[index - 1] ?? { n: 0, churned: 0 }
    return { n: cell.n - before.n, churned: cell.churned - before.churned }
  })
}

const sum = (cells: readonly Cell[]): Cell => ({
  n: cells.reduce((total, cell) => total + cell.n, 0),
  churned: cells.reduce((total, cell) => total + cell.churned, 0),
})

/** Area under the ROC curve when cells are ranked by their own churn rate; 0.5 when one class is empty. */
export function cellAuc(cells: readonly Cell[]): number {
  const ranked = cells.toSorted((one, two) => one.churned * two.n - two.churned * one.n)
  let retainedBelow = 0
  let area = 0
  let churned = 0
  for (const cell of ranked) {
    const retained = cell.n - cell.churned
    area += cell.churned * (retainedBelow + retained / 2)
    retainedBelow += retained
    churned += cell.churned
  }
  return churned === 0 || retainedBelow === 0 ? 0.5 : area / (churned * retainedBelow)
}

/**
 * Information value Σ (q − p) ln(q/p) over cells, q the share of the churned and p of the retained.
 * Half a customer is added to each class of each cell when some cell lacks a class, so that it stays finite.
 */
export function informationValue(cells: readonly Cell[]): number {
  const short = cells.some(cell => cell.churned === 0 || cell.churned === cell.n) ? 0.5 : 0
  const churned = cells.reduce((total, cell) => total + cell.churned + short, 0)
  const retained = cells.reduce((total, cell) => total + cell.n - cell.churned + short, 0)
  if (churned === 0 || retained === 0) return 0
  return cells.reduce((total, cell) => {
    const q = (cell.churned + short) / churned
    const p = (cell.n - cell.churned + short) / retained
    return total + (q - p) * Math.log(q / p)
  }, 0)
}

/** Pearson's chi-square of cells against churned or not, with its degrees of freedom. */
export function chiSquare(cells: readonly Cell[]): { statistic: number; degrees: number } {
  const { n, churned } = sum(cells)
  if (churned === 0 || churned === n) return { statistic: 0, degrees: 0 }
  const rate = churned / n
  const statistic = cells.reduce(
    (total, cell) => total + (cell.churned - cell.n * rate) ** 2 / (cell.n * rate * (1 - rate)),
    0,
  )
  return { statistic, degrees: cells.length - 1 }
}
