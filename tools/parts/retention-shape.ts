import { fitCox, kaplanMeier, logRank, restrictedMean, survivalAt } from '../../src/domain/survival/index.ts'
import type { Covariate, CoxModel, SurvivalCurve, SurvivalData } from '../../src/domain/survival/index.ts'

/** An answer without any of its parts: each view fills its own. */
export const nothing = {
  cohorts: [],
  by_age: [],
  survival: [],
  median: null,
  median_ci: null,
  restricted_mean: null,
  groups: [],
  log_rank: null,
  cox: null,
  definitions: [],
  sensitivity: [],
  gross_churn: null,
  net_churn: null,
  grr: null,
  nrr: null,
  quick_ratio: null,
  rates: [],
  movements: [],
  comparison: null,
}

/** Steps of a curve: at the asked times, else every step, thinned evenly where there are more than `most`. */
export function stepsOf(curve: SurvivalCurve, most: number, group?: string, times?: readonly number[]) {
  const named = group === undefined ? {} : { group }
  const row = (step: SurvivalCurve['steps'][number], time = step.time) => ({
    ...named,
    time,
    at_risk: step.atRisk,
    events: step.events,
    survival: step.survival,
    low: step.low,
    high: step.high,
  })
  if (times) {
    return times.map(time => {
      const step = survivalAt(curve, time)
      return step
        ? row(step, time)
        : { ...named, time, at_risk: curve.n, events: 0, survival: 1, low: 1, high: 1 }
    })
  }
  const { steps } = curve
  const stride = Math.ceil(steps.length / most)
  return steps.filter((_, at) => at % stride === 0 || at === steps.length - 1).map(step => row(step))
}

export const coxOf = (model: CoxModel) => ({
  n: model.n,
  events: model.events,
  coefficients: model.coefficients.map(each => ({
    name: each.name,
    coefficient: each.coefficient,
    standard_error: each.standardError,
    hazard_ratio: each.hazardRatio,
    low: each.low,
    high: each.high,
    z: each.z,
    p_value: each.pValue,
    reason: each.reason,
  })),
  log_likelihood: model.logLikelihood,
  log_likelihood_null: model.logLikelihoodNull,
  concordance: model.concordance,
  proportionality: model.proportionality.map(({ name, chiSquare, degrees, pValue }) => ({
    name,
    chi_square: finite(chiSquare),
    degrees,
    p_value: finite(pValue),
  })),
  converged: model.converged,
})

const finite = (value: number): number | null => (Number.isFinite(value) ? value : null)

/** Everything survival analysis says about some durations. */
export function survivalOf(
  data: SurvivalData,
  {
    groups,
    covariates,
    times,
    most = 200,
  }: {
    groups?: readonly string[] | undefined
    covariates?: readonly Covariate[] | undefined
    times?: readonly number[] | undefined
    most?: number
  },
) {
  const curve = kaplanMeier(data)
  const last = curve.steps.at(-1)?.time ?? 0
  const mean = restrictedMean(curve, last)
  const names = groups ? [...new Set(groups)].sort() : []
  const curves = names.map(name => {
    const rows = (groups ?? []).flatMap((group, row) => (group === name ? [row] : []))
    return {
      name,
      curve: kaplanMeier({
        durations: rows.map(row => data.durations[row] ?? 0),
        events: rows.map(row => data.events[row] ?? 0),
      }),
    }
  })
  const test = names.length >= 2 && groups ? logRank(data, groups) : null
  const each = Math.max(10, Math.floor(most / Math.max(1, names.length)))
  return {
    curve,
    parts: {
      survival:
        names.length >= 2
          ? curves.flatMap(one => stepsOf(one.curve, each, one.name, times))
          : stepsOf(curve, most, undefined, times),
      median: curve.median,
      median_ci: [curve.medianLow, curve.medianHigh] as [number | null, number | null],
      restricted_mean: { value: mean.value, until: mean.until, standard_error: mean.standardError },
      groups: curves.map(one => ({
        name: one.name,
        n: one.curve.n,
        events: one.curve.events,
        median: one.curve.median,
        median_reason: one.curve.medianReason,
      })),
      log_rank: test && {
        chi_square: test.chiSquare,
        degrees: test.degrees,
        p_value: test.pValue,
        groups: test.groups.map(group => ({ ...group })),
      },
      cox: covariates && covariates.length > 0 && curve.events > 0 ? coxOf(fitCox(data, covariates)) : null,
    },
  }
}
