import { describe, expect, it } from 'vitest'
import { churnCases } from '../../src/analysis/churn-in-force.ts'
import { healthWindows } from '../../src/analysis/health-backtest.ts'
import { healthScores, profileInForce } from '../../src/analysis/health-scores.ts'
import { observe } from '../../src/analysis/observe.ts'
import { addDays, daysBetween } from '../../src/domain/days.ts'
import { healthBand, scoreTable } from '../../src/domain/health/index.ts'
import { load } from '../store/feed.ts'
import type { Cell } from '../store/feed.ts'
import { analysisStore } from './analysis-context.ts'

const asOf = '2024-12-31'

/** 80 customers who buy about every three weeks; every third stops for good at some day of the last half year. */
function log(): { id: string; days: string[] }[] {
  let state = 3
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return Array.from({ length: 80 }, (_, at) => {
    const days: string[] = []
    const stop = at % 3 === 0 ? addDays('2024-07-01', Math.floor(random() * 180)) : asOf
    let day = addDays('2024-01-01', Math.floor(random() * 60))
    while (day <= stop) {
      days.push(day)
      day = addDays(day, 7 + Math.floor(random() * 30))
    }
    return { id: `C${at}`, days }
  })
}

async function studied(silence: number) {
  const { store, context: make } = analysisStore()
  const all = log()
  const cells: Cell[][] = all.flatMap(({ id, days }) => days.map(day => [id, day, 1000] as Cell[]))
  await load(store, 'order', ['customer_id', 'day:order_date', 'money:paid_amount'], cells, {
    currency: 'USD',
  })
  await store.saveSettings(null, { churn_definition: { kind: 'silence', days: silence } })
  const context = await make()
  const at = await observe(context, asOf)
  const cases = at && (await churnCases(context, at))
  if (!at || !cases?.from) throw new Error('no cases')
  const profile = profileInForce(context, (await healthScores(context, at)).table)
  const windows = await healthWindows(context, at, profile, { ...cases, from: cases.from })
  return { all, store, context, at, cases, profile, windows }
}

/** Who was there on `from`, and of them who is silent on `to`: from the dates alone. */
function gone(all: readonly { id: string; days: string[] }[], from: string, to: string, silence: number) {
  const last = (days: readonly string[], day: string) => days.findLast(one => one <= day)
  return new Map(
    all.flatMap(({ id, days }) => {
      const before = last(days, from)
      if (before === undefined || daysBetween(before, from) >= silence) return []
      return [[id, daysBetween(last(days, to) ?? '', to) >= silence] as const]
    }),
  )
}

describe('the health score judged ahead of silence', () => {
  it.each([45, 75])(
    'looks 30, 60 and 90 days ahead, up to the last day, silence of %i days',
    async silence => {
      const { all, store, profile, windows, at } = await studied(silence)
      expect(windows.map(({ days, from, to }) => [days, from, to])).toEqual([
        [30, '2024-12-01', asOf],
        [60, '2024-11-01', asOf],
        [90, '2024-10-02', asOf],
      ])
      for (const { from, n, churned, churnByBand } of windows) {
        const truth = gone(all, from, at.asOf, silence)
        const table = await store.customerTable({ asOf: from })
        const rows = scoreTable(table, profile).rows.flatMap(({ score }, row) => {
          const lost = truth.get(table.customerIds[row] ?? '')
          return score === null || lost === undefined
            ? []
            : [{ band: healthBand(score, profile.bands), lost }]
        })
        expect([n, churned]).toEqual([rows.length, rows.filter(({ lost }) => lost).length])
        expect(churnByBand.map(({ band, rate }) => [band, rate.n, rate.events])).toEqual(
          ['low', 'medium', 'high'].map(band => {
            const own = rows.filter(row => row.band === band)
            return [band, own.length, own.filter(({ lost }) => lost).length]
          }),
        )
      }
      expect(windows.every(({ churned }) => churned > 0)).toBe(true)
    },
  )
})
