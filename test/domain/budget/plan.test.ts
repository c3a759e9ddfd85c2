import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { budgetItems, planBudget, planColumns } from '../../../src/domain/budget/index.ts'
import type { BudgetItem, BudgetLimits } from '../../../src/domain/budget/index.ts'
import { seededRandom } from '../../../src/domain/random.ts'
import { documentCaps, documentStrategies } from '../../../src/domain/roi/index.ts'

const single = (id: string, cost: number, value: number): BudgetItem => ({
  id,
  options: [{ name: 'x', cost, value }],
})

/** Best objective over every combination. */
function bruteForce(items: readonly BudgetItem[], limits: BudgetLimits): number {
  const back = limits.minMarginalRoi === undefined ? 0 : 1 + limits.minMarginalRoi
  const go = (index: number, budget: number, capacity: number): number => {
    const item = items[index]
    if (!item) return 0
    let best = go(index + 1, budget, capacity)
    for (const { cost, value, load = 0 } of item.options) {
      if (cost > budget || load > capacity) continue
      best = Math.max(best, value - back * cost + go(index + 1, budget - cost, capacity - load))
    }
    return best
  }
  return go(0, limits.budget, limits.capacity ?? Infinity)
}

describe('P40: the textbook knapsack', () => {
  const plan = planBudget([single('a', 10, 60), single('b', 20, 100), single('c', 30, 120)], { budget: 50 })

  it('finds 220 where ratio-greedy finds 160, under the bound of 240', () => {
    expect(plan).toMatchObject({
      totalValue: 220,
      totalCost: 50,
      unspent: 0,
      bound: 240,
      gap: 0,
      provenOptimal: true,
      shadowPrice: 4,
    })
    expect(plan.allocation.map(({ id }) => id)).toEqual(['b', 'c'])
    expect(plan.notChosen).toEqual([{ id: 'a', reason: 'outbid', bestRoi: 5 }])
    expect(plan.stop).toEqual({ spend: 50, reason: 'budget' })
  })

  it('draws the marginal curve with falling returns', () => {
    expect(plan.marginalRoi).toEqual([
      { spend: 10, value: 60, marginalRoi: 5 }, { spend: 30, value: 160, marginalRoi: 4 }, { spend: 60, value: 280, marginalRoi: 3 },
    ]) // prettier-ignore
  })
})

