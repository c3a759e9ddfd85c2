import type { EntityRows } from '../../store.ts'
import type { Converter } from '../currency.ts'
import type { Sql } from '../sql.ts'

/** Adds the orders of files that hold nothing but customer, day and amount: they live in `transactions` alone. */
export function narrowRows(
  sql: Sql,
  where: readonly string[],
  converter: Converter,
  base: EntityRows,
): EntityRows {
  if (sql.get('SELECT 1 FROM imports WHERE narrow = 1') === undefined) return base
  const importIds = [...base.importIds]
  const sourceRows = [...base.sourceRows]
  const customerIds = [...base.customerIds]
  const days: number[] = []
  const amounts: number[] = []
  const conditions = where.filter(text => !text.includes('dead'))
  const rows = sql.rows<[string, number, string, number, number]>(
    `SELECT i.import_id, e.src, c.ext, e.day, e.minor FROM transactions e JOIN imports i ON i.id = e.imp
     JOIN customers c ON c.cid = e.cid WHERE i.narrow = 1 ${conditions.map(text => `AND ${text}`).join(' ')}
     ORDER BY e.imp, e.src`,
  )
  for (const [importId, src, ext, day, minor] of rows) {
    importIds.push(importId)
    sourceRows.push(src)
    customerIds.push(ext)
    days.push(day)
    amounts.push(converter.major(minor, null, day))
  }
  const more = days.length
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
