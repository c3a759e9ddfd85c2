import { betaDistribution, betaQuantile } from '../churn/distributions.ts'
import { requireCount, requireRate } from '../guards.ts'
import { logBeta } from '../math/log-gamma.ts'
import type { BetaPrior } from '../roi/strategies.ts'
import { checkArms } from './lift.ts'
import type { ArmCounts } from './lift.ts'
import { normalBelow } from './sample-size.ts'

export interface BetaPosterior extends BetaPrior {
  mean: number
  /** Equal-tailed 95 % interval. */
  low: number
  high: number
  successes: number
  n: number
}

/** Beta prior + outcomes: the arithmetic by which recorded outcomes replace a prior. */
export function updateBeta(prior: BetaPrior, successes: number, n: number): BetaPosterior {
  requireCount('successes', successes)
  requireCount('n', n - successes)
  const [alpha, beta] = [prior.alpha + successes, prior.beta + n - successes]
  return {
    alpha,
    beta,
    mean: alpha / (alpha + beta),
    low: betaQuantile(alpha, beta, 0.025),
    high: betaQuantile(alpha, beta, 0.975),
    successes,
    n,
  }
}

/**
 * Posterior of P(stays | treated, would have left) where the share `untreatedRate` stays anyway: of n attempts only
 * n(1 − u) could save anyone, and only the stays beyond n·u are saves (none, where fewer stayed). With u = 0 this is
 * `updateBeta`; `successes` and `n` then count saves and customers who could be saved, in fractions.
 */
export function incrementalBeta(
  prior: BetaPrior,
  successes: number,
  n: number,
  untreatedRate: number,
): BetaPosterior {
  requireCount('successes', successes)
  requireCount('n', n - successes)
  const untreated = requireRate('untreated_rate', untreatedRate)
  const savable = n * (1 - untreated)
  const saves = Math.min(savable, Math.max(0, successes - n * untreated))
  const [alpha, beta] = [prior.alpha + saves, prior.beta + savable - saves]
  return {
    alpha,
    beta,
    mean: alpha / (alpha + beta),
    low: betaQuantile(alpha, beta, 0.025),
    high: betaQuantile(alpha, beta, 0.975),
    successes: saves,
    n: savable,
  }
}

/** One posterior for each strategy and tier that has a prior or outcomes; attempts without an outcome wait. */
export function strategyPosteriors(
  priors: readonly { strategy: string; tier: string; prior: BetaPrior }[],
  outcomes: readonly { strategy: string; tier: string; retained: boolean | null }[],
  defaultPrior: BetaPrior = { alpha: 1, beta: 1 },
): (BetaPosterior & { strategy: string; tier: string; prior: BetaPrior })[] {
  const keyOf = (row: { strategy: string; tier: string }) => `${row.strategy}\u0000${row.tier}`
  const cells = new Map<
    string,
    { strategy: string; tier: string; prior: BetaPrior; successes: number; n: number }
  >()
  for (const { strategy, tier, prior } of priors)
    cells.set(keyOf({ strategy, tier }), { strategy, tier, prior, successes: 0, n: 0 })
  for (const { strategy, tier, retained } of outcomes) {
    if (retained === null) continue
    const key = keyOf({ strategy, tier })
    const cell = cells.get(key) ?? { strategy, tier, prior: defaultPrior, successes: 0, n: 0 }
    cell.n += 1
    cell.successes += retained ? 1 : 0
    cells.set(key, cell)
  }
  return [...cells.entries()]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([, { strategy, tier, prior, successes, n }]) => ({
      strategy,
      tier,
      prior,
      ...updateBeta(prior, successes, n),
    }))
}

export interface BayesComparison {
  probabilityBetter: number
  /** Expected difference of the rates under the posteriors. */
  meanDifference: number
  /** Rate lost on average if treated is chosen, and if control is chosen. */
  expectedLossTreated: number
  expectedLossControl: number
  prior: BetaPrior
}

