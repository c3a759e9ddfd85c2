import type { Fit } from '../../src/domain/clv/models.ts'
import { finiteOrNull } from '../../src/domain/estimate.ts'
import type { Chosen } from './clv-choice.ts'
import type { ValueStudy } from '../../src/analysis/value-study.ts'

/** Largest slope of the mean log-likelihood that still counts as flat. */
const flat = 1e-4

/**
 * How far a fit can be trusted. Karush–Kuhn–Tucker at the reported point: no slope left in a free direction (first
 * order), and curvature downwards in all of them (second order, told by the condition number).
 */
export const diagnosticsOf = (fit: Fit) => ({
  aic: finiteOrNull(fit.aic),
  bic: finiteOrNull(fit.bic),
  gradient_norm: finiteOrNull(fit.gradientNorm),
  condition_number: fit.conditionNumber === null ? null : finiteOrNull(fit.conditionNumber),
  kkt_first_order: fit.gradientNorm <= flat,
  kkt_second_order: fit.conditionNumber !== null,
  at_boundary: [...fit.atBoundary],
  evaluations: fit.evaluations,
  warnings: fit.warnings.map(({ code }) => code),
})

/** Without the coefficients of traits, which have a table of their own. */
const base = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => !name.includes('.')))

/** The part of the answer that tells the fitted model, its race and its diagnostics; bins and weeks in full detail only. */
export function modelFields(
  { study, covariates }: Chosen & { study: ValueStudy },
  detail: 'concise' | 'full',
) {
  const { fit, tracking } = study
  const full = detail === 'full'
  return {
    name: study.model,
    parameters: base(fit.parameters),
    standard_errors: base(fit.standardErrors),
    log_likelihood: fit.logLikelihood,
    n: fit.n,
    time_unit: study.timeUnit,
    converged: fit.converged,
    identified: fit.identified,
    diagnostics: diagnosticsOf(fit),
    holdout: study.holdout.map(row => ({ ...row })),
    calibration: (full ? study.calibration : []).map(bin => ({
      repeats: bin.repeats,
      at_least: bin.atLeast,
      n: bin.n,
      actual: bin.actual,
      predicted: bin.predicted,
    })),
    tracking: (full ? tracking : []).map(week => ({
      week: week.week,
      held_out: week.isHoldout,
      actual: week.actual,
      expected: week.expected,
    })),
    covariates: covariates ? covariates.covariates.map(row => ({ ...row })) : [],
  }
}
