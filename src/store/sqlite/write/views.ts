import { fields } from '../../../domain/entities/index.ts'
import { transactionsView } from '../blocks/transactions-view.ts'
import { Columns, entityTable } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * The views that other programs may read (docs/views.md). They follow the columns that files brought, and never
 * show fields that identify a person.
 */
export function writeViews(sql: Sql, columns: Columns): void {
  if (sql.get(`SELECT 1 FROM sqlite_schema WHERE type = 'view' AND name = 'purchase_days'`) === undefined)
    sql.exec(fixedViews)
  for (const entity of columns.entities()) {
    const names = new Set(['customer_id', 'day', 'import_id', 'source_row', 'currency'])
    const shown = columns.of(entity).flatMap(({ name, attribute, kind, column }) => {
      if (!attribute && fields.get(name)?.pii) return []
      let shownName = attribute ? `attribute_${name}` : name
      while (names.has(shownName.toLowerCase())) shownName = `${shownName}_2`
      names.add(shownName.toLowerCase())
      return [
        `${kind === 'day' ? `date(e.${column} * 86400, 'unixepoch')` : `e.${column}`} AS ${quoted(shownName)}`,
      ]
    })
    sql.exec(`DROP VIEW IF EXISTS ${entity}_rows;
      CREATE VIEW ${entity}_rows AS SELECT c.ext AS customer_id, date(e.day * 86400, 'unixepoch') AS day,
        i.import_id, e.src AS source_row, e.currency${shown.map(text => `, ${text}`).join('')}
      FROM ${entityTable(entity)} e JOIN imports i ON i.id = e.imp LEFT JOIN customers c ON c.cid = e.cid
      WHERE e.dead IS NULL`)
  }
}

/** Views whose columns never change. Money in minor units of the reporting currency (`facts`). */
const fixedViews = `${transactionsView}
CREATE VIEW purchase_days AS
  SELECT c.ext AS customer_id, date(d.day * 86400, 'unixepoch') AS day, d.ym AS month, d.orders, d.net_minor
  FROM (SELECT cid, ym, day, sum(kind <> 1) AS orders, sum(kind = 1) AS refunds, sum(minor) AS net_minor
    FROM transactions WHERE kind IN (0, 1, 4) GROUP BY cid, ym, day) d
  JOIN customers c ON c.cid = d.cid WHERE d.orders > 0 AND (d.net_minor > 0 OR (d.net_minor = 0 AND d.refunds = 0));
CREATE VIEW customer_month AS
  SELECT c.ext AS customer_id, m.ym AS month, m.orders, m.days, m.net_minor
  FROM (SELECT cid, ym, sum(kind <> 1) AS orders, count(DISTINCT day) AS days, sum(minor) AS net_minor
    FROM transactions WHERE kind IN (0, 1, 4) GROUP BY cid, ym) m JOIN customers c ON c.cid = m.cid;
CREATE VIEW customer_totals AS
  SELECT c.ext AS customer_id, s.orders, s.days AS purchase_days, date(s.first * 86400, 'unixepoch') AS first_day,
    date(s.last * 86400, 'unixepoch') AS last_day, s.minor AS net_minor, s.refunds_minor,
    (SELECT value FROM facts WHERE key = 'reporting_currency') AS currency
  FROM customer_summary s JOIN customers c ON c.cid = s.cid;
CREATE VIEW transaction_rows AS
  SELECT c.ext AS customer_id, date(t.day * 86400, 'unixepoch') AS day, t.minor AS net_minor,
    CASE t.kind WHEN 0 THEN 'sale' WHEN 1 THEN 'refund' WHEN 2 THEN 'cancelled' WHEN 3 THEN 'pending' ELSE 'unconverted' END AS kind,
    date(t.known * 86400, 'unixepoch') AS known_from, i.import_id, t.src AS source_row
  FROM transactions t JOIN customers c ON c.cid = t.cid JOIN imports i ON i.id = t.imp;
CREATE VIEW import_list AS
  SELECT import_id, entity, source AS file_name, sheet, sha256, rows, rejected, imported_at,
    date(first_day * 86400, 'unixepoch') AS first_day, date(last_day * 86400, 'unixepoch') AS last_day
  FROM imports WHERE done = 1;
`
