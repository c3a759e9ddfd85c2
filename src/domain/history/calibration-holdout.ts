import { Fault } from '../../fault.ts'
import { summarisePurchases } from './summarise-purchases.ts'
import type { PurchaseSummary } from './summarise-purchases.ts'
import type { DayRule, Purchases } from './net-by-day.ts'

/** A log cut in two: what a model may see, and what happened afterwards to the same customers. */
export interface CalibrationHoldout {
  calibration: PurchaseSummary
  /** Length of the hold-out period, in days. */
  holdoutDays: number
  /** Purchase days in the hold-out, a row of `calibration`. */
  holdoutPurchases: Float64Array
  /** Mean net amount of those days; 0 where there are none. */
  holdoutMeanSpend: Float64Array
}

/**
 * Cuts at the end of `calibrationDay`: purchases of that day still belong to the calibration, whatever their
 * time of day, and those of `asOfDay` still to the hold-out.
 */
export function calibrationHoldout(
  purchases: Purchases,
  { calibrationDay, asOfDay, days = 'ordered' }: { calibrationDay: number; asOfDay: number; days?: DayRule },
): CalibrationHoldout {
  if (!(calibrationDay < asOfDay)) {
    throw new Fault('invalid_input', {
      field: 'calibration_end',
      problem: 'must be before the observation date',
    })
  }
  const calibration = summarisePurchases(purchases, { asOfDay: calibrationDay, days })
  const later: number[] = []
  for (let i = 0; i < purchases.day.length; i++) if ((purchases.day[i] ?? 0) > calibrationDay) later.push(i)
  const { amount } = purchases
  const holdout = summarisePurchases(
    {
      customer: Int32Array.from(later, i => purchases.customer[i] ?? 0),
      day: Int32Array.from(later, i => purchases.day[i] ?? 0),
      amount: amount ? Float64Array.from(later, i => amount[i] ?? 0) : undefined,
    },
    { asOfDay, days },
  )
  const holdoutPurchases = new Float64Array(calibration.n)
  const holdoutMeanSpend = new Float64Array(calibration.n)
  let k = 0
  for (let row = 0; row < calibration.n; row++) {
    const who = calibration.customer[row] ?? 0
    while (k < holdout.n && (holdout.customer[k] ?? 0) < who) k += 1
    if (k >= holdout.n || holdout.customer[k] !== who) continue
    const bought = (holdout.repeats[k] ?? 0) + 1
    holdoutPurchases[row] = bought
    holdoutMeanSpend[row] = ((holdout.netTotal[k] ?? 0) - (holdout.returned[k] ?? 0)) / bought
  }
  return { calibration, holdoutDays: asOfDay - calibrationDay, holdoutPurchases, holdoutMeanSpend }
}
