import type { SurvivalData } from './observations.ts'

/** What one death time adds to the score and the information of the partial likelihood. */
export interface CoxTerm {
  time: number
  score: Float64Array
  information: Float64Array
  /** Increment of the baseline hazard (at the centre of the covariates). */
  hazard: number
}

export interface CoxSums {
  logLikelihood: number
  score: Float64Array
  information: Float64Array
}

export interface CoxRows extends SurvivalData {
  /** Row order of `timeOrder`. */
  order: Uint32Array
  /** Centred covariates, row major, `width` a row. */
  x: Float64Array
  width: number
  ties: 'efron' | 'breslow'
}

/**
 * Partial log-likelihood with its first two derivatives at `beta`, from the last time to the first so that the
 * risk set only grows. Ties by Efron (1977) or Breslow. `each` receives the contribution of every death time.
 */
export function coxSums(rows: CoxRows, beta: Float64Array, each?: (term: CoxTerm) => void): CoxSums {
  const { durations, events, order, x, width: p, ties } = rows
  const total: CoxSums = {
    logLikelihood: 0,
    score: new Float64Array(p),
    information: new Float64Array(p * p),
  }
  let risk = 0
  const risk1 = new Float64Array(p)
  const risk2 = new Float64Array(p * p)
  let at = order.length - 1
  while (at >= 0) {
    const time = durations[order[at] ?? 0] ?? 0
    let deaths = 0
    let died = 0
    const died1 = new Float64Array(p)
    const died2 = new Float64Array(p * p)
    const covariates = new Float64Array(p)
    let eta = 0
    for (; at >= 0 && durations[order[at] ?? 0] === time; at--) {
      const row = order[at] ?? 0
      let linear = 0
      for (let j = 0; j < p; j++) linear += (x[row * p + j] ?? 0) * (beta[j] ?? 0)
      const weight = Math.exp(linear)
      const dead = events[row] === 1
      risk += weight
      if (dead) {
        deaths++
        died += weight
        eta += linear
      }
      for (let j = 0; j < p; j++) {
        const value = x[row * p + j] ?? 0
        const weighted = weight * value
        risk1[j] = (risk1[j] ?? 0) + weighted
        if (dead) {
          died1[j] = (died1[j] ?? 0) + weighted
          covariates[j] = (covariates[j] ?? 0) + value
        }
        for (let k = 0; k <= j; k++) {
          const product = weighted * (x[row * p + k] ?? 0)
          risk2[j * p + k] = (risk2[j * p + k] ?? 0) + product
          if (dead) died2[j * p + k] = (died2[j * p + k] ?? 0) + product
        }
      }
    }
    if (deaths === 0) continue
    const score = covariates
    const information = new Float64Array(p * p)
    let hazard = 0
    let logLikelihood = eta
    for (let tie = 0; tie < deaths; tie++) {
      const part = ties === 'efron' ? tie / deaths : 0
      const s0 = risk - part * died
      logLikelihood -= Math.log(s0)
      hazard += 1 / s0
      for (let j = 0; j < p; j++) {
        const meanJ = ((risk1[j] ?? 0) - part * (died1[j] ?? 0)) / s0
        score[j] = (score[j] ?? 0) - meanJ
        for (let k = 0; k <= j; k++) {
          const meanK = ((risk1[k] ?? 0) - part * (died1[k] ?? 0)) / s0
          const second = ((risk2[j * p + k] ?? 0) - part * (died2[j * p + k] ?? 0)) / s0
          information[j * p + k] = (information[j * p + k] ?? 0) + second - meanJ * meanK
        }
      }
    }
    for (let j = 0; j < p; j++) {
      total.score[j] = (total.score[j] ?? 0) + (score[j] ?? 0)
      for (let k = 0; k <= j; k++) {
        information[k * p + j] = information[j * p + k] ?? 0
        total.information[j * p + k] = (total.information[j * p + k] ?? 0) + (information[j * p + k] ?? 0)
        total.information[k * p + j] = total.information[j * p + k] ?? 0
      }
    }
    total.logLikelihood += logLikelihood
    each?.({ time, score, information, hazard })
  }
  return total
}
