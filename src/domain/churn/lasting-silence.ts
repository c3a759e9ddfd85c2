import { curveOf } from '../survival/kaplan-meier.ts'
import { Z95 } from './two-by-two.ts'
import type { Rate } from './two-by-two.ts'

/** What became of customers who had fallen silent: counts by days since the end of their window, ascending. */
export interface SpellCounts {
  days: ArrayLike<number>
  /** Bought again that many days later. */
  returned: ArrayLike<number>
  /** Followed for that many days and still silent. */
  still: ArrayLike<number>
}

/** Share of the silent, 0 to 1, who do not come back while they can be watched. */
export interface LastingShare {
  value: number
  low: number
  high: number
  /** Standard error of ln(value). */
  logError: number
  spells: number
  returned: number
  /** Days after the end of the window up to which returns are counted. */
  followedDays: number
}

/** Fewer silent customers than this, or fewer left to watch, tell nothing about returning. */
export const leastSpells = 30

/**
 * Kaplan & Meier (1958) over the time until a silent customer buys again: those watched briefly count for as long as
 * they were watched. Read at the last day on which 30 or more were still watched; returns after it are not counted, so
 * the share is an upper bound. Interval on the log scale with Greenwood's variance. `null` below 30 silent customers.
 */
export function lastingShare({ days, returned, still }: SpellCounts): LastingShare | null {
  const times = Array.from(days, (time, at) => ({
    time,
    events: returned[at] ?? 0,
    censored: still[at] ?? 0,
  }))
  const spells = times.reduce((sum, { events, censored }) => sum + events + censored, 0)
  if (spells < leastSpells) return null
  let atRisk = spells
  const counts = times.map(one => {
    const count = { ...one, atRisk }
    atRisk -= one.events + one.censored
    return count
  })
  const watched = counts.filter(count => count.atRisk >= leastSpells)
  const last = curveOf(watched, { interval: 'log' }).steps.at(-1)
  if (!last || last.survival <= 0) return null
  return {
    value: last.survival,
    low: last.low ?? last.survival,
    high: last.high ?? last.survival,
    logError: (last.standardError ?? 0) / last.survival,
    spells,
    returned: watched.reduce((sum, { events }) => sum + events, 0),
    followedDays: last.time,
  }
}

/** A share or rate, 0 to 1, with its 95 % interval. */
export interface Ends {
  value: number
  low: number
  high: number
}

/**
 * Share of customers who leave in the window and stay away: rate × lasting share, the rate itself without one. 95 %
 * interval: the relative variances of both parts are added on the log scale.
 */
export function lostShare({ value, low, high, n }: Rate, lasting: LastingShare | null): Ends | null {
  if (value === null) return null
  if (lasting === null) return { value, low: low ?? value, high: high ?? value }
  if (value === 0) return { value: 0, low: 0, high: (high ?? 0) * lasting.high }
  const share = value * lasting.value
  const half = Math.exp(Z95 * Math.hypot(Math.sqrt((1 - value) / (value * n)), lasting.logError))
  return { value: share, low: share / half, high: Math.min(1, share * half) }
}

/** Churn a year, 0 to 1, from the rate of a window of `years`: 1 − (1 − lost share)^(1 / years). */
export function yearlyChurn(rate: Rate, years: number, lasting: LastingShare | null): Ends | null {
  const lost = years > 0 ? lostShare(rate, lasting) : null
  if (!lost) return null
  const yearly = (share: number): number => (share >= 1 ? 1 : 1 - (1 - share) ** (1 / years))
  return { value: yearly(lost.value), low: yearly(lost.low), high: yearly(lost.high) }
}
