import { clvDefaults } from '../../src/domain/clv/formula.ts'
import { continuousRate } from '../../src/domain/clv/models.ts'
import { daysPerUnit } from '../../src/domain/history/purchase-history.ts'
import type { ToolContext } from '../../src/tool.ts'
import { resultOf, unitOf } from './clv-case.ts'
import type { DirectModel, ModelInputs } from './clv-case.ts'
import { diagnosticsOf } from './clv-fit.ts'
import { noClv } from './clv-shape.ts'
import type { ClvWords } from './clv-words.ts'
import { formulaId } from './formula-ids.ts'

/** One customer under a statistical model with given parameters, or a contract model fitted to survivor counts. */
export function modelClv(name: DirectModel, inputs: ModelInputs, context: ToolContext, say: ClvWords) {
  const contractual = name === 'sbg' || name === 'bdw'
  const unit = unitOf(name, inputs)
  const result = resultOf(name, inputs)
  const { formats } = context
  const currency = inputs.currency ?? null
  const badge = 'modelled' as const
  const figure = (path: string, label: string, value: number | null, of: string) => ({
    path,
    name: label,
    value,
    unit: of,
    badge,
  })
  const reason = result.reason === null || result.reason === 'mean_spend_not_given' ? null : result.reason
  const span =
    inputs.horizon === undefined ? say.forever : `${formats.number(inputs.horizon)} ${say.units[unit]}`
  return {
    ...noClv,
    summary: contractual
      ? say.contract({
          name: say.models[name],
          derl: formats.number(result.derl, 3),
          renewals: formats.number(inputs.repeats ?? (inputs.survivors ? inputs.survivors.length - 1 : 0), 0),
        })
      : say.model({
          name: say.models[name],
          alive: formats.percent(result.alive),
          expected: formats.number(result.expected ?? result.derl, 3),
          horizon: span,
          spend: result.value === null ? '' : say.worth(formats.money(result.value, currency)),
        }),
    figures: [
      ...(result.alive === null ? [] : [figure('p_alive', say.figures.alive, result.alive, 'probability')]),
      ...(result.expected === null
        ? []
        : [figure('expected_purchases', say.figures.expected, result.expected, 'purchases')]),
      ...(result.derl === null
        ? []
        : [figure('derl', say.figures.derl, result.derl, contractual ? 'payments' : 'purchases')]),
      ...(result.value === null
        ? []
        : [figure('recommended/clv_current', say.figures.current, result.value, currency ?? 'money')]),
    ],
    method: {
      name: say.methods[name],
      formula_id: formulaId.models[name],
      parameters: {
        ...result.parameters,
        ...(result.aliveNext === null ? {} : { p_alive_next_opportunity: result.aliveNext }),
        time_unit: unit,
        annual_discount: inputs.annual_discount ?? clvDefaults.annualDiscount,
        rate_per_unit: continuousRate(
          inputs.annual_discount ?? clvDefaults.annualDiscount,
          daysPerUnit[unit],
        ),
      },
    },
    assumptions: [say.caps],
    warnings: reason === null ? [] : [say.reasons[reason] ?? reason],
    currency,
    recommended: {
      clv_current: result.value,
      clv_forward: result.value,
      ...(reason === null ? {} : { reason }),
    },
    yearly: result.curve.map(({ year, survival }) => ({
      year,
      survival,
      margin: inputs.mean_spend ?? 0,
      factor: 1,
      present_value: 0,
    })),
    model: {
      name,
      parameters: result.parameters,
      standard_errors: result.fit ? { ...result.fit.standardErrors } : null,
      log_likelihood: result.fit?.logLikelihood ?? null,
      n: result.fit?.n ?? 1,
      time_unit: unit,
      converged: result.fit?.converged ?? null,
      identified: result.fit?.identified ?? null,
      diagnostics: result.fit ? diagnosticsOf(result.fit) : null,
      holdout: [],
      calibration: [],
      tracking: [],
      covariates: [],
    },
    p_alive: result.alive,
    expected_purchases: result.expected,
    expected_spend: result.spend,
    derl: result.derl,
  }
}
