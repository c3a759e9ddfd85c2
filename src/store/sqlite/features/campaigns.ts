import type { Columns } from '../entity-tables.ts'
import { hasRows } from './tickets.ts'
import type { FeatureContext } from './table-builder.ts'

/** Campaigns that reached the customer lately, and the share ever answered where the files say so. */
export function addCampaigns({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  if (!hasRows(sql, 'campaign_member')) return
  const field = (name: string): string => columns.expression('campaign_member', name, 'e')
  builder.fillFrom(
    sql.rows(
      `SELECT cid, sum(day > :asOf - 90), avg(coalesce(${field('responded')}, ${field('clicked')}, ${field('coupon_used')}))
       FROM e_campaign_member e WHERE cid IS NOT NULL AND dead IS NULL AND day <= :asOf
         AND coalesce(${field('variant')}, '') <> 'control' GROUP BY cid`,
      { asOf },
    ),
    [builder.number('campaigns_90d', 0), builder.number('campaign_response_share')],
  )
}
