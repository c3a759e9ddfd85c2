import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Answer } from '../../src/kernel/answer.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { withData } from './with-data.ts'

const value = z.number().nullable()
const shape = z.object({
  outcome: z.string().nullable(),
  model: z
    .object({
      chosen: z.string(),
      candidates: z.array(z.object({ name: z.string(), auc: value })),
      auc: value,
      ece: value,
      split: z.object({
        kind: z.string(),
        tested_from: z.string().nullable(),
        n: z.number(),
        events: z.number(),
      }),
      fields: z.array(z.string()).optional(),
    })
    .nullable(),
  auc: value,
  brier: value,
  emp: z.object({ value: z.number(), fraction: z.number() }).nullable(),
  mp: z.object({ value: z.number(), fraction: z.number() }).nullable(),
  calibration: z.array(z.object({ n: z.number(), predicted: z.number(), observed: value })),
  backtest: z.array(
    z.object({
      horizon_days: z.number(),
      n: z.number(),
      churned: z.number(),
      expected: value,
      auc: value,
      rule_auc: value,
      true_positives: value,
      false_positives: value,
      false_negatives: value,
      true_negatives: value,
      shortfall: z.string().nullable(),
    }),
  ),
  leaks: z.array(z.object({ field: z.string(), evidence: z.string(), honest_auc: value, leaky_auc: value })),
  gate: z
    .object({
      met: z.boolean(),
      events: z.number(),
      customers: z.number(),
      events_short: z.number(),
      customers_short: z.number(),
    })
    .nullable(),
  rule_bands: z
    .object({ label: z.string(), bands: z.array(z.object({ band: z.string(), n: z.number() })) })
    .nullable(),
  expected: z
    .object({
      customers: z.number(),
      churned: value,
      value_at_risk: value,
      value_at_risk_ci: z.array(z.number()).optional(),
    })
    .nullable(),
  rows: z.array(
    z.object({
      customer_id: z.string(),
      churn_probability: value,
      low: value,
      high: value,
      value_at_risk: value,
      reasons: z.array(z.string()),
    }),
  ),
})
const read = (answer: Answer) => shape.parse(answer)

/** Numbers that look random and are the same every time. */
function seeded(): () => number {
  let state = 7
  return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647
}

/** Accounts whose churn follows from usage (`signal`), or from nothing; with a field that is only known afterwards. */
function accounts(n: number, { signal = true, leak = false } = {}): string {
  const random = seeded()
  const lines = Array.from({ length: n }, (_, at) => {
    const logins = Math.floor(random() * 30)
    const seats = 1 + Math.floor(random() * 20)
    const risk = signal ? 1 / (1 + Math.exp(0.25 * (logins - 10))) : 0.3
    const churned = random() < risk
    const survey = leak ? `,${churned ? (random() < 0.9 ? 'yes' : '') : ''}` : ''
    return `A${String(at).padStart(4, '0')},${logins},${seats},${churned ? 'Yes' : 'No'}${survey}`
  })
  return `Customer ID,Weekly Logins,Seats,Churned${leak ? ',Exit Survey Done' : ''}\n${lines.join('\n')}\n`
}

async function taught(table: string) {
  const product = await withData()
  const answer = await product.ask('import_data', {
    csv_text: table,
    entity: 'account',
    options: { as_of: '2026-03-31' },
  })
  const next = answer.suggested_actions[0]
  if (answer.status !== 'ok' && next?.arguments) await product.ask('import_data', next.arguments)
  return product
}

