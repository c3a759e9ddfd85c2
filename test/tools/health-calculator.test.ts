import { describe, expect, it } from 'vitest'
import { shape } from './health-shape.ts'
import { withData } from './with-data.ts'

describe('score_health as a calculator', () => {
  it('P11: 70, 50, 60, 40 is 59.0, medium', async () => {
    const { ask } = await withData()
    const answer = await ask('score_health', {
      inputs: { activity: 70, contact_quality: 50, value: 60, size: 40 },
    })
    expect(shape.parse(answer).rows[0]).toMatchObject({
      score: expect.closeTo(59, 9),
      band: 'medium',
      coverage: expect.closeTo(1, 9),
    })
  })

  it.each([
    [80, 'high'],
    [79.999, 'medium'],
    [50, 'medium'],
    [49.999, 'low'],
  ])('P12: %d is %s', async (score, band) => {
    const { ask } = await withData()
    const answer = await ask('score_health', {
      inputs: { activity: score, contact_quality: score, value: score, size: score },
    })
    expect(shape.parse(answer).rows[0]).toMatchObject({ score: expect.closeTo(score, 9), band })
  })

  it('reads the curves: 30 days and 10 activities give 50; half the contacts give 50', async () => {
    const { ask } = await withData()
    const answer = await ask('score_health', {
      inputs: {
        days_since_last_activity: 30,
        total_activities_30d: 10,
        total_contacts: 10,
        contacts_with_email: 5,
        value_percentile: 90,
        account_size_segment: 'Enterprise',
      },
    })
    const { parts, score } = shape.parse(answer).rows[0] ?? { parts: {}, score: null }
    expect(Object.entries(parts).map(([name, { dimension }]) => [name, dimension])).toEqual([
      ['activity', 50],
      ['contact_quality', 50],
      ['value', 90],
      ['size', 100],
    ])
    expect(score).toBeCloseTo(20 + 15 + 18 + 10, 9)
  })

  it('spreads the weight of what is missing (also of no contacts), and withholds below the floor', async () => {
    const { ask } = await withData()
    const some = shape.parse(
      await ask('score_health', {
        inputs: { activity: 60, value: 30, size: 90, total_contacts: 0, contacts_with_email: 0 },
      }),
    ).rows[0]
    expect(some?.coverage).toBeCloseTo(0.7, 9)
    expect(some?.score).toBeCloseTo((0.4 * 60 + 0.2 * 30 + 0.1 * 90) / 0.7, 9)
    const little = await ask('score_health', { inputs: { contact_quality: 90, size: 100 } })
    expect(little).toMatchObject({ status: 'not_enough_data', rows: [{ score: null, band: null }] })
  })

  it('counts a missing part as the settings say, and bands where they say', async () => {
    const { ask } = await withData()
    const inputs = { activity: 60, value: 30, size: 90, contact_quality: null }
    await ask('configure', {
      set: { health_profile: { missing: 'zero', bands: { high: 40, medium: 20 } } },
      scenario: 'harsh',
    })
    const harsh = shape.parse(await ask('score_health', { inputs, scenario: 'harsh' })).rows[0]
    expect(harsh).toMatchObject({ score: expect.closeTo(39, 9), band: 'medium' })
    expect(shape.parse(await ask('score_health', { inputs })).rows[0]?.score).toBeCloseTo(39 / 0.7, 9)
  })
})
