import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import type { Answer } from '../../src/kernel/answer.ts'
import { openWithData, withData } from './with-data.ts'

const shape = z.object({
  health: z.object({ score: z.number(), band: z.string(), points_to_next_band: z.number().nullable() }),
  value: z.object({ clv_forward: z.number(), value_at_risk: z.number().nullable(), tier: z.string() }),
  risk: z.object({ churn_probability: z.number().nullable() }),
  peers: z.object({ filter: z.unknown(), n: z.number() }),
  parts: z.array(
    z.object({
      dimension: z.string(),
      score: z.number().nullable(),
      weight: z.number(),
      points: z.number(),
      peer_median: z.number().nullable(),
      against_peers: z.number().nullable(),
    }),
  ),
  what_would_change: z.array(
    z.object({
      change: z.string(),
      fields: z.array(z.object({ field: z.string(), from: z.number(), to: z.number() })),
      score_after: z.number(),
      score_change: z.number(),
    }),
  ),
  next_action: z.object({
    title: z.string(),
    steps: z.array(z.string()),
    allowed: z.boolean(),
    blocked: z.string().nullable(),
  }),
  evidence: z.array(
    z.object({
      entity: z.string(),
      day: z.string().nullable(),
      row: z.number(),
      values: z.record(z.string(), z.unknown()),
    }),
  ),
})

// Three accounts of one size: days since last activity, activities, contacts, contacts with email.
const accounts = [
  'account_id,account_size_segment,days_since_last_activity,total_activities_30d,total_contacts,contacts_with_email,annual_revenue,total_won_amount',
  'A1,SMB,60,0,10,2,100,10',
  'A2,SMB,0,40,10,10,300,30',
  'A3,SMB,14,10,10,5,200,20',
].join('\n')

// The newest snapshot: later its days of inactivity would be counted on.
const asOf = '2026-04-30'
let crm: Awaited<ReturnType<typeof openWithData>>
beforeAll(async () => {
  crm = await openWithData()
  for (const path of sampleFiles('b2b-crm')) await crm.take(path)
}, 120_000)
afterAll(() => crm.end())

const explain = (customer: string, more = {}): Promise<Answer> =>
  crm.ask('explain_customer', { customer_id: customer, as_of: asOf, ...more })

