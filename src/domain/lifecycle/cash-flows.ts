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
 * rate; several → the rate when there is just one, else `null`, because any of them would mislead.
 */
export function internalRate(flows: readonly number[]): MaybeNumber & { signChanges: number } {
  const signs = checked(flows)
    .map(Math.sign)
    .filter(sign => sign !== 0)
  const signChanges = signs.filter((sign, index) => index > 0 && sign !== signs[index - 1]).length
  if (signChanges === 0) return { value: null, reason: 'cash_flows_never_change_sign', signChanges }
  // NPV as a polynomial in v = 1/(1+rate), v > 0.
  const value = (logV: number) => flows.reduceRight((later, flow) => flow + Math.exp(logV) * later, 0)
  const roots: number[] = []
  const [start, end, steps] = [-10, 10, 4000]
  let left = start
  let atLeft = value(start)
  for (let step = 1; step <= steps; step++) {
    const right = start + ((end - start) * step) / steps
    const atRight = value(right)
    if (atLeft === 0) roots.push(left)
    else if (Math.sign(atLeft) * Math.sign(atRight) < 0) roots.push(bisect(value, left, right))
    left = right
    atLeft = atRight
  }
  const [only] = roots
  if (only === undefined) return { value: null, reason: 'no_rate_found', signChanges }
  if (roots.length > 1) return { value: null, reason: 'several_rates', signChanges }
  return { value: Math.expm1(-only), signChanges }
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

/** Periods until the running total of the flows is back at 0, interpolated within the period; first crossing. */
export function paybackPeriods(flows: readonly number[]): MaybeNumber {
  let total = 0
  for (const [period, flow] of checked(flows).entries()) {
    const before = total
    total += flow
    if (total >= -1e-12 * Math.max(1, Math.abs(flow))) {
      return { value: period === 0 ? 0 : Math.max(0, period - 1 + (flow === 0 ? 1 : -before / flow)) }
    }
  }
  return { value: null, reason: 'never_paid_back' }
}

/** The same on discounted flows. */
export function discountedPaybackPeriods(flows: readonly number[], discount: number): MaybeNumber {
  const factor = 1 / (1 + requireGrowth('discount', discount))
  return paybackPeriods(checked(flows).map((flow, period) => flow * factor ** period))
}
