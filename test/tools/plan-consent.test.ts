import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seeded } from '../../src/domain/churn/seeded.ts'
import { addDays } from '../../src/domain/days.ts'
import { openWithData } from './with-data.ts'

type Product = Awaited<ReturnType<typeof openWithData>>
type Rows = readonly Record<string, unknown>[]

const people = 420
/** Of every ten patients six agreed, two refused, and of two nobody wrote it down. */
const consentOf = (at: number): string => (at % 10 < 6 ? '同意' : at % 10 < 8 ? '不同意' : '')
const ids = Array.from({ length: people }, (_, at) => `P${String(at + 1).padStart(4, '0')}`)

function visits(): string {
  const random = seeded(12)
  const lines = ['單號,病歷號,看診日,自費金額']
  for (const [at, id] of ids.entries()) {
    let day = addDays('2024-01-05', Math.floor(300 * random()))
    const pace = 25 + 80 * random()
    for (let visit = 0; day <= '2025-12-31'; visit++) {
      lines.push(`V${at}-${visit},${id},${day},${Math.round(800 + 5000 * random() * random())}`)
      if (random() < 0.08) break
      day = addDays(day, Math.max(5, Math.round((pace * -Math.log(random() * random())) / 2)))
    }
  }
  return `${lines.join('\n')}\n`
}

const list = `病歷號,姓名,行銷同意\n${ids.map((id, at) => `${id},病患${at + 1},${consentOf(at)}`).join('\n')}\n`
const rowsOf = (answer: Record<string, unknown>, key = 'rows'): Rows => answer[key] as Rows
const count = (answer: Record<string, unknown>, reason: string): number =>
  Number(rowsOf(answer, 'excluded').find(row => row['reason'] === reason)?.['n'] ?? 0)
const mayBe = (id: unknown): boolean => consentOf(ids.indexOf(String(id))) === '同意'

const strategies = [
  {
    name: '電話',
    cost_low: 40,
    cost_high: 60,
    success_low: 0.2,
    success_high: 0.4,
    tier: 'any',
    offer_share: 0.3,
  },
  { name: '簡訊', cost_low: 5, cost_high: 5, success_low: 0.05, success_high: 0.1, tier: 'any' },
]

let product: Product
const ask: Product['ask'] = (tool, input) => product.ask(tool, input)
const planned = (more: Record<string, unknown> = {}) =>
  ask('plan_retention', { budget: 60_000, limit: 100, ...more })

beforeAll(async () => {
  product = await openWithData()
  await ask('import_data', {
    csv_text: list,
    entity: 'customer',
    mode: 'commit',
    options: { currency: 'TWD' },
  })
  await ask('import_data', {
    csv_text: visits(),
    entity: 'order',
    mode: 'commit',
    options: { currency: 'TWD' },
  })
  await ask('configure', { set: { strategies }, scenario: 'own' })
}, 60_000)

afterAll(() => product.end())

describe('a clinic that wrote down who agreed', () => {
  it('plans for nobody without consent, on record or not, and counts both', async () => {
    const plan = await planned({ hold_out_share: 0 })
    expect(plan).toMatchObject({ status: 'ok' })
    expect(rowsOf(plan).length).toBeGreaterThan(0)
    for (const row of rowsOf(plan)) expect(mayBe(row['customer_id'])).toBe(true)
    expect(count(plan, 'no_consent')).toBeGreaterThan(0)
    expect(count(plan, 'consent_unknown')).toBeGreaterThan(0)
    const whole = await ask('evaluate_retention_roi', { limit: 100 })
    for (const row of rowsOf(whole))
      if (!mayBe(row['customer_id'])) expect(row).toMatchObject({ decision: 'no' })
    await ask('configure', { set: { unknown_consent: 'contact' }, scenario: 'opt-out' })
    const open = await planned({ hold_out_share: 0, scenario: 'opt-out' })
    expect(count(open, 'consent_unknown')).toBe(0)
    expect(count(open, 'no_consent')).toBe(count(plan, 'no_consent'))
  }, 60_000)

  it('leaves them out of a list for a CRM, counts them, and keeps them when asked', async () => {
    const crm = await ask('export_rows', { preset: 'hubspot', columns: ['customer_id'] })
    const lines = readFileSync(String(crm['path']), 'utf8').trim().split('\r\n').slice(1)
    expect(lines).toEqual(ids.filter(mayBe))
    expect(crm['left_out']).toBe(people - lines.length)
    expect(crm['may_not_be_contacted']).toMatchObject([
      { reason: 'consent_unknown', n: 84 },
      { reason: 'no_consent', n: 84 },
    ])
    expect(crm.summary).toMatch(/168 customers who may not be contacted were left out/)
    const all = await ask('export_rows', { preset: 'hubspot', columns: ['customer_id'], keep_barred: true })
    expect(all).toMatchObject({ rows_written: people, left_out: 0 })
    const plain = await ask('export_rows', { columns: ['customer_id'] })
    expect(plain).toMatchObject({ rows_written: people, left_out: 0 })
    expect(plain.summary).toMatch(/168 of the rows are customers who may not be contacted/)
    const none = await ask('export_rows', {
      preset: 'salesforce',
      where: { field: 'marketing_consent', op: 'eq', value: 0 },
    })
    expect(none).toMatchObject({ status: 'no_data', left_out: 84, path: null })
    const plan = await planned()
    const file = await ask('export_rows', { result_id: plan.result_id, preset: 'chinese_crm' })
    expect(file).toMatchObject({ rows_written: plan['total_rows'], left_out: 0 })
  }, 60_000)

  it('heeds the do-not-contact list', async () => {
    const first = rowsOf(await planned({ hold_out_share: 0 }))[0]?.['customer_id']
    await ask('configure', { set: { do_not_contact: [first] }, scenario: 'barred' })
    const plan = await planned({ hold_out_share: 0, scenario: 'barred' })
    expect(rowsOf(plan).map(row => row['customer_id'])).not.toContain(first)
    expect(count(plan, 'do_not_contact')).toBe(1)
  }, 60_000)
})

