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
  })
})

describe('the e-mail test of Hillstrom (2008), rebuilt from its published counts', () => {
  it('gives the published visit rates and lifts of both e-mails against no e-mail', async () => {
    const { ask, folder, take } = await withData()
    // MineThatData E-Mail Analytics challenge: customers and visitors within two weeks, by segment.
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
