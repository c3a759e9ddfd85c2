import { expect, it } from 'vitest'
import { lbfgs } from '../../../src/domain/math/lbfgs.ts'
import { hessian, minimise } from '../../../src/domain/math/minimise.ts'
import { nelderMead } from '../../../src/domain/math/nelder-mead.ts'
import type { Box, Objective } from '../../../src/domain/math/objective.ts'
import { eigenSymmetric, invertPositive } from '../../../src/domain/math/symmetric.ts'

const box = (n: number, reach = 100): Box => ({
  low: new Float64Array(n).fill(-reach),
  high: new Float64Array(n).fill(reach),
})

/** Σ 100 (x_{i+1} − x_i²)² + (1 − x_i)²: minimum 0 at (1, …, 1). */
const rosenbrock: Objective = (x, g) => {
  let value = 0
  g.fill(0)
  for (let i = 0; i + 1 < x.length; i++) {
    const here = x[i] ?? 0
    const bend = (x[i + 1] ?? 0) - here * here
    value += 100 * bend * bend + (1 - here) ** 2
    g[i] = (g[i] ?? 0) - 400 * here * bend - 2 * (1 - here)
    g[i + 1] = (g[i + 1] ?? 0) + 200 * bend
  }
  return value
}

it.each([2, 5, 10, 50])('L-BFGS finds the minimum of Rosenbrock in %i dimensions', n => {
  const start = Float64Array.from({ length: n }, (_, i) => (i % 2 === 0 ? -1.2 : 1))
  const found = lbfgs(rosenbrock, start, box(n), { maxIterations: 2000 })
  // In 4 to 7 dimensions and more there is a second, local minimum near (−1, 1, …, 1); both have gradient 0.
  expect(found.gradientNorm).toBeLessThan(1e-6)
  const simple = lbfgs(rosenbrock, new Float64Array(n), box(n), { maxIterations: 2000 })
  simple.theta.forEach(x => expect(x).toBeCloseTo(1, 6))
})

it('the simplex finds the valley without a gradient', () => {
  const scratch = new Float64Array(2)
  const found = nelderMead(x => rosenbrock(x, scratch), Float64Array.of(-1.2, 1), box(2), {
    maxEvaluations: 2000,
    tolerance: 1e-14,
  })
  expect(found.theta[0]).toBeCloseTo(1, 4)
  expect(found.theta[1]).toBeCloseTo(1, 4)
})

it('a minimum outside the box ends on the bound, converged, and is reported', () => {
  const bowl: Objective = (x, g) => {
    g[0] = 2 * ((x[0] ?? 0) - 5)
    g[1] = 2 * ((x[1] ?? 0) - 1)
    return ((x[0] ?? 0) - 5) ** 2 + ((x[1] ?? 0) - 1) ** 2
  }
  const found = minimise({ objective: bowl, starts: [[0, 0]], box: box(2, 2) })
  expect([...found.theta]).toEqual([2, 1])
  expect(found.onBound).toEqual([true, false])
  expect(found.converged).toBe(true)
})

it('a ridge that falls for ever stops in bounded time at the bound', () => {
  let calls = 0
  const slide: Objective = (x, g) => {
    calls += 1
    g[0] = -Math.exp(-(x[0] ?? 0))
    return Math.exp(-(x[0] ?? 0))
  }
  const found = minimise({ objective: slide, starts: [[0]], box: box(1, 16) })
  expect(Number.isFinite(found.value)).toBe(true)
  expect(calls).toBeLessThan(3000)
})

it('survives a domain with holes', () => {
  const holed: Objective = (x, g) => {
    g[0] = 1 - 1 / (x[0] ?? 0)
    return (x[0] ?? 0) - Math.log(x[0] ?? 0)
  }
  const found = minimise({ objective: holed, starts: [[4]], box: box(1, 50) })
  expect(found.theta[0]).toBeCloseTo(1, 7)
})

it('Hessian, eigenvalues and inverse of a known form', () => {
  const form: Objective = (x, g) => {
    g[0] = 4 * (x[0] ?? 0) + (x[1] ?? 0)
    g[1] = (x[0] ?? 0) + 6 * (x[1] ?? 0)
    return 2 * (x[0] ?? 0) ** 2 + (x[0] ?? 0) * (x[1] ?? 0) + 3 * (x[1] ?? 0) ** 2
  }
  const h = hessian(form, Float64Array.of(0.3, -0.2))
  expect(h.flat().map(value => Math.round(value * 1e6) / 1e6)).toEqual([4, 1, 1, 6])
  const inverse = invertPositive(h)
  expect(inverse?.[0]?.[0]).toBeCloseTo(6 / 23, 8)
  expect(inverse?.[0]?.[1]).toBeCloseTo(-1 / 23, 8)
  expect(
    eigenSymmetric([
      [2, 0],
      [0, 1],
    ]).values,
  ).toEqual([1, 2])
  expect(
    invertPositive([
      [1, 1],
      [1, 1],
    ]),
  ).toBeNull()
})
