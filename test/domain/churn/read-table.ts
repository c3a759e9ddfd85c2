import { readFileSync } from 'node:fs'
import type { Column, CustomerTable } from '../../../src/domain/table.ts'
import { datasetPath } from '../../datasets.ts'

/** A data set's CSV as text cells; enough for the files used here (no comma inside quotes). */
export function readCells(file: string): { header: string[]; rows: string[][] } {
  const lines = readFileSync(datasetPath(file), 'utf8').trim().split(/\r?\n/)
  const cells = lines.map(line => line.split(',').map(cell => cell.replace(/^"|"$/g, '')))
  return { header: cells[0] ?? [], rows: cells.slice(1) }
}

export function columnOf(name: string, cells: readonly string[]): Column {
  const numeric = cells.every(cell => cell.trim() === '' || Number.isFinite(Number(cell)))
  if (numeric) {
    return {
      kind: 'number',
      name,
      values: Float64Array.from(cells, cell => (cell.trim() === '' ? NaN : Number(cell))),
    }
  }
  const levels = [...new Set(cells.filter(cell => cell !== ''))].sort()
  return { kind: 'category', name, levels, codes: Int32Array.from(cells, cell => levels.indexOf(cell)) }
}

/** Features and label of a churn file; ids are the column `id`, or the row number from 0. */
export function readLabelled(file: string, { label, yes, id }: { label: string; yes: string; id?: string }) {
  const { header, rows } = readCells(file)
  const of = (name: string) => rows.map(row => row[header.indexOf(name)] ?? '')
  const table: CustomerTable = {
    asOf: '2024-01-01',
    n: rows.length,
    customerIds: id ? of(id) : rows.map((_, row) => String(row)),
    columns: header.filter(name => name !== label && name !== id).map(name => columnOf(name, of(name))),
  }
  return { table, churned: Uint8Array.from(of(label), cell => (cell === yes ? 1 : 0)), of }
}

export const readTelco = () =>
  readLabelled('telco_ibm/Telco-Customer-Churn.csv', { label: 'Churn', yes: 'Yes', id: 'customerID' })
export const readMlc = () => readLabelled('mlc_churn/mlc_churn.csv', { label: 'churn', yes: 'yes' })

/** The same customers in another order. */
export function reorder(table: CustomerTable, churned: Uint8Array, order: readonly number[]) {
  const pick = (row: number) => order[row] ?? 0
  return {
    table: {
      ...table,
      customerIds: order.map(row => table.customerIds[row] ?? ''),
      columns: table.columns.map(column =>
        column.kind === 'number'
          ? { ...column, values: column.values.map((_, row) => column.values[pick(row)] ?? NaN) }
          : { ...column, codes: column.codes.map((_, row) => column.codes[pick(row)] ?? -1) },
      ),
    },
    churned: churned.map((_, row) => churned[pick(row)] ?? 0),
  }
}