describe('as a calculator', () => {
  const toy = { scores: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8], labels: [0, 1, 0, 1, 0, 1, 0, 1] }

  it('P37, P38: gives the published expected and maximum profit, and AUC and Brier by hand', async () => {
    const { ask } = await withData()
    const answer = read(await ask('predict_churn', { inputs: toy }))
    expect(answer.emp?.value).toBeCloseTo(23.8755934, 6)
    expect(answer.emp?.fraction).toBeCloseTo(0.8743701, 6)
    expect(answer.mp).toEqual({ value: expect.closeTo(23.875, 9), fraction: expect.closeTo(0.875, 9) })
    // Ten of sixteen pairs are in the right order.
    expect(answer.auc).toBe(10 / 16)
    expect(answer.brier).toBeCloseTo((0.01 + 0.64 + 0.09 + 0.36 + 0.25 + 0.16 + 0.49 + 0.04) / 8, 12)
  })

  it('leaves undefined figures out with a reason', async () => {
    const { ask } = await withData()
    const one = await ask('predict_churn', { inputs: { scores: [0.2, 0.4], labels: [1, 1] } })
    expect(read(one)).toMatchObject({ auc: null, emp: null, mp: null })
    expect(one.warnings).toContain('AUC, PR-AUC, lift and profit are undefined: they need both outcomes.')
    const ranks = await ask('predict_churn', { inputs: { scores: [3, 9], labels: [0, 1] } })
    expect(read(ranks)).toMatchObject({ auc: 1, brier: null })
  })

  it('refuses labels that do not fit the scores', async () => {
    const { refusal } = await withData()
    expect(await refusal('predict_churn', { inputs: { scores: [0.1, 0.2], labels: [1] } })).toContain(
      'one label a score',
    )
  })
})

