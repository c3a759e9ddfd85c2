import { Converter } from '../currency.ts'
import { entityTable } from '../entity-tables.ts'
import type { Columns } from '../entity-tables.ts'
import type { Sql, SqlValue } from '../sql.ts'

/** One contract span, from a subscription file or from the contract columns of a customer file. */
export interface Contract {
  cid: number
  start: number | null
  /** First day without service; `null` while it runs. */
  end: number | null
  renewal: number | null
  /** Major units of the reporting currency a month; NaN when unknown. */
  mrr: number
  plan: string | null
  period: string | null
  status: string | null
  seats: number | null
  subscriptionId: string | null
}

const running = ['active', 'trial', 'past_due', 'paused']

/**
 * Contracts on record by `asOf`, by customer and start. A contract ends on its cancellation; without one, on its
 * renewal or end date unless its status says that it runs; a `cancelled` status without any date ends it at `asOf`.
 */
export function contracts(sql: Sql, columns: Columns, asOf: number): Contract[] {
  const converter = new Converter(sql, columns)
  const parts = ['subscription', 'customer', 'account'].flatMap(entity => {
    const field = (name: string): string => columns.expression(entity, name, 'e')
    const own = entity === 'subscription'
    if (
      !own &&
      !columns.has(entity, 'mrr') &&
      !columns.has(entity, 'contract_value') &&
      !columns.has(entity, 'subscription_status') &&
      !columns.has(entity, 'subscription_start') &&
      !columns.has(entity, 'plan_name')
    )
      return []
    return [
      `SELECT e.cid, ${field('subscription_start')} AS start, ${field('cancelled_at')} AS cancelled,
        ${field('renewal_date')} AS renewal, coalesce(${field('mrr')}, ${field('contract_value')} / 12.0) AS mrr,
        e.currency, ${field('plan_name')} AS plan, ${field('billing_period')} AS period,
        ${field('subscription_status')} AS status, ${field('seats')} AS seats,
        ${own ? field('subscription_id') : 'NULL'} AS id, i.as_of AS seen, ${own ? 0 : 1} AS profile, e.imp, e.row
      FROM ${entityTable(entity)} e JOIN imports i ON i.id = e.imp WHERE e.cid IS NOT NULL AND e.dead IS NULL
        AND coalesce(${field('subscription_start')}, -2147483648) <= :asOf AND coalesce(i.as_of, -2147483648) <= :asOf`,
    ]
  })
  const rows = sql.rows<SqlValue[]>(
    `SELECT cid, start, cancelled, renewal, mrr, currency, plan, period, status, seats, id, profile
     FROM (${parts.join(' UNION ALL ')}) ORDER BY cid, coalesce(start, seen, -2147483648), imp, row`,
    { asOf },
  )
  const found: Contract[] = []
  let fromProfile = false
  for (const values of rows) {
    const [cid, start, cancelled, renewal, mrr, currency, plan, period, status, seats, id, profile] = values
    const ended = whole(cancelled) ?? whole(renewal)
    // Files show the state of today: a contract that ended later was running on the observation date.
    const state = word(status) === 'cancelled' && ended !== null && ended > asOf ? 'active' : word(status)
    const contract: Contract = {
      cid: Number(cid),
      start: whole(start),
      end: endOf(whole(cancelled), whole(renewal), state, asOf),
      renewal: whole(renewal),
      mrr: converter.major(whole(mrr), word(currency), asOf),
      plan: word(plan),
      period: word(period),
      status: state,
      seats: whole(seats),
      subscriptionId: word(id),
    }
    const last = found.at(-1)
    // A later snapshot of the same customer replaces the earlier one: it is the same contract seen again.
    if (Number(profile) === 1 && fromProfile && last?.cid === contract.cid) found[found.length - 1] = contract
    else found.push(contract)
    fromProfile = Number(profile) === 1
  }
  return found
}

function endOf(
  cancelled: number | null,
  renewal: number | null,
  status: string | null,
  asOf: number,
): number | null {
  if (cancelled !== null) return cancelled
  if (status !== null && running.includes(status)) return null
  if (renewal !== null) return renewal
  return status === 'cancelled' ? asOf : null
}

const whole = (value: SqlValue | undefined): number | null => (value == null ? null : Number(value))
const word = (value: SqlValue | undefined): string | null => (value == null ? null : String(value))

/**
 * Whether renewal dates are plans. Files that fill the date only when a contract has ended hold no plan, and on an
 * earlier day the date would tell what came later.
 */
export function renewalsArePlans(sql: Sql, columns: Columns, lastDay: number | null): boolean {
  return ['subscription', 'customer', 'account'].some(entity => {
    const column = columns.field(entity, 'renewal_date')
    return (
      column !== undefined &&
      lastDay !== null &&
      sql.get(`SELECT 1 FROM ${entityTable(entity)} WHERE dead IS NULL AND ${column.column} > ? LIMIT 1`, [
        lastDay,
      ]) !== undefined
    )
  })
}

export const runsOn = (contract: Contract, day: number): boolean =>
  (contract.start ?? Number.NEGATIVE_INFINITY) <= day && (contract.end ?? Number.POSITIVE_INFINITY) > day
