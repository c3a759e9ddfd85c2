import type { BuyingHistory, TimeUnit } from '../history/purchase-history.ts'
import { daysPerUnit } from '../history/purchase-history.ts'
import type { BuyingModel, BuyingModelName } from './buying-model.ts'
import { buyingModel } from './buying-model.ts'
import { continuousRate, discountedByPeriods, exists } from './discounting.ts'
import type { MaybeValue } from './discounting.ts'
import type { Fit } from './fit.ts'
import { expectedSpend } from './gamma-gamma.ts'
import type { GammaGammaFit } from './gamma-gamma.ts'
import { buyingVariance, linkInterval, spendVariance } from './intervals.ts'
import type { Interval } from './intervals.ts'

export interface ValueSettings {
  /** Unit of the model's times. */
  unit: TimeUnit
  /** Months ahead; `null` is endless and needs a discount or a model whose future is finite. */
  horizonMonths: number | null
  /** Effective annual discount, 0 or more. */
  annualDiscount: number
  /** Gross margin share, 0 to 1; applied after the spend model. */
  grossMargin: number
  /**
   * `as_bought` (default) discounts each purchase from its own moment, so no step enters; `month_end` pays
   * each month's purchases at its end.
   */
  payment?: 'as_bought' | 'month_end'
}

/** Discounted purchases expected over the horizon. */
export function discountedPurchases(
  model: BuyingModel,
  history: BuyingHistory,
  settings: ValueSettings,
): MaybeValue {
  const { unit, horizonMonths, annualDiscount, payment = 'as_bought' } = settings
  const month = daysPerUnit.month / daysPerUnit[unit]
  if (horizonMonths === null || payment === 'as_bought') {
    const horizon = horizonMonths === null ? null : horizonMonths * month
    return model.discounted(history, { horizon, delta: continuousRate(annualDiscount, daysPerUnit[unit]) })
  }
  return exists(
    discountedByPeriods(time => model.expected(history, time), {
      horizon: horizonMonths * month,
      period: month,
      periodDiscount: (1 + annualDiscount) ** (1 / 12) - 1,
    }),
  )
}

/** Forward value: margin × spend a purchase × discounted purchases. `null` with the reason where it does not exist. */
export function forwardValue(
  model: BuyingModel,
  history: BuyingHistory,
  spend: MaybeValue,
  settings: ValueSettings,
): MaybeValue {
  const purchases = discountedPurchases(model, history, settings)
  if (purchases.value === null) return purchases
  if (spend.value === null) return spend
  return exists(settings.grossMargin * spend.value * purchases.value)
}

/**
 * The forward value of one customer with the interval that the two fits leave open: their variances add in
 * ln, as the models assume spend and frequency independent. `null` where a fit is not identified.
 */
export function forwardValueInterval(
  name: BuyingModelName,
  buying: Fit,
  spend: GammaGammaFit,
  history: BuyingHistory & { meanSpend: number },
  settings: ValueSettings,
  level = 0.95,
): Interval | null {
  const value = forwardValue(
    buyingModel(name, buying.parameters),
    history,
    expectedSpend(spend.parameters, history),
    settings,
  )
  if (value.value === null || !(value.value > 0)) return null
  const countVariance = buyingVariance(
    name,
    buying,
    model => discountedPurchases(model, history, settings).value ?? NaN,
    'positive',
  )
  const amountVariance = spendVariance(spend, model => expectedSpend(model, history).value)
  if (countVariance === null || amountVariance === null) return null
  return linkInterval(value.value, countVariance + amountVariance, 'positive', level)
}
