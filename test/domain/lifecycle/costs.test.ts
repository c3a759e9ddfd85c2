import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  acquisitionCosts, againstBenchmark, attribute, churnCost, evaluateMeasure, judgeGoals, netLifecycleValue, programmeRoi, savingRate, servedSegments,
  stageIndicators,
  shapleyValues, stageCosts, timeDrivenCost, whaleCurve,
} from '../../../src/domain/lifecycle/index.ts' // prettier-ignore

const line = (stage: string, amount: number, more: object = {}) => ({
  stage,
  amount,
  channel: null,
  budget: null,
  day: null,
  ...more,
})

describe('measures', () => {
  it('P09: saving rate 1000 → 800', () => {
    expect(savingRate(1000, 800).value).toBeCloseTo(0.2, 12)
    expect(savingRate(0, 0)).toEqual({ value: null, reason: 'cost_before_is_zero' })
  })

  it('P10: ROI of 200 → 300 and of 1000 → 1500', () => {
    expect(programmeRoi({ investment: 200, totalBenefit: 300 })).toEqual({
      value: 0.5,
      basis: 'total_benefit',
    })
    expect(programmeRoi({ investment: 1000, totalBenefit: 1500 }).value).toBe(0.5)
    expect(programmeRoi({ investment: 200, netGain: 100 })).toEqual({ value: 0.5, basis: 'net_gain' })
    expect(programmeRoi({ investment: 0, netGain: 1 }).value).toBeNull()
  })

  const plan = {
    targetSaving: 0.2,
    scope: 'support',
    method: 'self-service',
    startsOn: '2024-01-01',
    endsOn: '2024-06-30',
  }

  it('evaluates before and after in five steps', () => {
    const record = evaluateMeasure({ ...plan, costBefore: 1000, costAfter: 780, investment: 100 })
    expect(record.analysis).toMatchObject({ saving: 220, savingRate: { value: 0.22 }, roi: { value: 1.2 } })
    expect(record).toMatchObject({ interpretation: { goalMet: true, missedBy: null }, improvement: 'keep' })
  })

  it('takes out what would have happened anyway, and tells execution from design', () => {
    const comparison = { costBefore: 500, costAfter: 450 }
    const record = evaluateMeasure({ ...plan, costBefore: 1000, costAfter: 780, comparison })
    expect(record.analysis.adjustedSaving).toBeCloseTo(120, 9)
    expect(record.interpretation).toEqual({ goalMet: false, missedBy: 'design' })
    expect(
      evaluateMeasure({ ...plan, costBefore: 1000, costAfter: 950, executedShare: 0.5 }).improvement,
    ).toBe('complete_execution')
  })
})

