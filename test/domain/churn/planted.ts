import { seeded } from '../../../src/domain/churn/seeded.ts'
import type { Column, CustomerTable } from '../../../src/domain/table.ts'

export const logistic = (eta: number) => 1 / (1 + Math.exp(-eta))

export const ids = (n: number) => Array.from({ length: n }, (_, row) => `C${String(row).padStart(5, '0')}`)

export const asTable = (n: number, columns: readonly Column[]): CustomerTable => ({
  asOf: '2025-06-30',
  n,
  customerIds: ids(n),
  columns,
})

export const numberColumn = (name: string, values: readonly number[]): Column => ({
  kind: 'number',
  name,
  values: Float64Array.from(values),
})

export function categoryColumn(name: string, cells: readonly (string | null)[]): Column {
  const levels = [...new Set(cells.filter(cell => cell !== null))].sort()
  return {
    kind: 'category',
    name,
    levels,
    codes: Int32Array.from(cells, cell => (cell === null ? -1 : levels.indexOf(cell))),
  }
}

/**
 * Customers whose churn truly depends on usage (below 4 active days), open tickets (3 or more) and failed
 * payments, in that order of impact; `industry` and `noise` do nothing.
 */
export function plantedCustomers(n: number, seed: number) {
  const random = seeded(seed)
  const rows = Array.from({ length: n }, () => {
    const activeDays = Math.floor(random() * 20)
    const tickets = Math.floor(random() * 5)
    const failed = random() < 0.1 ? 1 : 0
    const eta = -3.2 + (activeDays < 6 ? 1.8 : 0) + (tickets >= 3 ? 1 : 0) + (failed ? 1.5 : 0)
    return {
      activeDays,
      tickets,
      failed,
      noise: random(),
      industry: 'ABCDE'.charAt(Math.floor(random() * 5)),
      lost: random() < logistic(eta) ? 1 : 0,
    }
  })
  const table = asTable(n, [
    numberColumn(
      'active_days',
      rows.map(row => row.activeDays),
    ),
    numberColumn(
      'open_tickets',
      rows.map(row => row.tickets),
    ),
    categoryColumn(
      'payment_failed',
      rows.map(row => (row.failed ? 'yes' : 'no')),
    ),
    numberColumn(
      'noise',
      rows.map(row => row.noise),
    ),
    categoryColumn(
      'industry',
      rows.map(row => row.industry),
    ),
  ])
  return { table, churned: Uint8Array.from(rows, row => row.lost) }
}
