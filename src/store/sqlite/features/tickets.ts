import type { Columns } from '../entity-tables.ts'
import type { FeatureContext } from './table-builder.ts'

/** Complaints and their handling up to `asOf`; customers without a ticket count 0 where tickets exist at all. */
export function addTickets({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  if (!hasRows(sql, 'ticket')) return
  const field = (name: string): string => columns.expression('ticket', name, 'e')
  const open = `(${field('is_resolved')} = 0)`
  builder.fillFrom(
    sql.rows(
      `SELECT cid, sum(day > :asOf - 90), sum(day > :asOf - 180), sum(${open}), sum(CASE WHEN day > :asOf - 90 THEN ${open} END),
         1.0 * sum(CASE WHEN day > :asOf - 180 THEN ${open} END) / nullif(sum(CASE WHEN day > :asOf - 180 THEN ${open} IS NOT NULL END), 0),
         avg(${field('response_hours')}), avg(${field('csat')}), count(*)
       FROM e_ticket e WHERE cid IS NOT NULL AND dead IS NULL AND day <= :asOf GROUP BY cid`,
      { asOf },
    ),
    [
      builder.number('tickets_90d', 0),
      builder.number('tickets_180d', 0),
      builder.number('unresolved_tickets', columns.has('ticket', 'is_resolved') ? 0 : Number.NaN),
      // Old tickets that nobody closed say little; what is open now does.
      builder.number('unresolved_tickets_90d', columns.has('ticket', 'is_resolved') ? 0 : Number.NaN),
      builder.number('unresolved_share_180d'),
      builder.number('response_hours_mean'),
      builder.number('csat_mean'),
      builder.number('tickets_total', 0),
    ],
  )
}

export const hasRows = (sql: FeatureContext['sql'], entity: string): boolean =>
  sql.get(`SELECT 1 FROM e_${entity} WHERE dead IS NULL LIMIT 1`) !== undefined
