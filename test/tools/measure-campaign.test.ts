import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { datasetPath, describeWithDatasets } from '../datasets.ts'
import { withData } from './with-data.ts'

interface Lift {
  value: number
  low: number
  high: number
  z: number
  p_value: number
  harmful: boolean
}

describe('the calculator', () => {
  it('P41: 250 of 1,000 against 200 of 1,000', async () => {
    const { ask } = await withData()
    const answer = await ask('measure_campaign', {
      inputs: { treated_n: 1000, treated_successes: 250, control_n: 1000, control_successes: 200 },
    })
    const lift = answer['lift'] as Lift
    expect(lift.value).toBeCloseTo(0.05, 12)
    expect(lift.z).toBeCloseTo(2.677398, 5)
    expect(lift.p_value).toBeCloseTo(0.00741965, 7)
    expect(lift.low).toBeCloseTo(0.013464, 5)
    expect(lift.high).toBeCloseTo(0.086536, 5)
    expect(answer['probability_better']).toBeGreaterThan(0.99)
  })

  it('says what is missing, and answers an empty store with a status', async () => {
    const { ask, refusal } = await withData()
    expect(await refusal('measure_campaign', { inputs: { treated_n: 10 } })).toMatch(
      /inputs\.treated_successes/,
    )
    expect(await ask('measure_campaign', {})).toMatchObject({ status: 'no_data', lift: null })
  })
})

describe('the win-back test with its planted truth', () => {
  it('finds +4.0 points, calls the harmful variant out, and learns the success of each strategy', async () => {
    const { ask, take, holdfast } = await withData()
    await take('data/samples/winback/挽回实验.xlsx')
    await take('data/samples/winback/retention_actions.csv')
    const outcome = await holdfast.call('measure_campaign', {}, { language: 'zh-CN' })
    if (!outcome.ok) throw new Error(outcome.fault.message)
    const { answer } = outcome
    expect(answer.status).toBe('ok')
    expect((answer['lift'] as Lift).value).toBeCloseTo(0.04, 12)
    const variants = answer['variants'] as { variant: string; lift: number; harmful: boolean }[]
    expect(new Set(variants.map(({ lift, harmful }) => `${lift.toFixed(4)} ${harmful}`))).toEqual(
      new Set(['-0.0350 true', '0.0650 false', '0.0900 false']),
    )
    const bad = variants.find(({ harmful }) => harmful)?.variant ?? '?'
    expect(answer.summary).toContain(`方案 ${bad} 有害`)
    expect(answer['sample_ratio']).toMatchObject({ mismatch: false })
    // 636 of 2,400 stayed.
    expect(answer['programme']).toMatchObject({ attempts: 2400, saves: 636, success_rate: { value: 0.265 } })
    // A: Beta of 40–60 % plus 252 of 800 (71 + 95 + 86).
    const posteriors = answer['posteriors'] as {
      strategy: string
      successes: number
      n: number
      mean: number
      prior_mean: number
    }[]
    expect(posteriors.find(({ strategy }) => strategy === 'A')).toMatchObject({
      successes: 252,
      n: 800,
      prior_mean: 0.5,
    })
    expect(answer['learned']).toBe(true)
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
    // The same call, the same bytes: what was learned follows from the data.
    const again = await ask('measure_campaign', {}, { language: 'zh-CN' })
    expect(JSON.stringify(again)).toBe(JSON.stringify(answer))
  })

  it('counts repeat churn only over saves followed for all 180 days', async () => {
    const { ask, take } = await withData()
    await take('data/samples/winback/retention_actions.csv')
    const early = await ask('measure_campaign', { as_of: '2026-06-30' })
    expect((early['programme'] as { repeat_churn: { n: number } }).repeat_churn.n).toBe(0)
    const late = await ask('measure_campaign', { as_of: '2026-08-31' })
    expect((late['programme'] as { repeat_churn: { n: number; value: number } }).repeat_churn.n).toBe(636)
    expect(late).toMatchObject({ status: 'ok', lift: null })
  })
})

