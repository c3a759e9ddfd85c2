import {
  bdwDiscountedResidual,
  bgBbAlive,
  bgBbDiscounted,
  bgBbExpected,
  buyingModel,
  discountedPurchases,
  expectedSpend,
  fitBdw,
  fitSbg,
  sbgDiscountedResidual,
  sbgSurvival,
  bdwSurvival,
} from '../../src/domain/clv/models.ts'
import type { BuyingModelName, Fit } from '../../src/domain/clv/models.ts'
import { clvDefaults } from '../../src/domain/clv/formula.ts'
import { daysPerUnit } from '../../src/domain/history/purchase-history.ts'
import type { TimeUnit } from '../../src/domain/history/purchase-history.ts'
import { Fault } from '../../src/tool.ts'

export const directModels = ['bg_nbd', 'mbg_nbd', 'pareto_nbd', 'nbd', 'bg_bb', 'sbg', 'bdw'] as const
export type DirectModel = (typeof directModels)[number]

export interface ModelInputs {
  model?: DirectModel | undefined
  parameters?: Readonly<Record<string, number>> | undefined
  repeats?: number | undefined
  recency?: number | undefined
  age?: number | undefined
  time_unit?: TimeUnit | undefined
  horizon?: number | undefined
  mean_spend?: number | undefined
  spend_parameters?: Readonly<Record<string, number>> | undefined
  annual_discount?: number | undefined
  gross_margin?: number | undefined
  survivors?: number[] | undefined
  currency?: string | undefined
}

const need = (value: number | undefined, field: string): number => {
  if (value === undefined)
    throw new Fault('invalid_input', { field: `inputs.${field}`, problem: 'is needed for this model' })
  return value
}

const parameter = (inputs: ModelInputs, name: string): number => {
  const value = inputs.parameters?.[name]
  if (value === undefined || !(value > 0) || !Number.isFinite(value)) {
    throw new Fault('invalid_input', {
      field: `inputs.parameters.${name}`,
      problem: 'must be a finite number above 0',
    })
  }
  return value
}

/** What a model says of one case; `null` where it says nothing, with the reason. */
export interface Result {
  alive: number | null
  expected: number | null
  spend: number | null
  value: number | null
  derl: number | null
  reason: string | null
  parameters: Record<string, number>
  fit: Fit | null
  curve: { year: number; survival: number }[]
  /** P(alive) at the next opportunity, where opportunities are discrete: what some tools print as P(alive). */
  aliveNext: number | null
}

const nothing: Result = {
  alive: null,
  expected: null,
  spend: null,
  value: null,
  derl: null,
  reason: null,
  parameters: {},
  fit: null,
  curve: [],
  aliveNext: null,
}

function buying(name: BuyingModelName, inputs: ModelInputs, unit: TimeUnit): Result {
  const model = buyingModel(name, inputs.parameters ?? {})
  const history = {
    repeats: need(inputs.repeats, 'repeats'),
    recency: need(inputs.recency, 'recency'),
    age: need(inputs.age, 'age'),
  }
  const { horizon, annual_discount: discount } = inputs
  const annualDiscount = discount ?? clvDefaults.annualDiscount
  const margin = inputs.gross_margin ?? 1
  const spend = spendOf(inputs, history.repeats)
  const months = horizon === undefined ? null : (horizon * daysPerUnit[unit]) / daysPerUnit.month
  const purchases = discountedPurchases(model, history, {
    unit,
    horizonMonths: months,
    annualDiscount,
    grossMargin: margin,
  })
  return {
    ...nothing,
    alive: model.alive(history),
    expected: horizon === undefined ? null : model.expected(history, horizon),
    spend: spend.value,
    value: purchases.value === null || spend.value === null ? null : margin * spend.value * purchases.value,
    derl: purchases.value,
    reason:
      purchases.value === null ? (purchases.reason ?? null) : spend.value === null ? spend.reason : null,
    parameters: { ...model.parameters },
  }
}

