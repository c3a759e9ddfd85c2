import fc from 'fast-check'
import { expect, it } from 'vitest'
import { digamma, logBeta, logGamma, logGammaStep } from '../../../src/domain/math/log-gamma.ts'
import { normalQuantile } from '../../../src/domain/math/normal.ts'
import { betaExpectation, gaussLegendre, integrate } from '../../../src/domain/math/quadrature.ts'
import { scaledUpperGamma } from '../../../src/domain/math/upper-gamma.ts'
import fixtures from './special-functions.json' with { type: 'json' }

const close = (found: number, wanted: number, relative: number, label: string): void =>
  expect(Math.abs(found - wanted), label).toBeLessThanOrEqual(relative * Math.max(1e-300, Math.abs(wanted)))

it('ln Γ, ψ and ln B agree with mpmath at 50 digits', () => {
  for (const [x, value] of fixtures.logGamma)
    expect(Math.abs(logGamma(x ?? 0) - (value ?? 0))).toBeLessThan(2e-14 * Math.max(1, Math.abs(value ?? 0)))
  for (const [x, value] of fixtures.digamma)
    expect(Math.abs(digamma(x ?? 0) - (value ?? 0))).toBeLessThan(1e-13 * Math.max(1, Math.abs(value ?? 0)))
  for (const [a, b, value] of fixtures.logBeta)
    close(logBeta(a ?? 0, b ?? 0), value ?? 0, 1e-12, `logBeta(${a}, ${b})`)
  for (const [x, n, value] of fixtures.logGammaStep)
    close(logGammaStep(x ?? 0, n ?? 0), value ?? 0, 1e-12, `step(${x}, ${n})`)
})

it('the scaled upper incomplete gamma function agrees with mpmath, from tiny to huge arguments', () => {
  for (const [s, z, value] of fixtures.scaledUpperGamma)
    close(scaledUpperGamma(s ?? 0, z ?? 0), value ?? 0, 5e-12, `h(${s}, ${z})`)
})

it('normal quantiles agree with mpmath', () => {
  for (const [p, value] of fixtures.normalQuantile)
    close(normalQuantile(p ?? 0), value ?? 0, 1e-13, `quantile(${p})`)
})

it('Gauss–Legendre integrates polynomials exactly', () => {
  for (const count of [4, 8, 12, 24]) {
    const { nodes, weights } = gaussLegendre(count)
    const moment = nodes.reduce((sum, x, i) => sum + (weights[i] ?? 0) * x ** (2 * count - 1), 0)
    close(moment, 1 / (2 * count), 1e-13, `${count} points`)
  }
  close(integrate(Math.exp, 0, 3, { panel: 1 }), Math.expm1(3), 1e-14, 'exp')
})

it('expectations under a beta law: the mean and the reciprocal mean', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.2, max: 300, noNaN: true }),
      fc.double({ min: 0.05, max: 300, noNaN: true }),
      (a, b) => {
        close(
          betaExpectation(a, b, p => Math.log(p)),
          a / (a + b),
          1e-10,
          'mean',
        )
        close(
          betaExpectation(a, b, p => -Math.log(p)),
          (a + b - 1) / (a - 1),
          1e-9,
          'reciprocal',
        )
      },
    ),
  )
})
