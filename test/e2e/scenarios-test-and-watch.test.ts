import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBuilt, ensureBuilt, runBuilt } from './built.ts'

type Answer = Record<string, unknown> & { status: string; summary: string; assumptions: string[] }

let folder = ''
beforeAll(() => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-watch-'))
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const samples = join(process.cwd(), 'data/samples')

async function connect(name: string): Promise<{ client: Client; place: string }> {
  const place = join(folder, name)
  const flags = ['--read-roots', samples, '--language', 'zh-CN', '--output', join(place, 'output')]
  return { client: await connectBuilt(place, flags), place }
}

async function asked(client: Client, name: string, input: Record<string, unknown>): Promise<Answer> {
  const result = await client.callTool({ name, arguments: input }, undefined, { timeout: 120_000 })
  expect(result.isError, JSON.stringify(result.content).slice(0, 400)).toBeFalsy()
  const answer = result.structuredContent as Answer
  expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
  return answer
}

async function take(client: Client, path: string): Promise<void> {
  const first = await asked(client, 'import_data', { path: join(samples, path) })
  const actions = first['suggested_actions'] as { tool: string; arguments?: Record<string, unknown> }[]
  const next = actions.find(({ tool, arguments: given }) => tool === 'import_data' && given)
  if (first.status !== 'ok') await asked(client, 'import_data', next?.arguments ?? {})
}

describe('scenario 9: 设计一个挽回活动的A/B测试,4000人够吗?', () => {
  it('answers whether 4,000 are enough, and writes down the whole test', async () => {
    const { client } = await connect('test')
    await take(client, 'winback/挽回实验.xlsx')
    await asked(client, 'configure', { set: { do_not_contact: ['W00001'] } })
    const answer = await asked(client, 'design_experiment', { baseline_rate: 0.225, effect: 0.04 })
    const design = answer['design'] as Record<string, unknown> & { guardrails: string[]; stop_rule: string }
    // 3,999 may be contacted; 4 points at 22.5 % take more.
    expect([design['treated'], design['control'], design['hold_out_share']]).toEqual([2000, 1999, 0.5])
    expect(Number(answer['n_per_arm']) * 2).toBeLessThan(4000)
    expect(answer['detectable_effect']).toBeGreaterThan(0.035)
    expect(answer['detectable_effect']).toBeLessThan(0.04)
    expect(answer['power']).toBe(0.8)
    expect(design['duration']).toMatch(/97 天/)
    expect(design['primary_metric']).toMatch(/90 天/)
    expect(design.guardrails.length).toBeGreaterThanOrEqual(3)
    expect(design.stop_rule).toContain('3,999')
    expect(design['stratified_by']).toBeInstanceOf(Array)
    expect(design['seed']).toBe(1)
    expect(answer['exclusions']).toEqual([expect.objectContaining({ reason: 'do_not_contact', n: 1 })])
    expect(answer.summary).toContain('足以检出')
    expect(answer.summary).toContain('4 个百分点')
    const lines = readFileSync(String(answer['assignment_file']), 'utf8').trim().split('\r\n')
    expect(lines[0]).toMatch(/customer_id,variant,campaign_id,treated_at,stratum$/)
    expect(lines).toHaveLength(4000)
    await client.close()
  }, 240_000)
})

describe('scenario 12: 帮我盯着:高价值客户一旦变红就提醒我,但别天天吵', () => {
  it('tells what turned red and which stage broke its limit, once, and how to schedule it', async () => {
    const { client, place } = await connect('watch')
    await take(client, 'b2b-crm/客户快照_2026-03-31.csv')
    await take(client, 'b2b-crm/客户快照_2026-04-30.csv')
    await take(client, 'b2b-crm/商机.xlsx')
    const costs = ['成本阶段,渠道,成本金额,预算金额,成本日期,币种']
    for (const [month, amount] of [
      ['03-31', 90_000],
      ['04-30', 130_000],
    ] as const)
      costs.push(`获客,展会,${amount},,2026-${month},CNY`, `服务,,50000,50000,2026-${month},CNY`)
    await asked(client, 'import_data', { csv_text: `${costs.join('\n')}\n`, entity: 'cost', mode: 'commit' })
    const red = { field: 'health_score', op: 'lt', threshold: 50, hysteresis: 5, cool_down_days: 14 }
    const limit = { field: 'stage_cost:acquisition', op: 'gt', threshold: 100_000, hysteresis: 5000 }
    const rules = [
      { name: '高价值变红', ...red, tier: 'high' },
      { name: '获客成本超限', ...limit, cool_down_days: 28, tier: 'any' },
    ]
    await asked(client, 'configure', { set: { alert_rules: rules } })
    const answer = await asked(client, 'check_alerts', { limit: 4 })
    const alerts = answer['alerts'] as Record<string, string | number | null>[]
    expect(alerts.length).toBeGreaterThan(1)
    const stakes = alerts.map(alert => Number(alert['at_stake']))
    expect(stakes).toEqual(stakes.toSorted((one, two) => two - one))
    // Over an amount without a budget beside it: 130,000 against 100,000.
    expect(alerts.find(alert => alert['stage'] === 'acquisition')).toMatchObject({
      what_changed: '获客阶段当月成本从 90,000 变为 130,000（界限 > 100,000）',
      at_stake: 30_000,
    })
    expect(alerts[0]?.['what_changed']).toMatch(/健康分从 .* 变为 .*（界限 < 50）/)
    expect(answer.summary).toContain('错过')
    expect(answer['missed_total']).toBeGreaterThan(0)
    expect(answer.assumptions.join('')).toContain('持续期间不重复')
    const recipe = answer['recipe'] as Record<string, string>
    expect(recipe['cron']).toContain('holdfast run')
    expect(recipe['launchd']).toContain('holdfast')
    expect(recipe['task_scheduler']).toContain('schtasks')
    expect(recipe['note']).toContain('不在后台运行')
    await client.close()
    // The scheduler's command tells each alert once: exit code 10 with news, 0 without.
    const words = ['run', '--db', join(place, 'store.sqlite'), '--language', 'zh-CN']
    const first = await runBuilt(words)
    expect([first.status, first.out.includes('获客阶段当月成本')]).toEqual([10, true])
    expect(await runBuilt(words)).toMatchObject({ status: 0 })
  }, 240_000)
})
