import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, dayNumber, isoDay } from '../../../src/domain/days.ts'
import { numbers } from '../../../src/domain/table.ts'
import { load } from '../feed.ts'
import { withStore } from './open.ts'
import type { OpenTestStore } from './open.ts'

interface Row { customer: string; day: number; minor: number } // prettier-ignore

const start = dayNumber('2023-01-01')
const row = fc.record({
  customer: fc.integer({ min: 1, max: 12 }).map(String),
  day: fc.integer({ min: start, max: start + 500 }),
  minor: fc.oneof(
    { weight: 8, arbitrary: fc.integer({ min: 0, max: 90_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: -60_000, max: -1 }) },
  ),
})

/** The plain reference: nets by customer and day, then looks at the days. */
function purchaseDays(rows: readonly Row[], until: number): Map<string, { day: number; net: number }[]> {
  const byDay = new Map<
    string,
    { customer: string; day: number; net: number; sales: number; refunds: number }
  >()
  for (const { customer, day, minor } of rows) {
    if (day > until) continue
    const key = `${customer}/${day}`
    const entry = byDay.get(key) ?? { customer, day, net: 0, sales: 0, refunds: 0 }
    entry.net += minor
    if (minor < 0) entry.refunds++
    else entry.sales++
    byDay.set(key, entry)
  }
  const days = new Map<string, { day: number; net: number }[]>()
  for (const { customer, day, net, sales, refunds } of [...byDay.values()].sort(
    (one, two) => one.day - two.day,
  )) {
    if (sales === 0 || net < 0 || (net === 0 && refunds > 0)) continue
    days.set(customer, [...(days.get(customer) ?? []), { day, net }])
  }
  return days
}

const month = (day: number): number =>
  Number(isoDay(day).slice(0, 4)) * 12 + Number(isoDay(day).slice(5, 7)) - 1
const cells = (rows: readonly Row[]) =>
  rows.map(({ customer, day, minor }) => [customer, isoDay(day), minor] as const)
const columns = ['customer_id', 'day:order_date', 'money:paid_amount']

export function randomContract(open: OpenTestStore): void {
  describe('random data against plain references', () => {
    it('agrees on histories, cohorts, gaps, windows and silence, whatever the files and their order', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 150 }), fc.integer({ min: 1, max: 500 }), fc.nat(3), fc.boolean(),
          async (rows, offset, extraFiles, withIds) => {
            // Small bounds make imports go through scratch files.
            const size = Math.max(1, Math.ceil(rows.length / (extraFiles + 1)))
            await withStore(() => open({ importRows: 1 + (offset % 40) }), async store => {
              const names = withIds ? [...columns, 'order_id'] : columns
              for (let from = 0; from < rows.length; from += size) {
                const some = cells(rows.slice(from, from + size))
                await load(store, 'order', names, withIds ? some.map((cell, at) => [...cell, `o${from + at}`]) : some)
              }
              // One more file comes and goes: the store must not remember it.
              const gone = await load(store, 'order', names, [['1', '2023-02-02', 4711, 'gone'].slice(0, names.length)])
              await store.removeImport(gone.importId)

              const asOf = isoDay(start + offset)
              const days = purchaseDays(rows, start + offset)
              const found = await store.purchaseHistories({ asOf })
              const got = Object.fromEntries(found.customerIds.map((id, at) => [id, [
                found.repeats[at], found.recencyDays[at], found.ageDays[at], found.firstDay[at], Math.round((found.meanRepeatSpendMinor[at] ?? 0) * 1e6),
              ]])) // prettier-ignore
              expect(got).toEqual(Object.fromEntries([...days].map(([id, own]) => {
                const first = own[0]?.day ?? 0
                const later = own.slice(1)
                const mean = later.length ? later.reduce((total, { net }) => total + net, 0) / later.length : 0
                return [id, [later.length, (own.at(-1)?.day ?? 0) - first, start + offset - first, first, Math.round(mean * 1e6)]]
              }))) // prettier-ignore

              const gaps = [...days.values()].flatMap(own => own.slice(1).map(({ day }, at) => day - (own[at]?.day ?? 0))).sort((one, two) => one - two)
              const median = await store.purchaseGapQuantiles({ asOf, probabilities: [0.5] })
              const middle = (gaps.length - 1) / 2
              expect(median?.[0] ?? null).toBe(gaps.length ? ((gaps[Math.floor(middle)] ?? 0) + (gaps[Math.ceil(middle)] ?? 0)) / 2 : null)

              const matrix = await store.cohortMatrix({ asOf })
              expect(matrix.reduce((total, cell) => total + cell.purchaseDays, 0)).toBe([...days.values()].flat().length)
              for (const cell of matrix) {
                const own = [...days.values()].filter(list => month(list[0]?.day ?? 0) === cell.firstMonth)
                expect(cell.customers).toBe(own.filter(list => list.some(({ day }) => month(day) === cell.month)).length)
              }

              const table = await store.customerTable({ asOf, groups: ['orders'] })
              const listed = new Set(table.customerIds)
              const inTable = rows.filter(({ customer, day }) => listed.has(customer) && day <= start + offset && day > start + offset - 90)
              expect(Math.round([...(numbers(table, 'revenue_90d') ?? [])].reduce((total, value) => total + value, 0) * 100)).toBe(
                inTable.reduce((total, { minor }) => total + minor, 0))
              const quiet = await store.outcomes({ from: asOf, to: addDays(asOf, 60), definition: { kind: 'silence', days: 30 } })
              const all = purchaseDays(rows, start + offset + 60)
              const expected = [...all].flatMap(([id, own]) => {
                if (!own.some(({ day }) => day <= start + offset && day > start + offset - 30)) return []
                const last = own.filter(({ day }) => day <= start + offset).at(-1)?.day ?? 0
                const returned = own.some(({ day }) => day > start + offset && day <= start + offset + 30)
                return [[id, returned ? null : last + 30]]
              })
              expect(Object.fromEntries(quiet.customerIds.map((id, at) => [id, quiet.churned[at] ? quiet.churnDay[at] : null]))).toEqual(Object.fromEntries(expected))
              const spells = await store.silentSpells({ asOf, days: 30 })
              const ends: string[] = []
              for (const own of days.values())
                for (let to = start + offset - 30; to > start - 100; to -= 30) {
                  const from = to - 30
                  if (!own.some(({ day }) => day > from - 30 && day <= from) || own.some(({ day }) => day > from && day <= to)) continue
                  const next = own.find(({ day }) => day > to)?.day
                  ends.push(next === undefined ? `${start + offset - to} still` : `${next - to} returned`)
                }
              expect(Array.from(spells.days, (day, at) => [
                ...Array<string>(spells.returned[at] ?? 0).fill(`${day} returned`), ...Array<string>(spells.still[at] ?? 0).fill(`${day} still`),
              ]).flat().toSorted()).toEqual(ends.toSorted())
              expect(await store.check()).toEqual([])
            })
          }),
        { numRuns: 8, seed: 20261122 },
      ) // prettier-ignore
    })
  })
}
