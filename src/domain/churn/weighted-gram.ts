import type { Layout } from './normal-equations.ts'

/** X′WX, row major and symmetric, with the intercept as row 0; `weights` holds one weight a row. */
export function weightedGram(layout: Layout, weights: Float64Array): Float64Array {
  const { size } = layout
  const gram = new Float64Array(size * size)
  denseTiles(layout, weights, gram)
  sparseRows(layout, weights, gram)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < i; j++) {
      // A pair was added up on one side of the diagonal only.
      const sum = (gram[i * size + j] ?? 0) + (gram[j * size + i] ?? 0)
      gram[i * size + j] = sum
      gram[j * size + i] = sum
    }
  return gram
}

const none = new Float64Array(0)

/** Each pair of dense columns, four by four. */
function denseTiles({ n, size, dense, columns }: Layout, weights: Float64Array, gram: Float64Array): void {
  const scaled = Array.from({ length: 4 }, () => new Float64Array(n))
  for (let i = 0; i < dense.length; i += 4) {
    for (const [own, into] of scaled.entries()) multiply(weights, columns[i + own] ?? none, into)
    for (let j = 0; j <= i; j += 4) {
      const sums = tileSums(scaled, columns.slice(j, j + 4))
      for (const [at, sum] of sums.entries()) {
        const [row, column] = [dense[i + (at >> 2)] ?? -1, dense[j + (at & 3)] ?? -1]
        if (column >= 0 && row >= column) gram[row * size + column] = sum
      }
    }
  }
}

function multiply(one: Float64Array, two: Float64Array, into: Float64Array): void {
  for (let row = 0; row < into.length; row++) into[row] = (one[row] ?? 0) * (two[row] ?? 0)
}

/** Sums of four columns by four: sixteen of them stay in registers while the rows go by once. */
function tileSums(four: readonly Float64Array[], others: readonly Float64Array[]): number[] {
  const [w0 = none, w1 = none, w2 = none, w3 = none] = four
  const [x0 = none, x1 = none, x2 = none, x3 = none] = others
  let s00 = 0, s01 = 0, s02 = 0, s03 = 0, s10 = 0, s11 = 0, s12 = 0, s13 = 0 // prettier-ignore
  let s20 = 0, s21 = 0, s22 = 0, s23 = 0, s30 = 0, s31 = 0, s32 = 0, s33 = 0 // prettier-ignore
  for (let row = 0; row < w0.length; row++) {
    const a0 = w0[row] ?? 0
    const a1 = w1[row] ?? 0
    const a2 = w2[row] ?? 0
    const a3 = w3[row] ?? 0
    const b0 = x0[row] ?? 0
    const b1 = x1[row] ?? 0
    const b2 = x2[row] ?? 0
    const b3 = x3[row] ?? 0
    s00 += a0 * b0
    s01 += a0 * b1
    s02 += a0 * b2
    s03 += a0 * b3
    s10 += a1 * b0
    s11 += a1 * b1
    s12 += a1 * b2
    s13 += a1 * b3
    s20 += a2 * b0
    s21 += a2 * b1
    s22 += a2 * b2
    s23 += a2 * b3
    s30 += a3 * b0
    s31 += a3 * b1
    s32 += a3 * b2
    s33 += a3 * b3
  }
  return [s00, s01, s02, s03, s10, s11, s12, s13, s20, s21, s22, s23, s30, s31, s32, s33]
}

/** Pairs of a sparse feature with the dense columns, and with the sparse features of the same row. */
function sparseRows(layout: Layout, weights: Float64Array, gram: Float64Array): void {
  const { n, size, dense, columns, starts, coefficients, values, listStarts, rows, listed } = layout
  const weighted = listed.map((value, at) => value * (weights[rows[at] ?? 0] ?? 0))
  for (let j = 1; j < size; j++) {
    const from = listStarts[j] ?? 0
    const to = listStarts[j + 1] ?? 0
    if (from === to) continue
    for (const [place, other] of dense.entries()) {
      const column = columns[place]
      if (other < 0 || !column) continue
      let sum = 0
      for (let at = from; at < to; at++) sum += (weighted[at] ?? 0) * (column[rows[at] ?? 0] ?? 0)
      gram[j * size + other] = sum
    }
  }
  for (let row = 0; row < n; row++) {
    const end = starts[row + 1] ?? 0
    for (let a = starts[row] ?? 0; a < end; a++) {
      const own = (weights[row] ?? 0) * (values[a] ?? 0)
      const base = (coefficients[a] ?? 0) * size
      for (let b = starts[row] ?? 0; b <= a; b++) {
        const cell = base + (coefficients[b] ?? 0)
        gram[cell] = (gram[cell] ?? 0) + own * (values[b] ?? 0)
      }
    }
  }
}
