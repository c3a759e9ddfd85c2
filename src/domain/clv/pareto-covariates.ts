import { Fault } from '../../fault.ts'
import { distinctHistories } from '../history/distinct-histories.ts'
import type { Histories } from '../history/purchase-history.ts'
import { log1pExp, logistic } from '../math/log-gamma.ts'
import type { Objective } from '../math/objective.ts'
import { dataWarnings, fitLikelihood, timeScale } from './fit.ts'
import type { Fit } from './fit.ts'
import { gammaRise } from './gamma-rise.ts'
import { paretoOdds } from './pareto-integral.ts'
import type { ParetoTerm } from './pareto-integral.ts'
import { fitParetoNbd } from './pareto-nbd.ts'
import type { ParetoNbd } from './pareto-nbd.ts'

/** A fixed trait of the customers, one number a history; code categories as 0 and 1. */
export interface Covariate {
  name: string
  values: ArrayLike<number>
}

/** Coefficients of one trait z: rates of buying and of leaving are multiplied by e^(coefficient × z). */
export interface CovariateEffect {
  name: string
  buying: number
  buyingError: number | null
  leaving: number
  leavingError: number | null
}

export interface ParetoCovariateFit {
  /** Parameters at all covariates 0. */
  base: ParetoNbd
  effects: CovariateEffect[]
  fit: Fit
  /** 2 × (log-likelihood − that without covariates); compare with chi-squared on `degrees`. */
  likelihoodRatio: number
  degrees: number
}

/**
 * Pareto/NBD with time-invariant covariates (Fader & Hardie 2007): alpha_i = alpha e^(−buying · z_i),
 * beta_i = beta e^(−leaving · z_i). Traits are scaled to unit deviation inside; the answer is in their own units.
 */
export function fitParetoCovariates(
  histories: Histories,
  covariates: readonly Covariate[],
): ParetoCovariateFit {
  const n = histories.repeats.length
  const traits = covariates.map(({ name, values }) => scaled(name, values, n))
  const plain = fitParetoNbd(histories)
  const data = distinctHistories(histories)
  const k = traits.length
  const names = [
    'r',
    'alpha',
    's',
    'beta',
    ...traits.map(trait => `buying.${trait.name}`),
    ...traits.map(trait => `leaving.${trait.name}`),
  ]
  const logScale = Math.log(timeScale(data))
  const { r, alpha, s, beta } = plain.parameters
  const start = [
    Math.log(r),
    Math.log(alpha),
    Math.log(s),
    Math.log(beta),
    ...new Array<number>(2 * k).fill(0),
  ]
  const deviationOf = (name: string): number | undefined =>
    traits.find(trait => name.endsWith(`.${trait.name}`))?.deviation
  const fit = fitLikelihood({
    names,
    objective: covariateObjective(histories, traits),
    starts: [start],
    centre: [0, logScale, 0, logScale, ...new Array<number>(2 * k).fill(0)],
    n: data.n,
    warnings: dataWarnings(data),
    natural: (name, theta) => (name.includes('.') ? theta / (deviationOf(name) ?? 1) : Math.exp(theta)),
  })
  const value = (name: string): number => fit.parameters[name] ?? NaN
  return {
    base: { r: value('r'), alpha: value('alpha'), s: value('s'), beta: value('beta') },
    effects: traits.map(({ name }) => ({
      name,
      buying: value(`buying.${name}`),
      buyingError: fit.standardErrors[`buying.${name}`] ?? null,
      leaving: value(`leaving.${name}`),
      leavingError: fit.standardErrors[`leaving.${name}`] ?? null,
    })),
    fit,
    likelihoodRatio: 2 * (fit.logLikelihood - plain.logLikelihood),
    degrees: 2 * k,
  }
}

