import {
  contractModel,
  deltaVariance,
  discountedRenewals,
  fitContractModel,
  raceContracts,
} from '../domain/clv/models.ts'
import type {
  ContractModel,
  ContractModelName,
  ContractRaceEntry,
  Fit,
  HeldOutLife,
  RenewalLives,
} from '../domain/clv/models.ts'
import { daysPerUnit } from '../domain/history/purchase-history.ts'
import type { ToolContext } from '../tool.ts'
import type { ValueAssumptions } from './customer-values.ts'
import type { Observation } from './observe.ts'
import { observedLives, renewalTimes } from './renewal-times.ts'
import type { RenewalPeriod, RenewalTimes } from './renewal-times.ts'

/** Why contracts cannot be modelled. */
export interface ContractShortfall {
  what: 'contracts' | 'ends' | 'periods' | 'identified'
  found: number
  needed: number
}

/** A fitted renewal model and what it says of every customer under contract; row i belongs to `customerIds[i]`. */
export interface ContractStudy {
  customerIds: readonly string[]
  name: ContractModelName
  fit: Fit
  period: RenewalPeriod
  basis: RenewalTimes['basis']
  /** Rivals on renewals held out, best first; empty where starts are not dated and BIC decided. */
  race: readonly ContractRaceEntry[]
  holdoutPeriods: number
  /** Renewals behind the spell that runs now, and 1 where none does. */
  renewals: Int32Array
  left: Uint8Array
  /** The lives that the fit rests on. */
  observed: RenewalLives
  /** Periods until the next renewal, to a hundredth. */
  ahead: Float64Array
  /** Discounted payments to come; 0 for customers who left, NaN where the value does not exist. */
  payments: Float64Array
  /** Half width of the interval of `payments` on the ln scale; NaN where the fit is not identified. */
  logHalfWidth: Float64Array
  /** Half width for a weighted sum of payments, `weights` a row of `customerIds`. */
  halfWidthOf: (weights: (row: number) => number) => number | null
  /** Share of a new customer's kind still there after each of the first renewals. */
  curve: readonly number[]
}

export type ContractAnswer =
  | { study: ContractStudy; shortfall: null }
  | { study: null; shortfall: ContractShortfall }

const gate = { contracts: 100, ends: 30, periods: 3 }
const z95 = 1.959963984540054
const curveLength = 12

function shortfallOf(times: RenewalTimes): ContractShortfall | null {
  const n = times.customerIds.length
  const ends = times.left.reduce((sum, left) => sum + left, 0)
  const longest = times.renewals.reduce((most, renewals) => Math.max(most, renewals), 0)
  if (n < gate.contracts) return { what: 'contracts', found: n, needed: gate.contracts }
  if (ends < gate.ends) return { what: 'ends', found: ends, needed: gate.ends }
  return longest < gate.periods ? { what: 'periods', found: longest, needed: gate.periods } : null
}

/** The lives as they stood `back` periods ago, and what the renewals since have shown; `null` without dated starts. */
function heldOut(
  { renewals, left, ages }: RenewalTimes,
  back: number,
): { calibration: RenewalLives; holdout: HeldOutLife[] } | null {
  const before: { renewals: number; left: number }[] = []
  const holdout: HeldOutLife[] = []
  for (let row = 0; row < renewals.length; row++) {
    const age = ages[row] ?? Number.NaN
    if (Number.isNaN(age)) return null
    const cut = Math.floor(age - back)
    if (cut < 0) continue
    const at = renewals[row] ?? 0
    const gone = (left[row] ?? 0) === 1
    if (gone && at <= cut) before.push({ renewals: at, left: 1 })
    else {
      before.push({ renewals: cut, left: 0 })
      const due = Math.floor(age) - cut
      if (due > 0) holdout.push({ before: cut, due, stayed: !gone || at > cut + due })
    }
  }
  return {
    calibration: { renewals: before.map(life => life.renewals), left: before.map(life => life.left) },
    holdout,
  }
}

function chosenByRace(times: RenewalTimes): { race: ContractRaceEntry[]; holdoutPeriods: number } {
  const oldest = times.ages.reduce((most, age) => Math.max(most, Number.isNaN(age) ? 0 : age), 0)
  const holdoutPeriods = Math.min(12, Math.floor(oldest / 3))
  const none = { race: [], holdoutPeriods: 0 }
  if (holdoutPeriods < 1) return none
  const data = heldOut(times, holdoutPeriods)
  const ends = data ? Array.from(data.calibration.left).filter(left => left === 1).length : 0
  if (!data || ends < gate.ends || data.holdout.length < gate.ends) return none
  return { race: raceContracts(data.calibration, data.holdout), holdoutPeriods }
}

