import { describe, expect, it } from 'vitest'
import { fitLastingByRisk, lastingAt } from '../../../src/domain/churn/lasting-by-risk.ts'
import type { SilentCase } from '../../../src/domain/churn/lasting-by-risk.ts'
import { seeded } from '../../../src/domain/churn/seeded.ts'

const windowDays = 60
const base = { quietDays: 30, gapDays: 40, repeats: 6 }
const logit = (p: number): number => Math.log(p / (1 - p))

/** Silent customers whose chance of ever coming back falls with their risk; who does, in the first or second window. */
function planted(n: number, comesBack: (probability: number) => number, seed = 3) {
  const random = seeded(seed)
  const cases: SilentCase[] = []
  let stay = 0
  for (let at = 0; at < n; at++) {
    const probability = 0.05 + 0.9 * random()
    const back = random() < comesBack(probability)
    if (!back) stay += 1
    const first = random() < 0.7
    const watched = random() < 0.5 ? 1 : 4
    const returned = back && (first || watched > 1)
    cases.push({ ...base, probability, returned, watched: returned ? (first ? 1 : 2) : watched })
  }
  return { cases, share: stay / n }
}

describe('the share of the silent who stay away, by risk', () => {
  it('follows a share that rises with the risk, and keeps the mean of the cases at the share of all', () => {
    const staysAway = (p: number): number => 1 / (1 + Math.exp(-(0.2 + 0.9 * logit(p))))
    const { cases, share } = planted(4000, p => 1 - staysAway(p))
    const model = fitLastingByRisk(cases, windowDays, share)
    if (!model) throw new Error('no model')
    for (const probability of [0.1, 0.3, 0.5, 0.7, 0.9])
      expect(Math.abs(lastingAt(model, { ...base, probability }) - staysAway(probability))).toBeLessThan(0.06)
    const mean = cases.reduce((sum, one) => sum + lastingAt(model, one), 0) / cases.length
    expect(mean).toBeCloseTo(share, 9)
    expect(model).toMatchObject({ cases: 4000, returned: cases.filter(one => one.returned).length })
  })

  it('does not take for granted that the share rises: where risk is slowness, the risky come back', () => {
    const { cases, share } = planted(3000, p => 0.15 + 0.75 * p)
    const model = fitLastingByRisk(cases, windowDays, share)
    if (!model) throw new Error('no model')
    const at = (probability: number): number => lastingAt(model, { ...base, probability })
    expect(at(0.15)).toBeGreaterThan(at(0.5))
    expect(at(0.5)).toBeGreaterThan(at(0.85))
    expect(Math.abs(at(0.85) - (1 - 0.7875))).toBeLessThan(0.08)
  })

  it('tells a fast buyer who has stopped from a slow one who is not due yet', () => {
    const random = seeded(5)
    const cases = Array.from({ length: 1200 }, (_, at): SilentCase => {
      const slow = at % 2 === 0
      const returned = random() < (slow ? 0.8 : 0.1)
      return {
        probability: 0.3 + 0.2 * random(),
        quietDays: slow ? 50 : 10,
        gapDays: slow ? 110 : 12,
        repeats: 5,
        watched: returned ? 1 : 3,
        returned,
      }
    })
    const model = fitLastingByRisk(cases, windowDays, cases.filter(one => !one.returned).length / 1200)
    if (!model) throw new Error('no model')
    const of = (quietDays: number, gapDays: number): number =>
      lastingAt(model, { probability: 0.4, quietDays, gapDays, repeats: 5 })
    expect(of(50, 110)).toBeLessThan(0.3)
    expect(of(10, 12)).toBeGreaterThan(0.8)
  })

  it('is one share for all where nothing differs, nearly so where risk tells nothing', () => {
    const { cases, share } = planted(1500, () => 0.4)
    const same = cases.map(one => ({ ...one, probability: 0.3 }))
    const one = fitLastingByRisk(same, windowDays, share)
    const other = fitLastingByRisk(cases, windowDays, share)
    if (!one || !other) throw new Error('no model')
    expect(lastingAt(one, { ...base, probability: 0.9 })).toBeCloseTo(share, 9)
    for (const probability of [0.1, 0.5, 0.9])
      expect(Math.abs(lastingAt(other, { ...base, probability }) - share)).toBeLessThan(0.1)
  })

  it('says nothing with few cases, few returns, or nobody who stays away', () => {
    const { cases } = planted(99, () => 0.5)
    expect(fitLastingByRisk(cases, windowDays, 0.5)).toBeNull()
    expect(fitLastingByRisk(planted(400, () => 0.03).cases, windowDays, 0.97)).toBeNull()
    const back = planted(400, () => 0.5).cases.map(one => ({ ...one, returned: true }))
    expect(fitLastingByRisk(back, windowDays, 0.4)).toBeNull()
    expect(fitLastingByRisk(planted(400, () => 0.5).cases, windowDays, 1)).toBeNull()
  })

  it('stays a number where a trait separates wholly, and far outside what it has seen', () => {
    const cases = Array.from({ length: 400 }, (_, at): SilentCase => {
      const returned = at % 2 === 0
      return { ...base, probability: returned ? 0.1 : 0.9, watched: 1, returned }
    })
    const model = fitLastingByRisk(cases, windowDays, 0.5)
    if (!model) throw new Error('no model')
    for (const probability of [0, 0.1, 0.5, 0.9, 1])
      for (const quietDays of [0, 30, 5000]) {
        const share = lastingAt(model, { probability, quietDays, gapDays: Number.NaN, repeats: 0 })
        expect(share >= 0 && share <= 1).toBe(true)
      }
    expect(lastingAt(model, { ...base, probability: 0.1 })).toBeLessThan(0.2)
    expect(lastingAt(model, { ...base, probability: 0.9 })).toBeGreaterThan(0.8)
  })
})
