import { requirePositive } from '../guards.ts'
import { clvComponents } from './components.ts'
import { longestHorizon } from './discounted.ts'
import type { ComponentInputs } from './components.ts'

/** The eight factors that move CLV (DOMAIN 1). */
export type ClvFactor =
  | 'horizon'
  | 'discount'
  | 'retention'
  | 'revenue_trend'
  | 'maintenance_cost'
  | 'purchase_value'
  | 'referral_value'
  | 'data_value'

export interface ClvSensitivity {
  factor: ClvFactor
  /** The input itself; a multiple of the base for `retention` and `purchase_value`. */
  lowInput: number
  highInput: number
  /** Forward CLV at the low and at the high input; `null` where it does not exist. */
  lowValue: number | null
  highValue: number | null
  /** |high − low|. */
  range: number | null
  /** `absolute` where the base is 0 and a share of it would change nothing. */
  step: 'relative' | 'absolute'
}

interface Probe {
  factor: ClvFactor
  low: number
  high: number
  step: 'relative' | 'absolute'
  apply: (value: number) => ComponentInputs
}

/**
 * Forward CLV (recommended) with one factor at a time at −change and +change, widest range first. Factors whose
 * base is 0 move by a stated step: 5 percentage points of trend, or a tenth of the annual margin a year.
 */
export function clvSensitivity(inputs: ComponentInputs, change = 0.2): ClvSensitivity[] {
  requirePositive('change', change)
  const rows = probes(inputs, change).map(({ factor, low, high, step, apply }): ClvSensitivity => {
    const lowValue = forward(apply(low))
    const highValue = forward(apply(high))
    const range = lowValue === null || highValue === null ? null : Math.abs(highValue - lowValue)
    return { factor, lowInput: low, highInput: high, lowValue, highValue, range, step }
  })
  return rows.sort((one, two) => (two.range ?? 0) - (one.range ?? 0))
}

const forward = (inputs: ComponentInputs): number | null => clvComponents(inputs).recommended.clvForward

function probes(inputs: ComponentInputs, change: number): Probe[] {
  const { current } = clvComponents(inputs)
  const tenth = Math.abs(current.annualMargin) * 0.1
  const around = (base: number, absolute: number, ceiling = Infinity) =>
    base === 0
      ? ({ low: 0, high: absolute, step: 'absolute' } as const)
      : ({
          low: base * (1 - change),
          high: Math.min(ceiling, base * (1 + change)),
          step: 'relative',
        } as const)
  const years = current.horizonYears === 'infinite' ? null : current.horizonYears
  const scaled = (factor: number): ComponentInputs => ({
    ...inputs,
    ...(inputs.annualMargin === undefined ? {} : { annualMargin: inputs.annualMargin * factor }),
    ...(inputs.revenuePerYear === undefined ? {} : { revenuePerYear: inputs.revenuePerYear * factor }),
    ...(inputs.revenueByYear && { revenueByYear: inputs.revenueByYear.map(revenue => revenue * factor) }),
  })
  const keepRate = (factor: number): ComponentInputs => {
    const churn = (rate: number) => 1 - Math.min(1, (1 - rate) * factor)
    return {
      ...inputs,
      ...(inputs.annualChurn === undefined ? {} : { annualChurn: churn(inputs.annualChurn) }),
      ...(inputs.churnByYear && { churnByYear: inputs.churnByYear.map(churn) }),
    }
  }
  const referrals = inputs.referralsPerYear ?? 0
  const trend = inputs.revenueTrend ?? 0
  const wideTrend = Math.abs(trend) * change || 0.05
  return [
    years === null
      ? {
          factor: 'horizon', low: 10, high: 20, step: 'absolute',
          apply: value => ({ ...inputs, infinite: false, horizonYears: value }),
        }
      : {
          factor: 'horizon', ...around(years, 1, longestHorizon),
          apply: value => ({ ...inputs, horizonYears: value }),
        },
    {
      factor: 'discount', ...around(current.annualDiscount, 0.05),
      apply: value => ({ ...inputs, annualDiscount: value }),
    },
    { factor: 'retention', ...around(1, 0), apply: keepRate },
    {
      factor: 'revenue_trend', low: trend - wideTrend, high: trend + wideTrend,
      step: trend === 0 ? 'absolute' : 'relative',
      apply: value => ({ ...inputs, revenueTrend: value }),
    },
    {
      factor: 'maintenance_cost', ...around(inputs.maintenanceCostPerYear ?? 0, tenth),
      apply: value => ({ ...inputs, maintenanceCostPerYear: value }),
    },
    { factor: 'purchase_value', ...around(1, 0), apply: scaled },
    {
      // Without referrals the step stands for a net referral income of that much money a year.
      factor: 'referral_value', ...around(referrals, tenth),
      apply: value =>
        referrals === 0
          ? { ...inputs, dataValuePerYear: (inputs.dataValuePerYear ?? 0) + value }
          : { ...inputs, referralsPerYear: value },
    },
    {
      factor: 'data_value', ...around(inputs.dataValuePerYear ?? 0, tenth),
      apply: value => ({ ...inputs, dataValuePerYear: value }),
    },
  ] // prettier-ignore
}
