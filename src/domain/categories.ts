import { Fault } from '../fault.ts'
import { quantileSorted, sortedFinite } from './quantiles.ts'
import { column } from './table.ts'
import type { CustomerTable } from './table.ts'
import type { Where } from './where.ts'

/** A column seen as a few groups: every row has exactly one, missing values included. */
export interface Categories {
  field: string
  groups: readonly { label: string; where: Where }[]
  /** Index into `groups`. */
  codes: Int32Array
}

/** Label of the group of customers whose value is missing. */
export const missingLabel = '(missing)'

export function unknownField(table: CustomerTable, field: string): Fault {
  return new Fault('unknown_field', {
    field,
    suggestion: null,
    known: table.columns.map(known => known.name),
  })
}

/**
 * Groups of a column: the levels of a category that occur; a number column by its own values when it has at most
 * `bins` of them, else by `bins` quantile ranges, half-open [low, high). Missing values form a group of their own.
 */
export function categoriesOf(table: CustomerTable, field: string, bins = 4): Categories {
  const found = column(table, field)
  if (!found) throw unknownField(table, field)
  const groups: { label: string; where: Where }[] = []
  const codes = new Int32Array(table.n).fill(-1)
  if (found.kind === 'category') {
    const used = new Set(found.codes)
    const groupOf = new Int32Array(found.levels.length).fill(-1)
    found.levels.forEach((level, code) => {
      if (!used.has(code)) return
      groupOf[code] = groups.length
      groups.push({ label: level, where: { field, op: 'eq', value: level } })
    })
    for (let row = 0; row < table.n; row++) codes[row] = groupOf[found.codes[row] ?? -1] ?? -1
  } else {
    const sorted = sortedFinite(found.values)
    const distinct = [...new Set(sorted)]
    const cuts = distinct.length <= bins ? distinct.slice(1) : quantileCuts(sorted, bins)
    if (distinct.length > 0) {
      const bounds = [-Infinity, ...cuts, Infinity]
      for (let row = 0; row < table.n; row++) {
        const value = found.values[row] ?? NaN
        if (Number.isFinite(value)) codes[row] = cuts.filter(cut => value >= cut).length
      }
      for (let group = 0; group + 1 < bounds.length; group++) {
        groups.push(rangeGroup(field, bounds[group] ?? -Infinity, bounds[group + 1] ?? Infinity))
      }
    }
  }
  if (codes.includes(-1)) {
    codes.forEach((code, row) => {
      if (code < 0) codes[row] = groups.length
    })
    groups.push({ label: missingLabel, where: { field, op: 'is_null' } })
  }
  return { field, groups, codes }
}

function quantileCuts(sorted: Float64Array, bins: number): number[] {
  const cuts = Array.from({ length: bins - 1 }, (_, index) => quantileSorted(sorted, (index + 1) / bins) ?? 0)
  return [...new Set(cuts)].filter(cut => cut > (sorted[0] ?? -Infinity))
}

function rangeGroup(field: string, low: number, high: number): { label: string; where: Where } {
  const from: Where = { field, op: 'gte', value: low }
  const below: Where = { field, op: 'lt', value: high }
  if (low === -Infinity && high === Infinity) {
    return {
      label: 'any',
      where: {
        any: [
          { field, op: 'gte', value: 0 },
          { field, op: 'lt', value: 0 },
        ],
      },
    }
  }
  if (low === -Infinity) return { label: `< ${high}`, where: below }
  if (high === Infinity) return { label: `≥ ${low}`, where: from }
  return { label: `${low} – < ${high}`, where: { all: [from, below] } }
}