describe('the plan’s own hold-out', () => {
  it('holds the same customers whatever the budget and when a few leave the list; more only add to it', async () => {
    const everybody = async (more: Record<string, unknown>) => {
      const plan = await planned({ budget: 1e9, scenario: 'own', ...more })
      const more100 =
        Number(plan['total_rows']) > 100
          ? await planned({ budget: 1e9, scenario: 'own', offset: 100, ...more })
          : null
      return new Set(
        [...rowsOf(plan), ...(more100 ? rowsOf(more100) : [])].map(row => String(row['customer_id'])),
      )
    }
    const all = await everybody({ hold_out_share: 0 })
    const held = async (more: Record<string, unknown>) => {
      const treated = await everybody(more)
      return new Set([...all].filter(id => !treated.has(id)))
    }
    const usual = await held({ hold_out_share: 0.2 })
    expect(usual.size).toBeGreaterThan(5)
    expect(Math.abs(usual.size - 0.2 * all.size)).toBeLessThan(2)
    const wider = await held({ hold_out_share: 0.4 })
    // A customer at the border of two tiers may change sides by rounding.
    expect([...usual].filter(id => !wider.has(id)).length).toBeLessThanOrEqual(1)
    const gone = [...all].filter((_, at) => at % 9 === 0)
    await ask('configure', { set: { do_not_contact: gone, strategies }, scenario: 'fewer' })
    const fewer = await held({ hold_out_share: 0.2, scenario: 'fewer' })
    const stay = [...usual].filter(id => !gone.includes(id))
    expect(stay.filter(id => !fewer.has(id)).length).toBeLessThanOrEqual(3)
  }, 60_000)
})

describe('what is paid when', () => {
  const rate = (answer: Record<string, unknown>, strategy: string) =>
    rowsOf(answer, 'success_rates').find(row => row['strategy'] === strategy)

  it('pays contact always and the offer by acceptance: default, stored and logged strategies alike', async () => {
    const plan = await planned({ hold_out_share: 0 })
    const standard = rate(plan, 'B')
    // The low end of 100 to 300 is contact and labour, the rest of 200 the offer.
    expect(Number(standard?.['always_paid']) / Number(standard?.['cost'])).toBeCloseTo(0.5, 3)
    expect(standard).toMatchObject({ split: 'low_end' })
    expect(plan.assumptions.join(' ')).toMatch(/offer only by acceptance.*low end/)
    for (const row of rowsOf(plan)) {
      const own = rowsOf(plan, 'success_rates').find(
        one => one['strategy'] === row['strategy'] && one['tier'] === row['tier'],
      )
      const accepts = 1 - Number(row['churn_probability']) * (1 - Number(own?.['success_rate']))
      const due = Number(own?.['always_paid']) + accepts * Number(own?.['on_acceptance'])
      expect(Math.abs(Number(row['cost']) - due)).toBeLessThan(0.02)
    }

    const own = await planned({ hold_out_share: 0, scenario: 'own' })
    expect(rate(own, '電話')).toMatchObject({ cost: 50, always_paid: 35, on_acceptance: 15, split: 'stated' })
    expect(rate(own, '簡訊')).toMatchObject({ cost: 5, always_paid: 5, on_acceptance: 0, split: 'unknown' })
    const judged = await ask('evaluate_retention_roi', { strategy: '電話', limit: 5, scenario: 'own' })
    for (const row of rowsOf(judged))
      expect(Number(row['cost'])).toBeCloseTo(35 + 15 * (1 - Number(row['churn_probability']) * 0.7), 6)
    expect(judged.assumptions.join(' ')).toMatch(/電話 30 % ?\(as stored\)|電話 30% \(as stored\)/)

    // Forty messages on record, ten of which were taken up for 20: of 25 in all, 20 are the offer.
    const log = ids
      .slice(0, 40)
      .map((id, at) => `A${at},${id},簡訊,2025-03-01,2025-03-01,2,${at % 4 === 0 ? 20 : 0},3,1`)
    await ask('import_data', {
      csv_text: `action_id,customer_id,strategy,identified_at,executed_at,marketing_cost,offer_cost,labor_cost,retained\n${log.join('\n')}\n`,
      entity: 'retention_action',
      mode: 'commit',
      options: { currency: 'TWD' },
    })
    const learned = await planned({ hold_out_share: 0, scenario: 'own' })
    expect(rate(learned, '簡訊')).toMatchObject({ cost: 5, always_paid: 1, on_acceptance: 4, split: 'log' })
  }, 60_000)
})
