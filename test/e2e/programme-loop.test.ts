import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/days.ts'
import { connectBuilt, ensureBuilt } from './built.ts'

type Answer = Record<string, unknown> & { status: string; summary: string; assumptions: string[] }
type Rows = Record<string, unknown>[]

let folder = ''
let client: Client
const day0 = '2025-12-31'
const n = 360

/** Everybody buys every 25 days up to the end of 2025; spending differs by customer. */
const before = (): string[] => {
  const rows = ['order_id,customer_id,order_date,paid_amount,currency']
  for (let id = 0; id < n; id++)
    for (let visit = 0; visit < 8; visit++)
      rows.push(
        `A${id}-${visit},C${id},${addDays(day0, -(id % 20) - 25 * visit - (visit % 3) * 4)},${40 + (id % 60) * 5},USD`,
      )
  return rows
}

beforeAll(async () => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-loop-'))
  client = await connectBuilt(folder, ['--read-roots', folder, '--output', join(folder, 'output')])
}, 240_000)
afterAll(async () => {
  await client.close()
  rmSync(folder, { recursive: true, force: true })
})

async function asked(name: string, input: Record<string, unknown>): Promise<Answer> {
  const result = await client.callTool({ name, arguments: input }, undefined, { timeout: 120_000 })
  expect(result.isError, JSON.stringify(result.content).slice(0, 400)).toBeFalsy()
  return result.structuredContent as Answer
}

async function take(name: string, lines: readonly string[], entity: string): Promise<void> {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  expect(await asked('import_data', { path, entity, mode: 'commit' })).toMatchObject({ status: 'ok' })
}

const rateOf = (plan: Answer, strategy: string) =>
  (plan['success_rates'] as Rows).filter(row => row['strategy'] === strategy)

describe('propose, test, record, learn, propose again', () => {
  it('leaves the control alone, learns what an action adds, and plans by it', async () => {
    await take('before.csv', before(), 'order')
    await asked('configure', { set: { churn_definition: { kind: 'silence', days: 60 } } })
    const budget = { budget: 4000, limit: 100 }
    const first = await asked('plan_retention', budget)
    expect(rateOf(first, 'C')).toEqual(
      expect.arrayContaining([expect.objectContaining({ basis: 'prior', success_rate: 0.175 })]),
    )

    // The design goes into the programme log by its own next call; from then on nobody plans for its control.
    const design = await asked('design_experiment', { baseline_rate: 0.5, hold_out_share: 0.5, limit: 1 })
    const next = (design['suggested_actions'] as { tool: string; arguments: Record<string, unknown> }[])[0]
    expect(next?.tool).toBe('import_data')
    expect(await asked('import_data', next?.arguments ?? {})).toMatchObject({ status: 'ok', rows_used: n })
    const during = await asked('plan_retention', { budget: 4000, limit: 1 })
    expect((during['method'] as { parameters: Record<string, unknown> }).parameters['hold_out_share']).toBe(
      0.5,
    )
    expect(during['excluded']).toEqual(
      expect.arrayContaining([expect.objectContaining({ reason: 'test_control', n: n / 2 })]),
    )
    const again = await asked('design_experiment', { baseline_rate: 0.5 })
    expect(again).toMatchObject({ status: 'not_enough_data' })
    expect(again['exclusions']).toEqual([expect.objectContaining({ reason: 'in_other_test', n })])

    // Actions are recorded, one of them as a single row of text; outcomes are not: orders tell them.
    const file = String(design['assignment_file'])
    const assigned = readFileSync(file, 'utf8')
      .trim()
      .split('\r\n')
      .slice(1)
      .map(line => line.split(','))
    const treated = assigned.flatMap(([id, arm]) => (arm === 'treatment' && id ? [id] : []))
    const control = assigned.flatMap(([id, arm]) => (arm === 'control' && id ? [id] : []))
    const head = 'action_id,customer_id,strategy,identified_at,executed_at,marketing_cost'
    const rows = treated.map((id, row) => `R${row},${id},C,${day0},${day0},2`)
    const one = await asked('import_data', {
      csv_text: `${head}\n${rows[0] ?? ''}\n`,
      entity: 'retention_action',
      mode: 'commit',
    })
    expect(one).toMatchObject({ status: 'ok', rows_used: 1 })
    await take('actions.csv', [head, ...rows.slice(1)], 'retention_action')
    const waiting = await asked('plan_retention', { budget: 4000, limit: 1 })
    expect(waiting['excluded']).toEqual(
      expect.arrayContaining([expect.objectContaining({ reason: 'in_treatment', n: n / 2 })]),
    )

    // Half of the control buys again, and three quarters of the treated.
    const later = ['order_id,customer_id,order_date,paid_amount,currency']
    const buys = (ids: readonly string[], share: number) =>
      ids.slice(0, Math.round(ids.length * share)).forEach(id => {
        for (const days of [15, 40, 66]) later.push(`B${id}-${days},${id},${addDays(day0, days)},60,USD`)
      })
    buys(treated, 0.75)
    buys(control, 0.5)
    await take('after.csv', later, 'order')
    const measured = await asked('measure_campaign', {})
    expect(measured['lift']).toMatchObject({ value: 0.25, treated_rate: 0.75, control_rate: 0.5 })
    expect(measured.assumptions.join(' ')).toContain(`${n} outcomes nobody recorded`)
    // The design is remembered: arm sizes are held against it.
    expect((measured['method'] as { parameters: Record<string, unknown> }).parameters['control_share']).toBe(
      0.5,
    )
    expect(measured['sample_ratio']).toMatchObject({ p_value: 1, mismatch: false })
    const cells = measured['posteriors'] as { strategy: string; untreated_rate: number; n: number }[]
    expect(cells.reduce((sum, cell) => sum + cell.n, 0)).toBe(n / 2)
    // Of those who would have left half were saved: the plan takes that, not the three quarters who stayed.
    // The prior of 10–25 % weighs 76 attempts; 180 treated × 0.5 could be saved, 45 were.
    const weeks = measured['weekly'] as { strategy: string; planning_rate: number; n: number }[]
    expect(weeks).toEqual([expect.objectContaining({ strategy: 'C', n: n / 2 })])
    expect(weeks[0]?.planning_rate).toBeCloseTo((0.175 * 76 + 45) / (76 + 90), 5)

    const second = await asked('plan_retention', budget)
    const learned = rateOf(second, 'C').filter(row => row['basis'] === 'outcomes')
    expect(learned.length).toBeGreaterThan(0)
    for (const row of learned) {
      expect(row['success_rate']).toBeGreaterThan(0.175)
      expect(row['success_rate']).toBeLessThan(0.5)
    }
    expect(second.assumptions.join(' ')).toContain('less those who stay untreated')
    const roi = await asked('evaluate_retention_roi', { strategy: 'C', limit: 1 })
    const [top] = roi['rows'] as { tier: string; success_rate: number }[]
    const same = learned.find(row => row['tier'] === top?.tier)
    expect(top?.success_rate).toBeCloseTo(Number(same?.['success_rate']), 5)
    const text = JSON.stringify(await asked('plan_retention', budget))
    expect(text).toBe(JSON.stringify(second))
  }, 240_000)
})
