import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { alertAccuracy, evaluateAlerts, replayAlerts } from '../../../src/domain/alerts/index.ts'
import type { AlertRule, AlertSubject } from '../../../src/domain/alerts/index.ts'

const rule: AlertRule = {
  name: 'red', field: 'health_score', op: 'lt', threshold: 50, hysteresis: 5, coolDownDays: 10, tier: 'any',
} // prettier-ignore
const subject = (id: string, score: number | null, more: Partial<AlertSubject> = {}): AlertSubject => ({
  id, values: { health_score: score }, tier: 'high', atStake: 100, ...more,
}) // prettier-ignore
const look = (day: string, ...scores: (number | null)[]) => ({
  day,
  subjects: scores.map((score, index) => subject(`c${index}`, score)),
})
const firedOn = (looks: ReturnType<typeof look>[], rules = [rule]) => {
  const { alerts, missed } = replayAlerts(rules, looks)
  return [...missed, ...alerts].map(({ day }) => day).sort()
}

describe('alerts', () => {
  it('fire when the condition begins, not while it lasts', () => {
    expect(
      firedOn([
        look('2024-01-01', 60),
        look('2024-01-02', 40),
        look('2024-01-20', 40),
        look('2024-02-20', 30),
      ]),
    ).toEqual(['2024-01-02'])
  })

  it('need the hysteresis to be left before they fire again', () => {
    const nearly = [look('2024-01-01', 40), look('2024-02-01', 52), look('2024-03-01', 40)]
    expect(firedOn(nearly)).toEqual(['2024-01-01'])
    const fully = [look('2024-01-01', 40), look('2024-02-01', 55), look('2024-03-01', 40)]
    expect(firedOn(fully)).toEqual(['2024-01-01', '2024-03-01'])
  })

  it('stay silent during the cool-down, and speak after it if the condition still holds', () => {
    const looks = [
      look('2024-01-01', 40),
      look('2024-01-03', 80),
      look('2024-01-05', 40),
      look('2024-01-11', 40),
    ]
    expect(firedOn(looks)).toEqual(['2024-01-01', '2024-01-11'])
  })

  it('tell what was missed since the last look', () => {
    const looks = [look('2024-01-01', 40, 90), look('2024-02-01', 90, 30), look('2024-03-01', 20, 30)]
    const { alerts, missed } = replayAlerts([rule], looks, [], '2024-01-01')
    expect(alerts.map(({ id, before, value }) => [id, before, value])).toEqual([['c0', 90, 20]])
    expect(missed.map(({ id, day }) => [id, day])).toEqual([['c1', '2024-02-01']])
  })

  it('put the most money at stake first and heed the tier', () => {
    const subjects = [
      subject('small', 40, { atStake: 10 }),
      subject('big', 45, { atStake: 900 }),
      subject('other', 10, { tier: 'low', atStake: 5000 }),
      subject('unknown', null, { atStake: 9000 }),
    ]
    const { alerts } = evaluateAlerts([{ ...rule, tier: 'high' }], subjects, [], '2024-01-01')
    expect(alerts.map(({ id, priority, before }) => [id, priority, before])).toEqual([['big', 1, null], ['small', 2, null]]) // prettier-ignore
  })

  it('watch costs per stage with the same rules', () => {
    const limit: AlertRule = {
      ...rule,
      name: 'service',
      field: 'stage_cost:service',
      op: 'gt',
      threshold: 1000,
      hysteresis: 0,
    }
    const stage = { id: 'service', values: { 'stage_cost:service': 1200 }, tier: null, atStake: 200 }
    expect(evaluateAlerts([limit], [stage], [], '2024-01-01').alerts).toMatchObject([
      { id: 'service', value: 1200, threshold: 1000 },
    ])
  })

  it('never repeat within the cool-down, whatever the scores do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 28 }),
        scores => {
          const days = firedOn(
            scores.map((score, index) => look(`2024-01-${String(index + 1).padStart(2, '0')}`, score)),
          )
          const numbers = days.map(day => Number(day.slice(8)))
          numbers.forEach((day, index) =>
            expect(day - (numbers[index - 1] ?? -99)).toBeGreaterThanOrEqual(10),
          )
        },
      ),
    )
  })
})

it('accuracy: precision, recall, lead time, and alerts too young to judge', () => {
  const alerts = [
    { rule: 'red', id: 'a', day: '2024-01-01' },
    { rule: 'red', id: 'b', day: '2024-01-01' },
    { rule: 'red', id: 'c', day: '2024-01-01' },
    { rule: 'red', id: 'd', day: '2024-06-01' },
  ]
  const churned = [
    { id: 'a', day: '2024-02-01' },
    { id: 'b', day: '2023-12-01' },
    { id: 'e', day: '2024-03-01' },
  ]
  expect(alertAccuracy(alerts, churned, { asOf: '2024-06-15' })).toMatchObject([
    { rule: 'red', precision: { events: 1, n: 3 }, recall: { events: 1, n: 3 }, leadDays: 31, pending: 1 },
  ])
  expect(alertAccuracy([], churned, { asOf: '2024-06-15', rules: ['quiet'] })[0]?.precision.value).toBeNull()
})
