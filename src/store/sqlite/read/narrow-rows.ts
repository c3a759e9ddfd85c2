import type { EntityRows } from '../../store.ts'
import type { Converter } from '../currency.ts'
import type { Sql } from '../sql.ts'
import { forEachLogRow, plainLogs } from './plain-logs.ts'
import type { LogFilter } from './plain-logs.ts'
import { namesOf } from './names.ts'

/** Adds the orders of files that hold nothing but customer, day and amount, in the order of the files. */
export function narrowRows(sql: Sql, filter: LogFilter, converter: Converter, base: EntityRows): EntityRows {
  const logs = plainLogs(sql)
  if (logs.size === 0) return base
  const owners: number[] = []
  const places: number[] = []
  const rowDays: number[] = []
  const minors: number[] = []
  const imps: number[] = []
  const srcs: number[] = []
  forEachLogRow(sql, logs, filter, (cid, day, minor, _kind, imp, src) => {
    if (owners.at(-1) !== cid) owners.push(cid)
    places.push(owners.length - 1)
    rowDays.push(day)
    minors.push(minor)
    imps.push(imp)
    srcs.push(src)
  })
  const names = namesOf(sql, Float64Array.from(owners))
  const more = places.length
  const order = Int32Array.from({ length: more }, (_, at) => at).sort(
    (one, two) => (imps[one] ?? 0) - (imps[two] ?? 0) || (srcs[one] ?? 0) - (srcs[two] ?? 0),
  )
  const importIds = [...base.importIds]
  const sourceRows = [...base.sourceRows]
  const customerIds = [...base.customerIds]
  for (const at of order) {
    importIds.push(logs.get(imps[at] ?? 0) ?? '')
    sourceRows.push(srcs[at] ?? 0)
    customerIds.push(names[places[at] ?? 0] ?? null)
  }
  const days = Float64Array.from(order, at => rowDays[at] ?? 0)
  const amounts = Float64Array.from(order, at => converter.major(minors[at] ?? 0, null, rowDays[at] ?? 0))
  const extended = base.columns.map(column => {
    if (column.kind === 'category') {
      const codes = new Int32Array(base.n + more).fill(-1)
      codes.set(column.codes)
      return { ...column, codes }
    }
    const values = new Float64Array(base.n + more).fill(Number.NaN)
    values.set(column.values)
    return { ...column, values }
  })
  for (const [name, cells] of [
    ['order_date', days],
    ['paid_amount', amounts],
  ] as const) {
    let column = extended.find(candidate => candidate.name === name)
    if (!column) {
      column = { kind: 'number', name, values: new Float64Array(base.n + more).fill(Number.NaN) }
      extended.push(column)
    }
    if (column.kind === 'number') column.values.set(cells, base.n)
  }
  return {
    ...base,
    n: base.n + more,
    importIds,
    sourceRows: Int32Array.from(sourceRows),
    customerIds,
    columns: extended,
  }
}
