import { integrate } from '../math/quadrature.ts'

/** A value that may not exist; then `reason` says why, as a code. */
export interface MaybeValue {
  value: number | null
  reason?: 'undiscounted_value_is_infinite' | 'mean_spend_is_infinite' | 'not_finite'
}

export const exists = (value: number): MaybeValue =>
  Number.isFinite(value) ? { value } : { value: null, reason: 'not_finite' }

/** Effective annual discount as a continuous rate a time unit: ln(1 + i) × days/365.25. */
export const continuousRate = (annualDiscount: number, unitDays: number): number =>
  (Math.log1p(annualDiscount) * unitDays) / 365.25

/**
 * Present value of a stream with cumulative expectation `cumulative(t)`: ∫ e^(−delta t) d cumulative(t) over
 * [0, horizon], by parts, so only differences of the cumulative count and no step enters. `scale` is the time
 * over which the stream bends (alpha + T): the integral runs in ln(1 + t/scale), where it is smooth.
 */
export function discountedStream(
  cumulative: (time: number) => number,
  { horizon, delta, scale }: { horizon: number; delta: number; scale: number },
): number {
  if (!(horizon > 0)) return 0
  const end = cumulative(horizon)
  if (delta === 0) return end
  const top = Math.log1p(horizon / scale)
  const inside = (v: number): number => {
    const stretch = Math.exp(v)
    const time = scale * (stretch - 1)
    return delta * scale * stretch * Math.exp(-delta * time) * cumulative(time)
  }
  // Panels short enough for the bend and for the discount factor.
  const panel = Math.min(1, Math.max(top / 64, (top * 4) / Math.max(4, delta * horizon)))
  return Math.exp(-delta * horizon) * end + integrate(inside, 0, top, { panel, count: 12 })
}

/**
 * The same with flows paid at the ends of periods of `period` time units, each discounted by
 * (1 + `periodDiscount`)^k: Σ (cumulative(k) − cumulative(k − 1))/(1 + d)^k; the last period may be short.
 */
export function discountedByPeriods(
  cumulative: (time: number) => number,
  { horizon, period, periodDiscount }: { horizon: number; period: number; periodDiscount: number },
): number {
  let sum = 0
  let before = 0
  const periods = Math.ceil(horizon / period - 1e-9)
  for (let k = 1; k <= periods; k++) {
    const end = Math.min(k * period, horizon)
    const now = cumulative(end)
    sum += (now - before) * (1 + periodDiscount) ** (-end / period)
    before = now
  }
  return sum
}
