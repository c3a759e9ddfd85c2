import fc from 'fast-check'
import { expect, it } from 'vitest'
import { calibrationHoldout } from '../../../src/domain/history/calibration-holdout.ts'
import { distinctHistories } from '../../../src/domain/history/distinct-histories.ts'
import { summarisePurchases } from '../../../src/domain/history/summarise-purchases.ts'
import type { DayRule, Purchases } from '../../../src/domain/history/net-by-day.ts'
import type { PurchaseSummary } from '../../../src/domain/history/summarise-purchases.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { at, cdnow, dayOf, isRecord, numbered, numberAt, readCsv, reference, summaryOf } from '../clv/logs.ts'

const rows = ({ customer, repeats, recencyDays, ageDays, meanSpend }: PurchaseSummary): number[][] =>
  Array.from(customer, (who, i) => [
    who,
    repeats[i] ?? NaN,
    recencyDays[i] ?? NaN,
    ageDays[i] ?? NaN,
    meanSpend[i] ?? NaN,
  ])

it('P14: the summary of the published example, end 2015-02-07', () => {
  const log: [number, string, number][] = [
    [1, '2015-01-01', 1],
    [1, '2015-02-06', 2],
    [2, '2015-01-01', 2],
    [3, '2015-01-01', 3],
    [3, '2015-01-02', 1],
    [3, '2015-01-05', 5],
    [4, '2015-01-16', 6],
    [4, '2015-02-02', 3],
    [4, '2015-02-05', 3],
    [5, '2015-01-16', 3],
    [5, '2015-01-17', 1],
    [5, '2015-01-18', 8],
    [6, '2015-02-02', 5],
  ]
  const summary = summarisePurchases(
    { customer: log.map(row => row[0]), day: log.map(row => dayOf(row[1])), amount: log.map(row => row[2]) },
    { asOfDay: dayOf('2015-02-07') },
  )
  expect(rows(summary)).toEqual([
    [1, 1, 36, 37, 2],
    [2, 0, 0, 37, 0],
    [3, 2, 4, 37, 3],
    [4, 2, 20, 22, 3],
    [5, 2, 2, 22, 4.5],
    [6, 0, 0, 5, 0],
  ])
})

describeWithDatasets('edge cases of the summary', () => {
  const log = readCsv('rfm_edge_cases/transactions.csv')
  const { customer, names } = numbered(log.map(row => row['customer_id'] ?? ''))
  const purchases: Purchases = {
    customer,
    day: log.map(row => dayOf(row['purchased_at'] ?? '')),
    amount: log.map(row => Number(row['amount'])),
  }
  const published = reference('rfm_edge_cases')
  const summarised = (days: DayRule): Record<string, number[]> => {
    const summary = summarisePurchases(purchases, { asOfDay: dayOf('2024-06-30'), days })
    return Object.fromEntries(rows(summary).map(([who = 0, ...rest]) => [names[who] ?? '', rest]))
  }
  const expected = (block: string): Record<string, number[]> => {
    const customers = at(published, 'rfm', block)
    if (!isRecord(customers)) throw new Error(`no block ${block}`)
    return Object.fromEntries(
      Object.keys(customers).map(id => [
        id,
        ['frequency', 'recency', 'T', 'monetary_value'].map(field => numberAt(customers, id, field)),
      ]),
    )
  }
  const same = (found: Record<string, number[]>, wanted: Record<string, number[]>): void => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort())
    for (const [id, values] of Object.entries(wanted)) {
      values.forEach((value, i) => expect(found[id]?.[i], `${id}[${i}]`).toBeCloseTo(value, 3))
    }
  }

  it('every row a purchase: equal to the peer on all rows', () => {
    same(summarised('every'), expected('all_rows_daily'))
  })

  it('positive net only: equal to the peer after netting by day', () => {
    same(summarised('positive'), expected('net_by_day_then_positive_daily'))
  })

  it('the default keeps free orders and drops what returns have cancelled', () => {
    const wanted = expected('net_by_day_then_positive_daily')
    const everyRow = expected('all_rows_daily')
    same(summarised('ordered'), { ...wanted, zero_amount: everyRow['zero_amount'] ?? [] })
  })

  it('calibration and hold-out are cut at whole days', () => {
    const cut = calibrationHoldout(purchases, {
      calibrationDay: dayOf('2024-03-31'),
      asOfDay: dayOf('2024-06-30'),
    })
    expect(cut.holdoutDays).toBe(91)
    const row = [...cut.calibration.customer].findIndex(who => names[who] === 'same_day_then_later')
    expect(cut.calibration.repeats[row]).toBe(1)
    expect(cut.holdoutPurchases[row]).toBe(1)
    expect(cut.holdoutMeanSpend[row]).toBe(7)
  })
})

