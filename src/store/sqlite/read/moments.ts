import { isoDay } from '../../../domain/days.ts'
import type { Sql } from '../sql.ts'
import type { Columns } from '../entity-tables.ts'
import { whileUnchanged } from '../while-unchanged.ts'

/** Event days by entity: what happened, never what is planned (renewals, expected closes, campaign plans). */
const eventColumns: Readonly<Record<string, readonly string[]>> = {
  order: ['order_date', 'paid_at'],
  order_line: ['order_date', 'paid_at'],
  refund: ['refund_date'],
  subscription: ['subscription_start', 'cancelled_at'],
  subscription_event: ['event_date'],
  payment: ['paid_on'],
  activity: ['event_time'],
  ticket: ['ticket_created_at'],
  survey: ['survey_date'],
  campaign_member: ['treated_at'],
  retention_action: ['executed_at'],
  touchpoint: ['touched_at'],
  label: ['churn_date'],
  customer: ['churn_date', 'last_order_date', 'last_activity_at', 'cancelled_at'],
  account: ['churn_date', 'last_order_date', 'last_activity_at', 'cancelled_at'],
}

/** Latest event on record; a snapshot's stated date is the day its facts were seen, so it counts too. */
export const lastDayNumber = (sql: Sql, columns: Columns): number | null =>
  whileUnchanged(sql, 'last day', () => findLastDay(sql, columns))

function findLastDay(sql: Sql, columns: Columns): number | null {
  const days = [
    sql.get<{ day: number | null }>('SELECT max(day_max) AS day FROM transaction_blocks')?.day,
    sql.get<{ day: number | null }>('SELECT max(last) AS day FROM customer_summary')?.day,
    sql.get<{ day: number | null }>('SELECT max(as_of) AS day FROM imports')?.day,
  ]
  for (const [entity, names] of Object.entries(eventColumns)) {
    for (const name of names) {
      const column = columns.field(entity, name)
      if (column?.kind !== 'day') continue
      days.push(
        sql.get<{ day: number | null }>(
          `SELECT max(${column.column}) AS day FROM e_${entity} WHERE dead IS NULL`,
        )?.day,
      )
    }
  }
  const known = days.flatMap(day => (day == null ? [] : [day]))
  return known.length ? Math.max(...known) : null
}

export function lastDay(sql: Sql, columns: Columns): string | null {
  const day = lastDayNumber(sql, columns)
  return day === null ? null : isoDay(day)
}
