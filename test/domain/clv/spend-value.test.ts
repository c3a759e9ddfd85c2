import { describe, expect, it } from 'vitest'
import { buyingModel, fitBuyingModel } from '../../../src/domain/clv/buying-model.ts'
import { continuousRate, discountedByPeriods } from '../../../src/domain/clv/discounting.ts'
import { expectedSpend, fitGammaGamma } from '../../../src/domain/clv/gamma-gamma.ts'
import {
  discountedPurchases,
  forwardValue,
  forwardValueInterval,
} from '../../../src/domain/clv/spend-value.ts'
import type { ValueSettings } from '../../../src/domain/clv/spend-value.ts'
import { describeWithDatasets } from '../../datasets.ts'
import { relative } from './arbitraries.ts'
import { at, cdnow, historiesOf, numberAt, reference, summaryOf } from './logs.ts'

const model = buyingModel('bg_nbd', { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 })
const inDays = buyingModel('bg_nbd', { r: 0.243, alpha: 4.414 * 7, a: 0.793, b: 2.426 })
const history = { repeats: 2, recency: 30.43, age: 38.86 }
const historyInDays = { repeats: 2, recency: 30.43 * 7, age: 38.86 * 7 }
const settings: ValueSettings = { unit: 'week', horizonMonths: 24, annualDiscount: 0.12, grossMargin: 0.6 }

describe('value of a non-contractual customer', () => {
  it('does not depend on the unit of time', () => {
    const weeks = discountedPurchases(model, history, settings).value ?? NaN
    const days = discountedPurchases(inDays, historyInDays, { ...settings, unit: 'day' }).value ?? NaN
    relative(days, weeks, 1e-10)
  })

  it('month-end payment is a little less than payment as bought, and without a discount the same', () => {
    const bought = discountedPurchases(model, history, settings).value ?? NaN
    const monthly = discountedPurchases(model, history, { ...settings, payment: 'month_end' }).value ?? NaN
    expect(monthly).toBeLessThan(bought)
    expect(monthly).toBeGreaterThan(bought * 0.99)
    const free = { ...settings, annualDiscount: 0 }
    relative(
      discountedPurchases(model, history, { ...free, payment: 'month_end' }).value ?? NaN,
      discountedPurchases(model, history, free).value ?? NaN,
      1e-12,
    )
  })

  it('is margin × spend × purchases, and null with the reason where a part does not exist', () => {
    const purchases = discountedPurchases(model, history, settings).value ?? NaN
    expect(forwardValue(model, history, { value: 40 }, settings).value).toBeCloseTo(0.6 * 40 * purchases, 10)
    expect(
      forwardValue(model, history, { value: 40 }, { ...settings, horizonMonths: null, annualDiscount: 0 }),
    ).toEqual({
      value: null,
      reason: 'undiscounted_value_is_infinite',
    })
    expect(
      forwardValue(model, history, { value: null, reason: 'mean_spend_is_infinite' }, settings).reason,
    ).toBe('mean_spend_is_infinite')
  })

  it('an annual rate becomes a continuous rate a unit', () => {
    relative(Math.exp(-continuousRate(0.1, 7) * (365.25 / 7)), 1 / 1.1, 1e-14)
  })
})

describeWithDatasets('value against the peer', () => {
  const summary = summaryOf(cdnow(), '1997-09-30')
  const histories = historiesOf(summary, 7)
  const spend = fitGammaGamma({
    repeats: summary.repeats,
    meanSpend: summary.meanSpend.map(cents => cents / 100),
  })

  it.each(['bg_nbd', 'mbg_nbd', 'pareto_nbd'] as const)(
    '%s: twelve months at 1 % a month, paid at month ends of 4.345 weeks',
    name => {
      const fit = fitBuyingModel(name, histories)
      const bound = buyingModel(name, fit.parameters)
      let sum = 0
      for (let i = 0; i < summary.n; i++) {
        const one = {
          repeats: histories.repeats[i] ?? 0,
          recency: histories.recency[i] ?? 0,
          age: histories.age[i] ?? 0,
        }
        const purchases = discountedByPeriods(time => bound.expected(one, time), {
          horizon: 12 * 4.345,
          period: 4.345,
          periodDiscount: 0.01,
        })
        sum +=
          purchases *
          (expectedSpend(spend.parameters, {
            repeats: one.repeats,
            meanSpend: (summary.meanSpend[i] ?? 0) / 100,
          }).value ?? NaN)
      }
      relative(
        sum,
        numberAt(at(reference('cdnow_sample'), 'btyd', 'calibration_window', name, 'mle'), 'clv_12m_sum'),
        1e-5,
      )
    },
  )

  it('the interval of a customer holds the value and says nothing without an identified fit', () => {
    const fit = fitBuyingModel('mbg_nbd', histories)
    const customer = { ...history, meanSpend: 22.35 }
    const found = forwardValueInterval('mbg_nbd', fit, spend, customer, settings)
    expect(found?.low).toBeLessThan(found?.value ?? NaN)
    expect(found?.high).toBeGreaterThan(found?.value ?? NaN)
    expect(found?.value).toBeCloseTo(
      forwardValue(
        buyingModel('mbg_nbd', fit.parameters),
        customer,
        expectedSpend(spend.parameters, customer),
        settings,
      ).value ?? NaN,
      10,
    )
    expect(
      forwardValueInterval('mbg_nbd', { ...fit, covariance: null }, spend, customer, settings),
    ).toBeNull()
  })
})
