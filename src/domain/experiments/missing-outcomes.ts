import { twoSidedP } from '../churn/distributions.ts'

/** Customers of a test by arm: all, those with an outcome, and successes among them. */
export interface ArmOutcomes {
  n: number
  judged: number
  successes: number
}

export interface MissingOutcomes {
  treated: number
  control: number
  /** Shares missing differ between the arms (pooled z-test); `null` where nothing or everything is missing. */
  pValue: number | null
  /** The lift if every missing outcome had gone against the treatment, and if all had spoken for it. */
  lowest: number
  highest: number
}

/** What missing outcomes can do to a lift (worst-case bounds, Horowitz and Manski 2000). */
export function missingOutcomes(treated: ArmOutcomes, control: ArmOutcomes): MissingOutcomes {
  const missing = (arm: ArmOutcomes): number => arm.n - arm.judged
  const [one, two] = [missing(treated), missing(control)]
  const mean = (one + two) / (treated.n + control.n)
  const error = Math.sqrt(mean * (1 - mean) * (1 / treated.n + 1 / control.n))
  const z = error > 0 ? (one / treated.n - two / control.n) / error : null
  return {
    treated: one,
    control: two,
    pValue: z === null ? null : twoSidedP(z),
    lowest: treated.successes / treated.n - (control.successes + two) / control.n,
    highest: (treated.successes + one) / treated.n - control.successes / control.n,
  }
}
