import { finiteOrNull } from '../estimate.ts'
import { normalQuantile } from '../math/normal.ts'
import { checkSurvivalData, timeCounts, type SurvivalData, type TimeCounts } from './observations.ts'

export interface SurvivalStep extends TimeCounts {
  /** Share still there after this time, 0 to 1. */
  survival: number
  /** Greenwood's standard error. */
  standardError: number | null
  /** Interval for `survival`; `null` where it does not exist (nobody left at risk). */
  low: number | null
  high: number | null
  /** Nelson–Aalen cumulative hazard. */
  cumulativeHazard: number
}

export interface SurvivalCurve {
  n: number
  events: number
  steps: readonly SurvivalStep[]
  /** First time at which at most half are left; `null` with `medianReason` when that was not reached. */
  median: number | null
  medianLow: number | null
  medianHigh: number | null
  medianReason: 'not_reached' | null
  level: number
}

export interface CurveOptions {
  /** Scale of the interval; log-log stays inside 0 to 1 and behaves well in small samples. */
  interval?: 'log-log' | 'log' | 'plain'
  level?: number
}

/** Kaplan & Meier (1958) with Greenwood's variance; intervals as in R's survfit. */
export function kaplanMeier(data: SurvivalData, options: CurveOptions = {}): SurvivalCurve {
  checkSurvivalData(data)
  return curveOf(timeCounts(data), options)
}

/** The curve of counts that are already grouped by time (ascending). */
export function curveOf(
  counts: readonly TimeCounts[],
  { interval = 'log-log', level = 0.95 }: CurveOptions = {},
): SurvivalCurve {
  const z = normalQuantile((1 + level) / 2)
  let survival = 1
  let greenwood = 0
  let cumulativeHazard = 0
  const steps = counts.map((count): SurvivalStep => {
    const { atRisk, events } = count
    survival *= 1 - events / atRisk
    greenwood += events === 0 ? 0 : events / (atRisk * (atRisk - events))
    cumulativeHazard += events / atRisk
    return {
      ...count,
      survival,
      standardError: finiteOrNull(survival * Math.sqrt(greenwood)),
      ...limits(survival, Math.sqrt(greenwood), z, interval),
      cumulativeHazard,
    }
  })
  const half = 0.5 + 1e-12
  const firstAt = (below: (step: SurvivalStep) => boolean) => steps.find(below)?.time ?? null
  const median = firstAt(step => step.survival <= half)
  return {
    n: counts[0]?.atRisk ?? 0,
    events: counts.reduce((sum, count) => sum + count.events, 0),
    steps,
    median,
    medianLow: firstAt(step => step.low !== null && step.low <= half),
    medianHigh: firstAt(step => step.high !== null && step.high <= half),
    medianReason: median === null ? 'not_reached' : null,
    level,
  }
}

function limits(
  survival: number,
  relativeError: number,
  z: number,
  interval: NonNullable<CurveOptions['interval']>,
) {
  if (survival <= 0) return { low: null, high: null }
  if (relativeError === 0) return { low: survival, high: survival }
  if (interval === 'plain') {
    const half = z * survival * relativeError
    return { low: Math.max(0, survival - half), high: Math.min(1, survival + half) }
  }
  if (interval === 'log') {
    const factor = Math.exp(z * relativeError)
    return { low: survival / factor, high: Math.min(1, survival * factor) }
  }
  const width = (z * relativeError) / Math.log(survival)
  const low = Math.exp(Math.log(survival) * Math.exp(-width))
  const high = Math.exp(Math.log(survival) * Math.exp(width))
  return { low: Math.min(low, high), high: Math.max(low, high) }
}

/** Share still there just after `time`; 1 before the first step, the last step's value after it. */
export function survivalAt({ steps }: Pick<SurvivalCurve, 'steps'>, time: number): SurvivalStep | null {
  let found: SurvivalStep | null = null
  for (const step of steps) {
    if (step.time > time) break
    found = step
  }
  return found
}

/**
 * Mean time until leaving, counted up to `until` only (area under the curve), with its standard error.
 * `null` past the last observed time: the curve says nothing there.
 */
export function restrictedMean({ steps }: Pick<SurvivalCurve, 'steps'>, until: number) {
  const last = steps.at(-1)
  if (!last || !(until > 0) || (until > last.time && last.survival > 0))
    return { value: null, standardError: null, until }
  const inside = steps.filter(({ time }) => time < until)
  let area = 0
  let variance = 0
  let end = until
  for (const step of inside.toReversed()) {
    area += step.survival * (end - step.time)
    end = step.time
    const { atRisk, events } = step
    if (events > 0 && atRisk > events) variance += (area * area * events) / (atRisk * (atRisk - events))
  }
  const mean = area + end
  const standardError = Math.sqrt(variance)
  return {
    value: Number.isFinite(mean) ? mean : null,
    standardError: Number.isFinite(standardError) ? standardError : null,
    until,
  }
}
