import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { read, value } from './retention-shape.ts'
import { openWithData, withData } from './with-data.ts'

describeWithDatasets('the synthetic software store', () => {
  it('reproduces every month of the reference ledger', async () => {
    const { ask, take } = await withData()
    for (const file of ['accounts', 'subscriptions']) await take(datasetPath(`saas_synth/${file}.csv`))
    const { movements } = read(await ask('analyze_retention', { view: 'movements', periods: 60 }))
    const reference = z
      .object({
        mrr: z.object({
          months: z.record(
            z.string(),
            z.object({
              mrr: z.number(),
              accounts: z.number(),
              new: z.number(),
              reactivation: z.number(),
              expansion: z.number(),
              contraction: z.number(),
              churn: z.number(),
              churned_accounts: z.number(),
              nrr: value,
              grr: value,
              logo_churn: value,
            }),
          ),
        }),
      })
      .parse(JSON.parse(readFileSync(datasetPath('saas_synth/reference.json'), 'utf8'))).mrr.months
    expect(movements.map(row => row.month)).toEqual(Object.keys(reference))
    const near = (given: number | null) => (given === null ? null : expect.closeTo(given, 5))
    for (const row of movements) {
      const known = reference[row.month]
      if (!known) throw new Error(row.month)
      expect(row).toMatchObject({
        end: near(known.mrr),
        new: near(known.new),
        reactivation: near(known.reactivation),
        expansion: near(known.expansion),
        contraction: near(Math.abs(known.contraction)),
        churn: near(known.churn),
        customers_end: known.accounts,
        churned_customers: known.churned_accounts,
        nrr: near(known.nrr),
        grr: near(known.grr),
        logo_churn: near(known.logo_churn),
      })
    }
  }, 120_000)
})

