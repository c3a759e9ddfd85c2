import { logGamma } from './log-gamma.ts'

/** ln Γ(1 + s) for |s| ≤ 1/2, with full relative precision next to 0 (Taylor through ζ by shifting). */
function logGammaOnePlus(s: number): number {
  if (Math.abs(s) < 1e-3) {
    return (
      s *
      (-0.57721566490153286061 +
        s *
          (0.8224670334241132 +
            s * (-0.40068563438653143 + s * (0.27058080842778454 - s * 0.20738555102867398))))
    )
  }
  // Γ(1+s) = Γ(9+s)/((1+s)…(8+s)); each factor against its value at s = 0 keeps the digits near s = 0.
  let sum = logGammaNear9(s)
  for (let k = 1; k <= 8; k++) sum -= Math.log1p(s / k)
  return sum
}

/** ln Γ(9+s) − ln Γ(9), |s| ≤ 1/2, by Stirling's formula in differences. */
function logGammaNear9(s: number): number {
  const tail = (x: number): number => {
    const y = 1 / (x * x)
    return (
      (1 / 12 + y * (-1 / 360 + y * (1 / 1260 + y * (-1 / 1680 + y * (1 / 1188 - y * (691 / 360360)))))) / x
    )
  }
  return 8.5 * Math.log1p(s / 9) + s * Math.log(9 + s) - s + (tail(9 + s) - tail(9))
}

/** Continued fraction of e^z z^(−s) Γ(s, z) by the modified Lentz method; good for z ≥ 1. */
function continuedFraction(s: number, z: number): number {
  let b = z + 1 - s
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let i = 1; i < 10_000; i++) {
    const an = -i * (i - s)
    b += 2
    d = an * d + b
    if (Math.abs(d) < 1e-300) d = 1e-300
    c = b + an / c
    if (Math.abs(c) < 1e-300) c = 1e-300
    d = 1 / d
    const factor = d * c
    h *= factor
    if (Math.abs(factor - 1) < 1e-16) break
  }
  return h
}

/** Γ(s, z) scaled, |s| ≤ 1/2 and 0 < z < 1: series with the pole at s = 0 taken out. */
function nearZero(s: number, z: number): number {
  const logZ = Math.log(z)
  const head =
    Math.abs(s) < 1e-12
      ? -0.57721566490153286061 - logZ
      : (Math.expm1(logGammaOnePlus(s)) - Math.expm1(s * logZ)) / s
  let sum = 0
  let term = 1
  for (let k = 1; k < 60; k++) {
    term *= -z / k
    const add = term / (s + k)
    sum += add
    if (Math.abs(add) < 1e-18 * Math.abs(sum)) break
  }
  return Math.exp(z) * (Math.exp(-s * logZ) * head - sum)
}

/**
 * e^z z^(−s) Γ(s, z) for z > 0 and any real s ≤ 1/2 or so: the scaled upper incomplete gamma function.
 * Finite for very large z (about 1/z) and for very negative s (about 1/|s|). This is the one function
 * behind discounted expected residual transactions.
 */
export function scaledUpperGamma(s: number, z: number): number {
  if (z >= 1) return continuedFraction(s, z)
  if (s > 0.5) {
    const lower = scaledUpperGamma(s - 1, z)
    // Γ(s, z) = (s − 1) Γ(s − 1, z) + z^(s−1) e^(−z): no cancellation for s ≥ 1; direct below.
    if (s >= 1) return ((s - 1) * lower + 1) / z
    return Math.exp(z) * (Math.exp(logGamma(s) - s * Math.log(z)) - lowerSeries(s, z))
  }
  if (s >= -0.5) return nearZero(s, z)
  // Downward recurrence h(s) = (1 − z h(s + 1))/(−s); an error shrinks by z/|s| a step.
  const wanted = Math.ceil(-0.5 - s)
  const steps = Math.min(wanted, 60)
  let at = s + steps
  let h = steps === wanted ? nearZero(at, z) : 1 / (z - at)
  for (let i = 0; i < steps; i++) {
    at -= 1
    h = (1 - z * h) / -at
  }
  return h
}

/** Σ (−z)^k/(k! (s + k)): z^(−s) γ(s, z). */
function lowerSeries(s: number, z: number): number {
  let term = 1
  let sum = 1 / s
  for (let k = 1; k < 60; k++) {
    term *= -z / k
    const add = term / (s + k)
    sum += add
    if (Math.abs(add) < 1e-18 * Math.abs(sum)) break
  }
  return sum
}
