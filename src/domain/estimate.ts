/** How far a number can be trusted: counted, computed by a fitted model, or taken as given. */
export type Badge = 'measured' | 'modelled' | 'assumed'

/** A number for people, with its interval, base size and method. Rates are fractions, 0 to 1. */
export interface Estimate {
  /** `null` where the value does not exist; `reason` then says why. */
  value: number | null
  low: number | null
  high: number | null
  /** Base size: customers, events or draws the value rests on. */
  n: number
  method: string
  assumptions: readonly string[]
  badge: Badge
  reason?: string
}

/** `value` if it is a finite number, else `null`: NaN and Infinity never leave the domain. */
export const finiteOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null)
