import { Fault } from '../../fault.ts'
import { checkHistory } from './purchase-history.ts'
import type { Histories } from './purchase-history.ts'

/** A column as its distinct values (ascending) and, a row, the number of its value. */
export interface Coded {
  values: Float64Array
  index: Int32Array
}

/**
 * Identical histories merged: the statistic that every fit runs on. Rows are sorted by repeats, age and
 * recency, so the order of the input changes nothing. `rowOf[i]` is the distinct row of input row i.
 */
export interface DistinctHistories {
  /** Customers: the sum of the weights. */
  n: number
  repeaters: number
  totalRepeats: number
  /** Customers with repeats, but no time between first and last purchase: no model allows it. */
  repeatsWithoutRecency: number
  weights: Float64Array
  repeats: Coded
  recency: Coded
  age: Coded
  rowOf: Int32Array
}

const noValues = new Float64Array(0)

/** Merges identical (repeats, recency, age) rows. Impossible rows are refused with the row number. */
export function distinctHistories(histories: Histories): DistinctHistories {
  const { repeats, recency, age, weights } = histories
  const n = repeats.length
  if (recency.length !== n || age.length !== n || (weights && weights.length !== n)) {
    throw new Fault('invalid_input', { field: 'histories', problem: 'columns differ in length' })
  }
  const columns = [repeats, recency, age].map(column => Float64Array.from(column))
  const [x = noValues, tx = noValues, whole = noValues] = columns
  for (let i = 0; i < n; i++) {
    const count = x[i] ?? NaN
    const last = tx[i] ?? NaN
    const end = whole[i] ?? NaN
    const fine =
      count >= 0 &&
      Math.floor(count) === count &&
      last >= 0 &&
      end < Infinity &&
      last <= end &&
      (count > 0 || last === 0)
    if (!fine) checkHistory({ repeats: count, recency: last, age: end }, `histories[${i}]`)
    const w = weights?.[i] ?? 1
    if (!(w > 0 && w < Infinity)) {
      throw new Fault('invalid_input', {
        field: `histories[${i}].weight`,
        problem: 'must be a finite number above 0',
      })
    }
  }
  const codedRepeats = code(x)
  const codedRecency = code(tx)
  const codedAge = code(whole)
  let order = new Int32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  for (const column of [codedRecency, codedAge, codedRepeats]) order = sortedBy(column, order)

  const rowOf = new Int32Array(n)
  const firstOf = new Int32Array(n)
  const mass = new Float64Array(n)
  let rows = 0
  let previous = -1
  for (let k = 0; k < n; k++) {
    const i = order[k] ?? 0
    const same =
      previous >= 0 &&
      codedRepeats.index[i] === codedRepeats.index[previous] &&
      codedAge.index[i] === codedAge.index[previous] &&
      codedRecency.index[i] === codedRecency.index[previous]
    if (!same) {
      firstOf[rows] = i
      rows += 1
    }
    mass[rows - 1] = (mass[rows - 1] ?? 0) + (weights?.[i] ?? 1)
    rowOf[i] = rows - 1
    previous = i
  }
  const first = firstOf.subarray(0, rows)
  const pick = (column: Coded): Coded => ({
    values: column.values,
    index: first.map(i => column.index[i] ?? 0),
  })
  const merged = {
    weights: mass.slice(0, rows),
    repeats: pick(codedRepeats),
    recency: pick(codedRecency),
    age: pick(codedAge),
    rowOf,
  }
  return { ...merged, ...totals(merged) }
}

function totals({ weights, repeats, recency }: Pick<DistinctHistories, 'weights' | 'repeats' | 'recency'>) {
  let n = 0
  let repeaters = 0
  let totalRepeats = 0
  let repeatsWithoutRecency = 0
  for (let row = 0; row < weights.length; row++) {
    const w = weights[row] ?? 0
    const x = repeats.values[repeats.index[row] ?? 0] ?? 0
    n += w
    totalRepeats += w * x
    if (x === 0) continue
    repeaters += w
    if (recency.values[recency.index[row] ?? 0] === 0) repeatsWithoutRecency += w
  }
  return { n, repeaters, totalRepeats, repeatsWithoutRecency }
}

/** Stable counting sort of `order` by a coded column: linear in the rows. */
function sortedBy({ values, index }: Coded, order: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const starts = new Int32Array(values.length + 1)
  for (let i = 0; i < index.length; i++) {
    const next = (index[i] ?? 0) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let v = 0; v < values.length; v++) starts[v + 1] = (starts[v + 1] ?? 0) + (starts[v] ?? 0)
  const sorted = new Int32Array(order.length)
  for (let k = 0; k < order.length; k++) {
    const i = order[k] ?? 0
    const code = index[i] ?? 0
    const place = starts[code] ?? 0
    sorted[place] = i
    starts[code] = place + 1
  }
  return sorted
}

/** Whole numbers (or sevenths: weeks counted in days) are coded by a table, other values by a map. */
function code(column: Float64Array): Coded {
  for (const parts of [1, 7]) {
    const coded = codeWhole(column, parts)
    if (coded) return coded
  }
  const codes = new Map<number, number>()
  for (let i = 0; i < column.length; i++) codes.set(column[i] ?? 0, 0)
  const values = Float64Array.from(codes.keys()).sort()
  values.forEach((value, v) => codes.set(value, v))
  const index = new Int32Array(column.length)
  for (let i = 0; i < column.length; i++) index[i] = codes.get(column[i] ?? 0) ?? 0
  return { values, index }
}

function codeWhole(column: Float64Array, parts: number): Coded | null {
  const limit = 1 << 20
  let most = 0
  for (let i = 0; i < column.length; i++) {
    const value = column[i] ?? 0
    const whole = Math.round(value * parts)
    if (whole / parts !== value || whole > limit) return null
    if (whole > most) most = whole
  }
  const codes = new Int32Array(most + 1).fill(-1)
  for (let i = 0; i < column.length; i++) codes[Math.round((column[i] ?? 0) * parts)] = 0
  const values: number[] = []
  for (let whole = 0; whole <= most; whole++) {
    if (codes[whole] !== 0) continue
    codes[whole] = values.length
    values.push(whole / parts)
  }
  const index = new Int32Array(column.length)
  for (let i = 0; i < column.length; i++) index[i] = codes[Math.round((column[i] ?? 0) * parts)] ?? 0
  return { values: Float64Array.from(values), index }
}
