import { normalQuantile } from '../math/normal.ts'
import type { BuyingModel, BuyingModelName } from './buying-model.ts'
import { buyingModel, buyingParameters } from './buying-model.ts'
import type { Fit } from './fit.ts'
import type { GammaGamma, GammaGammaFit } from './gamma-gamma.ts'

/** An interval for what the parameters leave open; it does not hold the chance of the customer's own acts. */
export interface Interval {
  value: number
  low: number
  high: number
  level: number
}

/** How a quantity is bounded: the interval is symmetric in ln (above 0) or in ln odds (0 to 1). */
export type Bounds = 'positive' | 'probability'

const nudge = 1e-4

/**
 * Delta-method variance of `of(theta)` on its link scale: g' C g with the slopes g by central differences.
 * Deterministic. `null` where a slope is not finite.
 */
export function deltaVariance(
  theta: readonly number[],
  covariance: readonly (readonly number[])[],
  of: (theta: readonly number[]) => number,
): number | null {
  const slopes = theta.map((_, i) => {
    const at = (step: number): number => of(theta.map((value, k) => (k === i ? value + step : value)))
    return (at(nudge) - at(-nudge)) / (2 * nudge)
  })
  let variance = 0
  for (let i = 0; i < slopes.length; i++) {
    for (let j = 0; j < slopes.length; j++)
      variance += (slopes[i] ?? 0) * (covariance[i]?.[j] ?? NaN) * (slopes[j] ?? 0)
  }
  return Number.isFinite(variance) ? Math.max(0, variance) : null
}

const link =
  (bounds: Bounds) =>
  (value: number): number =>
    bounds === 'positive' ? Math.log(value) : Math.log(value) - Math.log1p(-value)

const unlink =
  (bounds: Bounds) =>
  (value: number): number =>
    bounds === 'positive' ? Math.exp(value) : 1 / (1 + Math.exp(-value))

/** Interval from a value and its variance on the link scale. */
export function linkInterval(value: number, variance: number, bounds: Bounds, level: number): Interval {
  const half = normalQuantile(0.5 + level / 2) * Math.sqrt(variance)
  const centre = link(bounds)(value)
  return { value, low: unlink(bounds)(centre - half), high: unlink(bounds)(centre + half), level }
}

/** Log-parameters of a fitted buying model, in the order of its covariance. */
const logParameters = (name: BuyingModelName, fit: Fit): number[] =>
  buyingParameters[name].map(key => Math.log(fit.parameters[key] ?? NaN))

/** The fitted model with other log-parameters. */
const rebuilt = (name: BuyingModelName, theta: readonly number[]): BuyingModel =>
  buyingModel(
    name,
    Object.fromEntries(buyingParameters[name].map((key, i) => [key, Math.exp(theta[i] ?? 0)])),
  )

/** Variance of a quantity of the fitted model on its link scale; `null` where the model is not identified. */
export function buyingVariance(
  name: BuyingModelName,
  fit: Fit,
  quantity: (model: BuyingModel) => number,
  bounds: Bounds,
): number | null {
  if (!fit.covariance) return null
  return deltaVariance(logParameters(name, fit), fit.covariance, theta =>
    link(bounds)(quantity(rebuilt(name, theta))),
  )
}

/**
 * Interval of any quantity of a fitted buying model, for instance `model => model.alive(history)`.
 * `null` where the model is not identified or the quantity sits on its bound (BG/NBD's one-time buyers: 1).
 */
export function buyingInterval(
  name: BuyingModelName,
  fit: Fit,
  quantity: (model: BuyingModel) => number,
  bounds: Bounds,
  level = 0.95,
): Interval | null {
  const variance = buyingVariance(name, fit, quantity, bounds)
  const value = quantity(buyingModel(name, fit.parameters))
  return variance === null ? null : linkInterval(value, variance, bounds, level)
}

/** Variance of ln of a quantity of the fitted spend model. */
export function spendVariance(
  fit: GammaGammaFit,
  quantity: (model: GammaGamma) => number | null,
): number | null {
  if (!fit.covariance) return null
  const { p, q, gamma } = fit.parameters
  return deltaVariance(
    [Math.log(p), Math.log(q - 1), Math.log(gamma)],
    fit.covariance,
    ([a = 0, b = 0, c = 0]) =>
      Math.log(quantity({ p: Math.exp(a), q: 1 + Math.exp(b), gamma: Math.exp(c) }) ?? NaN),
  )
}

/** Interval of an expected spend. */
export function spendInterval(
  fit: GammaGammaFit,
  quantity: (model: GammaGamma) => number | null,
  level = 0.95,
): Interval | null {
  const value = quantity(fit.parameters)
  const variance = spendVariance(fit, quantity)
  return value === null || variance === null ? null : linkInterval(value, variance, 'positive', level)
}
