/** Eigenvalues (ascending) and eigenvectors (columns, row-major) of a small symmetric matrix, by Jacobi. */
export function eigenSymmetric(matrix: readonly (readonly number[])[]): {
  values: number[]
  vectors: number[][]
} {
  const n = matrix.length
  const a = matrix.map(row => [...row])
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)))
  const at = (m: number[][], i: number, j: number): number => m[i]?.[j] ?? 0
  const put = (m: number[][], i: number, j: number, value: number): void => {
    const row = m[i]
    if (row) row[j] = value
  }
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0
    let diagonal = 0
    for (let i = 0; i < n; i++) {
      diagonal += at(a, i, i) ** 2
      for (let j = i + 1; j < n; j++) off += at(a, i, j) ** 2
    }
    if (!(off > 1e-32 * diagonal)) break
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        const apq = at(a, p, q)
        if (apq === 0) continue
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq)
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
        const c = 1 / Math.sqrt(t * t + 1)
        const s = t * c
        for (let k = 0; k < n; k++) {
          const kp = at(a, k, p)
          const kq = at(a, k, q)
          put(a, k, p, c * kp - s * kq)
          put(a, k, q, s * kp + c * kq)
        }
        for (let k = 0; k < n; k++) {
          const pk = at(a, p, k)
          const qk = at(a, q, k)
          put(a, p, k, c * pk - s * qk)
          put(a, q, k, s * pk + c * qk)
          const vp = at(v, k, p)
          const vq = at(v, k, q)
          put(v, k, p, c * vp - s * vq)
          put(v, k, q, s * vp + c * vq)
        }
      }
    }
  }
  const order = a.map((_, i) => i).sort((i, j) => at(a, i, i) - at(a, j, j))
  return { values: order.map(i => at(a, i, i)), vectors: v.map(row => order.map(i => row[i] ?? 0)) }
}

/** Inverse of a positive definite matrix, or `null` when it is not (numerically) positive definite. */
export function invertPositive(matrix: readonly (readonly number[])[]): number[][] | null {
  if (matrix.some(row => row.some(entry => !Number.isFinite(entry)))) return null
  const { values, vectors } = eigenSymmetric(matrix)
  const largest = values.at(-1) ?? 0
  if (!values.every(value => value > 1e-14 * largest && value > 0)) return null
  return vectors.map(left =>
    vectors.map(right => {
      let sum = 0
      for (let k = 0; k < values.length; k++) sum += ((left[k] ?? 0) * (right[k] ?? 0)) / (values[k] ?? 1)
      return sum
    }),
  )
}

/** Solves `matrix · x = right` by Gaussian elimination with pivoting; `null` when singular. */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const n = right.length
  const rows = matrix.map((row, i) => [...row, right[i] ?? 0])
  for (let col = 0; col < n; col++) {
    let pivot = col
    for (let i = col + 1; i < n; i++) {
      if (Math.abs(rows[i]?.[col] ?? 0) > Math.abs(rows[pivot]?.[col] ?? 0)) pivot = i
    }
    const top = rows[pivot]
    const here = rows[col]
    if (!top || !here || !(Math.abs(top[col] ?? 0) > 0)) return null
    rows[pivot] = here
    rows[col] = top
    for (let i = col + 1; i < n; i++) {
      const row = rows[i]
      if (!row) continue
      const factor = (row[col] ?? 0) / (top[col] ?? 1)
      for (let j = col; j <= n; j++) row[j] = (row[j] ?? 0) - factor * (top[j] ?? 0)
    }
  }
  const x = new Array<number>(n).fill(0)
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]?.[n] ?? 0
    for (let j = i + 1; j < n; j++) sum -= (rows[i]?.[j] ?? 0) * (x[j] ?? 0)
    x[i] = sum / (rows[i]?.[i] ?? 1)
  }
  return x.every(Number.isFinite) ? x : null
}
