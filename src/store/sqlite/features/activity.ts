import type { Columns } from '../entity-tables.ts'
import { hasRows } from './tickets.ts'
import type { FeatureContext } from './table-builder.ts'

/**
 * Touches and usage up to `asOf`. A row counts `activity_count` events, else 1. Where events exist they speak before
 * a snapshot's own counts; days since the last activity take the smaller of the two.
 */
export function addActivity({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  if (!hasRows(sql, 'activity')) return
  const weight = `coalesce(${columns.expression('activity', 'activity_count', 'e')}, 1)`
  const activeDays = columns.expression('activity', 'active_days', 'e')
  const within = (days: number, from = 0): string => `day > :asOf - ${days} AND day <= :asOf - ${from}`
  const seen = Float64Array.from(builder.number('days_since_last_activity'))
  const total30 = builder.number('total_activities_30d')
  const count30 = builder.number('activity_count_30d', 0)
  const since = builder.number('days_since_last_activity')
  builder.fillFrom(
    sql.rows(
      `SELECT cid, sum(CASE WHEN ${within(30)} THEN ${weight} ELSE 0 END), sum(CASE WHEN ${within(90)} THEN ${weight} ELSE 0 END),
         sum(CASE WHEN ${within(180, 90)} THEN ${weight} ELSE 0 END),
         coalesce(sum(CASE WHEN ${within(30)} THEN ${activeDays} END), count(DISTINCT CASE WHEN ${within(30)} THEN day END)),
         :asOf - max(CASE WHEN ${weight} > 0 THEN day END)
       FROM e_activity e WHERE cid IS NOT NULL AND dead IS NULL AND day <= :asOf GROUP BY cid`,
      { asOf },
    ),
    [
      count30,
      builder.number('activity_count_90d', 0),
      builder.number('activity_prior_90d', 0),
      builder.number('active_days_30d', 0),
      since,
    ],
  )
  for (let row = 0; row < builder.n; row++) {
    const stated = seen[row] ?? Number.NaN
    if (stated < (since[row] ?? Number.NaN)) since[row] = stated
    if (Number.isNaN(total30[row] ?? 0)) total30[row] = count30[row] ?? 0
  }
  const share = columns.field('activity', 'feature_use_share')
  if (share) {
    builder.fillFrom(
      sql.rows(
        `SELECT cid, avg(${share.column}) FROM e_activity WHERE cid IS NOT NULL AND dead IS NULL AND day <= :asOf
           AND day > :asOf - 90 GROUP BY cid`,
        { asOf },
      ),
      [builder.number('feature_use_share_90d')],
    )
  }
}
