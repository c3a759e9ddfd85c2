import type { Column, CustomerTable } from '../table.ts'

/** One column of the design matrix and where it comes from. */
export type EncodedFeature =
  | { kind: 'value'; column: string; mean: number; scale: number }
  | { kind: 'missing'; column: string }
  | { kind: 'level'; column: string; level: string }

export interface DesignMatrix {
  /** Row major, `width` a row; missing numbers are 0 (the training mean). */
  x: Float64Array
  n: number
  width: number
}

/** Levels seen less often in training stay together with the first level. */
const rareLevel = 10
const mostLevels = 60

/**
 * How training data turns into numbers: standardised values, an indicator where values are missing, and one
 * indicator for each level but the first. Learned on training rows only; applied as it is to any others.
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
  if (values.length - n >= rareLevel && n > 0) features.push({ kind: 'missing', column: name })
  return features
}

function levelFeatures({ name, codes, levels }: Extract<Column, { kind: 'category' }>): EncodedFeature[] {
  const counts = new Float64Array(levels.length)
  let missing = 0
  for (const code of codes)
    if (code < 0) missing++
    else counts[code] = (counts[code] ?? 0) + 1
  const common = levels
    .map((level, code) => ({ level, n: counts[code] ?? 0 }))
    .filter(({ n }) => n >= rareLevel)
    .sort((one, two) => two.n - one.n || (one.level < two.level ? -1 : 1))
    .slice(0, mostLevels)
    .map(({ level }) => level)
    .sort()
  const own: EncodedFeature[] = common.slice(1).map(level => ({ kind: 'level', column: name, level }))
  return missing >= rareLevel ? [...own, { kind: 'missing', column: name }] : own
}

/** The design matrix of any table with the same columns; levels not known from training count as none. */
export function encode(table: CustomerTable, features: readonly EncodedFeature[]): DesignMatrix {
  const width = features.length
  const x = new Float64Array(table.n * width)
  const columns = new Map(table.columns.map(column => [column.name, column]))
  for (const [j, feature] of features.entries()) {
    const column = columns.get(feature.column)
    for (let row = 0; row < table.n; row++) x[row * width + j] = column ? encoded(feature, column, row) : 0
  }
  return { x, n: table.n, width }
}

function encoded(feature: EncodedFeature, column: Column, row: number): number {
  if (column.kind === 'number') {
    const value = column.values[row] ?? NaN
    if (feature.kind === 'missing') return Number.isFinite(value) ? 0 : 1
    return feature.kind === 'value' && Number.isFinite(value) ? (value - feature.mean) / feature.scale : 0
  }
  const code = column.codes[row] ?? -1
  if (feature.kind === 'missing') return code < 0 ? 1 : 0
  return feature.kind === 'level' && column.levels[code] === feature.level ? 1 : 0
}
