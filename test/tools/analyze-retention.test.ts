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

  it('P45: the published movements of two plans reconcile', async () => {
    const { ask } = await withData()
    // Four Gold seats at 500 a year, two Silver at 30 a month; Silver is cancelled, Gold ends, three Gold at 50 return.
    await ask('import_data', {
      csv_text: [
        'subscription_id,customer_id,start_date,end_date,plan,mrr,currency',
        'S1,C1,2025-01-10,2025-04-10,Gold,166.67,USD',
        'S2,C1,2025-02-10,2025-03-10,Silver,60,USD',
        'S3,C1,2025-05-10,,Gold,150,USD',
        'S4,C2,2025-06-20,,Gold,1,USD',
      ].join('\n'),
      entity: 'subscription',
      mode: 'commit',
    })
    const { movements } = read(await ask('analyze_retention', { view: 'movements', as_of: '2025-05-31' }))
    const told = movements.map(
      ({ month: name, new: gained, expansion, contraction, churn, reactivation }) => [
        name,
        gained,
        expansion,
        contraction,
        churn,
        reactivation,
      ],
    )
    expect(told).toEqual([
      ['2025-01', 166.67, 0, 0, 0, 0],
      ['2025-02', 0, 60, 0, 0, 0],
      ['2025-03', 0, 0, 60, 0, 0],
      ['2025-04', 0, 0, 0, 166.67, 0],
      ['2025-05', 0, 0, 0, 0, 150],
    ])
  })

  it('P46: a year paid at once counts a twelfth a month, net of its discount', async () => {
    const { ask } = await withData()
    await ask('import_data', {
      csv_text: [
        'subscription_id,customer_id,start_date,contract_value,currency',
        'S1,C1,2025-01-10,1200,USD',
        'S2,C2,2025-02-10,108,USD',
      ].join('\n'),
      entity: 'subscription',
      mode: 'commit',
    })
    const { movements } = read(await ask('analyze_retention', { view: 'movements', as_of: '2025-02-28' }))
    expect(movements.map(({ new: gained }) => gained)).toEqual([100, 9])
  })

  it('names the rival definitions in the language of the answer', async () => {
    const { ask } = await withData()
    const inputs = { active_at_start: 100, new_customers: 20, churned: 15, churned_of_new: 5 }
    const answer = await ask('analyze_retention', { inputs }, { language: 'zh-TW' })
    expect(answer['definitions']).toMatchObject([
      { name: 'start_basis', label: '期初客戶中的流失', formula: '期初客戶中的流失 ÷ 期初客戶' },
      { label: '全部流失 ÷（期初 + 新增）', used_by: 'Stripe' },
      { label: '全部流失 ÷ 期初' },
    ])
    expect(answer.method?.name).toMatch(/[\u4e00-\u9fff]/)
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
