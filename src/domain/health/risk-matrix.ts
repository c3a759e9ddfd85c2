import { categoriesOf } from '../categories.ts'
import { wilson } from '../churn/two-by-two.ts'
import type { Rate } from '../churn/two-by-two.ts'
import type { CustomerTable } from '../table.ts'
import type { Where } from '../where.ts'

/** Below this many customers a cell's share is not shown; below `flaggedBelow` it is shown with a warning. */
export const suppressedBelow = 10
export const flaggedBelow = 30

export interface MatrixCell {
  row: string
  column: string
  n: number
  low: number
  /** Share of low health with its Wilson interval; `null` in suppressed cells. */
  lowShare: Rate | null
  suppressed: boolean
  flagged: boolean
  /** Place among the shown cells by the lower end of the interval, worst is 1; `null` when suppressed. */
  rank: number | null
  filter: Where
}

export interface RiskMatrix {
  rows: string[]
  columns: string[]
  cells: MatrixCell[]
  /** Low share over all customers counted. */
  overall: Rate
  /** Customers without a score, in no cell. */
  unscored: number
}

/**
 * Rows × columns with the share of low health in every cell that has customers. `lowHealth` is 1 for low, 0 for
 * scored and not low, -1 for not scored.
 */
export function riskMatrix(
  table: CustomerTable,
  lowHealth: ArrayLike<number>,
  fields: { rows: string; columns: string },
): RiskMatrix {
  const rows = categoriesOf(table, fields.rows)
  const columns = categoriesOf(table, fields.columns)
  const width = columns.groups.length
  const counts = new Int32Array(rows.groups.length * width)
  const lows = new Int32Array(counts.length)
  let unscored = 0
  for (let row = 0; row < table.n; row++) {
    const state = lowHealth[row] ?? -1
    if (state < 0) {
      unscored += 1
      continue
    }
    const cell = (rows.codes[row] ?? 0) * width + (columns.codes[row] ?? 0)
    counts[cell] = (counts[cell] ?? 0) + 1
    lows[cell] = (lows[cell] ?? 0) + state
  }
  const cells: MatrixCell[] = []
  rows.groups.forEach((rowGroup, rowIndex) =>
    columns.groups.forEach((columnGroup, columnIndex) => {
      const n = counts[rowIndex * width + columnIndex] ?? 0
      const low = lows[rowIndex * width + columnIndex] ?? 0
      if (n === 0) return
      const suppressed = n < suppressedBelow
      cells.push({
        row: rowGroup.label,
        column: columnGroup.label,
        n,
        low,
        lowShare: suppressed ? null : wilson(low, n),
        suppressed,
        flagged: n < flaggedBelow,
        rank: null,
        filter: { all: [rowGroup.where, columnGroup.where] },
      })
    }),
  )
  worstFirst(cells).forEach((cell, index) => {
    cell.rank = index + 1
  })
  const total = (values: Int32Array) => values.reduce((sum, value) => sum + value, 0)
  return {
    rows: rows.groups.map(group => group.label),
    columns: columns.groups.map(group => group.label),
    cells,
    overall: wilson(total(lows), total(counts)),
    unscored,
  }
}

/** Shown cells, worst first: by the lower end of the interval, so that a handful of customers cannot lead. */
export function worstFirst(cells: readonly MatrixCell[]): MatrixCell[] {
  return cells
    .filter(cell => !cell.suppressed)
    .sort((one, two) => (two.lowShare?.low ?? 0) - (one.lowShare?.low ?? 0) || two.n - one.n)
}
