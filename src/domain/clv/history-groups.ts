import type { DistinctHistories } from '../history/distinct-histories.ts'

/**
 * What a likelihood needs of merged histories besides the term that joins recency and age: customers a count and an
 * age, purchases an age, and where the rows of each count lie (the rows go by repeats first).
 */
export interface HistoryGroups {
  /** Rows of `repeats.values[k]` are `starts[k]` to `starts[k + 1]`. */
  starts: Int32Array
  customersOfCount: Float64Array
  customersOfAge: Float64Array
  purchasesOfAge: Float64Array
}

export function historyGroups({
  weights,
  repeats,
  age,
}: Pick<DistinctHistories, 'weights' | 'repeats' | 'age'>): HistoryGroups {
  const counts = repeats.values.length
  const starts = new Int32Array(counts + 1)
  const customersOfCount = new Float64Array(counts)
  const customersOfAge = new Float64Array(age.values.length)
  const purchasesOfAge = new Float64Array(age.values.length)
  for (let row = 0; row < weights.length; row++) {
    const w = weights[row] ?? 0
    const ix = repeats.index[row] ?? 0
    const ia = age.index[row] ?? 0
    starts[ix + 1] = row + 1
    customersOfCount[ix] = (customersOfCount[ix] ?? 0) + w
    customersOfAge[ia] = (customersOfAge[ia] ?? 0) + w
    purchasesOfAge[ia] = (purchasesOfAge[ia] ?? 0) + w * (repeats.values[ix] ?? 0)
  }
  // A sample of the rows may hold no row of a count.
  for (let k = 0; k < counts; k++) starts[k + 1] = Math.max(starts[k + 1] ?? 0, starts[k] ?? 0)
  return { starts, customersOfCount, customersOfAge, purchasesOfAge }
}
