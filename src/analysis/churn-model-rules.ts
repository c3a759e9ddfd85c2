import { numbers } from '../domain/table.ts'
import type { CustomerTable } from '../domain/table.ts'
import type { ChurnInForce } from './churn-in-force.ts'

export type RiskBand = 'high' | 'medium' | 'low' | 'unknown'

/** One sign of risk that needs no model: a limit on one field. */
export interface RiskSign {
  field: string
  op: 'gte' | 'lte'
  limit: number
}

export interface RuleBands {
  /** The signs the data can show, in the order in which they are looked at. */
  signs: readonly RiskSign[]
  band: readonly RiskBand[]
  /** Signs that each customer shows. */
  shown: readonly (readonly RiskSign[])[]
}

const signsFor = ({ kind, days }: ChurnInForce): RiskSign[] => [
  ...(kind === 'silence'
    ? [{ field: 'days_since_last_order', op: 'gte' as const, limit: Math.ceil(days / 2) }]
    : []),
  { field: 'overdue_ratio', op: 'gte', limit: 2 },
  { field: 'days_since_last_activity', op: 'gte', limit: 30 },
  { field: 'failed_payments_90d', op: 'gte', limit: 1 },
  { field: 'unresolved_tickets', op: 'gte', limit: 2 },
  { field: 'csat_mean', op: 'lte', limit: 2.5 },
  { field: 'downgraded_365d', op: 'gte', limit: 1 },
]

/**
 * Bands by rule, for data that is too small for a model: two signs or more high, one medium, none low; unknown where
 * no sign could be looked at. Not probabilities: the limits are conventions, not learned.
 */
export function ruleBands(table: CustomerTable, definition: ChurnInForce): RuleBands {
  const signs = signsFor(definition).flatMap(sign => {
    const values = numbers(table, sign.field)
    return values?.some(value => !Number.isNaN(value)) ? [{ sign, values }] : []
  })
  const shown: RiskSign[][] = []
  const band: RiskBand[] = []
  for (let row = 0; row < table.n; row++) {
    const known = signs.filter(({ values }) => !Number.isNaN(values[row] ?? Number.NaN))
    const own = known.filter(({ sign, values }) => {
      const value = values[row] ?? Number.NaN
      return sign.op === 'gte' ? value >= sign.limit : value <= sign.limit
    })
    shown.push(own.map(({ sign }) => sign))
    band.push(known.length === 0 ? 'unknown' : own.length >= 2 ? 'high' : own.length === 1 ? 'medium' : 'low')
  }
  return { signs: signs.map(({ sign }) => sign), band, shown }
}
