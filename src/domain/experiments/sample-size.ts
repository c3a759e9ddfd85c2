import { Fault } from '../../fault.ts'
import { twoSidedP } from '../churn/distributions.ts'
import { requirePositiveCount, requireRate } from '../guards.ts'
import { normalQuantile } from '../math/normal.ts'

export interface TestSettings {
  /** Two-sided error of the first kind, 0 to 1. */
  alpha?: number | undefined
  power?: number | undefined
  /** Customers in the control for each one treated. */
  controlPerTreated?: number | undefined
}

const open = (field: string, value: number): number => {
  if (requireRate(field, value) > 0 && value < 1) return value
  throw new Fault('invalid_input', { field, problem: 'must be above 0 and below 1' })
}

/** P(standard normal ≤ z). */
export const normalBelow = (z: number): number => (z < 0 ? twoSidedP(z) / 2 : 1 - twoSidedP(z) / 2)

/** Standard errors per √n treated: of the pooled null and of the alternative. */
function spread(control: number, treated: number, ratio: number): { pooled: number; unpooled: number } {
  const mean = (treated + ratio * control) / (1 + ratio)
  return {
    pooled: Math.sqrt((1 + 1 / ratio) * mean * (1 - mean)),
    unpooled: Math.sqrt(treated * (1 - treated) + (control * (1 - control)) / ratio),
  }
}

/**
 * Treated customers needed to tell `targetRate` from `baselineRate` (two-sided z-test, pooled null variance).
 * `exact` before rounding up; equal arms unless `controlPerTreated` says otherwise.
 */
export function sampleSize(inputs: { baselineRate: number; targetRate: number } & TestSettings): {
  exact: number
  perArm: number
  treated: number
  control: number
} {
  const [baseline, target] = [
    open('baseline_rate', inputs.baselineRate),
    open('target_rate', inputs.targetRate),
  ]
  if (baseline === target) {
    throw new Fault('invalid_input', { field: 'target_rate', problem: 'must differ from baseline_rate' })
  }
  const { zAlpha, zPower, ratio } = points(inputs)
  const { pooled, unpooled } = spread(baseline, target, ratio)
  const exact = ((zAlpha * pooled + zPower * unpooled) / (target - baseline)) ** 2
  const treated = Math.ceil(exact - 1e-9)
  const control = Math.ceil(exact * ratio - 1e-9)
  return { exact, perArm: Math.max(treated, control), treated, control }
}

function points({ alpha = 0.05, power = 0.8, controlPerTreated = 1 }: TestSettings) {
  if (!(controlPerTreated > 0)) {
    throw new Fault('invalid_input', { field: 'hold_out_share', problem: 'must be above 0 and below 1' })
  }
  return {
    zAlpha: -normalQuantile(open('alpha', alpha) / 2),
    zPower: normalQuantile(open('power', power)),
    ratio: controlPerTreated,
  }
}

/** Probability that the test finds the difference with `treated` customers in the treated arm. */
export function testPower(
  inputs: { baselineRate: number; targetRate: number; treated: number } & TestSettings,
): number {
  const { zAlpha, ratio } = points(inputs)
  const { pooled, unpooled } = spread(inputs.baselineRate, inputs.targetRate, ratio)
  const shift =
    Math.abs(inputs.targetRate - inputs.baselineRate) * Math.sqrt(requirePositiveCount('n', inputs.treated))
  return normalBelow((shift - zAlpha * pooled) / unpooled)
}

/**
 * Smallest rise (and fall) of the rate that `treated` customers can show with the asked power; `null` where even
 * 100 % (or 0 %) could not be told apart.
 */
export function detectableEffect(inputs: { baselineRate: number; treated: number } & TestSettings): {
  rise: number | null
  fall: number | null
} {
  const baseline = open('baseline_rate', inputs.baselineRate)
  const wanted = inputs.power ?? 0.8
  const powerAt = (targetRate: number) => testPower({ ...inputs, targetRate })
  const search = (limit: number): number | null => {
    let [near, far] = [baseline, limit]
    if (powerAt(limit) < wanted) return null
    for (let step = 0; step < 100; step++) {
      const middle = (near + far) / 2
      if (powerAt(middle) < wanted) near = middle
      else far = middle
    }
    return Math.abs(far - baseline)
  }
  return { rise: search(1 - 1e-9), fall: search(1e-9) }
}