describe('exact plans', () => {
  const money = fc.integer({ min: 0, max: 40 })
  const items = (load: fc.Arbitrary<number>) =>
    fc
      .array(
        fc.array(fc.record({ cost: money, value: fc.integer({ min: -10, max: 200 }), load }), {
          maxLength: 3,
        }),
        { minLength: 1, maxLength: 7 },
      )
      .map(list =>
        list.map((options, item): BudgetItem => ({
          id: `${item}`,
          options: options.map((option, at) => ({ name: `o${at}`, ...option })),
        })),
      )

  it('equal brute force under a budget', () => {
    fc.assert(
      fc.property(items(fc.constant(0)), fc.integer({ min: 0, max: 120 }), (list, budget) => {
        const plan = planBudget(list, { budget })
        expect(plan.totalValue).toBeCloseTo(bruteForce(list, { budget }), 9)
        expect(plan.totalCost).toBeLessThanOrEqual(budget)
        expect(plan.bound).toBeGreaterThanOrEqual(plan.totalValue - 1e-9)
        expect(plan.provenOptimal).toBe(true)
      }),
      { numRuns: 400 },
    )
  })

  it('equal brute force under budget, capacity and threshold', () => {
    fc.assert(
      fc.property(
        items(fc.integer({ min: 0, max: 5 })),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 12 }),
        (list, budget, capacity) => {
          const limits = { budget, capacity, minMarginalRoi: 0.5 }
          const plan = planBudget(list, limits)
          expect(plan.objectiveValue).toBeCloseTo(bruteForce(list, limits), 9)
          expect(plan.totalLoad).toBeLessThanOrEqual(capacity)
          expect(plan.bound).toBeGreaterThanOrEqual(plan.objectiveValue - 1e-9)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('do not depend on the order of the items', () => {
    fc.assert(
      fc.property(items(fc.constant(0)), fc.integer({ min: 0, max: 120 }), (list, budget) => {
        expect(planBudget(list.toReversed(), { budget }).totalValue).toBeCloseTo(
          planBudget(list, { budget }).totalValue,
          9,
        )
      }),
    )
  })

  it('equal brute force where every option returns the same and capacity is short', () => {
    fc.assert(
      fc.property(
        items(fc.integer({ min: 1, max: 5 })),
        fc.integer({ min: 0, max: 120 }),
        fc.integer({ min: 0, max: 12 }),
        (list, budget, capacity) => {
          const same = list.map(({ id, options }) => ({
            id,
            options: options.map(option => ({ ...option, value: 1.25 * option.cost })),
          }))
          const plan = planBudget(same, { budget, capacity })
          expect(plan.objectiveValue).toBeCloseTo(bruteForce(same, { budget, capacity }), 9)
          expect(plan.bound).toBeGreaterThanOrEqual(plan.objectiveValue - 1e-9)
        },
      ),
      { numRuns: 200 },
    )
  })

  it('price capacity where every option returns the same: the loads decide', () => {
    const random = seededRandom(3)
    const list = Array.from({ length: 500 }, (_, item): BudgetItem => {
      const cost = 1 + Math.floor(random() * 1000)
      return { id: `${item}`, options: [{ name: 'call', cost, value: 1.5 * cost, load: 1 }] }
    })
    const plan = planBudget(list, { budget: 100_000, capacity: 100 })
    const dearest = list.flatMap(({ options }) => options.map(({ value }) => value)).toSorted((a, b) => b - a)
    expect(plan.objectiveValue).toBe(dearest.slice(0, 100).reduce((sum, value) => sum + value, 0))
    expect(plan).toMatchObject({ provenOptimal: true, gap: 0, totalLoad: 100 })
  })

  const subsetSum = (bonus: number): BudgetItem[] => {
    const random = seededRandom(7)
    return Array.from({ length: 500 }, (_, item) => {
      const cost = 100 + Math.floor(random() * 9900)
      return { id: `${item}`, options: [{ name: 'offer', cost, value: cost + bonus }] }
    })
  }

  it('fill a budget to the last unit where hundreds of offers return the same, and prove it', () => {
    const plan = planBudget(subsetSum(0), { budget: 617_567 })
    expect(plan).toMatchObject({ totalCost: 617_567, provenOptimal: true, gap: 0 })
  })

  it('give up the proof of a hard plan by a count, with a gap that says how far it may be off', () => {
    const [plan, again] = [0, 1].map(() => planBudget(subsetSum(1000), { budget: 617_000 }))
    expect(plan).toEqual(again)
    expect(plan?.provenOptimal).toBe(false)
    expect(plan?.gap).toBeGreaterThan(0)
    expect(plan?.gap).toBeLessThan(0.01)
    expect(plan?.objectiveValue).toBeLessThanOrEqual(plan?.bound ?? 0)
  })

  it('prove a plan of some hundred customers', () => {
    const random = seededRandom(5)
    const list = Array.from({ length: 200 }, (_, item): BudgetItem => ({
      id: `${item}`,
      options: [400, 200, 60].map((cost, at) => ({
        name: 'ABC'[at] ?? '',
        cost,
        value: cost * (0.5 + 3 * random()),
      })),
    }))
    const plan = planBudget(list, { budget: 10_000 })
    expect(plan).toMatchObject({ provenOptimal: true, gap: 0 })
    expect(plan.totalValue / plan.bound).toBeGreaterThan(0.995)
  })
})

describe('plans over columns', () => {
  const columnsOf = (items: readonly BudgetItem[]) => {
    const options = items.flatMap(item => item.options)
    let at = 0
    return {
      start: Int32Array.from([0, ...items.map(item => (at += item.options.length))]),
      cost: Float64Array.from(options, ({ cost }) => cost),
      value: Float64Array.from(options, ({ value }) => value),
      load: Float64Array.from(options, ({ load }) => load ?? 0),
      kind: Uint8Array.from(options, ({ name }) => Number(name)),
    }
  }
  const option = fc.record({
    name: fc.constantFrom('0', '1'),
    cost: fc.integer({ min: 1, max: 40 }),
    value: fc.integer({ min: 0, max: 200 }),
    load: fc.integer({ min: 0, max: 3 }),
  })
  const list = fc
    .array(fc.array(option, { maxLength: 3 }), { minLength: 1, maxLength: 7 })
    .map(all => all.map((options, item): BudgetItem => ({ id: `${item}`, options })))

  it('are the plans over items, and a variant is the plan of the changed values', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 9 }), (items, budget, capacity) => {
        const limits = { budget, capacity, minMarginalRoi: 0.5 }
        const plan = planColumns(columnsOf(items), limits, [{ factors: [1, 0.5] }])
        const same = planBudget(items, limits)
        expect(plan.objectiveValue).toBeCloseTo(same.objectiveValue, 9)
        expect([plan.totalCost, plan.shadowPrice, plan.stop]).toEqual([same.totalCost, same.shadowPrice, same.stop])
        const halved = items.map(({ id, options }) => ({
          id,
          options: options.map(one => ({ ...one, value: one.name === '1' ? one.value / 2 : one.value })),
        }))
        const other = planBudget(halved, limits)
        expect(plan.variants).toEqual([{ chosen: other.allocation.length, cost: other.totalCost, value: other.totalValue }])
        for (const { id, bestRoi, reason } of same.notChosen) {
          expect(plan.selection[Number(id)]).toBe(-1)
          expect(plan.bestRoi[Number(id)]).toEqual(bestRoi ?? Number.NaN)
          expect(plan.worthwhile[Number(id)] === 1).toBe(reason === 'outbid')
        }
      }),
    ) // prettier-ignore
  })
})

