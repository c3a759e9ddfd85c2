import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { maximumProfit } from '../../src/domain/churn/index.ts'
import type { Answer } from '../../src/kernel/answer.ts'
import { connect } from './connect.ts'
import { openWithData, withData } from './with-data.ts'

const value = z.number().nullable()
const shape = z.object({
  outcome: z.string().nullable(),
  model: z
    .object({
      chosen: z.string(),
      candidates: z.array(z.object({ name: z.string(), auc: value })),
      boosting_gain: z.object({ value, low: value, high: value }).nullable(),
      auc_low: value,
      pr_auc: value,
      prevalence: value,
      brier: value,
      brier_base: value,
      log_loss: value,
      log_loss_base: value,
      split: z.object({ kind: z.string(), origins: value, n: z.number(), events: z.number() }),
      fields: z.array(z.string()).optional(),
    })
    .nullable(),
  emp: z.object({ value: z.number(), fraction: z.number() }).nullable(),
  calibration: z.array(z.object({ n: z.number(), predicted: z.number(), observed: value })),
  backtest: z.array(
    z.object({
      horizon_days: z.number(),
      n: z.number(),
      churned: z.number(),
      expected: value,
      auc: value,
      auc_low: value,
      lift_at_10: value,
      rule_auc: value,
      rule_lift_at_10: value,
      gain_low: value,
      true_positives: value,
      false_positives: value,
      false_negatives: value,
      true_negatives: value,
    }),
  ),
  rule_bands: z.object({ bands: z.array(z.object({ band: z.string(), rate: value.optional() })) }).nullable(),
  expected: z.object({ customers: z.number(), churned: value }).nullable(),
  rows: z.array(
    z.object({ customer_id: z.string(), churn_probability: value, reasons: z.array(z.string()) }),
  ),
})
const read = (answer: Answer) => shape.parse(answer)

describe('on the subscription sample, whose drivers are planted', () => {
  let product: Awaited<ReturnType<typeof openWithData>>
  let full: Answer
  beforeAll(async () => {
    product = await openWithData()
    for (const path of sampleFiles('saas')) await product.take(path)
    full = await product.ask('predict_churn', { limit: 40, detail: 'full' })
  }, 300_000)
  afterAll(() => product.end())

  it('ranks better than chance and than the recency rule on later windows, at 30, 60 and 90 days', () => {
    const { model, backtest } = read(full)
    expect(model?.split.kind).toBe('time')
    expect(model?.split.events).toBeGreaterThanOrEqual(60)
    expect(model?.auc_low).toBeGreaterThan(0.5)
    expect(model?.pr_auc).toBeGreaterThan(1.5 * (model?.prevalence ?? 1))
    expect(model?.brier).toBeLessThan(model?.brier_base ?? 0)
    expect(model?.log_loss).toBeLessThan(model?.log_loss_base ?? 0)
    expect(backtest.map(({ horizon_days: days }) => days)).toEqual([30, 60, 90])
    for (const test of backtest) {
      expect(test.auc_low).toBeGreaterThan(0.5)
      expect(test.gain_low).toBeGreaterThan(0)
      expect(test.lift_at_10).toBeGreaterThan(test.rule_lift_at_10 ?? 9)
      // Foretold and come counts agree within two standard deviations.
      expect(Math.abs((test.expected ?? 0) - test.churned)).toBeLessThan(2 * Math.sqrt(test.churned))
      const caught = (test.true_positives ?? 0) + (test.false_negatives ?? 0)
      const spared = (test.false_positives ?? 0) + (test.true_negatives ?? 0)
      expect([caught, caught + spared]).toEqual([test.churned, test.n])
    }
  })

  it('keeps the simpler model, and shows all four candidates', () => {
    const { model } = read(full)
    expect(model?.candidates.map(({ name }) => name)).toEqual([
      'prevalence',
      'single_rule',
      'logistic',
      'boosting',
    ])
    expect(model?.chosen).toBe('logistic')
    expect(model?.boosting_gain?.low).toBeLessThan(0)
  })

  it('names what was planted among the reasons of those at highest risk, not what was not', () => {
    const { rows } = read(full)
    const first = rows.map(({ reasons }) => reasons[0] ?? '')
    const planted = first.filter(reason => /^(active days|failed payments|unresolved)/.test(reason))
    expect(planted.length).toBeGreaterThanOrEqual(0.8 * rows.length)
    expect(rows.every(({ reasons }) => reasons.length <= 3)).toBe(true)
  })

  it('leaves out what only the latest state of a contract tells', () => {
    const fields = read(full).model?.fields ?? []
    expect(fields).toContain('failed_payments_31d')
    expect(fields).not.toContain('days_to_renewal')
    expect(fields).not.toContain('subscription_status')
  })

  it('gives the expected profit with the user’s own costs', async () => {
    const inputs = { clv: 900, incentive: 40, contact_cost: 3 }
    const answer = await product.ask('predict_churn', { inputs, detail: 'full' })
    const { emp } = read(answer)
    expect(emp?.fraction).toBeGreaterThan(0)
    expect(emp?.fraction).toBeLessThan(1)
    // No campaign earns more than one that knows who will leave and accepts for sure.
    const { split } = read(answer).model ?? { split: { n: 1, events: 0 } }
    const perfect = maximumProfit(
      Array.from({ length: split.n }, (_, at) => (at < split.events ? 1 : 0)),
      Array.from({ length: split.n }, (_, at) => (at < split.events ? 1 : 0)),
      { clv: 900, incentive: 40, contactCost: 3, accept: 1 },
    )
    expect(emp?.value).toBeLessThan(perfect?.value ?? 0)
    expect(answer.method?.parameters).toMatchObject({ clv: 900, incentive: 40, contact_cost: 3 })
    expect(answer.figures.find(({ id }) => id.endsWith('.emp/value'))?.value).toBe(emp?.value)
  })

  it('answers within the budget of a default reply, and says what it left out', async () => {
    const answer = await product.ask('predict_churn', {})
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
    expect(answer.assumptions.join(' ')).toContain('detail "full"')
  })

  it('answers ping and tells progress while it trains', async () => {
    const client = await connect(product)
    const order: string[] = []
    let tell = (): void => undefined
    const pinged = new Promise<void>(resolve => (tell = resolve))
    const call = client.callTool({ name: 'predict_churn', arguments: { exclude: ['industry'] } }, undefined, {
      timeout: 240_000,
      onprogress: () => {
        if (order.includes('progress')) return
        order.push('progress')
        void (async () => {
          await client.ping()
          order.push('ping')
          tell()
        })()
      },
    })
    await Promise.all([pinged, call.then(() => order.push('answer'))])
    expect(order).toEqual(['progress', 'ping', 'answer'])
    await client.close()
  }, 240_000)

  it('ends in the middle of training when it is cancelled, and trains anew when asked again', async () => {
    const stop = new AbortController()
    const asked = { exclude: ['region'], limit: 1 }
    const refused = product.refusal('predict_churn', asked, {
      signal: stop.signal,
      // The first word of progress comes as training begins.
      progress: () => void setTimeout(() => stop.abort(), 50),
    })
    expect(await refused).toContain('cancelled')
    expect(read(await product.ask('predict_churn', asked)).outcome).toBe('model')
  }, 240_000)

  it('goes on training for the second caller when the first one cancels', async () => {
    const stop = new AbortController()
    const asked = { exclude: ['region', 'industry'], limit: 1 }
    const begun = new Promise<void>(resolve => {
      void product
        .refusal('predict_churn', asked, { signal: stop.signal, progress: () => resolve() })
        .then(text => expect(text).toContain('cancelled'))
    })
    await begun
    const second = product.ask('predict_churn', asked)
    setTimeout(() => stop.abort(), 50)
    expect((await second).status).toBe('ok')
  }, 240_000)
})

