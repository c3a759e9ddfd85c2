import { dayNumber, isoDay } from '../../../domain/days.ts'
import { fromMinor } from '../../../domain/money.ts'
import type { CustomerDossier, DossierRow } from '../../store.ts'
import { reportingCurrency } from '../currency.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns, StoredColumn } from '../entity-tables.ts'
import { isPersonal } from '../features/personal.ts'
import type { Sql, SqlValue } from '../sql.ts'
import { forEachLogRow, plainLogs } from './plain-logs.ts'

/** Newest first; rows without a day (profiles) come after the dated ones. Money in major units of its own currency. */
export function dossier(
  sql: Sql,
  columns: Columns,
  query: { customerId: string; asOf: string; limit: number },
): CustomerDossier | null {
  const asOf = dayNumber(query.asOf, 'as_of')
  const cid = sql.get<{ cid: number }>('SELECT cid FROM customers WHERE ext = ?', [query.customerId])?.cid
  if (cid === undefined) return null
  const reporting = reportingCurrency(sql)
  const rows: DossierRow[] = []
  const names = new Set<string>()
  let totalRows = 0
  let low: number | null = null
  let high: number | null = null
  const span = (first: number | null | undefined, last: number | null | undefined): void => {
    if (first != null && (low === null || first < low)) low = first
    if (last != null && (high === null || last > high)) high = last
  }
  for (const entity of columns.entities()) {
    const wanted = columns
      .of(entity)
      .filter(column => column.kind !== 'seconds' && (column.attribute || !isPersonal(column.name)))
    const live = `FROM ${entityTable(entity)} e JOIN imports i ON i.id = e.imp WHERE e.cid = :cid AND e.dead IS NULL
      AND coalesce(e.day, i.as_of, -2147483648) <= :asOf`
    for (const { column } of columns.of(entity).filter(isName)) {
      const said = sql.rows<SqlValue[]>(`SELECT DISTINCT e.${column} ${live} LIMIT 20`, { cid, asOf })
      for (const [name] of said)
        if (typeof name === 'string' && name.trim().length > 1) names.add(name.trim())
    }
    const count = sql.get<{ n: number; first: number | null; last: number | null }>(
      `SELECT count(*) AS n, min(e.day) AS first, max(e.day) AS last ${live}`, { cid, asOf }) // prettier-ignore
    if (!count?.n) continue
    totalRows += count.n
    span(count.first, count.last)
    const found = sql.rows<SqlValue[]>(
      `SELECT e.day, i.import_id, e.src, e.currency ${wanted.map(column => `, e.${column.column}`).join('')} ${live}
       ORDER BY e.day DESC, e.imp DESC, e.row DESC LIMIT :limit`,
      { cid, asOf, limit: query.limit },
    )
    for (const [day, importId, src, currency, ...values] of found) {
      const own = currency == null ? reporting : String(currency)
      const shown: Record<string, string | number | null> = {}
      wanted.forEach((column, at) => {
        const value = values[at] ?? null
        if (value !== null) shown[column.name] = shownValue(column, value, own)
      })
      if (own !== null && wanted.some(column => column.kind === 'money')) shown['currency'] ??= own
      rows.push({
        entity,
        day: day == null ? null : isoDay(Number(day)),
        importId: String(importId),
        sourceRow: Number(src),
        values: shown,
      })
    }
  }
  const logs = plainLogs(sql)
  const bought: { day: number; importId: string; sourceRow: number; minor: number }[] = []
  forEachLogRow(sql, logs, { to: asOf, cids: new Set([cid]) }, (_cid, day, minor, _kind, imp, src) => {
    bought.push({ day, importId: logs.get(imp) ?? '', sourceRow: src, minor })
  })
  totalRows += bought.length
  span(bought[0]?.day, bought.at(-1)?.day)
  for (const { day, importId, sourceRow, minor } of bought.reverse().slice(0, query.limit)) {
    const values = {
      order_date: isoDay(day),
      paid_amount: fromMinor(minor, reporting ?? ''),
      ...(reporting === null ? {} : { currency: reporting }),
    }
    rows.push({ entity: 'order', day: isoDay(day), importId, sourceRow, values })
  }
  rows.sort((one, two) => (one.day === two.day ? 0 : (one.day ?? '') < (two.day ?? '') ? 1 : -1))
  return {
    customerId: query.customerId,
    firstDay: low === null ? null : isoDay(low),
    lastDay: high === null ? null : isoDay(high),
    rows: rows.slice(0, query.limit).map(row => ({ ...row, values: withoutNames(row.values, names) })),
    totalRows,
  }
}

const isName = ({ name, kind, attribute }: StoredColumn): boolean =>
  kind === 'text' && !attribute && name !== 'notes' && isPersonal(name)

/** What others wrote about a customer may name them: a reason, the subject of a ticket. */
function withoutNames(values: DossierRow['values'], names: ReadonlySet<string>): DossierRow['values'] {
  const hide = (text: string): string =>
    [...names].reduce((rest, name) => rest.replaceAll(name, '[name]'), text)
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, typeof value === 'string' ? hide(value) : value]),
  )
}

function shownValue(column: StoredColumn, value: SqlValue, currency: string | null): string | number {
  if (column.kind === 'day') return isoDay(Number(value))
  if (column.kind === 'money') return fromMinor(Number(value), currency ?? '')
  return column.kind === 'text' ? String(value) : Number(value)
}