describeWithDatasets('campaign_synth', () => {
  it('gives the reference lift, interval, test and money difference', async () => {
    const { ask, take } = await withData()
    await take(datasetPath('campaign_synth/campaign.csv'))
    const answer = await ask('measure_campaign', {})
    const lift = answer['lift'] as Lift
    expect(lift.value).toBeCloseTo(0.02852495271, 9)
    expect(lift.z).toBeCloseTo(3.284403145, 7)
    expect(lift.p_value).toBeCloseTo(0.001021986185, 9)
    expect(lift.low).toBeCloseTo(0.01150932454, 8)
    expect(lift.high).toBeCloseTo(0.04554058088, 8)
    expect(answer['probability_better']).toBeCloseTo(0.9994889043, 6)
    const money = answer['money'] as { value: number; low: number; high: number }
    expect(money.value).toBeCloseTo(6.730397368, 6)
    expect(money.low).toBeCloseTo(2.936, 2)
    // The planted effect differs between customers, so a learned score beats targeting at random.
    expect((answer['qini'] as { coefficient: number }).coefficient).toBeGreaterThan(0)
    expect(answer['sample_ratio']).toMatchObject({ mismatch: false })
    // reference.json, roi_example: 2 a contact for 6,019, half of the revenue is margin.
    await ask('configure', { set: { gross_margin: 0.5 } })
    const paid = await ask('measure_campaign', { inputs: { total_cost: 12_038 } })
    const programme = paid['programme'] as Record<string, number>
    expect(programme['incremental_roi']).toBeCloseTo(0.682599342, 5)
    expect(programme['incremental_roi_low']).toBeCloseTo(-0.266, 3)
    expect(programme['incremental_roi_high']).toBeCloseTo(1.631, 3)
  })
})

describe('the e-mail test of Hillstrom (2008), rebuilt from its published counts', () => {
  it('gives the published visit rates and lifts of both e-mails against no e-mail', async () => {
    const { ask, folder, take } = await withData()
    // MineThatData E-Mail Analytics challenge: customers and visitors within two weeks, by segment. Published: arms of
    // 21,307, 21,387 and 21,306; 18.28 %, 15.14 % and 10.62 % visited, 9,394 of 64,000 in all (0.146781).
    const published = {
      'Mens E-Mail': [21_307, 3894],
      'Womens E-Mail': [21_387, 3238],
      'No E-Mail': [21_306, 2262],
    }
    const lines = ['customer_id,segment,visit']
    for (const [segment, [n = 0, visits = 0]] of Object.entries(published))
      for (let row = 0; row < n; row++) lines.push(`H${lines.length},${segment},${row < visits ? 1 : 0}`)
    const path = join(folder, 'inbox', 'hillstrom.csv')
    writeFileSync(path, `${lines.join('\n')}\n`)
    const mapping = { segment: 'variant', visit: 'retained' }
    expect(await take(path, { entity: 'campaign_member', mapping, mode: 'commit' })).toMatchObject({
      status: 'ok',
      rows_used: 64_000,
    })
    const answer = await ask('measure_campaign', {})
    // 7,132 of 42,694 against 2,262 of 21,306: 16.71 % against 10.62 %.
    expect(answer['lift']).toMatchObject({
      treated_n: 42_694,
      control_n: 21_306,
      sufficient: true,
      harmful: false,
    })
    expect((answer['lift'] as Lift).value).toBeCloseTo(7132 / 42_694 - 2262 / 21_306, 10)
    const variants = answer['variants'] as { variant: string; rate: number; lift: number; low: number }[]
    const shown = variants.map(row => [row.variant, row.rate.toFixed(4), row.lift.toFixed(4)])
    expect(new Map(shown.map(([name, rate, lift]) => [name, `${rate} +${lift}`]))).toEqual(
      new Map([
        ['Mens E-Mail', '0.1828 +0.0766'],
        ['Womens E-Mail', '0.1514 +0.0452'],
      ]),
    )
    for (const { low } of variants) expect(low).toBeGreaterThan(0)
    expect(answer['sequential']).toMatchObject({ stop: true })
  }, 60_000)
})

describe('published tests, from their counts', () => {
  const counted = async (treated: readonly number[], control: readonly number[]) => {
    const { ask } = await withData()
    const [treated_n, treated_successes] = treated
    const [control_n, control_successes] = control
    const answer = await ask('measure_campaign', {
      inputs: { treated_n, treated_successes, control_n, control_successes },
    })
    return answer['lift'] as Lift & { relative: number }
  }

  it('Hillstrom 2008, purchases: +118.8 % and +54.3 % by e-mail, +86.5 % for any (z 6.24, p 4.27e-10)', async () => {
    const control = [21_306, 122]
    expect((await counted([21_307, 267], control)).relative).toBeCloseTo(1.188, 3)
    expect((await counted([21_387, 189], control)).relative).toBeCloseTo(0.543, 3)
    const any = await counted([42_694, 456], control)
    expect(any.relative).toBeCloseTo(0.865, 3)
    expect(any.z).toBeCloseTo(6.24, 2)
    expect(any.p_value).toBeCloseTo(4.27e-10, 12)
  })

  it('Cookie Cats 2017: a gate at level 40 instead of 30 keeps fewer players', async () => {
    const first = await counted([45_489, 20_119], [44_700, 20_034])
    expect(first.z).toBeCloseTo(-1.7840862247974725, 9)
    expect(first.p_value).toBeCloseTo(0.07440965529691913, 9)
    expect(first.harmful).toBe(false)
    // Day 7: −0.82 points (−1.33 to −0.31), p 0.0016.
    const week = await counted([45_489, 8279], [44_700, 8502])
    expect([week.value, week.low, week.high].map(one => one.toFixed(4))).toEqual([
      '-0.0082',
      '-0.0133',
      '-0.0031',
    ])
    expect(week.p_value).toBeCloseTo(0.0016, 4)
    expect(week.harmful).toBe(true)
  })
})