/** A region that loses many until the tide turns, and few after; the other one the other way round. */
function turningTide(): { accounts: string; subscriptions: string } {
  let state = 11
  const random = (): number => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
  const accounts: string[] = []
  const subscriptions: string[] = []
  for (let at = 0; at < 420; at++) {
    const id = `T${String(at).padStart(4, '0')}`
    const north = at % 2 === 0
    let end = ''
    for (let month = 1; month < 15 && end === ''; month++) {
      const risky = month < 11 ? north : !north
      if (random() >= (risky ? 0.09 : 0.01)) continue
      end = new Date(Date.UTC(2025, month, 3 + Math.floor(random() * 20))).toISOString().slice(0, 10)
    }
    accounts.push(`${id},${north ? 'North' : 'South'}`)
    subscriptions.push(`S${id},${id},2025-01-01,${end},${end === '' ? 'Active' : 'Cancelled'},20,USD`)
  }
  return {
    accounts: `Customer ID,Region\n${accounts.join('\n')}\n`,
    subscriptions: `Subscription ID,Customer ID,Start Date,Cancelled At,Subscription Status,MRR,Currency\n${subscriptions.join('\n')}\n`,
  }
}

it('gives measured rates, everywhere, where a model no longer holds on later windows', async () => {
  const { ask } = await withData()
  const { accounts, subscriptions } = turningTide()
  const take = async (csv_text: string, entity: string) => {
    const answer = await ask('import_data', { csv_text, entity })
    const next = answer.suggested_actions[0]
    if (answer.status !== 'ok' && next?.arguments) await ask('import_data', next.arguments)
  }
  await take(accounts, 'account')
  await take(subscriptions, 'subscription')
  const answer = await ask('predict_churn', {})
  const told = read(answer)
  expect(told.outcome).toBe('no_signal')
  expect(told.model).toMatchObject({ chosen: 'none', split: { kind: 'time' } })
  expect(answer.summary).toContain('later windows')
  expect(told.rows).toEqual([])
  expect(told.rule_bands?.bands).toHaveLength(1)
  const rate = told.rule_bands?.bands[0]?.rate ?? 0
  expect(told.expected?.churned).toBeCloseTo(rate * (told.expected?.customers ?? 0), 1)
  const roi = await ask('evaluate_retention_roi', { where: { field: 'is_active', op: 'eq', value: 1 } })
  expect(JSON.stringify(roi)).not.toContain('"basis":"model"')
  const id = subscriptions
    .split('\n')
    .find(line => line.includes('Active'))
    ?.split(',')[1]
  const one = await ask('explain_customer', { customer_id: id })
  expect(JSON.stringify(one)).toContain('measured rate')
}, 120_000)
