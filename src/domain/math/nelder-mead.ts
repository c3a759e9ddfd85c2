import { clampToBox } from './objective.ts'
import type { Box } from './objective.ts'

/**
 * Minimises without a gradient: Nelder & Mead (1965) with the adaptive coefficients of Gao & Han (2012).
 * Deterministic; stops after `maxEvaluations` at the latest.
 */
export function nelderMead(
  f: (theta: Float64Array) => number,
  start: Float64Array,
  box: Box,
  {
    maxEvaluations = 400,
    size = 0.5,
    tolerance = 1e-8,
  }: { maxEvaluations?: number; size?: number; tolerance?: number } = {},
): { theta: Float64Array; value: number; evaluations: number } {
  const n = start.length
  let evaluations = 0
  const measure = (theta: Float64Array): { theta: Float64Array; value: number } => {
    evaluations += 1
    const inside = clampToBox(theta, box)
    const value = f(inside)
    return { theta: inside, value: Number.isNaN(value) ? Infinity : value }
  }
  const expand = 1 + 2 / n
  const contract = 0.75 - 1 / (2 * n)
  const shrink = 1 - 1 / n
  let simplex = [measure(start)]
  for (let i = 0; i < n; i++) {
    const corner = Float64Array.from(start)
    const moved = (start[i] ?? 0) + size
    corner[i] = moved > (box.high[i] ?? Infinity) ? (start[i] ?? 0) - size : moved
    simplex.push(measure(corner))
  }
  while (evaluations < maxEvaluations) {
    simplex.sort((one, two) => one.value - two.value)
    const best = simplex[0]
    const worst = simplex[n]
    const second = simplex[n - 1]
    if (!best || !worst || !second) break
    if (Math.abs(worst.value - best.value) <= tolerance * (1 + Math.abs(best.value))) break
    const centre = new Float64Array(n)
    for (const corner of simplex.slice(0, n)) {
      for (let i = 0; i < n; i++) centre[i] = (centre[i] ?? 0) + (corner.theta[i] ?? 0) / n
    }
    const along = (step: number): Float64Array =>
      centre.map((value, i) => value + step * (value - (worst.theta[i] ?? 0)))
    const reflected = measure(along(1))
    if (reflected.value < best.value) {
      const further = measure(along(expand))
      simplex[n] = further.value < reflected.value ? further : reflected
      continue
    }
    if (reflected.value < second.value) {
      simplex[n] = reflected
      continue
    }
    const inner = measure(along(reflected.value < worst.value ? contract : -contract))
    if (inner.value < Math.min(reflected.value, worst.value)) {
      simplex[n] = inner
      continue
    }
    simplex = simplex.map((corner, i) =>
      i === 0
        ? corner
        : measure(
            corner.theta.map((value, k) => (best.theta[k] ?? 0) + shrink * (value - (best.theta[k] ?? 0))),
          ),
    )
  }
  simplex.sort((one, two) => one.value - two.value)
  const best = simplex[0] ?? measure(start)
  return { ...best, evaluations }
}
