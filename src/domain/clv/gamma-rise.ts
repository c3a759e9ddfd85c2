import { digamma, logGammaStep } from '../math/log-gamma.ts'

/**
 * ln Γ(r + x) − ln Γ(r) and its slope in r for ascending counts x, in one pass over the whole numbers between
 * them (gaps above 64 by the gamma functions). Filled once an evaluation of a likelihood.
 */
export function gammaRise(counts: Float64Array): {
  log: Float64Array
  slope: Float64Array
  fill: (r: number) => void
} {
  const log = new Float64Array(counts.length)
  const slope = new Float64Array(counts.length)
  return {
    log,
    slope,
    fill(r) {
      let rise = 0
      let rate = 0
      let reached = 0
      for (let k = 0; k < counts.length; k++) {
        const x = counts[k] ?? 0
        if (x - reached > 64) {
          rise = logGammaStep(r, x)
          rate = digamma(r + x) - digamma(r)
        } else {
          for (let i = reached; i < x; i++) {
            rise += Math.log(r + i)
            rate += 1 / (r + i)
          }
        }
        reached = x
        log[k] = rise
        slope[k] = rate
      }
    },
  }
}