/** Expected spend a purchase: by the Gamma-Gamma parameters, else the mean spend as given. */
function spendOf(inputs: ModelInputs, repeats: number): { value: number } | { value: null; reason: string } {
  const { mean_spend: meanSpend, spend_parameters: given } = inputs
  if (!given)
    return meanSpend === undefined ? { value: null, reason: 'mean_spend_not_given' } : { value: meanSpend }
  const [p, q, gamma] = ['p', 'q', 'gamma'].map(name => {
    const value = given[name]
    if (value === undefined || !(value > 0)) {
      throw new Fault('invalid_input', {
        field: `inputs.spend_parameters.${name}`,
        problem: 'must be a finite number above 0',
      })
    }
    return value
  })
  const spend = expectedSpend(
    { p: p ?? 0, q: q ?? 0, gamma: gamma ?? 0 },
    { repeats, meanSpend: meanSpend ?? 0 },
  )
  return spend.value === null ? { value: null, reason: spend.reason ?? 'not_finite' } : { value: spend.value }
}

/** Periods of a contract or an opportunity are years unless the caller says otherwise. */
const periodDiscount = (annual: number, unit: TimeUnit): number =>
  (1 + annual) ** (daysPerUnit[unit] / daysPerUnit.year) - 1

function contract(name: 'sbg' | 'bdw', inputs: ModelInputs, unit: TimeUnit): Result {
  const fit = inputs.survivors
    ? name === 'sbg'
      ? fitSbg([inputs.survivors])
      : fitBdw([inputs.survivors])
    : null
  const of = (key: string): number =>
    fit ? ((fit.parameters as Record<string, number>)[key] ?? Number.NaN) : parameter(inputs, key)
  const shape = { alpha: of('alpha'), beta: of('beta'), c: name === 'bdw' ? of('c') : 1 }
  const renewals = inputs.repeats ?? (inputs.survivors ? inputs.survivors.length - 1 : 0)
  const discount = periodDiscount(inputs.annual_discount ?? clvDefaults.annualDiscount, unit)
  const residual =
    name === 'sbg'
      ? sbgDiscountedResidual(shape, renewals, discount)
      : bdwDiscountedResidual(shape, renewals, discount)
  const survival = (t: number): number => (name === 'sbg' ? sbgSurvival(shape, t) : bdwSurvival(shape, t))
  const margin = inputs.gross_margin ?? 1
  const shown = Math.min(60, Math.max(inputs.horizon ?? 0, renewals + 5, 12))
  const { c: _c, ...two } = shape
  return {
    ...nothing,
    derl: residual.value,
    spend: inputs.mean_spend ?? null,
    value:
      residual.value === null || inputs.mean_spend === undefined
        ? null
        : residual.value * inputs.mean_spend * margin,
    reason: residual.value === null ? (residual.reason ?? null) : null,
    parameters: name === 'sbg' ? two : shape,
    fit,
    curve: Array.from({ length: shown }, (_, index) => ({ year: index + 1, survival: survival(index + 1) })),
  }
}

function opportunities(inputs: ModelInputs, unit: TimeUnit): Result {
  const [alpha = 0, beta = 0, gamma = 0, delta = 0] = ['alpha', 'beta', 'gamma', 'delta'].map(name =>
    parameter(inputs, name),
  )
  const model = { alpha, beta, gamma, delta }
  const history = {
    repeats: need(inputs.repeats, 'repeats'),
    recency: need(inputs.recency, 'recency'),
    opportunities: need(inputs.age, 'age'),
  }
  const ahead = inputs.horizon
  const discount = periodDiscount(inputs.annual_discount ?? clvDefaults.annualDiscount, unit)
  const purchases = bgBbDiscounted(model, history, { ahead: ahead ?? null, discount })
  const spend = spendOf(inputs, history.repeats)
  return {
    ...nothing,
    alive: bgBbAlive(model, history),
    aliveNext: bgBbAlive(model, history, 1),
    expected: ahead === undefined ? null : bgBbExpected(model, history, ahead),
    spend: spend.value,
    derl: purchases.value,
    value:
      purchases.value === null || spend.value === null
        ? null
        : purchases.value * spend.value * (inputs.gross_margin ?? 1),
    reason: purchases.value === null ? (purchases.reason ?? null) : null,
    parameters: model,
  }
}

/** Periods of a contract or an opportunity are years, and times weeks, unless the caller says otherwise. */
export const unitOf = (name: DirectModel, inputs: ModelInputs): TimeUnit =>
  inputs.time_unit ?? (name === 'sbg' || name === 'bdw' || name === 'bg_bb' ? 'year' : 'week')

/** One case under the named model. */
export function resultOf(name: DirectModel, inputs: ModelInputs): Result {
  const unit = unitOf(name, inputs)
  if (name === 'sbg' || name === 'bdw') return contract(name, inputs, unit)
  return name === 'bg_bb' ? opportunities(inputs, unit) : buying(name, inputs, unit)
}
