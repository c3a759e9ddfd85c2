/**
 * Gamma functions for the likelihoods. Positive arguments only; absolute error below 1e-14 × max(1, |value|).
 * Shifted Stirling series (Abramowitz & Stegun 6.1.40, 6.3.18): two logarithms a call, no table, no host.
 */
const halfLogTwoPi = 0.91893853320467274178

const stirlingTail = (x: number): number => {
  const y = 1 / (x * x)
  return (
    (1 / 12 +
      y *
        (-1 / 360 +
          y *
            (1 / 1260 +
              y *
                (-1 / 1680 + y * (1 / 1188 + y * (-691 / 360360 + y * (1 / 156 - y * (3617 / 122400)))))))) /
    x
  )
}

/** ln Γ(x), x > 0. */
export function logGamma(x: number): number {
  let product = 1
  let shifted = x
  while (shifted < 8) {
    product *= shifted
    shifted += 1
  }
  const value = (shifted - 0.5) * Math.log(shifted) - shifted + halfLogTwoPi + stirlingTail(shifted)
  return product === 1 ? value : value - Math.log(product)
}

/** ψ(x) = d ln Γ(x)/dx, x > 0. */
export function digamma(x: number): number {
  let below = 0
  let shifted = x
  while (shifted < 10) {
    below += 1 / shifted
    shifted += 1
  }
  const y = 1 / (shifted * shifted)
  const series =
    y * (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - y * (691 / 32760 - y / 12))))))
  return Math.log(shifted) - 0.5 / shifted - series - below
}

/**
 * ln Γ(x + step) − ln Γ(x) for x > 0, step ≥ 0, without the cancellation that the difference suffers for
 * large x: the logarithms are taken of ratios.
 */
export function logGammaStep(x: number, step: number): number {
  if (step === 0) return 0
  if (step <= 32 && Number.isInteger(step)) {
    let product = 1
    let sum = 0
    for (let i = 0; i < step; i++) {
      product *= x + i
      if (product > 1e250 || product < 1e-250) {
        sum += Math.log(product)
        product = 1
      }
    }
    return sum + Math.log(product)
  }
  let shifted = x
  let below = 0
  while (shifted < 8) {
    below += Math.log1p(step / shifted)
    shifted += 1
  }
  const growth = (shifted - 0.5) * Math.log1p(step / shifted) + step * Math.log(shifted + step) - step
  return growth + stirlingTail(shifted + step) - stirlingTail(shifted) - below
}

/** ln B(a, b), a > 0, b > 0; keeps its digits when one argument is far larger than the other. */
export function logBeta(a: number, b: number): number {
  const small = Math.min(a, b)
  return logGamma(small) - logGammaStep(Math.max(a, b), small)
}

/** ln(1 + e^x) without overflow. */
export const log1pExp = (x: number): number =>
  x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x))

/** 1/(1 + e^x), exact at both ends. */
export const logistic = (x: number): number => {
  if (x > 0) {
    const e = Math.exp(-x)
    return e / (1 + e)
  }
  return 1 / (1 + Math.exp(x))
}

/** (1 − e^(−k v))/k: the length of a decaying flow; v as k goes to 0. */
export const annuity = (k: number, v: number): number => {
  const kv = k * v
  return Math.abs(kv) < 1e-300 ? v : -Math.expm1(-kv) / k
}