describe('stages and channels', () => {
  const lines = [
    line('acquisition', 300, { channel: 'ads', budget: 250 }),
    line('acquisition', 100, { channel: 'events', budget: 150 }),
    line('acquisition', 60),
    line('service', 140),
    line('training', 400),
  ]

  it('sums by stage and holds actual against budget', () => {
    const { stages, total } = stageCosts(lines)
    expect(total).toBe(1000)
    expect(stages[0]).toEqual({
      stage: 'acquisition',
      amount: 460,
      share: 0.46,
      lines: 3,
      budget: 400,
      overBudget: 0,
      overBudgetShare: 0,
    })
    expect(stages.at(-1)).toMatchObject({ stage: 'training', amount: 400, budget: null, overBudget: null })
    expect(stages.reduce((sum, { amount }) => sum + amount, 0)).toBe(total)
  })

  it('CAC: attributed, fully loaded, blended', () => {
    const cac = acquisitionCosts(lines, [
      { channel: 'ads', n: 6 },
      { channel: 'events', n: 4 },
      { channel: 'search', n: 0 },
    ])
    expect(cac.channels).toEqual([
      {
        channel: 'ads',
        spend: 300,
        newCustomers: 6,
        budget: 250,
        overBudget: 50,
        attributed: { value: 50 },
        fullyLoaded: { value: 56 },
      },
      {
        channel: 'events',
        spend: 100,
        newCustomers: 4,
        budget: 150,
        overBudget: -50,
        attributed: { value: 25 },
        fullyLoaded: { value: 31 },
      },
      {
        channel: 'search',
        spend: 0,
        newCustomers: 0,
        budget: null,
        overBudget: null,
        attributed: { value: null, reason: 'no_new_customers' },
        fullyLoaded: { value: null, reason: 'no_new_customers' },
      },
    ])
    expect(cac.blended).toEqual({ value: 46 })
    const loaded = cac.channels.reduce(
      (sum, { fullyLoaded, newCustomers }) => sum + (fullyLoaded.value ?? 0) * newCustomers,
      0,
    )
    expect(loaded).toBeCloseTo(cac.totalSpend, 9)
  })

  it('takes no spend on record for unknown, not for free', () => {
    const cac = acquisitionCosts(lines, [{ channel: 'friends', n: 5 }, { channel: null, n: 5 }]) // prettier-ignore
    expect(cac.channels.find(({ channel }) => channel === 'friends')).toMatchObject({
      attributed: { value: null, reason: 'no_spend_on_record' },
      fullyLoaded: { value: null, reason: 'no_spend_on_record' },
    })
    expect(acquisitionCosts([line('service', 9)], [{ channel: 'ads', n: 1 }]).blended).toEqual({
      value: null,
      reason: 'no_spend_on_record',
    })
  })

  it('net value and the cost of a lost customer', () => {
    expect(netLifecycleValue(3058, [200, 100, 58])).toBe(2700)
    expect(churnCost({ lostMargin: 500, winBackSpend: 40, acquisitionCost: 200, replaced: false })).toBe(540)
    expect(churnCost({ lostMargin: 100, winBackSpend: 40, acquisitionCost: 200, replaced: true })).toBe(340)
  })
})

it('holds a figure against the benchmark that the user brought', () => {
  expect(againstBenchmark(46, 40)).toEqual({ difference: 6, ratio: { value: 1.15 } })
  expect(againstBenchmark(46, 0).ratio.value).toBeNull()
})

it('stage indicators: rates with their counts, and nothing where nothing was counted', () => {
  const rows = stageIndicators({
    leads: 200, newCustomers: 30, acquisitionSpend: 1500, buyers: 400, repeatBuyers: 100,
    npsScores: [10, 9, 9, 8, 6], csatScores: [5, 4, 2], csatTop: 4, lost: 50, wonBack: 5,
    sent: 1000, opened: 300, clicked: 60, couponUsed: 12,
  }) // prettier-ignore
  const value = (name: string) => rows.find(row => row.name === name)?.value
  expect([value('lead_conversion'), value('cac'), value('repurchase_rate'), value('nps'), value('win_back_rate')]).toEqual([
    0.15, 50, 0.25, 40, 0.1,
  ]) // prettier-ignore
  expect([value('csat_share'), value('open_rate'), value('click_rate'), value('coupon_rate')]).toEqual([
    2 / 3,
    0.3,
    0.06,
    0.012,
  ])
  expect(stageIndicators({ leads: 0, newCustomers: 0 })).toEqual([
    {
      stage: 'acquisition',
      name: 'lead_conversion',
      value: null,
      numerator: 0,
      denominator: 0,
      unit: 'rate',
    },
  ])
})

describe('cost to serve', () => {
  it('charges minutes at practical capacity and leaves idle time uncharged', () => {
    const result = timeDrivenCost({ cost: 8000, practicalCapacityMinutes: 1000, minutes: [100, 300, 400] })
    expect(result).toMatchObject({
      ratePerMinute: 8,
      costs: [800, 2400, 3200],
      unusedCapacityCost: 1600,
      utilisation: 0.8,
    })
  })

  it('whale curve: peak share and count at the peak', () => {
    const whale = whaleCurve([50, -20, 100, -30, 0])
    expect(whale).toMatchObject({
      n: 5,
      total: 100,
      peak: 150,
      peakShare: { value: 1.5 },
      countAtPeak: 2,
      unprofitable: 2,
    })
    expect(whale.curve.at(-1)).toEqual({ customers: 5, profit: 100 })
    expect(whaleCurve([-1, -2]).peakShare.value).toBeNull()
  })

  it('names the segments that take more than they bring', () => {
    const rows = servedSegments([
      { name: 'a', n: 10, margin: 900, cost: 100 },
      { name: 'b', n: 10, margin: 100, cost: 100 },
    ])
    expect(rows.map(({ name, overServed }) => [name, overServed])).toEqual([
      ['a', false],
      ['b', true],
    ])
  })
})

