import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { withData } from './with-data.ts'

interface Design {
  treated: number
  control: number
  stop_rule: string
  duration_days: number
  guardrails: string[]
}

describe('the calculator', () => {
  it('P42: 0.20 against 0.25 takes 1,093.74, so 1,094 per arm', async () => {
    const { ask } = await withData()
    const answer = await ask('design_experiment', {
      inputs: { baseline_rate: 0.2, target_rate: 0.25, power: 0.8, alpha: 0.05 },
    })
    expect(answer).toMatchObject({ status: 'ok', n_per_arm: 1094 })
    expect(answer['n_exact']).toBeCloseTo(1093.74, 2)
    expect(answer['detectable_effect']).toBeCloseTo(0.05, 4)
  })

  it('tells what 4,000 customers can show, and refuses a test without a control', async () => {
    const { ask, refusal } = await withData()
    const answer = await ask('design_experiment', { inputs: { baseline_rate: 0.225, n: 4000 } })
    expect(answer['n_per_arm']).toBe(2000)
    expect(answer['detectable_effect']).toBeGreaterThan(0.03)
    expect(answer['detectable_effect']).toBeLessThan(0.045)
    expect(
      await refusal('design_experiment', { inputs: { baseline_rate: 0.2, n: 100, hold_out_share: 0 } }),
    ).toMatch(/hold_out_share/)
    expect(await refusal('design_experiment', { inputs: { baseline_rate: 0.2 } })).toMatch(/target_rate/)
    expect(await ask('design_experiment', {})).toMatchObject({ status: 'no_data' })
  })
})

describe('scenario 9: a win-back test on 4,000 customers', () => {
  it('assigns everyone once, balanced in strata, in a file, the same way again', async () => {
    const { ask, take } = await withData()
    await take('data/samples/winback/挽回实验.xlsx')
    const input = { effect: 0.05, seed: 7 }
    const answer = await ask('design_experiment', input, { language: 'zh-CN' })
    expect(answer.status).toBe('ok')
    // The untreated of the campaign on record: 360 of 1,600.
    expect(answer['baseline_rate']).toBe(0.225)
    const design = answer['design'] as Design
    expect([design.treated, design.control]).toEqual([2000, 2000])
    expect(design.stop_rule).toContain('4,000')
    expect(design.duration_days).toBe(97)
    expect(design.guardrails).toHaveLength(3)
    const file = readFileSync(String(answer['assignment_file']), 'utf8')
    const lines = file.trim().split('\r\n').slice(1)
    expect(lines).toHaveLength(4000)
    expect(new Set(lines.map(line => line.split(',')[0])).size).toBe(4000)
    expect(lines.filter(line => line.split(',')[1] === 'control')).toHaveLength(2000)
    expect(answer.summary).toContain('4,000')
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
    expect(JSON.stringify(await ask('design_experiment', input, { language: 'zh-CN' }))).toBe(
      JSON.stringify(answer),
    )
    const other = await ask('design_experiment', { ...input, seed: 8 }, { language: 'zh-CN' })
    expect(readFileSync(String(other['assignment_file']), 'utf8')).not.toBe(file)
  })

  it('takes only so many as asked, and keeps those out who may not be contacted', async () => {
    const { ask, take } = await withData()
    await take('data/samples/winback/挽回实验.xlsx')
    await ask('configure', { set: { do_not_contact: ['W00001', 'W00002'] } })
    const answer = await ask('design_experiment', { n: 1000, hold_out_share: 0.2, weekly_capacity: 200 })
    const design = answer['design'] as Design
    expect([design.treated, design.control]).toEqual([800, 200])
    // Four weeks to contact 800, then 90 days.
    expect(design.duration_days).toBe(28 + 90)
    expect(answer['exclusions']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ reason: 'do_not_contact', n: 2 }),
        expect.objectContaining({ reason: 'not_in_test', n: 2998 }),
      ]),
    )
  })
})
