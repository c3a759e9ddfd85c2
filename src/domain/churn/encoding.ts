import type { Column, CustomerTable } from '../table.ts'

/** One column of the design matrix and where it comes from. */
export type EncodedFeature =
  | { kind: 'value'; column: string; mean: number; scale: number }
  | { kind: 'missing'; column: string }
  | { kind: 'level'; column: string; level: string }

/** Only what is not 0, row after row: a column says one thing of a row, however many levels it has. */
export interface DesignMatrix {
  /** Entries of row r: from `starts[r]` to below `starts[r + 1]`. */
  starts: Int32Array
  /** Feature of each entry. */
  features: Int32Array
  /** Its value; missing numbers are 0 (the training mean) and have no entry. */
  values: Float64Array
  n: number
  width: number
}

/** Fewer missing values than this get no indicator; levels seen less often in training stay without one. */
const rareMissing = 10
const mostLevels = 400
/** Up to here one level is the base that the others are told from; beyond, each is drawn to the mean of all. */
const fewLevels = 20
/** Levels of a long list are told apart from this many rows on: the ridge keeps the small ones near 0. */
const rareLevel = (levels: number): number => (levels > fewLevels ? 3 : 10)

/**
 * How training data turns into numbers: standardised values, an indicator where values are missing, and one indicator
 * for each level (of short lists, each but the first). Learned on training rows only; applied as it is to any others.
 */
export function learnEncoding(table: CustomerTable): EncodedFeature[] {
  return table.columns.flatMap(column =>
    column.kind === 'number' ? numberFeatures(column) : levelFeatures(column),
  )
}

function numberFeatures({ name, values }: Extract<Column, { kind: 'number' }>): EncodedFeature[] {
  let n = 0
  let sum = 0
  for (const value of values)
    if (Number.isFinite(value)) {
      n++
      sum += value
    }
  const mean = n > 0 ? sum / n : 0
  let squares = 0
  for (const value of values) if (Number.isFinite(value)) squares += (value - mean) ** 2
  const scale = Math.sqrt(squares / Math.max(1, n))
  const features: EncodedFeature[] = scale > 0 ? [{ kind: 'value', column: name, mean, scale }] : []
  if (values.length - n >= rareMissing && n > 0) features.push({ kind: 'missing', column: name })
  return features
}

function levelFeatures({ name, codes, levels }: Extract<Column, { kind: 'category' }>): EncodedFeature[] {
  const counts = new Float64Array(levels.length)
  let missing = 0
  for (const code of codes)
    if (code < 0) missing++
    else counts[code] = (counts[code] ?? 0) + 1
  const seen = counts.reduce((total, count) => total + (count > 0 ? 1 : 0), 0)
  const common = levels
    .map((level, code) => ({ level, n: counts[code] ?? 0 }))
    .filter(({ n }) => n >= rareLevel(seen))
    .sort((one, two) => two.n - one.n || (one.level < two.level ? -1 : 1))
    .slice(0, mostLevels)
    .map(({ level }) => level)
    .sort()
  const told = seen > fewLevels ? common : common.slice(1)
  const own: EncodedFeature[] = told.map(level => ({ kind: 'level', column: name, level }))
  return missing >= rareMissing ? [...own, { kind: 'missing', column: name }] : own
}

/** The design matrix of any table with the same columns; levels not known from training count as none. */
export function encode(table: CustomerTable, features: readonly EncodedFeature[]): DesignMatrix {
  const plans = table.columns.flatMap(column => {
    const plan = planOf(column, features)
    return plan ? [plan] : []
  })
  const { n } = table
  const starts = new Int32Array(n + 1)
  const entries = new Int32Array(n * plans.length)
  const values = new Float64Array(n * plans.length)
  let used = 0
  for (let row = 0; row < n; row++) {
    for (const { featureOf, valueOf } of plans) {
      const feature = featureOf(row)
      if (feature < 0) continue
      const value = valueOf(row)
      if (value === 0) continue
      entries[used] = feature
      values[used++] = value
    }
    starts[row + 1] = used
  }
  return {
    starts,
    features: entries.subarray(0, used),
    values: values.subarray(0, used),
    n,
    width: features.length,
  }
}

/** Which feature a row of one column sets, and to what; −1 for none. `null` where no feature is of this column. */
function planOf(
  column: Column,
  features: readonly EncodedFeature[],
): { featureOf: (row: number) => number; valueOf: (row: number) => number } | null {
  const own = features.flatMap((feature, at) => (feature.column === column.name ? [{ feature, at }] : []))
  if (own.length === 0) return null
  const missing = own.find(({ feature }) => feature.kind === 'missing')?.at ?? -1
  if (column.kind === 'number') {
    const { values } = column
    const value = own.find(({ feature }) => feature.kind === 'value')
    const at = value?.at ?? -1
    const { mean, scale } = value?.feature.kind === 'value' ? value.feature : { mean: 0, scale: 1 }
    return {
      featureOf: row => (Number.isFinite(values[row] ?? NaN) ? at : missing),
      valueOf: row => {
        const given = values[row] ?? NaN
        return Number.isFinite(given) ? (given - mean) / scale : 1
      },
    }
  }
  const { codes, levels } = column
  const known = new Map(
    own.flatMap(({ feature, at }) => (feature.kind === 'level' ? [[feature.level, at] as const] : [])),
  )
  const byCode = Int32Array.from(levels, level => known.get(level) ?? -1)
  return {
    featureOf: row => {
      const code = codes[row] ?? -1
      return code < 0 ? missing : (byCode[code] ?? -1)
    },
    valueOf: () => 1,
  }
}
