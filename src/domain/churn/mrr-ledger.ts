import { addMonths, dayNumber, isoDay, monthStart } from '../days.ts'
import { mrrRates, type MrrMovements, type MrrRate, type MrrRateName } from './mrr-rates.ts'
import { byName } from './order.ts'

export interface SubscriptionSpan {
  customerId: string
  /** First paid day, ISO. */
  start: string
  /** First day not paid any more, ISO; `null` while it runs. */
  end: string | null
  /** Money per month, in `currency`. */
  mrr: number
  currency?: string
}

export type MovementKind = 'new' | 'expansion' | 'contraction' | 'churn' | 'reactivation'

/** Turns one customer's change in recurring revenue into its kind; `null` when nothing changed. */
export function movementOf(
  before: number,
  after: number,
  everActive: boolean,
): { kind: MovementKind; amount: number } | null {
  // Sums of many prices: a difference below a hundred-millionth is rounding.
  if (Math.abs(after - before) <= 1e-8 * Math.max(1, before, after)) return null
  if (before <= 0) return { kind: everActive ? 'reactivation' : 'new', amount: after }
  if (after <= 0) return { kind: 'churn', amount: before }
  return after > before
    ? { kind: 'expansion', amount: after - before }
    : { kind: 'contraction', amount: before - after }
}

/** Every change of one customer's total, in order of days: a second subscription is expansion, losing it contraction. */
export function movementSequence(
  spans: readonly SubscriptionSpan[],
): { day: string; kind: MovementKind; amount: number }[] {
  const days = [...new Set(spans.flatMap(({ start, end }) => (end === null ? [start] : [start, end])))].sort()
  const found: { day: string; kind: MovementKind; amount: number }[] = []
  let before = 0
  let everActive = false
  for (const day of days) {
    const after = spans.reduce((sum, span) => sum + (runsOn(span, day) ? span.mrr : 0), 0)
    const movement = movementOf(before, after, everActive)
    if (movement) found.push({ day, ...movement })
    before = after
    everActive ||= after > 0
  }
  return found
}

export interface LedgerMonth extends MrrMovements {
  /** YYYY-MM. */
  month: string
  fx: number
  end: number
  customersStart: number
  customersEnd: number
  newCustomers: number
  churnedCustomers: number
  reactivatedCustomers: number
  rates: Record<MrrRateName, MrrRate>
  /** Churned customers over customers at the start; `null` without any. */
  logoChurn: number | null
  /** Customers of the start who are still there, over customers at the start. */
  logoRetention: number | null
}

export interface LedgerOptions {
  /** First and last month, YYYY-MM. */
  from: string
  to: string
  /** Units of the reporting currency for one unit of `currency` on `day`; 1 when left out. */
  rate?: (currency: string, day: string) => number
}

/**
 * Month-by-month movements: a customer's recurring revenue at a month's end is the sum of the subscriptions that
 * run past its last day. start + new + reactivation + expansion − contraction − churn + fx = end, in every month.
 * Exchange rates: the old revenue at the new rate against the old rate is `fx`; the rest is movement at the new rate.
 */
export function mrrLedger(
  spans: readonly SubscriptionSpan[],
  { from, to, rate = () => 1 }: LedgerOptions,
): LedgerMonth[] {
  const customers = new Map<string, SubscriptionSpan[]>()
  for (const span of [...spans].sort(
    (one, two) => byName(one.customerId, two.customerId) || byName(one.start, two.start),
  )) {
    const own = customers.get(span.customerId)
    if (own) own.push(span)
    else customers.set(span.customerId, [span])
  }
  const months: LedgerMonth[] = []
  for (let month = from; month <= to; month = addMonths(`${month}-01`, 1).slice(0, 7))
    months.push(ledgerMonth(month, customers, rate))
  return months
}

const lastDay = (month: string) => isoDay(dayNumber(addMonths(monthStart(`${month}-01`), 1)) - 1)

function ledgerMonth(
  month: string,
  customers: ReadonlyMap<string, readonly SubscriptionSpan[]>,
  rate: (currency: string, day: string) => number,
): LedgerMonth {
  const now = lastDay(month)
  const then = lastDay(addMonths(`${month}-01`, -1).slice(0, 7))
  const sums = { start: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, fx: 0, end: 0 }
  const counts = { start: 0, end: 0, new: 0, churn: 0, reactivation: 0, expansion: 0, contraction: 0 }
  for (const spans of customers.values()) {
    const before = totalOn(spans, then, currency => rate(currency, then))
    const revalued = totalOn(spans, then, currency => rate(currency, now))
    const after = totalOn(spans, now, currency => rate(currency, now))
    sums.start += before
    sums.end += after
    sums.fx += revalued - before
    if (before > 0) counts.start++
    if (after > 0) counts.end++
    const movement = movementOf(revalued, after, wasActiveBefore(spans, then))
    if (!movement) continue
    sums[movement.kind] += movement.amount
    counts[movement.kind]++
  }
  return {
    month,
    ...sums,
    customersStart: counts.start,
    customersEnd: counts.end,
    newCustomers: counts.new,
    churnedCustomers: counts.churn,
    reactivatedCustomers: counts.reactivation,
    rates: mrrRates(sums),
    logoChurn: counts.start > 0 ? counts.churn / counts.start : null,
    logoRetention: counts.start > 0 ? (counts.start - counts.churn) / counts.start : null,
  }
}

const runsOn = ({ start, end }: SubscriptionSpan, day: string) => start <= day && (end === null || end > day)

/** Active at some month's end up to and including `then`. */
function wasActiveBefore(spans: readonly SubscriptionSpan[], then: string): boolean {
  return spans.some(span => {
    if (span.mrr <= 0 || span.start > then) return false
    const firstEnd = lastDay(span.start.slice(0, 7))
    return firstEnd <= then && runsOn(span, firstEnd)
  })
}

const totalOn = (spans: readonly SubscriptionSpan[], day: string, rate: (currency: string) => number) =>
  spans.reduce((sum, span) => sum + (runsOn(span, day) ? span.mrr * rate(span.currency ?? '') : 0), 0)
