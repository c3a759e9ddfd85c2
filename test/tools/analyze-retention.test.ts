import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { sampleFiles } from '../../src/faces/cli/report.ts'
import type { Answer } from '../../src/kernel/answer.ts'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { openWithData, withData } from './with-data.ts'

const value = z.number().nullable()
const rate = z.object({ name: z.string(), rate: value, numerator: z.number(), denominator: z.number() })
const month = z.object({
  month: z.string(),
  start: z.number(),
  new: z.number(),
  expansion: z.number(),
  contraction: z.number(),
  churn: z.number(),
  reactivation: z.number(),
  fx: z.number(),
  end: z.number(),
  nrr: value,
  grr: value,
  churned_customers: z.number(),
  customers_end: z.number(),
  logo_churn: value,
})
const shape = z.object({
  cohorts: z.array(
    z.object({
      cohort: z.string(),
      size: z.number(),
      cells: z.array(
        z.object({ age: z.number(), rate: value, numerator: z.number(), denominator: z.number() }),
      ),
    }),
  ),
  survival: z.array(z.object({ group: z.string().optional(), time: z.number(), survival: z.number() })),
  median: value,
  groups: z.array(
    z.object({ name: z.string(), n: z.number(), median: value, median_reason: z.string().nullable() }),
  ),
  log_rank: z.object({ chi_square: z.number(), p_value: z.number() }).nullable(),
  cox: z
    .object({
      coefficients: z.array(z.object({ name: z.string(), coefficient: value })),
      log_likelihood: z.number(),
      concordance: value,
    })
    .nullable(),
  definitions: z.array(rate),
  sensitivity: z.array(rate.extend({ days: z.number() })),
  gross_churn: value,
  net_churn: value,
  grr: value,
  nrr: value,
  quick_ratio: value,
  movements: z.array(month),
  comparison: z
    .object({
      before: value,
      after: value,
      change: value,
      total_mix: z.number(),
      total_rate: z.number(),
      steps: z.array(z.object({ mix: z.number(), rate: z.number() })),
      waterfall: z.object({
        opening: z.number(),
        new: z.number(),
        returned: z.number(),
        lost: z.number(),
        closing: z.number(),
      }),
    })
    .nullable(),
})
const read = (answer: Answer) => shape.parse(answer)

const rowsOf = (file: string): Record<string, string>[] => {
  const [head = '', ...lines] = readFileSync(datasetPath(file), 'utf8').trim().split(/\r?\n/)
  const names = head.split(',')
  return lines.map(line => Object.fromEntries(line.split(',').map((cell, at) => [names[at] ?? '', cell])))
}

describe('as a calculator', () => {
  it('P43: a month with 10 churned, 10 contracted and 10 expanded of 100', async () => {
    const { ask } = await withData()
    const answer = read(
      await ask('analyze_retention', {
        inputs: { start_mrr: 100, new: 0, churn: 10, contraction: 10, expansion: 10, reactivation: 0 },
      }),
    )
    expect(answer).toMatchObject({ gross_churn: 0.2, net_churn: 0.1, grr: 0.8, nrr: 0.9, quick_ratio: 0.5 })
  })

  it('P44: three definitions of the same period, each with numerator and denominator', async () => {
    const { ask } = await withData()
    const { definitions } = read(
      await ask('analyze_retention', {
        inputs: { active_at_start: 100, new_customers: 20, churned: 15, churned_of_new: 5 },
      }),
    )
    expect(
      definitions.map(({ name, rate: share, numerator, denominator }) => [
        name,
        share,
        numerator,
        denominator,
      ]),
    ).toEqual([
      ['start_basis', 0.1, 10, 100],
      ['start_and_new', 0.125, 15, 120],
      ['all_over_start', 0.15, 15, 100],
    ])
  })

  it('leaves rates without a denominator empty and says so; refuses impossible counts', async () => {
    const { ask, refusal } = await withData()
    const none = await ask('analyze_retention', { inputs: { start_mrr: 0, new: 50 } })
    expect(read(none)).toMatchObject({ grr: null, nrr: null, gross_churn: null, quick_ratio: null })
    expect(none.warnings).toEqual(['Starting MRR is 0, so rates have no denominator.'])
    expect(
      await refusal('analyze_retention', {
        inputs: { active_at_start: 10, new_customers: 2, churned: 3, churned_of_new: 3 },
      }),
    ).toContain('churned_of_new')
    expect(await refusal('analyze_retention', { inputs: { durations: [1, 2], events: [1] } })).toContain(
      'events',
    )
  })

  it('says that a median was not reached', async () => {
    const { ask } = await withData()
    const answer = await ask('analyze_retention', {
      inputs: { durations: [5, 8, 9, 12], events: [1, 0, 0, 0] },
    })
    expect(read(answer).median).toBeNull()
    expect(answer.summary).toContain('median was not reached')
  })
})

describeWithDatasets('published survival sets', () => {
  it('P34, P35: Kaplan–Meier and Cox on the Rossi data', async () => {
    const rows = rowsOf('survival/rossi.csv')
    const numbers = (name: string): number[] => rows.map(row => Number(row[name]))
    const { ask } = await withData()
    const covariates = {
      fin: numbers('fin'),
      age: numbers('age'),
      race: numbers('race'),
      wexp: numbers('wexp'),
      mar: numbers('mar'),
      paro: numbers('paro'),
      prio: numbers('prio'),
    }
    const { survival, cox } = read(
      await ask('analyze_retention', {
        inputs: { durations: numbers('week'), events: numbers('arrest'), covariates },
      }),
    )
    const at = (time: number): number | undefined => survival.findLast(step => step.time <= time)?.survival
    expect(at(26)).toBeCloseTo(0.875, 6)
    expect(at(52)).toBeCloseTo(0.736111, 6)
    const coefficient = (name: string): number =>
      cox?.coefficients.find(each => each.name === name)?.coefficient ?? Number.NaN
    expect(coefficient('fin')).toBeCloseTo(-0.379422, 4)
    expect(coefficient('age')).toBeCloseTo(-0.057438, 4)
    expect(coefficient('prio')).toBeCloseTo(0.091497, 4)
    expect(cox?.log_likelihood).toBeCloseTo(-658.7477, 3)
    expect(cox?.concordance).toBeCloseTo(0.64033, 4)
  })

  it('P36: log-rank and medians on the Waltons data', async () => {
    const rows = rowsOf('survival/waltons.csv')
    const { ask } = await withData()
    const { log_rank: test, groups } = read(
      await ask('analyze_retention', {
        inputs: {
          durations: rows.map(row => Number(row['T'])),
          events: rows.map(row => Number(row['E'])),
          groups: rows.map(row => row['group']),
        },
      }),
    )
    expect(test?.chi_square).toBeCloseTo(122.249, 2)
    expect(new Set(groups.map(({ median }) => median))).toEqual(new Set([26, 58]))
  })
})

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
