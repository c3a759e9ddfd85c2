import { dayNumber } from '../../../domain/days.ts'
import { minorDigits } from '../../../domain/money.ts'
import type { CategoryColumn, Column, NumberColumn } from '../../../domain/table.ts'
import type { EntityQuery, EntityRows } from '../../store.ts'
import { Converter } from '../currency.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns, StoredColumn } from '../entity-tables.ts'
import { isPersonal } from '../features/personal.ts'
import type { Sql, SqlValue } from '../sql.ts'
import { narrowRows } from './narrow-rows.ts'
import type { LogFilter } from './plain-logs.ts'

const askedCids = 'SELECT c.cid FROM customers c JOIN temp.asked a ON a.ext = c.ext'

/** Days stay day numbers; money becomes major units of the reporting currency (NaN without a rate), unless asked for as stated. */
export function entityRows(sql: Sql, columns: Columns, query: EntityQuery): EntityRows {
  const { entity } = query
  const table = entityTable(entity)
  const wanted = columns
    .of(entity)
    .filter(
      column =>
        (column.kind !== 'seconds' || query.withSeconds === true) &&
        (column.attribute || query.includePersonal === true || !isPersonal(column.name)),
    )
  const where = ['e.dead IS NULL']
  const filter: LogFilter = {
    from: query.from === undefined ? undefined : dayNumber(query.from, 'from'),
    to: query.to === undefined ? undefined : dayNumber(query.to, 'to'),
  }
  if (filter.from !== undefined) where.push(`e.day >= ${filter.from}`)
  if (filter.to !== undefined) where.push(`e.day <= ${filter.to}`)
  if (query.customerIds) {
    sql.exec('DROP TABLE IF EXISTS temp.asked; CREATE TEMP TABLE asked (ext TEXT PRIMARY KEY)')
    const insert = sql.prepare('INSERT OR IGNORE INTO temp.asked VALUES (?)')
    for (const id of query.customerIds) insert.run([id])
    where.push(`e.cid IN (${askedCids})`)
    filter.cids = new Set(sql.all<{ cid: number }>(askedCids).map(({ cid }) => cid))
  }
  const importIds: string[] = []
  const sourceRows: number[] = []
  const customerIds: (string | null)[] = []
  const days: number[] = []
  const currencies: (string | null)[] = []
  const cells: SqlValue[][] = wanted.map(() => [])
  const rows = sql.rows<SqlValue[]>(
    `SELECT i.import_id, e.src, c.ext, e.day, e.currency ${wanted.map(column => `, e.${column.column}`).join('')}
     FROM ${table} e JOIN imports i ON i.id = e.imp LEFT JOIN customers c ON c.cid = e.cid
     WHERE ${where.join(' AND ')} ORDER BY e.imp, e.row`,
  )
  for (const [importId, src, ext, day, currency, ...values] of rows) {
    importIds.push(String(importId))
    sourceRows.push(Number(src))
    customerIds.push(ext == null ? null : String(ext))
    days.push(day == null ? Number.NaN : Number(day))
    currencies.push(currency == null ? null : String(currency))
    values.forEach((value, at) => cells[at]?.push(value))
  }
  const converter = new Converter(sql, columns)
  const found = wanted.map((column, at) =>
    columnFrom(column, cells[at] ?? [], (value, row) => {
      const currency = currencies[row] ?? null
      if (query.ownCurrency === true) return value / 10 ** minorDigits(currency ?? converter.reporting ?? '')
      return converter.major(value, currency, Number.isNaN(days[row] ?? 0) ? null : (days[row] ?? null))
    }),
  )
  // The row's own currency stands beside amounts that were converted.
  if (currencies.some(currency => currency !== null) && !found.some(column => column.name === 'currency')) {
    found.push(categories('currency', currencies))
  }
  const base = {
    entity,
    n: customerIds.length,
    importIds,
    sourceRows: Int32Array.from(sourceRows),
    customerIds,
    columns: found,
  }
  return entity === 'order' ? narrowRows(sql, filter, converter, base) : base
}

function columnFrom(
  column: StoredColumn,
  cells: readonly SqlValue[],
  toMajor: (minor: number, row: number) => number,
): Column {
  if (column.kind === 'text')
    return categories(
      column.name,
      cells.map(cell => (cell === null ? null : String(cell))),
    )
  const values = Float64Array.from(cells, (cell, row) =>
    cell === null ? Number.NaN : column.kind === 'money' ? toMajor(Number(cell), row) : Number(cell),
  )
  return { kind: 'number', name: column.name, values } satisfies NumberColumn
}

export function categories(name: string, cells: readonly (string | null)[]): CategoryColumn {
  const index = new Map<string, number>()
  const codes = Int32Array.from(cells, cell => {
    if (cell === null) return -1
    let code = index.get(cell)
    if (code === undefined) index.set(cell, (code = index.size))
    return code
  })
  return { kind: 'category', name, codes, levels: [...index.keys()] }
}
