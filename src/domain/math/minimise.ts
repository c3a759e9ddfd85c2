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
  const near = scout === objective ? from : approach(objective, scout, from, box)
  // Coarse first, since Newton's steps finish faster; a flat or bounded problem goes on with small steps.
  let answer = polish(objective, lbfgs(objective, near, box, { maxIterations, gradientTolerance: 1e-6 }), box)
  evaluations += answer.evaluations
  if (answer.gradientNorm > 1e-9) {
    const again = lbfgs(objective, answer.theta, box, { maxIterations })
    evaluations += again.evaluations
    if (again.value <= answer.value) answer = polish(objective, again, box)
  }
  return { ...answer, evaluations }
}

const largest = (gradient: Float64Array): number =>
  gradient.reduce((most, g) => Math.max(most, Math.abs(g)), 0)

/** From the scout's answer towards that of the whole problem, by Newton steps with the scout's Hessian. */
function approach(objective: Objective, scout: Objective, from: Float64Array, box: Box): Float64Array {
  const gradient = new Float64Array(from.length)
  const value = objective(from, gradient)
  return newton(objective, { theta: from, value, gradient }, box, hessian(scout, from), 8, 1e-6).theta
}

interface Point {
  theta: Float64Array
  value: number
  gradient: Float64Array
}

/** Newton steps with one given Hessian, while they lower the gradient without raising the value. */
function newton(
  objective: Objective,
  start: Point,
  box: Box,
  curvature: readonly (readonly number[])[],
  rounds: number,
  tolerance: number,
): Point {
  let here = start
  for (let round = 0; round < rounds && largest(here.gradient) > tolerance; round++) {
    const move = solve(
      curvature,
      Array.from(here.gradient, g => -g),
    )
    if (!move || move.some(step => Math.abs(step) > 0.5)) break
    const theta = clampToBox(
      here.theta.map((x, i) => x + (move[i] ?? 0)),
      box,
    )
    const gradient = new Float64Array(theta.length)
    const value = objective(theta, gradient)
    const higher = !(value <= here.value + 1e-12 * (1 + Math.abs(here.value)))
    if (higher || !(largest(gradient) < largest(here.gradient))) break
    here = { theta, value, gradient }
  }
  return here
}

/** Last Newton steps with the Hessian at the answer: makes the answer reproducible to the last digits. */
function polish(objective: Objective, start: Minimum, box: Box): Minimum & { curvature: number[][] } {
  const curvature = hessian(objective, start.theta)
  if (start.onBound.some(Boolean)) return { ...start, curvature }
  const point = newton(objective, start, box, curvature, 4, 1e-14)
  const gradientNorm = largest(point.gradient)
  return { ...start, ...point, gradientNorm, converged: gradientNorm <= 1e-6, curvature }
}
