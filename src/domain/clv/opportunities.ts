import { netByDay } from '../history/net-by-day.ts'
import type { Purchases } from '../history/net-by-day.ts'
import { isoDay } from '../days.ts'

export type OpportunityPeriod = 'month' | 'quarter' | 'year'

/** The occasions on which anybody could buy, in order; a purchase day belongs to one of them or to none. */
export interface Opportunities {
  /** Fixed dates, or the whole calendar periods up to the observation date. */
  kind: 'dates' | OpportunityPeriod
  count: number
  /** Mean days from one to the next. */
  spacingDays: number
  indexOf: (day: number) => number | null
}

/** What each customer did at the opportunities after their first purchase. */
export interface OpportunityLog {
  /** Customer numbers of the log, ascending; the other columns are aligned with them. */
  customer: Int32Array
  repeats: Int32Array
  recency: Int32Array
  opportunities: Int32Array
  /** Mean net amount of the opportunities taken after the first; 0 without. */
  meanRepeatSpend: Float64Array
  totalSpend: Float64Array
}

/** Dates are taken as the opportunities up to this many. */
const mostDates = 24
const months: Readonly<Record<OpportunityPeriod, number>> = { month: 1, quarter: 3, year: 12 }

/**
 * The opportunities of a log: its own dates where there are few, else years, quarters or months by the median gap
 * between purchase days of one customer. `null` with fewer than three.
 */
export function opportunitiesOf(purchases: Purchases, asOfDay: number): Opportunities | null {
  const net = netByDay(purchases, { asOfDay })
  const dates = new Set<number>()
  const gaps: number[] = []
  let last = Number.NaN
  for (let i = 0; i < net.day.length; i++) {
    if (i === 0 || net.customer[i] !== net.customer[i - 1]) last = Number.NaN
    if (net.isPurchase[i] === 0) continue
    const day = net.day[i] ?? 0
    dates.add(day)
    if (!Number.isNaN(last)) gaps.push(day - last)
    last = day
  }
  if (dates.size < 3) return null
  const ordered = [...dates].sort((one, two) => one - two)
  const [first = 0, final = 0] = [ordered[0], ordered.at(-1)]
  if (ordered.length <= mostDates) {
    const at = new Map(ordered.map((day, index) => [day, index]))
    return {
      kind: 'dates',
      count: ordered.length,
      spacingDays: (final - first) / (ordered.length - 1),
      indexOf: day => at.get(day) ?? null,
    }
  }
  gaps.sort((one, two) => one - two)
  const middle = gaps[Math.floor(gaps.length / 2)] ?? 30
  const kind = middle >= 180 ? 'year' : middle >= 45 ? 'quarter' : 'month'
  const numberOf = (day: number): number => {
    const iso = isoDay(day)
    return Math.floor((Number(iso.slice(0, 4)) * 12 + Number(iso.slice(5, 7)) - 1) / months[kind])
  }
  const origin = numberOf(first)
  // A period that the observation date cuts short has not given everybody their chance.
  const count = numberOf(asOfDay + 1) - origin
  if (count < 3) return null
  return {
    kind,
    count,
    spacingDays: (months[kind] * 365.25) / 12,
    indexOf: day => {
      const index = numberOf(day) - origin
      return index < count ? index : null
    },
  }
}

/** Opportunities taken, a row a customer; who first bought after the last whole one is left out. */
export function opportunityLog(
  purchases: Purchases,
  { indexOf, count }: Opportunities,
  asOfDay: number,
): OpportunityLog {
  const net = netByDay(purchases, { asOfDay })
  const rows: {
    customer: number
    first: number
    taken: Set<number>
    last: number
    repeat: number
    total: number
  }[] = []
  for (let i = 0; i < net.day.length; i++) {
    const customer = net.customer[i] ?? 0
    const index = indexOf(net.day[i] ?? 0)
    if (net.isPurchase[i] === 0 || index === null) continue
    const known = rows.at(-1)
    const amount = net.net[i] ?? 0
    if (known?.customer === customer) {
      known.total += amount
      if (index > known.first) known.repeat += amount
      if (index > known.first) known.taken.add(index)
      known.last = index
    } else {
      rows.push({ customer, first: index, taken: new Set(), last: index, repeat: 0, total: amount })
    }
  }
  return {
    customer: Int32Array.from(rows, row => row.customer),
    repeats: Int32Array.from(rows, row => row.taken.size),
    recency: Int32Array.from(rows, row => row.last - row.first),
    opportunities: Int32Array.from(rows, row => count - 1 - row.first),
    meanRepeatSpend: Float64Array.from(rows, row => (row.taken.size > 0 ? row.repeat / row.taken.size : 0)),
    totalSpend: Float64Array.from(rows, row => row.total),
  }
}
