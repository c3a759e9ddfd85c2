import type { BatchColumn, ImportBatch } from '../../import-batch.ts'
import { dayFieldsOf, ensureEntityTable, entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql, SqlValue } from '../sql.ts'
import type { CustomerNumbers } from './customers.ts'
import type { Dictionaries } from './dictionaries.ts'
import type { PlainOrders } from './plain-orders.ts'
import type { RowWriters } from './row-writers.ts'

interface Reader {
  column: string
  read: (row: number) => SqlValue
}

/** Writes one batch into its entity's table; the customer id becomes `cid`, everything else keeps its column. */
export function insertRows(
  sql: Sql,
  columns: Columns,
  batch: ImportBatch,
  context: {
    writers: RowWriters
    imp: number
    customers: CustomerNumbers
    dictionaries: Dictionaries
    assumedCurrency: string | null
    orders: PlainOrders
  },
): void {
  const { writers, imp, customers, dictionaries, assumedCurrency, orders } = context
  const { entity, sourceRows } = batch
  ensureEntityTable(sql, entity)
  const fields = new Map(batch.fields)
  const customer = fields.get('customer_id')
  fields.delete('customer_id')
  columns.grow(entity, { ...batch, fields })

  const columnOf = (name: string, attribute: boolean): string | undefined =>
    columns.of(entity).find(column => column.name === name && column.attribute === attribute)?.column
  const readers: Reader[] = []
  const add = (name: string, attribute: boolean, column: BatchColumn): void => {
    const target = columnOf(name, attribute)
    if (target)
      readers.push({ column: target, read: dictionaries.reader(entity, name, column, sourceRows, attribute) })
    const seconds = column.kind === 'day' ? column.seconds : undefined
    const secondsColumn = seconds && columnOf(`${name}_seconds`, false)
    if (seconds && secondsColumn) readers.push({ column: secondsColumn, read: row => seconds[row] ?? null })
  }
  for (const [name, column] of fields) add(name, false, column)
  for (const [name, column] of batch.attributes) add(name, true, column)

  const readCustomer = customer
    ? customerReader(entity, customer, sourceRows, customers, dictionaries)
    : () => null
  const readDays = dayFieldsOf(entity).flatMap(name => {
    const column = fields.get(name)
    return column?.kind === 'day' ? [dictionaries.reader(entity, name, column, sourceRows)] : []
  })
  const currencyColumn = fields.get('currency')
  const readCurrency = currencyColumn
    ? dictionaries.reader(entity, 'currency', currencyColumn, sourceRows)
    : () => null
  const { currencies } = batch
  const rowCurrency = (row: number): SqlValue =>
    (Array.isArray(currencies) ? currencies[row] : currencies) ?? readCurrency(row) ?? assumedCurrency

  const names = ['imp', 'src', 'cid', 'day', 'currency', ...readers.map(reader => reader.column)]
  const rows = writers.of(entityTable(entity), names)
  const values: SqlValue[] = names.map(() => null)
  const collect = orders.of(batch, imp)
  for (let row = 0; row < batch.n; row++) {
    const cid = readCustomer(row)
    const day = firstOf(readDays, row)
    collect?.(row, cid, day)
    values[0] = imp
    values[1] = batch.sourceRows[row] ?? 0
    values[2] = cid
    values[3] = day
    values[4] = rowCurrency(row)
    for (let at = 0; at < readers.length; at++) values[at + 5] = readers[at]?.read(row) ?? null
    rows.add(values)
  }
}

/** Number of a row's customer. A level of a coded column is looked up once an import. */
function customerReader(
  entity: string,
  column: BatchColumn,
  sourceRows: Int32Array,
  customers: CustomerNumbers,
  dictionaries: Dictionaries,
): (row: number) => number | null {
  if (column.kind !== 'coded') {
    const read = dictionaries.reader(entity, 'customer_id', column, sourceRows)
    return row => {
      const ext = read(row)
      return ext === null ? null : customers.of(String(ext))
    }
  }
  const levels = dictionaries.levels(entity, 'customer_id')
  const numbers = customers.ofLevels(entity, levels.length)
  const { codes } = column
  return row => {
    const code = codes[row] ?? -1
    const level = levels[code]
    if (level === undefined) return null
    const known = numbers[code] ?? 0
    return known > 0 ? known : (numbers[code] = customers.of(level))
  }
}

function firstOf(readers: readonly ((row: number) => SqlValue)[], row: number): number | null {
  for (const read of readers) {
    const value = read(row)
    if (typeof value === 'number') return value
  }
  return null
}
