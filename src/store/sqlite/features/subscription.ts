import type { Columns } from '../entity-tables.ts'
import { lastDayNumber } from '../read/moments.ts'
import { contracts, renewalsArePlans, runsOn } from './contracts.ts'
import type { Contract } from './contracts.ts'
import type { FeatureContext } from './table-builder.ts'

/** Contract facts on `asOf`: sums over the contracts that run, words of the latest one. */
export function addSubscription(context: FeatureContext, columns: Columns): void {
  const { sql, builder, asOf } = context
  const all = contracts(sql, columns, asOf)
  if (all.length === 0) return
  const plans = renewalsArePlans(sql, columns, lastDayNumber(sql, columns))
  let from = 0
  while (from < all.length) {
    let to = from + 1
    while (to < all.length && all[to]?.cid === all[from]?.cid) to++
    const own = all.slice(from, to)
    const row = builder.row(own[0]?.cid ?? 0)
    if (row >= 0) fill(context, row, own, plans)
    from = to
  }
  if (columns.has('subscription_event', 'event_type')) {
    const downgraded = builder.number('downgraded_365d', 0)
    builder.fillFrom(
      sql.rows(
        `SELECT cid, 1 FROM e_subscription_event WHERE cid IS NOT NULL AND dead IS NULL AND f_event_type = 'downgrade'
           AND day <= :asOf AND day > :asOf - 365 GROUP BY cid`,
        { asOf },
      ),
      [downgraded],
    )
  }
}

function fill(
  { builder, asOf }: FeatureContext,
  row: number,
  own: readonly Contract[],
  plans: boolean,
): void {
  const active = own.filter(contract => runsOn(contract, asOf))
  const latest = active.at(-1) ?? own.at(-1)
  if (!latest) return
  // Trials and paused contracts bring nothing this month.
  const paying = active.filter(contract => contract.status !== 'trial' && contract.status !== 'paused')
  const known = paying.filter(contract => !Number.isNaN(contract.mrr))
  builder.number('active')[row] = active.length > 0 ? 1 : 0
  if (known.length > 0 || paying.length === 0) {
    builder.number('mrr')[row] = known.reduce((sum, contract) => sum + contract.mrr, 0)
  }
  builder.setCategory('plan_name', row, latest.plan)
  builder.setCategory('billing_period', row, latest.period)
  builder.setCategory('subscription_status', row, latest.status)
  const seats = active.flatMap(contract => (contract.seats === null ? [] : [contract.seats]))
  if (seats.length > 0) builder.number('seats')[row] = seats.reduce((sum, count) => sum + count, 0)
  const starts = own.flatMap(contract => (contract.start === null ? [] : [contract.start]))
  if (starts.length > 0) builder.number('subscription_age_days')[row] = asOf - Math.min(...starts)
  const renewals = active.flatMap(contract => (contract.renewal === null ? [] : [contract.renewal - asOf]))
  if (plans && renewals.length > 0) builder.number('days_to_renewal')[row] = Math.min(...renewals)
  const lower = own.some((contract, at) => {
    const before = own[at - 1]
    return (
      before !== undefined &&
      contract.start !== null &&
      contract.start > asOf - 365 &&
      before.end !== null &&
      before.end >= contract.start &&
      contract.mrr < before.mrr
    )
  })
  const downgraded = builder.number('downgraded_365d', 0)
  if (lower) downgraded[row] = 1
}
