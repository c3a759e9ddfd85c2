import { describe, expect, it } from 'vitest'
import { fitBuyingModel } from '../../../src/domain/clv/buying-model.ts'
import { fitGammaGamma } from '../../../src/domain/clv/gamma-gamma.ts'
import { buyingInterval, spendInterval } from '../../../src/domain/clv/intervals.ts'
import { populationMeanSpend } from '../../../src/domain/clv/gamma-gamma.ts'
import { fitParetoCovariates, withTraits } from '../../../src/domain/clv/pareto-covariates.ts'
import { fitParetoNbd, paretoNbdExpectedNew } from '../../../src/domain/clv/pareto-nbd.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { cdnow, historiesOf, summaryOf } from './logs.ts'
import { simulatePareto } from './simulate.ts'

describeWithDatasets('intervals on CDNOW', () => {
  const summary = summaryOf(cdnow(), '1997-09-30')
  const histories = historiesOf(summary, 7)
  const bg = fitBuyingModel('bg_nbd', histories)
  const history = { repeats: 2, recency: 30.43, age: 38.86 }

  it('hold the value, stay in range, and are the same on every call', () => {
    const expected = buyingInterval('bg_nbd', bg, model => model.expected(history, 39), 'positive')
    expect(expected?.value).toBeCloseTo(1.226, 3)
    expect(expected?.low).toBeLessThan(expected?.value ?? NaN)
    expect(expected?.high).toBeGreaterThan(expected?.value ?? NaN)
    const alive = buyingInterval('bg_nbd', bg, model => model.alive(history), 'probability')
    expect(alive?.low).toBeGreaterThan(0.5)
    expect(alive?.high).toBeLessThan(0.9)
    expect(buyingInterval('bg_nbd', bg, model => model.alive(history), 'probability')).toEqual(alive)
    const wide = buyingInterval('bg_nbd', bg, model => model.alive(history), 'probability', 0.99)
    expect(wide?.low).toBeLessThan(alive?.low ?? NaN)
  })

  it('shrink with the root of the customers', () => {
    const four = fitBuyingModel('bg_nbd', { ...histories, weights: new Float64Array(2357).fill(4) })
    const width = (fit: typeof bg): number => {
      const found = buyingInterval('bg_nbd', fit, model => model.expected(history, 39), 'positive')
      return Math.log((found?.high ?? NaN) / (found?.low ?? NaN))
    }
    expect(width(bg) / width(four)).toBeCloseTo(2, 4)
  })

  it('say nothing where BG/NBD says 1 by construction', () => {
    expect(
      buyingInterval('bg_nbd', bg, model => model.alive({ repeats: 0, recency: 0, age: 30 }), 'probability'),
    ).toBeNull()
  })

  it('bound the mean spend', () => {
    const fit = fitGammaGamma({
      repeats: summary.repeats,
      meanSpend: summary.meanSpend.map(cents => cents / 100),
    })
    const spend = spendInterval(fit, model => populationMeanSpend(model).value)
    expect(spend?.low).toBeGreaterThan(32)
    expect(spend?.high).toBeLessThan(39)
  })
})

describe('intervals of the expectation cover the truth', () => {
  it('in about 95 of 100 simulated worlds', () => {
    const truth = { r: 1.2, alpha: 12, s: 0.9, beta: 25 }
    const target = paretoNbdExpectedNew(truth, 60)
    let covered = 0
    const worlds = 20
    for (let seed = 1; seed <= worlds; seed++) {
      const fit = fitBuyingModel('pareto_nbd', simulatePareto(400, truth, { seed: seed * 7919 }))
      const found = buyingInterval('pareto_nbd', fit, model => model.expectedNew(60), 'positive')
      if (found && found.low <= target && target <= found.high) covered += 1
    }
    expect(covered).toBeGreaterThanOrEqual(16)
  })
})

describe('Pareto/NBD with covariates', () => {
  const base = { r: 1.1, alpha: 10, s: 0.9, beta: 30 }
  const trait = Array.from({ length: 3000 }, (_, i) => i % 2)

  it('finds who buys faster and who leaves sooner, within three standard errors', () => {
    const world = simulatePareto(3000, base, {
      speed: i => Math.exp(0.7 * (i % 2)),
      exit: i => Math.exp(-0.8 * (i % 2)),
    })
    const found = fitParetoCovariates(world, [{ name: 'member', values: trait }])
    const [effect] = found.effects
    expect(effect?.name).toBe('member')
    expect(Math.abs((effect?.buying ?? NaN) - 0.7)).toBeLessThan(3 * (effect?.buyingError ?? 0))
    expect(Math.abs((effect?.leaving ?? NaN) - -0.8)).toBeLessThan(3 * (effect?.leavingError ?? 0))
    expect(found.likelihoodRatio).toBeGreaterThan(20)
    expect(found.degrees).toBe(2)
    const member = withTraits(found, [1])
    expect(paretoNbdExpectedNew(member, 50)).toBeGreaterThan(1.5 * paretoNbdExpectedNew(found.base, 50))
  })

  it('finds nothing where there is nothing, and its unit does not matter', () => {
    const world = simulatePareto(3000, base, { seed: 11 })
    const found = fitParetoCovariates(world, [{ name: 'member', values: trait }])
    expect(found.likelihoodRatio).toBeGreaterThanOrEqual(-1e-6)
    expect(found.likelihoodRatio).toBeLessThan(12)
    const scaled = fitParetoCovariates(world, [{ name: 'member', values: trait.map(value => 1000 * value) }])
    expect((scaled.effects[0]?.buying ?? NaN) * 1000).toBeCloseTo(found.effects[0]?.buying ?? NaN, 6)
    expect(fitParetoNbd(world).logLikelihood).toBeLessThanOrEqual(found.fit.logLikelihood + 1e-6)
  })

  it('refuses a trait that everybody shares', () => {
    const world = simulatePareto(100, base)
    expect(() =>
      fitParetoCovariates(world, [{ name: 'same', values: new Float64Array(100).fill(3) }]),
    ).toThrow('invalid_input')
  })
})
