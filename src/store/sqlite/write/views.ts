import { fields } from '../../../domain/entities/index.ts'
import { Columns, entityTable } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * The views that other programs may read (docs/views.md). They follow the columns that files brought, and never
 * show fields that identify a person.
 */
export function writeViews(sql: Sql, columns: Columns): void {
  for (const entity of columns.entities()) {
    const names = new Set(['customer_id', 'day', 'import_id', 'source_row', 'currency'])
    const shown = columns.of(entity).flatMap(({ name, attribute, kind, column }) => {
      if (!attribute && fields.get(name)?.pii) return []
      let shownName = attribute ? `attribute_${name}` : name
      while (names.has(shownName.toLowerCase())) shownName = `${shownName}_2`
      names.add(shownName.toLowerCase())
      return [`${kind === 'day' ? `date(e.${column} * 86400, 'unixepoch')` : `e.${column}`} AS ${quoted(shownName)}`]
    })
    sql.exec(`DROP VIEW IF EXISTS ${entity}_rows;
      CREATE VIEW ${entity}_rows AS SELECT c.ext AS customer_id, date(e.day * 86400, 'unixepoch') AS day,
        i.import_id, e.src AS source_row, e.currency${shown.map(text => `, ${text}`).join('')}
      FROM ${entityTable(entity)} e JOIN imports i ON i.id = e.imp LEFT JOIN customers c ON c.cid = e.cid
      WHERE e.dead IS NULL`)
  }
}
