import type { BatchColumn, ImportBatch } from '../../import-batch.ts'
import { dayFieldsOf, ensureEntityTable, entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql, SqlValue } from '../sql.ts'
import type { CustomerNumbers } from './customers.ts'
import type { Dictionaries } from './dictionaries.ts'
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
  },
): void {
  const { writers, imp, customers, dictionaries, assumedCurrency } = context
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
    ? dictionaries.reader(entity, 'customer_id', customer, sourceRows)
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
  for (let row = 0; row < batch.n; row++) {
    const ext = readCustomer(row)
    values[0] = imp
    values[1] = batch.sourceRows[row] ?? 0
    values[2] = ext === null ? null : customers.of(String(ext))
    values[3] = firstOf(readDays, row)
    values[4] = rowCurrency(row)
    for (let at = 0; at < readers.length; at++) values[at + 5] = readers[at]?.read(row) ?? null
    rows.add(...values)
  }
}

function firstOf(readers: readonly ((row: number) => SqlValue)[], row: number): SqlValue {
  for (const read of readers) {
    const value = read(row)
    if (value !== null) return value
  }
  return null
}
