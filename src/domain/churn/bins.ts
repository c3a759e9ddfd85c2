import { finiteAscending } from '../ascending.ts'
import type { Column, CustomerTable } from '../table.ts'

/** How one column becomes small whole numbers; bin 0 is missing or unknown. */
export type Binning =
  | {
      kind: 'number'
      column: string
      /** Bin b ≥ 1 holds values from cuts[b − 2] up to below cuts[b − 1]. */ cuts: readonly number[]
      bins: number
    }
  | { kind: 'category'; column: string; levels: readonly string[]; bins: number }

const mostBins = 63
const rareLevel = 10

/** Quantile cuts for numbers, one bin a common level for categories; learned on training rows. */
export const learnBins = (table: CustomerTable): Binning[] => table.columns.map(learn)

function learn(column: Column): Binning {
  if (column.kind === 'number') {
    const sorted = finiteAscending(column.values)
    const distinct: number[] = []
    for (const value of sorted) {
      if (value === distinct.at(-1)) continue
      distinct.push(value)
      if (distinct.length > mostBins) break
    }
    const few = distinct.length <= mostBins
    const values = few
      ? distinct
      : Array.from(
          { length: mostBins },
          (_, part) => sorted[Math.floor((part * sorted.length) / mostBins)] ?? 0,
        )
    const cuts = [...new Set(values)].slice(1)
    return { kind: 'number', column: column.name, cuts, bins: cuts.length + 2 }
  }
  const counts = new Float64Array(column.levels.length)
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  const levels = column.levels
    .map((level, code) => ({ level, n: counts[code] ?? 0 }))
    .filter(({ n }) => n >= rareLevel)
    .sort((one, two) => two.n - one.n || (one.level < two.level ? -1 : 1))
    .slice(0, 250)
    .map(({ level }) => level)
  return { kind: 'category', column: column.name, levels, bins: levels.length + 2 }
}

/** Bins of every feature, row major: a tree reads one customer at a time. */
export interface BinnedRows {
  bins: Uint8Array
  n: number
  width: number
}

export function applyBins(table: CustomerTable, binnings: readonly Binning[]): BinnedRows {
  const columns = new Map(table.columns.map(column => [column.name, column]))
  const width = binnings.length
  const bins = new Uint8Array(table.n * width)
  for (const [feature, binning] of binnings.entries()) {
    const own = binsOf(binning, columns.get(binning.column))
    if (own) for (let row = 0; row < table.n; row++) bins[row * width + feature] = own[row] ?? 0
  }
  return { bins, n: table.n, width }
}

/** Bins of one column; `null` when the table has no such column of that kind, which reads as missing. */
function binsOf(binning: Binning, column: Column | undefined): Uint8Array | null {
  if (!column || column.kind !== binning.kind) return null
  if (column.kind === 'number') {
    const cuts = Float64Array.from(binning.kind === 'number' ? binning.cuts : [])
    const bins = new Uint8Array(column.values.length)
    for (let row = 0; row < bins.length; row++) {
      const value = column.values[row] ?? Number.NaN
      if (Number.isFinite(value)) bins[row] = 1 + countAtMost(cuts, value)
    }
    return bins
  }
  const known = binning.kind === 'category' ? binning.levels : []
  // A level too rare in training shares the last bin.
  const binOf = column.levels.map(level =>
    known.includes(level) ? known.indexOf(level) + 1 : known.length + 1,
  )
  return Uint8Array.from(column.codes, code => (code < 0 ? 0 : (binOf[code] ?? 0)))
}

function countAtMost(cuts: Float64Array, value: number): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((cuts[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low
}
