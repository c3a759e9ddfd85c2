import { Fault } from '../../fault.ts'
import { requireNotNegative, requirePositive } from '../guards.ts'
import { ratioOr } from '../maybe-number.ts'
import type { MaybeNumber } from '../maybe-number.ts'

export interface TimeDrivenCost {
  /** Money per minute of practical capacity. */
  ratePerMinute: number
  /** Money per customer, in the order given. */
  costs: number[]
  usedMinutes: number
  /** Cost of minutes that nobody used: not charged to any customer. */
  unusedCapacityCost: number
  utilisation: number
}

/** Time-driven activity-based cost-to-serve: cost ÷ practical capacity × the minutes each customer took. */
export function timeDrivenCost(inputs: {
  cost: number
  practicalCapacityMinutes: number
  minutes: readonly number[]
}): TimeDrivenCost {
  const capacity = requirePositive('practical_capacity_minutes', inputs.practicalCapacityMinutes)
  const ratePerMinute = requireNotNegative('cost_amount', inputs.cost) / capacity
  const usedMinutes = inputs.minutes.reduce(
    (sum, minutes, index) => sum + requireNotNegative(`minutes.${index}`, minutes),
    0,
  )
  return {
    ratePerMinute,
    costs: inputs.minutes.map(minutes => minutes * ratePerMinute),
    usedMinutes,
    unusedCapacityCost: Math.max(0, capacity - usedMinutes) * ratePerMinute,
    utilisation: usedMinutes / capacity,
  }
}

export interface WhaleCurve {
  n: number
  total: number
  /** Highest running total over the sum of all profits; 1.5 means that half as much again is lost afterwards. */
  peakShare: MaybeNumber
  peak: number
  /** Customers, best first, at which the peak is reached. */
  countAtPeak: number
  unprofitable: number
  /** At most `points` of the curve: customers counted, running total. */
  curve: { customers: number; profit: number }[]
}

/** Whale curve: running total of profit over customers from the most to the least profitable. */
export function whaleCurve(profits: ArrayLike<number>, points = 50): WhaleCurve {
  const sorted = Float64Array.from(profits).sort().reverse()
  if (sorted.length === 0) throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers' })
  let [total, peak, countAtPeak] = [0, 0, 0]
  const step = Math.max(1, Math.ceil(sorted.length / points))
  const curve: { customers: number; profit: number }[] = []
  sorted.forEach((profit, index) => {
    total += profit
    if (total > peak) {
      peak = total
      countAtPeak = index + 1
    }
    if ((index + 1) % step === 0 || index + 1 === sorted.length)
      curve.push({ customers: index + 1, profit: total })
  })
  return {
    n: sorted.length,
    total,
    peakShare: ratioOr(peak, total, 'total_profit_not_positive'),
    peak,
    countAtPeak,
    unprofitable: sorted.filter(profit => profit < 0).length,
    curve,
  }
}

export interface ServedSegment {
  name: string
  n: number
  margin: number
  cost: number
  costShare: number | null
  marginShare: number | null
  /**
   * Takes a larger share of the cost than it brings of the margin, and either more than half of its own margin or
   * half as much again as its share of it, by five points at least.
   */
  overServed: boolean
}

/** Cost to serve beside margin for each segment; money. */
export function servedSegments(
  segments: readonly { name: string; n: number; margin: number; cost: number }[],
): ServedSegment[] {
  const cost = segments.reduce((sum, segment) => sum + segment.cost, 0)
  const margin = segments.reduce((sum, segment) => sum + segment.margin, 0)
  return segments.map(segment => {
    const costShare = cost > 0 ? segment.cost / cost : null
    const marginShare = margin > 0 ? segment.margin / margin : null
    const overServed =
      costShare !== null &&
      marginShare !== null &&
      costShare > marginShare &&
      (segment.cost > 0.5 * segment.margin ||
        (costShare >= 1.5 * marginShare && costShare - marginShare >= 0.05))
    return { ...segment, costShare, marginShare, overServed }
  })
}
