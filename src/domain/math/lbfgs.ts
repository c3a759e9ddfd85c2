import { clampToBox } from './objective.ts'
import type { Box, Minimum, Objective } from './objective.ts'
import { wolfeSearch } from './wolfe-search.ts'

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

export interface LbfgsSettings {
  maxIterations?: number
  /** Stop when no free gradient component is larger than this. */
  gradientTolerance?: number
  memory?: number
}

/**
 * Minimises with limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.4) inside a box: a coordinate that
 * sits on its bound and is pushed outwards is held; a step never leaves the box. Bounded by `maxIterations`.
 */
export function lbfgs(
  objective: Objective,
  start: Float64Array,
  box: Box,
  settings: LbfgsSettings = {},
): Minimum {
  const { maxIterations = 200, gradientTolerance = 1e-9, memory = 10 } = settings
  const n = start.length
  let theta = clampToBox(start, box)
  let gradient = new Float64Array(n)
  let value = objective(theta, gradient)
  let evaluations = 1
  let steps: { s: Float64Array; y: Float64Array; rho: number }[] = []
  let stalled = 0

  const held = (i: number): boolean =>
    ((theta[i] ?? 0) <= (box.low[i] ?? -Infinity) && (gradient[i] ?? 0) > 0) ||
    ((theta[i] ?? 0) >= (box.high[i] ?? Infinity) && (gradient[i] ?? 0) < 0)
  const freeGradient = (): Float64Array => gradient.map((g, i) => (held(i) ? 0 : g))
  const norm = (): number => freeGradient().reduce((most, g) => Math.max(most, Math.abs(g)), 0)

  for (let iteration = 0; iteration < maxIterations && Number.isFinite(value); iteration++) {
    if (norm() <= gradientTolerance) break
    const free = freeGradient()
    const direction = Float64Array.from(free, g => -g)
    const alphas: number[] = []
    for (let k = steps.length - 1; k >= 0; k--) {
      const step = steps[k]
      if (!step) continue
      const alpha = step.rho * dot(step.s, direction)
      alphas[k] = alpha
      for (let i = 0; i < n; i++) direction[i] = (direction[i] ?? 0) - alpha * (step.y[i] ?? 0)
    }
    const last = steps.at(-1)
    const scale = last ? 1 / (last.rho * dot(last.y, last.y)) : 1 / Math.max(1, Math.sqrt(dot(free, free)))
    for (let i = 0; i < n; i++) direction[i] = (direction[i] ?? 0) * scale
    for (let k = 0; k < steps.length; k++) {
      const step = steps[k]
      if (!step) continue
      const beta = step.rho * dot(step.y, direction)
      for (let i = 0; i < n; i++)
        direction[i] = (direction[i] ?? 0) + (step.s[i] ?? 0) * ((alphas[k] ?? 0) - beta)
    }
    for (let i = 0; i < n; i++) if (held(i)) direction[i] = 0
    if (!(dot(direction, free) < 0)) {
      steps = []
      for (let i = 0; i < n; i++) direction[i] = -(free[i] ?? 0)
    }
    let longest = Infinity
    for (let i = 0; i < n; i++) {
      const d = direction[i] ?? 0
      if (d > 0) longest = Math.min(longest, ((box.high[i] ?? Infinity) - (theta[i] ?? 0)) / d)
      if (d < 0) longest = Math.min(longest, ((box.low[i] ?? -Infinity) - (theta[i] ?? 0)) / d)
    }
    if (!(longest > 1e-14)) {
      // A coordinate touches its bound and the direction leaves the box: hold it by restarting from there.
      for (let i = 0; i < n; i++) {
        const out = (direction[i] ?? 0) > 0 ? box.high[i] : box.low[i]
        if (out !== undefined && Math.abs(out - (theta[i] ?? 0)) < 1e-12) theta[i] = out
      }
      steps = []
      stalled += 1
      if (stalled > 3) break
      continue
    }
    const found = wolfeSearch(objective, theta, value, gradient, direction, Math.min(longest, 1e3))
    evaluations += found?.evaluations ?? 0
    if (!found) {
      if (steps.length === 0) break
      steps = []
      continue
    }
    const next = clampToBox(found.theta, box)
    const s = next.map((x, i) => x - (theta[i] ?? 0))
    const y = found.gradient.map((g, i) => g - (gradient[i] ?? 0))
    const curvature = dot(s, y)
    const gain = value - found.value
    theta = next
    gradient = Float64Array.from(found.gradient)
    value = found.value
    if (curvature > 1e-14 * Math.sqrt(dot(y, y) * dot(s, s))) {
      steps.push({ s, y, rho: 1 / curvature })
      if (steps.length > memory) steps.shift()
    }
    stalled = gain <= 1e-15 * (1 + Math.abs(value)) ? stalled + 1 : 0
    if (stalled >= 3) break
  }
  const onBound = Array.from(
    theta,
    (x, i) => x <= (box.low[i] ?? -Infinity) + 1e-9 || x >= (box.high[i] ?? Infinity) - 1e-9,
  )
  const gradientNorm = norm()
  return {
    theta,
    value,
    gradient,
    gradientNorm,
    converged: gradientNorm <= Math.max(gradientTolerance, 1e-6),
    evaluations,
    onBound,
  }
}
