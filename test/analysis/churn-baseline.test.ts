import { expect, it } from 'vitest'
import { churnBaseline, churnCases, windowBefore } from '../../src/analysis/churn-in-force.ts'
import { presentPattern } from '../../src/analysis/customer-values.ts'
import { observe } from '../../src/analysis/observe.ts'
import { gates } from '../../src/analysis/gates.ts'
import { churnWindows, eventsOf } from '../../src/analysis/churn-model-windows.ts'
import { seeded } from '../../src/domain/churn/seeded.ts'
import { addDays } from '../../src/domain/days.ts'
import { load } from '../store/feed.ts'
import type { Cell } from '../store/feed.ts'
import { analysisStore } from './analysis-context.ts'

const first = '2023-01-01'
const asOf = '2024-12-31'
const later = '2026-12-31'

/** Each visit is the last one with a chance of 6 %; pauses between visits are long for some and vary by themselves. */
function visits(): Map<string, string[]> {
  const random = seeded(41)
  return new Map(
    Array.from({ length: 900 }, (_, at): [string, string[]] => {
      const days: string[] = []
      const pace = 25 + 70 * random()
      let day = addDays(first, Math.floor(200 * random()))
      while (day <= later) {
        days.push(day)
        if (random() < 0.06) break
        day = addDays(day, Math.max(5, Math.round(pace * -Math.log(random() * random()) * 0.5)))
      }
      return [`C${at}`, days]
    }),
  )
}

it('reads churn a year without those who come back, near what the next years show; gates count what is learned from', async () => {
  const all = visits()
  const { store, context: make } = analysisStore()
  const cells = [...all].flatMap(([id, days]) =>
    days.flatMap(day => (day <= asOf ? [[id, day, 5000] as Cell[]] : [])),
  )
  await load(store, 'order', ['customer_id', 'day:order_date', 'money:paid_amount'], cells, {
    currency: 'USD',
  })
  // Two who joined and never bought are no customers yet, whatever the list of customers says.
  await load(store, 'customer', ['customer_id', 'day:signup_date'], [['N1', asOf], ['N2', first]]) // prettier-ignore
  const context = await make()
  const at = await observe(context, asOf)
  const baseline = at && (await churnBaseline(context, at))
  if (!at || !baseline?.annual || baseline.rate.value === null) throw new Error('no baseline')
  const { days } = baseline.definition
  const lasting = baseline.silence?.lasting
  expect(lasting?.value).toBeLessThan(0.8)

  // The truth, from the log that goes on: of those active, who never comes again more than a year from now.
  const active = [...all.values()].filter(own => own.some(day => day <= asOf && day > addDays(asOf, -days)))
  const aYearOn = addDays(asOf, 365)
  const lost = active.filter(own => !own.some(day => day > aYearOn)).length / active.length
  expect(baseline.annual.low).toBeLessThan(lost)
  expect(baseline.annual.high).toBeGreaterThan(lost)
  const bySilenceAlone = 1 - (1 - baseline.rate.value) ** (365.25 / days)
  expect(bySilenceAlone).toBeGreaterThan(1.4 * lost)

  // Forward values under both, beside what those customers spend in the two years that follow.
  const values = await presentPattern(context, at, {
    grossMargin: 1,
    annualDiscount: 0,
    horizonMonths: 24,
    timing: 'arrears',
  })
  const forward = values.forward.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0)
  const came = 50 * active.reduce((sum, own) => sum + own.filter(day => day > asOf).length, 0)
  const stay = 1 - values.annualChurn
  const bySilence = (forward * ((1 - bySilenceAlone) * (2 - bySilenceAlone))) / (stay + stay ** 2)
  expect(values.annualChurn).toBe(baseline.annual.value)
  expect(Math.abs(forward - came)).toBeLessThan(Math.abs(bySilence - came) / 2)

  expect(values.active.reduce((sum, one) => sum + one, 0)).toBe(active.length)

  // Like for like: the window before is as long, by the silence of today, not by that of an earlier day.
  const cases = await churnCases(context, at)
  const before = cases && (await windowBefore(context, cases))
  const [start, middle] = [addDays(asOf, -2 * days), addDays(asOf, -days)]
  const seen = [...all.values()].filter(own => own.some(day => day <= start && day > addDays(start, -days)))
  const gone = seen.filter(own => !own.some(day => day > start && day <= middle))
  expect(before).toMatchObject({ from: start, to: middle, rate: { events: gone.length, n: seen.length } })
  expect(before?.difference.value).toBeCloseTo(baseline.rate.value - gone.length / seen.length, 12)

  const windows = (await churnWindows(context, at))?.windows ?? []
  const gate = (await gates(context, at)).find(({ name }) => name === 'churn_probability')
  expect(gate?.requirements.map(({ found }) => found)).toEqual([
    windows.reduce((sum, window) => sum + eventsOf(window), 0),
    new Set(windows.flatMap(({ table }) => [...table.customerIds])).size,
  ])
})
