import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql, SqlValue } from '../sql.ts'
import { profileEntities } from './profile.ts'
import type { FeatureContext } from './table-builder.ts'

export interface LabelRow {
  cid: number
  churned: number | null
  day: number | null
  reason: string | null
  /** Day the statement was seen on; `null` when the file does not say. */
  seen: number | null
}

/** Declared churn, from label files and from columns of customer files; by customer, then by day. */
export function labelRows(sql: Sql, columns: Columns): LabelRow[] {
  const parts = [...profileEntities, 'label'].flatMap(entity => {
    if (
      !columns.has(entity, 'churned') &&
      !columns.has(entity, 'churn_date') &&
      !columns.has(entity, 'churn_reason')
    )
      return []
    const field = (name: string): string => columns.expression(entity, name, 'e')
    // In a list of customers an empty day of leaving is no statement: the customer is still there.
    const stated =
      entity === 'label'
        ? ''
        : ` AND coalesce(${field('churned')}, ${field('churn_date')}, ${field('churn_reason')}) IS NOT NULL`
    return [
      `SELECT e.cid, ${field('churned')} AS churned, ${field('churn_date')} AS day, ${field('churn_reason')} AS reason,
        i.as_of AS seen, e.imp, e.row
      FROM ${entityTable(entity)} e JOIN imports i ON i.id = e.imp WHERE e.cid IS NOT NULL AND e.dead IS NULL${stated}`,
    ]
  })
  if (parts.length === 0) return []
  const rows = sql.rows<SqlValue[]>(
    `SELECT cid, churned, day, reason, seen FROM (${parts.join(' UNION ALL ')})
     ORDER BY cid, coalesce(day, seen, -2147483648), imp, row`,
  )
  const labels: LabelRow[] = []
  for (const [cid, churned, day, reason, seen] of rows) {
    labels.push({
      cid: Number(cid),
      churned: churned == null ? null : Number(churned),
      day: day == null ? null : Number(day),
      reason: reason == null ? null : String(reason),
      seen: seen == null ? null : Number(seen),
    })
  }
  return labels
}

/** Days on which a customer came (back): subscription starts. By customer, ascending. */
export function returnDays(sql: Sql): Map<number, number[]> {
  const starts = new Map<number, number[]>()
  const rows = sql.rows<[number, number]>(
    'SELECT cid, day FROM e_subscription WHERE cid IS NOT NULL AND day IS NOT NULL AND dead IS NULL ORDER BY cid, day',
  )
  for (const [cid, day] of rows) {
    const days = starts.get(cid)
    if (days) days.push(day)
    else starts.set(cid, [day])
  }
  return starts
}

/**
 * Files that only list who left (every row a churn, most dated) say of everyone else that they stayed; files with
 * stayers in them say nothing of the customers they leave out.
 */
export const listsOnlyLeavers = (labels: readonly LabelRow[]): boolean =>
  labels.length > 0 &&
  labels.every(label => label.churned !== 0 && (label.churned === 1 || label.day !== null)) &&
  labels.some(label => label.day !== null)

/** churned 0 or 1 (absent: unknown), churn_day as days before `asOf`… kept as a day number, and the reason given. */
export function addLabel({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  const labels = labelRows(sql, columns)
  if (labels.length === 0) return
  const churned = builder.number('churned', listsOnlyLeavers(labels) ? 0 : Number.NaN)
  const churnDay = builder.number('churn_day')
  const starts = returnDays(sql)
  for (const { cid, churned: flag, day, reason, seen } of labels) {
    const row = builder.row(cid)
    if (row < 0 || (day === null && seen !== null && seen > asOf)) continue
    if (day !== null && day > asOf) {
      // Still a customer on the observation date, whatever the flag says of later.
      if (Number.isNaN(churned[row] ?? 0)) churned[row] = 0
      continue
    }
    const left = flag === 1 || (flag === null && day !== null)
    if (flag === null && day === null) {
      if (reason !== null) builder.setCategory('churn_reason', row, reason)
      continue
    }
    const back = left && day !== null && (starts.get(cid) ?? []).some(start => start > day && start <= asOf)
    churned[row] = left && !back ? 1 : 0
    churnDay[row] = left && !back && day !== null ? day : Number.NaN
    if (left && !back) builder.setCategory('churn_reason', row, reason)
  }
}