/**
 * Models the renewals of customers under contract: the asked model, or the better of sBG and BdW on renewals held out
 * (by BIC where starts carry no dates). Refuses with what is missing.
 */
export function contractStudy(
  context: ToolContext,
  at: Observation,
  assumptions: ValueAssumptions,
  asked: ContractModelName | null,
): Promise<ContractAnswer> {
  return context.once(
    `contracts/${at.asOf}/${asked ?? 'race'}/${JSON.stringify(assumptions)}`,
    async (): Promise<ContractAnswer> => {
      const times = await renewalTimes(context, at)
      if (!times) return { study: null, shortfall: { what: 'contracts', found: 0, needed: gate.contracts } }
      const shortfall = shortfallOf(times)
      if (shortfall) return { study: null, shortfall }
      const raced = chosenByRace(times)
      const seen = observedLives(times)
      const fits = asked ? [asked] : (['sbg', 'bdw'] as const)
      const found = fits.map(name => ({ name, fit: fitContractModel(name, seen) }))
      const leader = raced.race[0]?.eligible ? raced.race[0].name : undefined
      const best =
        found.find(({ name, fit }) => name === leader && fit.identified) ??
        found.toSorted(
          (one, two) => Number(two.fit.identified) - Number(one.fit.identified) || one.fit.bic - two.fit.bic,
        )[0]
      if (!best) return { study: null, shortfall: { what: 'identified', found: 0, needed: 1 } }
      if (!asked && !best.fit.identified)
        return { study: null, shortfall: { what: 'identified', found: 0, needed: 1 } }
      return { study: valued(times, best, raced, assumptions), shortfall: null }
    },
  )
}

function valued(
  times: RenewalTimes,
  { name, fit }: { name: ContractModelName; fit: Fit },
  raced: ReturnType<typeof chosenByRace>,
  assumptions: ValueAssumptions,
): ContractStudy {
  const { customerIds, made: renewals, gone: left, ahead, period } = times
  const periodDays = daysPerUnit[period]
  const discount = (1 + assumptions.annualDiscount) ** (periodDays / daysPerUnit.year) - 1
  const horizon =
    assumptions.horizonMonths === 'infinite'
      ? null
      : (assumptions.horizonMonths * daysPerUnit.month) / periodDays
  // One sum for each distinct number of renewals and time to the next one, the latter to a hundredth.
  const steps = ahead.map(value => Math.round(value * 100) / 100)
  const valuesUnder = (model: ContractModel): Float64Array => {
    const known = new Map<string, number>()
    return Float64Array.from(customerIds, (_, row) => {
      if ((left[row] ?? 0) === 1) return 0
      const own = { ahead: steps[row] ?? 1, horizon, discount }
      const key = `${renewals[row]}/${own.ahead}`
      const value = known.get(key) ?? discountedRenewals(model, renewals[row] ?? 0, own).value ?? Number.NaN
      known.set(key, value)
      return value
    })
  }
  const names = Object.keys(fit.parameters)
  const theta = names.map(key => Math.log(fit.parameters[key] ?? Number.NaN))
  const under = (point: readonly number[]): Float64Array =>
    valuesUnder(
      contractModel(name, Object.fromEntries(names.map((key, i) => [key, Math.exp(point[i] ?? 0)]))),
    )
  const cache = new Map<string, Float64Array>()
  const cached = (point: readonly number[]): Float64Array => {
    const key = point.join('/')
    const values = cache.get(key) ?? under(point)
    cache.set(key, values)
    return values
  }
  const payments = cached(theta)
  const halfWidth = (of: (values: Float64Array) => number): number | null => {
    if (!fit.covariance) return null
    const variance = deltaVariance(theta, fit.covariance, point => Math.log(of(cached(point))))
    return variance === null ? null : z95 * Math.sqrt(variance)
  }
  const byKey = new Map<string, number>()
  const model = contractModel(name, fit.parameters)
  return {
    customerIds,
    name,
    fit,
    period,
    basis: times.basis,
    ...raced,
    renewals,
    left,
    observed: observedLives(times),
    ahead: steps,
    payments,
    logHalfWidth: Float64Array.from(customerIds, (_, row) => {
      if ((left[row] ?? 0) === 1) return 0
      const key = `${renewals[row]}/${steps[row]}`
      const half = byKey.get(key) ?? halfWidth(values => values[row] ?? Number.NaN) ?? Number.NaN
      byKey.set(key, half)
      return half
    }),
    halfWidthOf: weights =>
      halfWidth(values => values.reduce((sum, value, row) => sum + value * weights(row), 0)),
    curve: Array.from({ length: curveLength }, (_, t) => model.survival(t + 1)),
  }
}
