import type { DesignMatrix } from './encoding.ts'

/**
 * A design laid out for adding up X′WX: the intercept and columns that most rows fill lie dense, each in one piece; of
 * the others (levels, signs of missing values) the rows that set them are listed, feature by feature and row by row.
 */
export interface Layout {
  n: number
  /** Coefficients with the intercept, which is number 0. */
  size: number
  /** Coefficient of each dense column, ascending; padded with −1 to whole tiles. */
  dense: Int32Array
  columns: Float64Array[]
  /** Sparse entries of row r: from `starts[r]` to below `starts[r + 1]`, by coefficient. */
  starts: Int32Array
  coefficients: Int32Array
  values: Float64Array
  /** The same entries by coefficient: rows and values from `listStarts[j]` on are those of coefficient j. */
  listStarts: Int32Array
  rows: Int32Array
  listed: Float64Array
}

/** Columns that at least this share of the rows fills are laid out dense. */
const denseFrom = 0.4
const tile = 4

export function layOut({ starts, features, values, n, width }: DesignMatrix): Layout {
  const size = width + 1
  const filled = new Int32Array(size)
  for (let at = 0; at < features.length; at++) {
    const j = (features[at] ?? 0) + 1
    filled[j] = (filled[j] ?? 0) + 1
  }
  const dense = [0]
  for (let j = 1; j < size; j++) if ((filled[j] ?? 0) >= denseFrom * n) dense.push(j)
  const columnOf = new Int32Array(size).fill(-1)
  for (const [at, j] of dense.entries()) columnOf[j] = at
  const padded = Math.ceil(dense.length / tile) * tile
  const nothing = new Float64Array(n)
  const columns = Array.from({ length: padded }, (_, at) =>
    at < dense.length ? new Float64Array(n) : nothing,
  )
  columns[0]?.fill(1)
  const sparse = features.length - dense.reduce((sum, j) => sum + (filled[j] ?? 0), 0)
  const layout: Layout = {
    n,
    size,
    dense: Int32Array.from({ length: padded }, (_, at) => dense[at] ?? -1),
    columns,
    starts: new Int32Array(n + 1),
    coefficients: new Int32Array(sparse),
    values: new Float64Array(sparse),
    listStarts: new Int32Array(size + 1),
    rows: new Int32Array(sparse),
    listed: new Float64Array(sparse),
  }
  let used = 0
  for (let row = 0; row < n; row++) {
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const j = (features[at] ?? 0) + 1
      const column = columns[columnOf[j] ?? -1]
      if (column) column[row] = values[at] ?? 0
      else {
        layout.coefficients[used] = j
        layout.values[used++] = values[at] ?? 0
      }
    }
    layout.starts[row + 1] = used
  }
  listByCoefficient(layout)
  return layout
}

function listByCoefficient({
  n,
  size,
  starts,
  coefficients,
  values,
  listStarts,
  rows,
  listed,
}: Layout): void {
  for (const j of coefficients) listStarts[j + 1] = (listStarts[j + 1] ?? 0) + 1
  for (let j = 0; j < size; j++) listStarts[j + 1] = (listStarts[j + 1] ?? 0) + (listStarts[j] ?? 0)
  const next = listStarts.slice()
  for (let row = 0; row < n; row++)
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++) {
      const j = coefficients[at] ?? 0
      const place = next[j] ?? 0
      rows[place] = row
      listed[place] = values[at] ?? 0
      next[j] = place + 1
    }
}

const none = new Float64Array(0)

/** eta += four columns times their weights. */
function addColumns(eta: Float64Array, columns: readonly Float64Array[], weights: readonly number[]): void {
  const [x0 = none, x1 = none, x2 = none, x3 = none] = columns
  const [b0 = 0, b1 = 0, b2 = 0, b3 = 0] = weights
  for (let row = 0; row < eta.length; row++)
    eta[row] =
      (eta[row] ?? 0) + (x0[row] ?? 0) * b0 + (x1[row] ?? 0) * b1 + (x2[row] ?? 0) * b2 + (x3[row] ?? 0) * b3
}

/** Sums of four columns times the residuals. */
function dotColumns(columns: readonly Float64Array[], residuals: Float64Array): number[] {
  const [x0 = none, x1 = none, x2 = none, x3 = none] = columns
  let s0 = 0
  let s1 = 0
  let s2 = 0
  let s3 = 0
  for (let row = 0; row < residuals.length; row++) {
    const residual = residuals[row] ?? 0
    s0 += (x0[row] ?? 0) * residual
    s1 += (x1[row] ?? 0) * residual
    s2 += (x2[row] ?? 0) * residual
    s3 += (x3[row] ?? 0) * residual
  }
  return [s0, s1, s2, s3]
}

/** X β, the intercept with it. */
export function linearPredictor(layout: Layout, beta: ArrayLike<number>): Float64Array {
  const { n, dense, columns } = layout
  const eta = new Float64Array(n)
  for (let at = 0; at < dense.length; at += tile) {
    const weights = Array.from(dense.subarray(at, at + tile), j => (j < 0 ? 0 : (beta[j] ?? 0)))
    addColumns(eta, columns.slice(at, at + tile), weights)
  }
  if (layout.values.length > 0) addSparse(eta, layout, beta)
  return eta
}

function addSparse(
  eta: Float64Array,
  { n, starts, coefficients, values }: Layout,
  beta: ArrayLike<number>,
): void {
  let at = 0
  for (let row = 0; row < n; row++) {
    let sum = 0
    for (const end = starts[row + 1] ?? 0; at < end; at++)
      sum += (values[at] ?? 0) * (beta[coefficients[at] ?? 0] ?? 0)
    eta[row] = (eta[row] ?? 0) + sum
  }
}

/** X′ r. */
export function crossProduct(layout: Layout, residuals: Float64Array): Float64Array {
  const { size, dense, columns, listStarts, rows, listed } = layout
  const result = new Float64Array(size)
  for (let at = 0; at < dense.length; at += tile) {
    const sums = dotColumns(columns.slice(at, at + tile), residuals)
    for (const [place, j] of dense.subarray(at, at + tile).entries()) if (j >= 0) result[j] = sums[place] ?? 0
  }
  for (let j = 0, at = 0; j < size; j++)
    for (const end = listStarts[j + 1] ?? 0; at < end; at++)
      result[j] = (result[j] ?? 0) + (listed[at] ?? 0) * (residuals[rows[at] ?? 0] ?? 0)
  return result
}