describe('explain_customer', () => {
  it('scores by hand what one activity and email addresses for all would change', async () => {
    const { ask } = await withData()
    await ask('import_data', { csv_text: accounts, entity: 'account', mode: 'commit' })
    const answer = await ask('explain_customer', { customer_id: 'A1' })
    const {
      parts,
      what_would_change: changes,
      health,
    } = shape.extend({ value: z.unknown(), risk: z.unknown() }).parse(answer)
    // Recency 60 days: 10 points; no activity: 0; their mean 5. Contacts 20. Value: rank 1 of 3, 100/6. SMB 40.
    expect(parts.map(({ dimension, score }) => [dimension, score])).toEqual([
      ['activity', 5],
      ['contact_quality', 20],
      ['value', expect.closeTo(100 / 6, 7)],
      ['size', 40],
    ])
    expect(health.score).toBeCloseTo(0.4 * 5 + 0.3 * 20 + 0.2 * (100 / 6) + 0.1 * 40, 9)
    expect(health.points_to_next_band).toBeCloseTo(50 - health.score, 9)
    const gain = (change: string): number | undefined =>
      changes.find(row => row.change === change)?.score_change
    // Recency 100 and one activity 8: mean 54 instead of 5, times 0.4.
    expect(gain('One activity this week')).toBeCloseTo(0.4 * 49, 9)
    expect(gain('Email addresses for all contacts')).toBeCloseTo(0.3 * 80, 9)
    expect(gain('One more contact with an email address')).toBeCloseTo(3, 9)
  })

  it('gives the score, value and risk that the other tools give, and parts that add up', async () => {
    const answer = shape.parse(await explain('A-00006'))
    const health = await crm.ask('score_health', { limit: 100, as_of: asOf })
    const all = z.array(z.object({ customer_id: z.string(), score: z.number() })).parse(health['rows'])
    const worst = all[0]
    const own = shape.parse(await explain(worst?.customer_id ?? ''))
    expect(own.health.score).toBeCloseTo(worst?.score ?? -1, 9)
    expect(answer.parts.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(answer.health.score, 9)
    const clv = await crm.ask('compute_clv', { method: 'discounted', customer_ids: ['A-00006'], as_of: asOf })
    expect(z.array(z.object({ clv_forward: z.number() })).parse(clv['rows'])[0]?.clv_forward).toBeCloseTo(
      answer.value.clv_forward,
      6,
    )
    expect(answer.value.value_at_risk).toBeCloseTo(
      answer.value.clv_forward * (answer.risk.churn_probability ?? -1),
      4,
    )
    for (const { score, weight, peer_median: peer, against_peers: against } of answer.parts) {
      expect(against).toBeCloseTo(weight * ((score ?? 0) - (peer ?? 0)), 9)
    }
  })

  it('names peers by a filter that selects them and the customer', async () => {
    const { peers } = shape.parse(await explain('A-00006'))
    const same = await crm.ask('segment_customers', { by: 'health_band', where: peers.filter, as_of: asOf })
    expect(same['totals']).toMatchObject({ n: peers.n + 1 })
  })

  it('shows evidence with file rows, newest first, and nothing personal', async () => {
    const answer = await explain('A-00006', { limit: 3 })
    const { evidence } = shape.parse(answer)
    const lines = readFileSync('data/samples/b2b-crm/opportunities.csv', 'utf8').split(/\r?\n/)
    for (const { entity, row, values, day } of evidence) {
      if (entity === 'opportunity') expect(lines[row - 1]).toContain(String(values['opportunity_id']))
      expect(day === null || day <= asOf).toBe(true)
    }
    const days = evidence.map(({ day }) => day ?? '')
    expect(days).toEqual(days.toSorted((one, two) => (one < two ? 1 : -1)))
    expect(evidence.length).toBeGreaterThanOrEqual(2)
    expect(answer['evidence_total']).toBeGreaterThanOrEqual(evidence.length)
    expect(JSON.stringify(evidence)).not.toMatch(/customer_name|"email"|phone|account_owner/)
  })

  it('answers alike twice, with ids on the figures and association wording', async () => {
    const [one, two] = [await explain('A-00006'), await explain('A-00006')]
    expect(JSON.stringify(two)).toBe(JSON.stringify(one))
    expect(one.figures.every(({ id }) => id.startsWith(`${one.result_id}.`))).toBe(true)
    expect(one.assumptions.join(' ')).toContain('associations, not causes')
    const trace = await crm.ask('trace_figure', { figure_id: `${one.result_id}.health/score` })
    expect(trace).toMatchObject({ customer_id: 'A-00006', holds: true })
  })

  it.each([
    ['en', /health [\d.]+ of 100 \(low;.*activity 2\d where theirs/],
    ['zh-CN', /健康度 [\d.]+（满分 100，低）.*活跃度 2\d，对方/],
    ['zh-TW', /健康度 [\d.]+（滿分 100，低）.*活躍度 2\d，對方/],
  ] as const)('speaks %s with the same numbers', async (language, words) => {
    const answer = await crm.ask('explain_customer', { customer_id: 'A-00006', as_of: asOf }, { language })
    expect(answer.summary).toMatch(words)
    const english = await explain('A-00006')
    expect(answer.figures.map(({ value }) => value)).toEqual(english.figures.map(({ value }) => value))
  })

  it('does not offer contact to who must not be contacted', async () => {
    const { ask } = await withData()
    await ask('import_data', { csv_text: accounts, entity: 'account', mode: 'commit' })
    await ask('configure', { set: { do_not_contact: ['A1'] } })
    const answer = await ask('explain_customer', { customer_id: 'A1' })
    expect(answer['next_action']).toMatchObject({ allowed: false, blocked: 'do_not_contact' })
    expect(answer.suggested_actions.map(({ tool }) => tool)).not.toContain('evaluate_retention_roi')
  })

  it('takes the playbook for band and size, and the user’s own in its place, under another result id', async () => {
    const { ask, folder } = await withData()
    await ask('import_data', { csv_text: accounts, entity: 'account', mode: 'commit' })
    const first = await ask('explain_customer', { customer_id: 'A1' })
    expect(first['next_action']).toMatchObject({
      playbooks: ['rescue-90-days', expect.stringMatching(/^fix-/)],
    })
    const own = [
      { id: 'rescue-90-days', bands: ['low'], text: { en: { title: 'Visit', steps: ['Go there'] } } },
    ]
    mkdirSync(join(folder, 'playbooks'), { recursive: true })
    writeFileSync(join(folder, 'playbooks', 'ours.json'), JSON.stringify(own))
    const second = await ask('explain_customer', { customer_id: 'A1' })
    expect(second['next_action']).toMatchObject({ steps: expect.arrayContaining(['Go there']) })
    expect(second.result_id).not.toBe(first.result_id)
  })

  it('does not know a stranger, and says when nothing is imported', async () => {
    expect(await crm.refusal('explain_customer', { customer_id: 'nobody' })).toMatch(/^customer_not_found/)
    const { ask } = await withData()
    expect(await ask('explain_customer', { customer_id: 'A1' })).toMatchObject({
      status: 'no_data',
      evidence: [],
      parts: [],
    })
  })
})