describe('on stored subscriptions in three currencies', () => {
  let product: Awaited<ReturnType<typeof openWithData>>
  beforeAll(async () => {
    product = await openWithData()
    for (const path of sampleFiles('saas')) await product.take(path)
  }, 240_000)
  afterAll(() => product.end())

  it('keeps a ledger that reconciles in every month, exchange rates apart', async () => {
    const { movements, gross_churn: gross } = read(
      await product.ask('analyze_retention', { view: 'movements', periods: 24 }),
    )
    expect(movements.length).toBeGreaterThanOrEqual(12)
    for (const { start, new: gained, expansion, contraction, churn, reactivation, fx, end } of movements) {
      expect(start + gained + expansion + reactivation - contraction - churn + fx).toBeCloseTo(end, 0)
    }
    movements
      .slice(1)
      .forEach((row, at) => expect(row.start).toBeCloseTo(movements[at]?.end ?? Number.NaN, 1))
    expect(movements.some(({ fx }) => fx !== 0)).toBe(true)
    expect(gross).toBeGreaterThan(0)
  })

  it('shows cohorts that start whole, and rolling ones that never rise', async () => {
    const calendar = read(await product.ask('analyze_retention', { view: 'cohorts' }))
    expect(calendar.cohorts.length).toBeGreaterThan(6)
    for (const { size, cells } of calendar.cohorts)
      expect(cells[0] ?? { numerator: size }).toMatchObject({ numerator: size })
    const { cohorts } = read(await product.ask('analyze_retention', { view: 'cohorts', cohort: 'rolling' }))
    for (const { cells } of cohorts) {
      cells
        .slice(1)
        .forEach((cell, at) => expect(cell.numerator).toBeLessThanOrEqual(cells[at]?.numerator ?? 0))
    }
  })

  it('compares two windows like for like: mix and rate add up, and so does the waterfall', async () => {
    const { comparison } = read(await product.ask('analyze_retention', { view: 'compare', by: 'plan_name' }))
    if (!comparison) throw new Error('no comparison')
    const parts = comparison.steps.reduce((sum, step) => sum + step.mix + step.rate, 0)
    expect(parts).toBeCloseTo(comparison.change ?? Number.NaN, 5)
    const { opening, new: gained, returned, lost, closing } = comparison.waterfall
    expect(opening + gained + returned - lost).toBe(closing)
  })

  it('tries the churn rate at other lengths, and survival by a field', async () => {
    const { sensitivity, definitions } = read(await product.ask('analyze_retention', { view: 'definitions' }))
    expect(sensitivity.map(({ days }) => days)).toEqual([30, 60, 90, 120])
    for (const { rate: share, numerator, denominator } of [...sensitivity, ...definitions])
      expect(share).toBeCloseTo(numerator / denominator, 5)
    const answer = read(
      await product.ask('analyze_retention', { view: 'survival', by: 'plan_name', covariates: ['seats'] }),
    )
    expect(answer.log_rank?.p_value).toBeGreaterThan(0)
    expect(answer.cox?.coefficients.map(({ name }) => name)).toEqual(['seats'])
    expect(answer.groups.length).toBeGreaterThan(1)
  })

  it('heeds a filter in every view, and the parts of a filter add up to the whole', async () => {
    const both = async (view: string, more: Record<string, unknown> = {}) => {
      const of = async (where?: unknown) => {
        const answer = await product.ask('analyze_retention', { view, ...more, ...(where ? { where } : {}) })
        return { ...read(answer), told: answer.assumptions[0] ?? '' }
      }
      const young = { field: 'tenure_days', op: 'lt', value: 500 }
      const rest = { field: 'tenure_days', op: 'gte', value: 500 }
      return { all: await of(), one: await of(young), two: await of(rest) }
    }
    const cohorts = await both('cohorts', { periods: 120, detail: 'full' })
    const sizes = ({ cohorts: rows }: { cohorts: { size: number }[] }): number =>
      rows.reduce((sum, { size }) => sum + size, 0)
    expect(sizes(cohorts.one)).toBeGreaterThan(0)
    expect(sizes(cohorts.one) + sizes(cohorts.two)).toBe(sizes(cohorts.all))
    expect(cohorts.one.told).toMatch(/^Only the \d+ customers that match/)
    const moved = await both('movements', { periods: 6 })
    moved.all.movements.forEach((row, at) =>
      expect((moved.one.movements[at]?.end ?? 0) + (moved.two.movements[at]?.end ?? 0)).toBeCloseTo(
        row.end,
        2,
      ),
    )
    const rival = await both('definitions')
    rival.all.definitions.forEach((row, at) =>
      expect(
        (rival.one.definitions[at]?.denominator ?? 0) + (rival.two.definitions[at]?.denominator ?? 0),
      ).toBe(row.denominator),
    )
    const compared = await both('compare', { by: 'plan_name' })
    expect(
      (compared.one.comparison?.waterfall.closing ?? 0) + (compared.two.comparison?.waterfall.closing ?? 0),
    ).toBe(compared.all.comparison?.waterfall.closing)
    const lived = await both('survival', { by: 'plan_name' })
    const people = ({ groups }: { groups: { n: number }[] }): number =>
      groups.reduce((sum, { n }) => sum + n, 0)
    expect(people(lived.one)).toBeLessThan(people(lived.all))
  }, 60_000)

  it('refuses an argument that a view would not hear', async () => {
    const refusal = async (input: Record<string, unknown>) => product.refusal('analyze_retention', input)
    expect(await refusal({ view: 'movements', by: 'plan_name' })).toMatch(/by: is not used in view movements/)
    expect(await refusal({ view: 'cohorts', covariates: ['seats'] })).toContain('view: survival')
    const where = { field: 'seats', op: 'gt', value: 1 }
    expect(await refusal({ inputs: { start_mrr: 1 }, where })).toMatch(/where: works on stored data/)
    const nobody = { field: 'seats', op: 'gt', value: 1e9 }
    expect(await product.ask('analyze_retention', { view: 'cohorts', where: nobody })).toMatchObject({
      status: 'no_data',
    })
  })

  it('refuses a field that is not there, by naming those that are', async () => {
    expect(await product.refusal('analyze_retention', { view: 'survival', by: 'shoe_size' })).toContain(
      'plan_name',
    )
  })
})

it('answers with a status where the data holds nothing to say', async () => {
  const { ask } = await withData()
  expect(await ask('analyze_retention', { view: 'movements' })).toMatchObject({ status: 'no_data' })
  await ask('import_data', {
    csv_text: 'Customer ID,Order Date,Amount\nA,2025-01-05,10\nB,2025-02-05,20\n',
    mode: 'commit',
  })
  expect(await ask('analyze_retention', { view: 'movements' })).toMatchObject({
    status: 'not_enough_data',
    movements: [],
  })
})

it('reads cohorts of order lines, and keeps every short answer within 2,000 tokens', async () => {
  const lines = Array.from({ length: 1200 }, (_, at) => {
    const day = new Date(Date.UTC(2024, 0, 1 + ((at * 37) % 700))).toISOString().slice(0, 10)
    return `L${at},O${at},C${at % 240},${day},P${at % 7},1,${10 + (at % 9)}.5`
  })
  const { ask } = await withData()
  const header = 'line_id,order_id,customer_id,order_date,product_id,quantity,paid_amount'
  const csv_text = [header, ...lines].join('\n')
  await ask('import_data', { csv_text, entity: 'order_line', mode: 'commit' })
  for (const more of [{}, { cohort: 'rolling' }, { cohort: 'n_day' }, { period: 'week' }]) {
    const answer = await ask('analyze_retention', { view: 'cohorts', ...more })
    expect(answer.status).toBe('ok')
    expect(JSON.stringify(answer).length / 4).toBeLessThan(2000)
  }
})