describeWithDatasets('CDNOW summary', () => {
  it('P15: 2357 customers, 1411 without repeats, 2457 repeats, 1882 in the hold-out', () => {
    const log = cdnow()
    const cut = calibrationHoldout(log.purchases, {
      calibrationDay: dayOf('1997-09-30'),
      asOfDay: dayOf('1998-06-30'),
    })
    const { calibration } = cut
    expect(calibration.n).toBe(2357)
    expect(calibration.repeats.filter(x => x === 0).length).toBe(1411)
    expect(calibration.repeats.reduce((sum, x) => sum + x)).toBe(2457)
    expect(cut.holdoutPurchases.reduce((sum, x) => sum + x)).toBe(1882)
  })

  it('merges identical histories without losing anybody', () => {
    const { repeats, recencyDays, ageDays } = summaryOf(cdnow(), '1997-09-30')
    const merged = distinctHistories({ repeats, recency: recencyDays, age: ageDays })
    expect(merged).toMatchObject({ n: 2357, repeaters: 946, totalRepeats: 2457, repeatsWithoutRecency: 0 })
    expect(merged.weights.length).toBeLessThan(2357)
    for (let i = 0; i < repeats.length; i++) {
      const row = merged.rowOf[i] ?? -1
      expect(merged.age.values[merged.age.index[row] ?? 0]).toBe(ageDays[i])
      expect(merged.recency.values[merged.recency.index[row] ?? 0]).toBe(recencyDays[i])
    }
  })
})

const logArbitrary = fc.array(
  fc.record({
    customer: fc.nat(5),
    day: fc.integer({ min: -40, max: 60 }),
    amount: fc.integer({ min: -500, max: 2000 }),
  }),
  { maxLength: 60 },
)
const columns = (log: { customer: number; day: number; amount: number }[]): Purchases => ({
  customer: log.map(row => row.customer),
  day: log.map(row => row.day),
  amount: log.map(row => row.amount),
})

it('the order of the rows changes nothing, and no amount is lost', () => {
  fc.assert(
    fc.property(logArbitrary, fc.constantFrom<DayRule[]>('ordered', 'positive', 'every'), (log, days) => {
      const summary = summarisePurchases(columns(log), { asOfDay: 30, days })
      expect(summarisePurchases(columns([...log].reverse()), { asOfDay: 30, days })).toEqual(summary)
      const seen = new Set(summary.customer)
      const kept = log.filter(row => row.day <= 30 && seen.has(row.customer))
      expect(summary.netTotal.reduce((sum, value) => sum + value, 0)).toBe(
        kept.reduce((sum, row) => sum + row.amount, 0),
      )
      summary.recencyDays.forEach((recency, i) =>
        expect(recency).toBeLessThanOrEqual(summary.ageDays[i] ?? NaN),
      )
    }),
  )
})

it('refuses histories that cannot be', () => {
  const one = (repeats: number, recency: number, age: number) => () =>
    distinctHistories({ repeats: [repeats], recency: [recency], age: [age] })
  for (const bad of [
    one(1.5, 1, 2),
    one(-1, 0, 2),
    one(1, 3, 2),
    one(0, 1, 2),
    one(1, NaN, 2),
    one(1, 1, Infinity),
  ]) {
    expect(bad).toThrow('invalid_input')
  }
})
