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

/** X β, the intercept with it. */
export function linearPredictor(layout: Layout, beta: ArrayLike<number>): Float64Array {
  const { n, dense, columns, starts, coefficients, values } = layout
  const eta = new Float64Array(n)
  const weightAt = (place: number): number => beta[dense[place] ?? -1] ?? 0
  for (let at = 0; at < dense.length; at += tile) {
    const [x0 = none, x1 = none, x2 = none, x3 = none] = columns.slice(at, at + tile)
    const b0 = weightAt(at)
    const b1 = weightAt(at + 1)
    const b2 = weightAt(at + 2)
    const b3 = weightAt(at + 3)
    for (let row = 0; row < n; row++)
      eta[row] =
        (eta[row] ?? 0) +
        (x0[row] ?? 0) * b0 +
        (x1[row] ?? 0) * b1 +
        (x2[row] ?? 0) * b2 +
        (x3[row] ?? 0) * b3
  }
  if (coefficients.length === 0) return eta
  for (let row = 0; row < n; row++)
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at++)
      eta[row] = (eta[row] ?? 0) + (values[at] ?? 0) * (beta[coefficients[at] ?? 0] ?? 0)
  return eta
}

/** X′ r. */
export function crossProduct(layout: Layout, residuals: Float64Array): Float64Array {
  const { n, size, dense, columns, listStarts, rows, listed } = layout
  const result = new Float64Array(size)
  const keep = (place: number, sum: number): void => {
    const j = dense[place] ?? -1
    if (j >= 0) result[j] = sum
  }
  for (let at = 0; at < dense.length; at += tile) {
    const [x0 = none, x1 = none, x2 = none, x3 = none] = columns.slice(at, at + tile)
    let [s0, s1, s2, s3] = [0, 0, 0, 0]
    for (let row = 0; row < n; row++) {
      const residual = residuals[row] ?? 0
      s0 += (x0[row] ?? 0) * residual
      s1 += (x1[row] ?? 0) * residual
      s2 += (x2[row] ?? 0) * residual
      s3 += (x3[row] ?? 0) * residual
    }
    keep(at, s0)
    keep(at + 1, s1)
    keep(at + 2, s2)
    keep(at + 3, s3)
  }
  for (let j = 0; j < size; j++)
    for (let at = listStarts[j] ?? 0; at < (listStarts[j + 1] ?? 0); at++)
      result[j] = (result[j] ?? 0) + (listed[at] ?? 0) * (residuals[rows[at] ?? 0] ?? 0)
  return result
}
