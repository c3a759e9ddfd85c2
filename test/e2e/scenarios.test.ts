import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { connectBuilt, ensureBuilt } from './built.ts'

type Answer = Record<string, unknown> & {
  status: string
  summary: string
  suggested_actions: { tool: string; arguments?: Record<string, unknown> }[]
}

let folder = ''
let client: Client
/** One built server in Chinese over the salon sample, for all questions. */
beforeAll(async () => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-scenarios-'))
  const files = sampleFiles('beauty')
  const flags = ['--language', 'zh-TW', '--output', join(folder, 'output')]
  client = await connectBuilt(folder, ['--read-roots', join(files[0] ?? '', '..'), ...flags])
  for (const path of files) {
    const first = await asked('import_data', { path })
    const next = first.suggested_actions.find(({ tool, arguments: given }) => tool === 'import_data' && given)
    if (first.status !== 'ok') await asked('import_data', next?.arguments ?? {})
  }
}, 240_000)
afterAll(async () => {
  await client.close()
  rmSync(folder, { recursive: true, force: true })
})

async function asked(name: string, input: Record<string, unknown>): Promise<Answer> {
  const result = await client.callTool({ name, arguments: input }, undefined, { timeout: 120_000 })
  expect(result.isError, JSON.stringify(result.content).slice(0, 400)).toBeFalsy()
  const answer = result.structuredContent as Answer
  // CONTRACT 1: a default reply is 2,000 tokens at most, in each of its two forms.
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
  return answer
}

describe('scenario 3: is this customer worth saving?', () => {
  it('puts 136 % beside the incremental table, the break-even and the cap', async () => {
    const customer = { monthly_revenue: 150, lifetime_months: 24, gross_margin: 0.6, acquisition_cost: 200 }
    const clv = await asked('compute_clv', { inputs: customer })
    expect(clv['framework']).toMatchObject({ clv: 2160, churn_cost: 2360 })
    const roi = await asked('evaluate_retention_roi', {
      inputs: { ...customer, cost: 500, success_rate: 0.5 },
    })
    expect(roi).toMatchObject({
      framework: { clv: 2160, churn_cost: 2360, roi: 1.36 },
      spend_cap: { amount: 600, rule: 'flat', flat: 600, by_share: 648 },
      tier: 'high',
    })
    const incremental = Object(roi['incremental'])
    const table: { churn_probability: number; roi: number }[] = incremental.by_churn_probability
    expect(table.map(row => [row.churn_probability, Number(row.roi.toFixed(3))])).toEqual([
      [0.3, -0.352],
      [0.5, 0.08],
      [0.7, 0.512],
      [0.9, 0.944],
    ])
    expect(incremental.value_lost).toBeCloseTo(2160, 9)
    expect(Object(roi['break_even']).churn_probability).toBeCloseTo(0.463, 3)
    for (const told of ['136%', '-35.2%', '8%', '51.2%', '94.4%', '46.3%', '600', '648', '高'])
      expect(roi.summary).toContain(told)
  })
})

describe('scenario 4: a member of three years', () => {
  it('shows past, both horizons, both readings and what may be spent', async () => {
    const answer = await asked('compute_clv', {
      method: 'components',
      inputs: {
        revenue_per_year: 2400,
        gross_margin: 0.6,
        annual_churn: 0.2,
        annual_discount: 0.1,
        years_elapsed: 3,
        horizon_years: 5,
        upgrade_margin_per_year: 720,
        upgrade_probability: 0.3,
        referrals_per_year: 0.5,
        referral_reward: 500,
      },
    })
    expect(answer['framework']).toMatchObject({
      clv_historical: 4320,
      clv_current: 3058,
      upgrade_value: 458,
      referral_value: 1029,
      clv_total: 8865,
    })
    expect(Object(answer['recommended']).clv_current).toBeCloseTo(3058.7, 2)
    expect(answer['yearly']).toHaveLength(5)
    for (const told of ['4,320', '3,058.70', '3,840', '8,865', '6,234.97', '600'])
      expect(answer.summary).toContain(told)
  })
})

