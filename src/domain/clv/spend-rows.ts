import { Fault } from '../../fault.ts'

/** Mean spend a repeat purchase, as columns; row i is one customer, or `weights[i]` of them. */
export interface SpendHistories {
  repeats: ArrayLike<number>
  /** Mean net amount of the repeat purchases, in one currency. */
  meanSpend: ArrayLike<number>
  weights?: ArrayLike<number> | undefined
}

/** Repeat buyers with a positive mean spend, grouped by number of repeats and merged where identical. */
export interface SpendRows {
  n: number
  /** Repeat buyers left out because their mean spend is 0 or below. */
  excluded: number
  counts: Float64Array
  /** Rows of `counts[k]` are `starts[k]` to `starts[k + 1]`. */
  starts: Int32Array
  meanSpend: Float64Array
  weights: Float64Array
  /** Pearson correlation of repeats and mean spend; the model assumes about 0. `null` without variation. */
  correlation: number | null
  averageSpend: number
}

/** Sorted and merged, so that the order of the customers changes nothing. */
export function spendRows({ repeats, meanSpend, weights }: SpendHistories): SpendRows {
  if (meanSpend.length !== repeats.length || (weights && weights.length !== repeats.length)) {
    throw new Fault('invalid_input', { field: 'spend', problem: 'columns differ in length' })
  }
  const n = repeats.length
  let excluded = 0
  let kept = 0
  const sizes = new Map<number, number>()
  for (let i = 0; i < n; i++) {
    const x = repeats[i] ?? NaN
    const m = meanSpend[i] ?? NaN
    if (!Number.isInteger(x) || x < 0 || !Number.isFinite(m)) {
      throw new Fault('invalid_input', {
        field: `spend[${i}]`,
        problem: 'needs whole repeats and a finite mean spend',
      })
    }
    if (x === 0) continue
    if (!(m > 0)) {
      excluded += weights?.[i] ?? 1
      continue
    }
    kept += 1
    sizes.set(x, (sizes.get(x) ?? 0) + 1)
  }
  const counts = Float64Array.from(sizes.keys()).sort()
  /** Where the next member of each count goes. */
  const next = new Map<number, number>()
  let place = 0
  for (const x of counts) {
    next.set(x, place)
    place += sizes.get(x) ?? 0
  }
  const members = new Int32Array(kept)
  const amounts = new Float64Array(kept)
  for (let i = 0; i < n; i++) {
    const x = repeats[i] ?? 0
    const m = meanSpend[i] ?? 0
    if (x === 0 || !(m > 0)) continue
    const at = next.get(x) ?? 0
    next.set(x, at + 1)
    members[at] = i
    amounts[at] = m
  }
  const starts = new Int32Array(counts.length + 1)
  const spend = new Float64Array(kept)
  const mass = new Float64Array(kept)
  let last = -1
  let from = 0
  counts.forEach((x, k) => {
    const to = from + (sizes.get(x) ?? 0)
    const first = last + 1
    const add = (m: number, w: number): void => {
      if (last < first || spend[last] !== m) spend[++last] = m
      mass[last] = (mass[last] ?? 0) + w
    }
    if (weights) {
      const sorted = members
        .subarray(from, to)
        .sort((i, j) => (meanSpend[i] ?? 0) - (meanSpend[j] ?? 0) || (weights[i] ?? 0) - (weights[j] ?? 0))
      for (const i of sorted) add(meanSpend[i] ?? 0, weights[i] ?? 0)
    } else for (const m of amounts.subarray(from, to).sort()) add(m, 1)
    starts[k + 1] = last + 1
    from = to
  })
  const rows = { counts, starts, meanSpend: spend.slice(0, last + 1), weights: mass.slice(0, last + 1) }
  return { ...rows, excluded, ...moments(rows) }
}

function moments({
  counts,
  starts,
  meanSpend,
  weights,
}: Pick<SpendRows, 'counts' | 'starts' | 'meanSpend' | 'weights'>) {
  let n = 0
  let sumX = 0
  let sumM = 0
  counts.forEach((x, k) => {
    for (let row = starts[k] ?? 0; row < (starts[k + 1] ?? 0); row++) {
      const w = weights[row] ?? 0
      n += w
      sumX += w * x
      sumM += w * (meanSpend[row] ?? 0)
    }
  })
  const meanX = sumX / n
  const averageSpend = sumM / n
  let xx = 0
  let mm = 0
  let xm = 0
  counts.forEach((x, k) => {
    for (let row = starts[k] ?? 0; row < (starts[k + 1] ?? 0); row++) {
      const w = weights[row] ?? 0
      const dx = x - meanX
      const dm = (meanSpend[row] ?? 0) - averageSpend
      xx += w * dx * dx
      mm += w * dm * dm
      xm += w * dx * dm
    }
  })
  return { n, averageSpend, correlation: xx > 0 && mm > 0 ? xm / Math.sqrt(xx * mm) : null }
}

/** Every k-th row where there are many: enough to choose among starts. */
export function thinnedSpend(rows: SpendRows, size = 4000): SpendRows | null {
  const count = rows.weights.length
  if (count <= 2 * size) return null
  const stride = count / size
  const kept = Array.from({ length: size }, (_, k) => Math.floor((k + 0.5) * stride))
  const starts = Int32Array.from(rows.starts, start => {
    const first = kept.findIndex(row => row >= start)
    return first < 0 ? size : first
  })
  const weights = Float64Array.from(kept, row => rows.weights[row] ?? 0)
  return {
    ...rows,
    starts,
    weights,
    meanSpend: Float64Array.from(kept, row => rows.meanSpend[row] ?? 0),
    n: weights.reduce((sum, w) => sum + w, 0),
  }
}
