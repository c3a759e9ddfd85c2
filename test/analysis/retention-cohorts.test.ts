import { describe, expect, it } from 'vitest'
import { observe } from '../../src/analysis/observe.ts'
import { cohortCounts } from '../../src/analysis/retention-cohorts.ts'
import type { CohortCounts } from '../../src/analysis/retention-cohorts.ts'
import { addDays, dayNumber } from '../../src/domain/days.ts'
import { load } from '../store/feed.ts'
import type { Cell } from '../store/feed.ts'
import { analysisStore } from './analysis-context.ts'

interface Order {
  id: string
  day: string
  status: 'completed' | 'cancelled'
  paid: number
  refunded: number
}

/** Two years of orders of 60 customers; every seventh is cancelled, every fifth refunded in full, every ninth in part. */
function orders(): Order[] {
  let state = 7
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return Array.from({ length: 900 }, (_, at): Order => ({
    id: `C${Math.floor(random() ** 2 * 60)}`,
    day: addDays('2023-01-01', Math.floor(random() * 700)),
    status: at % 7 === 0 ? 'cancelled' : 'completed',
    paid: 1000 + (at % 10) * 100,
    refunded: at % 5 === 0 ? 1000 + (at % 10) * 100 : at % 9 === 0 ? 500 : 0,
  }))
}

async function filledStore(log: readonly Order[]) {
  const { store, context } = analysisStore()
  const cells = log.map(({ id, day, status, paid, refunded }, at): Cell[] => [
    `o${at}`,
    id,
    day,
    status,
    paid,
    refunded || null,
  ])
  const names = [
    'order_id',
    'customer_id',
    'day:order_date',
    'order_status',
    'money:paid_amount',
    'money:refund_amount',
  ]
  await load(store, 'order', names, cells, { currency: 'USD' })
  return { store, context }
}

const asOf = '2024-12-01'

/** Days on which money stayed: written down without the store's help. */
function daysOf(log: readonly Order[]): Map<string, string[]> {
  const net = new Map<string, Map<string, number>>()
  for (const { id, day, status, paid, refunded } of log) {
    if (status === 'cancelled') continue
    const own = net.get(id) ?? new Map<string, number>()
    net.set(id, own.set(day, (own.get(day) ?? 0) + paid - refunded))
  }
  return new Map(
    [...net].flatMap(([id, own]) => {
      const days = [...own].flatMap(([day, money]) => (money > 0 ? [day] : [])).toSorted()
      return days.length > 0 ? [[id, days] as const] : []
    }),
  )
}

/** Sunday on or before the day: 1970-01-04 was one. */
const sundayWeek = (day: string): number => Math.floor((dayNumber(day) - 3) / 7)
const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7))

function cellsByHand(
  days: Iterable<readonly string[]>,
  ages: readonly number[],
  period: (day: string) => number,
  last: number,
  rolling = false,
) {
  const all = [...days]
  return ages.map(age => {
    const seen = all.filter(own => period(own[0] ?? '') + age <= last)
    const kept = seen.filter(own =>
      own.some(day => {
        const passed = period(day) - period(own[0] ?? '')
        return rolling ? passed >= age : passed === age
      }),
    )
    return { age, numerator: kept.length, denominator: seen.length }
  })
}

const plain = (counts: CohortCounts | null) =>
  counts?.byAge.map(({ age, numerator, denominator }) => ({ age, numerator, denominator }))

describe('cohorts of purchases', () => {
  it('are the same from every customer’s days and from the store’s table of months, refunds and all', async () => {
    const log = orders()
    const { context: make } = await filledStore(log)
    const context = await make()
    const at = await observe(context, asOf)
    if (!at) throw new Error('nothing was imported')
    const asked = { unit: 'month', kind: 'exact', ages: [0, 1, 2, 3, 6, 12, 18], kept: null } as const
    const short = await cohortCounts(context, at, asked)
    const long = await cohortCounts(context, at, asked, 0)
    expect(short).toEqual(long)
    // November is the last month that 1 December has seen whole.
    expect(plain(short)).toEqual(
      cellsByHand(daysOf(log).values(), asked.ages, monthOf, monthOf('2024-11-30')),
    )
  })

  it('answers weeks, days, rolling and filtered ones from a log of any length', async () => {
    const log = orders()
    const { store, context: make } = await filledStore(log)
    await store.saveSettings(null, { week_start: 'sunday' })
    const context = await make()
    const at = await observe(context, asOf)
    if (!at) throw new Error('nothing was imported')
    const days = daysOf(log)
    const some = new Set([...days.keys()].filter(id => Number(id.slice(1)) % 3 === 0))
    const ages = [0, 1, 4, 13, 52]
    // 1 December 2024 is a Sunday: the week before it is the last whole one.
    const week = await cohortCounts(context, at, { unit: 'week', kind: 'exact', ages, kept: null }, 0)
    expect(plain(week)).toEqual(cellsByHand(days.values(), ages, sundayWeek, sundayWeek('2024-11-30')))
    const day = await cohortCounts(
      context,
      at,
      { unit: 'day', kind: 'exact', ages: [1, 30, 90], kept: null },
      0,
    )
    expect(plain(day)).toEqual(cellsByHand(days.values(), [1, 30, 90], dayNumber, dayNumber(asOf)))
    const rolling = await cohortCounts(context, at, { unit: 'month', kind: 'rolling', ages, kept: null }, 0)
    expect(plain(rolling)).toEqual(cellsByHand(days.values(), ages, monthOf, monthOf('2024-11-30'), true))
    const filtered = await cohortCounts(context, at, { unit: 'month', kind: 'exact', ages, kept: some }, 0)
    const own = [...days].flatMap(([id, list]) => (some.has(id) ? [list] : []))
    expect(plain(filtered)).toEqual(cellsByHand(own, ages, monthOf, monthOf('2024-11-30')))
    expect(filtered?.customers).toBe(own.length)
  })

  it('takes days of activity where nothing is sold, and none for a row that reports 0', async () => {
    const { store, context: make } = analysisStore()
    const rows: Cell[][] = [
      ['a', '2024-01-05', 3],
      ['a', '2024-01-05', 1],
      ['a', '2024-02-10', 0],
      ['a', '2024-03-10', 2],
      ['b', '2024-02-29', 1],
      ['b', '2024-03-31', 1],
    ]
    await load(store, 'activity', ['customer_id', 'day:event_time', 'activity_count'], rows)
    const context = await make()
    const at = await observe(context)
    if (!at) throw new Error('nothing was imported')
    const asked = { unit: 'month', kind: 'exact', ages: [0, 1, 2], kept: null } as const
    const found = await cohortCounts(context, at, asked)
    expect(found?.basis).toBe('activity')
    expect(plain(found)).toEqual([
      { age: 0, numerator: 2, denominator: 2 },
      { age: 1, numerator: 1, denominator: 2 },
      { age: 2, numerator: 1, denominator: 1 },
    ])
  })
})
