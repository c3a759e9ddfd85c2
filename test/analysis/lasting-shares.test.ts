import { expect, it } from 'vitest'
import { churnBaseline } from '../../src/analysis/churn-in-force.ts'
import { customerValues } from '../../src/analysis/customer-values.ts'
import { decisionRisk } from '../../src/analysis/decision-horizon.ts'
import { observe } from '../../src/analysis/observe.ts'
import { customerRisk } from '../../src/analysis/risk.ts'
import { seeded } from '../../src/domain/churn/seeded.ts'
import { addDays } from '../../src/domain/days.ts'
import { load } from '../store/feed.ts'
import type { Cell } from '../store/feed.ts'
import { analysisStore } from './analysis-context.ts'

const first = '2024-01-01'
const asOf = '2026-05-31'
const later = '2031-05-31'

interface Kind {
  customers: number
  /** Mean days between visits and the chance that a visit is the last one, by number of the visit. */
  guest: (random: () => number) => { pace: number; lapse: (visit: number) => number }
}

const kinds: Readonly<Record<string, Kind>> = {
  'fast and slow buyers': {
    customers: 1600,
    guest: random => {
      const slow = random() < 0.4
      return { pace: slow ? 110 + 60 * random() : 18 + 10 * random(), lapse: () => (slow ? 0.08 : 0.06) }
    },
  },
  'a shop of one-time buyers': {
    customers: 3600,
    guest: random => ({
      pace: 20 + 60 * random(),
      lapse: visit => (visit === 0 ? 0.7 : 0.08),
    }),
  },
}

function visits({ customers, guest }: Kind): Map<string, string[]> {
  const random = seeded(19)
  return new Map(
    Array.from({ length: customers }, (_, at): [string, string[]] => {
      const { pace, lapse } = guest(random)
      const days: string[] = []
      let day = addDays(first, Math.floor(640 * random()))
      while (day <= later) {
        days.push(day)
        if (random() < lapse(days.length - 1)) break
        // A sum of four waits: rather even, as people are.
        const wait = -Math.log(random() * random() * random() * random()) / 4
        day = addDays(day, Math.max(3, Math.round(pace * wait)))
      }
      return [`C${at}`, days]
    }),
  )
}

it.each(Object.keys(kinds))(
  'foretells who is lost for good better by risk and rhythm than by one share for all: %s',
  async name => {
    const kind = kinds[name]
    if (!kind) throw new Error('no kind')
    const all = visits(kind)
    const { store, context: make } = analysisStore()
    const cells = [...all].flatMap(([id, days]) =>
      days.flatMap(day => (day <= asOf ? [[id, day, 5000] as Cell[]] : [])),
    )
    await load(store, 'order', ['customer_id', 'day:order_date', 'money:paid_amount'], cells, {
      currency: 'USD',
    })
    const context = await make()
    const at = await observe(context, asOf)
    if (!at) throw new Error('no data')
    const { table, active } = await customerValues(context, at)
    const risk = await customerRisk(context, at)
    const overall = risk.silence?.lasting?.value ?? Number.NaN
    expect(risk.basis).toBe('model')
    expect(risk.spread?.cases).toBeGreaterThan(100)

    // The truth, from the log that goes on: who never buys again.
    const rows = table.customerIds.flatMap((id, row) => {
      const lost = !(all.get(id) ?? []).some(day => day > asOf)
      const p = risk.probability[row] ?? Number.NaN
      return active[row] ? [{ lost, flat: p * overall, own: p * (risk.lastingShare[row] ?? Number.NaN) }] : []
    })
    const loss = (of: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((sum, row) => {
        const p = Math.min(0.999, Math.max(0.001, of(row)))
        return sum - Math.log(row.lost ? p : 1 - p)
      }, 0) / rows.length
    const misses = (of: (row: (typeof rows)[number]) => number): number => {
      const sorted = rows.toSorted((one, two) => of(one) - of(two))
      return Array.from({ length: 5 }, (_, part) =>
        sorted.slice(Math.floor((rows.length * part) / 5), Math.floor((rows.length * (part + 1)) / 5)),
      ).reduce((sum, own) => {
        const foretold = own.reduce((total, row) => total + of(row), 0)
        return sum + Math.abs(foretold - own.filter(({ lost }) => lost).length) / rows.length
      }, 0)
    }
    expect(loss(row => row.own)).toBeLessThan(loss(row => row.flat) - 0.005)
    expect(misses(row => row.own)).toBeLessThan(misses(row => row.flat))

    // What a campaign at a twentieth of a customer's value, saving 40 in 100, earns in truth.
    const earned = (of: (row: (typeof rows)[number]) => number): number =>
      rows.reduce((sum, row) => sum + (of(row) * 0.4 > 1.5 * 0.05 ? (row.lost ? 0.4 : 0) - 0.05 : 0), 0)
    expect(earned(row => row.own)).toBeGreaterThan(earned(row => row.flat))

    // In total it is the rate of the window × the share of all, as the churn a year is made of.
    const baseline = await churnBaseline(context, at)
    const expected = rows.reduce((sum, row) => sum + row.own, 0)
    const truth = rows.filter(({ lost }) => lost).length
    const measured = (baseline?.rate.value ?? Number.NaN) * overall * rows.length
    expect(Math.abs(expected - truth)).toBeLessThan(Math.abs(measured - truth) + 0.03 * rows.length)

    const decision = await decisionRisk(context, at)
    expect(decision.spread).toEqual(risk.spread)
  },
)
