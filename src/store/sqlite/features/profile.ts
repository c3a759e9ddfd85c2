import { Converter } from '../currency.ts'
import { entityTable } from '../entity-tables.ts'
import { lastDayNumber } from '../read/moments.ts'
import type { Columns, StoredColumn } from '../entity-tables.ts'
import type { SqlValue } from '../sql.ts'
import type { FeatureContext } from './table-builder.ts'
import { isPersonal } from './personal.ts'

/** Told by other groups: labels, contracts. */
const elsewhere = [
  'churned', 'churn_date', 'churn_reason', 'plan_name', 'mrr', 'contract_value', 'billing_period', 'renewal_date',
  'subscription_status', 'seats', 'subscription_start', 'cancelled_at', 'currency',
] // prettier-ignore

/** Facts that hold whenever they were seen: a later snapshot may speak for an earlier day where nothing else does. */
const lasting = new Set([
  'region', 'age', 'gender', 'industry', 'account_size_segment', 'acquisition_channel', 'signup_date',
  'acquisition_cost', 'gross_margin_rate',
]) // prettier-ignore

/** What a business has summed up by the day of the export: of a file without a day, known on the last day only. */
const summedUp = new Set([
  'order_count', 'total_spent', 'avg_order_value', 'last_order_date', 'last_activity_at', 'days_since_last_activity',
  'active_days', 'csat', 'nps', 'total_activities_30d', 'total_won_amount', 'pipeline_amount',
]) // prettier-ignore

export const profileEntities = ['customer', 'account'] as const

export interface SnapshotRow {
  row: number
  cid: number
  /** Day the snapshot speaks for; `null` for a file that is no snapshot. */
  seen: number | null
  currency: string | null
  value: (column: StoredColumn) => SqlValue
}

/**
 * Rows of customers and accounts, the ones to be believed last. Rows of snapshots later than `asOf` come first and
 * are marked `late`; only lasting facts may be taken from them.
 */
export function forEachProfile(
  { sql, builder, asOf }: FeatureContext,
  entity: string,
  wanted: readonly StoredColumn[],
  onRow: (row: SnapshotRow, late: boolean) => void,
): void {
  const names = wanted.map(column => `e.${column.column}`)
  const place = new Map(wanted.map((column, index) => [column.column, index + 4]))
  const rows = sql.rows<SqlValue[]>(
    `SELECT e.cid, i.as_of, e.currency, coalesce(i.as_of, -2147483648) > :asOf AS late ${names.map(name => `, ${name}`).join('')}
     FROM ${entityTable(entity)} e JOIN imports i ON i.id = e.imp WHERE e.cid IS NOT NULL AND e.dead IS NULL
     ORDER BY late DESC, CASE WHEN late THEN -i.as_of ELSE coalesce(i.as_of, -2147483648) END, e.imp, e.row`,
    { asOf },
  )
  for (const values of rows) {
    const row = builder.row(Number(values[0]))
    if (row < 0) continue
    const seen = values[1] === null ? null : Number(values[1])
    onRow(
      {
        row,
        cid: Number(values[0]),
        seen,
        currency: values[2] === null ? null : String(values[2]),
        value: column => values[place.get(column.column) ?? -1] ?? null,
      },
      Number(values[3]) === 1,
    )
  }
}

export function addProfile(context: FeatureContext, columns: Columns): void {
  const { builder, asOf, sql } = context
  const converter = new Converter(sql, columns)
  const past = asOf < (lastDayNumber(sql, columns) ?? asOf)
  for (const entity of profileEntities) {
    const wanted = columns
      .of(entity)
      .filter(
        ({ name, attribute, kind }) =>
          !attribute && kind !== 'seconds' && !elsewhere.includes(name) && !isPersonal(name),
      )
    forEachProfile(context, entity, wanted, ({ row, seen, currency, value }, late) => {
      for (const column of wanted) {
        if (late && !lasting.has(column.name)) continue
        if (past && seen === null && summedUp.has(column.name)) continue
        const found = value(column)
        if (found === null) continue
        if (column.kind === 'money')
          builder.number(column.name)[row] = converter.major(Number(found), currency, seen ?? asOf)
        else if (column.kind === 'day') setDay(context, column.name, row, Number(found))
        else if (column.kind === 'text') builder.setCategory(column.name, row, String(found))
        else builder.number(column.name)[row] = Number(found) + agedBy(column.name, seen, asOf)
      }
    })
  }
  addContactCounts(context, columns)
}

/** "Days since" counted on the snapshot's day has grown by the days from then to the observation date. */
const agedBy = (name: string, seen: number | null, asOf: number): number =>
  name === 'days_since_last_activity' && seen !== null ? asOf - seen : 0

function setDay({ builder, asOf }: FeatureContext, name: string, row: number, day: number): void {
  if (day > asOf) return
  const since = asOf - day
  if (name === 'signup_date') builder.number('tenure_days')[row] = since
  else if (name === 'last_order_date') builder.number('days_since_last_order')[row] = since
  else if (name === 'first_order_date') builder.number('days_since_first_order')[row] = since
  else if (name === 'last_activity_at') builder.number('days_since_last_activity')[row] = since
}

/** Contacts and contacts with an e-mail address, counted where the account's own row does not say. */
function addContactCounts({ sql, builder }: FeatureContext, columns: Columns): void {
  const rows = sql.rows<[number, number, number]>(
    `SELECT cid, count(*), sum(CASE WHEN ${columns.expression('contact', 'email', 'e')} LIKE '%_@_%' THEN 1 ELSE 0 END)
     FROM e_contact e WHERE cid IS NOT NULL AND dead IS NULL GROUP BY cid`,
  )
  for (const [cid, contacts, withEmail] of rows) {
    const row = builder.row(cid)
    if (row < 0) continue
    const total = builder.number('total_contacts')
    const reachable = builder.number('contacts_with_email')
    if (Number.isNaN(total[row] ?? 0)) total[row] = contacts
    if (Number.isNaN(reachable[row] ?? 0)) reachable[row] = withEmail
  }
}
