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
  let order: Int32Array | null = null
  for (const column of [coded.recency, coded.age, coded.repeats]) order = sortedBy(column, order)
  const { rowOf, first, mass } = runs(order ?? new Int32Array(0), coded, weights)
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

/**
 * Numbers the runs of equal rows in `order`, which goes by repeats first; `first` holds one row of each, `mass` the
 * customers in it.
 */
function runs(
  order: Int32Array,
  { repeats, age, recency }: Record<'repeats' | 'age' | 'recency', Coded>,
  weights: Float64Array | null,
) {
  const n = order.length
  const rowOf = new Int32Array(n)
  const first = new Int32Array(n)
  const mass = new Float64Array(n)
  const times = new Float64Array(n)
  for (let i = 0; i < n; i++) times[i] = (age.index[i] ?? 0) * recency.values.length + (recency.index[i] ?? 0)
  const ends = new Int32Array(repeats.values.length)
  for (let i = 0; i < n; i++) ends[repeats.index[i] ?? 0] = (ends[repeats.index[i] ?? 0] ?? 0) + 1
  let row = -1
  let k = 0
  for (const count of ends) {
    let times0 = -1
    for (const end = k + count; k < end; k++) {
      const i = order[k] ?? 0
      const times1 = times[i] ?? 0
      if (times1 !== times0) first[++row] = i
      times0 = times1
      rowOf[i] = row
      mass[row] = (mass[row] ?? 0) + (weights ? (weights[i] ?? 0) : 1)
    }
  }
  return { rowOf, first: first.slice(0, row + 1), mass: mass.slice(0, row + 1) }
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

/** Stable counting sort of `order` (`null`: as they come) by a coded column: linear in the rows. */
function sortedBy({ values, index }: Coded, order: Int32Array | null): Int32Array {
  const starts = new Int32Array(values.length + 1)
  for (let i = 0; i < index.length; i++) {
    const next = (index[i] ?? 0) + 1
    starts[next] = (starts[next] ?? 0) + 1
  }
  for (let v = 0; v < values.length; v++) starts[v + 1] = (starts[v + 1] ?? 0) + (starts[v] ?? 0)
  const sorted = new Int32Array(index.length)
  for (let k = 0; k < sorted.length; k++) {
    const i = order ? (order[k] ?? 0) : k
    const code = index[i] ?? 0
    const place = starts[code] ?? 0
    sorted[place] = i
    starts[code] = place + 1
  }
  return sorted
}

/** Whole numbers (or sevenths: weeks counted in days) are coded by a table, other values by their bits. */
function code(column: Float64Array): Coded {
  for (const parts of [1, 7]) {
    const coded = codeWhole(column, parts)
    if (coded) return coded
  }
  return codeAny(column)
}

/** Open addressing on the bits of the doubles; numbered as they come, then in ascending order. */
function codeAny(column: Float64Array): Coded {
  const n = column.length
  const one = new Float64Array(1)
  const bits = new Int32Array(one.buffer)
  const seen = new Float64Array(n)
  const index = new Int32Array(n)
  let distinct = 0
  let mask = 4095
  let slots = new Int32Array(mask + 1).fill(-1)
  const slotOf = (value: number): number => {
    one[0] = value
    let hash = Math.imul((bits[0] ?? 0) ^ Math.imul(bits[1] ?? 0, 0x9e3779b1), 0x85ebca6b)
    hash ^= hash >>> 15
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const held = slots[slot] ?? -1
      if (held < 0 || seen[held] === value) return slot
    }
  }
  for (let i = 0; i < n; i++) {
    // Adding 0 makes one zero of the two.
    const value = (column[i] ?? 0) + 0
    const slot = slotOf(value)
    let held = slots[slot] ?? -1
    if (held < 0) {
      held = distinct++
      seen[held] = value
      slots[slot] = held
      if (2 * distinct > mask) {
        mask = 2 * mask + 1
        slots = new Int32Array(mask + 1).fill(-1)
        for (let v = 0; v < distinct; v++) slots[slotOf(seen[v] ?? 0)] = v
      }
    }
    index[i] = held
  }
  const values = seen.slice(0, distinct).sort()
  const rank = new Int32Array(distinct)
  for (let v = 0; v < distinct; v++) rank[slots[slotOf(values[v] ?? 0)] ?? 0] = v
  for (let i = 0; i < n; i++) index[i] = rank[index[i] ?? 0] ?? 0
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
