import { bdtrc, chdtrc, compiled, incbet, incbi, ndtr } from 'cephes'

await compiled

/** The library throws where a tail is too small for a double; that tail is 0. */
function tail(compute: () => number): number {
  try {
    return Math.max(0, Math.min(1, compute()))
  } catch (error) {
    if (error instanceof Error && error.message.includes('underflow')) return 0
    throw error
  }
}

/** Probability that a standard normal lies further from 0 than |z|. */
export const twoSidedP = (z: number): number => tail(() => 2 * ndtr(-Math.abs(z)))

/** Upper tail of the chi-square distribution: the p-value of a chi-square test. */
export const chiSquareTail = (statistic: number, degrees: number): number =>
  degrees <= 0 || !(statistic > 0) ? 1 : tail(() => chdtrc(degrees, statistic))

/** Point below which a Beta(a, b) variable falls with `probability`. */
export const betaQuantile = (a: number, b: number, probability: number): number => incbi(a, b, probability)

/** Probability of `events` or more among `n` when each has `probability`. */
export const binomialTail = (events: number, n: number, probability: number): number =>
  events <= 0 ? 1 : events >= n ? probability ** n : tail(() => bdtrc(events - 1, n, probability))

/** Probability that a Beta(a, b) variable is at most `x`. */
export const betaDistribution = (a: number, b: number, x: number): number =>
  x <= 0 ? 0 : x >= 1 ? 1 : tail(() => incbet(a, b, x))
