import { calibrationHoldout } from '../history/calibration-holdout.ts'
import { netByDay } from '../history/net-by-day.ts'
import type { DayRule, Purchases } from '../history/net-by-day.ts'
import type { Histories, TimeUnit } from '../history/purchase-history.ts'
import { daysPerUnit } from '../history/purchase-history.ts'

/** What a race needs: the calibration histories and what the same customers did afterwards. */
export interface RaceData {
  unit: TimeUnit
  /** In `unit`; weights allowed. */
  calibration: Histories
  /** Purchase days in the hold-out, a row of `calibration`. */
  holdoutPurchases: ArrayLike<number>
  holdoutDays: number
  /** For the weekly curve; left out where the log is not at hand. */
  tracking?: TrackingData | undefined
}

/** Day counts from the first purchase day in the calibration period. */
export interface TrackingData {
  /** `births[d]` customers made their first purchase on day d. */
  births: ArrayLike<number>
  /** `repeats[d]` repeat purchase days of those customers fell on day d. */
  repeats: ArrayLike<number>
  /** Days from the first day to the end of the calibration. */
  calibrationDays: number
}

/** Cuts a log for a race. */
export function raceData(
  purchases: Purchases,
  settings: { calibrationDay: number; asOfDay: number; unit: TimeUnit; days?: DayRule },
): RaceData {
  const { calibration, holdoutDays, holdoutPurchases } = calibrationHoldout(purchases, settings)
  const days = daysPerUnit[settings.unit]
  const origin = calibration.firstDay.reduce((least, day) => Math.min(least, day), Infinity)
  const span = Number.isFinite(origin) ? settings.asOfDay - origin + 1 : 0
  const births = new Float64Array(span)
  const repeats = new Float64Array(span)
  const first = new Map<number, number>()
  calibration.customer.forEach((who, i) => {
    const born = calibration.firstDay[i] ?? 0
    first.set(who, born)
    births[born - origin] = (births[born - origin] ?? 0) + 1
  })
  const net = netByDay(purchases, settings)
  for (let i = 0; i < net.customer.length; i++) {
    const born = first.get(net.customer[i] ?? -1)
    const day = net.day[i] ?? 0
    if (born === undefined || net.isPurchase[i] === 0 || day <= born) continue
    repeats[day - origin] = (repeats[day - origin] ?? 0) + 1
  }
  return {
    unit: settings.unit,
    calibration: {
      repeats: calibration.repeats,
      recency: calibration.recencyDays.map(value => value / days),
      age: calibration.ageDays.map(value => value / days),
    },
    holdoutPurchases,
    holdoutDays,
    tracking: { births, repeats, calibrationDays: settings.calibrationDay - origin },
  }
}