describe('tests as they are: arms without a name, customers twice, a control that was called', () => {
  const rows = (n: number, row: (at: number) => string) => Array.from({ length: n }, (_, at) => row(at))

  it('takes the untreated variant from the caller, and asks for it where nobody names one', async () => {
    const { ask } = await withData()
    const csv = [
      'customer_id,variant,retained',
      ...rows(800, at => `P${at},gate_${at % 2 ? 40 : 30},${at % 5 < (at % 2 ? 1 : 2) ? 1 : 0}`),
    ]
    await ask('import_data', { csv_text: csv.join('\n'), entity: 'campaign_member', mode: 'commit' })
    const unnamed = await ask('measure_campaign', {})
    expect(unnamed).toMatchObject({ status: 'ok', lift: null })
    expect(unnamed.summary).toContain('name it: control')
    expect(unnamed['suggested_actions']).toEqual(
      expect.arrayContaining([expect.objectContaining({ arguments: { control: 'gate_30' } })]),
    )
    const answer = await ask('measure_campaign', { control: 'gate_30' })
    expect(answer['lift']).toMatchObject({ treated_n: 400, control_n: 400, harmful: true })
    expect(answer['variants']).toMatchObject([{ variant: 'gate_40', harmful: true }])
  })

  it('counts customers once, leaves out those in two arms, and says what the file cannot carry', async () => {
    const { ask } = await withData()
    // 1,000 customers in turn; every tenth row twice, every fiftieth customer in both arms, outcomes missing in the control.
    const line = (at: number, arm: string) =>
      `C${at},${arm},${arm === 'control' && at % 6 < 2 ? '' : at % 5 < (arm === 'control' ? 2 : 3) ? 1 : 0},${arm === 'control' ? (at % 4 === 0 ? 3 : 0) : 3}`
    const csv = ['customer_id,group,retained,marketing_cost']
    for (let at = 0; at < 1000; at++) {
      const arm = at % 2 ? 'treatment' : 'control'
      csv.push(line(at, arm))
      if (at % 10 === 0) csv.push(line(at, arm).replace(/\d$/, '4'))
      if (at % 50 === 1) csv.push(line(at, 'control'))
    }
    await ask('import_data', { csv_text: csv.join('\n'), entity: 'campaign_member', mode: 'commit' })
    const answer = await ask('measure_campaign', {})
    const told = answer.warnings
    expect(answer['lift']).toMatchObject({ treated_n: 480 })
    expect(told.join(' ')).toContain('20 customers stand in more than one arm')
    expect(told.join(' ')).toContain('100 rows repeat a customer')
    // Every second of the control (at % 4 === 0) cost money: it was not left alone.
    expect(answer['reached']).toMatchObject({ control: 250, control_n: 500, treated: 480, treated_n: 480 })
    expect(answer['missing']).toMatchObject({ treated: 0 })
    expect(told.join(' ')).toContain('missing unevenly')
    expect(answer['sample_ratio']).toMatchObject({ mismatch: false })
  })

  it('reads extra money at the margin as incremental ROI, with a cost known only in all', async () => {
    const { ask } = await withData()
    const csv = [
      'customer_id,variant,retained,revenue_60d',
      ...rows(
        400,
        at =>
          `C${at},${at % 2 ? 'sms' : 'control'},${at % 3 ? 1 : 0},${at % 2 ? 30 + (at % 7) : 20 + (at % 7)}`,
      ),
    ]
    await ask('import_data', { csv_text: csv.join('\n'), entity: 'campaign_member', mode: 'commit' })
    const answer = await ask('measure_campaign', { inputs: { total_cost: 600 } })
    const money = answer['money'] as { value: number }
    expect(money.value).toBeCloseTo(10, 0)
    // (extra per customer × 200 treated × margin 0.6 − 600) ÷ 600
    const programme = answer['programme'] as { incremental_roi: number; total_cost: number }
    expect(programme.total_cost).toBe(600)
    expect(programme.incremental_roi).toBeCloseTo((money.value * 200 * 0.6 - 600) / 600, 6)
  })
})
