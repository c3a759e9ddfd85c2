import { Fault } from '../../fault.ts'
import { digamma, logBeta } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import type { MaybeValue } from './discounting.ts'
import { exists } from './discounting.ts'
import { fitLikelihood } from './fit.ts'
import type { Fit, FitWarning } from './fit.ts'
import { spendRows, thinnedSpend } from './spend-rows.ts'
import type { SpendHistories, SpendRows } from './spend-rows.ts'

/**
 * Spend a purchase: gamma with shape p around the customer's own mean, which varies as inverse gamma with
 * shape q and scale gamma. Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value.
 */
export interface GammaGamma {
  p: number
  q: number
  /** In the currency of the spend. */
  gamma: number
}

const names = ['p', 'q', 'gamma'] as const
export type GammaGammaName = (typeof names)[number]

export interface GammaGammaFit extends Fit<GammaGammaName> {
  /** Correlation of repeats and mean spend among repeat buyers: the model assumes there is none. */
  correlation: number | null
  /** Repeat buyers left out because their mean spend is not above 0. */
  excluded: number
}

/** Above this |correlation| the independence of spend and frequency is doubtful, and said so. */
export const correlationLimit = 0.3

/**
 * Maximum likelihood over repeat buyers, with q > 1 so that the population mean exists. Refunds must be netted
 * before; customers whose mean spend is 0 or below are left out and counted.
 */
export function fitGammaGamma(histories: SpendHistories): GammaGammaFit {
  const rows = spendRows(histories)
  if (rows.n < 2)
    throw new Fault('not_enough_data', { found: rows.n, needed: 2, of: 'repeat buyers with positive spend' })
  const warnings: FitWarning[] = []
  if (rows.n < 50) warnings.push({ code: 'few_repeaters', found: rows.n, needed: 50 })
  if (rows.excluded > 0)
    warnings.push({ code: 'excluded', found: rows.excluded, reason: 'mean_spend_not_positive' })
  const { correlation } = rows
  if (correlation !== null && Math.abs(correlation) > correlationLimit) {
    warnings.push({ code: 'spend_depends_on_frequency', correlation, limit: correlationLimit })
  }
  const sample = thinnedSpend(rows)
  const logMean = Math.log(rows.averageSpend)
  const fit = fitLikelihood({
    names,
    objective: spendObjective(rows),
    scout: sample ? spendObjective(sample) : undefined,
    starts: [
      [Math.log(2), Math.log(2), logMean],
      [Math.log(6), Math.log(3), logMean - 1],
      [0, Math.log(8), logMean + 2],
    ],
    centre: [0, 0, logMean],
    n: rows.n,
    warnings,
    natural: (name, theta) => (name === 'q' ? 1 + Math.exp(theta) : Math.exp(theta)),
  })
  return { ...fit, correlation, excluded: rows.excluded }
}

/** Mean negative log-likelihood in (ln p, ln(q − 1), ln gamma), with its gradient. */
function spendObjective({ counts, starts, meanSpend, weights, n }: SpendRows): Objective {
  // Parts that hold no parameter: Σ w x ln(x m) and Σ w ln m.
  let weightedLog = 0
  let plainLog = 0
  counts.forEach((x, k) => {
    for (let row = starts[k] ?? 0; row < (starts[k + 1] ?? 0); row++) {
      const logM = Math.log(meanSpend[row] ?? 1)
      weightedLog += (weights[row] ?? 0) * x * (Math.log(x) + logM)
      plainLog += (weights[row] ?? 0) * logM
    }
  })
  return (theta, gradient) => {
    const p = Math.exp(theta[0] ?? 0)
    const above = Math.exp(theta[1] ?? 0)
    const q = 1 + above
    const scale = Math.exp(theta[2] ?? 0)
    const logScale = theta[2] ?? 0
    let total = p * weightedLog - plainLog
    let slopeP = weightedLog
    let slopeQ = 0
    let slopeScale = 0
    for (let k = 0; k < counts.length; k++) {
      const x = counts[k] ?? 0
      const px = p * x
      const power = px + q
      let mass = 0
      let logs = 0
      let inverse = 0
      // ln(gamma + m x) = ln gamma + ln(1 + m x/gamma)
      const last = starts[k + 1] ?? 0
      for (let row = starts[k] ?? 0; row < last; row++) {
        const w = weights[row] ?? 0
        const ratio = ((meanSpend[row] ?? 0) * x) / scale
        mass += w
        logs += w * Math.log1p(ratio)
        inverse += w / (1 + ratio)
      }
      const psi = digamma(power)
      total += mass * (-logBeta(px, q) - px * logScale) - power * logs
      slopeP += x * (mass * (psi - digamma(px) - logScale) - logs)
      slopeQ += mass * (psi - digamma(q)) - logs
      // d/d ln gamma of q ln gamma − power ln(gamma + m x)
      slopeScale += q * mass - power * inverse
    }
    gradient[0] = (-p * slopeP) / n
    gradient[1] = (-above * slopeQ) / n
    gradient[2] = -slopeScale / n
    return -total / n
  }
}

/** Mean spend of the population, p gamma/(q − 1); it exists for q > 1 only. */
export function populationMeanSpend({ p, q, gamma }: GammaGamma): MaybeValue {
  return q > 1 ? exists((p * gamma) / (q - 1)) : { value: null, reason: 'mean_spend_is_infinite' }
}

/** Spend expected of each future purchase, given `repeats` purchases that averaged `meanSpend`. */
export function expectedSpend(
  model: GammaGamma,
  { repeats, meanSpend }: { repeats: number; meanSpend: number },
): MaybeValue {
  const { p, q, gamma } = model
  if (repeats === 0) return populationMeanSpend(model)
  const below = p * repeats + q - 1
  return below > 0
    ? exists((p * (gamma + meanSpend * repeats)) / below)
    : { value: null, reason: 'mean_spend_is_infinite' }
}
