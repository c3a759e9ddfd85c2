import { isoDay } from '../../../domain/days.ts'
import type { EntityOverview, StoreOverview } from '../../store.ts'
import { anyMoney, conversionSql, currencyCounts, mainMoney, reportingCurrency } from '../currency.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'
import { lastDayNumber } from './moments.ts'

interface Totals {
  buyers: number | null
  orders: number | null
  first: number | null
  minor: number | null
  refunds: number | null
}

export function overview(sql: Sql, columns: Columns): StoreOverview {
  const totals = sql.get<Totals>(
    `SELECT sum(days > 0) AS buyers, sum(orders) AS orders, min(first) AS first, sum(minor) AS minor,
       sum(refunds_minor) AS refunds FROM customer_summary`,
  )
  const tables = columns.entities().flatMap(entity => entityOverview(sql, columns, entity) ?? [])
  const firstDays = tables.flatMap(table => (table.firstDay === null ? [] : [table.firstDay]))
  if (totals?.first != null) firstDays.push(isoDay(totals.first))
  const last = lastDayNumber(sql, columns)
  return {
    customers: sql.get<{ n: number }>('SELECT count(*) AS n FROM customers')?.n ?? 0,
    buyers: totals?.buyers ?? 0,
    orders: totals?.orders ?? 0,
    firstDay: firstDays.sort()[0] ?? null,
    lastDay: last === null ? null : isoDay(last),
    netRevenueMinor: totals?.minor ?? 0,
    refundsMinor: totals?.refunds ?? 0,
    currency: reportingCurrency(sql),
    unconverted: unconverted(sql, columns),
    unstated: unstated(sql),
    tables,
  }
}

function entityOverview(sql: Sql, columns: Columns, entity: string): EntityOverview | null {
  const shown = columns.of(entity).filter(column => column.kind !== 'seconds')
  const filled = shown.map((column, index) => `count(e.${column.column}) AS c${index}`)
  const row = sql.get<Record<string, number | null>>(
    `SELECT count(*) AS total, count(DISTINCT e.cid) AS customers, count(e.cid) AS with_customer, min(e.day) AS first,
       max(e.day) AS last, sum(${mainMoney(columns, entity, 'e')}) AS minor ${filled.map(text => `, ${text}`).join('')}
     FROM ${entityTable(entity)} e WHERE e.dead IS NULL`,
  )
  const narrow = entity === 'order' ? narrowOrders(sql) : null
  const total = (row?.['total'] ?? 0) + (narrow?.rows ?? 0)
  if (total === 0) return null
  const share = (count: number): number => count / total
  const narrowRows = narrow?.rows ?? 0
  const days = [row?.['first'], row?.['last'], narrow?.first, narrow?.last].flatMap(day =>
    day == null ? [] : [day],
  )
  const fields = shown.flatMap((column, index) =>
    column.attribute
      ? []
      : [
          {
            field: column.name,
            filled: share((row?.[`c${index}`] ?? 0) + (narrowFields.includes(column.name) ? narrowRows : 0)),
          },
        ],
  )
  for (const field of narrowRows > 0 ? narrowFields : []) {
    if (!fields.some(known => known.field === field)) fields.push({ field, filled: share(narrowRows) })
  }
  if ((row?.['with_customer'] ?? 0) + narrowRows > 0) {
    fields.unshift({ field: 'customer_id', filled: share((row?.['with_customer'] ?? 0) + narrowRows) })
  }
  return {
    entity,
    rows: total,
    customers: narrow && narrowRows > 0 ? orderCustomers(sql) : (row?.['customers'] ?? 0),
    firstDay: days.length ? isoDay(Math.min(...days)) : null,
    lastDay: days.length ? isoDay(Math.max(...days)) : null,
    fields,
    attributes: shown.filter(column => column.attribute).map(column => column.name),
    moneyMinor:
      row?.['minor'] == null && narrowRows === 0 ? null : (row?.['minor'] ?? 0) + (narrow?.minor ?? 0),
  }
}

