import { describe, expect, it } from 'vitest'
import { withinReach } from '../../src/analysis/alert-defaults.ts'
import { evaluateAlerts } from '../../src/domain/alerts/index.ts'
import type { AlertRule, AlertSubject } from '../../src/domain/alerts/index.ts'

const rule = (changes: Partial<AlertRule>): AlertRule => ({
  name: 'red',
  field: 'health_score',
  op: 'lt',
  threshold: 50,
  hysteresis: 5,
  coolDownDays: 14,
  tier: 'high',
  ...changes,
})
/** 100 valuable customers with scores 60, 60.3, … 89.7 and probabilities 0.01 to 0.1; 100 others far lower. */
const subjects = (): AlertSubject[] =>
  Array.from({ length: 200 }, (_, at) => ({
    id: `C${at}`,
    values: {
      health_score: at < 100 ? 60 + at * 0.3 : 20 + (at % 60),
      churn_probability: at < 100 ? 0.01 + at * 0.0009 : 0.05,
    },
    tier: at < 100 ? 'high' : 'low',
    atStake: 1,
  }))

describe('limits within reach', () => {
  it('a default limit that nobody of the tier is beyond becomes what a tenth of it is beyond', () => {
    const { rules, adapted, silent } = withinReach({ rules: [rule({})], chosen: 'default' }, subjects(), [])
    // The tenth of 60 … 89.7 ends at 62.97.
    expect(rules[0]).toMatchObject({ threshold: 63, hysteresis: 5 })
    expect(adapted).toMatchObject([
      { rule: 'red', usual: 50, threshold: 63, share: 0, n: 100, basis: 'tenth' },
    ])
    expect(silent).toEqual([])
    expect(evaluateAlerts(rules, subjects(), [], '2026-01-31').alerts).toHaveLength(10)
  })

  it('takes the limit of the start of the quarter, so that it is not what changed', () => {
    const before = subjects().map(one => ({
      ...one,
      values: { ...one.values, health_score: (one.values['health_score'] ?? 0) + 5 },
    }))
    expect(
      withinReach({ rules: [rule({})], chosen: 'default' }, subjects(), before).rules[0]?.threshold,
    ).toBe(68)
  })

  it('keeps a usual limit that speaks, and small tiers', () => {
    const usual = { rules: [rule({ tier: 'low' })], chosen: 'default' } as const
    expect(withinReach(usual, subjects(), [])).toMatchObject({ rules: usual.rules, adapted: [] })
    const few = { rules: [rule({})], chosen: 'default' } as const
    expect(withinReach(few, subjects().slice(0, 12), []).rules).toEqual(few.rules)
  })

  it('leaves alone a tier whose customers are alike: a limit of 0 would name everybody', () => {
    const safe = subjects().map(one => ({ ...one, values: { health_score: 80, churn_probability: 0 } }))
    const usual = [rule({}), rule({ name: 'risk', field: 'churn_probability', op: 'gte', threshold: 0.5 })]
    const { rules, adapted } = withinReach({ rules: usual, chosen: 'default' }, safe, [])
    expect({ rules, adapted }).toEqual({ rules: usual, adapted: [] })
    expect(evaluateAlerts(rules, safe, [], '2026-01-31').alerts).toEqual([])
  })

  it('asks for three times the average probability: a tenth of a safe tier is no tenth at risk', () => {
    const risky = rule({ field: 'churn_probability', op: 'gte', threshold: 0.5, hysteresis: 0.05 })
    const { rules, adapted } = withinReach({ rules: [risky], chosen: 'default' }, subjects(), [])
    // Everybody: 0.05 and, for the tier, 0.05455 on average: 3 × 0.052.
    expect(rules[0]?.threshold).toBeCloseTo(0.16, 10)
    expect(adapted).toMatchObject([{ basis: 'times_average' }])
  })

  it('leaves the rules of the user alone and says which of them cannot fire', () => {
    const own = {
      rules: [rule({ threshold: 55 }), rule({ name: 'near', threshold: 61 })],
      chosen: 'set',
    } as const
    const { rules, adapted, silent } = withinReach(own, subjects(), [])
    expect(rules).toEqual(own.rules)
    expect(adapted).toEqual([])
    expect(silent).toEqual([{ rule: 'red', low: 60, high: expect.closeTo(89.7, 9), tenth: 63 }])
  })
})
