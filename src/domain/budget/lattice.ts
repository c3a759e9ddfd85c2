import type { Choices } from './choices.ts'

/** Worths are looked at as multiples of this part of a money unit, and may be off by this many of them. */
const finest = 1e-4
const off = 1e-4
/** Larger worths have lost such digits. */
const largest = 1e7

/**
 * The largest step that every option's worth is a multiple of (prices in whole cents, say), so that any plan's worth is
 * one too; 0 where there is none, as with worths that are products of probabilities.
 */
export function worthStep({ worth }: Pick<Choices, 'worth'>): number {
  let step = 0
  for (const money of worth) {
    const units = Math.round(money / finest)
    if (Math.abs(money) > largest || Math.abs(money / finest - units) > off) return 0
    step = commonDivisor(step, Math.abs(units))
    if (step === 1) return finest
  }
  return step * finest
}

function commonDivisor(one: number, two: number): number {
  while (two !== 0) [one, two] = [two, one % two]
  return one
}

/** The highest worth of a plan under `bound`: down to the next multiple of the step. */
export const floorTo = (bound: number, step: number): number =>
  step > 0 ? Math.floor(bound / step + 1e-6) * step : bound
