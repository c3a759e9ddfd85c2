import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newAlerts, runAlerts } from '../../src/faces/cli/run.ts'
import { sampleProduct } from '../contract/sample-product.ts'
import { withData } from './with-data.ts'

const overBudget = [
  'cost_stage,cost_amount,budget_amount,cost_date,currency',
  ...['01', '02', '03', '04', '05'].map(
    month => `service,${month === '05' ? 150 : 100},100,2026-${month}-28,USD`,
  ),
  '',
].join('\n')
const oneOrder = 'order_id,customer_id,order_date,paid_amount,currency\nA1,C1,2026-05-30,10.00,USD\n'

interface Alert {
  priority: number
  customer_id: string | null
  before: number | null
  value: number
  at_stake: number
  action: string
  playbooks: string[]
}

describe('scenario 12: tell me when a valuable customer turns red, but do not nag', () => {
  let product: Awaited<ReturnType<typeof sampleProduct>>
  beforeAll(async () => {
    product = await sampleProduct('b2b-crm')
    const red = {
      name: 'red',
      field: 'health_score',
      op: 'lt',
      threshold: 60,
      hysteresis: 5,
      cool_down_days: 14,
      tier: 'high',
    }
    const outcome = await product.holdfast.call('configure', { set: { alert_rules: [red] } })
    if (!outcome.ok) throw new Error(outcome.fault.message)
  }, 120_000)
  afterAll(() => product.end())
  const ask = async (input: Record<string, unknown>) => {
    const outcome = await product.holdfast.call('check_alerts', input, { language: 'zh-CN' })
    if (!outcome.ok) throw new Error(outcome.fault.message)
    return outcome.answer
  }

  it('names the customers whose score fell under the limit of 60 between the snapshots, most money first', async () => {
    const answer = await ask({ since: '2026-03-31', limit: 100 })
    expect(answer.status).toBe('ok')
    const alerts = answer['alerts'] as Alert[]
    expect(alerts.length).toBeGreaterThan(0)
    for (const { before, value, action, playbooks } of alerts) {
      // What to do comes from the playbooks of the low band for firms, and of the weakest part.
      expect(['rescue-90-days', 'rescue-team']).toContain(playbooks[0])
      expect(value).toBeLessThan(60)
      // What was red at the look before is no news.
      expect(before === null || before >= 60).toBe(true)
      expect(action).toContain('24 小时')
    }
    const stakes = alerts.map(({ at_stake: stake }) => stake)
    expect(stakes).toEqual(stakes.toSorted((one, two) => two - one))
    expect(answer['recipe']).toMatchObject({ cron: expect.stringContaining('holdfast run') })
    expect((answer['drift'] as unknown[]).length).toBeGreaterThan(0)
    expect(answer['rules']).toMatchObject([
      { name: 'red', hysteresis: 5, cool_down_days: 14, judged_by: 'past_looks' },
    ])
    // Replayed on past days, customers who have left since included: a red score must say more than chance.
    const [rule] = answer['rules'] as { precision: number; base_rate: number; judged: number }[]
    expect(rule?.judged).toBeGreaterThan(0)
    expect(rule?.base_rate).toBeGreaterThan(0)
    expect(rule?.precision).toBeGreaterThan(rule?.base_rate ?? 1)
  }, 120_000)

  it('says the same on the same day, and nothing twice afterwards', async () => {
    const first = await ask({ limit: 5 })
    expect(JSON.stringify(await ask({ limit: 5 }))).toBe(JSON.stringify(first))
    expect(JSON.stringify(first).length).toBeLessThanOrEqual(8_000)
    const later = await ask({ as_of: '2026-05-05', limit: 5 })
    const told = new Set((first['alerts'] as Alert[]).map(({ customer_id: id }) => id))
    for (const { customer_id: id } of later['alerts'] as Alert[]) expect(told.has(id)).toBe(false)
    expect(later['since']).toBe('2026-04-30')
    // A changed assumption is no new rule: what was told stays told.
    const changed = await product.holdfast.call('configure', { set: { gross_margin: 0.55 } })
    expect(changed.ok).toBe(true)
    expect((await ask({ as_of: '2026-05-06', limit: 5 }))['since']).toBe('2026-05-05')
  }, 120_000)
})

describe('holdfast run', () => {
  it('prints each alert once and ends with a code of its own when there is one', async () => {
    const { ask, holdfast } = await withData()
    await ask('import_data', { csv_text: overBudget, entity: 'cost', mode: 'commit' })
    await ask('import_data', { csv_text: oneOrder, entity: 'order', mode: 'commit' })
    const lines: string[] = []
    const session = {
      holdfast,
      config: holdfast.config,
      call: async (tool: string, input: unknown) => ask(tool, input as Record<string, unknown>),
      terminal: {
        out: (text: string) => void lines.push(text),
        err: () => undefined,
        outIsPerson: false,
        errIsPerson: false,
        ask: null,
      },
    }
    expect(await runAlerts(session, { all: false, json: false })).toBe(newAlerts)
    expect(lines).toHaveLength(1)
    expect(lines[0]).toContain('service')
    expect(await runAlerts(session, { all: false, json: true })).toBe(0)
    expect(lines).toHaveLength(1)
    expect(await runAlerts(session, { all: true, json: true })).toBe(0)
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ stage: 'service', playbooks: ['cost-over-budget'] })
  })
})

describe('cost stages', () => {
  it('raises a line when a stage passes its limit', async () => {
    const { ask } = await withData()
    await ask('import_data', { csv_text: overBudget, entity: 'cost', mode: 'commit' })
    await ask('import_data', { csv_text: oneOrder, entity: 'order', mode: 'commit' })
    const answer = await ask('check_alerts', { since: '2026-04-30' })
    expect(answer['alerts']).toMatchObject([
      { stage: 'service', customer_id: null, value: 0.5, at_stake: 50, playbooks: ['cost-over-budget'] },
    ])
  })

  it('answers an empty store with a status', async () => {
    const { ask } = await withData()
    expect(await ask('check_alerts', {})).toMatchObject({ status: 'no_data', alerts: [] })
  })
})
