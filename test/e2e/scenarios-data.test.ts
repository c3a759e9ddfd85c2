import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connectBuilt, ensureBuilt } from './built.ts'

interface Answer extends Record<string, unknown> {
  status: string
  summary: string
  figures: { id: string; name: string; value: number | null }[]
  suggested_actions: { tool: string; arguments?: Record<string, unknown> }[]
}

const samples = 'data/samples'
let folder = ''
beforeAll(() => {
  ensureBuilt()
  folder = mkdtempSync(join(tmpdir(), 'holdfast-talk-'))
}, 240_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A conversation with the built server, whose inbox holds the given files. */
async function talk(name: string, language: string, files: readonly string[]) {
  const home = join(folder, name)
  mkdirSync(join(home, 'inbox'), { recursive: true })
  for (const file of files) copyFileSync(join(samples, file), join(home, 'inbox', basename(file)))
  const client: Client = await connectBuilt(home, ['--language', language, '--output', join(home, 'out')])
  const ask = async (tool: string, input: Record<string, unknown> = {}): Promise<Answer> => {
    const result = await client.callTool({ name: tool, arguments: input }, undefined, { timeout: 120_000 })
    expect(result.isError, JSON.stringify(result.content).slice(0, 400)).toBeFalsy()
    const answer = result.structuredContent as Answer
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
    return answer
  }
  const take = async (path: string): Promise<Answer> => {
    const first = await ask('import_data', { path })
    const next = first.suggested_actions.find(({ tool, arguments: given }) => tool === 'import_data' && given)
    return first.status === 'ok' ? first : ask('import_data', next?.arguments ?? {})
  }
  return { ask, take, end: () => client.close() }
}

it('scenario 1: looks at the files in the folder, says what it found, and stores nothing before it is told to', async () => {
  const { ask, end } = await talk('one', 'zh-TW', ['beauty/客戶名單.xlsx', 'beauty/消費紀錄.csv'])
  const first = await ask('describe_data')
  expect(first['inbox']).toMatchObject([{ name: '客戶名單.xlsx' }, { name: '消費紀錄.csv' }])
  const members = await ask('import_data', { path: '客戶名單.xlsx', mode: 'preview' })
  expect(members).toMatchObject({ rows_read: 3001, rows_used: 3000, rows_dropped: 1, stored: false })
  for (const told of [
    '表頭在第 3 列',
    '109/10/23 → 2020-10-23',
    '合計列已剔除（1）',
    '360',
    '目前還不能分析',
  ])
    expect(members.summary).toContain(told)
  const mapping = members['mapping'] as { column: string; samples: string[]; read_as?: string[] }[]
  expect(mapping.find(({ column }) => column === '入會日')?.read_as).toHaveLength(3)
  expect(mapping.find(({ column }) => column === '手機號碼')?.samples).toEqual([])
  const visits = await ask('import_data', { path: '消費紀錄.csv', mode: 'preview' })
  expect(visits).toMatchObject({ rows_read: 12_460, form: { encoding: 'big5' }, stored: false })
  expect(JSON.stringify([members, visits])).not.toMatch(/0900-?\d{3}-?\d{3}/)
  expect((await ask('describe_data'))['sources']).toEqual([])
  await end()
}, 120_000)

it('scenario 2: joins orders and members with numbers, and reconciles the money to the cent', async () => {
  const { ask, take, end } = await talk('two', 'zh-CN', ['shop/订单导出.csv', 'shop/会员表.xlsx'])
  await take('订单导出.csv')
  await take('会员表.xlsx')
  const data = await ask('describe_data')
  expect(data['joins']).toMatchObject([{ keys: 7221, matched: 6769, unmatched: 452 }])
  const money = Object(data['reconciliation'])
  expect(money.gross - money.discounts).toBeCloseTo(money.paid, 6)
  expect(money.paid - money.refunds).toBeCloseTo(money.net, 6)
  for (const told of [
    '6,769',
    '93.7%',
    '452 个找不到',
    '3,395,568.44',
    '208,986.61',
    '3,186,581.83',
    '725 笔退款',
  ])
    expect(data.summary).toContain(told)
  const [figure] = data.figures.filter(({ value }) => value === money.net)
  const traced = await ask('trace_figure', { figure_id: figure?.id })
  expect(JSON.stringify(traced['sources'])).toContain('订单导出.csv')
  await end()
}, 120_000)

describe('scenarios 5 and 6', () => {
  it('scores by the printed weights and puts the two planted cells on top of the matrix, then gives evidence for a low score', async () => {
    const files = ['b2b-crm/客户快照_2026-03-31.csv', 'b2b-crm/客户快照_2026-04-30.csv']
    const { ask, take, end } = await talk('five', 'zh-CN', files)
    for (const file of files) await take(basename(file))
    const health = await ask('score_health', {
      matrix: { rows: 'industry', columns: 'account_size_segment' },
    })
    for (const told of ['40%', '30%', '20%', '10%', '80 分及以上为高', '科技 × SMB', '金融服务 × Mid-Market'])
      expect(health.summary).toContain(told)
    expect(JSON.stringify(health['warnings'])).toContain('不给分数')
    const { cells } = Object(health['matrix']) as { cells: { row: string; column: string; n: number }[] }
    expect(cells.slice(0, 2)).toMatchObject([
      { row: '科技', column: 'SMB' },
      { row: '金融服务', column: 'Mid-Market' },
    ])
    expect(cells.every(({ n }) => n >= 10)).toBe(true)
    expect((health['traits'] as unknown[]).length).toBeGreaterThan(0)
    const chart = await ask('draw_chart', { kind: 'matrix' })
    expect(String(chart['chart_table'])).toContain('科技')

    // Scenario 6: 为什么健康度低？别只说活跃度，给我证据.
    const worst = Object((health['rows'] as unknown[])[0]) as { customer_id: string }
    const why = await ask('explain_customer', { customer_id: worst.customer_id })
    const parts = why['parts'] as { dimension: string; against_healthy: number }[]
    expect(parts.map(({ dimension }) => dimension)).toEqual(['activity', 'contact_quality', 'value', 'size'])
    for (const told of ['活跃度', '联系人质量', '健康客户', '低分段']) expect(why.summary).toContain(told)
    const counter = Object(why['counter_example']) as {
      dimension: string
      not_low: number
      customer_id: string
    }
    expect(counter.not_low).toBeGreaterThan(0)
    expect(why.summary).toContain(`反例`)
    const other = await ask('explain_customer', { customer_id: counter.customer_id })
    expect(Object(other['health'])).not.toMatchObject({ band: 'low' })
    expect(String(why['assumptions'])).toMatch(/并非原因|不是原因|并非因果/)
    expect((why['evidence'] as unknown[]).length).toBeGreaterThan(0)
    const part = why.figures.find(({ id }) => id.includes('parts/'))
    const evidence = await ask('trace_figure', { figure_id: part?.id })
    expect(JSON.stringify(evidence['sources'])).toContain('客户快照_2026-04-30.csv')
    await end()
  }, 120_000)
})
