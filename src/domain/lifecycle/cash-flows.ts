import { Fault } from '../../fault.ts'
import { requireFinite, requireGrowth } from '../guards.ts'
import type { MaybeNumber } from '../maybe-number.ts'

const checked = (flows: readonly number[]): readonly number[] => {
  if (flows.length === 0)
    throw new Fault('invalid_input', { field: 'cash_flows', problem: 'needs at least one amount' })
  flows.forEach((flow, index) => requireFinite(`cash_flows.${index}`, flow))
  return flows
}

/** Net present value: Σ flow_t/(1+d)^t, the first flow at t = 0. `discount` is effective per period. */
export function netPresentValue(flows: readonly number[], discount: number): number {
  const factor = 1 / (1 + requireGrowth('discount', discount))
  return checked(flows).reduceRight((later, flow) => flow + factor * later, 0)
}

/**
 * Internal rate of return per period, by the sign of the flows: none changes sign → no rate; one change → the only
 * rate; several → the rate when there is just one, else `null`, because any of them would mislead; `rates` then holds
 * them all, lowest first.
 */
export function internalRate(
  flows: readonly number[],
): MaybeNumber & { signChanges: number; rates?: number[] } {
  const signs = checked(flows)
    .map(Math.sign)
    .filter(sign => sign !== 0)
  const signChanges = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length
  if (signChanges === 0) return { value: null, reason: 'cash_flows_never_change_sign', signChanges }
  // NPV as a polynomial in v = 1/(1+rate), v > 0, over the sum of its terms' sizes: between −1 and 1.
  const value = (logV: number) => {
    let [sum, size] = [0, 0]
    const v = Math.exp(-Math.abs(logV))
    // From the larger end, so that no power overflows.
    for (let at = 0; at < flows.length; at++) {
      const flow = flows[logV > 0 ? at : flows.length - 1 - at] ?? 0
      sum = flow + v * sum
      size = Math.abs(flow) + v * size
    }
    return size > 0 ? sum / size : 0
  }
  const [start, end, steps] = [-25, 25, 4000]
  // One change of sign: exactly one rate (Descartes).
  if (signChanges === 1) {
    return value(start) * value(end) < 0
      ? { value: Math.expm1(-bisect(value, start, end)), signChanges }
      : { value: null, reason: 'no_rate_found', signChanges }
  }
  const roots: number[] = []
  const at = (step: number) => start + ((end - start) * step) / steps
  const values = Float64Array.from({ length: steps + 1 }, (_, step) => value(at(step)))
  for (let step = 1; step <= steps; step++) {
    const [before, left, right] = [values[step - 2] ?? 0, values[step - 1] ?? 0, values[step] ?? 0]
    if (left === 0) roots.push(at(step - 1))
    else if (left * right < 0) roots.push(bisect(value, at(step - 1), at(step)))
    else if (
      left * before > 0 &&
      left * right > 0 &&
      Math.abs(left) <= Math.min(Math.abs(before), Math.abs(right))
    ) {
      // A rate at which the value touches 0 without crossing it.
      const touch = nearestToZero(value, at(step - 2), at(step))
      if (Math.abs(value(touch)) < 1e-12) roots.push(touch)
    }
  }
  const [only] = roots
  if (only === undefined) return { value: null, reason: 'no_rate_found', signChanges }
  if (roots.length > 1) {
    const rates = roots.map(root => Math.expm1(-root)).toSorted((one, two) => one - two)
    return { value: null, reason: 'several_rates', signChanges, rates }
  }
  return { value: Math.expm1(-only), signChanges }
}

/** Golden-section search for the smallest distance from 0. */
function nearestToZero(value: (at: number) => number, from: number, to: number): number {
  const share = (Math.sqrt(5) - 1) / 2
  let [low, high] = [from, to]
  for (let step = 0; step < 60; step++) {
    const [one, two] = [high - share * (high - low), low + share * (high - low)]
    if (Math.abs(value(one)) < Math.abs(value(two))) high = two
    else low = one
  }
  return (low + high) / 2
}

function bisect(value: (at: number) => number, low: number, high: number): number {
  const sign = Math.sign(value(low))
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    if (Math.sign(value(middle)) === sign) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * Periods until the running total of the flows is back at 0, interpolated within the period; first crossing, counted
 * from the first period given. Periods before the first flow pay nothing back.
 */
export function paybackPeriods(flows: readonly number[]): MaybeNumber {
  const first = checked(flows).findIndex(flow => flow !== 0)
  if (first < 0) return { value: 0 }
  let total = 0
  for (const [period, flow] of flows.entries()) {
    if (period < first) continue
    const before = total
    total += flow
    if (total >= -1e-12 * Math.max(1, Math.abs(flow))) {
      return { value: period === first ? 0 : Math.max(0, period - 1 + (flow === 0 ? 1 : -before / flow)) }
    }
  }
  return { value: null, reason: 'never_paid_back' }
}

/** The same on discounted flows. */
export function discountedPaybackPeriods(flows: readonly number[], discount: number): MaybeNumber {
  const factor = 1 / (1 + requireGrowth('discount', discount))
  return paybackPeriods(checked(flows).map((flow, period) => flow * factor ** period))
}
