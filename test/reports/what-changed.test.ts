import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sampleHoldfast } from './sample-store.ts'
import type { SampleHoldfast } from './sample-store.ts'

const kinds = ['churn_report', 'health_review', 'roi_case', 'clv_analysis', 'cost_review', 'qbr'] as const
const folder = mkdtempSync(join(tmpdir(), 'holdfast-then-'))
let store: SampleHoldfast

const day = (number: number): string =>
  new Date(Date.UTC(2025, 0, 1) + number * 86_400_000).toISOString().slice(0, 10)

/** Orders of ninety pet owners between two days; every third stays away in the end. */
function orders(from: number, to: number): string {
  const rows = Array.from({ length: 90 }, (_, customer) =>
    Array.from({ length: customer % 3 === 0 ? 3 + ((customer / 3) % 12) : 16 }, (_none, turn) => ({
      at: (customer % 29) + turn * 25,
      line: [`P-${customer + 1}`, 30 + ((customer * 7 + turn * 13) % 60)],
    })),
  ).flat()
  const kept = rows.filter(({ at }) => at >= from && at < to)
  const lines = kept.map(({ at, line }, place) => [`V-${from}-${place}`, day(at), ...line].join(','))
  return ['Order ID,Order Date,Customer ID,Order Amount', ...lines].join('\n')
}

const costs = (month: string, service: number): string =>
  `Month,Stage,Amount,Channel\n${month}-01,acquisition,900,Ads\n${month}-01,service,${service},\n${month}-01,retention,120,\n`

async function take(name: string, text: string): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, text)
  const first = await store.holdfast.call('import_data', { path })
  if (!first.ok) throw new Error(first.fault.message)
  if (first.answer.status === 'ok') return
  const next = first.answer.suggested_actions.find(({ tool }) => tool === 'import_data')
  const second = await store.holdfast.call('import_data', { ...next?.arguments, path, mode: 'commit' })
  expect(second.ok && second.answer.status).toBe('ok')
}

async function write(kind: string, format: string, language: string): Promise<string> {
  const outcome = await store.holdfast.call('write_report', { kind, format, language })
  if (!outcome.ok) throw new Error(outcome.fault.message)
  return (outcome.answer['files'] as { path: string }[])[0]?.path ?? ''
}

const first = new Map<string, string>()

beforeAll(async () => {
  store = await sampleHoldfast(null, folder)
  await take('visits-1.csv', orders(0, 330))
  await take('costs-1.csv', costs('2025-10', 1500))
  for (const kind of kinds) first.set(kind, readFileSync(await write(kind, 'md', 'en'), 'utf8'))
  await take('visits-2.csv', orders(330, 400))
  await take('costs-2.csv', costs('2025-12', 2600))
}, 300_000)
afterAll(async () => {
  await store.holdfast.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Rows of the comparison: name, then, now, references. */
const compared = (text: string): string[][] => {
  const lines = text.split('\n')
  const head = lines.findIndex(line => /^\| (Figure|數字) \| (Then|上次)/.test(line))
  const rest = head < 0 ? [] : lines.slice(head + 2)
  const end = rest.findIndex(line => !line.startsWith('|'))
  return rest.slice(0, end).map(line =>
    line
      .slice(2, -2)
      .split(' | ')
      .map(cell => cell.trim()),
  )
}

it.each(kinds)(
  '%s tells what changed since the last one of its kind, with figures of both',
  { timeout: 240_000 },
  async kind => {
    const before = first.get(kind) ?? ''
    expect(compared(before)).toEqual([])
    const path = await write(kind, 'md', 'en')
    const text = readFileSync(path, 'utf8')
    const rows = compared(text)
    expect(rows.length).toBeGreaterThan(1)
    expect(rows.some(([, then, now]) => then !== now)).toBe(true)
    // What is called then leads to the answer of that day, and is not worked out anew.
    const register = new Map(
      [...text.matchAll(/^\| (F\d+) \| `([^`]+)` \| ([^|]+) \|/gm)].map(match => [match[1], match]),
    )
    for (const [, , , references = ''] of rows) {
      const cited = (references.match(/F\d+/g) ?? []).flatMap(number => {
        const [, , id, value] = register.get(number) ?? []
        return id?.includes('@then.') ? [{ id, value: Number(value) }] : []
      })
      expect(cited).toHaveLength(1)
      const traced = await store.holdfast.call('trace_figure', { figure_id: cited[0]?.id ?? '' })
      expect(traced.ok && Number(traced.answer['value'])).toBeCloseTo(cited[0]?.value ?? NaN, 9)
    }
    const verdict = await store.holdfast.call('verify_report', { path })
    expect(verdict).toMatchObject({ ok: true, answer: { verified: true, orphans: [], mismatches: [] } })
  },
)

it('finds a figure of the last report written over, and traces it', { timeout: 120_000 }, async () => {
  const path = await write('cost_review', 'html', 'zh-TW')
  const page = readFileSync(path, 'utf8')
  const whole = await store.holdfast.call('verify_report', { path })
  expect(whole).toMatchObject({ ok: true, answer: { verified: true } })
  const id = /data-figure="(r_[0-9a-f]{16}@then\.total_cost)"/.exec(page)?.[1] ?? ''
  const printed = new RegExp(`data-figure="${id}"[^>]*>([^<]+)<`).exec(page)?.[1] ?? ''
  const forged = join(folder, 'forged.html')
  writeFileSync(forged, page.replaceAll(`>${printed}<`, `>${printed.replace(/\d/, '9')}<`))
  const verdict = await store.holdfast.call('verify_report', { path: forged })
  expect(verdict.ok && verdict.answer['verified']).toBe(false)
  const traced = await store.holdfast.call('trace_figure', { figure_id: id })
  expect(traced).toMatchObject({ ok: true, answer: { value: 2520, holds: false, value_now: 5140 + 1000 } })
})
