import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { SqlValue } from '../sql.ts'
import { forEachProfile, profileEntities } from './profile.ts'
import type { FeatureContext } from './table-builder.ts'

/** Columns no field claims, under their own header; a header that is also a feature's name gets ` (file)`. */
export function addAttributes(context: FeatureContext, columns: Columns): void {
  const { builder, sql, asOf } = context
  const taken = new Map<string, string>()
  const nameOf = (header: string): string => {
    let name = taken.get(header)
    if (name === undefined) {
      name = builder.has(header) ? `${header} (file)` : header
      taken.set(header, name)
    }
    return name
  }
  const set = (row: number, name: string, kind: string, value: SqlValue): void => {
    if (value === null) return
    if (kind === 'text') builder.setCategory(nameOf(name), row, String(value))
    // A date becomes the days since it; negative when it lies after the observation date, for leak scans to see.
    else builder.number(nameOf(name))[row] = kind === 'day' ? asOf - Number(value) : Number(value)
  }
  for (const entity of profileEntities) {
    const wanted = columns.of(entity).filter(column => column.attribute)
    if (wanted.length === 0) continue
    forEachProfile(context, entity, wanted, ({ row, value }, late) => {
      if (late) return
      for (const column of wanted) set(row, column.name, column.kind, value(column))
    })
  }
  // Wide files may arrive as contracts or labels: their latest row by then speaks for the customer.
  for (const entity of ['subscription', 'label']) {
    const wanted = columns.of(entity).filter(column => column.attribute)
    if (wanted.length === 0) continue
    const rows = sql.rows<SqlValue[]>(
      `SELECT cid, ${wanted.map(column => column.column).join(', ')} FROM ${entityTable(entity)}
       WHERE cid IS NOT NULL AND dead IS NULL AND (day IS NULL OR day <= :asOf OR :label) ORDER BY day, imp, row`,
      { asOf, label: entity === 'label' ? 1 : 0 },
    )
    for (const values of rows) {
      const row = builder.row(Number(values[0]))
      if (row < 0) continue
      wanted.forEach((column, index) => set(row, column.name, column.kind, values[index + 1] ?? null))
    }
  }
}
