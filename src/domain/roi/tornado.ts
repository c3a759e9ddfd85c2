import { requirePositive } from '../guards.ts'
import { clvDefaults } from '../clv/formula.ts'
import { costsOf, valueOf } from './retention-roi.ts'
import type { RoiInputs } from './retention-roi.ts'

export type RoiFactor =
  | 'success_rate'
  | 'cost'
  | 'clv'
  | 'monthly_revenue'
  | 'lifetime_months'
  | 'gross_margin'
  | 'acquisition_cost'

export interface TornadoRow {
  factor: RoiFactor
  /** The input at −change and +change; rates stop at 1. */
  lowInput: number
  highInput: number
  /** Framework ROI with the factor at −change and at +change. */
  lowRoi: number
  highRoi: number
  range: number
}

/** Framework ROI, one factor at a time at ±`change` (20 %), widest first; empty when nothing is spent. */
export function roiTornado(inputs: RoiInputs, change = 0.2): TornadoRow[] {
  requirePositive('change', change)
  const { acquisitionCost } = valueOf(inputs)
  const cost = costsOf(inputs).framework
  if (cost === 0) return []
  const { marketing: _m, offer: _o, labour: _l, ...rest } = inputs
  const base: RoiInputs = { ...rest, cost, acquisitionCost }
  const row = (
    factor: RoiFactor,
    value: number,
    ceiling: number,
    apply: (value: number) => RoiInputs,
  ): TornadoRow => {
    const lowInput = value * (1 - change)
    const highInput = Math.min(ceiling, value * (1 + change))
    const lowRoi = frameworkRoi(apply(lowInput))
    const highRoi = frameworkRoi(apply(highInput))
    return { factor, lowInput, highInput, lowRoi, highRoi, range: Math.abs(highRoi - lowRoi) }
  }
  const rows = [
    row('success_rate', inputs.successRate, 1, successRate => ({ ...base, successRate })),
    row('cost', cost, Infinity, changed => ({ ...base, cost: changed })),
  ]
  if (inputs.clv !== undefined) {
    rows.push(row('clv', inputs.clv, Infinity, clv => ({ ...base, clv })))
  } else {
    const margin = inputs.grossMargin ?? clvDefaults.grossMargin
    rows.push(
      row('monthly_revenue', inputs.monthlyRevenue ?? 0, Infinity, monthlyRevenue => ({
        ...base,
        monthlyRevenue,
      })),
      row('lifetime_months', inputs.lifetimeMonths ?? 0, Infinity, lifetimeMonths => ({
        ...base,
        lifetimeMonths,
      })),
      row('gross_margin', margin, 1, grossMargin => ({ ...base, grossMargin })),
    )
  }
  rows.push(
    row('acquisition_cost', acquisitionCost, Infinity, changed => ({ ...base, acquisitionCost: changed })),
  )
  // Equal ranges keep the order above: binary noise must not reorder the chart.
  const width = (row: TornadoRow) => Number(row.range.toPrecision(12))
  return rows.sort((one, two) => width(two) - width(one))
}

function frameworkRoi(inputs: RoiInputs): number {
  const cost = costsOf(inputs).framework
  return (inputs.successRate * valueOf(inputs).churnCost - cost) / cost
}
