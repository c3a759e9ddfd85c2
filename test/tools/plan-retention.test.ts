import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sampleProduct } from '../contract/sample-product.ts'
import { withData } from './with-data.ts'

/** GOLDEN P40, the textbook knapsack. */
const knapsack = {
  budget: 50,
  items: [
    { id: 'a', options: [{ name: 'x', cost: 10, value: 60 }] },
    { id: 'b', options: [{ name: 'x', cost: 20, value: 100 }] },
    { id: 'c', options: [{ name: 'x', cost: 30, value: 120 }] },
  ],
}

interface Allocated {
  id: string
  option: string | null
  n: number
  cost: number
}

describe('the calculator', () => {
  it('P40: takes 220, where the ratio-greedy gets 160 and the relaxation 240', async () => {
    const { ask } = await withData()
    const answer = await ask('plan_retention', { inputs: knapsack })
    expect(answer).toMatchObject({
      status: 'ok',
      total_value: 220,
      total_cost: 50,
      gap: 0,
      proven_optimal: true,
    })
    expect(answer['bound']).toBeCloseTo(240, 9)
    expect(answer['allocation']).toEqual([
      { id: 'b', option: 'x', n: 1, cost: 20, value: 100, roi: 4 },
      { id: 'c', option: 'x', n: 1, cost: 30, value: 120, roi: 3 },
    ])
  })

  it('equals a search through every combination on small cases', async () => {
    const { ask } = await withData()
    let state = 7
    const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
    for (let round = 0; round < 8; round++) {
      const items = Array.from({ length: 6 }, (_, item) => ({
        id: `i${item}`,
        options: Array.from({ length: 3 }, (_none, option) => ({
          name: `o${option}`,
          cost: Math.ceil(random() * 40),
          value: Math.ceil(random() * 90),
        })),
      }))
      const budget = 70
      let best = 0
      const search = (item: number, cost: number, value: number): void => {
        if (cost > budget) return
        best = Math.max(best, value)
        const own = items[item]
        if (!own) return
        search(item + 1, cost, value)
        for (const option of own.options) search(item + 1, cost + option.cost, value + option.value)
      }
      search(0, 0, 0)
      expect(await ask('plan_retention', { inputs: { items, budget } })).toMatchObject({
        total_value: best,
        gap: 0,
      })
    }
  })

  it('takes the budget from the call where inputs has none, and says what is missing', async () => {
    const { ask, refusal } = await withData()
    expect(await ask('plan_retention', { inputs: { items: knapsack.items }, budget: 30 })).toMatchObject({
      total_value: 160,
    })
    expect(await refusal('plan_retention', { inputs: { items: knapsack.items } })).toMatch(/inputs\.budget/)
  })

  it('answers an empty store with a status', async () => {
    const { ask } = await withData()
    expect(await ask('plan_retention', { budget: 100 })).toMatchObject({ status: 'no_data', allocation: [] })
  })
})

describe('what was learned', () => {
  it('replaces the prior of a strategy by its outcomes, here and in the ROI of a customer', async () => {
    const { ask } = await withData()
    const orders = ['order_id,customer_id,order_date,paid_amount,currency']
    for (let id = 0; id < 60; id++) {
      for (let visit = 0; visit < 4; visit++)
        orders.push(
          `O${id}-${visit},C${id},2025-0${1 + ((id + 2 * visit) % 9)}-1${id % 9},${20 + id * 3}.00,USD`,
        )
    }
    await ask('import_data', { csv_text: `${orders.join('\n')}\n`, entity: 'order', mode: 'commit' })
    const before = await ask('plan_retention', { budget: 1000 })
    const rateOf = (answer: typeof before, strategy: string) =>
      (
        answer['success_rates'] as {
          strategy: string
          tier: string
          success_rate: number
          basis: string
          outcomes: number
        }[]
      ).filter(row => row.strategy === strategy)
    expect(rateOf(before, 'C')).toEqual(
      expect.arrayContaining([expect.objectContaining({ tier: 'low', success_rate: 0.175, basis: 'prior' })]),
    )
    // Thirty attempts with C on customers nobody knows the value of: 24 stayed.
    const actions = ['action_id,customer_id,strategy,executed_at,retained']
    for (let row = 0; row < 30; row++) actions.push(`R${row},X${row},C,2025-06-01,${row < 24 ? 1 : 0}`)
    await ask('import_data', {
      csv_text: `${actions.join('\n')}\n`,
      entity: 'retention_action',
      mode: 'commit',
    })
    const after = await ask('plan_retention', { budget: 1000 })
    // Uniform on 10–25 %: mean .175, variance .15²/12, so a Beta of strength .175 × .825 ÷ .001875 − 1 = 76.
    const mean = (0.175 * 76 + 24) / (76 + 30)
    for (const row of rateOf(after, 'C')) {
      expect(row).toMatchObject({ basis: 'outcomes', outcomes: 30 })
      expect(row.success_rate).toBeCloseTo(mean, 5)
    }
    expect(rateOf(after, 'A')).toMatchObject([{ basis: 'prior', success_rate: 0.5 }])
    const roi = await ask('evaluate_retention_roi', { strategy: 'C', limit: 1 })
    expect((roi['rows'] as { success_rate: number }[])[0]?.success_rate).toBeCloseTo(mean, 5)
  })
})

