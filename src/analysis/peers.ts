import { column, levelAt, numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { Where } from '../domain/where.ts'

/** Customers one customer is compared with. */
export interface Peers {
  /** Rows of the view, without the customer. */
  rows: number[]
  /** Selects the peers. */
  filter: Where
}

/** Fewer make no median worth telling. */
const fewest = 10

/** What stands for size, best first. */
const sizeFields = ['account_size_segment', 'plan_name', 'membership_level', 'value_tier'] as const

function sameLevel(view: CustomerTable, field: string, row: number): Where | null {
  const found = column(view, field)
  const level = found?.kind === 'category' ? levelAt(found, row) : null
  return level === null ? null : { field, op: 'eq', value: level }
}

interface Pool {
  except: number
  /** Only customers who still are one, or only those who are not. */
  active: 0 | 1
}

function rowsWith(
  view: CustomerTable,
  conditions: readonly { field: string; value: string }[],
  { except, active }: Pool,
): number[] {
  const live = numbers(view, 'is_active')
  const tests = conditions.map(({ field, value }) => {
    const found = column(view, field)
    return found?.kind === 'category' ? { codes: found.codes, code: found.levels.indexOf(value) } : null
  })
  return view.customerIds.flatMap((_, row) =>
    row !== except &&
    (live?.[row] ?? active) === active &&
    tests.every(test => test !== null && test.codes[row] === test.code)
      ? [row]
      : [],
  )
}

const equals = (where: Where | null): { field: string; value: string }[] =>
  where !== null && 'field' in where && typeof where.value === 'string'
    ? [{ field: where.field, value: where.value }]
    : []

/** The first of the combinations that enough customers share; the whole pool where none does. */
function firstLarge(
  view: CustomerTable,
  pool: Pool,
  combinations: readonly (readonly (Where | null)[])[],
): Peers {
  for (const combination of combinations) {
    const parts = combination.flatMap(equals)
    if (parts.length === 0 || parts.length < combination.length) continue
    const rows = rowsWith(view, parts, pool)
    const conditions = parts.map(({ field, value }) => ({ field, op: 'eq' as const, value }))
    if (rows.length >= fewest)
      return { rows, filter: { all: [...conditions, { field: 'is_active', op: 'eq', value: pool.active }] } }
  }
  return { rows: rowsWith(view, [], pool), filter: { field: 'is_active', op: 'eq', value: pool.active } }
}

/**
 * Peers of a customer: the same health band and the same size (size segment, plan, membership, else value tier); wider
 * where fewer than ten are left; active ones for an active customer. `healthy` holds the active customers of the same
 * size in the high band, wider or in the medium band where those are fewer than ten.
 */
export function peersOf(view: CustomerTable, row: number): { same: Peers; healthy: Peers | null } {
  const size = sizeFields.map(field => sameLevel(view, field, row)).find(found => found !== null) ?? null
  const band = sameLevel(view, 'health_band', row)
  const healthyBands = ['high', 'medium'].map((value): Where => ({ field: 'health_band', op: 'eq', value }))
  const active = (numbers(view, 'is_active')?.[row] ?? 1) === 0 ? 0 : 1
  const same = firstLarge(view, { except: row, active }, [
    ...(size && band ? [[band, size]] : []),
    ...(band ? [[band]] : []),
    ...(size ? [[size]] : []),
  ])
  const combinations = healthyBands.flatMap(healthy => (size ? [[healthy, size], [healthy]] : [[healthy]]))
  const found = firstLarge(view, { except: row, active: 1 }, combinations)
  return { same, healthy: 'all' in found.filter ? found : null }
}
