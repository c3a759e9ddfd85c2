import { isoDay } from '../domain/days.ts'
import { fields } from '../domain/entities/index.ts'
import { matches } from '../domain/segments/index.ts'
import { levelAt } from '../domain/table.ts'
import type { Column, CustomerTable } from '../domain/table.ts'
import type { Where } from '../domain/where.ts'
import { Fault } from '../tool.ts'
import type { Cell, ToolContext } from '../tool.ts'
import { customerViewWithRisk } from './customer-view.ts'
import type { Observation } from './observe.ts'

export interface PlainTable {
  columns: string[]
  rows: Cell[][]
}

/** Columns that hold a day number rather than a count of days. */
const isDay = (name: string): boolean =>
  name === 'churn_day' || fields.get(name)?.type === 'date' || fields.get(name)?.type === 'datetime'

function cellAt(column: Column, row: number): Cell {
  if (column.kind === 'category') return levelAt(column, row)
  const value = column.values[row] ?? Number.NaN
  if (!Number.isFinite(value)) return null
  if (isDay(column.name)) return isoDay(value)
  return fields.get(column.name)?.type === 'boolean' ? value !== 0 : Math.round(value * 1e6) / 1e6
}

/** Everything known and computed about customers; only what the files say where values cannot be computed. */
async function wholeTable(context: ToolContext, at: Observation): Promise<CustomerTable> {
  try {
    return await customerViewWithRisk(context, at)
  } catch (error) {
    const lacking =
      error instanceof Fault && (error.code === 'missing_data' || error.code === 'not_enough_data')
    if (!lacking) throw error
    return context.store.customerTable({ asOf: at.asOf })
  }
}

/** Customers that match, one row each, with every column but personal ones. */
export async function customerRows(
  context: ToolContext,
  at: Observation,
  where: Where | undefined,
): Promise<PlainTable> {
  const table = await wholeTable(context, at)
  const kept = where ? matches(table, where) : null
  const barred = new Set(context.settings.values.do_not_contact)
  const shown = table.columns.filter(({ name }) => name !== 'customer_id' && !fields.get(name)?.pii)
  const columns = [
    'customer_id',
    ...shown.map(({ name }) => name),
    ...(barred.size > 0 ? ['do_not_contact'] : []),
  ]
  const rows: Cell[][] = []
  for (const [row, id] of table.customerIds.entries()) {
    if (kept && kept[row] !== 1) continue
    const cells = [id, ...shown.map(column => cellAt(column, row))]
    rows.push(barred.size > 0 ? [...cells, barred.has(id)] : cells)
  }
  return { columns, rows }
}

const personalEntities = ['customer', 'account', 'contact', 'order'] as const
const wanted = ['customer_name', 'email', 'phone', 'address'] as const

/** Name and ways to reach each of the customers, from the first table that has them. For files, never for replies. */
export async function personalColumns(
  context: ToolContext,
  customerIds: readonly string[],
): Promise<PlainTable> {
  const { tables } = await context.store.overview()
  const known = new Map<string, Map<string, string>>()
  for (const entity of personalEntities) {
    if (
      !tables.some(
        table => table.entity === entity && table.fields.some(({ field }) => fields.get(field)?.pii),
      )
    )
      continue
    const found = await context.store.entityRows({ entity, includePersonal: true })
    const columns = found.columns.filter(({ name }) => wanted.some(field => field === name))
    for (const column of columns) {
      for (let row = 0; row < found.n; row += 1) {
        const id = found.customerIds[row]
        const text = column.kind === 'category' ? levelAt(column, row) : null
        if (id == null || text === null) continue
        const own = known.get(id) ?? new Map<string, string>()
        if (!own.has(column.name)) own.set(column.name, text)
        known.set(id, own)
      }
    }
  }
  const columns = wanted.filter(name => [...known.values()].some(own => own.has(name)))
  return { columns, rows: customerIds.map(id => columns.map(name => known.get(id)?.get(name) ?? null)) }
}
