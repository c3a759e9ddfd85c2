import { Fault } from '../../fault.ts'
import { normalQuantile } from '../math/normal.ts'

export interface ReachedLift {
  /** Effect on those whom the assignment made reached. */
  value: number
  low: number
  high: number
  /** Share reached among the treated less the share reached among the control. */
  difference: number
}

/** One customer of a test: assigned to treatment, really reached, and the outcome. */
export interface Assigned {
  treated: boolean
  reached: boolean
  success: boolean
}

/**
 * Effect of being reached where not all of the treated were, or some of the control were (instrumental variables: lift
 * ÷ difference of the shares reached; Angrist, Imbens, Rubin 1996), with its delta-method interval. `null` where the
 * assignment moved the share reached by less than a tenth.
 */
export function reachedLift(rows: readonly Assigned[], alpha = 0.05): ReachedLift | null {
  const arm = (treated: boolean) => rows.filter(row => row.treated === treated)
  const [one, two] = [arm(true), arm(false)]
  if (one.length === 0 || two.length === 0)
    throw new Fault('not_enough_data', { found: 0, needed: 1, of: 'customers in each arm' })
  const share = (list: readonly Assigned[], is: (row: Assigned) => boolean): number =>
    list.filter(is).length / list.length
  const difference = share(one, row => row.reached) - share(two, row => row.reached)
  if (difference < 0.1) return null
  const value = (share(one, row => row.success) - share(two, row => row.success)) / difference
  const variance = (list: readonly Assigned[]): number => {
    const left = list.map(row => Number(row.success) - value * Number(row.reached))
    const mean = left.reduce((sum, one) => sum + one, 0) / left.length
    return left.reduce((sum, one) => sum + (one - mean) ** 2, 0) / left.length ** 2
  }
  const half = (-normalQuantile(alpha / 2) * Math.sqrt(variance(one) + variance(two))) / difference
  return { value, low: value - half, high: value + half, difference }
}
