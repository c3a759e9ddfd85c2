import type { JoinReport } from '../../store.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql } from '../sql.ts'

const links: readonly (readonly [left: string, right: string, key: JoinReport['key']])[] = [
  ['order_line', 'order', 'order_id'],
  ['payment', 'order', 'order_id'],
  ['refund', 'order', 'order_id'],
  ['payment', 'subscription', 'subscription_id'],
  ['subscription_event', 'subscription', 'subscription_id'],
  ['campaign_member', 'campaign', 'campaign_id'],
  ['retention_action', 'campaign', 'campaign_id'],
]

/** Entities that name a customer without being the list of customers. */
const events = [
  'contact', 'order', 'order_line', 'refund', 'subscription', 'subscription_event', 'payment', 'activity', 'ticket', 'survey',
  'opportunity', 'campaign_member', 'cost', 'label', 'retention_action', 'touchpoint',
] // prettier-ignore

/** How much of one table the other knows, for every pair that shares a key and holds rows. */
export function joins(sql: Sql, columns: Columns): JoinReport[] {
  const present = (entity: string): boolean =>
    sql.get(`SELECT 1 FROM ${entityTable(entity)} WHERE dead IS NULL LIMIT 1`) !== undefined
  const narrow = sql.get('SELECT 1 FROM imports WHERE narrow = 1') !== undefined
  const reports: JoinReport[] = []
  const report = (
    leftEntity: string,
    rightEntity: string,
    key: JoinReport['key'],
    left: string,
    right: string,
  ): void => {
    const counts = sql.get<{ keys: number; matched: number }>(
      `SELECT count(*) AS keys, coalesce(sum(k IN (${right})), 0) AS matched FROM (${left})`,
    )
    if (!counts?.keys) return
    const sample = sql.all<{ k: string }>(
      `SELECT k FROM (${left}) WHERE k NOT IN (${right}) ORDER BY k LIMIT 5`,
    )
    reports.push({
      leftEntity,
      rightEntity,
      key,
      leftKeys: counts.keys,
      matched: counts.matched,
      unmatchedSample: sample.map(row => row.k),
    })
  }
  const keys = (entity: string, column: string): string =>
    `SELECT DISTINCT ${column} AS k FROM ${entityTable(entity)} WHERE dead IS NULL AND ${column} IS NOT NULL`
  const named = (entity: string): string => {
    const own = `SELECT DISTINCT c.ext AS k FROM ${entityTable(entity)} e JOIN customers c ON c.cid = e.cid WHERE e.dead IS NULL AND e.linked = 0`
    return entity === 'order' && narrow
      ? `${own} UNION SELECT c.ext FROM customer_summary s JOIN customers c ON c.cid = s.cid`
      : own
  }
  for (const profile of ['customer', 'account']) {
    if (!present(profile)) continue
    for (const entity of events) {
      if (present(entity) || (entity === 'order' && narrow))
        report(entity, profile, 'customer_id', named(entity), named(profile))
    }
  }
  for (const [left, right, key] of links) {
    if (!columns.has(left, key) || !columns.has(right, key) || !present(left) || !present(right)) continue
    report(left, right, key, keys(left, `f_${key}`), keys(right, `f_${key}`))
  }
  return reports
}
