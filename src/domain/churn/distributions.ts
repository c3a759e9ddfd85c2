import { chdtrc, compiled, ndtr, ndtri } from 'cephes'

await compiled

/** Point below which a standard normal falls with `probability` (0 < probability < 1). */
export const normalQuantile = (probability: number): number => ndtri(probability)

/** Probability that a standard normal lies further from 0 than |z|. */
export const twoSidedP = (z: number): number => Math.min(1, 2 * ndtr(-Math.abs(z)))

/** Upper tail of the chi-square distribution: the p-value of a chi-square test. */
export const chiSquareTail = (statistic: number, degrees: number): number =>
  degrees <= 0 || !(statistic > 0) ? 1 : Math.min(1, chdtrc(degrees, statistic))