/** Parameters of one customer: the base moved by their traits, in the order of the fit. */
export function withTraits(
  { base, effects }: Pick<ParetoCovariateFit, 'base' | 'effects'>,
  traits: readonly number[],
): ParetoNbd {
  let buying = 0
  let leaving = 0
  effects.forEach((effect, i) => {
    buying += effect.buying * (traits[i] ?? 0)
    leaving += effect.leaving * (traits[i] ?? 0)
  })
  return { ...base, alpha: base.alpha * Math.exp(-buying), beta: base.beta * Math.exp(-leaving) }
}

interface Trait {
  name: string
  values: Float64Array
  deviation: number
}

function scaled(name: string, column: ArrayLike<number>, n: number): Trait {
  const values = Float64Array.from(column)
  if (values.length !== n || !values.every(Number.isFinite)) {
    throw new Fault('invalid_input', {
      field: `covariates.${name}`,
      problem: 'needs one finite number a customer',
    })
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n)
  if (!(deviation > 1e-12 * Math.max(1, Math.abs(mean)))) {
    throw new Fault('invalid_input', {
      field: `covariates.${name}`,
      problem: 'is the same for every customer',
    })
  }
  return { name, deviation, values: values.map(value => value / deviation) }
}

function covariateObjective(
  { repeats, recency, age, weights }: Histories,
  traits: readonly Trait[],
): Objective {
  const rows = repeats.length
  const counts = Float64Array.from(new Set(Array.from(repeats))).sort()
  const codeOf = new Map(Array.from(counts, (x, code) => [x, code]))
  const code = Int32Array.from({ length: rows }, (_, i) => codeOf.get(repeats[i] ?? 0) ?? 0)
  const rise = gammaRise(counts)
  const term: ParetoTerm = { logOdds: 0, slopes: new Float64Array(4) }
  const { slopes } = term
  const k = traits.length
  let n = 0
  for (let i = 0; i < rows; i++) n += weights?.[i] ?? 1
  return (theta, gradient) => {
    const r = Math.exp(theta[0] ?? 0)
    const s = Math.exp(theta[2] ?? 0)
    rise.fill(r)
    gradient.fill(0)
    const add = (i: number, value: number): void => {
      gradient[i] = (gradient[i] ?? 0) - value / n
    }
    let total = 0
    for (let i = 0; i < rows; i++) {
      const w = weights?.[i] ?? 1
      const x = repeats[i] ?? 0
      const whole = age[i] ?? 0
      let logAlpha = theta[1] ?? 0
      let logBeta = theta[3] ?? 0
      for (let j = 0; j < k; j++) {
        const z = traits[j]?.values[i] ?? 0
        logAlpha -= (theta[4 + j] ?? 0) * z
        logBeta -= (theta[4 + k + j] ?? 0) * z
      }
      const alpha = Math.exp(logAlpha)
      const beta = Math.exp(logBeta)
      paretoOdds(x, recency[i] ?? 0, whole, r, alpha, s, beta, term, true)
      const left = logistic(-term.logOdds)
      const logAlphaAge = Math.log1p(whole / alpha)
      const logBetaAge = Math.log1p(whole / beta)
      const row = code[i] ?? 0
      total +=
        w *
        ((rise.log[row] ?? 0) -
          (r + x) * logAlphaAge -
          x * logAlpha -
          s * logBetaAge +
          log1pExp(term.logOdds))
      const byAlpha = w * alpha * (r / alpha - (r + x) / (alpha + whole) + left * (slopes[1] ?? 0))
      const byBeta = w * ((s * whole) / (beta + whole) + beta * left * (slopes[3] ?? 0))
      add(0, w * r * ((rise.slope[row] ?? 0) - logAlphaAge + left * (slopes[0] ?? 0)))
      add(1, byAlpha)
      add(2, w * s * (left * (slopes[2] ?? 0) - logBetaAge))
      add(3, byBeta)
      for (let j = 0; j < k; j++) {
        const z = traits[j]?.values[i] ?? 0
        add(4 + j, -z * byAlpha)
        add(4 + k + j, -z * byBeta)
      }
    }
    return -total / n
  }
}
