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

/** Merges identical (repeats, recency, age) rows. Impossible rows are refused with the row number. */
export function distinctHistories(histories: Histories): DistinctHistories {
  const n = histories.repeats.length
  if (histories.recency.length !== n || histories.age.length !== n) {
    throw new Fault('invalid_input', { field: 'histories', problem: 'columns differ in length' })
  }
  const columns = {
    repeats: new Float64Array(histories.repeats),
    recency: new Float64Array(histories.recency),
    age: new Float64Array(histories.age),
  }
  checkRows(columns)
  const weights = weightsOf(histories, n)
  const coded = { repeats: code(columns.repeats), recency: code(columns.recency), age: code(columns.age) }
  let order: Int32Array = new Int32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  for (const column of [coded.recency, coded.age, coded.repeats]) order = sortedBy(column, order)
  const { rowOf, first } = runs(order, coded.repeats.index, coded.age.index, coded.recency.index)
  const mass = new Float64Array(first.length)
  for (let k = 0; k < n; k++) {
    const i = order[k] ?? 0
    const row = rowOf[i] ?? 0
    mass[row] = (mass[row] ?? 0) + (weights ? (weights[i] ?? 0) : 1)
  }
  const merged = {
    weights: mass,
    repeats: { values: coded.repeats.values, index: gather(coded.repeats.index, first) },
    recency: { values: coded.recency.values, index: gather(coded.recency.index, first) },
    age: { values: coded.age.values, index: gather(coded.age.index, first) },
    rowOf,
  }
  return { ...merged, ...totals(merged) }
}

function checkRows({ repeats, recency, age }: Record<'repeats' | 'recency' | 'age', Float64Array>): void {
  for (let i = 0; i < repeats.length; i++) {
    const x = repeats[i] ?? NaN
    const last = recency[i] ?? NaN
    const end = age[i] ?? NaN
    if (x >= 0 && Math.floor(x) === x && last >= 0 && end < Infinity && last <= end && (x > 0 || last === 0))
      continue
    checkHistory({ repeats: x, recency: last, age: end }, `histories[${i}]`)
  }
}

function weightsOf({ weights }: Histories, n: number): Float64Array | null {
  if (!weights) return null
  const own = new Float64Array(weights)
  for (let i = 0; i < n; i++) {
    const w = own[i] ?? NaN
    if (w > 0 && w < Infinity) continue
    throw new Fault('invalid_input', {
      field: `histories[${i}].weight`,
      problem: 'must be a finite number above 0',
    })
  }
  return own
}

/** Numbers the runs of equal rows in `order`; `first` holds one row of each. */
function runs(order: Int32Array, x: Int32Array, age: Int32Array, recency: Int32Array) {
  const rowOf = new Int32Array(order.length)
  const first = new Int32Array(order.length)
  let rows = 0
  let x0 = -1
  let age0 = -1
  let recency0 = -1
  for (let k = 0; k < order.length; k++) {
    const i = order[k] ?? 0
    const x1 = x[i] ?? 0
    const age1 = age[i] ?? 0
    const recency1 = recency[i] ?? 0
    if (x1 !== x0 || age1 !== age0 || recency1 !== recency0) {
      first[rows] = i
      rows += 1
      x0 = x1
      age0 = age1
      recency0 = recency1
    }
    rowOf[i] = rows - 1
  }
  return { rowOf, first: first.slice(0, rows) }
}

function gather(column: Int32Array, rows: Int32Array): Int32Array {
  const picked = new Int32Array(rows.length)
  for (let k = 0; k < rows.length; k++) picked[k] = column[rows[k] ?? 0] ?? 0
  return picked
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
function sortedBy({ values, index }: Coded, order: Int32Array): Int32Array {
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
