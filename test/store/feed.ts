import type { BatchColumn, ImportBatch } from '../../src/store/import-batch.ts'
import { missingDay } from '../../src/store/import-batch.ts'
import { dayNumber } from '../../src/domain/days.ts'
import type { ImportHeader, ImportRecord, Store } from '../../src/store/store.ts'

/** Plain rows for tests: ISO days by a `day:` prefix on the field, money in minor units by `money:`, numbers, text. */
export type Cell = string | number | null

let made = 0

export function header(entity: string, more: Partial<ImportHeader> = {}): ImportHeader {
  const importId = more.importId ?? `import-${++made}`
  return {
    importId,
    entity,
    fileName: `${entity}.csv`,
    fileSha256: importId,
    sheet: null,
    headerRow: 1,
    encoding: 'utf-8',
    mapping: {},
    asOf: null,
    currency: null,
    timeZone: null,
    onConflict: 'fail',
    ...more,
  }
}

/** Columns named `day:x` hold ISO days, `money:x` minor units, `attr:x` attributes; others numbers or text by value. */
export function batch(
  entity: string,
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  currencies: ImportBatch['currencies'] = null,
  firstRow = 2,
): ImportBatch {
  const fields = new Map<string, BatchColumn>()
  const attributes = new Map<string, BatchColumn>()
  names.forEach((name, at) => {
    const attribute = name.startsWith('attr:')
    const plain = attribute ? name.slice(5) : name
    const column = columnOf(
      plain,
      rows.map(row => row[at] ?? null),
    )
    ;(attribute ? attributes : fields).set(plain.replace(/^(day|money):/, ''), column)
  })
  return {
    entity,
    n: rows.length,
    sourceRows: Int32Array.from(rows, (_, index) => firstRow + index),
    fields,
    attributes,
    currencies,
  }
}

function columnOf(name: string, cells: readonly Cell[]): BatchColumn {
  if (name.startsWith('day:')) {
    return {
      kind: 'day',
      values: Int32Array.from(cells, cell => (cell === null ? missingDay : dayNumber(String(cell)))),
    }
  }
  const numbers = (): Float64Array =>
    Float64Array.from(cells, cell => (cell === null ? Number.NaN : Number(cell)))
  if (name.startsWith('money:')) return { kind: 'money', values: numbers() }
  return cells.some(cell => typeof cell === 'number')
    ? { kind: 'number', values: numbers() }
    : { kind: 'text', values: cells.map(cell => (cell === null ? null : String(cell))) }
}

export async function load(
  store: Store,
  entity: string,
  names: readonly string[],
  rows: readonly (readonly Cell[])[],
  more: Partial<ImportHeader> = {},
  currencies: ImportBatch['currencies'] = null,
): Promise<ImportRecord> {
  const session = await store.beginImport(header(entity, more))
  await session.append(batch(entity, names, rows, currencies))
  return session.commit({ rowsRead: rows.length, rowsRejected: 0, rowsDropped: 0, issues: [] })
}
