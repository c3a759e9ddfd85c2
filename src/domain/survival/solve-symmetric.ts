/** L D L′ of a symmetric non-negative matrix (row major); a pivot near 0 marks a row that the earlier ones explain. */
export interface Factor {
  lower: Float64Array
  diagonal: Float64Array
  size: number
  rank: number
  /** 1 for rows that carry nothing of their own; their solution is 0. */
  redundant: Uint8Array
}

export function factorise(matrix: Float64Array, tolerance = 1e-10): Factor {
  const size = Math.round(Math.sqrt(matrix.length))
  const lower = new Float64Array(size * size)
  const diagonal = new Float64Array(size)
  const redundant = new Uint8Array(size)
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j] ?? 0
      for (let k = 0; k < j; k++)
        sum -= (lower[i * size + k] ?? 0) * (lower[j * size + k] ?? 0) * (diagonal[k] ?? 0)
      if (i === j) {
        const own = matrix[i * size + i] ?? 0
        if (sum <= tolerance * Math.max(own, 1e-300)) redundant[i] = 1
        else diagonal[i] = sum
        lower[i * size + i] = 1
      } else lower[i * size + j] = redundant[j] ? 0 : sum / (diagonal[j] ?? 1)
    }
  }
  return { lower, diagonal, size, redundant, rank: size - redundant.reduce((sum, flag) => sum + flag, 0) }
}

export function solveWith(
  { lower, diagonal, size, redundant }: Factor,
  right: ArrayLike<number>,
): Float64Array {
  const x = Float64Array.from({ length: size }, (_, i) => (redundant[i] ? 0 : (right[i] ?? 0)))
  for (let i = 0; i < size; i++) {
    if (redundant[i]) continue
    for (let k = 0; k < i; k++) x[i] = (x[i] ?? 0) - (lower[i * size + k] ?? 0) * (x[k] ?? 0)
  }
  for (let i = 0; i < size; i++) x[i] = redundant[i] ? 0 : (x[i] ?? 0) / (diagonal[i] ?? 1)
  for (let i = size - 1; i >= 0; i--) {
    if (redundant[i]) continue
    for (let k = i + 1; k < size; k++)
      x[i] = (x[i] ?? 0) - (lower[k * size + i] ?? 0) * (redundant[k] ? 0 : (x[k] ?? 0))
  }
  return x
}

export function solveSymmetric(matrix: Float64Array, right: ArrayLike<number>) {
  const factor = factorise(matrix)
  return { solution: solveWith(factor, right), rank: factor.rank }
}

/** Inverse over the rows that are not redundant; zero rows and columns elsewhere. */
export function invert(matrix: Float64Array): { inverse: Float64Array; factor: Factor } {
  const factor = factorise(matrix)
  const { size } = factor
  const inverse = new Float64Array(size * size)
  for (let j = 0; j < size; j++) {
    if (factor.redundant[j]) continue
    const unit = new Float64Array(size)
    unit[j] = 1
    const columnJ = solveWith(factor, unit)
    for (let i = 0; i < size; i++) inverse[i * size + j] = columnJ[i] ?? 0
  }
  return { inverse, factor }
}
