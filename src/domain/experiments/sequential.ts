import { requirePositive } from '../guards.ts'
import { checkArms } from './lift.ts'
import type { ArmCounts } from './lift.ts'

export interface SequentialReading {
  /** Holds however often and whenever one looks; `null` when nothing varies yet. */
  alwaysValidP: number | null
  low: number
  high: number
  /** The test may stop: the interval excludes 0. */
  stop: boolean
  /** Scale of the mixing normal: the effect the test is tuned to. */
  tau: number
}

/**
 * Mixture sequential probability ratio test on the difference of two rates (Johari, Pekelis, Walsh 2015): a normal
 * mixture of scale `tau`, best set to the effect the design aims at. Unlike the z-test it may be read every day.
 */
export function sequentialReading(counts: ArmCounts, tau: number, alpha = 0.05): SequentialReading {
  const { treatedN, treatedSuccesses, controlN, controlSuccesses } = checkArms(counts)
  requirePositive('tau', tau)
  const difference = treatedSuccesses / treatedN - controlSuccesses / controlN
  const mean = (treatedSuccesses + controlSuccesses) / (treatedN + controlN)
  const variance = mean * (1 - mean) * (1 / treatedN + 1 / controlN)
  if (variance === 0) return { alwaysValidP: null, low: -1, high: 1, stop: false, tau }
  const spread = variance + tau ** 2
  const logRatio = 0.5 * Math.log(variance / spread) + (tau ** 2 * difference ** 2) / (2 * variance * spread)
  const half = Math.sqrt(((variance * spread) / tau ** 2) * Math.log(spread / (variance * alpha ** 2)))
  return {
    alwaysValidP: Math.min(1, Math.exp(-logRatio)),
    low: Math.max(-1, difference - half),
    high: Math.min(1, difference + half),
    stop: Math.abs(difference) > half,
    tau,
  }
}
