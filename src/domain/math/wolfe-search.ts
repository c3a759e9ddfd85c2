import type { Objective } from './objective.ts'

/** Where a line search ended. */
export interface LineStep {
  theta: Float64Array
  value: number
  gradient: Float64Array
  evaluations: number
}

/**
 * Step along `direction` that satisfies the strong Wolfe conditions (Nocedal & Wright 2006, algorithms 3.5
 * and 3.6, cubic interpolation with safeguards), no longer than `longest`. `null` when nothing lower is found.
 */
export function wolfeSearch(
  objective: Objective,
  theta: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  longest: number,
): LineStep | null {
  const n = theta.length
  const slopeOf = (g: Float64Array): number => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += (g[i] ?? 0) * (direction[i] ?? 0)
    return sum
  }
  const slope0 = slopeOf(gradient)
  let evaluations = 0
  const probe = (alpha: number): { alpha: number; slope: number; step: LineStep } => {
    evaluations += 1
    const at = theta.map((x, i) => x + alpha * (direction[i] ?? 0))
    const g = new Float64Array(n)
    const f = objective(at, g)
    const fine = Number.isFinite(f) && g.every(Number.isFinite)
    return {
      alpha,
      slope: slopeOf(g),
      step: { theta: at, value: fine ? f : Infinity, gradient: g, evaluations },
    }
  }
  const enough = (alpha: number, f: number): boolean =>
    f <= value + 1e-4 * alpha * slope0 + 1e-15 * Math.abs(value)
  const flat = (slope: number): boolean => Math.abs(slope) <= -0.9 * slope0
  const done = (at: { step: LineStep }): LineStep => ({ ...at.step, evaluations })

  let previous = { alpha: 0, slope: slope0, step: { theta, value, gradient, evaluations: 0 } }
  let current = probe(Math.min(1, longest))
  let low = previous
  let high: typeof previous | null = null
  for (let i = 0; i < 20; i++) {
    if (!enough(current.alpha, current.step.value) || (i > 0 && current.step.value >= previous.step.value)) {
      low = previous
      high = current
      break
    }
    if (flat(current.slope)) return done(current)
    if (current.slope >= 0) {
      low = current
      high = previous
      break
    }
    if (current.alpha >= longest) return done(current)
    previous = current
    current = probe(Math.min(longest, current.alpha * 2.5))
  }
  if (!high) return current.step.value < value ? done(current) : null
  for (let i = 0; i < 25; i++) {
    const span = high.alpha - low.alpha
    let alpha = low.alpha + span / 2
    if (Number.isFinite(high.step.value)) {
      const d1 = low.slope + high.slope - (3 * (low.step.value - high.step.value)) / (low.alpha - high.alpha)
      const inside = d1 * d1 - low.slope * high.slope
      if (inside >= 0) {
        const d2 = Math.sign(span) * Math.sqrt(inside)
        const cubic = high.alpha - (span * (high.slope + d2 - d1)) / (high.slope - low.slope + 2 * d2)
        const share = (cubic - low.alpha) / span
        if (share > 0.1 && share < 0.9) alpha = cubic
      }
    } else alpha = low.alpha + span / 10
    current = probe(alpha)
    if (!enough(current.alpha, current.step.value) || current.step.value >= low.step.value) high = current
    else {
      if (flat(current.slope)) return done(current)
      if (current.slope * span >= 0) high = low
      low = current
    }
    if (Math.abs(high.alpha - low.alpha) < 1e-13 * Math.max(1, Math.abs(low.alpha))) break
  }
  return low.alpha > 0 && low.step.value <= value ? done(low) : null
}