describe('scenario 8: thirty ten-thousands to spend', () => {
  it('allocates, keeps what would not pay, says who is not worth saving and hands over the list', async () => {
    const plan = await asked('plan_retention', { budget: 300_000 })
    const allocation = plan['allocation'] as { id: string; option: string | null; n: number; cost: number }[]
    expect(allocation.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(300_000, 6)
    expect(allocation.at(-1)).toMatchObject({ id: 'unspent', cost: plan['unspent'] })
    expect(allocation.filter(({ n }) => n > 0).every(({ option }) => 'ABC'.includes(option ?? '?'))).toBe(
      true,
    )
    const caps = plan['success_rates'] as { tier: string; cap_share: number }[]
    expect(new Map(caps.map(({ tier, cap_share: share }) => [tier, share]))).toEqual(
      new Map([
        ['high', 0.3],
        ['mid', 0.3],
        ['low', 0.15],
      ]),
    )
    const curve = plan['marginal_roi'] as { spend: number; marginal_roi: number }[]
    expect(curve.length).toBeGreaterThan(2)
    expect(curve.map(point => point.marginal_roi)).toEqual(
      curve.map(point => point.marginal_roi).toSorted((one, two) => two - one),
    )
    expect(Object(plan['stop']).reason).toMatch(/threshold|budget/)
    expect(Object(plan['stop']).last_roi).toBeGreaterThanOrEqual(0.5 - 1e-9)
    const left = Object(plan['not_worth_saving'])
    expect(left.n).toBeGreaterThan(0)
    expect(left.why.length).toBeGreaterThan(0)
    expect(plan['sensitivity']).toHaveLength(4)
    expect(plan.summary).toContain('不值得挽救')
    // The list for the CRM: one line for every customer of the plan.
    const chosen = allocation.reduce((sum, { n }) => sum + n, 0)
    const next = plan.suggested_actions.find(({ tool }) => tool === 'export_rows')
    const file = await asked('export_rows', next?.arguments ?? {})
    const lines = readFileSync(String(file['path']), 'utf8').trim().split(/\r?\n/)
    expect(lines).toHaveLength(chosen + 1)
    expect(lines[0]).toMatch(/strategy/)
  }, 240_000)
})

describe('scenario 11: half the success, margin 45 %', () => {
  it('sets base beside scenario, and leaves the base alone', async () => {
    const call = { name: 'call', cost_low: 100, cost_high: 200, tier: 'any' }
    await asked('configure', { set: { strategies: [{ ...call, success_low: 0.3, success_high: 0.4 }] } })
    const before = await asked('forecast', {})
    const halved = [{ ...call, success_low: 0.15, success_high: 0.2 }]
    await asked('configure', { set: { gross_margin: 0.45, strategies: halved }, scenario: 'lean' })
    const answer = await asked('forecast', { scenario: 'lean' })
    const rows = answer['scenario_diff'] as {
      measure: string
      base: number
      scenario: number
      change: number
    }[]
    const row = (measure: string) => rows.find(known => known.measure === measure)
    // Forward value is proportional to the margin: 0.45 ÷ 0.6.
    expect((row('clv_mean')?.scenario ?? 0) / (row('clv_mean')?.base ?? 1)).toBeCloseTo(0.75, 5)
    expect(row('programme_value')?.change).toBeLessThan(0)
    expect((answer['tier_moves'] as unknown[]).length).toBeGreaterThan(0)
    expect(Object(answer['drop_outs']).n).toBeGreaterThan(0)
    expect((await asked('forecast', {}))['measures']).toEqual(before['measures'])
  }, 240_000)
})

describe('scenario 10: the whole report for the board, in English and Chinese', () => {
  it('writes both with the same figures, verifies every number, and has a version to share', async () => {
    const languages = ['en', 'zh-CN']
    const report = await asked('write_report', { kind: 'churn_report', language: languages, format: ['md'] })
    const files = report['files'] as { path: string; language: string }[]
    expect(files.map(({ language }) => language)).toEqual(languages)
    expect(Object(report['rubric']).score).toBeGreaterThanOrEqual(20)
    const ids = ((await asked('score_health', {}))['rows'] as { customer_id: string }[]).map(
      row => row.customer_id,
    )
    expect(ids.length).toBeGreaterThan(3)
    const register: string[][] = []
    for (const { path, language } of files) {
      const text = readFileSync(path, 'utf8')
      expect(text).toMatch(language === 'en' ? /answer on one page/i : /一页/)
      register.push(text.match(/\[F[^\]]*\]/g) ?? [])
      const checked = await asked('verify_report', { path })
      expect([checked['orphans'], checked['mismatches'], checked['verified']], checked.summary).toEqual([
        [],
        [],
        true,
      ])
    }
    // The same figures stand behind the same places of both.
    expect(register[0]?.length).toBeGreaterThan(50)
    expect(register[1]).toEqual(register[0])
    const shared = await asked('write_report', {
      kind: 'churn_report',
      language: ['en'],
      format: ['md'],
      share_safe: true,
    })
    const [safe] = shared['files'] as { path: string }[]
    const text = readFileSync(safe?.path ?? '', 'utf8')
    expect(ids.filter(id => text.includes(id))).toEqual([])
    expect(text).not.toMatch(/(?<![\d.])09\d{8}(?!\d)|\w@\w/)
  }, 240_000)
})