const narrowFields = ['order_date', 'paid_amount']

/** Orders of files that hold nothing but customer, day and amount: they live in blocks alone. */
function narrowOrders(
  sql: Sql,
): { rows: number; minor: number; first: number | null; last: number | null } | null {
  const known = sql.get<{
    rows: number | null
    minor: number | null
    first: number | null
    last: number | null
  }>(
    'SELECT sum(rows) AS rows, sum(minor) AS minor, min(first_day) AS first, max(last_day) AS last FROM imports WHERE narrow = 1',
  )
  if (!known?.rows) return null
  return { rows: known.rows, minor: known.minor ?? 0, first: known.first, last: known.last }
}

const orderCustomers = (sql: Sql): number =>
  sql.get<{ n: number }>(
    `SELECT count(*) AS n FROM (SELECT cid FROM customer_summary UNION SELECT cid FROM e_order WHERE dead IS NULL AND cid IS NOT NULL)`,
  )?.n ?? 0

/** Money without a currency of its own, where other money of the store has one. */
function unstated(sql: Sql): { entity: string; rows: number }[] {
  const entities = [
    'order', 'order_line', 'refund', 'payment', 'subscription', 'opportunity', 'account', 'cost',
  ] // prettier-ignore
  const counted = entities.map(entity => ({ entity, counts: currencyCounts(sql, entity) }))
  if (!counted.some(({ counts }) => counts.some(({ currency }) => currency !== null))) return []
  return counted.flatMap(({ entity, counts }) => {
    if (!counts.some(({ currency }) => currency === null)) return []
    const money = anyMoney(sql, entity)
    const own =
      money === null
        ? 0
        : (sql.get<{ n: number }>(
            `SELECT count(*) AS n FROM ${entityTable(entity)} e WHERE e.dead IS NULL AND e.currency IS NULL AND ${money} IS NOT NULL`,
          )?.n ?? 0)
    const narrow =
      entity === 'order'
        ? (sql.get<{ n: number | null }>(
            'SELECT sum(rows) AS n FROM imports WHERE narrow = 1 AND currency IS NULL',
          )?.n ?? 0)
        : 0
    return own + narrow > 0 ? [{ entity, rows: own + narrow }] : []
  })
}

/** Money of currencies without a rate on or before the row's day; it is in no sum. */
function unconverted(sql: Sql, columns: Columns): StoreOverview['unconverted'] {
  const reporting = reportingCurrency(sql)
  const found = new Map<string, { rows: number; minor: number }>()
  for (const entity of ['order', 'order_line', 'refund', 'payment', 'subscription', 'opportunity', 'cost']) {
    if (!currencyCounts(sql, entity).some(({ currency }) => currency !== null && currency !== reporting))
      continue
    const money = mainMoney(columns, entity, 'e')
    if (money === 'NULL') continue
    const converted = conversionSql(sql, columns, {
      minor: money,
      currency: 'e.currency',
      day: 'coalesce(e.day, 2147483647)',
    })
    const rows = sql.all<{ currency: string; rows: number; minor: number }>(
      `SELECT e.currency, count(*) AS rows, sum(${money}) AS minor FROM ${entityTable(entity)} e
       WHERE e.dead IS NULL AND e.currency IS NOT NULL AND ${money} IS NOT NULL AND e.currency <> :own
         AND (${converted}) IS NULL GROUP BY e.currency`,
      converted.includes(':reporting') ? { own: reporting ?? '', reporting } : { own: reporting ?? '' },
    )
    for (const { currency, rows: n, minor } of rows) {
      const known = found.get(currency) ?? { rows: 0, minor: 0 }
      found.set(currency, { rows: known.rows + n, minor: known.minor + minor })
    }
  }
  return [...found]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([currency, sums]) => ({ currency, ...sums }))
}