describe('attribution', () => {
  const path = (channels: string[], value = 1) => ({
    value,
    touches: channels.map((channel, index) => ({ channel, daysBefore: 7 * (channels.length - 1 - index) })),
  })
  const paths = [path(['ads', 'email', 'search']), path(['ads', 'search'], 2), path(['email'], 3)]
  const credit = (method: Parameters<typeof attribute>[1]) =>
    attribute(paths, method).map(({ value }) => Number(value.toFixed(6)))

  it('shares by rule, by hand (ads, email, search)', () => {
    expect(credit('first')).toEqual([3, 3, 0])
    expect(credit('last')).toEqual([0, 3, 3])
    expect(credit('linear')).toEqual([1.333333, 3.333333, 1.333333])
    expect(credit('position')).toEqual([1.4, 3.2, 1.4])
    // weights 1/4, 1/2, 1 of 7/4; 1/2, 1 of 3/2
    expect(credit('time_decay')).toEqual([0.809524, 3.285714, 1.904762])
    expect(credit('shapley')).toEqual([1.333333, 3.333333, 1.333333])
  })

  it('adds up to the conversions whatever the method', () => {
    const channel = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    const random = fc.array(
      fc.record({
        value: fc.integer({ min: 1, max: 100 }),
        touches: fc.array(fc.record({ channel, daysBefore: fc.integer({ min: 0, max: 90 }) }), {
          minLength: 1,
          maxLength: 6,
        }),
      }),
      { minLength: 1, maxLength: 12 },
    )
    fc.assert(
      fc.property(
        random,
        fc.constantFrom('first', 'last', 'linear', 'position', 'time_decay', 'shapley'),
        (list, method) => {
          const total = list.reduce((sum, { value }) => sum + value, 0)
          expect(attribute(list, method).reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(total, 6)
        },
      ),
    )
  })

  it('Shapley values of the glove game: 1/6, 1/6, 2/3', () => {
    const worth = (mask: number) => (mask & 4 && mask & 3 ? 1 : 0)
    expect(Array.from(shapleyValues(3, worth), value => Number(value.toFixed(9)))).toEqual([
      0.166666667, 0.166666667, 0.666666667,
    ])
  })

  it('refuses Shapley beyond eight channels', () => {
    const many = [path(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'])]
    expect(() => attribute(many, 'shapley')).toThrowError(expect.objectContaining({ code: 'invalid_input' }))
  })
})

describe('goals of a measure', () => {
  const cost = { figure: 'cost', as: 'relative' as const, better: 'lower' as const, target: 0.1 }
  const rated = { figure: 'satisfaction', as: 'points' as const, better: 'higher' as const, target: 0.3 }

  it('judges each the way that is better, and all together', () => {
    const met = judgeGoals([
      { ...cost, before: 1000, after: 800 },
      { ...rated, before: 3.5, after: 3.8 },
    ])
    expect(met.goals.map(({ met: one }) => one)).toEqual([true, true])
    expect(met.goals[0]?.reached).toBeCloseTo(0.2, 12)
    expect(met).toMatchObject({ goalMet: true, missedBy: null })
  })

  it('looks at the design only where the plan was carried out', () => {
    const missed = [{ ...cost, before: 1000, after: 950 }]
    expect(judgeGoals(missed)).toMatchObject({ goalMet: false, missedBy: 'design' })
    expect(judgeGoals(missed, 0.5)).toMatchObject({ goalMet: false, missedBy: 'execution' })
  })

  it('does not judge what is missing', () => {
    expect(judgeGoals([{ ...rated, before: null, after: 4 }])).toMatchObject({
      goalMet: null,
      missedBy: null,
      goals: [{ reached: null, met: null }],
    })
    expect(judgeGoals([{ ...cost, before: 0, after: 4 }]).goalMet).toBeNull()
    expect(judgeGoals([])).toEqual({ goals: [], goalMet: null, missedBy: null })
  })
})
