import { isoDay } from '../domain/days.ts'
import type { SubscriptionSpan } from '../domain/churn/index.ts'
import { levelAt } from '../domain/table.ts'
import type { Column } from '../domain/table.ts'
import type { EntityRows } from '../store/store.ts'
import type { ToolContext } from '../tool.ts'
import { has } from './observe.ts'
import type { Observation } from './observe.ts'

/** Subscriptions with what they pay in their own currency, and how money of one day becomes reporting currency. */
export interface Subscriptions {
  spans: readonly SubscriptionSpan[]
  /** Units of the reporting currency for one unit of `currency`, by the latest rate on or before `day`. */
  rate: (currency: string, day: string) => number
  /** Spans left out because their money has no exchange rate or is missing. */
  unpriced: number
  source: 'subscription' | 'subscription_event'
  currencies: readonly string[]
}

/** Every paid span on record up to the observation day; `null` when the store holds no subscriptions. */
export function subscriptions(context: ToolContext, at: Observation): Promise<Subscriptions | null> {
  return context.once(`subscriptions/${at.asOf}`, async () => {
    if (!has(at, 'subscription', 'subscription_event')) return null
    const [rows, events, rates] = await Promise.all(
      ['subscription', 'subscription_event', 'fx_rate'].map(entity =>
        context.store.entityRows({ entity, ownCurrency: true }),
      ),
    )
    if (!rows || !events || !rates) return null
    const rate = exchangeRates(rates, at.currency)
    const found = spansOfEvents(events, at)
    const known = new Set(found.map(({ key }) => key))
    const raw = [
      ...found,
      ...spansOfRows(rows, at).filter(({ key, customerId }) => !known.has(key) && !known.has(customerId)),
    ]
    const rated = raw.filter(({ currency }) => Number.isFinite(rate(currency, at.asOf)))
    const priced = rated.filter(({ mrr }) => Number.isFinite(mrr) && mrr > 0)
    return {
      spans: priced.map(({ customerId, start, end, mrr, currency }) => ({
        customerId,
        start,
        end,
        mrr,
        currency,
      })),
      rate,
      unpriced: raw.length - rated.filter(({ mrr }) => Number.isFinite(mrr)).length,
      source: found.length > 0 ? 'subscription_event' : 'subscription',
      currencies: [...new Set(priced.map(({ currency }) => currency))].filter(Boolean).toSorted(),
    }
  })
}

interface RawSpan {
  /** Subscription, or the customer where subscriptions have no ids. */
  key: string
  customerId: string
  start: string
  end: string | null
  /** In `currency`. */
  mrr: number
  currency: string
}

const columnOf = (rows: EntityRows, name: string): Column | undefined =>
  rows.columns.find(column => column.name === name)

function reader(rows: EntityRows) {
  const number = (name: string) => {
    const found = columnOf(rows, name)
    return (row: number): number =>
      found?.kind === 'number' ? (found.values[row] ?? Number.NaN) : Number.NaN
  }
  const text = (name: string) => {
    const found = columnOf(rows, name)
    return (row: number): string | null => (found?.kind === 'category' ? levelAt(found, row) : null)
  }
  return { number, text }
}

const running = new Set(['active', 'past_due', 'trial', 'paused'])
const unpaid = new Set(['trial', 'paused'])

function spansOfRows(rows: EntityRows, { asOf }: Observation): RawSpan[] {
  const { number, text } = reader(rows)
  const [start, cancelled, renewal, mrr] = ['subscription_start', 'cancelled_at', 'renewal_date', 'mrr'].map(
    number,
  )
  const contract = number('contract_value')
  const [status, id, currency] = ['subscription_status', 'subscription_id', 'currency'].map(text)
  return rows.customerIds.flatMap((customerId, row): RawSpan[] => {
    const first = start?.(row) ?? Number.NaN
    if (customerId === null || Number.isNaN(first)) return []
    const state = status?.(row) ?? null
    if (state !== null && unpaid.has(state)) return []
    const left = cancelled?.(row) ?? Number.NaN
    const until = renewal?.(row) ?? Number.NaN
    const last = !Number.isNaN(left) ? left : state !== null && running.has(state) ? Number.NaN : until
    const monthly = mrr?.(row) ?? Number.NaN
    const end = Number.isNaN(last) ? (state === 'cancelled' ? asOf : null) : isoDay(last)
    if (end !== null && end <= isoDay(first)) return []
    return [
      {
        key: id?.(row) ?? customerId,
        customerId,
        start: isoDay(first),
        end,
        mrr: Number.isNaN(monthly) ? contract(row) / 12 : monthly,
        currency: currency?.(row) ?? '',
      },
    ]
  })
}

/** One span from each change to the next, where changes say what is paid after them. */
function spansOfEvents(rows: EntityRows, { asOf }: Observation): RawSpan[] {
  const { number, text } = reader(rows)
  const [day, after] = ['event_date', 'mrr_after'].map(number)
  const [type, id, currency] = ['event_type', 'subscription_id', 'currency'].map(text)
  const byKey = new Map<string, { row: number; day: number; customerId: string }[]>()
  rows.customerIds.forEach((customerId, row) => {
    const when = day?.(row) ?? Number.NaN
    if (customerId === null || Number.isNaN(when) || isoDay(when) > asOf) return
    const key = id?.(row) ?? customerId
    byKey.set(key, [...(byKey.get(key) ?? []), { row, day: when, customerId }])
  })
  const priced = columnOf(rows, 'mrr_after')
  if (priced?.kind !== 'number' || !priced.values.some(value => value > 0)) return []
  return [...byKey].flatMap(([key, changes]) => {
    const ordered = changes.toSorted((one, two) => one.day - two.day || one.row - two.row)
    return ordered.flatMap((change, at): RawSpan[] => {
      const next = ordered[at + 1]
      const paid = type?.(change.row) === 'cancel' ? 0 : (after?.(change.row) ?? Number.NaN)
      if (paid === 0 || next?.day === change.day) return []
      return [
        {
          key,
          customerId: change.customerId,
          start: isoDay(change.day),
          end: next ? isoDay(next.day) : null,
          mrr: paid,
          currency: currency?.(change.row) ?? '',
        },
      ]
    })
  })
}

/** Rates to the reporting currency by day; before the first one on record the first one stands in. */
function exchangeRates(rows: EntityRows, reporting: string | null) {
  const { number, text } = reader(rows)
  const [day, rate] = ['rate_date', 'rate'].map(number)
  const currency = text('currency')
  const lists = new Map<string, { day: string; rate: number }[]>()
  for (let row = 0; row < rows.n; row++) {
    const code = currency(row)
    const value = rate?.(row) ?? Number.NaN
    const when = day?.(row) ?? Number.NaN
    if (code === null || !(value > 0) || Number.isNaN(when)) continue
    const list = lists.get(code) ?? []
    list.push({ day: isoDay(when), rate: value })
    lists.set(code, list)
  }
  for (const list of lists.values()) list.sort((one, two) => (one.day < two.day ? -1 : 1))
  const toBase = (code: string, when: string): number => {
    const list = lists.get(code)
    if (!list) return Number.NaN
    return (list.findLast(entry => entry.day <= when) ?? list[0])?.rate ?? Number.NaN
  }
  return (code: string, when: string): number => {
    if (code === '' || code === reporting || reporting === null) return 1
    const own = lists.size === 0 ? Number.NaN : toBase(code, when)
    return own / (lists.has(reporting) ? toBase(reporting, when) : 1)
  }
}
