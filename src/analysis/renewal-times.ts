import type { RenewalLives } from '../domain/clv/models.ts'
import { daysPerUnit } from '../domain/history/purchase-history.ts'
import type { ToolContext } from '../tool.ts'
import type { Observation } from './observe.ts'
import { lives } from './retention-lives.ts'
import type { Lives } from './retention-lives.ts'

export type RenewalPeriod = 'month' | 'year'

/** Customers under contract counted in renewals; row i belongs to `customerIds[i]`. */
export interface RenewalTimes {
  customerIds: readonly string[]
  period: RenewalPeriod
  basis: Lives['basis']
  /** First spells. Kept: renewals made. Left: the renewal that did not happen, 1 or more. */
  renewals: Int32Array
  left: Uint8Array
  /** Renewals of the spell that runs now; 0 where none does. */
  made: Int32Array
  gone: Uint8Array
  /** Periods since the start, the slack counted in; NaN where it is not dated. */
  ages: Float64Array
  /** Periods until the next renewal, above 0 to 1. */
  ahead: Float64Array
}

/** A spell counts as ended at a renewal within this many days of one: months differ in length. */
const slackDays = 3

/**
 * Lives of customers under contract in whole renewals. Yearly where most ended spells last whole years, else monthly;
 * tenures of a file without unit are taken as months. `null` where nothing tells how long customers stayed.
 */
export async function renewalTimes(context: ToolContext, at: Observation): Promise<RenewalTimes | null> {
  const table = await context.store.customerTable({ asOf: at.asOf })
  const found = await lives(context, at, table)
  if (!found) return null
  if (found.basis === 'orders') return paymentTimes(context, at, found)
  const inDays = found.unit === 'days'
  const period = inDays ? periodOf(found) : 'month'
  const days = inDays ? daysPerUnit[period] : 1
  const slack = inDays ? slackDays / days : 0
  const n = found.customerIds.length
  const result = {
    renewals: new Int32Array(n),
    left: new Uint8Array(n),
    made: new Int32Array(n),
    gone: new Uint8Array(n),
    ages: found.ages.map(age => age / days + slack),
    ahead: new Float64Array(n),
  }
  for (let row = 0; row < n; row++) {
    const lived = (found.durations[row] ?? 0) / days
    const left = (found.events[row] ?? 0) === 1
    result.left[row] = left ? 1 : 0
    result.renewals[row] = left ? Math.max(1, Math.ceil(lived - slack)) : Math.floor(lived + slack)
    const running = (found.running[row] ?? Number.NaN) / days
    const made = Number.isNaN(running) ? 0 : Math.floor(running + slack)
    result.made[row] = made
    result.gone[row] = Number.isNaN(running) ? 1 : 0
    result.ahead[row] = Number.isNaN(running) ? 1 : Math.min(1, Math.max(0.01, made + 1 - running))
  }
  return { customerIds: found.customerIds, period, basis: found.basis, ...result }
}

/** Payments as renewals, where purchases come a month or a year apart; who is silent beyond the definition has left. */
async function paymentTimes(
  context: ToolContext,
  at: Observation,
  found: Lives,
): Promise<RenewalTimes | null> {
  const [gap = Number.NaN] =
    (await context.store.purchaseGapQuantiles({ asOf: at.asOf, probabilities: [0.5] })) ?? []
  const period = gap >= 25 && gap <= 35 ? 'month' : gap >= 355 && gap <= 375 ? 'year' : null
  if (period === null) return null
  const days = daysPerUnit[period]
  const { customerIds, repeats, recencyDays, ageDays } = await context.store.purchaseHistories({
    asOf: at.asOf,
  })
  const leftOf = new Map(found.customerIds.map((id, row) => [id, found.events[row] ?? 0]))
  const left = Uint8Array.from(customerIds, id => leftOf.get(id) ?? 0)
  const made = Int32Array.from(repeats)
  return {
    customerIds,
    period,
    basis: 'orders',
    renewals: made.map((paid, row) => paid + (left[row] ?? 0)),
    left,
    made: made.map((paid, row) => (left[row] === 1 ? 0 : paid)),
    gone: left,
    ages: ageDays.map(age => (age + slackDays) / days),
    ahead: Float64Array.from(customerIds, (_, row) => {
      const silent = ((ageDays[row] ?? 0) - (recencyDays[row] ?? 0)) / days
      return Math.min(1, Math.max(0.01, 1 - silent))
    }),
  }
}

/** What the lives say of renewals: who left before a renewal fell due is known to have made the one before only. */
export function observedLives({ renewals, left, ages }: RenewalTimes): RenewalLives {
  const early = (row: number): boolean =>
    (left[row] ?? 0) === 1 && (renewals[row] ?? 0) > Math.floor(ages[row] ?? Infinity)
  return {
    renewals: renewals.map((at, row) => (early(row) ? at - 1 : at)),
    left: left.map((gone, row) => (early(row) ? 0 : gone)),
  }
}

/** Yearly where most of the ended spells last whole years, to the slack. */
function periodOf({ durations, events }: Lives): RenewalPeriod {
  const ended = Array.from(durations).filter((_, row) => (events[row] ?? 0) === 1)
  const whole = ended.filter(days => {
    const years = days / daysPerUnit.year
    return years > 0.5 && Math.abs(years - Math.round(years)) * daysPerUnit.year <= slackDays
  })
  return ended.length > 0 && whole.length > 0.6 * ended.length ? 'year' : 'month'
}
