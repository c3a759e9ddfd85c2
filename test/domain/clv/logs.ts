import { readFileSync } from 'node:fs'
import { summarisePurchases } from '../../../src/domain/history/summarise-purchases.ts'
import type { Purchases } from '../../../src/domain/history/net-by-day.ts'
import type { PurchaseSummary } from '../../../src/domain/history/summarise-purchases.ts'
import { datasetPath } from '../../datasets.ts'

export const dayOf = (iso: string): number =>
  Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / 86_400_000)

/** Rows of a plain CSV (no quotes) by header name. */
export function readCsv(name: string): Record<string, string>[] {
  const [header = '', ...lines] = readFileSync(datasetPath(name), 'utf8').trim().split(/\r?\n/)
  const fields = header.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, i) => [fields[i] ?? '', cell])))
}

/** Numbers customers in order of first appearance. */
export function numbered(ids: readonly string[]): { customer: Int32Array; names: string[] } {
  const known = new Map<string, number>()
  const customer = Int32Array.from(ids, id => {
    const number = known.get(id) ?? known.size
    known.set(id, number)
    return number
  })
  return { customer, names: [...known.keys()] }
}

export interface Log {
  purchases: Purchases
  names: string[]
}

export function cdnow(): Log {
  const rows = readCsv('cdnow_sample/cdnow_sample_iso.csv')
  const { customer, names } = numbered(rows.map(row => row['customer_id'] ?? ''))
  return {
    names,
    purchases: {
      customer,
      day: Int32Array.from(rows, row => dayOf(row['date'] ?? '')),
      amount: Float64Array.from(rows, row => Math.round(Number(row['amount']) * 100)),
    },
  }
}

export function exampleTransactions(): Log {
  const rows = readCsv('example_transactions/example_transactions.csv')
  const { customer, names } = numbered(rows.map(row => row['id'] ?? ''))
  return { names, purchases: { customer, day: Int32Array.from(rows, row => dayOf(row['date'] ?? '')) } }
}

/** One purchase a basket: its earliest day and the sum of its lines, as reference.json says. */
export function completeJourney(): Log {
  const rows = [
    ...readCsv('complete_journey/transactions_2017h1.csv'),
    ...readCsv('complete_journey/transactions_2017h2.csv'),
  ]
  const baskets = new Map<string, { id: string; at: string; cents: number }>()
  for (const row of rows) {
    const at = row['transaction_timestamp'] ?? ''
    const cents = Math.round(Number(row['sales_value']) * 100)
    const basket = baskets.get(row['basket_id'] ?? '')
    if (!basket) baskets.set(row['basket_id'] ?? '', { id: row['household_id'] ?? '', at, cents })
    else {
      basket.cents += cents
      if (at < basket.at) basket.at = at
    }
  }
  const list = [...baskets.values()]
  const { customer, names } = numbered(list.map(basket => basket.id))
  return {
    names,
    purchases: {
      customer,
      day: Int32Array.from(list, basket => dayOf(basket.at)),
      amount: Float64Array.from(list, basket => basket.cents),
    },
  }
}

/** Histories in units of `unitDays`. */
export const historiesOf = (summary: PurchaseSummary, unitDays: number) => ({
  repeats: summary.repeats,
  recency: summary.recencyDays.map(days => days / unitDays),
  age: summary.ageDays.map(days => days / unitDays),
})

export const summaryOf = ({ purchases }: Log, iso: string): PurchaseSummary =>
  summarisePurchases(purchases, { asOfDay: dayOf(iso) })

export const reference = (name: string): unknown =>
  JSON.parse(readFileSync(datasetPath(`${name}/reference.json`), 'utf8'))

/** Walks a parsed JSON tree: `at(tree, 'btyd', 'n')`. */
export function at(tree: unknown, ...path: string[]): unknown {
  let here = tree
  for (const key of path) here = isRecord(here) ? here[key] : undefined
  return here
}

export function numberAt(tree: unknown, ...path: string[]): number {
  const found = at(tree, ...path)
  if (typeof found !== 'number') throw new Error(`no number at ${path.join('.')}`)
  return found
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Histories as the peer makes them. Its calibration set compares times of day with midnight, so that purchases of
 * the last calibration day fall out; only the log with times of day (complete_journey) is touched by that.
 */
export function peerHistories(log: Log, window: string, end: string, unitDays: number) {
  const { purchases } = log
  if (window === 'full_window' || purchases.customer.length < 40_000)
    return historiesOf(summaryOf(log, end), unitDays)
  const kept = Array.from(purchases.day, (_, i) => i).filter(i => (purchases.day[i] ?? 0) < dayOf(end))
  return historiesOf(
    summarisePurchases(
      { customer: kept.map(i => purchases.customer[i] ?? 0), day: kept.map(i => purchases.day[i] ?? 0) },
      { asOfDay: dayOf(end) },
    ),
    unitDays,
  )
}
