import { lbfgs } from './lbfgs.ts'
import { nelderMead } from './nelder-mead.ts'
import { clampToBox } from './objective.ts'
import type { Box, Minimum, Objective } from './objective.ts'
import { solve } from './symmetric.ts'

/** Hessian by central differences of the gradient, made symmetric. */
export function hessian(objective: Objective, theta: Float64Array, step = 1e-4): number[][] {
  const n = theta.length
  const rows: number[][] = []
  for (let i = 0; i < n; i++) {
    const up = Float64Array.from(theta)
    const down = Float64Array.from(theta)
    up[i] = (theta[i] ?? 0) + step
    down[i] = (theta[i] ?? 0) - step
    const above = new Float64Array(n)
    const below = new Float64Array(n)
    objective(up, above)
    objective(down, below)
    rows.push(Array.from(above, (g, j) => (g - (below[j] ?? 0)) / (2 * step)))
  }
  return rows.map((row, i) => row.map((value, j) => (value + (rows[j]?.[i] ?? value)) / 2))
}

export interface MultiStart {
  /** The whole problem. */
  objective: Objective
  /** A cheaper stand-in (a sample of the rows) for choosing among the starts; the whole problem if absent. */
  scout?: Objective
  starts: readonly (readonly number[])[]
  box: Box
  maxIterations?: number
}

/**
 * Multi-start minimisation: simplex, then quasi-Newton from every start on the scout; the best goes on to the
 * whole problem, is restarted from its own answer, and is polished by Newton steps while they help. `curvature`
 * is the Hessian at the answer.
 */
export function minimise({
  objective,
  scout = objective,
  starts,
  box,
  maxIterations = 200,
}: MultiStart): Minimum & { curvature: number[][] } {
  let best: Minimum | null = null
  let evaluations = 0
  const dimensions = box.low.length
  for (const start of starts) {
    const scratch = new Float64Array(dimensions)
    const simplex = nelderMead(theta => scout(theta, scratch), Float64Array.from(start), box, {
      maxEvaluations: 30 * dimensions,
    })
    const refined = lbfgs(scout, simplex.theta, box, { maxIterations, gradientTolerance: 1e-5 })
    evaluations += simplex.evaluations + refined.evaluations
    if (!best || refined.value < best.value - 1e-13 * (1 + Math.abs(best.value))) best = refined
  }
  const from: Float64Array = best?.theta ?? new Float64Array(dimensions)
  // Coarse first, since Newton's steps finish faster; a flat or bounded problem goes on with small steps.
  let answer = polish(objective, lbfgs(objective, from, box, { maxIterations, gradientTolerance: 1e-6 }), box)
  evaluations += answer.evaluations
  if (answer.gradientNorm > 1e-9) {
    const again = lbfgs(objective, answer.theta, box, { maxIterations })
    evaluations += again.evaluations
    if (again.value <= answer.value) answer = polish(objective, again, box)
  }
  return { ...answer, evaluations }
}

/**
 * Newton steps with one Hessian while they lower the gradient without raising the value: makes the answer
 * reproducible to the last digits.
 */
function polish(objective: Objective, start: Minimum, box: Box): Minimum & { curvature: number[][] } {
  let answer = start
  const curvature = hessian(objective, answer.theta)
  if (answer.onBound.some(Boolean)) return { ...answer, curvature }
  for (let round = 0; round < 4 && answer.gradientNorm > 1e-14; round++) {
    const move = solve(
      curvature,
      Array.from(answer.gradient, g => -g),
    )
    if (!move || move.some(step => Math.abs(step) > 0.5)) break
    const theta = clampToBox(
      answer.theta.map((x, i) => x + (move[i] ?? 0)),
      box,
    )
    const gradient = new Float64Array(theta.length)
    const value = objective(theta, gradient)
    const gradientNorm = gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0)
    const higher = !(value <= answer.value + 1e-12 * (1 + Math.abs(answer.value)))
    if (higher || !(gradientNorm < answer.gradientNorm)) break
    answer = { ...answer, theta, value, gradient, gradientNorm, converged: gradientNorm <= 1e-6 }
  }
  return { ...answer, curvature }
}
