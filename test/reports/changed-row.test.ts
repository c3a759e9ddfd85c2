import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleHoldfast } from './sample-store.ts'

const root = mkdtempSync(join(tmpdir(), 'holdfast-row-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const day = (number: number): string =>
  new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)

/** Bought as often as the others, but was silent at the end. */
const silent = 1

/**
 * Sixty customers with an order every few weeks; every third stops early. `amount` is that of the last row; `late` moves
 * the last order of one who fell silent to another day.
 */
function orders(amount: number, late?: string): string {
  const rows = Array.from({ length: 60 }, (_, customer) =>
    Array.from({ length: customer % 3 === 0 ? 3 : 9 }, (_none, turn) => [
      late !== undefined && customer === silent && turn === 8 ? late : day(customer + turn * 35),
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
async function figuresWith(
  amount: number,
  late?: string,
): Promise<{ rubric: Data['rubric']; all: Map<string, number[]> }> {
  const folder = join(root, `${amount}${late ?? ''}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'orders.csv'), orders(amount, late))
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
let returned: Awaited<ReturnType<typeof figuresWith>>
beforeAll(async () => {
  before = await figuresWith(60)
  after = await figuresWith(1060)
  // Days that no other change touches: the last order of all stays where it was.
  returned = await figuresWith(60, day(59 + 8 * 35 - 5))
}, 300_000)

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

/** Figures of a family that read otherwise once one customer came back. */
const moved = (family: RegExp): string[] =>
  [...before.all.keys()].filter(
    place =>
      family.test(place) && JSON.stringify(before.all.get(place)) !== JSON.stringify(returned.all.get(place)),
  )

it('carries one customer who came back to every count, rate, band and driver', () => {
  const [then, now] = [before, returned].map(({ all }) => ({
    churned: all.get('baseline/numerator')?.[0] ?? 0,
    of: all.get('baseline/denominator')?.[0] ?? 0,
    rate: all.get('baseline/rate')?.[0] ?? 0,
  }))
  if (!then || !now) throw new Error('no baseline')
  expect(now.rate).toBeCloseTo(now.churned / now.of, 9)
  expect([now.churned, now.of]).not.toEqual([then.churned, then.of])
  for (const family of [
    /^baseline\/(?:rate|low|high)$/,
    /^bands\/\d\/(?:n|share)$/,
    /^drivers\/\d+\/(?:exposure_pct_churned|exposure_pct_retained|rate_exposed|rate_others)$/,
    /^definitions\/\d\/(?:numerator|denominator|rate)$|^sensitivity\/\d\/(?:numerator|denominator|rate)$/,
    /^segments\/\d\/(?:n|clv)$/,
    /^totals\/clv$|^population\/clv_forward_sum$/,
    /^measures\/\d\/(?:baseline|base|low|high)$/,
  ])
    expect([family.source, moved(family).length > 0]).toEqual([family.source, true])
  // Money that was paid is paid on whatever day.
  expect(moved(/^reconciliation\//)).toEqual([])
})