describe('on stored customers', () => {
  it('says no_data on an empty store', async () => {
    const { ask } = await withData()
    expect(await ask('predict_churn', {})).toMatchObject({ status: 'no_data', rows: [] })
  })

  it('gives no probability to a few dozen customers, but bands that say they are none, with the shortfall', async () => {
    const { ask } = await taught(accounts(60))
    const answer = await ask('predict_churn', {})
    const told = read(answer)
    expect(answer.status).toBe('not_enough_data')
    expect(told.outcome).toBe('rule_bands')
    expect(told.gate?.customers_short).toBe(140)
    expect(told.rule_bands?.label).toBe('rule-based band, not a probability')
    expect(told.rows.every(row => row.churn_probability === null)).toBe(true)
    expect(answer.summary).toContain('not a probability')
  })

  it('answers “no usable signal” where churn follows from nothing', async () => {
    const { ask } = await taught(accounts(600, { signal: false }))
    const answer = await ask('predict_churn', {})
    expect(read(answer)).toMatchObject({ outcome: 'no_signal', rows: [] })
    expect(answer.summary).toContain('No usable signal')
    // What is known instead: one measured rate for everyone, with its interval.
    const rate = answer.figures.find(({ id }) => id.endsWith('.rule_bands/bands/0/rate'))
    expect(rate).toMatchObject({ badge: 'measured', n: 600 })
    expect(rate?.low).toBeLessThan(0.3)
    expect(rate?.high).toBeGreaterThan(0.3)
  }, 120_000)

  it('names leaks as the file does: a closing date and a status that tell who left', async () => {
    const lines = accounts(400).trim().split('\n')
    const told = lines.map((line, at) =>
      at === 0
        ? line.replace('Churned', '账户状态,销户日期,是否流失')
        : line.endsWith(',Yes')
          ? line.replace(/,Yes$/, ',已关闭,2025-05-03,是')
          : line.replace(/,No$/, ',正常,,否'),
    )
    const { ask } = await withData()
    await ask('import_data', {
      csv_text: told.join('\n'),
      entity: 'customer',
      options: { as_of: '2026-03-31' },
    })
    const { leaks } = z
      .object({ leaks: z.array(z.object({ field: z.string(), column: z.string().nullable() })) })
      .parse(await ask('predict_churn', {}))
    expect(leaks.map(({ field, column }) => column ?? field)).toEqual(
      expect.arrayContaining(['账户状态', '销户日期']),
    )
  })

  it('refuses five kinds of planted leak by name in the model, its weak spots and the drivers', async () => {
    const random = seeded()
    const lines = Array.from({ length: 700 }, (_, at) => {
      const logins = Math.floor(random() * 30)
      const churned = random() < 1 / (1 + Math.exp(0.25 * (logins - 10)))
      const vendor = (churned ? 0.85 : 0.15) + 0.2 * (random() - 0.5)
      return [
        `L${String(at).padStart(4, '0')}`,
        logins,
        churned ? 'Yes' : 'No',
        churned ? (random() < 0.5 ? 'Price' : 'Moved') : '',
        churned ? 1 + Math.floor(random() * 10) : '',
        churned && random() < 0.97 ? 'yes' : 'no',
        vendor.toFixed(3),
        churned ? 'TRUE' : 'FALSE',
      ].join(',')
    })
    const { ask } = await taught(
      `Customer ID,Weekly Logins,Churned,Cancellation Reason,Exit Survey Score,Final Invoice Sent,Vendor Churn Risk,Account Closed\n${lines.join('\n')}\n`,
    )
    const planted = [
      'Account Closed',
      'Exit Survey Score',
      'Final Invoice Sent',
      'Vendor Churn Risk',
      'churn_reason',
    ]
    const answer = await ask('predict_churn', { limit: 1 })
    const { leaks, outcome } = read(answer)
    expect(outcome).toBe('model')
    expect(leaks.map(({ field }) => field).toSorted()).toEqual(planted)
    expect(leaks.every(({ evidence }) => /AUC|churned|known|score/.test(evidence))).toBe(true)
    const spots = z.array(z.object({ field: z.string() })).parse(answer['weak_spots'])
    expect(spots.filter(({ field }) => planted.includes(field))).toEqual([])
    const drivers = await ask('find_churn_drivers', {})
    const named = z.array(z.object({ field: z.string(), leak: z.boolean() })).parse(drivers['excluded'])
    expect(
      named
        .filter(({ leak }) => leak)
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(planted)
  }, 60_000)

  it('names a planted leak with evidence and shows the honest score beside the leaky one', async () => {
    const { ask } = await taught(accounts(600, { leak: true }))
    const answer = await ask('predict_churn', { limit: 5, detail: 'full' })
    const { leaks, model, rows, expected } = read(answer)
    expect(leaks.map(({ field }) => field)).toEqual(['Exit Survey Done'])
    expect(leaks[0]?.leaky_auc).toBeGreaterThan((leaks[0]?.honest_auc ?? 1) + 0.05)
    expect(model?.fields).not.toContain('Exit Survey Done')
    expect(model?.auc).toBeGreaterThan(0.7)
    expect(rows).toHaveLength(5)
    for (const row of rows) {
      expect(row.low).toBeLessThanOrEqual(row.churn_probability ?? 0)
      expect(row.high).toBeGreaterThanOrEqual(row.churn_probability ?? 1)
      expect(row.reasons[0]).toMatch(/^Weekly Logins = /)
    }
    expect(expected?.customers).toBeGreaterThan(0)
    expect(answer.figures.find(({ id }) => id.endsWith('.rows/0/churn_probability'))?.value).toBe(
      rows[0]?.churn_probability,
    )
    // The same call, the same bytes.
    expect(await ask('predict_churn', { limit: 5, detail: 'full' })).toEqual(answer)
  }, 120_000)
})

describeWithDatasets('the telephone company', () => {
  it('reaches an honest AUC of 0.84 with ECE under 0.03 and keeps the simpler model', async () => {
    const { ask, take } = await withData()
    await take(datasetPath('telco_ibm/Telco-Customer-Churn.csv'))
    const { model, expected, rows, calibration } = read(
      await ask('predict_churn', { limit: 3, detail: 'full' }),
    )
    expect(model?.split).toMatchObject({ kind: 'customers', n: 7043, events: 1869 })
    expect(model?.auc).toBeGreaterThanOrEqual(0.84)
    expect(model?.ece).toBeLessThanOrEqual(0.03)
    expect(model?.chosen).toBe('logistic')
    expect(expected?.customers).toBe(7043 - 1869)
    const [low = Number.NaN, high = Number.NaN] = expected?.value_at_risk_ci ?? []
    expect(low).toBeLessThan(expected?.value_at_risk ?? 0)
    expect(high).toBeGreaterThan(expected?.value_at_risk ?? Infinity)
    expect(calibration.reduce((sum, { n }) => sum + n, 0)).toBe(7043)
    expect(rows.every(row => row.value_at_risk !== null && row.reasons.length === 3)).toBe(true)
  }, 240_000)
})
