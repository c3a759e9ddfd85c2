import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { read } from './retention-shape.ts'
import { withData } from './with-data.ts'

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
