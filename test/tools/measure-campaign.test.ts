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
