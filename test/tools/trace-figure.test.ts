import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { wilson } from '../../src/domain/churn/index.ts'
import { withData } from './with-data.ts'

const orders = [
  'order_id,customer_id,order_date,paid_amount',
  'A1,C1,2025-01-05,10.00',
  'A2,C2,2025-02-06,20.50',
  'A3,C1,2025-03-07,30.25',
].join('\n')

describe('trace_figure', () => {
  it('leads from a sum to file, hash and row numbers, and computes it again', async () => {
    const { ask } = await withData()
    const { import_id: id } = await ask('import_data', { csv_text: `${orders}\n` })
    const { figures, result_id: resultId } = await ask('describe_data', {})
    const net = figures.find(figure => figure.id.endsWith('/net'))
    const trace = await ask('trace_figure', { figure_id: net?.id ?? '' })
    expect(trace).toMatchObject({
      figure_id: `${resultId}.reconciliation/net`,
      name: 'Net',
      value: 60.75,
      badge: 'measured',
      holds: true,
      value_now: 60.75,
      call: { tool: 'describe_data', arguments: { detail: 'concise' }, result_id: resultId },
      sources: [
        {
          file: 'csv_text',
          sheet: null,
          entity: 'order',
          import_id: id,
          rows_in_scope: 3,
          row_numbers: [2, 3, 4],
        },
      ],
    })
    expect(JSON.stringify(trace['sources'])).toMatch(/"sha256":"[0-9a-f]{64}"/)
  })

  it('takes dots for slashes', async () => {
    const { ask } = await withData()
    await ask('import_data', { csv_text: `${orders}\n` })
    const { result_id: id } = await ask('describe_data', {})
    expect(await ask('trace_figure', { figure_id: `${id}.reconciliation.net` })).toMatchObject({
      figure_id: `${id}.reconciliation/net`,
      value: 60.75,
    })
    expect(await ask('trace_figure', { figure_id: 'describe_data.reconciliation/paid' })).toMatchObject({
      value: 60.75,
      holds: true,
    })
  })

  it('narrows a row to the rows of its customer', async () => {
    const { ask, take } = await withData()
    await take('data/samples/shop/orders.csv')
    await take('data/samples/shop/members.csv')
    const health = await ask('score_health', {})
    const rows: { customer_id: string; score: number }[] = [health['rows']]
      .flat()
      .map(row => z.object({ customer_id: z.string(), score: z.number() }).parse(row))
    const row = rows[3]
    const trace = await ask('trace_figure', { figure_id: `${health.result_id}.rows/3/score`, rows: 50 })
    expect(trace).toMatchObject({ customer_id: row?.customer_id, value: row?.score, holds: true })
    const own = [trace['sources']]
      .flat()
      .find(source => z.object({ entity: z.literal('order') }).safeParse(source).success)
    const lines = readFileSync('data/samples/shop/orders.csv', 'utf8').split(/\r?\n/)
    const mine = lines.flatMap((line, at) => (line.split(',')[1] === row?.customer_id ? [at + 1] : []))
    expect(own).toMatchObject({ rows_in_scope: mine.length, row_numbers: mine })
  })

  it('names a figure in full, gives its formula with what goes in, and the rows of those it counts', async () => {
    const { ask, take } = await withData()
    await take('data/samples/saas/subscriptions.csv')
    const answer = await ask('analyze_retention', { view: 'definitions' })
    const id = answer.result_id
    const low = await ask('trace_figure', { figure_id: `${id}.sensitivity/0/low` })
    const inputs = z
      .array(z.object({ name: z.string(), value: z.number(), figure_id: z.string() }))
      .parse(z.object({ inputs: z.unknown() }).parse(low['formula']).inputs)
    const [, churned, n] = inputs.map(({ value }) => value)
    expect(low).toMatchObject({ name: expect.stringMatching(/low$/), unit: 'share', ratio: null })
    expect(inputs.map(({ figure_id: path }) => path)).toContain(`${id}.sensitivity/0/numerator`)
    expect(low['value']).toBeCloseTo(wilson(churned ?? 0, n ?? 0).low ?? 0, 10)

    // The churned of the last 30 days, by the file itself: cancelled after the first day and by the last one.
    const gone = await ask('trace_figure', { figure_id: `${id}.sensitivity/0/numerator`, rows: 50 })
    const window = z.array(z.object({ from: z.string(), to: z.string() })).parse(answer['sensitivity'])[0]
    const [head, ...lines] = readFileSync('data/samples/saas/subscriptions.csv', 'utf8').trim().split(/\r?\n/)
    const column = head?.split(',').indexOf('Cancelled At') ?? -1
    const rows = lines.flatMap((line, at) => {
      const day = line.split(',')[column] ?? ''
      return window && day > window.from && day <= window.to ? [at + 2] : []
    })
    expect(gone['value']).toBe(rows.length)
    expect(gone['sources']).toMatchObject([{ rows_in_scope: rows.length, row_numbers: rows }])
  })

  it('says when the data behind a figure has changed', async () => {
    const { ask } = await withData()
    await ask('import_data', { csv_text: `${orders}\n` })
    const { result_id: id } = await ask('describe_data', {})
    await ask('import_data', {
      csv_text: 'order_id,customer_id,order_date,paid_amount\nA4,C3,2025-04-01,5\n',
    })
    const trace = await ask('trace_figure', { figure_id: `${id}.reconciliation/net` })
    expect(trace).toMatchObject({ value: 60.75, holds: false, value_now: 65.75 })
    expect(trace.summary).toContain('65.75')
  })

  it('follows a calculation to the numbers that were given', async () => {
    const { ask } = await withData()
    const inputs = { monthly_revenue: 150, lifetime_months: 24, gross_margin: 0.6, acquisition_cost: 200 }
    const answer = await ask('compute_clv', { method: 'formula', inputs })
    const trace = await ask('trace_figure', { figure_id: `${answer.result_id}.framework/clv` })
    expect(trace).toMatchObject({ value: 2160, holds: true, sources: [], call: { arguments: { inputs } } })
    expect(trace['formula']).toMatchObject({
      formula_id: answer.method?.formula_id,
      text: `docs/formulas.md#${answer.method?.formula_id}`,
    })
    expect(trace.summary).toContain('not on imported rows')
  })

  it.each(['r_0000000000000000.x/y', 'nonsense', 'r_1'])('does not know %s', async figure => {
    const { refusal } = await withData()
    expect(await refusal('trace_figure', { figure_id: figure })).toMatch(/^figure_not_found/)
  })
})
