import { logBeta } from './log-gamma.ts'

/** Nodes and weights of Gauss–Legendre quadrature on [0, 1]. */
export interface Rule {
  nodes: Float64Array
  weights: Float64Array
}

const rules = new Map<number, Rule>()

/** The `count`-point Gauss–Legendre rule on [0, 1], by Newton's method on the Legendre recurrence; kept. */
export function gaussLegendre(count: number): Rule {
  const known = rules.get(count)
  if (known) return known
  const nodes = new Float64Array(count)
  const weights = new Float64Array(count)
  for (let i = 0; i < count; i++) {
    let x = Math.cos((Math.PI * (i + 0.75)) / (count + 0.5))
    let slope = 1
    for (let step = 0; step < 100; step++) {
      let p0 = 1
      let p1 = x
      for (let k = 2; k <= count; k++) {
        const p2 = ((2 * k - 1) * x * p1 - (k - 1) * p0) / k
        p0 = p1
        p1 = p2
      }
      slope = (count * (x * p1 - p0)) / (x * x - 1)
      const move = p1 / slope
      x -= move
      if (Math.abs(move) < 1e-16) break
    }
    nodes[i] = (1 - x) / 2
    weights[i] = 1 / ((1 - x * x) * slope * slope)
  }
  const rule = { nodes, weights }
  rules.set(count, rule)
  return rule
}

/** ∫ f over [low, high] in panels no longer than `panel`, `count` points each. */
export function integrate(
  f: (x: number) => number,
  low: number,
  high: number,
  { panel = Infinity, count = 16 }: { panel?: number; count?: number } = {},
): number {
  const length = high - low
  if (!(length > 0)) return 0
  const panels = Math.max(1, Math.min(4096, Math.ceil(length / panel)))
  const width = length / panels
  const { nodes, weights } = gaussLegendre(count)
  let sum = 0
  for (let k = 0; k < panels; k++) {
    const start = low + k * width
    let part = 0
    for (let i = 0; i < count; i++) part += (weights[i] ?? 0) * f(start + width * (nodes[i] ?? 0))
    sum += part * width
  }
  return sum
}

/** ln odds beyond which p or q is below 1e-34. */
const farOut = 80

/**
 * E f(p) for p ~ Beta(a, b), by the trapezoid rule on the logit of p, which converges exponentially.
 * `logF` is ln f(p) given p and 1 − p apart (so that p near 1 keeps its digits); f must be positive and
 * may grow like a power at 0 as long as the expectation exists. Peak and width are found from the integrand.
 */
export function betaExpectation(a: number, b: number, logF: (p: number, q: number) => number): number {
  const norm = logBeta(a, b)
  const logIntegrand = (s: number): number => {
    const e = Math.exp(-Math.abs(s))
    const p = s < 0 ? e / (1 + e) : 1 / (1 + e)
    const q = s < 0 ? 1 / (1 + e) : e / (1 + e)
    const logP = s < 0 ? s - Math.log1p(e) : -Math.log1p(e)
    const logQ = s < 0 ? -Math.log1p(e) : -s - Math.log1p(e)
    return a * logP + b * logQ - norm + logF(p, q)
  }
  let peak = Math.max(-690, Math.min(690, Math.log(a / b)))
  let step = 1
  let best = logIntegrand(peak)
  while (step > 1e-5) {
    const left = logIntegrand(peak - step)
    const right = logIntegrand(peak + step)
    if (left > best || right > best) {
      peak += left > right ? -step : step
      best = Math.max(left, right)
      step *= 1.5
    } else step /= 2.5
  }
  const edge = (direction: number): number => {
    let reach = 1e-4
    while (reach < 1e5 && logIntegrand(peak + direction * reach) > best - 42) reach *= 1.3
    return reach
  }
  const low = Math.max(-farOut, peak - edge(-1))
  const high = Math.min(farOut, peak + edge(1))
  // Beyond, the integrand is e^(slope × s) to the last digit: a tiny a (or b) has most of its mass there.
  const slopeLow = (logIntegrand(-farOut) - logIntegrand(-farOut - 600)) / 600
  const slopeHigh = (logIntegrand(farOut) - logIntegrand(farOut + 600)) / 600
  const endLow = low === -farOut ? Math.exp(logIntegrand(low) - best) : 0
  const endHigh = high === farOut ? Math.exp(logIntegrand(high) - best) : 0
  const rest =
    (endLow > 0 ? endLow / Math.max(0, slopeLow) : 0) + (endHigh > 0 ? endHigh / Math.max(0, slopeHigh) : 0)
  // The integrand is analytic in a strip of half-width π: a step of 0.35 leaves an error near e^(−56).
  const count = Math.max(96, Math.min(20_000, Math.ceil((high - low) / 0.35)))
  const width = (high - low) / count
  let sum = 0
  for (let i = 0; i <= count; i++) {
    const end = i === 0 || i === count ? 0.5 : 1
    sum += end * Math.exp(logIntegrand(low + i * width) - best)
  }
  // Euler–Maclaurin at a cut end, where the integrand still slopes.
  const cuts = (width ** 2 / 12) * (endLow * slopeLow + endHigh * slopeHigh)
  return Math.exp(best + Math.log(sum * width + cuts + rest))
}
