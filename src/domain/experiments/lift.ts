import { Fault } from '../../fault.ts'
import { twoSidedP } from '../churn/distributions.ts'
import { wilson } from '../churn/two-by-two.ts'
import type { Rate } from '../churn/two-by-two.ts'
import { requireCount, requirePositiveCount } from '../guards.ts'
import { normalQuantile } from '../math/normal.ts'
import type { MaybeNumber } from '../maybe-number.ts'

export interface ArmCounts {
  treatedN: number
  treatedSuccesses: number
  controlN: number
  controlSuccesses: number
}

export function checkArms(counts: ArmCounts): ArmCounts {
  requirePositiveCount('treated_n', counts.treatedN)
  requirePositiveCount('control_n', counts.controlN)
  if (requireCount('treated_successes', counts.treatedSuccesses) > counts.treatedN) {
    throw new Fault('invalid_input', { field: 'treated_successes', problem: 'must not exceed treated_n' })
  }
  if (requireCount('control_successes', counts.controlSuccesses) > counts.controlN) {
    throw new Fault('invalid_input', { field: 'control_successes', problem: 'must not exceed control_n' })
  }
  return counts
}

export interface Lift {
  treated: Rate
  control: Rate
  /** Difference of the rates with its interval (unpooled). */
  value: number
  low: number
  high: number
  /** Difference ÷ control rate; `null` when the control has no success. */
  relative: number | null
  /** Pooled z-test; `null` when both rates are 0 or both are 1. */
  z: number | null
  pValue: number | null
  /** The interval lies wholly below 0. */
  harmful: boolean
  /** Control ≥ 50 and ≥ 5 outcomes of either kind in each arm; below, counts only. */
  sufficient: boolean
}

/** Lift of treated over control: z pooled, interval unpooled, at level 1 − alpha. */
export function liftOf(counts: ArmCounts, alpha = 0.05): Lift {
  const { treatedN, treatedSuccesses, controlN, controlSuccesses } = checkArms(counts)
  const [treated, control] = [treatedSuccesses / treatedN, controlSuccesses / controlN]
  const value = treated - control
  const unpooled = Math.sqrt((treated * (1 - treated)) / treatedN + (control * (1 - control)) / controlN)
  const mean = (treatedSuccesses + controlSuccesses) / (treatedN + controlN)
  const pooled = Math.sqrt(mean * (1 - mean) * (1 / treatedN + 1 / controlN))
  const half = -normalQuantile(alpha / 2) * unpooled
  const z = pooled > 0 ? value / pooled : null
  const outcomes = [
    treatedSuccesses,
    treatedN - treatedSuccesses,
    controlSuccesses,
    controlN - controlSuccesses,
  ]
  return {
    treated: wilson(treatedSuccesses, treatedN),
    control: wilson(controlSuccesses, controlN),
    value,
    low: value - half,
    high: value + half,
    relative: control > 0 ? value / control : null,
    z,
    pValue: z === null ? null : twoSidedP(z),
    harmful: value + half < 0,
    sufficient: controlN >= 50 && outcomes.every(count => count >= 5),
  }
}

/**
 * Cost ÷ (treated customers × lift): what one customer costs who would otherwise have left. The interval is the
 * lift's, turned over; an end that the lift does not bound away from 0 is `null`.
 */
export function costPerIncrementalSave(
  totalCost: number,
  treatedN: number,
  lift: { value: number; low: number; high: number },
): MaybeNumber & { low: number | null; high: number | null; saves: number } {
  const per = (effect: number): number | null => (effect > 0 ? totalCost / (treatedN * effect) : null)
  const value = per(lift.value)
  const ends = { low: per(lift.high), high: per(lift.low), saves: treatedN * lift.value }
  return value === null ? { value, reason: 'no_incremental_saves', ...ends } : { value, ...ends }
}

/** Difference of two means with its normal interval, for money per customer; samples of 30 or more. */
export function meanDifference(
  treated: { n: number; mean: number; sd: number },
  control: { n: number; mean: number; sd: number },
  alpha = 0.05,
): { value: number; low: number; high: number; z: number | null; pValue: number | null } {
  requirePositiveCount('treated_n', treated.n)
  requirePositiveCount('control_n', control.n)
  const value = treated.mean - control.mean
  const error = Math.sqrt(treated.sd ** 2 / treated.n + control.sd ** 2 / control.n)
  const half = -normalQuantile(alpha / 2) * error
  const z = error > 0 ? value / error : null
  return { value, low: value - half, high: value + half, z, pValue: z === null ? null : twoSidedP(z) }
}
