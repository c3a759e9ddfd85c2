import type { Columns } from '../entity-tables.ts'
import { hasRows } from './tickets.ts'
import type { FeatureContext } from './table-builder.ts'

/** Failed payment attempts: a sign of churn nobody decided on. */
export function addPayments({ sql, builder, asOf }: FeatureContext, columns: Columns): void {
  if (!hasRows(sql, 'payment')) return
  const success = columns.expression('payment', 'payment_success', 'e')
  builder.fillFrom(
    sql.rows(
      `SELECT cid, sum(day > :asOf - 90), sum(${success} = 0 AND day > :asOf - 31),
         sum(${success} = 0 AND day > :asOf - 90), 1.0 * sum(${success} = 0) / nullif(count(${success}), 0)
       FROM e_payment e WHERE cid IS NOT NULL AND dead IS NULL AND coalesce(day, :asOf) <= :asOf GROUP BY cid`,
      { asOf },
    ),
    [
      builder.number('payments_90d', 0),
      // A month of any length counts whole: whom the last collection failed for, whatever came before.
      builder.number('failed_payments_31d', success === 'NULL' ? Number.NaN : 0),
      builder.number('failed_payments_90d', success === 'NULL' ? Number.NaN : 0),
      builder.number('failed_payment_share'),
    ],
  )
}