describe('scenario 8: the chain of salons', () => {
  let product: Awaited<ReturnType<typeof sampleProduct>>
  beforeAll(async () => {
    product = await sampleProduct('beauty')
  }, 120_000)
  afterAll(() => product.end())

  const ask = async (input: Record<string, unknown>, language: 'en' | 'zh-TW' | 'zh-CN' = 'zh-TW') => {
    const outcome = await product.holdfast.call('plan_retention', input, { language })
    if (!outcome.ok) throw new Error(outcome.fault.message)
    return outcome
  }

  it('allocates within budget, caps and threshold, sums to the budget and says who is not worth saving', async () => {
    const { answer, text } = await ask({ budget: 300_000 })
    expect(answer.status).toBe('ok')
    const allocation = answer['allocation'] as Allocated[]
    expect(allocation.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(300_000, 6)
    expect(allocation.at(-1)).toMatchObject({ id: 'unspent', cost: answer['unspent'] })
    expect(answer['bound']).toBeGreaterThanOrEqual(Number(answer['total_value']))
    const chosen = allocation.reduce((sum, { n }) => sum + n, 0)
    const left = answer['not_worth_saving'] as { n: number; why: { n: number }[]; sample: unknown[] }
    const excluded = answer['excluded'] as { reason: string; n: number }[]
    // Everybody is somewhere, once.
    expect(chosen + left.n + excluded.reduce((sum, { n }) => sum + n, 0)).toBe(3000)
    expect(left.why.reduce((sum, { n }) => sum + n, 0)).toBe(left.n)
    expect(left.sample.length).toBeGreaterThan(0)
    expect(excluded.map(({ reason }) => reason)).toContain('no_consent')
    expect(text.length).toBeLessThanOrEqual(8_000)
    expect(JSON.stringify(answer).length).toBeLessThanOrEqual(8_000)
  })

  it('never spends above a cap or below the threshold, and treats nobody without consent', async () => {
    const { answer } = await ask({ budget: 300_000, limit: 100, hold_out_share: 0 })
    const rates = answer['success_rates'] as { tier: string; cap_share: number; cap_flat: number }[]
    const rows = answer['rows'] as {
      tier: string
      cost: number
      clv_forward: number
      expected_value: number
    }[]
    expect(rows.length).toBeGreaterThan(0)
    for (const { tier, cost, clv_forward: forward, expected_value: value } of rows) {
      const cap = rates.find(row => row.tier === tier)
      expect(cost).toBeLessThanOrEqual(Math.min(cap?.cap_flat ?? 0, (cap?.cap_share ?? 0) * forward) + 0.02)
      expect(value).toBeGreaterThanOrEqual(1.5 * cost - 0.02)
    }
  })

  it('gives the same bytes again, and less when actions succeed less often', async () => {
    const call = { budget: 50_000, detail: 'full' }
    const [one, two] = [await ask(call), await ask(call)]
    expect(JSON.stringify(two.answer)).toBe(JSON.stringify(one.answer))
    const values = (one.answer['sensitivity'] as { value: number }[]).map(({ value }) => value)
    expect(values).toEqual(values.toSorted((a, b) => a - b))
    expect(values).toHaveLength(4)
    // Each strategy alone moves the value less than all of them together.
    const [, low = 0, now = 0, high = 0] = values
    const rows = one.answer['sensitivity_by_strategy'] as { strategy: string; value: number }[]
    expect(new Set(rows.map(({ strategy }) => strategy))).toEqual(new Set(['A', 'B', 'C']))
    for (const { value } of rows) {
      expect(value).toBeGreaterThanOrEqual(low)
      expect(value).toBeLessThanOrEqual(high)
    }
    expect(now).toBeGreaterThan(0)
  })

  it('keeps within the capacity', async () => {
    const { answer } = await ask({ budget: 300_000, capacity: 6 }, 'en')
    const allocation = answer['allocation'] as Allocated[]
    expect(allocation.reduce((sum, { n }) => sum + n, 0)).toBeLessThanOrEqual(6)
    const twice = (await ask({ budget: 300_000, capacity: 3, weeks: 2, limit: 100 }, 'en')).answer
    const rows = twice['rows'] as { week: number; cost: number; expected_value: number }[]
    expect(rows).toHaveLength(6)
    expect(rows.map(({ week }) => week)).toEqual(rows.map((_, place) => (place < 3 ? 1 : 2)))
    const net = rows.map(row => row.expected_value - row.cost)
    expect(net.every((one, place) => place === 0 || one <= (net[place - 1] ?? 0) + 0.02)).toBe(true)
  })
})
