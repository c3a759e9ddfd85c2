import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'
import {
  buyingModel,
  fitBuyingModel,
  fitGammaGamma,
  populationMeanSpend,
} from '../../../src/domain/clv/models.ts'
import { relative } from './arbitraries.ts'

// Parameters out of bug reports of the peers (lifetimes 144, 206, 207, 302, 332, 442), by 30-digit arithmetic.
const cases = z
  .array(
    z.object({
      m: z.enum(['bg_nbd', 'mbg_nbd', 'pareto_nbd']),
      p: z.record(z.string(), z.number()),
      h: z.object({ repeats: z.number(), recency: z.number(), age: z.number() }),
      t: z.number(),
      alive: z.number(),
      expected: z.number(),
    }),
  )
  .parse(JSON.parse(readFileSync('test/domain/clv/reported.json', 'utf8')))

it.each(cases)('$m with $p and $h', ({ m, p, h, t, alive, expected }) => {
  const model = buyingModel(m, p)
  relative(model.alive(h), alive, 1e-10)
  relative(model.expected(h, t), expected, 1e-10)
})

it.each([
  ['one customer', { repeats: [3], recency: [10], age: [20] }],
  ['one purchase each', { repeats: [0, 0, 0], recency: [0, 0, 0], age: [5, 9, 20] }],
  ['all on the first day', { repeats: [0, 0], recency: [0, 0], age: [0, 0] }],
  [
    'thousands of purchases',
    { repeats: [5000, 3000, 1, 0], recency: [700, 600, 3, 0], age: [701, 700, 700, 700] },
  ],
  ['millions of weeks', { repeats: [1, 0, 2, 3], recency: [1e6, 0, 2e6, 3e6], age: [4e6, 4e6, 4e6, 4e6] }],
])('%s: every model ends, and every number is finite or missing with a reason', (_name, histories) => {
  for (const name of ['bg_nbd', 'mbg_nbd', 'pareto_nbd', 'nbd'] as const) {
    const fit = fitBuyingModel(name, histories)
    const model = buyingModel(name, fit.parameters)
    expect(Object.values(fit.parameters).every(Number.isFinite)).toBe(true)
    expect(Number.isFinite(fit.logLikelihood)).toBe(true)
    histories.repeats.forEach((repeats, row) => {
      const history = { repeats, recency: histories.recency[row] ?? 0, age: histories.age[row] ?? 0 }
      const endless = model.discounted(history, { horizon: null, delta: 0.002 })
      expect(model.alive(history)).toBeGreaterThanOrEqual(0)
      expect(model.alive(history)).toBeLessThanOrEqual(1)
      expect(Number.isFinite(model.expected(history, 52))).toBe(true)
      expect(endless.value === null ? endless.reason : Number.isFinite(endless.value)).toBeTruthy()
    })
  }
})

it('spend in the millions and in the hundred-millionths never turns negative', () => {
  for (const meanSpend of [
    [1, 1e6, 3, 1e-3, 2, 5e8],
    [1e-8, 2e-8, 3e-8, 1e-8, 2e-8, 1e-8],
    [10, 10, 10, 10, 10, 10],
  ]) {
    const { parameters } = fitGammaGamma({ repeats: [1, 1, 1, 2, 1, 3], meanSpend })
    expect(parameters.q).toBeGreaterThan(1)
    expect(populationMeanSpend(parameters).value).toBeGreaterThan(0)
  }
  expect(populationMeanSpend({ p: 1, q: 0.5, gamma: 2 })).toEqual({
    value: null,
    reason: 'mean_spend_is_infinite',
  })
})