describe('threshold', () => {
  it('leaves money unspent rather than spending it below the threshold', () => {
    const list = [single('good', 100, 300), single('poor', 100, 120), single('bad', 100, 40)]
    const plan = planBudget(list, { budget: 300, minMarginalRoi: 0.5 })
    expect(plan).toMatchObject({
      totalCost: 100,
      unspent: 200,
      shadowPrice: 0,
      stop: { spend: 100, reason: 'threshold' },
    })
    expect(plan.notChosen).toEqual([
      { id: 'poor', reason: 'below_threshold', bestRoi: expect.closeTo(0.2, 12) },
      { id: 'bad', reason: 'below_threshold', bestRoi: expect.closeTo(-0.6, 12) },
    ])
  })

  it('judges the step, not the whole: a dearer strategy must earn its extra cost', () => {
    const list: BudgetItem[] = [
      {
        id: 'c',
        options: [
          { name: 'C', cost: 60, value: 200 },
          { name: 'A', cost: 400, value: 700 },
        ],
      },
    ]
    expect(planBudget(list, { budget: 1000, minMarginalRoi: 0.5 }).allocation).toMatchObject([
      { option: 'C', roi: expect.closeTo(140 / 60, 9) },
    ])
    expect(planBudget(list, { budget: 1000 }).allocation).toMatchObject([{ option: 'A' }])
  })
})

describe('many customers', () => {
  const random = seededRandom(9)
  const list = Array.from({ length: 100_000 }, (_, item): BudgetItem => {
    const gain = 4000 * random() * random()
    return {
      id: `${item}`,
      options: [['A', 400, 0.5, 3], ['B', 200, 0.325, 1], ['C', 60, 0.175, 0]].map(([name, cost, rate, load]) => ({
        name: String(name), cost: Number(cost), value: gain * Number(rate), load: Number(load),
      })), // prettier-ignore
    }
  })

  it('draws a curve of forty points or so that falls and meets the spend', () => {
    const plan = planBudget(list, { budget: 2_000_000, minMarginalRoi: 0.5 })
    expect(plan.marginalRoi.length).toBeLessThanOrEqual(41)
    const returns = plan.marginalRoi.map(({ marginalRoi }) => marginalRoi ?? Infinity)
    expect(returns).toEqual(returns.toSorted((one, two) => two - one))
    const below = plan.marginalRoi.filter(({ spend }) => spend <= plan.totalCost * 1.001)
    expect(below.length).toBeGreaterThanOrEqual(15)
    expect((below.at(-1)?.spend ?? 0) / plan.totalCost).toBeGreaterThan(0.99)
  })

  it('plans 100,000 × 3 within a thousandth of the bound', () => {
    const plan = planBudget(list, { budget: 2_000_000, minMarginalRoi: 0.5 })
    expect(plan.gap).toBeLessThan(0.001)
    expect(plan.totalCost).toBeLessThanOrEqual(2_000_000)
    expect(plan.allocation.length + plan.notChosen.length).toBe(100_000)
  })

  it('and under a capacity as well', () => {
    const plan = planBudget(list, { budget: 10_000_000, capacity: 3000 })
    expect(plan.totalLoad).toBeLessThanOrEqual(3000)
    expect(plan.capacityPrice).toBeGreaterThan(0)
    expect(plan.gap).toBeLessThan(0.005)
  })
})

describe('candidates', () => {
  const customer = {
    customerId: 'c',
    tier: 'high',
    clvForward: 2160,
    churnProbability: 0.5,
    blocked: null,
  } as const

  it('offers the strategies of the tier that stay under the cap', () => {
    const { items } = budgetItems([customer], documentStrategies, documentCaps)
    expect(items).toEqual([{ id: 'c', options: [{ name: 'A', cost: 400, load: 0, value: 540 }] }])
  })

  it('gives the reason for everybody who is left out', () => {
    const reasons = budgetItems(
      [
        { ...customer, blocked: 'no_consent' },
        { ...customer, clvForward: null },
        { ...customer, clvForward: 0 },
        { ...customer, churnProbability: null },
        { ...customer, tier: 'low', clvForward: 300 },
      ],
      documentStrategies,
      documentCaps,
    ).notWorthSaving.map(({ reason }) => reason)
    expect(reasons).toEqual([
      'no_consent',
      'value_unknown',
      'no_forward_value',
      'churn_probability_unknown',
      'cost_above_cap',
    ])
    expect(
      budgetItems([{ ...customer, tier: 'mid' }], documentStrategies.slice(0, 1), documentCaps)
        .notWorthSaving[0]?.reason,
    ).toBe('no_strategy_for_tier')
  })
})