/** Beta-Binomial comparison, same prior for both arms: P(treated > control) by quadrature over its posterior. */
export function compareArms(counts: ArmCounts, prior: BetaPrior = { alpha: 1, beta: 1 }): BayesComparison {
  const { treatedN, treatedSuccesses, controlN, controlSuccesses } = checkArms(counts)
  const treated = { a: prior.alpha + treatedSuccesses, b: prior.beta + treatedN - treatedSuccesses }
  const control = { a: prior.alpha + controlSuccesses, b: prior.beta + controlN - controlSuccesses }
  const meanOf = ({ a, b }: { a: number; b: number }) => a / (a + b)
  const difference = meanOf(treated) - meanOf(control)
  if (Math.min(treated.a, treated.b, control.a, control.b) > normalFrom) {
    const spread = ({ a, b }: { a: number; b: number }) => (a * b) / ((a + b) ** 2 * (a + b + 1))
    const sd = Math.sqrt(spread(treated) + spread(control))
    const better = normalBelow(difference / sd)
    return { probabilityBetter: better, meanDifference: difference, ...normalLosses(difference, sd), prior }
  }
  // E[max(0, control − treated)] = ∫ P(treated < x < control) dx
  const lossTreated = integrate(
    x => betaDistribution(treated.a, treated.b, x) * (1 - betaDistribution(control.a, control.b, x)),
    [treated, control],
  )
  // A Beta(1, b) stands highest at 0, and 0 × log 0 is 0 there.
  const times = (power: number, logarithm: number): number => (power === 0 ? 0 : power * logarithm)
  const density = ({ a, b }: { a: number; b: number }, x: number) =>
    Math.exp(times(a - 1, Math.log(x)) + times(b - 1, Math.log1p(-x)) - logBeta(a, b))
  const better =
    integrate(x => density(treated, x) * betaDistribution(control.a, control.b, x), [treated]) /
    integrate(x => density(treated, x), [treated])
  return {
    probabilityBetter: Math.min(1, Math.max(0, better)),
    meanDifference: difference,
    expectedLossTreated: Math.max(0, lossTreated),
    expectedLossControl: Math.max(0, lossTreated + difference),
    prior,
  }
}

/** Outcomes of either kind in each arm from which on posteriors are normal, while the beta function loses digits. */
const normalFrom = 1e9

/** E[max(0, control − treated)] and E[max(0, treated − control)] of a normal difference. */
function normalLosses(difference: number, sd: number) {
  const density = Math.exp(-((difference / sd) ** 2) / 2) / Math.sqrt(2 * Math.PI)
  const loss = Math.max(0, sd * density - difference * normalBelow(-difference / sd))
  return { expectedLossTreated: loss, expectedLossControl: Math.max(0, loss + difference) }
}

interface Beta {
  a: number
  b: number
}

/** All of a posterior's weight but 1e-14 lies below this; found from the tail, where quantiles near 1 lose digits. */
function upperEnd({ a, b }: Beta): number {
  const mean = a / (a + b)
  const sd = Math.sqrt((mean * (1 - mean)) / (a + b + 1))
  for (let reach = 8; ; reach *= 1.2) {
    const end = mean + reach * sd
    if (end >= 1) return 1
    if (betaDistribution(b, a, 1 - end) < 1e-14) return end
  }
}

/** Composite Simpson over the stretch that holds all of the posteriors' weight but 1e-14. */
function integrate(value: (x: number) => number, posteriors: readonly Beta[]): number {
  const low = Math.max(0, Math.min(...posteriors.map(({ a, b }) => 1 - upperEnd({ a: b, b: a }))))
  const high = Math.max(...posteriors.map(upperEnd))
  const steps = 4000
  const width = (high - low) / steps
  let sum = 0
  for (let step = 0; step <= steps; step++) {
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2
    sum += weight * value(low + step * width)
  }
  return (sum * width) / 3
}
