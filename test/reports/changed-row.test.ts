import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleHoldfast } from './sample-store.ts'

const root = mkdtempSync(join(tmpdir(), 'holdfast-row-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const day = (number: number): string =>
  new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)

/** Sixty customers with an order every few weeks; every third stops early. `amount` is that of the last row. */
function orders(amount: number): string {
  const rows = Array.from({ length: 60 }, (_, customer) =>
    Array.from({ length: customer % 3 === 0 ? 3 : 9 }, (_none, turn) => [
      day(customer + turn * 35),
      `K-${String(customer + 1).padStart(3, '0')}`,
      40 + ((customer * 7 + turn * 13) % 50),
      turn % 4 === 0 ? 5 : 0,
    ]),
  ).flat()
  const lines = rows.map(([date, customer, money, discount], place) =>
    [`O-${1000 + place}`, date, customer, place === rows.length - 1 ? amount : money, discount].join(','),
  )
  return ['Order ID,Order Date,Customer ID,Order Amount,Discount', ...lines].join('\n')
}

interface Data {
  register: { id: string; value: number }[]
  rubric: { gates_passed: number; points: number[] }
}

/** Figures of a churn report by the place they have in their answers, whatever the answers are called. */
async function figuresWith(amount: number): Promise<{ rubric: Data['rubric']; all: Map<string, number[]> }> {
  const folder = join(root, String(amount))
  mkdirSync(folder)
  writeFileSync(join(folder, 'orders.csv'), orders(amount))
  const { holdfast } = await sampleHoldfast(null, folder)
  const path = join(folder, 'orders.csv')
  const first = await holdfast.call('import_data', { path })
  if (!first.ok) throw new Error(first.fault.message)
  const next = first.answer.suggested_actions.find(({ tool }) => tool === 'import_data')
  if (first.answer.status !== 'ok') {
    const second = await holdfast.call('import_data', { ...next?.arguments, path, mode: 'commit' })
    expect(second.ok && second.answer.status).toBe('ok')
  }
  const outcome = await holdfast.call('write_report', { language: 'en', format: 'md' })
  if (!outcome.ok) throw new Error(outcome.fault.message)
  const data = JSON.parse(readFileSync(String(outcome.answer['data_file']), 'utf8')) as Data
  await holdfast.close()
  const all = new Map<string, number[]>()
  for (const { id, value } of data.register) {
    const place = id.slice(id.indexOf('.') + 1)
    all.set(place, [...(all.get(place) ?? []), value])
  }
  return { rubric: data.rubric, all }
}

let before: Awaited<ReturnType<typeof figuresWith>>
let after: Awaited<ReturnType<typeof figuresWith>>
beforeAll(async () => {
  before = await figuresWith(60)
  after = await figuresWith(1060)
}, 120_000)

const change = (place: string): number | undefined => {
  const [from, to] = [before.all.get(place)?.[0], after.all.get(place)?.[0]]
  return from === undefined || to === undefined ? undefined : Math.round((to - from) * 100) / 100
}

it('carries a changed amount to every sum it is part of', () => {
  const sums = ['gross', 'paid', 'net', 'net_in_store'].map(name => change(`reconciliation/${name}`))
  expect(sums).toEqual([1000, 1000, 1000, 1000])
  expect(change('totals/revenue')).toBe(1000)
  expect(change('totals/clv')).not.toBe(0)
})

it('leaves what does not depend on it', () => {
  for (const place of ['reconciliation/discounts', 'reconciliation/refunds', 'totals/n'])
    expect(change(place)).toBe(0)
  const counts = [...before.all.keys()].filter(place =>
    /^baseline\/(?:numerator|denominator|rate|low|high|window_days)$|^sensitivity\/|^definitions\/|rows_(?:read|used|rejected)$/.test(
      place,
    ),
  )
  expect(counts.length).toBeGreaterThan(10)
  for (const place of counts) expect([place, after.all.get(place)]).toEqual([place, before.all.get(place)])
})

it('reconciles where the file has amounts and discounts but nothing paid', () => {
  expect(before.rubric.points[4]).toBe(1)
  expect(before.rubric.gates_passed).toBe(5)
})
